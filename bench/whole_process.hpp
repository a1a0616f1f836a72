// bench/whole_process.hpp: the program as its users run it, measured by the operating system.
#pragma once

#include <cstdint>
#include <string>

namespace hotline::bench {

/// What a run of a city took, and what it said.
struct CityRun {
  double cpu_seconds = 0;  ///< user and system, of the whole process
  double most_mib = 0;     ///< greatest resident memory
  double contacts = 0;     ///< arrived in the measured time, redials included
  double tickets = 0;      ///< opened in the measured time
  double abandoned = 0;
  double mean_queue = 0;  ///< citizens waiting, in the mean over the measured time
};

/// Runs `HOTLINE run CITY --days DAYS --seed SEED` and waits for it. Ends the program with a
/// message if that fails.
[[nodiscard]] CityRun run_city(const std::string& hotline, const std::string& city, int days,
                               std::uint64_t seed);

}  // namespace hotline::bench
