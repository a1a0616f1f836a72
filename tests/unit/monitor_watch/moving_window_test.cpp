#include "monitor/watch/moving_window.hpp"

#include <gtest/gtest.h>

#include "monitor/watch/monitor.hpp"

namespace hotline::monitor {
namespace {

const SimTime kStart{};

Fact arrival(Duration after) {
  return ContactArrived{kStart + after, {}, ChannelId{0}, {}, {}};
}

/// A run that has begun, with one channel.
MovingWindow window_of(Duration length) {
  MovingWindow window(length);
  RunStarted run;
  run.at = kStart;
  window(run);
  window(NameDefined{kStart, NameKind::kChannel, 0, "phone"});
  return window;
}

std::uint64_t arrived(const MovingWindow& window) {
  return window.card().channels().at(0).arrived;
}

// A window of ten hours: anew every five. At hour 12 the older scorecard was begun at hour 5.
TEST(MovingWindow, HoldsBetweenHalfAndWhole) {
  MovingWindow window = window_of(10 * kHour);
  for (int hour = 1; hour <= 4; ++hour) {
    window(arrival(hour * kHour));
  }
  EXPECT_EQ(arrived(window), 4U);
  for (int hour = 5; hour <= 9; ++hour) {
    window(arrival(hour * kHour));
  }
  EXPECT_EQ(window.card().measured_from(), kStart);
  EXPECT_EQ(arrived(window), 9U);  // from the beginning until hour 10
  for (int hour = 10; hour <= 12; ++hour) {
    window(arrival(hour * kHour));
  }
  EXPECT_EQ(window.card().measured_from(), kStart + 5 * kHour);
  EXPECT_EQ(arrived(window), 8U);  // hours 5 to 12; what is in the instant of the cut is in
}

TEST(MovingWindow, WhatIsOlderIsForgottenEvenIfNothingHappensForLong) {
  MovingWindow window = window_of(10 * kHour);
  window(arrival(kHour));
  window(arrival(100 * kHour));
  EXPECT_EQ(arrived(window), 1U);
  EXPECT_EQ(window.card().measured_from(), kStart + 95 * kHour);
}

TEST(MovingWindow, LevelsAreThoseOfNow) {
  MovingWindow window = window_of(10 * kHour);
  window(ContactQueued{kStart + kHour, {}, ChannelId{0}});
  window(arrival(13 * kHour));
  EXPECT_EQ(window.card().channels().at(0).queue.value(), 1);
}

TEST(MovingWindow, BeginsAfterTheWarmUpAndWithEveryRun) {
  MovingWindow window = window_of(10 * kHour);
  window(arrival(2 * kHour));
  window(WarmUpEnded{kStart + 3 * kHour});
  window(arrival(4 * kHour));
  window(arrival(7 * kHour));  // five hours after the start, but not after the warm-up
  EXPECT_EQ(arrived(window), 2U);
  EXPECT_EQ(window.card().measured_from(), kStart + 3 * kHour);
  RunStarted again;
  again.at = kStart;
  again.replication = 1;
  window(again);
  EXPECT_EQ(window.card().run().replication, 1U);
  EXPECT_EQ(window.card().measured_from(), kStart);
}

TEST(MovingWindowDeathTest, HasALength) {
  EXPECT_DEATH(MovingWindow(Duration{1}), "contract broken");
}

TEST(MonitorWindow, ShowsTheWindowWhereOneIsKeptAndAllOtherwise) {
  Monitor all;
  Monitor recent;
  recent.keep_window(10 * kHour);
  bool called = false;
  recent.read_recent([&](const measures::Scorecard& /*card*/) { called = true; });
  EXPECT_FALSE(called);  // there is no run
  for (Monitor* const monitor : {&all, &recent}) {
    RunStarted run;
    run.at = kStart;
    monitor->take(run);
    monitor->take(NameDefined{kStart, NameKind::kChannel, 0, "phone"});
    monitor->take(arrival(kHour));
    monitor->take(arrival(100 * kHour));
  }
  const auto counted = [](const Monitor& monitor) {
    std::uint64_t arrived = 0;
    monitor.read_recent(
        [&](const measures::Scorecard& card) { arrived = card.channels().at(0).arrived; });
    return arrived;
  };
  EXPECT_EQ(counted(all), 2U);
  EXPECT_EQ(counted(recent), 1U);
}

}  // namespace
}  // namespace hotline::monitor
