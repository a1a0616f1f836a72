#include "sim/scenario/schema.hpp"

#include <algorithm>
#include <array>

#include "core/base/contract.hpp"

namespace hotline::sim {
namespace {

using Key = std::string_view;

constexpr auto kRoot = std::to_array<Key>(
    {"name",      "title",      "run",      "sources",    "calendar", "profile",
     "channel",   "category",   "demand",   "busyness",   "district", "group",
     "agency",    "triage",     "survey",   "attributes", "trunks",   "language",
     "queue",     "handle",     "transfer", "holidays",   "surge",    "trace",
     "job",       "assist",     "verify",   "expect",     "variant",  "responsibility",
     "confusion", "duplicates", "chasing",  "escalation", "change",   "growth"});
constexpr auto kRun =
    std::to_array<Key>({"start", "warm_up", "length", "at_end", "acceptable_wait", "short_abandon",
                        "contact_policy", "contact_routing", "ticket_policy", "unit_routing"});
constexpr auto kSource = std::to_array<Key>({"title", "address"});
constexpr auto kCalendar = std::to_array<Key>({"open", "holidays"});
constexpr auto kProfile = std::to_array<Key>({"hour", "weekday", "week", "month"});
constexpr auto kChannel = std::to_array<Key>(
    {"kind", "priority", "weight", "routing", "lines", "patience", "redial_probability",
     "redial_if_blocked", "redial_if_balked", "redial_delay", "redial_channel", "max_attempts",
     "answer_target", "entry", "balk", "self_service", "callback", "voicemail"});
constexpr auto kBalk = std::to_array<Key>({"probability", "from_length", "count"});
constexpr auto kSelfService =
    std::to_array<Key>({"time", "contained", "contained_by", "hand_over"});
constexpr auto kCallback = std::to_array<Key>(
    {"from_length", "from_wait", "accepted", "reached", "dial", "retry_delay", "tries"});
constexpr auto kVoicemail = std::to_array<Key>({"after", "share", "channel"});
constexpr auto kTrunks = std::to_array<Key>({"lines", "channels"});
constexpr auto kLanguage = std::to_array<Key>({"share"});
constexpr auto kQueue = std::to_array<Key>({"channels", "categories", "languages", "priority",
                                            "answer_target", "weight", "routing", "stages",
                                            "joined_by", "districts", "alternatives", "joins"});
constexpr auto kStage = std::to_array<Key>({"after", "groups", "from_length", "from_busy"});
constexpr auto kHandle =
    std::to_array<Key>({"groups", "channels", "categories", "talk", "after_call", "factor"});
constexpr auto kTransfer =
    std::to_array<Key>({"groups", "categories", "probability", "to", "kind", "conference", "most"});
constexpr auto kChange =
    std::to_array<Key>({"at", "when", "contact_policy", "contact_routing", "agents", "groups",
                        "queues", "ticket_policy", "unit_routing", "crews", "agencies"});
constexpr auto kWhen = std::to_array<Key>({"queue", "agency", "from_length", "until_length",
                                           "from_estimate", "until_estimate", "for", "happens"});
constexpr auto kCategory = std::to_array<Key>(
    {"agency", "ticket_probability", "talk", "after_call", "patience", "priority", "weight",
     "response_target", "resolution_target", "clock", "response_from", "resolution_from",
     "priorities", "unclear_probability", "duplicate_probability", "withdrawal"});
constexpr auto kPriorities =
    std::to_array<Key>({"share", "priority", "response_target", "resolution_target"});
constexpr auto kWithdrawal = std::to_array<Key>({"probability", "after"});
constexpr auto kDemand =
    std::to_array<Key>({"category", "channel", "channels", "channels_by_hour", "districts",
                        "per_day", "hour", "weekday", "week", "month", "plan", "sinusoid",
                        "interarrival", "first", "from", "until", "growth", "batch", "reports"});
constexpr auto kDemandPlan = std::to_array<Key>({"from", "rate"});
constexpr auto kSinusoid = std::to_array<Key>({"mean", "amplitude", "period", "phase"});
constexpr auto kBatch = std::to_array<Key>({"size", "geometric", "weights"});
constexpr auto kReports = std::to_array<Key>({"size", "geometric", "weights", "mean_delay"});
constexpr auto kBusyness = std::to_array<Key>({"law", "cv", "shape", "autocorrelation", "groups"});
constexpr auto kBusynessGroup =
    std::to_array<Key>({"categories", "law", "cv", "shape", "autocorrelation"});
constexpr auto kHolidays = std::to_array<Key>({"dates", "weekday", "factor"});
constexpr auto kSurge =
    std::to_array<Key>({"at", "per_year", "month", "categories", "suppression", "suppressed",
                        "peak", "hold", "half_life", "aftershocks"});
constexpr auto kAftershock = std::to_array<Key>(
    {"delay", "categories", "suppression", "suppressed", "peak", "hold", "half_life"});
constexpr auto kTrace = std::to_array<Key>({"channel", "category", "file", "arrivals"});
constexpr auto kTraceArrival =
    std::to_array<Key>({"at", "channel", "category", "district", "handle"});
constexpr auto kDistrict = std::to_array<Key>({"share", "languages", "agency"});
constexpr auto kGroup =
    std::to_array<Key>({"channels", "queues", "agents", "hourly", "shifts", "plan", "policy",
                        "reserve", "weight", "shrinkage", "absence", "late", "breaks", "shift_end",
                        "side_work", "side_work_once", "concurrency", "home", "calendar"});
constexpr auto kPlan = std::to_array<Key>({"from", "agents"});
constexpr auto kReserve = std::to_array<Key>({"queue", "agents"});
constexpr auto kBreaks = std::to_array<Key>({"after", "length", "window"});
constexpr auto kConcurrency = std::to_array<Key>({"most", "speed", "full_speed"});
constexpr auto kHourly = std::to_array<Key>({"days", "agents"});
constexpr auto kShift = std::to_array<Key>({"days", "from", "to", "agents"});
constexpr auto kAgency = std::to_array<Key>({"sign",
                                             "refuse_probability",
                                             "refuse_wrong_probability",
                                             "lead",
                                             "work",
                                             "crews",
                                             "shifts",
                                             "plan",
                                             "calendar",
                                             "fix_probability",
                                             "travel",
                                             "units",
                                             "unit",
                                             "work_list",
                                             "unit_routing",
                                             "policy",
                                             "preemption",
                                             "shift_end",
                                             "quota",
                                             "side_work",
                                             "side_work_once",
                                             "sign_calendar",
                                             "sign_within",
                                             "refuse_reasons",
                                             "return_probability",
                                             "unfixable_probability",
                                             "early_closure",
                                             "extension",
                                             "pauses",
                                             "hand_over",
                                             "concurrency"});
constexpr auto kUnit =
    std::to_array<Key>({"crews", "shifts", "plan", "calendar", "speed", "weight", "districts",
                        "policy", "travel", "name", "stages", "home"});
constexpr auto kUnitStage = std::to_array<Key>({"after", "units", "from_length", "from_busy"});
constexpr auto kHandOver = std::to_array<Key>({"after", "from_length", "to"});
constexpr auto kCrewShift = std::to_array<Key>({"days", "from", "to", "crews"});
constexpr auto kCrewStep = std::to_array<Key>({"from", "crews"});
constexpr auto kQuota = std::to_array<Key>({"jobs", "period"});
constexpr auto kJob = std::to_array<Key>(
    {"agencies", "categories", "lead", "work", "travel", "crews", "reserve", "factor"});
constexpr auto kAssist =
    std::to_array<Key>({"categories", "agency", "probability", "kind", "work"});
constexpr auto kRefuseReasons = std::to_array<Key>({"wrong_area", "unclear", "overlapping"});
constexpr auto kEarlyClosure = std::to_array<Key>({"probability", "before_due"});
constexpr auto kExtension =
    std::to_array<Key>({"probability", "before_due", "granted", "by", "most"});
constexpr auto kPauses =
    std::to_array<Key>({"reason", "when", "probability", "length", "categories"});
constexpr auto kResponsibility = std::to_array<Key>({"categories", "districts", "agency"});
constexpr auto kConfusion =
    std::to_array<Key>({"by", "categories", "taken_for", "accuracy", "among", "confident"});
constexpr auto kDuplicates =
    std::to_array<Key>({"probability", "detected", "detected_by_machine", "false_merge", "recall",
                        "found_on_signing", "escalate", "raise"});
constexpr auto kChasing =
    std::to_array<Key>({"from", "patience", "again", "most", "channel", "escalate", "raise"});
constexpr auto kEscalation = std::to_array<Key>({"before_due", "after_due", "categories", "raise"});
constexpr auto kTriage =
    std::to_array<Key>({"human_delay", "machine_delay", "human_accuracy", "machine_accuracy",
                        "max_returns", "arbitration_delay", "arbitration_accuracy", "dispatchers",
                        "calendar", "machine_confident", "overlapping", "unclear"});
constexpr auto kSurvey =
    std::to_array<Key>({"sample_share", "answer_probability", "delay", "satisfied_if_fixed",
                        "satisfied_if_unfixed", "reopen_if_unfixed", "max_reopenings",
                        "answer_if_unfixed", "contacted_if_on_time", "contacted_if_late",
                        "says_fixed_if_fixed", "says_fixed_if_unfixed", "reopen_if_dissatisfied"});
constexpr auto kVerify = std::to_array<Key>({"source", "quick", "work", "length"});
constexpr auto kExpect = std::to_array<Key>(
    {"measure", "per", "of", "statistic", "value", "interval", "level", "between", "tolerance",
     "absolute", "at", "from", "until", "number", "within", "hours", "days", "source", "reason"});
constexpr auto kVariant = std::to_array<Key>({"name", "title", "set", "quick", "source", "expect"});
constexpr auto kPolicy = std::to_array<Key>(
    {"generalized-c-mu", "weight-index", "local-specialist", "script", "parameters"});
constexpr auto kRouting = std::to_array<Key>(
    {"power-of", "idle-index", "local-specialist", "queue-ratio-overflow", "script", "parameters"});
constexpr auto kLaw = std::to_array<Key>(
    {"constant", "exponential", "lognormal", "weibull", "uniform", "pareto", "gamma", "erlang",
     "hyperexponential", "mixture", "values", "quantiles", "hazard", "survival", "at_zero"});
constexpr auto kLognormal = std::to_array<Key>({"median", "mean", "sigma", "cv", "p90"});
constexpr auto kWeibull = std::to_array<Key>({"scale", "shape"});
constexpr auto kPareto = std::to_array<Key>({"least", "shape"});
constexpr auto kGamma = std::to_array<Key>({"mean", "shape", "cv"});
constexpr auto kErlang = std::to_array<Key>({"mean", "k"});
constexpr auto kHyperexponential = std::to_array<Key>({"mean", "cv"});
constexpr auto kMixture = std::to_array<Key>({"weight", "law"});
constexpr auto kQuantiles = std::to_array<Key>({"share", "at"});
constexpr auto kHazard = std::to_array<Key>({"from", "rate"});
constexpr auto kSurvival = std::to_array<Key>({"at", "left"});
constexpr auto kUniform = std::to_array<Key>({"from", "to"});

constexpr auto kSchema = std::to_array<Section>({{"", kRoot},
                                                 {"run", kRun},
                                                 {"sources.*", kSource},
                                                 {"calendar.*", kCalendar},
                                                 {"profile.*", kProfile},
                                                 {"channel.*", kChannel},
                                                 {"channel.*.balk", kBalk},
                                                 {"channel.*.self_service", kSelfService},
                                                 {"channel.*.callback", kCallback},
                                                 {"channel.*.voicemail", kVoicemail},
                                                 {"trunks.*", kTrunks},
                                                 {"language.*", kLanguage},
                                                 {"queue.*", kQueue},
                                                 {"queue.*.stages", kStage},
                                                 {"handle", kHandle},
                                                 {"transfer", kTransfer},
                                                 {"change", kChange},
                                                 {"change.when", kWhen},
                                                 {"category.*", kCategory},
                                                 {"category.*.priorities", kPriorities},
                                                 {"category.*.withdrawal", kWithdrawal},
                                                 {"demand", kDemand},
                                                 {"demand.plan", kDemandPlan},
                                                 {"demand.sinusoid", kSinusoid},
                                                 {"demand.batch", kBatch},
                                                 {"demand.reports", kReports},
                                                 {"busyness", kBusyness},
                                                 {"busyness.groups", kBusynessGroup},
                                                 {"holidays", kHolidays},
                                                 {"surge.*", kSurge},
                                                 {"surge.*.aftershocks", kAftershock},
                                                 {"trace.*", kTrace},
                                                 {"trace.*.arrivals", kTraceArrival},
                                                 {"district.*", kDistrict},
                                                 {"group.*", kGroup},
                                                 {"group.*.hourly", kHourly},
                                                 {"group.*.shifts", kShift},
                                                 {"group.*.plan", kPlan},
                                                 {"group.*.reserve", kReserve},
                                                 {"group.*.breaks", kBreaks},
                                                 {"group.*.concurrency", kConcurrency},
                                                 {"agency.*", kAgency},
                                                 {"agency.*.shifts", kCrewShift},
                                                 {"agency.*.plan", kCrewStep},
                                                 {"agency.*.quota", kQuota},
                                                 {"agency.*.unit", kUnit},
                                                 {"agency.*.unit.shifts", kCrewShift},
                                                 {"agency.*.unit.stages", kUnitStage},
                                                 {"agency.*.hand_over", kHandOver},
                                                 {"agency.*.concurrency", kConcurrency},
                                                 {"agency.*.unit.plan", kCrewStep},
                                                 {"job", kJob},
                                                 {"assist", kAssist},
                                                 {"agency.*.refuse_reasons", kRefuseReasons},
                                                 {"agency.*.early_closure", kEarlyClosure},
                                                 {"agency.*.extension", kExtension},
                                                 {"agency.*.pauses", kPauses},
                                                 {"responsibility", kResponsibility},
                                                 {"confusion", kConfusion},
                                                 {"duplicates", kDuplicates},
                                                 {"chasing", kChasing},
                                                 {"escalation", kEscalation},
                                                 {"triage", kTriage},
                                                 {"survey", kSurvey},
                                                 {"verify", kVerify},
                                                 {"expect", kExpect},
                                                 {"variant", kVariant},
                                                 {"policy", kPolicy},
                                                 {"routing", kRouting},
                                                 {"law", kLaw},
                                                 {"law.lognormal", kLognormal},
                                                 {"law.weibull", kWeibull},
                                                 {"law.uniform", kUniform},
                                                 {"law.pareto", kPareto},
                                                 {"law.gamma", kGamma},
                                                 {"law.erlang", kErlang},
                                                 {"law.hyperexponential", kHyperexponential},
                                                 {"law.mixture", kMixture},
                                                 {"law.quantiles", kQuantiles},
                                                 {"law.hazard", kHazard},
                                                 {"law.survival", kSurvival}});

}  // namespace

std::span<const Section> scenario_schema() {
  return kSchema;
}

const Section& section(std::string_view name) {
  const auto* const found = std::find_if(kSchema.begin(), kSchema.end(),
                                         [name](const Section& one) { return one.name == name; });
  HOTLINE_REQUIRE(found != kSchema.end());
  return *found;
}

}  // namespace hotline::sim
