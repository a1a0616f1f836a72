// core/theory/abandonment.hpp: agents and callers who hang up: Erlang A and M/M/n+G.
#pragma once

#include "core/base/result.hpp"
#include "core/theory/domain.hpp"
#include "core/theory/patience.hpp"

namespace hotline::theory {

/// Steady state of M/M/n+G: first come, first served; who waits longer than his patience hangs up.
/// Shares are of all who arrive unless the name says otherwise.
struct Abandonment {
  double wait_probability = 0;     ///< P(all agents are busy on arrival)
  double abandon_probability = 0;  ///< share that hangs up
  double mean_wait = 0;            ///< over all, answered or not
  double mean_wait_of_answered = 0;
  double mean_offered_wait = 0;  ///< of a caller with infinite patience
  double mean_queue = 0;
  double occupancy = 0;
  double answered_within = 0;              ///< answered and waited <= T
  double abandoned_within = 0;             ///< hung up and waited <= T
  double answered_within_of_answered = 0;  ///< answered_within / (1 - abandon_probability)
  /// answered_within / (1 - abandoned_within): early abandonments left out.
  double answered_within_of_others = 0;
};

/// T = `within` >= 0. kBadInput for a bad pool, or if the offered load is not below the agents and
/// too many callers wait for ever.
/// Source: F. Baccelli and G. Hebuterne, On queues with impatient customers, 1981; S. Zeltyn and
/// A. Mandelbaum, Call centers with impatient customers: many-server asymptotics of the M/M/n+G
/// queue, 2005. The offered wait V has P(V = 0) = 1 / (1 + lambda B J) and the density
/// P(V = 0) lambda B exp(phi(x)), phi(x) = lambda H(x) - n mu x, where B is Erlang B with n - 1
/// agents, H the integral of the survival function of patience and J the integral of exp(phi).
/// Method: phi is concave; the stretch around its top where exp(phi) exceeds 1e-26 of the top is
/// integrated numerically, each measure as an integral of a positive function, so that nothing
/// cancels. Relative error about 1e-10. Cost: O(agents), and some thousand values of H.
[[nodiscard]] Result<Abandonment> mmn_g(const Pool& pool, const Patience& patience, double within);

/// Erlang A: exponential patience with mean 1 / abandonment_rate. Rate 0 is Erlang C, and needs an
/// offered load below the agents. Source: C. Palm, Research on telephone traffic carried by full
/// availability groups, 1957; O. Garnett, A. Mandelbaum and M. Reiman, Designing a call center with
/// impatient customers, 2002.
[[nodiscard]] Result<Abandonment> erlang_a(const Pool& pool, double abandonment_rate,
                                           double within);

}  // namespace hotline::theory
