#include "sim/scenario/staffing.hpp"

#include <algorithm>

#include "sim/scenario/week.hpp"

namespace hotline::sim {

std::optional<std::array<bool, 7>> read_days(const Table& table) {
  const std::string text = table.text("days").value_or("");
  const Result<std::array<bool, 7>> days = parse_days(text);
  if (!days) {
    table.fail_at("days", "found '" + printable(text) + "', " + days.error().message);
    return std::nullopt;
  }
  return *days;
}

namespace {

constexpr std::int64_t kMaxInHand = 1000;

Duration read_clock(const Table& table, std::string_view key) {
  const std::string text = table.text(key).value_or("");
  const Result<Duration> time = parse_clock(text);
  if (!time) {
    table.fail_at(key, "found '" + printable(text) + "', " + time.error().message);
  }
  return time.value_or(Duration{0});
}

}  // namespace

std::vector<Shift> read_shifts(const Table& group, std::string_view section, std::string_view who,
                               std::int64_t most) {
  std::vector<Shift> shifts;
  for (const Table& table : group.list("shifts", section)) {
    table.need({"days", "from", "to", who});
    const std::optional<std::array<bool, 7>> days = read_days(table);
    const Duration from = read_clock(table, "from");
    const Duration to = read_clock(table, "to");
    const std::int64_t agents = table.integer(who, 0, most).value_or(0);
    if (!days) {
      break;
    }
    if (from == to || from == kDay) {
      table.fail_at("to", "found an empty shift, allowed an end that differs from the beginning");
    }
    for (int day = 0; day < 7; ++day) {
      if (days->at(static_cast<std::size_t>(day))) {
        // A shift over midnight ends on the next day.
        shifts.push_back(Shift{day * kDay + from, (to > from ? day : day + 1) * kDay + to, agents});
      }
    }
  }
  return shifts;
}

std::vector<PlanStep> read_plan(const Table& group, std::string_view section, std::string_view who,
                                std::int64_t most) {
  std::vector<PlanStep> plan;
  for (const Table& table : group.list("plan", section)) {
    table.need({"from", who});
    const Duration from = table.duration("from").value_or(Duration{0});
    if (!plan.empty() && from <= plan.back().from) {
      table.fail_at("from", "found a step that is not after the one before, allowed later ones");
    }
    plan.push_back(PlanStep{from, table.integer(who, 0, most).value_or(0)});
  }
  return plan;
}

Concurrency read_concurrency(const Table& table) {
  Concurrency rule;
  const std::optional<std::int64_t> most = table.integer("most", 1, kMaxInHand);
  rule.most = most ? static_cast<std::uint32_t>(*most) : Concurrency::kNoLimit;
  const std::string_view key = table.one_of({"speed", "full_speed"});
  if (key == "speed") {
    table.need({"most"});
    rule.speed = table.numbers("speed", static_cast<std::size_t>(most.value_or(1)))
                     .value_or(std::vector<double>{1});
    if (std::any_of(rule.speed.begin(), rule.speed.end(),
                    [](double speed) { return speed <= 0 || speed > 1; })) {
      table.fail_at("speed", "found a speed that is not above 0 and up to 1");
    }
  } else {
    rule.speed.assign(
        static_cast<std::size_t>(table.integer("full_speed", 1, kMaxInHand).value_or(1)), 1.0);
  }
  return rule;
}

}  // namespace hotline::sim
