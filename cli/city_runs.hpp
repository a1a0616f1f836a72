// cli/city_runs.hpp: many runs of many cities, on threads; finished ones are kept and not run
// again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/result.hpp"
#include "core/measures/scorecard.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::cli {

struct CityRun {
  std::shared_ptr<const sim::Scenario> scenario;
  std::uint32_t replication = 0;
};

struct CityRunsPlan {
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: one a core
  /// Where finished runs are kept, and looked up; empty: nowhere. What is found there was written
  /// by this very program for the same run number, or it is not used.
  std::filesystem::path kept;
};

/// The largest runs begin first. Scorecards in the order of `runs`; empty where an interrupt came
/// first. Results do not depend on the threads. Progress goes to standard error, if that is a
/// terminal. kSystem if `kept` cannot be written.
[[nodiscard]] Result<std::vector<std::optional<measures::Scorecard>>> run_cities(
    const std::vector<CityRun>& runs, const CityRunsPlan& plan);

}  // namespace hotline::cli
