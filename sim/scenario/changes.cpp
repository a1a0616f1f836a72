// [[change]]: what changes while the run goes on.
#include <algorithm>
#include <array>

#include "sim/scenario/front_office_names.hpp"
#include "sim/scenario/parts.hpp"

namespace hotline::sim {
namespace {

constexpr std::int64_t kMostMore = 1'000'000;
constexpr std::int64_t kMostWaiting = 1'000'000'000;

/// What changes may refer to.
struct ChangeNames {
  std::vector<std::string> groups;
  std::vector<std::string> queues;
  std::vector<std::string> agencies;
};

/// The list under `key`; other lists may not stand there.
std::vector<std::uint32_t> read_where(const Table& table, std::string_view key,
                                      std::string_view what, std::span<const std::string> names) {
  for (const std::string_view other : {"groups", "queues", "agencies"}) {
    if (other != key && table.has(other)) {
      table.fail_at(
          other, "found where " + std::string(key) + " are changed, allowed " + std::string(key));
    }
  }
  std::vector<std::uint32_t> where;
  if (table.has(key)) {
    for (const std::size_t position : table.references(key, what, names)) {
      where.push_back(static_cast<std::uint32_t>(position));
    }
  }
  return where;
}

template <class Change, class Policy>
std::optional<Intervention> with_policy(const std::optional<Policy>& policy,
                                        const std::vector<std::uint32_t>& where) {
  return policy ? std::optional<Intervention>(Change{where, *policy}) : std::nullopt;
}

std::optional<Intervention> read_intervention(const Table& table, const ChangeNames& names) {
  const std::string_view key = table.one_of(
      {"contact_policy", "contact_routing", "agents", "ticket_policy", "unit_routing", "crews"});
  if (key == "contact_routing") {
    return with_policy<ContactRoutingChange>(read_routing(table, key),
                                             read_where(table, "queues", "queue", names.queues));
  }
  if (key == "contact_policy" || key == "agents") {
    const auto where = read_where(table, "groups", "group", names.groups);
    if (key == "contact_policy") {
      return with_policy<ContactPolicyChange>(read_selection(table, key), where);
    }
    table.need({"groups"});
    return AgentsChange{where, table.integer(key, -kMostMore, kMostMore).value_or(0)};
  }
  const auto where = read_where(table, "agencies", "agency", names.agencies);
  if (key == "ticket_policy") {
    return with_policy<TicketPolicyChange>(read_selection(table, key), where);
  }
  if (key == "unit_routing") {
    return with_policy<UnitRoutingChange>(read_routing(table, key), where);
  }
  if (key == "crews") {
    table.need({"agencies"});
    return CrewsChange{where, table.integer(key, -kMostMore, kMostMore).value_or(0)};
  }
  return std::nullopt;
}

/// From which value on it holds, and up to which it is over: by default, below the first.
void read_bounds(const Table& table, ChangeCondition& condition) {
  const bool length = table.one_of({"from_length", "from_estimate"}) == "from_length";
  const std::string_view until = length ? "until_length" : "until_estimate";
  const std::string_view wrong = length ? "until_estimate" : "until_length";
  if (table.has(wrong)) {
    table.fail_at(wrong, "found beside a bound of another kind, allowed " + std::string(until));
  }
  if (length) {
    condition.from = table.integer("from_length", 1, kMostWaiting).value_or(1);
    condition.until = table.integer(until, 0, kMostWaiting).value_or(condition.from - 1);
  } else {
    condition.what = ChangeCondition::What::kEstimate;
    condition.from = table.duration("from_estimate", Duration{1}).value_or(Duration{1}).count();
    condition.until = table.duration(until).value_or(Duration{condition.from - 1}).count();
  }
  if (condition.until >= condition.from) {
    table.fail_at(until, "found a bound that is not below the first, allowed lower ones");
  }
}

ChangeCondition read_condition(const Table& table, const ChangeNames& names) {
  constexpr std::array<std::string_view, 3> kHappens{"once", "each-time", "while"};
  ChangeCondition condition;
  const bool queue = table.one_of({"queue", "agency"}) == "queue";
  condition.of = queue ? ChangeCondition::Of::kQueue : ChangeCondition::Of::kAgency;
  const std::optional<std::size_t> place =
      queue ? table.reference("queue", "queue", names.queues)
            : table.reference("agency", "agency", names.agencies);
  condition.place = static_cast<std::uint32_t>(place.value_or(0));
  read_bounds(table, condition);
  condition.lasting = table.duration("for").value_or(Duration{0});
  condition.happens =
      static_cast<ChangeCondition::Happens>(table.choice("happens", kHappens).value_or(0));
  return condition;
}

}  // namespace

void read_changes(const Table& root, Scenario& scenario) {
  const FrontOfficeNames front = front_office_names(root, scenario);
  const ChangeNames names{front.groups, front.queues, names_of(scenario.agencies)};
  for (const Table& table : root.list("change", "change")) {
    const std::optional<Table> when = table.table("when", "change.when");
    if (!when) {
      table.need({"at"});
    }
    const Duration at = table.duration("at").value_or(Duration{0});
    std::optional<ChangeCondition> condition;
    if (when) {
      condition = read_condition(*when, names);
    }
    if (auto what = read_intervention(table, names)) {
      scenario.changes.push_back(PlannedChange{at, *std::move(what), condition});
    }
  }
  std::stable_sort(scenario.changes.begin(), scenario.changes.end(),
                   [](const PlannedChange& a, const PlannedChange& b) { return a.at < b.at; });
}

}  // namespace hotline::sim
