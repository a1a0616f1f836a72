// core/theory/finite_room.hpp: agents and a bounded number of lines, and what overflows.
#pragma once

#include <vector>

#include "core/base/result.hpp"
#include "core/theory/domain.hpp"

namespace hotline::theory {

/// Steady state of M/M/c/K: who finds all `lines` taken is blocked.
struct FiniteRoom {
  double block_probability = 0;
  double wait_probability = 0;  ///< of the admitted: that all agents are busy
  double mean_wait = 0;         ///< of the admitted
  double mean_queue = 0;
  double mean_in_system = 0;
  double occupancy = 0;
  std::vector<double> in_system;  ///< probabilities of 0 ... lines
};

/// `lines` counts places with an agent and in the queue: agents ... 2 kMaxAgents, else kBadInput;
/// the load may exceed the agents. With lines == agents it is Erlang B. Source: Gross et al.,
/// Fundamentals of Queueing Theory, 4th ed. 2008, 2.5. Method: birth_death; relative error about
/// lines * 1e-16. Cost: O(lines).
[[nodiscard]] Result<FiniteRoom> finite_room(const Pool& pool, int lines);

/// The stream that a loss group turns away, as seen by an unlimited second group.
struct Overflow {
  double blocking = 0;    ///< of the first group
  double mean = 0;        ///< busy agents of the second group: the lost load in erlangs
  double variance = 0;    ///< of them
  double peakedness = 0;  ///< variance / mean; 1 would be a Poisson stream
};

/// Source: L. Kosten 1937; R. I. Wilkinson, Theories for toll traffic engineering in the U.S.A.,
/// 1956: mean m = a B, peakedness 1 - m + a / (c + 1 + m - a). offered_load above 0, agents 0 ...
/// kMaxAgents, else kBadInput. Relative error of the mean about agents * 1e-16, absolute error of
/// the peakedness about offered_load * 1e-16. Cost: O(agents).
[[nodiscard]] Result<Overflow> overflow(double offered_load, int agents);

}  // namespace hotline::theory
