// sim/experiment/checkpoint.hpp: a measured run that stands still.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/measures/scorecard.hpp"
#include "sim/hotline/hotline.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

/// A hotline at an instant, and what was measured until then.
struct Checkpoint {
  Hotline hotline;
  measures::Scorecard scorecard;
};

/// As bytes, with a checksum; load_state (sim/run/state.hpp) has the errors and what may differ.
[[nodiscard]] std::string save_checkpoint(const Checkpoint& checkpoint);

[[nodiscard]] Result<Checkpoint> load_checkpoint(const Scenario& scenario, const Policies& policies,
                                                 std::string_view bytes, const std::string& name);

}  // namespace hotline::sim
