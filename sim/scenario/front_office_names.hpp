// sim/scenario/front_office_names.hpp: what the tables of the front office may refer to.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/reader.hpp"

namespace hotline::sim {

/// Names in the order of their numbers, also of tables that are read later.
struct FrontOfficeNames {
  std::vector<std::string> channels;
  std::vector<std::string> categories;
  std::vector<std::string> languages;
  std::vector<std::string> districts;
  std::vector<std::string> groups;
  /// The stated queues, and then the channels that have agents, each for its own queue.
  std::vector<std::string> queues;
};

/// After the channels are read.
[[nodiscard]] FrontOfficeNames front_office_names(const Table& root, const Scenario& scenario);

/// The names of the tables [key.NAME].
[[nodiscard]] std::vector<std::string> names_under(const Table& root, std::string_view key);

}  // namespace hotline::sim
