// cli/scenario.hpp: the scenario that the command line names, as it changes it.
#pragma once

#include <string>

#include "cli/options.hpp"
#include "core/base/result.hpp"
#include "core/report/report.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::cli {

[[nodiscard]] Result<sim::Scenario> open(const ScenarioOptions& options);

/// "published", "derived", "assumed" or "unsourced".
[[nodiscard]] std::string word_for(sim::ProvenanceKind kind);

/// What a report says about where the scenario's numbers come from.
[[nodiscard]] report::Context context_of(const sim::Scenario& scenario);

}  // namespace hotline::cli
