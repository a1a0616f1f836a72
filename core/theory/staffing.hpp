// core/theory/staffing.hpp: the fewest agents that keep a promise.
#pragma once

#include <functional>
#include <optional>

#include "core/base/result.hpp"
#include "core/theory/domain.hpp"

namespace hotline::theory {

/// The smallest n of lowest ... kMaxAgents with good(n), which must be false up to some n and true
/// from there on. kBadInput if there is none. Doubling steps, then halving: O(log n) calls.
[[nodiscard]] Result<int> fewest_agents(int lowest, const std::function<bool(int)>& good);

/// What callers were promised. All that are given must be kept; at least one must be.
struct Targets {
  std::optional<double> service_level;             ///< share of all answered within `within`
  double within = 0;                               ///< acceptable wait
  std::optional<double> highest_mean_wait;         ///< over all
  std::optional<double> highest_wait_probability;  ///< share that waits at all
  std::optional<double> highest_abandonment;       ///< share that hangs up; needs impatience
};

/// Fewest agents of an Erlang C (abandonment_rate 0) or Erlang A group. The measures improve with
/// every agent, so the search is exact. Shares strictly between 0 and 1, waits above 0, else
/// kBadInput. Cost: some twenty evaluations of the formula.
[[nodiscard]] Result<int> agents_for(double arrival_rate, double service_rate,
                                     double abandonment_rate, const Targets& targets);

/// Fewest agents of a loss group (Erlang B) that block at most this share, between 0 and 1.
/// Cost: O(result).
[[nodiscard]] Result<int> agents_for_blocking(double offered_load, double highest_blocking);

}  // namespace hotline::theory
