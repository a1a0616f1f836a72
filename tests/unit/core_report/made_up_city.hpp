// tests/unit/core_report/made_up_city.hpp: scorecards with something in every part of a report. The
// facts are drawn at random and simulate nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/measures/scorecard.hpp"

namespace hotline::report::test {

/// A week with two channels, two groups, eight agencies, twelve categories and nine districts; one
/// name of each kind wants to be markup. Replications differ by `replication`.
[[nodiscard]] measures::Scorecard made_up_week(std::uint32_t replication);

[[nodiscard]] std::vector<measures::Scorecard> made_up_replications(std::uint32_t n);

/// The same tickets as an export gives them: replayed, without contacts, agents, crews and surveys.
[[nodiscard]] measures::Scorecard made_up_export();

[[nodiscard]] inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace hotline::report::test
