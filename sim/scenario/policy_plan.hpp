// sim/scenario/policy_plan.hpp: which policies decide, as the scenario states it.
#pragma once

#include <cstdint>

namespace hotline::sim {

/// Which waiting contact (ticket) a server takes next.
enum class PolicyKind : std::uint8_t { kFifo, kPriority, kEarliestDue };

}  // namespace hotline::sim
