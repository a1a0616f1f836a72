// sim/scenario/front_office.cpp: [channel.*], [group.*]
#include <algorithm>
#include <array>
#include <cmath>

#include "sim/scenario/parts.hpp"
#include "sim/scenario/week.hpp"

namespace hotline::sim {
namespace {

constexpr std::int64_t kMaxAgents = 100'000;
constexpr std::int64_t kMaxLines = 1'000'000;
constexpr std::int64_t kMaxPriority = 1000;
constexpr std::int64_t kMaxAttempts = 100;

void read_live(const Table& table, Channel& channel) {
  if (table.has("entry")) {
    table.fail_at("entry", "found on a live channel, allowed on a direct one");
  }
  channel.lines = table.integer("lines", 1, kMaxLines);
  channel.patience = table.law("patience");
  channel.redial_probability = table.share("redial_probability").value_or(0);
  channel.redial_delay = table.law("redial_delay").value_or(kAtOnce);
  channel.max_attempts =
      static_cast<std::uint32_t>(table.integer("max_attempts", 1, kMaxAttempts).value_or(1));
  channel.answer_target = table.duration("answer_target").value_or(Duration{0});
  if (channel.redial_probability > 0) {
    table.need({"redial_delay", "max_attempts"});
  }
}

void read_direct(const Table& table, Channel& channel) {
  for (const std::string_view key : {"lines", "patience", "redial_probability", "redial_delay",
                                     "max_attempts", "answer_target"}) {
    if (table.has(key)) {
      table.fail_at(key, "found on a direct channel, allowed on a live one");
    }
  }
  table.need({"entry"});
  channel.entry = table.law("entry").value_or(kAtOnce);
}

std::optional<std::array<bool, 7>> read_days(const Table& table) {
  const std::string text = table.text("days").value_or("");
  const Result<std::array<bool, 7>> days = parse_days(text);
  if (!days) {
    table.fail_at("days", "found '" + printable(text) + "', " + days.error().message);
    return std::nullopt;
  }
  return *days;
}

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

Duration read_clock(const Table& table, std::string_view key) {
  const std::string text = table.text(key).value_or("");
  const Result<Duration> time = parse_clock(text);
  if (!time) {
    table.fail_at(key, "found '" + printable(text) + "', " + time.error().message);
  }
  return time.value_or(Duration{0});
}

/// A shift over midnight ends on the next day; one over Sunday's midnight is cut in two.
void append_shift(Duration from, Duration to, std::int64_t agents, std::vector<Shift>& shifts) {
  shifts.push_back(Shift{from, std::min(to, kWeek), agents});
  if (to > kWeek) {
    shifts.push_back(Shift{Duration{0}, to - kWeek, agents});
  }
}

std::vector<Shift> read_shifts(const Table& group) {
  std::vector<Shift> shifts;
  for (const Table& table : group.list("shifts", "group.*.shifts")) {
    table.need({"days", "from", "to", "agents"});
    const std::optional<std::array<bool, 7>> days = read_days(table);
    const Duration from = read_clock(table, "from");
    const Duration to = read_clock(table, "to");
    const std::int64_t agents = table.integer("agents", 0, kMaxAgents).value_or(0);
    if (!days) {
      break;
    }
    if (from == to || from == kDay) {
      table.fail_at("to", "found an empty shift, allowed an end that differs from the beginning");
    }
    for (int day = 0; day < 7; ++day) {
      if (days->at(static_cast<std::size_t>(day))) {
        append_shift(day * kDay + from, (to > from ? day : day + 1) * kDay + to, agents, shifts);
      }
    }
  }
  return shifts;
}

std::vector<Shift> read_staffing(const Table& group) {
  const std::string_view key = group.one_of({"agents", "hourly", "shifts"});
  if (key == "hourly") {
    return read_hourly(group);
  }
  if (key == "shifts") {
    return read_shifts(group);
  }
  const std::int64_t agents = group.integer("agents", 0, kMaxAgents).value_or(0);
  return {Shift{Duration{0}, kWeek, agents}};
}

std::vector<ChannelId> read_served(const Table& group, const Scenario& scenario) {
  const std::vector<std::string> names = names_of(scenario.channels);
  const std::vector<std::string_view> known(names.begin(), names.end());
  std::vector<ChannelId> served;
  for (const auto& [at, text] : group.texts("channels")) {
    const auto name = std::find(names.begin(), names.end(), text);
    if (name == names.end()) {
      group.fail_at(at, "channels",
                    "found the channel '" + printable(text) + "', " + allowed_names(text, known));
      continue;
    }
    const ChannelId id{static_cast<std::uint32_t>(name - names.begin())};
    if (scenario.channels.at(id.index()).kind != Channel::Kind::kLive) {
      group.fail_at(at, "channels", "found the direct channel '" + *name + "', allowed live ones");
    }
    if (std::find(served.begin(), served.end(), id) != served.end()) {
      group.fail_at(at, "channels", "found the channel '" + *name + "' a second time");
    }
    served.push_back(id);
  }
  return served;
}

bool is_served(const Scenario& scenario, std::size_t channel) {
  return std::any_of(scenario.groups.begin(), scenario.groups.end(), [&](const AgentGroup& group) {
    return std::any_of(group.channels.begin(), group.channels.end(),
                       [&](ChannelId id) { return id.index() == channel; });
  });
}

}  // namespace

void read_channels(const Table& root, Scenario& scenario) {
  constexpr std::array<std::string_view, 2> kKinds{"live", "direct"};
  root.need({"channel"});
  for (const auto& [name, table] : root.named("channel", "channel.*")) {
    Channel channel;
    channel.name = name;
    channel.kind = table.choice("kind", kKinds).value_or(0) == 0 ? Channel::Kind::kLive
                                                                 : Channel::Kind::kDirect;
    channel.priority = static_cast<int>(table.integer("priority", 0, kMaxPriority).value_or(0));
    channel.entry = kAtOnce;
    channel.redial_delay = kAtOnce;
    table.need({"kind"});
    if (channel.kind == Channel::Kind::kLive) {
      read_live(table, channel);
    } else {
      read_direct(table, channel);
    }
    scenario.channels.push_back(std::move(channel));
  }
  if (scenario.channels.empty()) {
    root.fail_at("channel", "found no channel, expected one at least");
  }
}

void read_groups(const Table& root, Scenario& scenario) {
  for (const auto& [name, table] : root.named("group", "group.*")) {
    table.need({"channels"});
    AgentGroup group;
    group.name = name;
    group.channels = read_served(table, scenario);
    group.shifts = read_staffing(table);
    if (group.channels.empty()) {
      table.fail("found no channel that the group serves, expected one at least");
    }
    scenario.groups.push_back(std::move(group));
  }
  for (std::size_t i = 0; i < scenario.channels.size(); ++i) {
    const Channel& channel = scenario.channels[i];
    if (channel.kind == Channel::Kind::kLive && !is_served(scenario, i)) {
      root.fail_at("group", "the live channel '" + channel.name + "' is served by no group");
    }
  }
}

}  // namespace hotline::sim
