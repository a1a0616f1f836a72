// core/theory/erlang.hpp: Erlang B and Erlang C, and how many agents they ask for.
#pragma once

#include "core/base/result.hpp"
#include "core/theory/domain.hpp"

namespace hotline::theory {

/// Erlang B, the loss formula: the probability that all `agents` are busy when who finds them so is
/// lost (M/G/c/c). offered_load in erlangs, 0 ... 1e15; agents 0 ... kMaxAgents; else kBadInput.
/// Source: A. K. Erlang, Solution of some problems in the theory of probabilities, 1917.
/// Method: B(0) = 1, B(k) = a B(k-1) / (k + a B(k-1)): sums and products of positive numbers, so
/// the relative error is about agents * 1e-16. Cost: O(agents).
[[nodiscard]] Result<double> erlang_b(double offered_load, int agents);

/// The same without checks, for other formulas of this module: offered_load >= 0, agents >= 0.
[[nodiscard]] double loss_recursion(double offered_load, int agents);

/// Steady state of M/M/c, first come, first served, everybody waits: Erlang C.
struct ErlangC {
  double offered_load = 0;          ///< erlangs
  double occupancy = 0;             ///< share of time an agent is busy
  double wait_probability = 0;      ///< P(wait > 0)
  double mean_wait = 0;             ///< over all; the average speed of answer
  double mean_wait_of_delayed = 0;  ///< over those who wait
  double mean_queue = 0;            ///< how many wait
  double mean_sojourn = 0;          ///< wait and handling
  double mean_in_system = 0;
  double drain_rate = 0;  ///< agents * service rate - arrival rate: P(wait > t) falls as exp of it
};

/// Source: Erlang 1917; as in Gross et al., Fundamentals of Queueing Theory, 4th ed. 2008, 2.3.
/// kBadInput unless rates are above 0 and the offered load is below `agents`.
/// C = c B / (c - a (1 - B)) with B of erlang_b; mean wait = C / (c mu - lambda). Relative error
/// about agents * 1e-16, divided by 1 - occupancy. Cost: O(agents).
[[nodiscard]] Result<ErlangC> erlang_c(const Pool& pool);

/// P(wait <= t), the service level if t is the acceptable wait: 1 - C exp(-drain_rate t).
/// Requires t >= 0 (checked).
[[nodiscard]] double wait_within(const ErlangC& pool, double t);

/// The wait that a share of all contacts does not exceed: 0 if the share is at most 1 - C, else
/// log(C / (1 - share)) / drain_rate. Requires 0 <= share < 1 (checked).
[[nodiscard]] double wait_quantile(const ErlangC& pool, double share);

}  // namespace hotline::theory
