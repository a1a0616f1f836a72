// sim/scenario/open.hpp: scenarios by name or from a file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "sim/scenario/load.hpp"

namespace hotline::sim {

/// Names of the city models within the program, in alphabetical order.
[[nodiscard]] std::vector<std::string> embedded_names();

/// The text of such a model; kBadInput says which there are.
[[nodiscard]] Result<std::string> find_embedded(std::string_view name);

/// A city model of the program by its name (kShipped), or else somebody's file by its path (kUser).
/// kBadInput where there is neither, naming the cities; kSystem where the file cannot be read.
[[nodiscard]] Result<Scenario> open_scenario(const std::string& name_or_path,
                                             const Variation& variation = {});

/// The same with all its variants: load_variants.
[[nodiscard]] Result<std::vector<Scenario>> open_variants(const std::string& name_or_path);

}  // namespace hotline::sim
