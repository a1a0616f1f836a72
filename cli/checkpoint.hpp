// cli/checkpoint.hpp: runs that stop in the middle, and go on.
#pragma once

#include "cli/options.hpp"
#include "core/base/result.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::cli {

/// `hotline run` with --save or --load (or both): one replication. Returns the exit status.
[[nodiscard]] Result<int> run_with_checkpoint(const RunOptions& options,
                                              const sim::Scenario& scenario);

}  // namespace hotline::cli
