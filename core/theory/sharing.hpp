// core/theory/sharing.hpp: one agent with several contacts at once: chats, processor sharing.
#pragma once

#include <vector>

#include "core/base/result.hpp"

namespace hotline::theory {

/// Processor sharing, M/G/1-PS: everybody in the system is served at an equal share of one agent.
struct ProcessorSharing {
  double occupancy = 0;
  double mean_sojourn = 0;
  double mean_in_system = 0;
  double slowdown = 0;  ///< a case of length x takes slowdown * x on average
};

/// Mean sojourn 1 / (mu - lambda), whatever the law of handling times with mean 1 / mu. Source: L.
/// Kleinrock, Time-shared systems: a theoretical treatment, 1967; M. Sakata, S. Noguchi and J.
/// Oizumi 1971. kBadInput unless rates are above 0 and lambda < mu. A limit on how many share, the
/// others waiting in order, changes no mean if handling is exponential.
[[nodiscard]] Result<ProcessorSharing> processor_sharing(double arrival_rate, double service_rate);

/// An agent whose total speed depends on how many contacts he has in hand.
struct SharedAgent {
  double busy_probability = 0;
  double mean_in_system = 0;
  double mean_sojourn = 0;
  std::vector<double> in_system;  ///< probabilities of 0 ... rates.size()
  double tail_ratio = 0;          ///< each further probability is this times the one before

  /// P(n in the system), n >= 0 (checked).
  [[nodiscard]] double probability(int n) const;
};

/// Exponential handling; `total_rates[n - 1]` completions in a unit of time with n in hand, the
/// last entry for all greater n. 1 ... 10000 entries above 0, arrival rate below the last, else
/// kBadInput. Source: birth and death; Kleinrock, Queueing Systems I, 1975, 3.2. Relative error
/// about 1e-15 * entries / (1 - tail_ratio).
[[nodiscard]] Result<SharedAgent> shared_agent(double arrival_rate,
                                               const std::vector<double>& total_rates);

/// The same where up to `slots` contacts are each served at full speed, more share that of `slots`.
[[nodiscard]] Result<SharedAgent> full_speed_slots(double arrival_rate, double service_rate,
                                                   int slots);

}  // namespace hotline::theory
