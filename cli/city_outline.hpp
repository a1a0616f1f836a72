// cli/city_outline.hpp: how large a city model is, counted from its scenario.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/load.hpp"

namespace hotline::cli {

/// One row of a table of the scenario, and what the mean day brings to it: demand before redials,
/// surges and the month's shape.
struct OutlineRow {
  std::string name;
  double contacts_per_day = 0;
  double tickets_per_day = 0;
};

struct CityOutline {
  double contacts_per_day = 0;
  double tickets_per_day = 0;
  std::vector<OutlineRow> channels;
  std::vector<OutlineRow> categories;
  std::vector<OutlineRow> agencies;  ///< contacts are those of their categories
  /// Agents due in the busiest hour of the week, of all groups together; those of a group with a
  /// plan by date are not counted.
  std::int64_t peak_agents = 0;
  sim::ProvenanceCounts provenance;
  /// Whether public text on the evaluation report names the city (attribute `named_in_report`);
  /// nothing where the file does not say.
  std::optional<bool> named_in_report;
};

[[nodiscard]] CityOutline outline_of(const sim::Scenario& city);

/// "live", "direct", ... as the scenario language says it.
[[nodiscard]] std::string to_string(sim::Channel::Kind kind);

/// The list of cities and one whole city, as JSON documents (docs/JSON.md).
[[nodiscard]] std::string cities_json(const std::vector<sim::Scenario>& cities);
[[nodiscard]] std::string city_json(const sim::Scenario& city);

}  // namespace hotline::cli
