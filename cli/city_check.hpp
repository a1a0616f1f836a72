// cli/city_check.hpp: what is published of the cities' outcomes, beside what their models show.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "cli/city_outline.hpp"
#include "cli/options.hpp"
#include "core/base/result.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/verification/verify.hpp"

namespace hotline::cli {

/// A city, and what came of each of its [[expect]]; no findings if it has none.
struct CheckedCity {
  sim::Scenario city;
  sim::VerificationResult result;
};

struct CityCheck {
  std::vector<CheckedCity> cities;  ///< those that are done
  std::uint32_t replications = 0;
  std::uint64_t seed = 1;
  bool interrupted = false;
};

struct FigureCounts {
  std::size_t within = 0;
  std::size_t missed = 0;     ///< outside of the tolerance
  std::size_t explained = 0;  ///< of these, with a reason in the city's file
  std::size_t unclear = 0;    ///< the interval lies across the bounds: more replications may tell
  std::size_t unknown = 0;    ///< the model did not show the measure at all
};

[[nodiscard]] FigureCounts count_figures(std::span<const CheckedCity> cities);

/// `hotline cities check`.
[[nodiscard]] Result<int> check_cities(const CityCheckOptions& options);

// --- How a row reads -----------------------------------------------------------------------------

/// What the figure is: "abandonment.of_offered, channel phone".
[[nodiscard]] std::string figure_label(const sim::Expectation& row);
/// "7.0 %", "13 s to 23 s".
[[nodiscard]] std::string published_text(const sim::Expectation& row, const sim::Finding& finding);
/// "1.9 % ± 0.1 %", the interval at 95 %.
[[nodiscard]] std::string simulated_text(const sim::Expectation& row, const sim::Finding& finding);
/// Simulated / published, to two decimals; of bounds the nearest one, 1.00 within them.
[[nodiscard]] std::string ratio_text(const sim::Expectation& row, const sim::Finding& finding);
/// "20 %", "5 s", or empty for bounds.
[[nodiscard]] std::string tolerance_text(const sim::Expectation& row, const sim::Finding& finding);
/// "within", "MISSED" or "unknown".
[[nodiscard]] std::string verdict_text(const sim::Finding& finding);

// --- The whole -----------------------------------------------------------------------------------

/// A table of one city's figures, with sources, and the reason of each miss.
[[nodiscard]] std::string city_table(const CheckedCity& one, std::uint32_t replications);
/// The last lines: how many of how many, and which cities publish no outcome.
[[nodiscard]] std::string city_check_summary(std::span<const CheckedCity> cities);
/// hotline.city-check/1 (docs/JSON.md).
[[nodiscard]] std::string city_check_json(const CityCheck& check);

/// The city as a page of docs/cities: the model, then its figures.
[[nodiscard]] std::string city_page(const CheckedCity& one, std::uint32_t replications,
                                    std::uint64_t seed);
/// What comes before the figures: it depends on the model alone.
[[nodiscard]] std::string city_page_of_model(const sim::Scenario& city);
/// What comes after them: every number, and the sources.
[[nodiscard]] std::string city_page_of_numbers(const sim::Scenario& city);
/// The table of all cities: docs/cities/README.md.
[[nodiscard]] std::string city_pages_index(std::span<const CheckedCity> cities);

}  // namespace hotline::cli
