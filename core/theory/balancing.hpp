// core/theory/balancing.hpp: queues of their own: join the shortest, of all or of a few; unequal
// agents.
#pragma once

#include <array>
#include <cstdint>

#include "core/base/result.hpp"
#include "core/theory/domain.hpp"

namespace hotline::theory {

/// Mean sojourn where each arrival joins the shortest of d queues drawn at random, infinitely many
/// agents, each with a queue: sum over i >= 1 of rho^((d^i - d) / (d - 1)) / service_rate, for d =
/// 1 that of M/M/1. arrival_rate is that of one agent, rho = arrival_rate / service_rate < 1, d 1
/// ... 100. Source: M. Mitzenmacher, The power of two choices in randomized load balancing, 2001;
/// N. D. Vvedenskaya, R. L. Dobrushin and F. I. Karpelevich 1996. Relative error about 1e-14.
[[nodiscard]] Result<double> power_of_d_sojourn(double arrival_rate, double service_rate, int d);

/// The same with 1 ... 4 agents, `pool.arrival_rate` to all of them together, d of them drawn; d
/// equal to the agents is join-the-shortest-queue. Source: Markov chain of the queue lengths in
/// order of length; A. M. Haight, Two queues in parallel, 1958. Method: unlimited_steady_state;
/// relative error about 1e-9. kBadInput also where the chain grows too large, near full load.
[[nodiscard]] Result<double> shortest_of_d_sojourn(const Pool& pool, int d);

/// Which of two free agents takes a contact.
enum class FreeAgentRule : std::uint8_t { kRandom, kLongestIdle, kFirst, kSecond };

struct UnequalAgents {
  double mean_sojourn = 0;
  double mean_wait = 0;
  std::array<double, 2> occupancy{};
};

/// Two agents with rates of their own, one queue: M/M/2 with unequal agents. Rates above 0, arrival
/// rate below the sum of both. Source: Markov chain; B. Krishnamoorthi, On Poisson queue with two
/// heterogeneous servers, 1963. Method: unlimited_steady_state; relative error about 1e-9.
[[nodiscard]] Result<UnequalAgents> unequal_agents(double arrival_rate,
                                                   const std::array<double, 2>& service_rates,
                                                   FreeAgentRule rule);

}  // namespace hotline::theory
