// sim/scenario/conditions_plan.cpp: [busyness], [holidays], [surge.*]
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "sim/scenario/parts.hpp"

namespace hotline::sim {
namespace {

constexpr std::size_t kMaxDates = 10'000;
constexpr double kMaxFactor = 1000;

std::vector<CategoryId> read_some(const Table& table, const Scenario& scenario) {
  std::vector<CategoryId> out;
  for (const std::size_t index :
       table.references("categories", "category", names_of(scenario.categories))) {
    out.push_back(CategoryId{static_cast<std::uint32_t>(index)});
  }
  return out;
}

/// Dates, or instants, in order of time.
std::vector<SimTime> read_dates(const Table& table, std::string_view key) {
  std::vector<SimTime> out;
  const auto dates = table.figures(key);
  if (dates.size() > kMaxDates) {
    table.fail_at(key, "found more than 10000 dates");
    return out;
  }
  for (const auto& [at, text] : dates) {
    const Result<SimTime> date = parse_time(text);
    if (!date) {
      table.fail_at(at, key, "found '" + printable(text) + "', expected a date like 2025-12-25");
      return out;
    }
    out.push_back(*date);
  }
  std::sort(out.begin(), out.end());
  return out;
}

Busyness read_factor(const Table& table) {
  constexpr std::array<std::string_view, 2> kLaws{"lognormal", "gamma"};
  Busyness out;
  out.gamma = table.choice("law", kLaws).value_or(0) == 1;
  if (table.has("shape")) {
    if (!out.gamma || table.has("cv")) {
      table.fail_at("shape", "found it, allowed with law = \"gamma\" and without cv");
    }
    out.cv = 1 / std::sqrt(table.number("shape", 0.01, 10'000).value_or(1));
  } else {
    out.cv = table.number("cv", 0, 5).value_or(0);
  }
  if (out.gamma && out.cv > 0) {
    out.cv = std::clamp(out.cv, 0.011, 9.9);
  }
  out.autocorrelation = table.number("autocorrelation", 0, 0.999).value_or(0);
  return out;
}

SurgeWave read_wave(const Table& table, const Scenario& scenario) {
  SurgeWave wave;
  wave.categories = read_some(table, scenario);
  SurgeShape& shape = wave.shape;
  shape.suppression = table.number("suppression", 0, kMaxFactor).value_or(1);
  shape.suppressed = table.duration("suppressed").value_or(Duration{0});
  shape.peak = table.number("peak", 0, kMaxFactor).value_or(1);
  shape.hold = table.duration("hold").value_or(Duration{0});
  shape.half_life = table.duration("half_life").value_or(Duration{0});
  if (shape.suppressed + shape.hold + shape.half_life == Duration{0}) {
    table.fail("found a surge without length, expected suppressed, hold or half_life");
  }
  return wave;
}

std::array<double, 12> read_season(const Table& table) {
  std::array<double, 12> out{};
  out.fill(1);
  if (const std::optional<std::vector<double>> month = table.numbers("month", 12)) {
    const double sum = std::accumulate(month->begin(), month->end(), 0.0);
    if (!(sum > 0)) {
      table.fail_at("month", "found a season of zeros, expected one number above 0 at least");
      return out;
    }
    std::transform(month->begin(), month->end(), out.begin(),
                   [sum](double value) { return value / sum * 12; });
  }
  return out;
}

void read_surges(const Table& root, Scenario& scenario) {
  for (const auto& [name, table] : root.named("surge", "surge.*")) {
    Surge surge;
    surge.name = name;
    surge.at = read_dates(table, "at");
    surge.per_year = table.number("per_year", 0, 1000).value_or(0);
    surge.month = read_season(table);
    if (!surge.at.empty() && surge.at.front() < scenario.start) {
      table.fail_at("at", "found an onset before the run starts, allowed from there on");
    }
    if (surge.at.empty() && surge.per_year == 0) {
      table.fail("found a surge that never comes, expected at or per_year");
    }
    surge.waves.push_back(read_wave(table, scenario));
    for (const Table& after : table.list("aftershocks", "surge.*.aftershocks")) {
      after.need({"delay"});
      surge.waves.push_back(read_wave(after, scenario));
      surge.waves.back().delay = after.duration("delay").value_or(Duration{0});
    }
    scenario.surges.push_back(std::move(surge));
  }
}

void read_public_holidays(const Table& table, Scenario& scenario) {
  constexpr std::array<std::string_view, 7> kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  table.need({"dates"});
  for (const SimTime date : read_dates(table, "dates")) {
    scenario.holidays.days.push_back(day_number(date));
  }
  if (const std::optional<std::size_t> day = table.choice("weekday", kDays)) {
    scenario.holidays.weekday = static_cast<int>(*day);
  }
  scenario.holidays.factor = table.number("factor", 0, kMaxFactor).value_or(1);
}

}  // namespace

void read_conditions(const Table& root, Scenario& scenario) {
  if (const std::optional<Table> busyness = root.table("busyness", "busyness")) {
    scenario.busyness = read_factor(*busyness);
    for (const Table& group : busyness->list("groups", "busyness.groups")) {
      group.need({"categories"});
      scenario.busyness_groups.push_back(
          BusynessGroup{read_factor(group), read_some(group, scenario)});
    }
  }
  if (const std::optional<Table> holidays = root.table("holidays", "holidays")) {
    read_public_holidays(*holidays, scenario);
  }
  read_surges(root, scenario);
}

}  // namespace hotline::sim
