#include "core/base/calendar.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace hotline {
namespace {

SimTime moment(const char* text) {
  return parse_time(text).value();
}

Calendar office() {  // Monday to Friday, 09-17
  std::vector<Calendar::Interval> week;
  week.reserve(5);
  for (int day = 0; day < 5; ++day) {
    week.push_back({day * kDay + 9 * kHour, day * kDay + 17 * kHour});
  }
  return Calendar::create(week, {}).value();
}

// Validation case VC140: 8 business hours from Friday 16:00, without and with a pause.
TEST(Calendar, EightBusinessHoursFromFridayAfternoonEndOnMondayAfternoon) {
  const SimTime created = moment("2024-03-01T16:00:00");
  EXPECT_EQ(office().add(created, 8 * kHour), moment("2024-03-04T16:00:00"));
}

TEST(Calendar, APauseMovesTheDueTimeByTheBusinessTimeWithinIt) {
  const Calendar calendar = office();
  const SimTime created = moment("2024-03-01T16:00:00");
  const SimTime paused = moment("2024-03-04T10:00:00");
  const SimTime resumed = moment("2024-03-04T12:00:00");
  const Duration used = calendar.between(created, paused);
  EXPECT_EQ(used, 2 * kHour);
  EXPECT_EQ(calendar.add(resumed, 8 * kHour - used), moment("2024-03-05T10:00:00"));
}

TEST(Calendar, WhatIsDueMustBeBegunSoMuchOpenTimeBefore) {
  const Calendar calendar = office();
  EXPECT_EQ(calendar.subtract(moment("2024-03-04T12:00:00"), 8 * kHour),
            moment("2024-03-01T12:00:00"));
  EXPECT_EQ(calendar.subtract(moment("2024-03-04T12:00:00"), 3 * kHour),
            moment("2024-03-04T09:00:00"));
  // Closed hours are no time to begin in: due on Sunday is due on Monday morning.
  EXPECT_EQ(calendar.subtract(moment("2024-03-03T12:00:00"), kHour), moment("2024-03-01T16:00:00"));
  EXPECT_EQ(calendar.subtract(moment("2024-03-04T09:00:00"), kHour), moment("2024-03-01T16:00:00"));
  EXPECT_EQ(calendar.subtract(moment("2024-03-03T12:00:00"), Duration{0}),
            moment("2024-03-04T09:00:00"));
  EXPECT_EQ(calendar.subtract(moment("2024-03-04T10:00:00"), Duration{0}),
            moment("2024-03-04T10:00:00"));
  EXPECT_EQ(Calendar().subtract(moment("2024-03-03T12:00:00"), kHour),
            moment("2024-03-03T11:00:00"));
}

/// A fixed seed; every instant and every holiday that it comes to.
TEST(Calendar, SubtractingIsTheInverseOfTheTimeBetween) {
  std::mt19937_64 random(5);
  const std::vector<Calendar::Interval> week{{8 * kHour, 12 * kHour},
                                             {13 * kHour, 17 * kHour},
                                             {2 * kDay + 22 * kHour, 3 * kDay + 2 * kHour}};
  const SimTime start = moment("2024-03-04T00:00:00");
  const Calendar calendar = Calendar::create(week, {day_number(start) - 7}).value();
  for (int i = 0; i < 2000; ++i) {
    const SimTime due = start + static_cast<std::int64_t>(random() % 20'000) * kMinute;
    const Duration work = static_cast<std::int64_t>(1 + random() % 3000) * kMinute;
    const SimTime begin = calendar.subtract(due, work);
    ASSERT_EQ(calendar.between(begin, due), work);
    ASSERT_LT(calendar.between(begin + Duration{1}, due), work) << "the latest such instant";
  }
}

TEST(Calendar, AWorkingDayEndsWithItsLastHourAndTheFirstOneIsTheNext) {
  EXPECT_EQ(office().close_of_day(moment("2024-03-01T08:00:00"), 1), moment("2024-03-04T17:00:00"));
  EXPECT_EQ(office().close_of_day(moment("2024-03-03T12:00:00"), 5), moment("2024-03-08T17:00:00"));
  EXPECT_EQ(Calendar().close_of_day(moment("2024-03-01T08:00:00"), 2),
            moment("2024-03-04T00:00:00"));
  const Calendar lunch = Calendar::create({{kDay + 9 * kHour, kDay + 12 * kHour},
                                           {kDay + 13 * kHour, kDay + 16 * kHour}},
                                          {day_number(moment("2024-03-05"))})
                             .value();
  EXPECT_EQ(lunch.close_of_day(moment("2024-03-01"), 2), moment("2024-03-19T16:00:00"));
}

TEST(Calendar, ADueTimeThatUsesTheHoursUpFallsOnTheClosingEdge) {
  EXPECT_EQ(office().add(moment("2024-03-01T16:00:00"), kHour), moment("2024-03-01T17:00:00"));
  EXPECT_EQ(office().add(moment("2024-03-01T16:00:00"), kHour + Duration(1)),
            moment("2024-03-04T09:00:00.000001"));
}

TEST(Calendar, OpeningTimeIsOpenAndClosingTimeIsClosed) {
  const Calendar calendar = office();
  EXPECT_TRUE(calendar.is_open(moment("2024-03-01T09:00:00")));
  EXPECT_TRUE(calendar.is_open(moment("2024-03-01T16:59:59.999999")));
  EXPECT_FALSE(calendar.is_open(moment("2024-03-01T17:00:00")));
  EXPECT_FALSE(calendar.is_open(moment("2024-03-02T12:00:00")));
  EXPECT_EQ(calendar.next_open(moment("2024-03-01T17:00:00")), moment("2024-03-04T09:00:00"));
  EXPECT_EQ(calendar.next_open(moment("2024-03-01T10:00:00")), moment("2024-03-01T10:00:00"));
}

TEST(Calendar, TheNextChangeLiesStrictlyAfter) {
  const Calendar calendar = office();
  EXPECT_EQ(calendar.next_change(moment("2024-03-01T08:00:00")), moment("2024-03-01T09:00:00"));
  EXPECT_EQ(calendar.next_change(moment("2024-03-01T09:00:00")), moment("2024-03-01T17:00:00"));
  EXPECT_EQ(calendar.next_change(moment("2024-03-01T17:00:00")), moment("2024-03-04T09:00:00"));
}

TEST(Calendar, AHolidayIsClosedAllDay) {
  const std::int64_t good_friday = day_number(moment("2024-03-29"));
  const Calendar calendar =
      Calendar::create({{9 * kHour, 17 * kHour}, {4 * kDay + 9 * kHour, 4 * kDay + 17 * kHour}},
                       {good_friday, good_friday})
          .value();
  EXPECT_FALSE(calendar.is_open(moment("2024-03-29T10:00:00")));
  EXPECT_EQ(calendar.next_open(moment("2024-03-29T00:00:00")), moment("2024-04-01T09:00:00"));
  EXPECT_EQ(calendar.between(moment("2024-03-25"), moment("2024-04-01")), 8 * kHour);
}

TEST(Calendar, OpenAlwaysNeverChangesAndCountsClockTime) {
  const Calendar calendar;
  EXPECT_TRUE(calendar.always_open());
  EXPECT_EQ(calendar.next_change(moment("2024-03-01")), kNever);
  EXPECT_EQ(calendar.add(moment("2024-03-01"), 30 * kHour), moment("2024-03-02T06:00:00"));
  EXPECT_EQ(calendar.between(moment("2024-03-01"), moment("2024-03-03")), 2 * kDay);
}

TEST(Calendar, AWholeWeekInPiecesIsOpenAlways) {
  const Calendar calendar = Calendar::create({{kDay, kWeek}, {Duration{0}, kDay}}, {}).value();
  EXPECT_TRUE(calendar.always_open());
  EXPECT_EQ(calendar.next_change(moment("2024-03-01")), kNever);
}

TEST(Calendar, AnIntervalOverMidnightHasNoSeam) {
  const Calendar calendar =
      Calendar::create({{4 * kDay + 22 * kHour, 5 * kDay + 6 * kHour}}, {}).value();
  const SimTime friday_night = moment("2024-03-01T23:00:00");
  EXPECT_EQ(calendar.next_change(friday_night), moment("2024-03-02T06:00:00"));
  EXPECT_TRUE(calendar.is_open(moment("2024-03-02T00:00:00")));
}

TEST(Calendar, AnOfficeOpenAlwaysButOnOneHolidayYearsAwayCloses) {
  const SimTime holiday = moment("2030-12-25");
  const Calendar calendar = Calendar::create({{Duration{0}, kWeek}}, {day_number(holiday)}).value();
  EXPECT_FALSE(calendar.always_open());
  EXPECT_EQ(calendar.next_change(moment("2025-01-06")), holiday);
  EXPECT_EQ(calendar.next_change(holiday), holiday + kDay);
  EXPECT_EQ(calendar.next_change(holiday + kDay), kNever);
}

TEST(Calendar, OnlyHolidaysForMoreThanAYearMeansNeverOpen) {
  std::vector<std::int64_t> holidays;
  holidays.reserve(500);
  const SimTime start = moment("2024-01-01");
  for (int i = 0; i < 500; ++i) {
    holidays.push_back(day_number(start) + i);
  }
  const Calendar calendar = Calendar::create({{Duration{0}, kWeek}}, holidays).value();
  EXPECT_EQ(calendar.next_open(start), kNever);
  EXPECT_FALSE(calendar.is_open(start));
  EXPECT_EQ(calendar.next_open(start + 200 * kDay), start + 500 * kDay);
}

TEST(Calendar, WeeksThatCannotBeAreRefused) {
  EXPECT_FALSE(Calendar::create({}, {}).has_value());
  EXPECT_FALSE(Calendar::create({{kHour, kHour}}, {}).has_value());
  EXPECT_FALSE(Calendar::create({{2 * kHour, kHour}}, {}).has_value());
  EXPECT_FALSE(Calendar::create({{-kHour, kHour}}, {}).has_value());
  EXPECT_FALSE(Calendar::create({{kHour, kWeek + Duration(1)}}, {}).has_value());
  EXPECT_FALSE(Calendar::create({{kHour, 3 * kHour}, {2 * kHour, 4 * kHour}}, {}).has_value());
  EXPECT_TRUE(Calendar::create({{2 * kHour, 4 * kHour}, {kHour, 2 * kHour}}, {}).has_value());
}

/// A calendar as a list of minutes: slow, and too plain to be wrong.
class MinuteModel {
 public:
  MinuteModel(const std::vector<Calendar::Interval>& week,
              const std::vector<std::int64_t>& holidays, SimTime monday, int weeks)
      : monday_(monday) {
    open_.resize(static_cast<std::size_t>(weeks) * 7 * 24 * 60);
    for (std::size_t m = 0; m < open_.size(); ++m) {
      const SimTime t = time(m);
      const Duration in_week = (t - monday) % kWeek;
      const bool in_hours = std::any_of(week.begin(), week.end(), [&](const auto& i) {
        return i.from <= in_week && in_week < i.to;
      });
      const bool holiday =
          std::find(holidays.begin(), holidays.end(), day_number(t)) != holidays.end();
      open_[m] = in_hours && !holiday;
    }
  }

  [[nodiscard]] SimTime time(std::size_t minute) const {
    return monday_ + static_cast<std::int64_t>(minute) * kMinute;
  }

  [[nodiscard]] std::size_t size() const { return open_.size(); }

  [[nodiscard]] bool open(std::size_t minute) const { return open_[minute]; }

  [[nodiscard]] Duration between(std::size_t from, std::size_t to) const {
    const auto first = open_.begin();
    return std::count(first + static_cast<std::ptrdiff_t>(from),
                      first + static_cast<std::ptrdiff_t>(to), true) *
           kMinute;
  }

 private:
  SimTime monday_;
  std::vector<bool> open_;
};

std::vector<Calendar::Interval> random_week(std::mt19937_64& random) {
  std::vector<std::int64_t> edges;
  const std::size_t intervals = 1 + random() % 6;
  while (edges.size() < 2 * intervals) {
    edges.push_back(static_cast<std::int64_t>(random() % (7 * 24 * 60 + 1)));
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  }
  std::vector<Calendar::Interval> week;
  for (std::size_t i = 0; i + 1 < edges.size(); i += 2) {
    week.push_back({edges[i] * kMinute, edges[i + 1] * kMinute});
  }
  return week;
}

void compare(const Calendar& calendar, const MinuteModel& model, std::mt19937_64& random) {
  for (int i = 0; i < 60; ++i) {
    const std::size_t a = random() % (model.size() / 3);
    const std::size_t b = a + random() % (model.size() / 3);
    const Duration open = model.between(a, b);
    EXPECT_EQ(calendar.is_open(model.time(a)), model.open(a));
    EXPECT_EQ(calendar.between(model.time(a), model.time(b)), open);
    // add() is the earliest instant by which so much has passed, so never later than b.
    const SimTime due = calendar.add(model.time(a), open);
    EXPECT_LE(due, model.time(b));
    EXPECT_EQ(calendar.between(model.time(a), due), open);
    if (open > Duration{0}) {
      EXPECT_LT(calendar.between(model.time(a), due - Duration(1)), open);
    }
    std::size_t change = a + 1;
    while (change < model.size() && model.open(change) == model.open(a)) {
      ++change;
    }
    if (change < model.size()) {
      EXPECT_EQ(calendar.next_change(model.time(a)), model.time(change));
      EXPECT_EQ(calendar.next_open(model.time(a)), model.time(model.open(a) ? a : change));
    }
  }
}

TEST(Calendar, AgreesWithAMinuteByMinuteModelOnRandomWeeksAndHolidays) {
  std::mt19937_64 random(140);
  for (int round = 0; round < 40; ++round) {
    // Also before 1970; day 4 is a Monday.
    const SimTime monday =
        SimTime(4 * kDay) + (static_cast<std::int64_t>(random() % 400) - 200) * kWeek;
    const std::vector<Calendar::Interval> week = random_week(random);
    std::vector<std::int64_t> holidays;
    for (std::size_t n = random() % 5; n > 0; --n) {
      holidays.push_back(day_number(monday) + static_cast<std::int64_t>(random() % 42));
    }
    const Calendar calendar = Calendar::create(week, holidays).value();
    compare(calendar, MinuteModel(week, holidays, monday, 6), random);
  }
}

}  // namespace
}  // namespace hotline
