#include "sim/random/duration_law.hpp"

#include <algorithm>
#include <limits>

#include "core/base/contract.hpp"
#include "sim/random/arithmetic.hpp"
#include "sim/random/law_table.hpp"

namespace hotline::sim {
namespace {

using Family = DurationLaw::Family;

constexpr auto kMostMicroseconds = static_cast<double>(kMaxSpan.count());
constexpr double kBelowOne = 1 - 0x1p-53;

/// (-ln(1 - u))^(1/shape); 0 where 1 - u rounds to 1.
double weibull_factor(double shape, double u) {
  const double exponential = -fixed_log(1 - u);
  return exponential > 0 ? fixed_exp(fixed_log(exponential) / shape) : 0;
}

double gamma_quantile(const DurationLaw& law, double u) {
  const double known = law.table->cells.front().at(u);
  if (known >= 0) {
    return law.first_seconds * known;
  }
  const bool above = u >= 0.5;
  return law.first_seconds * gamma_inverse(law.second, above ? 1 - u : u, above, 0, law.second);
}

double mixture_quantile(const LawTable& table, double u) {
  const double known = table.cells.front().at(u);
  if (known >= 0) {
    return known;
  }
  const bool above = u >= 0.5;
  return mixture_inverse(table, above ? 1 - u : u, above);
}

Tails mixture_tails(const LawTable& table, double seconds) {
  Tails out{0, 0};
  for (const auto& [weight, part] : table.parts) {
    const Tails here = tails(part, seconds);
    out.below += weight * here.below;
    out.above += weight * here.above;
  }
  return out;
}

/// 1 - e^-hazard and e^-hazard.
Tails by_hazard(double hazard) {
  return {one_minus_exp(hazard), fixed_exp(-hazard)};
}

/// For x > 0 and a law that is no point.
Tails spread_tails(const DurationLaw& law, double x) {
  switch (law.family) {
    case Family::kExponential:
      return by_hazard(x / law.first_seconds);
    case Family::kLognormal:
      return normal_tails(fixed_log(x / law.first_seconds) / law.second);
    case Family::kWeibull:
      return by_hazard(fixed_exp(law.second * fixed_log(x / law.first_seconds)));
    case Family::kUniform: {
      const double share = (x - law.first_seconds) / (law.second - law.first_seconds);
      const double below = std::clamp(share, 0.0, 1.0);
      return {below, 1 - below};
    }
    case Family::kPareto:
      return x > law.first_seconds ? by_hazard(law.second * fixed_log(x / law.first_seconds))
                                   : Tails{};
    case Family::kGamma:
      return gamma_tails(law.second, x / law.first_seconds);
    default:
      HOTLINE_REQUIRE(false);
  }
}

/// The only value of a law without spread, or less than 0.
double point_of(const DurationLaw& law) {
  switch (law.family) {
    case Family::kConstant:
      return law.first_seconds;
    case Family::kUniform:
      return law.second > law.first_seconds ? -1 : law.first_seconds;
    case Family::kLognormal:
      return law.second > 0 && law.first_seconds > 0 ? -1 : law.first_seconds;
    default:
      return law.first_seconds > 0 ? -1 : 0;
  }
}

}  // namespace

double quantile_seconds(const DurationLaw& law, double u) {
  switch (law.family) {
    case Family::kConstant:
      return law.first_seconds;
    case Family::kExponential:
      return -law.first_seconds * fixed_log(1 - u);
    case Family::kLognormal:
      return law.first_seconds * fixed_exp(law.second * normal_quantile(u));
    case Family::kWeibull:
      return law.first_seconds * weibull_factor(law.second, u);
    case Family::kUniform:
      return law.first_seconds + u * (law.second - law.first_seconds);
    case Family::kPareto:
      return law.first_seconds * fixed_exp(-fixed_log(1 - u) / law.second);
    case Family::kGamma:
      return gamma_quantile(law, u);
    case Family::kAtZero:
      return u <= law.second
                 ? 0
                 : quantile_seconds(law.table->parts.front().second,
                                    std::min((u - law.second) / (1 - law.second), kBelowOne));
    case Family::kPiecewise:
      return quantile_seconds(law.table->piecewise, u);
    case Family::kMixture:
      return mixture_quantile(*law.table, u);
  }
  HOTLINE_REQUIRE(false);
}

Duration quantile(const DurationLaw& law, double u) {
  HOTLINE_REQUIRE(u > 0 && u < 1);
  // As from_seconds, without its call: no duration is negative.
  const double microseconds = std::min(quantile_seconds(law, u) * 1e6, kMostMicroseconds);
  const double shifted = microseconds + 0.5;  // what truncates to the nearest
  return Duration(static_cast<Duration::rep>(shifted));
}

double mean_seconds(const DurationLaw& law) {
  switch (law.family) {
    case Family::kConstant:
    case Family::kExponential:
      return law.first_seconds;
    case Family::kLognormal:
      return law.first_seconds * fixed_exp(law.second * law.second / 2);
    case Family::kWeibull:
      return law.first_seconds * fixed_exp(fixed_log_gamma(1 + 1 / law.second));
    case Family::kUniform:
      return (law.first_seconds + law.second) / 2;
    case Family::kPareto:
      return law.second > 1 ? law.first_seconds * law.second / (law.second - 1)
                            : std::numeric_limits<double>::infinity();
    case Family::kGamma:
      return law.first_seconds * law.second;
    case Family::kAtZero:
      return (1 - law.second) * mean_seconds(law.table->parts.front().second);
    case Family::kPiecewise:
      return mean_seconds(law.table->piecewise);
    case Family::kMixture: {
      double mean = 0;
      for (const auto& [weight, part] : law.table->parts) {
        mean += weight * mean_seconds(part);
      }
      return mean;
    }
  }
  HOTLINE_REQUIRE(false);
}

Tails tails(const DurationLaw& law, double seconds) {
  if (seconds < 0) {
    return {0, 1};
  }
  switch (law.family) {
    case Family::kAtZero: {
      const Tails rest = tails(law.table->parts.front().second, seconds);
      return {law.second + (1 - law.second) * rest.below, (1 - law.second) * rest.above};
    }
    case Family::kPiecewise:
      return tails(law.table->piecewise, seconds);
    case Family::kMixture:
      return mixture_tails(*law.table, seconds);
    default:
      break;
  }
  const double point = point_of(law);
  if (point >= 0) {
    return seconds >= point ? Tails{1, 0} : Tails{0, 1};
  }
  return seconds > 0 ? spread_tails(law, seconds) : Tails{0, 1};
}

}  // namespace hotline::sim
