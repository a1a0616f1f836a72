// sim/scenario/schema.hpp: which keys a scenario may have, table by table.
#pragma once

#include <span>
#include <string_view>

namespace hotline::sim {

/// One table of the language and the keys it may have, besides `published`, `derived`, `assumed`.
struct Section {
  std::string_view name;  ///< "channel.*": the tables [channel.NAME]; "" is the file itself
  std::span<const std::string_view> keys;
};

/// Every table of the language; docs/SCENARIO.md describes each key of each.
[[nodiscard]] std::span<const Section> scenario_schema();

/// The section of that name. Requires that there is one.
[[nodiscard]] const Section& section(std::string_view name);

}  // namespace hotline::sim
