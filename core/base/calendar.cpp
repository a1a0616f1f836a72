#include "core/base/calendar.hpp"

#include <algorithm>

#include "core/base/contract.hpp"

namespace hotline {
namespace {

/// How far next_open and add look before they call it never: longer than any run of holidays.
constexpr std::int64_t kLookAheadWeeks = 58;
constexpr std::int64_t kMaxWeeks = std::int64_t{100} * 53;

SimTime start_of_week(SimTime t) {
  return start_of_day(t) - weekday(t) * kDay;
}

std::vector<Calendar::Interval> split_at_midnight(const std::vector<Calendar::Interval>& week) {
  std::vector<Calendar::Interval> parts;
  for (const Calendar::Interval& interval : week) {
    Duration from = interval.from;
    while (from < interval.to) {
      const Duration midnight = (from / kDay + 1) * kDay;
      const Duration to = std::min(midnight, interval.to);
      parts.push_back(Calendar::Interval{from, to});
      from = to;
    }
  }
  return parts;
}

}  // namespace

Calendar::Calendar() : week_(split_at_midnight({Interval{Duration{0}, kWeek}})) {}

Result<Calendar> Calendar::create(std::vector<Interval> week, std::vector<std::int64_t> holidays) {
  std::sort(week.begin(), week.end(),
            [](const Interval& a, const Interval& b) { return a.from < b.from; });
  Duration open{0};
  for (std::size_t i = 0; i < week.size(); ++i) {
    const Interval& interval = week[i];
    if (interval.from < Duration{0} || interval.to > kWeek || interval.from >= interval.to) {
      return bad_input("an opening interval is empty or leaves the week");
    }
    if (i > 0 && interval.from < week[i - 1].to) {
      return bad_input("two opening intervals overlap");
    }
    open += interval.to - interval.from;
  }
  if (open == Duration{0}) {
    return bad_input("the calendar is never open");
  }
  std::sort(holidays.begin(), holidays.end());
  holidays.erase(std::unique(holidays.begin(), holidays.end()), holidays.end());
  Calendar calendar;
  calendar.week_ = split_at_midnight(week);
  calendar.always_ = open == kWeek && holidays.empty();
  calendar.holidays_ = std::move(holidays);
  return calendar;
}

bool Calendar::holiday(SimTime day_start) const {
  return std::binary_search(holidays_.begin(), holidays_.end(), day_number(day_start));
}

template <class Visit>
void Calendar::for_each_open(SimTime t, Visit visit) const {
  SimTime monday = start_of_week(t);
  for (std::int64_t w = 0; w < kMaxWeeks; ++w, monday += kWeek) {
    for (const Interval& interval : week_) {
      const SimTime to = monday + interval.to;
      if (to <= t || holiday(monday + interval.from)) {
        continue;
      }
      if (!visit(std::max(t, monday + interval.from), to, w)) {
        return;
      }
    }
  }
}

bool Calendar::is_open(SimTime t) const {
  return next_open(t) == t;
}

SimTime Calendar::next_open(SimTime t) const {
  if (always_) {
    return t;
  }
  SimTime found = kNever;
  for_each_open(t, [&](SimTime from, SimTime, std::int64_t w) {
    if (w <= kLookAheadWeeks) {
      found = from;
    }
    return false;
  });
  return found;
}

SimTime Calendar::next_change(SimTime t) const {
  if (always_) {
    return kNever;
  }
  SimTime change = kNever;
  SimTime open_until = t;
  for_each_open(t, [&](SimTime from, SimTime to, std::int64_t) {
    if (from > open_until) {  // a closed stretch begins at open_until
      change = open_until > t ? open_until : from;
      return false;
    }
    open_until = to;
    // Hours without a gap last until the next holiday, or for ever.
    const bool holiday_ahead = !holidays_.empty() && day_number(open_until) <= holidays_.back();
    return holiday_ahead || open_until - t < kLookAheadWeeks * kWeek;
  });
  return change;
}

SimTime Calendar::add(SimTime t, Duration business) const {
  HOTLINE_REQUIRE(business >= Duration{0});
  if (always_ || business == Duration{0}) {
    return t + business;
  }
  Duration left = business;
  SimTime done = kNever;
  for_each_open(t, [&](SimTime from, SimTime to, std::int64_t) {
    if (to - from >= left) {
      done = from + left;
      return false;
    }
    left -= to - from;
    return true;
  });
  return done;
}

SimTime Calendar::subtract(SimTime t, Duration business) const {
  HOTLINE_REQUIRE(business >= Duration{0});
  if (always_) {
    return t - business;
  }
  if (business == Duration{0}) {
    return std::max(t, next_open(t));
  }
  Duration left = business;
  SimTime monday = start_of_week(t);
  for (std::int64_t w = 0; w < kMaxWeeks; ++w, monday -= kWeek) {
    for (auto interval = week_.rbegin(); interval != week_.rend(); ++interval) {
      const SimTime from = monday + interval->from;
      const SimTime to = std::min(t, monday + interval->to);
      if (from >= t || holiday(start_of_day(from))) {
        continue;
      }
      if (to - from >= left) {
        return to - left;
      }
      left -= to - from;
    }
  }
  return t - kMaxSpan;
}

SimTime Calendar::close_of_day(SimTime t, std::int64_t days) const {
  HOTLINE_REQUIRE(days >= 1);
  const SimTime tomorrow = start_of_day(t) + kDay;
  std::int64_t seen = 0;
  SimTime day = t;
  SimTime close = kNever;
  for_each_open(tomorrow, [&](SimTime from, SimTime to, std::int64_t) {
    if (const SimTime its_day = start_of_day(from); its_day != day) {
      if (seen == days) {
        return false;
      }
      ++seen;
      day = its_day;
    }
    close = to;
    return true;
  });
  return seen == days ? close : kNever;
}

Duration Calendar::between(SimTime from, SimTime to) const {
  HOTLINE_REQUIRE(from <= to);
  if (always_) {
    return to - from;
  }
  Duration open{0};
  for_each_open(from, [&](SimTime a, SimTime b, std::int64_t) {
    if (a >= to) {
      return false;
    }
    open += std::min(b, to) - a;
    return b < to;
  });
  return open;
}

}  // namespace hotline
