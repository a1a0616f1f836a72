#include "core/base/time.hpp"

#include <array>
#include <cmath>
#include <cstdio>

#include "core/base/contract.hpp"

namespace hotline {
namespace {

constexpr std::int64_t kMicrosPerDay = kDay.count();

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  const std::int64_t q = a / b;
  return (a % b != 0 && (a < 0) != (b < 0)) ? q - 1 : q;
}

std::int64_t micros_of_day(SimTime t) {
  return t.time_since_epoch().count() - day_number(t) * kMicrosPerDay;
}

std::chrono::year_month_day date_of(SimTime t) {
  return {std::chrono::sys_days(std::chrono::days(static_cast<int>(day_number(t))))};
}

/// Reads fixed-width digits from the front of `text`; -1 where they are not digits.
int take_digits(std::string_view& text, std::size_t width) {
  if (text.size() < width) {
    return -1;
  }
  int value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    if (text[i] < '0' || text[i] > '9') {
      return -1;
    }
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

/// "13:05:07" with up to six decimals; the whole rest of the text. Negative where malformed.
std::int64_t micros_from_clock(std::string_view rest) {
  const int hour = take_digits(rest, 2);
  const bool colon1 = take(rest, ':');
  const int minute = take_digits(rest, 2);
  const bool colon2 = take(rest, ':');
  const int second = take_digits(rest, 2);
  if (!colon1 || !colon2 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
      second > 59) {
    return -1;
  }
  std::int64_t micros = ((hour * 60LL + minute) * 60 + second) * 1'000'000;
  if (take(rest, '.')) {
    std::int64_t unit = 100'000;
    if (rest.empty() || rest.size() > 6) {
      return -1;
    }
    for (; !rest.empty(); unit /= 10) {
      const int digit = take_digits(rest, 1);
      if (digit < 0) {
        return -1;
      }
      micros += digit * unit;
    }
  }
  return rest.empty() ? micros : -1;
}

}  // namespace

Duration from_seconds(double seconds) {
  HOTLINE_REQUIRE(std::fabs(seconds) <= 1e12);
  return Duration(std::llround(seconds * 1e6));
}

std::int64_t day_number(SimTime t) {
  return floor_div(t.time_since_epoch().count(), kMicrosPerDay);
}

SimTime start_of_day(SimTime t) {
  return SimTime(Duration(day_number(t) * kMicrosPerDay));
}

int hour_of_day(SimTime t) {
  return static_cast<int>(micros_of_day(t) / kHour.count());
}

int weekday(SimTime t) {
  const std::int64_t since_monday = day_number(t) + 3;  // 1970-01-01 was a Thursday
  return static_cast<int>(since_monday - floor_div(since_monday, 7) * 7);
}

int month(SimTime t) {
  return static_cast<int>(static_cast<unsigned>(date_of(t).month())) - 1;
}

int hour_of_week(SimTime t) {
  return weekday(t) * 24 + hour_of_day(t);
}

Result<SimTime> civil_date(int year, int month_1_12, int day_1_31) {
  if (month_1_12 < 1 || month_1_12 > 12 || day_1_31 < 1 || day_1_31 > 31) {
    return bad_input("no such date");  // std::chrono keeps these in a byte
  }
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month_1_12)),
                                         std::chrono::day(static_cast<unsigned>(day_1_31))};
  if (year < 1 || year > 9999 || !date.ok()) {
    return bad_input("no such date");
  }
  const auto days = std::chrono::sys_days(date).time_since_epoch().count();
  return SimTime(Duration(days * kMicrosPerDay));
}

Result<SimTime> parse_time(std::string_view text) {
  const auto refuse = [text] {
    return bad_input("found '" + std::string(text) +
                     "', expected a date like 2025-01-06 or 2025-01-06T13:05:07");
  };
  std::string_view rest = text;
  const int year = take_digits(rest, 4);
  const bool dash1 = take(rest, '-');
  const int month_1_12 = take_digits(rest, 2);
  const bool dash2 = take(rest, '-');
  const int day = take_digits(rest, 2);
  if (!dash1 || !dash2 || year < 0 || month_1_12 < 0 || day < 0) {
    return refuse();
  }
  const Result<SimTime> date = civil_date(year, month_1_12, day);
  if (!date) {
    return refuse();
  }
  if (rest.empty()) {
    return *date;
  }
  if (!take(rest, 'T') && !take(rest, ' ')) {
    return refuse();
  }
  const std::int64_t micros = micros_from_clock(rest);
  if (micros < 0) {
    return refuse();
  }
  return *date + Duration(micros);
}

std::string to_string(SimTime t) {
  const auto date = date_of(t);
  const std::int64_t micros = micros_of_day(t);
  const auto seconds = static_cast<int>(micros / 1'000'000);
  const auto fraction = static_cast<int>(micros % 1'000'000);
  std::array<char, 48> text{};
  int length = std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d",
                             static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                             static_cast<unsigned>(date.day()), seconds / 3600, seconds / 60 % 60,
                             seconds % 60);
  if (fraction != 0) {
    length += std::snprintf(text.data() + length, text.size() - static_cast<std::size_t>(length),
                            ".%06d", fraction);
  }
  return {text.data(), static_cast<std::size_t>(length)};
}

std::string human(Duration d) {
  std::array<char, 48> text{};
  const double s = to_seconds(d);
  const double size = std::fabs(s);
  int length = 0;
  if (size < 9.95) {
    length = std::snprintf(text.data(), text.size(), "%.1f s", s);
  } else if (size < 119.5) {
    length = std::snprintf(text.data(), text.size(), "%.0f s", s);
  } else if (size < 3570) {
    const auto whole = static_cast<long>(std::lround(size));
    length = std::snprintf(text.data(), text.size(), "%s%ld min %02ld s", s < 0 ? "-" : "",
                           whole / 60, whole % 60);
  } else if (size < 48 * 3600.0) {
    length = std::snprintf(text.data(), text.size(), "%.1f h", s / 3600);
  } else {
    length = std::snprintf(text.data(), text.size(), "%.1f d", s / 86400);
  }
  return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace hotline
