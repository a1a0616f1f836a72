#include "sim/live/real_time_pacing.hpp"

#include <algorithm>
#include <chrono>
#include <vector>

#include <gtest/gtest.h>

#include "sim/kernel/simulation.hpp"
#include "sim/live/asio_clock.hpp"

namespace hotline::sim {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// A clock that stands still until somebody waits, and may oversleep.
class MadeUpClock {
 public:
  [[nodiscard]] steady_clock::time_point now() const { return now_; }

  void wait_until(steady_clock::time_point instant) {
    ++waits_;
    now_ = std::max(now_, instant) + oversleep_;
  }

  void pass(steady_clock::duration d) { now_ += d; }

  void oversleep(steady_clock::duration d) { oversleep_ = d; }

  [[nodiscard]] int waits() const { return waits_; }

 private:
  steady_clock::time_point now_{};
  steady_clock::duration oversleep_{0};
  int waits_ = 0;
};

using Pacing = RealTimePacing<MadeUpClock>;

const SimTime kStart = SimTime(kDay * 20'000);

bool never_stop(const Pacing::Status& /*status*/) {
  return true;
}

TEST(RealTimePacing, HoldsAnEventBackUntilTheWallClockHasReachedIt) {
  MadeUpClock clock;
  const auto began = clock.now();
  Pacing pace(clock, kStart, 60, never_stop);
  EXPECT_TRUE(pace(kStart + kMinute));
  EXPECT_EQ(clock.now() - began, milliseconds(1000));
  EXPECT_TRUE(pace(kStart + 90 * kSecond));
  EXPECT_EQ(clock.now() - began, milliseconds(1500));
}

TEST(RealTimePacing, DoesNotWaitForWhatIsDueAlready) {
  MadeUpClock clock;
  Pacing pace(clock, kStart, 1, never_stop);
  clock.pass(milliseconds(5000));
  EXPECT_TRUE(pace(kStart + 2 * kSecond));
  EXPECT_EQ(clock.waits(), 0);
}

TEST(RealTimePacing, UnpacedNeverWaits) {
  MadeUpClock clock;
  Pacing pace(clock, kStart, Pacing::kUnpaced, never_stop);
  for (int day = 1; day < 1000; ++day) {
    EXPECT_TRUE(pace(kStart + day * kDay));
  }
  EXPECT_EQ(clock.waits(), 0);
}

TEST(RealTimePacing, TicksWhileItWaitsAndSaysWhereTheSimulatedClockStands) {
  MadeUpClock clock;
  std::vector<SimTime> seen;
  Pacing pace(clock, kStart, 10, [&](const Pacing::Status& status) {
    seen.push_back(status.simulated);
    return true;
  });
  EXPECT_TRUE(pace(kStart + 2 * kSecond));  // 200 ms of wall time: ticks at 0, 50, 100, 150, 200
  ASSERT_EQ(seen.size(), 5U);
  EXPECT_EQ(seen[0], kStart);
  EXPECT_EQ(seen[1], kStart + kSecond / 2);
  EXPECT_EQ(seen[4], kStart + 2 * kSecond);
}

TEST(RealTimePacing, TheSimulatedClockNeverPassesTheNextEvent) {
  MadeUpClock clock;
  std::vector<SimTime> seen;
  Pacing pace(clock, kStart, 10, [&](const Pacing::Status& status) {
    seen.push_back(status.simulated);
    return true;
  });
  clock.pass(milliseconds(3000));
  EXPECT_TRUE(pace(kStart + kSecond));
  EXPECT_EQ(seen, std::vector<SimTime>{kStart + kSecond});
}

TEST(RealTimePacing, SaysByHowMuchItIsLate) {
  MadeUpClock clock;
  Duration late{0};
  Pacing pace(clock, kStart, 1, [&](const Pacing::Status& status) {
    late = status.lateness;
    return true;
  });
  clock.pass(milliseconds(2500));
  EXPECT_TRUE(pace(kStart + kSecond));
  EXPECT_EQ(late, Duration(1'500'000));
}

TEST(RealTimePacing, AClockThatOversleepsDelaysButSkipsNothing) {
  MadeUpClock clock;
  clock.oversleep(milliseconds(30));
  Simulation<int> simulation(kStart);
  for (int i = 1; i <= 20; ++i) {
    simulation.schedule(kStart + i * kSecond, EventClass::kArrival, i);
  }
  std::vector<int> order;
  EXPECT_TRUE(simulation.run_until(
      kStart + kMinute, [&](int i) { order.push_back(i); },
      Pacing(clock, kStart, 100, never_stop)));
  ASSERT_EQ(order.size(), 20U);
  EXPECT_EQ(order.front(), 1);
  EXPECT_EQ(order.back(), 20);
}

TEST(RealTimePacing, AStoppedRunGoesOnWhereItStopped) {
  MadeUpClock clock;
  int ticks = 0;
  Simulation<int> simulation(kStart);
  for (int i = 1; i <= 10; ++i) {
    simulation.schedule(kStart + i * kSecond, EventClass::kArrival, i);
  }
  std::vector<int> order;
  const auto handle = [&](int i) { order.push_back(i); };
  EXPECT_FALSE(simulation.run_until(
      kStart + kMinute, handle,
      Pacing(clock, kStart, 10, [&](const Pacing::Status&) { return ++ticks < 10; })));
  const std::size_t before = order.size();
  EXPECT_GT(before, 0U);
  EXPECT_LT(before, 10U);
  EXPECT_TRUE(simulation.run_until(kStart + kMinute, handle));
  EXPECT_EQ(order, (std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
}

TEST(AsioClock, NeverReturnsBeforeTheInstant) {
  AsioClock clock;
  const auto instant = AsioClock::now() + milliseconds(2);
  clock.wait_until(instant);
  EXPECT_GE(AsioClock::now(), instant);
  clock.wait_until(instant);  // long past: returns
  EXPECT_GE(AsioClock::now(), instant);
}

}  // namespace
}  // namespace hotline::sim
