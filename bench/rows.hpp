// bench/rows.hpp: the comparisons of docs/PERFORMANCE.md.
#pragma once

#include <string>
#include <vector>

#include "bench/comparison.hpp"

namespace hotline::bench {

struct RowOptions {
  /// Much less work a row: says whether everything works, and nothing about speed.
  bool tiny = false;
  std::string scenarios;  ///< folder of this folder's scenarios
  std::string hotline;    ///< the program, for the row that is a whole process
};

/// All rows, in the order of the table. Throws std::runtime_error where a scenario does not load.
[[nodiscard]] std::vector<Comparison> all_rows(const RowOptions& options);

}  // namespace hotline::bench
