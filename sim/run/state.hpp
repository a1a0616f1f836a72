// sim/run/state.hpp: a hotline at an instant, as bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "sim/hotline/hotline.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

/// Everything that the future of the run depends on, beside its scenario and its policies: load it
/// and go on, and the facts are those of a run that never stopped. Cost: the size of what is open.
[[nodiscard]] std::string save_state(Hotline hotline);

/// The hotline that was saved. `scenario` must be the one it was saved with, in text, start and
/// lengths, and outlive the result; `policies` may be others than it had: then the past is shared
/// and the future is its own. Who waits already keeps his place in his line.
/// Errors  kBadInput, naming `name`: not a state, of another version, damaged, or of another
/// scenario.
[[nodiscard]] Result<Hotline> load_state(const Scenario& scenario, const Policies& policies,
                                         std::string_view bytes, const std::string& name);

}  // namespace hotline::sim
