// sim/scenario/change_plan.hpp: what is changed while a hotline runs.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "core/base/time.hpp"
#include "sim/dispatch/routing.hpp"
#include "sim/dispatch/selection.hpp"

namespace hotline::sim {

// `where` are positions in the scenario; of a policy none: all that follow the run's own.

/// Another policy for agent groups: which waiting contact do they take?
struct ContactPolicyChange {
  std::vector<std::uint32_t> where;
  Selection policy;
};

/// Another policy for queues: which group does a contact go to?
struct ContactRoutingChange {
  std::vector<std::uint32_t> where;  ///< stated queues, and then those of channels with agents
  Routing policy;
};

/// So many more agents than planned from now on; negative: fewer.
struct AgentsChange {
  std::vector<std::uint32_t> where;  ///< agent groups, one at least
  std::int64_t by = 0;
};

/// New kinds at the end: a saved state knows them by their positions.
using Intervention = std::variant<ContactPolicyChange, ContactRoutingChange, AgentsChange>;

/// An intervention that the scenario foresees.
struct PlannedChange {
  Duration at{0};  ///< since the start of the run
  Intervention what;
};

}  // namespace hotline::sim
