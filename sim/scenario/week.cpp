#include "sim/scenario/week.hpp"

#include <algorithm>
#include <optional>

namespace hotline::sim {
namespace {

constexpr std::array<std::string_view, 7> kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') {
    text.remove_prefix(1);
  }
  while (!text.empty() && text.back() == ' ') {
    text.remove_suffix(1);
  }
  return text;
}

/// Takes what stands before `separator`, and the separator, from the front.
std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view before = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return trim(before);
}

std::optional<std::size_t> find_day(std::string_view name) {
  const auto* const found = std::find(kDays.begin(), kDays.end(), name);
  return found == kDays.end() ? std::nullopt
                              : std::optional(static_cast<std::size_t>(found - kDays.begin()));
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

Result<std::array<bool, 7>> parse_days(std::string_view text) {
  const auto refuse = [] {
    return bad_input(R"(expected days like "Mon-Fri" or "Mon, Wed, Sat-Sun")");
  };
  std::array<bool, 7> days{};
  do {
    std::string_view range = take_until(text, ',');
    const bool single = range.find('-') == std::string_view::npos;
    const std::optional<std::size_t> first = find_day(take_until(range, '-'));
    const std::optional<std::size_t> last = single ? first : find_day(trim(range));
    if (!first || !last || *last < *first) {
      return refuse();
    }
    for (std::size_t day = *first; day <= *last; ++day) {
      days.at(day) = true;
    }
  } while (!text.empty());
  return days;
}

Result<Duration> parse_clock(std::string_view text) {
  const auto refuse = [] { return bad_input(R"(expected a time from "00:00" to "24:00")"); };
  if (text.size() != 5 || text[2] != ':' || !is_digit(text[0]) || !is_digit(text[1]) ||
      !is_digit(text[3]) || !is_digit(text[4])) {
    return refuse();
  }
  const int hour = (text[0] - '0') * 10 + (text[1] - '0');
  const int minute = (text[3] - '0') * 10 + (text[4] - '0');
  if (minute > 59 || hour * 60 + minute > 24 * 60) {
    return refuse();
  }
  return hour * kHour + minute * kMinute;
}

Result<std::vector<Calendar::Interval>> parse_opening(std::string_view text) {
  const std::size_t gap = trim(text).rfind(' ');
  const auto refuse = [] {
    return bad_input("expected days and hours like \"Mon-Fri 09:00-17:00\"");
  };
  if (gap == std::string_view::npos) {
    return refuse();
  }
  std::string_view hours = trim(text).substr(gap + 1);
  const Result<std::array<bool, 7>> days = parse_days(trim(text).substr(0, gap));
  const Result<Duration> from = parse_clock(take_until(hours, '-'));
  const Result<Duration> to = parse_clock(hours);
  if (!days || !from || !to || *from >= *to) {
    return refuse();
  }
  std::vector<Calendar::Interval> open;
  for (int day = 0; day < 7; ++day) {
    if (days->at(static_cast<std::size_t>(day))) {
      open.push_back(Calendar::Interval{day * kDay + *from, day * kDay + *to});
    }
  }
  return open;
}

std::vector<Shift> shifts_of(const std::array<std::int64_t, 168>& agents) {
  std::vector<Shift> done;
  std::vector<Shift> on_duty;  // in the order of coming
  std::int64_t present = 0;
  const auto leave = [&](std::int64_t leaving, Duration now) {
    while (leaving > 0) {
      Shift& last = on_duty.back();
      const std::int64_t some = std::min(leaving, last.agents);
      done.push_back(Shift{last.from, now, some});
      last.agents -= some;
      leaving -= some;
      if (last.agents == 0) {
        on_duty.pop_back();
      }
    }
  };
  for (std::size_t hour = 0; hour < agents.size(); ++hour) {
    const Duration now = static_cast<std::int64_t>(hour) * kHour;
    const std::int64_t wanted = agents.at(hour);
    if (wanted > present) {
      on_duty.push_back(Shift{now, kWeek, wanted - present});
    }
    leave(present - wanted, now);
    present = wanted;
  }
  leave(present, kWeek);
  std::stable_sort(done.begin(), done.end(),
                   [](const Shift& a, const Shift& b) { return a.from < b.from; });
  return done;
}

}  // namespace hotline::sim
