#include <string>

#include "core/measures/catalogue.hpp"

namespace hotline::measures {
namespace {

constexpr std::string_view kIntroduction = R"(# Measures

Generated from `core/measures/*_measures.cpp`; a test compares. To write it anew, run the test
`core_measures_test` with `HOTLINE_UPDATE=1`.

- **Population.** Contacts that arrived, and tickets that were opened, at or after the start of
  measurement (the start of the run, or the end of its warm-up).
- **Levels** (queue, agents, crews, open tickets) are followed from the beginning of the run; their
  averages are taken over the measured time.
- **Interval ends.** A wait equal to the acceptable wait is good; an abandonment after exactly the
  short-abandon bound is short; done at the due time itself is on time.
- **Unknown** is not zero: 0 / 0 and "no data" have no value (JSON: `null`).
- **Quantiles** are values of rank ceil(q n), from integer counts in bins: off by less than 0.8 %.
- **Replications.** The value is the mean of the values of all replications, with a 95 % Student-t
  interval.
- **Occasional** measures are of something that many hotlines do not have. Reports and JSON leave
  them out where they are unknown or 0.
- **Channels.** Live: the citizen waits for an agent now; deferred: an agent works on it later;
  direct: no agent. Where a channel does not say it, it is live once somebody was queued, blocked,
  answered or lost on it.
- Where one idea has several definitions, the one marked *default* is meant unless another is named.
)";

std::string_view describe(Scope scope) {
  switch (scope) {
    case Scope::kRun:
      return "One value each. Measures of contacts: all live channels together, or all channels "
             "where "
             "it says so. Of agents: all groups. Of tickets: all agencies, or all tickets where it "
             "says so.";
    case Scope::kChannel:
      return "One value for each channel.";
    case Scope::kGroup:
      return "One value for each group of agents.";
    case Scope::kAgency:
      return "One value for each agency. A ticket counts for the agency that acted in the fact: "
             "the "
             "one that signed, returned, resolved.";
    case Scope::kCategory:
      return "One value for each category that citizens asked for.";
    case Scope::kDistrict:
      return "One value for each district.";
  }
  return "";
}

void append_row(std::string& text, const MeasureSpec& spec) {
  text += "| `";
  text += spec.name;
  text += '`';
  text += spec.is_default ? " *default*" : "";
  text += spec.is_occasional ? " *occasional*" : "";
  text += " | ";
  text += to_string(spec.unit);
  text += " | ";
  text += spec.formula;
  text += " | ";
  text += spec.source;
  text += " |\n";
}

}  // namespace

std::string to_markdown() {
  std::string text(kIntroduction);
  const MeasureSpec* before = nullptr;
  for (const MeasureSpec& spec : catalogue()) {
    if (before == nullptr || before->scope != spec.scope) {
      text += "\n## Scope ";
      text += to_string(spec.scope);
      text += "\n\n";
      text += describe(spec.scope);
      text += "\n\n| Name | Unit | Formula | Source |\n|---|---|---|---|\n";
    }
    append_row(text, spec);
    before = &spec;
  }
  return text;
}

}  // namespace hotline::measures
