#include "core/theory/infinite_server.hpp"

#include <cmath>
#include <numbers>

#include <boost/math/special_functions/gamma.hpp>

#include "core/theory/domain.hpp"

namespace hotline::theory {
namespace {

/// n >= 0, checked by the caller.
double tail(double mean, int n) {
  if (n == 0) {
    return 1;
  }
  return mean > 0 ? boost::math::gamma_p(static_cast<double>(n), mean) : 0;
}

}  // namespace

double SinusoidalRate::at(double t) const {
  return mean + amplitude * std::sin(2 * std::numbers::pi * t / period);
}

Result<double> infinite_server_mean(const SinusoidalRate& rate, double mean_handling,
                                    HandlingLaw law, double t) {
  Domain domain;
  domain.positive("mean arrival rate", rate.mean)
      .positive("period", rate.period)
      .positive("mean handling time", mean_handling)
      .require(rate.amplitude >= 0 && rate.amplitude <= rate.mean,
               "amplitude: found " + shown(rate.amplitude) +
                   ", expected a number from 0 to the mean rate, " + shown(rate.mean))
      .require(std::isfinite(t), "time: found " + shown(t) + ", expected a finite number");
  if (domain.broken()) {
    return domain.error();
  }
  const double speed = 2 * std::numbers::pi / rate.period;
  const double x = speed * mean_handling;
  // E[cos(speed S_e)] and E[sin(speed S_e)]; S_e is exponential again, or uniform.
  const bool exponential = law == HandlingLaw::kExponential;
  const double half = std::sin(x / 2);
  const double cosine = exponential ? 1 / (1 + x * x) : std::sin(x) / x;
  const double sine = exponential ? x / (1 + x * x) : 2 * half * half / x;
  return mean_handling *
         (rate.mean + rate.amplitude * (std::sin(speed * t) * cosine - std::cos(speed * t) * sine));
}

Result<double> poisson_tail(double mean, int n) {
  Domain domain;
  domain.not_negative("mean", mean)
      .require(n >= 0, "count: found " + std::to_string(n) + ", expected at least 0");
  if (domain.broken()) {
    return domain.error();
  }
  return tail(mean, n);
}

Result<int> poisson_staffing(double mean, double highest_delay_probability) {
  Domain domain;
  domain.not_negative("mean", mean).inner_share("delay probability", highest_delay_probability);
  if (domain.broken()) {
    return domain.error();
  }
  return fewest_agents(0, [&](int s) { return tail(mean, s) <= highest_delay_probability; });
}

Result<int> modified_offered_load_agents(const SinusoidalRate& rate, double mean_handling,
                                         HandlingLaw law, double abandonment_rate,
                                         const Targets& targets, double t) {
  return infinite_server_mean(rate, mean_handling, law, t).and_then([&](double load) {
    return agents_for(load / mean_handling, 1 / mean_handling, abandonment_rate, targets);
  });
}

}  // namespace hotline::theory
