// sim/verification/estimate.hpp: one number out of many replications, and how far to trust it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "sim/verification/probes.hpp"

namespace hotline::sim {

/// Of the intervals that are shown.
inline constexpr double kLevel = 0.99;
/// Of the intervals by which a value is called wrong: so high that a whole table of right ones
/// seldom has a false alarm.
inline constexpr double kStrictLevel = 0.99999;

/// Of the intervals beside published figures: the usual one.
inline constexpr double kUsualLevel = 0.95;

/// value +- half_width at the level asked for, +- strict_half_width at kStrictLevel, by Student's
/// t.
struct Estimate {
  double value = 0;
  double half_width = 0;
  double strict_half_width = 0;
  std::uint64_t n = 0;
};

// Each is empty for fewer than two values that are known; unknown ones (NaN) are left out.

/// Their mean.
[[nodiscard]] std::optional<Estimate> mean_of(std::span<const double> values,
                                              double level = kLevel);

/// Sum of the numerators / sum of the denominators, by the linear approximation (delta method):
/// the spread of numerator - ratio * denominator, over the mean denominator. Source: Law,
/// Simulation Modeling and Analysis, 5th ed. 2015, 9.3 (ratio estimators).
[[nodiscard]] std::optional<Estimate> ratio_of(std::span<const Ratio> values,
                                               double level = kLevel);

/// Their variance, or its root, by the spread of the squared distances from the mean.
[[nodiscard]] std::optional<Estimate> variance_of(std::span<const double> values, bool root,
                                                  double level = kLevel);

/// From the value of all G groups and those with one group left out: the mean of the G
/// pseudo-values G * all - (G - 1) * without. Source: M. H. Quenouille, Notes on bias in
/// estimation, 1956; R. G. Miller, The jackknife - a review, 1974.
[[nodiscard]] std::optional<Estimate> jackknife_of(double all, std::span<const double> without,
                                                   double level = kLevel);

}  // namespace hotline::sim
