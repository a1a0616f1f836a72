// cli/evaluation_input.hpp: what an evaluation is made of, beside the cities that are simulated.
#pragma once

#include <string>

#include "cli/options.hpp"
#include "core/base/result.hpp"
#include "evaluation/ranking.hpp"
#include "sim/levers/lever.hpp"

namespace hotline::cli {

/// A scheme of the program by its name, or a file.
[[nodiscard]] Result<evaluation::Scheme> open_scheme(const std::string& name);

/// A set of levers of the program by its name, or a file.
[[nodiscard]] Result<sim::LeverSet> open_levers(const std::string& name);

/// The attributes of a city of the program, or of somebody's file.
[[nodiscard]] Result<std::vector<evaluation::CityAttribute>> attributes_of_city(
    const std::string& name);

/// Facts of a log as a city to rank: each of its runs is a replication, and all must be of one
/// scenario. `argument` is a file, or CITY=FILE: then with the institutional attributes of that
/// city, which are unknown otherwise.
[[nodiscard]] Result<evaluation::CityRuns> observed_log(const std::string& argument);

/// The same of a city's published service requests, or of a call log (`hotline replay`).
[[nodiscard]] Result<evaluation::CityRuns> observed_export(const std::string& argument);

}  // namespace hotline::cli
