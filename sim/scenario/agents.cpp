// sim/scenario/agents.cpp: [group.*]
#include <algorithm>
#include <array>
#include <cmath>

#include "sim/scenario/front_office_names.hpp"
#include "sim/scenario/ids.hpp"
#include "sim/scenario/parts.hpp"
#include "sim/scenario/staffing.hpp"
#include "sim/scenario/week.hpp"

namespace hotline::sim {
namespace {

constexpr std::int64_t kMaxAgents = 100'000;

/// 24 whole numbers of agents.
std::optional<std::array<std::int64_t, 24>> read_day(const Table& table) {
  const std::optional<std::vector<double>> hours = table.numbers("agents", 24);
  if (!hours) {
    return std::nullopt;
  }
  std::array<std::int64_t, 24> agents{};
  for (std::size_t hour = 0; hour < agents.size(); ++hour) {
    const double value = hours->at(hour);
    if (value > kMaxAgents || value != std::floor(value)) {
      table.fail_at("agents", "found a number that is not whole or above 100000");
      return std::nullopt;
    }
    agents.at(hour) = static_cast<std::int64_t>(value);
  }
  return agents;
}

/// hourly = [{ days = "Mon-Fri", agents = [24 numbers] }, ...]
std::vector<Shift> read_hourly(const Table& group) {
  std::array<std::int64_t, 168> week{};
  std::array<bool, 7> stated{};
  for (const Table& table : group.list("hourly", "group.*.hourly")) {
    table.need({"days", "agents"});
    const std::optional<std::array<bool, 7>> days = read_days(table);
    const std::optional<std::array<std::int64_t, 24>> agents = read_day(table);
    for (std::size_t day = 0; days && agents && day < 7; ++day) {
      if (!days->at(day)) {
        continue;
      }
      if (stated.at(day)) {
        table.fail_at("days", "found a day that is stated above");
      }
      stated.at(day) = true;
      std::copy(agents->begin(), agents->end(),
                week.begin() + static_cast<std::ptrdiff_t>(day) * 24);
    }
  }
  return shifts_of(week);
}

void read_staffing(const Table& table, AgentGroup& group) {
  const std::string_view key = table.one_of({"agents", "hourly", "shifts", "plan"});
  if (key == "hourly") {
    group.shifts = read_hourly(table);
  } else if (key == "shifts") {
    group.shifts = read_shifts(table, "group.*.shifts", "agents", kMaxAgents);
  } else if (key == "plan") {
    group.plan = read_plan(table, "group.*.plan", "agents", kMaxAgents);
  } else {
    const std::int64_t agents = table.integer("agents", 0, kMaxAgents).value_or(0);
    group.shifts = {Shift{Duration{0}, kWeek, agents}};
  }
  group.shrinkage = table.share("shrinkage").value_or(0);
  for (const std::string_view with_shifts : {"absence", "late", "breaks"}) {
    if (table.has(with_shifts) && key != "shifts" && key != "hourly") {
      table.fail_at(with_shifts, "found without shifts, allowed with shifts or hourly");
    }
  }
  group.absence = table.share("absence").value_or(0);
  group.late = table.law("late");
  for (const Table& pause : table.list("breaks", "group.*.breaks")) {
    pause.need({"after", "length"});
    group.breaks.push_back(Break{pause.duration("after").value_or(Duration{0}),
                                 pause.duration("length", Duration{1}).value_or(kMinute),
                                 pause.duration("window").value_or(Duration{0})});
  }
}

/// The queues of a group, or the channels whose queues it serves.
void read_served(const Table& table, const FrontOfficeNames& names, const Scenario& scenario,
                 AgentGroup& group) {
  if (table.one_of({"channels", "queues"}) == "queues") {
    for (const std::size_t queue : table.references("queues", "queue", names.queues)) {
      group.queues.push_back(static_cast<std::uint32_t>(queue));
    }
  } else {
    for (const std::size_t channel : table.references("channels", "channel", names.channels)) {
      if (!scenario.channels.at(channel).has_agents()) {
        table.fail_at("channels", "found the direct channel '" + names.channels[channel] +
                                      "', allowed those with agents");
      }
      group.channels.push_back(ChannelId{static_cast<std::uint32_t>(channel)});
    }
  }
  if (group.channels.empty() && group.queues.empty() && !table.has("queues") &&
      table.has("channels")) {
    table.fail("found no channel that the group serves, expected one at least");
  }
}

}  // namespace

void read_groups(const Table& root, Scenario& scenario) {
  constexpr std::array<std::string_view, 3> kShiftEnds{"finish", "hand-back", "hand-back-fresh"};
  const FrontOfficeNames names = front_office_names(root, scenario);
  for (const auto& [name, table] : root.named("group", "group.*")) {
    AgentGroup group;
    group.name = name;
    read_served(table, names, scenario, group);
    read_staffing(table, group);
    group.policy = read_selection(table, "policy");
    for (const Table& reserve : table.list("reserve", "group.*.reserve")) {
      reserve.need({"queue", "agents"});
      const std::size_t queue = reserve.reference("queue", "queue", names.queues).value_or(0);
      group.reserves.push_back(Reserve{static_cast<std::uint32_t>(queue),
                                       reserve.integer("agents", 0, kMaxAgents).value_or(0)});
    }
    group.weight = table.number("weight", 0, 1e9).value_or(1);
    group.at_shift_end = static_cast<ShiftEnd>(table.choice("shift_end", kShiftEnds).value_or(0));
    read_side_work(table, group);
    if (const std::optional<Table> several = table.table("concurrency", "group.*.concurrency")) {
      group.concurrency = read_concurrency(*several);
    }
    group.calendar = table.reference("calendar", "calendar", scenario.calendar_names).value_or(0);
    group.home = ids<DistrictId>(table, "home", "district", names.districts);
    scenario.groups.push_back(std::move(group));
  }
}

}  // namespace hotline::sim
