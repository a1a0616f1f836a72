#include "sim/random/duration_law.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/contract.hpp"
#include "sim/random/arithmetic.hpp"

namespace hotline::sim {
namespace {

constexpr auto kMostMicroseconds = static_cast<double>(kMaxSpan.count());

/// (-ln(1 - u))^(1/shape); 0 where 1 - u rounds to 1.
double weibull_factor(double shape, double u) {
  const double exponential = -fixed_log(1 - u);
  return exponential > 0 ? fixed_exp(fixed_log(exponential) / shape) : 0;
}

double quantile_seconds(const DurationLaw& law, double u) {
  switch (law.family) {
    case DurationLaw::Family::kConstant:
      return law.first_seconds;
    case DurationLaw::Family::kExponential:
      return -law.first_seconds * fixed_log(1 - u);
    case DurationLaw::Family::kLognormal:
      return law.first_seconds * fixed_exp(law.second * normal_quantile(u));
    case DurationLaw::Family::kWeibull:
      return law.first_seconds * weibull_factor(law.second, u);
    case DurationLaw::Family::kUniform:
      return law.first_seconds + u * (law.second - law.first_seconds);
  }
  HOTLINE_REQUIRE(false);
}

}  // namespace

Duration quantile(const DurationLaw& law, double u) {
  HOTLINE_REQUIRE(u > 0 && u < 1);
  // As from_seconds, without its call: no duration is negative.
  const double microseconds = std::min(quantile_seconds(law, u) * 1e6, kMostMicroseconds);
  return Duration(static_cast<Duration::rep>(microseconds + 0.5));
}

double mean_seconds(const DurationLaw& law) {
  switch (law.family) {
    case DurationLaw::Family::kConstant:
    case DurationLaw::Family::kExponential:
      return law.first_seconds;
    case DurationLaw::Family::kLognormal:
      return law.first_seconds * std::exp(law.second * law.second / 2);
    case DurationLaw::Family::kWeibull:
      return law.first_seconds * std::tgamma(1 + 1 / law.second);
    case DurationLaw::Family::kUniform:
      return (law.first_seconds + law.second) / 2;
  }
  HOTLINE_REQUIRE(false);
}

}  // namespace hotline::sim
