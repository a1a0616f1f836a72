// core/base/time.hpp: the simulated axis of time, and its calendar.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace hotline {

/// A length of time: a whole number of microseconds. No double is ever a time.
using Duration = std::chrono::duration<std::int64_t, std::micro>;

/// The axis of a city's own clock. It has no now(): only the kernel knows the current time.
struct SimClock {
  using rep = Duration::rep;
  using period = Duration::period;
  using duration = Duration;
  using time_point = std::chrono::time_point<SimClock>;
  static constexpr bool is_steady = true;
};

/// An instant on the city's civil clock: microseconds since 1970-01-01 00:00 local time. There is
/// no zone and no daylight saving in it: a day has 24 hours, and the two hours a year that a wall
/// clock repeats or leaves out are taken as written.
using SimTime = std::chrono::time_point<SimClock, Duration>;

/// An instant that never comes: "no due time", "no next event".
inline constexpr SimTime kNever = SimTime::max();

inline constexpr Duration kSecond = std::chrono::seconds(1);
inline constexpr Duration kMinute = std::chrono::minutes(1);
inline constexpr Duration kHour = std::chrono::hours(1);
inline constexpr Duration kDay = std::chrono::hours(24);
inline constexpr Duration kWeek = 7 * kDay;

/// Longest span of one run, and the bound on any duration a scenario may name: 100 years.
inline constexpr Duration kMaxSpan = 36525 * kDay;

/// For people and for ratios; never for comparing instants.
[[nodiscard]] constexpr double to_seconds(Duration d) {
  return static_cast<double>(d.count()) * 1e-6;
}

/// Nearest microsecond; halves away from zero. Requires |seconds| <= 1e12 (checked).
[[nodiscard]] Duration from_seconds(double seconds);

/// Days since 1970-01-01 of the civil day that contains `t` (floor, so also before 1970).
[[nodiscard]] std::int64_t day_number(SimTime t);
/// 00:00 of that day.
[[nodiscard]] SimTime start_of_day(SimTime t);
/// 0 ... 23.
[[nodiscard]] int hour_of_day(SimTime t);
/// 0 = Monday ... 6 = Sunday.
[[nodiscard]] int weekday(SimTime t);
/// 0 = January ... 11 = December.
[[nodiscard]] int month(SimTime t);
/// 0 = Monday 00:00-01:00 ... 167 = Sunday 23:00-24:00.
[[nodiscard]] int hour_of_week(SimTime t);

/// 00:00 of a civil date, or kBadInput where there is no such date (2025-02-30).
[[nodiscard]] Result<SimTime> civil_date(int year, int month_1_12, int day_1_31);

/// Reads "2025-01-06", "2025-01-06T13:05:07" (also with a blank for the T, and with up to six
/// decimals of a second). Nothing may follow. kBadInput says what was found.
[[nodiscard]] Result<SimTime> parse_time(std::string_view text);

/// "2025-01-06T13:05:07", with ".250000" only where there is a fraction of a second.
[[nodiscard]] std::string to_string(SimTime t);

/// For people, two significant units: "48 s", "2 min 05 s", "7.1 h", "22.5 d". Not for machines.
[[nodiscard]] std::string human(Duration d);

}  // namespace hotline
