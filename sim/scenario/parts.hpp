// sim/scenario/parts.hpp: the parts of a scenario, each read by one file; in this order.
#pragma once

#include "sim/scenario/reader.hpp"

namespace hotline::sim {

void read_run(const Table& root, Scenario& scenario);
void read_calendars(const Table& root, Scenario& scenario);      ///< [calendar.*]
void read_channels(const Table& root, Scenario& scenario);       ///< [channel.*]
void read_groups(const Table& root, Scenario& scenario);         ///< [group.*]
void read_agencies(const Table& root, Scenario& scenario);       ///< [agency.*]
void read_categories(const Table& root, Scenario& scenario);     ///< [category.*]
void read_after_contact(const Table& root, Scenario& scenario);  ///< [triage], [survey]
void read_districts(const Table& root, Scenario& scenario);      ///< [district.*]
/// [trunks.*], [language.*], [queue.*], [[handle]], [[transfer]]
void read_queues(const Table& root, Scenario& scenario);
void read_demand(const Table& root, Scenario& scenario);  ///< [profile.*], [[demand]], [busyness]

void read_changes(const Table& root, Scenario& scenario);  ///< [[change]]

/// A policy by its name, or { NAME = parameter }; nothing where the key is absent or unusable.
[[nodiscard]] std::optional<Selection> read_selection(const Table& table, std::string_view key);
[[nodiscard]] std::optional<Routing> read_routing(const Table& table, std::string_view key);

/// Names in the order of their ids.
template <class Things>
[[nodiscard]] std::vector<std::string> names_of(const Things& things) {
  std::vector<std::string> names;
  names.reserve(things.size());
  for (const auto& thing : things) {
    names.push_back(thing.name);
  }
  return names;
}

inline const DurationLaw kAtOnce{DurationLaw::Family::kConstant, 0, 0, nullptr};

}  // namespace hotline::sim
