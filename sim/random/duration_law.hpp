// sim/random/duration_law.hpp: laws of durations, drawn by inversion.
#pragma once

#include <cstdint>

#include "core/base/time.hpp"

namespace hotline::sim {

/// A law for durations, named by its family and the parameters a planner knows.
struct DurationLaw {
  enum class Family : std::uint8_t { kConstant, kExponential, kLognormal, kWeibull, kUniform };
  Family family = Family::kConstant;
  /// kConstant, kExponential: mean. kLognormal: median. kWeibull: scale. kUniform: least. Seconds.
  double first_seconds = 0;
  /// kLognormal: sigma of the logarithm. kWeibull: shape. kUniform: greatest, in seconds.
  double second = 0;
};

/// The duration whose probability of not being exceeded is u: one uniform makes one duration, and a
/// greater u never a shorter one, so that runs with common random numbers stay in step. To the
/// nearest microsecond; at most kMaxSpan (100 years), where a heavy tail is cut.
///
///   exponential  -m ln(1 - u)            lognormal  median * exp(sigma * z_u)
///   Weibull      scale (-ln(1 - u))^(1/shape)       uniform  least + u (greatest - least)
///
/// Requires 0 < u < 1 (checked). Source: Devroye, Non-Uniform Random Variate Generation (1986),
/// ch. 2.
[[nodiscard]] Duration quantile(const DurationLaw& law, double u);

/// The mean, before the cut, in seconds. Weibull: scale * Gamma(1 + 1/shape).
[[nodiscard]] double mean_seconds(const DurationLaw& law);

}  // namespace hotline::sim
