#include "core/base/time.hpp"

#include <chrono>
#include <limits>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace hotline {
namespace {

SimTime at(const char* text) {
  const Result<SimTime> t = parse_time(text);
  EXPECT_TRUE(t.has_value()) << text;
  return t.value_or(kNever);
}

TEST(Time, ZeroIsTheFirstOfJanuary1970AThursday) {
  const SimTime zero{};
  EXPECT_EQ(to_string(zero), "1970-01-01T00:00:00");
  EXPECT_EQ(weekday(zero), 3);
  EXPECT_EQ(month(zero), 0);
  EXPECT_EQ(hour_of_week(zero), 72);
}

TEST(Time, TheMicrosecondBefore1970BelongsToTheLastHourOf1969) {
  const SimTime t = SimTime(Duration(-1));
  EXPECT_EQ(day_number(t), -1);
  EXPECT_EQ(start_of_day(t), SimTime(-kDay));
  EXPECT_EQ(hour_of_day(t), 23);
  EXPECT_EQ(weekday(t), 2);
  EXPECT_EQ(month(t), 11);
  EXPECT_EQ(to_string(t), "1969-12-31T23:59:59.999999");
}

TEST(Time, WeekdayMonthAndHourAgreeWithTheStandardCalendarOnRandomInstants) {
  std::mt19937_64 random(20250106);
  const std::int64_t years_300 = 300LL * 366 * kDay.count();
  for (int i = 0; i < 20'000; ++i) {
    const SimTime t{Duration(static_cast<std::int64_t>(random() % (2 * years_300)) - years_300)};
    const auto day = std::chrono::floor<std::chrono::days>(t.time_since_epoch());
    const std::chrono::sys_days date{day};
    const std::chrono::year_month_day civil{date};
    EXPECT_EQ(day_number(t), day.count());
    EXPECT_EQ(start_of_day(t).time_since_epoch(), day);
    EXPECT_EQ(weekday(t), static_cast<int>(std::chrono::weekday(date).iso_encoding()) - 1);
    EXPECT_EQ(month(t), static_cast<int>(static_cast<unsigned>(civil.month())) - 1);
    EXPECT_EQ(hour_of_day(t), (t.time_since_epoch() - day) / kHour);
    EXPECT_EQ(hour_of_week(t), 24 * weekday(t) + hour_of_day(t));
    EXPECT_EQ(parse_time(to_string(t)), t) << to_string(t);
  }
}

TEST(Time, WhatIsWrittenIsReadBackToTheMicrosecond) {
  for (const char* text :
       {"0001-01-01T00:00:00", "1969-12-31T23:59:59.999999", "2024-02-29T12:00:00.000001",
        "9999-12-31T23:59:59", "2025-01-06T13:05:07.250000"}) {
    EXPECT_EQ(to_string(at(text)), text);
  }
}

TEST(Time, ADateAloneIsItsMidnightAndTheTimeMayFollowABlank) {
  EXPECT_EQ(at("2025-01-06"), at("2025-01-06T00:00:00"));
  EXPECT_EQ(at("2025-01-06 13:05:07.5"), at("2025-01-06T13:05:07.500000"));
}

TEST(Time, WhatIsNoTimeIsRefusedAndNamed) {
  for (const char* text : {"",
                           "2025",
                           "2025-1-6",
                           "2025-02-29",
                           "2025-13-01",
                           "2025-00-01",
                           "2025-01-00",
                           "0000-01-01",
                           "2025-01-06T",
                           "2025-01-06T24:00:00",
                           "2025-01-06T23:60:00",
                           "2025-01-06T23:59:60",
                           "2025-01-06T23:59",
                           "2025-01-06T23:59:59.",
                           "2025-01-06T23:59:59.1234567",
                           "2025-01-06T23:59:59Z",
                           "2025-01-06x13:05:07",
                           " 2025-01-06",
                           "2025-01-06 ",
                           "+025-01-06"}) {
    const Result<SimTime> t = parse_time(text);
    ASSERT_FALSE(t.has_value()) << text;
    EXPECT_EQ(t.error().code, ErrorCode::kBadInput);
    EXPECT_NE(t.error().message.find("'" + std::string(text) + "'"), std::string::npos);
  }
}

TEST(Time, ACivilDateExistsOnlyIfTheCalendarHasIt) {
  EXPECT_EQ(civil_date(2024, 2, 29), at("2024-02-29"));
  EXPECT_FALSE(civil_date(2100, 2, 29).has_value());
  EXPECT_FALSE(civil_date(2025, 4, 31).has_value());
  EXPECT_FALSE(civil_date(2025, 0, 1).has_value());
  EXPECT_FALSE(civil_date(2025, 1, -1).has_value());
  EXPECT_FALSE(civil_date(2025, 1 + 256, 1).has_value());
  EXPECT_FALSE(civil_date(10'000, 1, 1).has_value());
}

TEST(Time, SecondsRoundToTheNearestMicrosecondHalvesAwayFromZero) {
  EXPECT_EQ(from_seconds(0.25), Duration(250'000));
  EXPECT_EQ(from_seconds(0.4999e-6), Duration(0));
  EXPECT_EQ(from_seconds(1.5 * 0x1p-20), Duration(1));
  EXPECT_EQ(from_seconds(-2.5), Duration(-2'500'000));
  EXPECT_EQ(from_seconds(1e12), Duration(1'000'000'000'000'000'000));
  EXPECT_EQ(to_seconds(Duration(1)), 1e-6);
}

TEST(TimeDeathTest, SecondsBeyondTheBoundBreakTheContract) {
  EXPECT_DEATH((void)from_seconds(1.1e12), "contract broken");
  EXPECT_DEATH((void)from_seconds(std::numeric_limits<double>::quiet_NaN()), "contract broken");
}

TEST(Time, PeopleReadDurationsInTwoSignificantUnits) {
  EXPECT_EQ(human(Duration(0)), "0.0 s");
  EXPECT_EQ(human(from_seconds(9.94)), "9.9 s");
  EXPECT_EQ(human(from_seconds(9.96)), "10 s");
  EXPECT_EQ(human(48 * kSecond), "48 s");
  EXPECT_EQ(human(from_seconds(119.4)), "119 s");
  EXPECT_EQ(human(from_seconds(119.6)), "2 min 00 s");
  EXPECT_EQ(human(125 * kSecond), "2 min 05 s");
  EXPECT_EQ(human(-125 * kSecond), "-2 min 05 s");
  EXPECT_EQ(human(from_seconds(3569.4)), "59 min 29 s");
  EXPECT_EQ(human(kHour), "1.0 h");
  EXPECT_EQ(human(426 * kMinute), "7.1 h");
  EXPECT_EQ(human(2 * kDay), "2.0 d");
  EXPECT_EQ(human(540 * kHour), "22.5 d");
}

}  // namespace
}  // namespace hotline
