#include "sim/scenario/schema.hpp"

#include <algorithm>
#include <array>

#include "core/base/contract.hpp"

namespace hotline::sim {
namespace {

using Key = std::string_view;

constexpr auto kRoot = std::to_array<Key>(
    {"name",   "title",    "run",      "sources", "calendar", "profile", "channel", "category",
     "demand", "busyness", "district", "group",   "agency",   "triage",  "survey",  "attributes",
     "trunks", "language", "queue",    "handle",  "transfer", "change"});
constexpr auto kRun =
    std::to_array<Key>({"start", "warm_up", "length", "at_end", "acceptable_wait", "short_abandon",
                        "contact_policy", "contact_routing", "ticket_policy", "unit_routing"});
constexpr auto kSource = std::to_array<Key>({"title", "address"});
constexpr auto kCalendar = std::to_array<Key>({"open", "holidays"});
constexpr auto kProfile = std::to_array<Key>({"hour", "weekday", "month"});
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
constexpr auto kQueue =
    std::to_array<Key>({"channels", "categories", "languages", "priority", "answer_target",
                        "weight", "routing", "stages", "joined_by"});
constexpr auto kStage = std::to_array<Key>({"after", "groups", "from_length", "from_busy"});
constexpr auto kHandle =
    std::to_array<Key>({"groups", "channels", "categories", "talk", "after_call", "factor"});
constexpr auto kTransfer =
    std::to_array<Key>({"groups", "categories", "probability", "to", "kind", "conference", "most"});
constexpr auto kChange =
    std::to_array<Key>({"at", "contact_policy", "contact_routing", "agents", "groups", "queues"});
constexpr auto kCategory =
    std::to_array<Key>({"agency", "ticket_probability", "talk", "after_call", "patience",
                        "priority", "response_target", "resolution_target", "clock"});
constexpr auto kDemand =
    std::to_array<Key>({"category", "channel", "channels", "per_day", "hour", "weekday", "month"});
constexpr auto kBusyness = std::to_array<Key>({"cv", "autocorrelation"});
constexpr auto kDistrict = std::to_array<Key>({"share", "languages"});
constexpr auto kGroup = std::to_array<Key>(
    {"channels", "queues", "agents", "hourly", "shifts", "plan", "policy", "reserve", "weight",
     "shrinkage", "absence", "late", "breaks", "shift_end", "side_work", "concurrency"});
constexpr auto kPlan = std::to_array<Key>({"from", "agents"});
constexpr auto kReserve = std::to_array<Key>({"queue", "agents"});
constexpr auto kBreaks = std::to_array<Key>({"after", "length", "window"});
constexpr auto kConcurrency = std::to_array<Key>({"most", "speed", "full_speed"});
constexpr auto kHourly = std::to_array<Key>({"days", "agents"});
constexpr auto kShift = std::to_array<Key>({"days", "from", "to", "agents"});
constexpr auto kAgency =
    std::to_array<Key>({"sign", "refuse_probability", "refuse_wrong_probability", "lead", "work",
                        "crews", "calendar", "fix_probability"});
constexpr auto kTriage =
    std::to_array<Key>({"human_delay", "machine_delay", "human_accuracy", "machine_accuracy",
                        "max_returns", "arbitration_delay"});
constexpr auto kSurvey =
    std::to_array<Key>({"sample_share", "answer_probability", "delay", "satisfied_if_fixed",
                        "satisfied_if_unfixed", "reopen_if_unfixed", "max_reopenings"});
constexpr auto kPolicy =
    std::to_array<Key>({"generalized-c-mu", "weight-index", "script", "parameters"});
constexpr auto kRouting = std::to_array<Key>({"power-of", "idle-index", "script", "parameters"});
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
                                                 {"category.*", kCategory},
                                                 {"demand", kDemand},
                                                 {"busyness", kBusyness},
                                                 {"district.*", kDistrict},
                                                 {"group.*", kGroup},
                                                 {"group.*.hourly", kHourly},
                                                 {"group.*.shifts", kShift},
                                                 {"group.*.plan", kPlan},
                                                 {"group.*.reserve", kReserve},
                                                 {"group.*.breaks", kBreaks},
                                                 {"group.*.concurrency", kConcurrency},
                                                 {"agency.*", kAgency},
                                                 {"triage", kTriage},
                                                 {"survey", kSurvey},
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
