#include "core/theory/balancing.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/theory/markov_chain.hpp"

namespace hotline::theory {
namespace {

constexpr int kMostQueues = 4;

double choose(int n, int k) {
  double ways = 1;
  for (int i = 1; i <= k; ++i) {
    ways = ways * (n - k + i) / i;
  }
  return k > n ? 0 : ways;
}

/// The lengths after one more or one less at `place`, again in descending order. Places beyond the
/// pool hold 0, and stay last.
ChainState changed(ChainState lengths, int place, int by) {
  lengths.at(static_cast<std::size_t>(place)) += by;
  std::sort(lengths.begin(), lengths.end(), std::greater<>());
  return lengths;
}

/// Lengths in descending order: the shortest of the `queues` stands last.
Moves shortest_of_d_moves(const Pool& pool, int d, int cap) {
  return [=](const ChainState& lengths, std::vector<Move>& out) {
    for (int place = 0; place < pool.agents; ++place) {
      const int length = lengths.at(static_cast<std::size_t>(place));
      // Place `place` is the shortest drawn if the other d - 1 stand before it.
      const double joined = choose(place, d - 1) / choose(pool.agents, d);
      if (joined > 0 && length < cap) {
        out.push_back({changed(lengths, place, 1), joined * pool.arrival_rate});
      }
      if (length > 0) {
        out.push_back({changed(lengths, place, -1), pool.service_rate});
      }
    }
  };
}

/// Which agent begins when both are free.
double first_begins(FreeAgentRule rule, bool first_idle_longer) {
  switch (rule) {
    case FreeAgentRule::kRandom:
      return 0.5;
    case FreeAgentRule::kLongestIdle:
      return first_idle_longer ? 1 : 0;
    case FreeAgentRule::kFirst:
      return 1;
    case FreeAgentRule::kSecond:
      break;
  }
  return 0;
}

/// Both were busy, and one is done: the next of the queue begins, or there is nobody.
ChainState next_begins(int queue, const ChainState& nobody_waits) {
  return queue > 0 ? ChainState{queue - 1, 1, 1, 0} : nobody_waits;
}

/// State: waiting, first agent busy, second agent busy, first idle for longer (if both are idle).
Moves unequal_moves(double arrival_rate, const std::array<double, 2>& mu, FreeAgentRule rule,
                    int cap) {
  return [=](const ChainState& s, std::vector<Move>& out) {
    const int queue = s[0];
    const int first = s[1];
    const int second = s[2];
    if (first + second == 1) {
      out.push_back({{0, 1, 1, 0}, arrival_rate});
      out.push_back({{0, 0, 0, second}, first == 1 ? mu[0] : mu[1]});
      return;
    }
    if (first + second == 0) {
      const double p = first_begins(rule, s[3] == 1);
      if (p > 0) {
        out.push_back({{0, 1, 0, 0}, p * arrival_rate});
      }
      if (p < 1) {
        out.push_back({{0, 0, 1, 0}, (1 - p) * arrival_rate});
      }
      return;
    }
    if (queue < cap) {
      out.push_back({{queue + 1, 1, 1, 0}, arrival_rate});
    }
    out.push_back({next_begins(queue, {0, 0, 1, 0}), mu[0]});
    out.push_back({next_begins(queue, {0, 1, 0, 0}), mu[1]});
  };
}

}  // namespace

Result<double> power_of_d_sojourn(double arrival_rate, double service_rate, int d) {
  Domain domain;
  domain.stable({arrival_rate, service_rate, 1}).whole("choices", d, 1, 100);
  if (domain.broken()) {
    return domain.error();
  }
  const double rho = arrival_rate / service_rate;
  if (d == 1) {
    return 1 / (service_rate - arrival_rate);
  }
  double sum = 0;
  double power = 1;  // d^(i - 1)
  for (double term = 1; term > 1e-18 * sum; power *= d) {
    term = std::pow(rho, d * (power - 1) / (d - 1));
    sum += term;
  }
  return sum / service_rate;
}

Result<double> shortest_of_d_sojourn(const Pool& pool, int d) {
  Domain domain;
  domain.stable(pool)
      .whole("agents", pool.agents, 1, kMostQueues)
      .whole("choices", d, 1, pool.agents);
  if (domain.broken()) {
    return domain.error();
  }
  return unlimited_steady_state(
             {}, 24, [&](int cap) { return shortest_of_d_moves(pool, d, cap); },
             [](const ChainState& s, int cap) { return s[0] == cap; })
      .map([&](const SteadyState& steady) {
        return steady.mean([](const ChainState& s) { return s[0] + s[1] + s[2] + s[3]; }) /
               pool.arrival_rate;
      });
}

Result<UnequalAgents> unequal_agents(double arrival_rate,
                                     const std::array<double, 2>& service_rates,
                                     FreeAgentRule rule) {
  Domain domain;
  domain.positive("arrival rate", arrival_rate)
      .positive("service rate", service_rates[0])
      .positive("service rate", service_rates[1])
      .require(arrival_rate < service_rates[0] + service_rates[1],
               "arrival rate: found " + shown(arrival_rate) + ", expected less than both agents' " +
                   shown(service_rates[0] + service_rates[1]));
  if (domain.broken()) {
    return domain.error();
  }
  return unlimited_steady_state(
             {0, 1, 1, 0}, 64,
             [&](int cap) { return unequal_moves(arrival_rate, service_rates, rule, cap); },
             [](const ChainState& s, int cap) { return s[0] == cap; })
      .map([&](const SteadyState& steady) {
        UnequalAgents u;
        const double queue = steady.mean([](const ChainState& s) { return s[0]; });
        u.occupancy = {steady.mean([](const ChainState& s) { return s[1]; }),
                       steady.mean([](const ChainState& s) { return s[2]; })};
        u.mean_wait = queue / arrival_rate;
        u.mean_sojourn = u.mean_wait + (u.occupancy[0] + u.occupancy[1]) / arrival_rate;
        return u;
      });
}

}  // namespace hotline::theory
