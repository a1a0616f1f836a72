// [[change]]: what changes while the run goes on.
#include <algorithm>

#include "sim/scenario/front_office_names.hpp"
#include "sim/scenario/parts.hpp"

namespace hotline::sim {
namespace {

constexpr std::int64_t kMostMore = 1'000'000;

/// The list under `key`; the other list may not stand there.
std::vector<std::uint32_t> read_where(const Table& table, std::string_view key,
                                      std::string_view what, std::span<const std::string> names) {
  const std::string_view other = key == "groups" ? "queues" : "groups";
  if (table.has(other)) {
    table.fail_at(other,
                  "found where " + std::string(key) + " are changed, allowed " + std::string(key));
  }
  std::vector<std::uint32_t> where;
  if (table.has(key)) {
    for (const std::size_t position : table.references(key, what, names)) {
      where.push_back(static_cast<std::uint32_t>(position));
    }
  }
  return where;
}

std::optional<Intervention> read_intervention(const Table& table, const FrontOfficeNames& names) {
  const std::string_view key = table.one_of({"contact_policy", "contact_routing", "agents"});
  if (key == "agents") {
    table.need({"groups"});
    return AgentsChange{read_where(table, "groups", "group", names.groups),
                        table.integer(key, -kMostMore, kMostMore).value_or(0)};
  }
  if (key == "contact_policy") {
    if (const std::optional<Selection> policy = read_selection(table, key)) {
      return ContactPolicyChange{read_where(table, "groups", "group", names.groups), *policy};
    }
  } else if (key == "contact_routing") {
    if (const std::optional<Routing> policy = read_routing(table, key)) {
      return ContactRoutingChange{read_where(table, "queues", "queue", names.queues), *policy};
    }
  }
  return std::nullopt;
}

}  // namespace

void read_changes(const Table& root, Scenario& scenario) {
  const FrontOfficeNames names = front_office_names(root, scenario);
  for (const Table& table : root.list("change", "change")) {
    table.need({"at"});
    const Duration at = table.duration("at").value_or(Duration{0});
    if (auto what = read_intervention(table, names)) {
      scenario.changes.push_back(PlannedChange{at, *std::move(what)});
    }
  }
  std::stable_sort(scenario.changes.begin(), scenario.changes.end(),
                   [](const PlannedChange& a, const PlannedChange& b) { return a.at < b.at; });
}

}  // namespace hotline::sim
