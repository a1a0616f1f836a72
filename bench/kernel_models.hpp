// bench/kernel_models.hpp: small models written for the kernel alone, and the hold model.
#pragma once

#include <cstddef>
#include <cstdint>
#include <queue>
#include <utility>
#include <vector>

#include "bench/yardsticks.hpp"
#include "core/base/time.hpp"
#include "sim/hotline/slab.hpp"
#include "sim/hotline/waiting_line.hpp"
#include "sim/kernel/simulation.hpp"

namespace hotline::bench {

/// M/M/n (+M) as events: arrivals, ends of service, ends of patience, which are cancelled when the
/// citizen is served. Time in millionths of the load's unit.
template <class Draws>
class KernelQueue {
 public:
  KernelQueue(const QueueLoad& load, std::uint64_t seed)
      : idle_(load.agents),
        mean_gap_(1e6 / load.arrival_rate),
        mean_service_(1e6 / load.service_rate),
        mean_patience_(load.abandonment_rate > 0 ? 1e6 / load.abandonment_rate : 0),
        gaps_(3 * seed),
        services_(3 * seed + 1),
        patiences_(3 * seed + 2) {}

  [[nodiscard]] QueueOutcome run(std::uint64_t customers) {
    wanted_ = customers;
    schedule_arrival();
    simulation_.run_until(kNever, [this](const Event& event) { handle(event); });
    return QueueOutcome{arrived_, abandoned_,
                        static_cast<double>(waited_) / 1e6 / static_cast<double>(arrived_)};
  }

 private:
  enum class Kind : std::uint32_t { kArrival, kServiceOver, kPatienceOver };

  struct Event {
    Kind kind = Kind::kArrival;
    std::uint32_t row = 0;
  };

  struct Customer {
    sim::WaitingNode node;
    sim::EventHandle patience;
  };

  [[nodiscard]] static Duration drawn(Draws& draws, double mean) {
    return Duration(static_cast<Duration::rep>(draws() * mean));
  }

  void schedule_arrival() {
    simulation_.schedule_in(drawn(gaps_, mean_gap_), sim::EventClass::kArrival,
                            Event{Kind::kArrival, 0});
  }

  void serve() {
    simulation_.schedule_in(drawn(services_, mean_service_), sim::EventClass::kCompletion,
                            Event{Kind::kServiceOver, 0});
  }

  void handle(const Event& event) {
    switch (event.kind) {
      case Kind::kArrival:
        return arrive();
      case Kind::kServiceOver:
        return next();
      case Kind::kPatienceOver:
        ++abandoned_;
        return leave(event.row);
    }
  }

  void arrive() {
    if (++arrived_ < wanted_) {
      schedule_arrival();
    }
    if (idle_ > 0) {
      --idle_;
      return serve();
    }
    const std::uint32_t row = customers_.take();
    Customer& customer = customers_[row];
    customer.node.place = simulation_.now();
    line_.push(customers_, row);
    if (mean_patience_ > 0) {
      customer.patience =
          simulation_.schedule_in(drawn(patiences_, mean_patience_), sim::EventClass::kPatience,
                                  Event{Kind::kPatienceOver, row});
    }
  }

  void next() {
    if (line_.empty()) {
      ++idle_;
      return;
    }
    serve();
    const std::uint32_t row = line_.front();
    if (mean_patience_ > 0) {
      simulation_.cancel(customers_[row].patience);
    }
    leave(row);
  }

  void leave(std::uint32_t row) {
    waited_ += (simulation_.now() - customers_[row].node.place).count();
    line_.remove(customers_, row);
    customers_.remove(row);
  }

  std::uint32_t idle_;
  double mean_gap_;
  double mean_service_;
  double mean_patience_;
  Draws gaps_;
  Draws services_;
  Draws patiences_;
  sim::Simulation<Event> simulation_{SimTime{}};
  sim::Slab<Customer> customers_;
  sim::WaitingLine line_;
  std::uint64_t wanted_ = 0;
  std::uint64_t arrived_ = 0;
  std::uint64_t abandoned_ = 0;
  std::int64_t waited_ = 0;
};

template <class Draws>
[[nodiscard]] QueueOutcome through_kernel(const QueueLoad& load, std::uint64_t customers,
                                          std::uint64_t seed) {
  return KernelQueue<Draws>(load, seed).run(customers);
}

// The hold model: so many events pending; again and again the next one is taken out and scheduled
// anew, an exponential time later. Source: D. W. Jones, An empirical comparison of priority-queue
// and event-set implementations, CACM 29 (1986) 300-311.

inline constexpr double kMeanHold = 1 << 20;

template <class Draws>
[[nodiscard]] std::int64_t hold_time(Draws& draws) {
  return static_cast<std::int64_t>(draws() * kMeanHold);
}

/// The hold model on the kernel's list.
template <class Draws>
class KernelHold {
 public:
  KernelHold(std::uint32_t pending, std::uint64_t seed) : draws_(seed) {
    for (std::uint32_t i = 0; i < pending; ++i) {
      future_.schedule(SimTime(Duration(hold_time(draws_))), sim::EventClass::kCompletion, i);
    }
  }

  /// @return the sum of all times that were taken out, modulo 2^64.
  std::uint64_t hold(std::uint64_t times) {
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < times; ++i) {
      const auto [at, event] = future_.pop();
      sum += static_cast<std::uint64_t>(at.time_since_epoch().count());
      future_.schedule(at + Duration(hold_time(draws_)), sim::EventClass::kCompletion, event);
    }
    return sum;
  }

 private:
  Draws draws_;
  sim::FutureEventList<std::uint32_t> future_;
};

/// The hold model on the standard library's heap, which cannot cancel.
template <class Draws>
class HeapHold {
 public:
  HeapHold(std::uint32_t pending, std::uint64_t seed) : draws_(seed) {
    for (std::uint32_t i = 0; i < pending; ++i) {
      heap_.emplace(hold_time(draws_), i);
    }
  }

  /// As KernelHold::hold.
  std::uint64_t hold(std::uint64_t times) {
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < times; ++i) {
      const auto [at, event] = heap_.top();
      heap_.pop();
      sum += static_cast<std::uint64_t>(at);
      heap_.emplace(at + hold_time(draws_), event);
    }
    return sum;
  }

 private:
  using Entry = std::pair<std::int64_t, std::uint32_t>;

  Draws draws_;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> heap_;
};

}  // namespace hotline::bench
