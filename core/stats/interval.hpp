// core/stats/interval.hpp: how far a mean over replications can be trusted.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/stats/tally.hpp"

namespace hotline::stats {

/// mean +- half_width covers the true mean with probability `level`, if the n values are
/// independent and nearly normal.
struct Interval {
  double mean = 0;
  double half_width = 0;
  double level = 0.95;
  std::uint64_t n = 0;
};

/// Student-t interval: half_width = t(1 - (1 - level) / 2; n - 1) * s / sqrt(n). Empty for fewer
/// than two values. Requires 0 < level < 1 (checked).
[[nodiscard]] std::optional<Interval> student_interval(const Tally& tally, double level = 0.95);
[[nodiscard]] std::optional<Interval> student_interval(std::span<const double> values,
                                                       double level = 0.95);

/// z such that a standard normal variable is within -z ... z with probability `level`. Requires
/// 0 < level < 1 (checked).
[[nodiscard]] double normal_bound(double level);

}  // namespace hotline::stats
