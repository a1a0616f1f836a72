// tests/support/scenarios.hpp: small scenarios, built by hand.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/scenario/scenario.hpp"

namespace hotline::test {

/// 2025-01-06 00:00, a Monday.
[[nodiscard]] SimTime monday();

[[nodiscard]] inline sim::DurationLaw constant(double seconds) {
  return {sim::DurationLaw::Family::kConstant, seconds, 0};
}

[[nodiscard]] inline sim::DurationLaw exponential(double mean_seconds) {
  return {sim::DurationLaw::Family::kExponential, mean_seconds, 0};
}

[[nodiscard]] inline sim::DurationLaw lognormal(double median_seconds, double sigma) {
  return {sim::DurationLaw::Family::kLognormal, median_seconds, sigma};
}

/// So many contacts a day, the same in every hour.
[[nodiscard]] sim::Demand flat_demand(ChannelId channel, CategoryId category, double per_day);

/// One phone line, one category, one district, one group with `agents` agents day and night, nobody
/// hangs up, no ticket, no wrap-up. Demand is still missing.
[[nodiscard]] sim::Scenario one_line(std::int64_t agents);

/// M/M/c; with a mean patience M/M/c+M.
[[nodiscard]] sim::Scenario erlang(double per_hour, double mean_talk_seconds, std::int64_t agents,
                                   std::optional<double> mean_patience_seconds = std::nullopt);

/// A form opens a ticket, which stands in the work list of its one agency at once: one crew, work
/// by the law given, so many tickets an hour. M/G/1 in the back office.
[[nodiscard]] sim::Scenario work_list(double per_hour, sim::DurationLaw work);

/// Monday to Friday from `from` to `to` o'clock.
[[nodiscard]] Calendar office_hours(int from, int to);

/// A small town: phone and web, three categories, two agencies, shifts, a busy day and a quiet one,
/// wrong classes, refusals, surveys and reopenings. Every branch of the model is taken within days.
[[nodiscard]] sim::Scenario small_hotline();

}  // namespace hotline::test
