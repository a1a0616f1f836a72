// sim/scenario/edits.hpp: changes to the tree of a scenario before it is read.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/document/document.hpp"

namespace hotline::sim {

/// The member of that name, or null.
[[nodiscard]] Node::Member* find_member(Node& table, std::string_view key);

void remove_member(Node& table, std::string_view key);

/// In the place of the member of the same name, or as a new one.
void put_member(Node& table, const Node::Member& member);

/// Puts values into their places: { "group.desk.agents" = 5, "demand.0.per_day" = "12 /h" }.
///
/// @param set    the table of them
/// @param what   the key that holds it, for messages
/// @return kBadInput, `file:line:column: what is wrong`: no table, or a place that is not there.
[[nodiscard]] Result<void> set_values(Node& root, const Node& set, const std::string& what,
                                      const std::string& file_name);

}  // namespace hotline::sim
