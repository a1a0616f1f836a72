// core/theory/redial.hpp: callers who try again.
#pragma once

#include "core/base/result.hpp"
#include "core/theory/domain.hpp"

namespace hotline::theory {

/// Erlang A in which who hangs up tries again, perhaps.
struct Redial {
  double attempt_rate = 0;         ///< first attempts and redials in a unit of time
  double wait_probability = 0;     ///< of an attempt
  double abandon_probability = 0;  ///< of an attempt
  double loss_probability = 0;     ///< of a caller: hangs up and does not come back
  double mean_queue = 0;
  double mean_orbit = 0;  ///< how many are between two attempts
  double mean_wait = 0;   ///< of an attempt, answered or not
  double occupancy = 0;
};

/// Who hangs up redials with probability `redial_probability` after an exponential time, at rate
/// `redial_rate`; each time anew. pool.arrival_rate counts first attempts. Abandonment and redial
/// rates above 0, pool at most 1000 agents; if everybody redials, the load must be below the
/// agents. Source: M/M/n+M with an orbit, a two-dimensional Markov chain; A. Mandelbaum, W. A.
/// Massey, M. I. Reiman, A. Stolyar and B. Rider, Queue lengths and waiting times for multiserver
/// queues with abandonment and retrials, 2002. Method: unlimited_steady_state; relative error about
/// 1e-9.
[[nodiscard]] Result<Redial> erlang_a_redial(const Pool& pool, double abandonment_rate,
                                             double redial_probability, double redial_rate);

/// One agent, no queue: who finds him busy tries again and again, each time after an exponential
/// time, until he is free.
struct Retrial {
  double block_probability = 0;  ///< of a first attempt
  double mean_orbit = 0;         ///< how many are between two attempts
  double mean_wait = 0;          ///< from the first attempt to the answer, over all
};

/// M/M/1 retrial queue: P(block) = rho, E[orbit] = rho (lambda + rho nu) / ((1 - rho) nu). Source:
/// G. I. Falin and J. G. C. Templeton, Retrial Queues, 1997, 1.2. kBadInput unless rates are above
/// 0 and rho = arrival_rate / service_rate < 1.
[[nodiscard]] Result<Retrial> mm1_retrial(double arrival_rate, double service_rate,
                                          double retrial_rate);

}  // namespace hotline::theory
