#include "sim/scenario/week.hpp"

#include <random>

#include <gtest/gtest.h>

namespace hotline::sim {
namespace {

using Days = std::array<bool, 7>;

TEST(Days, AreReadOneByOneAndInRanges) {
  EXPECT_EQ(parse_days("Mon").value(), (Days{true, false, false, false, false, false, false}));
  EXPECT_EQ(parse_days("Mon-Fri").value(), (Days{true, true, true, true, true, false, false}));
  EXPECT_EQ(parse_days("Mon, Wed,Sat-Sun").value(),
            (Days{true, false, true, false, false, true, true}));
}

TEST(Days, ThatAreNotDaysAreRefused) {
  for (const char* text : {"", "Mo", "mon", "Mon-", "-Fri", "Fri-Mon", "Mon,,Tue", "Mon Tue"}) {
    EXPECT_FALSE(parse_days(text)) << text;
  }
}

TEST(Clock, ReadsMidnightAtBothEnds) {
  EXPECT_EQ(parse_clock("00:00").value(), Duration{0});
  EXPECT_EQ(parse_clock("09:30").value(), 9 * kHour + 30 * kMinute);
  EXPECT_EQ(parse_clock("24:00").value(), kDay);
}

TEST(Clock, RefusesWhatNoClockShows) {
  for (const char* text : {"", "9:30", "24:01", "25:00", "10:60", "10-30", "10:3x", "10:300"}) {
    EXPECT_FALSE(parse_clock(text)) << text;
  }
}

TEST(Opening, IsOneIntervalADay) {
  const auto open = parse_opening("Tue-Wed 08:00-12:30").value();
  ASSERT_EQ(open.size(), 2U);
  EXPECT_EQ(open[0].from, kDay + 8 * kHour);
  EXPECT_EQ(open[1].to, 2 * kDay + 12 * kHour + 30 * kMinute);
}

TEST(Opening, RefusesHoursThatEndBeforeTheyBegin) {
  EXPECT_FALSE(parse_opening("Mon 17:00-09:00"));
  EXPECT_FALSE(parse_opening("Mon 09:00-09:00"));
  EXPECT_FALSE(parse_opening("Mon"));
  EXPECT_FALSE(parse_opening("09:00-17:00"));
}

std::array<std::int64_t, 168> agents_by_hour(const std::vector<Shift>& shifts) {
  std::array<std::int64_t, 168> sum{};
  for (const Shift& shift : shifts) {
    EXPECT_LT(shift.from, shift.to);
    EXPECT_GT(shift.agents, 0);
    for (std::int64_t hour = shift.from / kHour; hour < shift.to / kHour; ++hour) {
      sum.at(static_cast<std::size_t>(hour)) += shift.agents;
    }
  }
  return sum;
}

TEST(Shifts, OfAConstantPlanAreOneForTheWholeWeek) {
  std::array<std::int64_t, 168> agents{};
  agents.fill(7);
  const std::vector<Shift> shifts = shifts_of(agents);
  ASSERT_EQ(shifts.size(), 1U);
  EXPECT_EQ(shifts[0].from, Duration{0});
  EXPECT_EQ(shifts[0].to, kWeek);
}

TEST(Shifts, WhoCameLastLeavesFirst) {
  std::array<std::int64_t, 168> agents{};
  agents[8] = 3;
  agents[9] = 5;
  agents[10] = 3;
  const std::vector<Shift> shifts = shifts_of(agents);
  ASSERT_EQ(shifts.size(), 2U);
  EXPECT_EQ(shifts[0].agents, 3);
  EXPECT_EQ(shifts[0].to, 11 * kHour);
  EXPECT_EQ(shifts[1].agents, 2);
  EXPECT_EQ(shifts[1].to, 10 * kHour);
}

TEST(Shifts, AddUpToAnyPlan) {
  std::mt19937 random(20250106);  // fixed: the test tries the same 200 plans each time
  for (int trial = 0; trial < 200; ++trial) {
    std::array<std::int64_t, 168> agents{};
    for (std::int64_t& hour : agents) {
      hour = static_cast<std::int64_t>(random() % 6);
    }
    EXPECT_EQ(agents_by_hour(shifts_of(agents)), agents);
  }
}

}  // namespace
}  // namespace hotline::sim
