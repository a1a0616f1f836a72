// core/theory/infinite_server.hpp: demand that varies: busy agents if there are always enough, and
// staffing by it.
#pragma once

#include <cstdint>

#include "core/base/result.hpp"
#include "core/theory/staffing.hpp"

namespace hotline::theory {

/// lambda(t) = mean + amplitude sin(2 pi t / period), 0 <= amplitude <= mean.
struct SinusoidalRate {
  double mean = 0;
  double amplitude = 0;
  double period = 1;

  [[nodiscard]] double at(double t) const;
};

enum class HandlingLaw : std::uint8_t { kExponential, kDeterministic };

/// Expected number in M_t/G/infinity at time t, arrivals since ever: the offered load of a varying
/// demand. E[S] (mean + amplitude E[sin(2 pi (t - S_e) / period)]), S_e the remaining handling time
/// as an observer finds it. Source: S. G. Eick, W. A. Massey and W. Whitt, M_t/G/infinity queues
/// with sinusoidal arrival rates, 1993. Closed forms; relative error about 1e-14. The number itself
/// is a Poisson variable.
[[nodiscard]] Result<double> infinite_server_mean(const SinusoidalRate& rate, double mean_handling,
                                                  HandlingLaw law, double t);

/// P(N >= n) of a Poisson variable, mean 0 ... 1e15, n >= 0: incomplete gamma function
/// (Boost.Math), relative error about 1e-13.
[[nodiscard]] Result<double> poisson_tail(double mean, int n);

/// The smallest s >= 0 with P(N >= s) <= highest_delay_probability, N Poisson with this mean: exact
/// staffing of M_t/M/s_t+M whose callers hang up at the rate at which agents complete, for then N
/// does not depend on s. Source: Z. Feldman, A. Mandelbaum, W. A. Massey and W. Whitt, Staffing of
/// time-varying queues to achieve time-stable performance, 2008. The probability lies strictly
/// between 0 and 1.
[[nodiscard]] Result<int> poisson_staffing(double mean, double highest_delay_probability);

/// Modified offered load: staff instant t as a stationary group whose offered load is m(t), of
/// infinite_server_mean. Source: O. B. Jennings, A. Mandelbaum, W. A. Massey and W. Whitt, Server
/// staffing to meet time-varying demand, 1996. An approximation; exact for Poisson counts (above).
[[nodiscard]] Result<int> modified_offered_load_agents(const SinusoidalRate& rate,
                                                       double mean_handling, HandlingLaw law,
                                                       double abandonment_rate,
                                                       const Targets& targets, double t);

}  // namespace hotline::theory
