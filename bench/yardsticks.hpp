// bench/yardsticks.hpp: the least that can be done for the same answer, without any event list.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace hotline::bench {

/// A single queue with Poisson arrivals and exponential times, all in the same unit of time.
struct QueueLoad {
  double arrival_rate = 0.9;
  double service_rate = 1;
  double abandonment_rate = 0;  ///< 1 / mean patience; 0: nobody abandons
  std::uint32_t agents = 1;
};

/// What a run says of so many customers.
struct QueueOutcome {
  std::uint64_t customers = 0;
  std::uint64_t abandoned = 0;
  double mean_wait = 0;  ///< of all customers, until they are served or abandon
};

/// M/M/1 by Lindley's recursion: wait' = max(0, wait + service - gap).
///
/// Source: D. V. Lindley, The theory of queues with a single server, Proc. Camb. Phil. Soc. 48
/// (1952) 277-289.
template <class Draws>
[[nodiscard]] QueueOutcome lindley(const QueueLoad& load, std::uint64_t customers,
                                   std::uint64_t seed) {
  Draws gaps(3 * seed);
  Draws services(3 * seed + 1);
  const double mean_gap = 1 / load.arrival_rate;
  const double mean_service = 1 / load.service_rate;
  double wait = 0;
  double sum = 0;
  for (std::uint64_t i = 0; i < customers; ++i) {
    sum += wait;
    wait = std::max(0.0, wait + services() * mean_service - gaps() * mean_gap);
  }
  return QueueOutcome{customers, 0, sum / static_cast<double>(customers)};
}

/// When each of up to 64 agents is free, and the least of it: a tournament of three rounds over
/// keys whose low bits name the agent. Faster than a heap, and a yardstick should be fast.
class FreeTimes {
 public:
  explicit FreeTimes(std::uint32_t agents) {
    leaves_.fill(~std::uint64_t{0});
    middle_.fill(~std::uint64_t{0});
    top_.fill(~std::uint64_t{0});
    for (std::uint32_t agent = 0; agent < agents; ++agent) {
      set(agent, 0);
    }
  }

  /// Time and agent: the key of who is free first.
  [[nodiscard]] std::uint64_t first() const { return first_; }

  [[nodiscard]] static std::uint64_t time_of(std::uint64_t key) { return key >> kAgentBits; }

  [[nodiscard]] static std::uint32_t agent_of(std::uint64_t key) { return key & kAgents; }

  void set(std::uint32_t agent, std::uint64_t time) {
    std::uint64_t key = (time << kAgentBits) | agent;
    key = put(leaves_.data(), agent, key);
    key = put(middle_.data(), agent >> 2U, key);
    first_ = put(top_.data(), agent >> 4U, key);
  }

 private:
  static constexpr unsigned kAgentBits = 6;
  static constexpr std::uint32_t kAgents = 63;

  /// By a mask, since compilers make of std::min a branch that is guessed wrong half of the time.
  [[nodiscard]] static std::uint64_t lesser(std::uint64_t a, std::uint64_t b) {
    return b ^ ((a ^ b) & (std::uint64_t{0} - static_cast<std::uint64_t>(a < b)));
  }

  /// Puts a key into its place and says which of its four is least.
  [[nodiscard]] static std::uint64_t put(std::uint64_t* keys, std::uint32_t at, std::uint64_t key) {
    keys[at] = key;
    return lesser(key, lesser(keys[at ^ 1U], lesser(keys[at ^ 2U], keys[at ^ 3U])));
  }

  alignas(64) std::array<std::uint64_t, 64> leaves_{};
  alignas(64) std::array<std::uint64_t, 16> middle_{};
  alignas(64) std::array<std::uint64_t, 4> top_{};
  std::uint64_t first_ = 0;
};

/// M/M/n+M, first come, first served, by the recursion of Kiefer and Wolfowitz with patience: who
/// arrives waits for the agent who is free first, unless his patience ends before. Up to 64 agents;
/// time in millionths.
///
/// Source: J. Kiefer and J. Wolfowitz, On the theory of queues with many servers, Trans. AMS 78
/// (1955) 1-18; with patience: F. Baccelli, P. Boyer and G. Hebuterne, Single-server queues with
/// impatient customers, Adv. Appl. Prob. 16 (1984) 887-905.
template <class Draws>
[[nodiscard]] QueueOutcome kiefer_wolfowitz(const QueueLoad& load, std::uint64_t customers,
                                            std::uint64_t seed) {
  Draws gaps(3 * seed);
  Draws services(3 * seed + 1);
  Draws patiences(3 * seed + 2);
  const double mean_gap = 1e6 / load.arrival_rate;
  const double mean_service = 1e6 / load.service_rate;
  const double mean_patience = 1e6 / load.abandonment_rate;
  FreeTimes free(load.agents);
  std::uint64_t now = 0;
  std::uint64_t waited = 0;
  std::uint64_t abandoned = 0;
  for (std::uint64_t i = 0; i < customers; ++i) {
    now += static_cast<std::uint64_t>(static_cast<std::int64_t>(gaps() * mean_gap));
    const auto patience =
        static_cast<std::uint64_t>(static_cast<std::int64_t>(patiences() * mean_patience));
    const std::uint64_t first = free.first();
    const std::uint64_t begin = std::max(now, FreeTimes::time_of(first));
    if (begin - now > patience) {
      ++abandoned;
      waited += patience;
      continue;
    }
    waited += begin - now;
    const auto service =
        static_cast<std::uint64_t>(static_cast<std::int64_t>(services() * mean_service));
    free.set(FreeTimes::agent_of(first), begin + service);
  }
  return QueueOutcome{customers, abandoned,
                      static_cast<double>(waited) / 1e6 / static_cast<double>(customers)};
}

}  // namespace hotline::bench
