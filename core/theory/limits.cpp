#include "core/theory/limits.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <boost/math/special_functions/erf.hpp>

namespace hotline::theory {
namespace {

constexpr double kLargestBeta = 1e6;

double normal_density(double x) {
  return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi);
}

/// P(N > x).
double normal_tail(double x) {
  return boost::math::erfc(x / std::numbers::sqrt2) / 2;
}

/// phi(x) / P(N > x); for large x by the continued fraction x + 1/(x + 2/(x + 3/...)).
double normal_hazard(double x) {
  constexpr double kFar = 20;
  if (x < kFar) {
    return normal_density(x) / normal_tail(x);
  }
  double tail = x;
  for (int k = 30; k >= 1; --k) {
    tail = x + k / tail;
  }
  return tail;
}

/// beta > 0, checked by the caller.
double delay(double beta) {
  const double density = normal_density(beta);
  return density / (density + beta * normal_tail(-beta));
}

}  // namespace

Result<double> halfin_whitt(double beta) {
  Domain domain;
  domain.positive("beta", beta)
      .require(beta <= kLargestBeta, "beta: found " + shown(beta) + ", expected at most 1e6");
  if (domain.broken()) {
    return domain.error();
  }
  return delay(beta);
}

Result<double> halfin_whitt_beta(double wait_probability) {
  Domain domain;
  domain.inner_share("wait probability", wait_probability)
      .require(wait_probability >= 1e-300, "wait probability: found less than 1e-300");
  if (domain.broken()) {
    return domain.error();
  }
  double low = 0;
  double high = 40;
  for (int i = 0; i < 200; ++i) {
    const double middle = low + (high - low) / 2;
    (delay(middle) > wait_probability ? low : high) = middle;
  }
  return high;
}

Result<double> garnett(double beta, double rate_ratio) {
  Domain domain;
  domain.positive("rate ratio", rate_ratio)
      .require(std::abs(beta) <= 30,
               "beta: found " + shown(beta) + ", expected a number from -30 to 30");
  if (domain.broken()) {
    return domain.error();
  }
  const double root = std::sqrt(rate_ratio);
  return 1 / (1 + root * normal_hazard(beta / root) / normal_hazard(-beta));
}

Result<int> square_root_staffing(double offered_load, double beta) {
  Domain domain;
  const double agents = std::ceil(offered_load + beta * std::sqrt(offered_load));
  domain.positive("offered load", offered_load)
      .require(std::abs(beta) <= kLargestBeta,
               "beta: found " + shown(beta) + ", expected a number from -1e6 to 1e6")
      .require(agents <= kMaxAgents, "offered load: found " + shown(offered_load) +
                                         ", expected one for at most " +
                                         std::to_string(kMaxAgents) + " agents");
  if (domain.broken()) {
    return domain.error();
  }
  return std::max(1, static_cast<int>(agents));
}

}  // namespace hotline::theory
