#include "monitor/exports/timestamp.hpp"

#include <cstddef>

namespace hotline::monitor {
namespace {

/// Takes a number of `least` to `most` digits from the front; -1 where there is none.
int take_number(std::string_view& text, std::size_t least, std::size_t most) {
  int value = 0;
  std::size_t digits = 0;
  while (digits < most && digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
    value = value * 10 + (text[digits] - '0');
    ++digits;
  }
  if (digits < least) {
    return -1;
  }
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

std::optional<SimTime> date_or_none(int year, int month_1_12, int day) {
  if (year < 0 || month_1_12 < 0 || day < 0) {
    return std::nullopt;
  }
  const Result<SimTime> date = civil_date(year, month_1_12, day);
  return date ? std::optional<SimTime>(*date) : std::nullopt;
}

struct Clock {
  int hour = 0;
  int minute = 0;
  int second = 0;
};

/// "4:45" or "04:45:18" from the front of `text`; empty where it is malformed.
std::optional<Clock> take_clock(std::string_view& text) {
  Clock clock;
  clock.hour = take_number(text, 1, 2);
  if (clock.hour < 0 || clock.hour > 23 || !take(text, ':')) {
    return std::nullopt;
  }
  clock.minute = take_number(text, 2, 2);
  if (take(text, ':')) {
    clock.second = take_number(text, 2, 2);
  }
  const bool good =
      clock.minute >= 0 && clock.minute <= 59 && clock.second >= 0 && clock.second <= 59;
  return good ? std::optional<Clock>(clock) : std::nullopt;
}

Duration since_midnight(const Clock& clock) {
  return clock.hour * kHour + clock.minute * kMinute + clock.second * kSecond;
}

/// 12:00 AM is midnight, 12:00 PM is noon, and there is no 0 or 13 o'clock.
bool apply_half_of_day(Clock& clock, std::string_view half) {
  const bool am = half == "AM" || half == "am";
  const bool pm = half == "PM" || half == "pm";
  if ((!am && !pm) || clock.hour < 1 || clock.hour > 12) {
    return false;
  }
  clock.hour = clock.hour % 12 + (pm ? 12 : 0);
  return true;
}

std::optional<Timestamp> parse_portal(std::string_view text) {
  const int month_1_12 = take_number(text, 1, 2);
  const bool slash1 = take(text, '/');
  const int day = take_number(text, 1, 2);
  const bool slash2 = take(text, '/');
  const int year = take_number(text, 4, 4);
  const std::optional<SimTime> date = date_or_none(year, month_1_12, day);
  if (!slash1 || !slash2 || !date) {
    return std::nullopt;
  }
  if (text.empty()) {
    return Timestamp{*date};
  }
  if (!take(text, ' ')) {
    return std::nullopt;
  }
  std::optional<Clock> clock = take_clock(text);
  if (!clock) {
    return std::nullopt;
  }
  if (!text.empty() && (!take(text, ' ') || !apply_half_of_day(*clock, text))) {
    return std::nullopt;
  }
  return Timestamp{*date + since_midnight(*clock)};
}

int year_of(SimTime at) {
  const std::chrono::sys_days day{
      std::chrono::days(static_cast<std::chrono::days::rep>(day_number(at)))};
  return static_cast<int>(std::chrono::year_month_day(day).year());
}

}  // namespace

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  if (text.substr(0, 3).find('/') != std::string_view::npos) {
    return parse_portal(text);
  }
  Timestamp stamp;
  if (text.size() > 11 && text.ends_with('Z')) {  // more than a date and a Z
    stamp.marked_utc = true;
    text.remove_suffix(1);
  }
  const Result<SimTime> at = parse_time(text);
  if (!at) {
    return std::nullopt;
  }
  stamp.at = *at;
  return stamp;
}

bool believable(SimTime at) {
  const int year = year_of(at);
  return year >= kFirstYear && year <= kLastYear;
}

bool is_placeholder(SimTime at) {
  return year_of(at) == 1900;
}

std::optional<Duration> parse_clock(std::string_view text) {
  const std::size_t colons_need = text.size() >= 7 ? text.size() - 3 : std::string_view::npos;
  if (colons_need == std::string_view::npos || text[colons_need] != ':') {
    return std::nullopt;
  }
  const std::optional<Clock> clock = take_clock(text);
  if (!clock || !text.empty()) {
    return std::nullopt;
  }
  return since_midnight(*clock);
}

std::optional<SimTime> parse_yymmdd(std::string_view text) {
  if (text.size() != 6) {
    return std::nullopt;
  }
  const int year = take_number(text, 2, 2);
  const int month_1_12 = take_number(text, 2, 2);
  const int day = take_number(text, 2, 2);
  return date_or_none(year < 0 ? year : year + (year >= 70 ? 1900 : 2000), month_1_12, day);
}

}  // namespace hotline::monitor
