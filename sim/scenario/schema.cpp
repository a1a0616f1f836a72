#include "sim/scenario/schema.hpp"

#include <algorithm>
#include <array>

#include "core/base/contract.hpp"

namespace hotline::sim {
namespace {

using Key = std::string_view;

constexpr auto kRoot = std::to_array<Key>({"name", "title", "run", "sources", "calendar", "profile",
                                           "channel", "category", "demand", "busyness", "district",
                                           "group", "agency", "triage", "survey", "attributes"});
constexpr auto kRun =
    std::to_array<Key>({"start", "warm_up", "length", "at_end", "acceptable_wait", "short_abandon",
                        "contact_policy", "contact_routing", "ticket_policy", "unit_routing"});
constexpr auto kSource = std::to_array<Key>({"title", "address"});
constexpr auto kCalendar = std::to_array<Key>({"open", "holidays"});
constexpr auto kProfile = std::to_array<Key>({"hour", "weekday", "month"});
constexpr auto kChannel =
    std::to_array<Key>({"kind", "priority", "lines", "patience", "redial_probability",
                        "redial_delay", "max_attempts", "answer_target", "entry"});
constexpr auto kCategory =
    std::to_array<Key>({"agency", "ticket_probability", "talk", "after_call", "priority",
                        "response_target", "resolution_target", "clock"});
constexpr auto kDemand =
    std::to_array<Key>({"category", "channel", "channels", "per_day", "hour", "weekday", "month"});
constexpr auto kBusyness = std::to_array<Key>({"cv", "autocorrelation"});
constexpr auto kDistrict = std::to_array<Key>({"share"});
constexpr auto kGroup = std::to_array<Key>({"channels", "agents", "hourly", "shifts"});
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
constexpr auto kPolicy = std::to_array<Key>({"generalized-c-mu", "weight-index"});
constexpr auto kRouting = std::to_array<Key>({"power-of", "idle-index"});
constexpr auto kLaw =
    std::to_array<Key>({"constant", "exponential", "lognormal", "weibull", "uniform"});
constexpr auto kLognormal = std::to_array<Key>({"median", "mean", "sigma", "cv", "p90"});
constexpr auto kWeibull = std::to_array<Key>({"scale", "shape"});
constexpr auto kUniform = std::to_array<Key>({"from", "to"});

constexpr auto kSchema = std::to_array<Section>({{"", kRoot},
                                                 {"run", kRun},
                                                 {"sources.*", kSource},
                                                 {"calendar.*", kCalendar},
                                                 {"profile.*", kProfile},
                                                 {"channel.*", kChannel},
                                                 {"category.*", kCategory},
                                                 {"demand", kDemand},
                                                 {"busyness", kBusyness},
                                                 {"district.*", kDistrict},
                                                 {"group.*", kGroup},
                                                 {"group.*.hourly", kHourly},
                                                 {"group.*.shifts", kShift},
                                                 {"agency.*", kAgency},
                                                 {"triage", kTriage},
                                                 {"survey", kSurvey},
                                                 {"policy", kPolicy},
                                                 {"routing", kRouting},
                                                 {"law", kLaw},
                                                 {"law.lognormal", kLognormal},
                                                 {"law.weibull", kWeibull},
                                                 {"law.uniform", kUniform}});

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
