// cli/evaluate.hpp: what the two ways of `hotline evaluate` share: one city, or several.
#pragma once

#include <vector>

#include "cli/commands.hpp"
#include "evaluation/evaluation.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::cli {

[[nodiscard]] std::vector<evaluation::CityAttribute> attributes_of(const sim::Scenario& scenario);

/// Scores and ranks of several cities.
[[nodiscard]] Result<int> rank_cities(const EvaluateOptions& options);

}  // namespace hotline::cli
