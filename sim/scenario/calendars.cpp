// sim/scenario/calendars.cpp: [calendar.*]
#include "sim/scenario/parts.hpp"
#include "sim/scenario/week.hpp"

namespace hotline::sim {
namespace {

/// More openings or holidays than any office has.
constexpr std::size_t kMaxEntries = 500;

std::vector<Calendar::Interval> read_openings(const Table& table) {
  std::vector<Calendar::Interval> week;
  const auto openings = table.figures("open");
  if (openings.size() > kMaxEntries) {
    table.fail_at("open", "found more than 500 openings");
    return week;
  }
  for (const auto& [at, text] : openings) {
    const Result<std::vector<Calendar::Interval>> opening = parse_opening(text);
    if (!opening) {
      table.fail_at(at, "open", "found '" + printable(text) + "', " + opening.error().message);
      return week;
    }
    week.insert(week.end(), opening->begin(), opening->end());
    const Result<Calendar> so_far = Calendar::create(week, {});
    if (!so_far) {
      table.fail_at(at, "open", "found '" + printable(text) + "', " + so_far.error().message);
      return week;
    }
  }
  return week;
}

std::vector<std::int64_t> read_holidays(const Table& table) {
  std::vector<std::int64_t> holidays;
  const auto dates = table.figures("holidays");
  if (dates.size() > kMaxEntries) {
    table.fail_at("holidays", "found more than 500 holidays");
    return holidays;
  }
  for (const auto& [at, text] : dates) {
    const Result<SimTime> date = parse_time(text);
    if (!date || *date != start_of_day(*date)) {
      table.fail_at(at, "holidays",
                    "found '" + printable(text) + "', expected a date like 2025-12-25");
    } else {
      holidays.push_back(day_number(*date));
    }
  }
  return holidays;
}

}  // namespace

void read_calendars(const Table& root, Scenario& scenario) {
  scenario.calendars.emplace_back();
  scenario.calendar_names.emplace_back("always");
  for (const auto& [name, table] : root.named("calendar", "calendar.*")) {
    if (name == "always") {
      table.fail("found a calendar 'always', which is there already: open at all times");
    }
    table.need({"open"});
    const Result<Calendar> calendar = Calendar::create(read_openings(table), read_holidays(table));
    if (!calendar) {
      table.fail(calendar.error().message);
    }
    scenario.calendars.push_back(calendar.value_or(Calendar()));
    scenario.calendar_names.push_back(name);
  }
}

}  // namespace hotline::sim
