// sim/scenario/ids.hpp: lists of names as ids.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/reader.hpp"

namespace hotline::sim {

/// The things that the list `key` names; empty where it is absent. An empty list is a trouble: it
/// would read like "none" and mean "all".
template <class Id>
[[nodiscard]] std::vector<Id> ids(const Table& table, std::string_view key, std::string_view what,
                                  const std::vector<std::string>& names) {
  std::vector<Id> out;
  if (table.has(key)) {
    for (const std::size_t index : table.references(key, what, names)) {
      out.push_back(Id{static_cast<std::uint32_t>(index)});
    }
    if (out.empty()) {
      table.fail_at(key, "found an empty list, expected one name at least, or no list");
    }
  }
  return out;
}

}  // namespace hotline::sim
