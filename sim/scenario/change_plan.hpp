// sim/scenario/change_plan.hpp: what is changed while a hotline runs.
#pragma once

#include <cstdint>
#include <optional>
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

/// Another policy for agencies: which ticket do their crews take? Units with one of their own keep
/// it.
struct TicketPolicyChange {
  std::vector<std::uint32_t> where;
  Selection policy;
};

/// Another policy for agencies of several units: which unit does a ticket go to?
struct UnitRoutingChange {
  std::vector<std::uint32_t> where;
  Routing policy;
};

/// So many more crews than planned, in each unit of these agencies; negative: fewer.
struct CrewsChange {
  std::vector<std::uint32_t> where;  ///< agencies, one at least
  std::int64_t by = 0;
};

/// New kinds at the end: a saved state knows them by their positions.
using Intervention = std::variant<ContactPolicyChange, ContactRoutingChange, AgentsChange,
                                  TicketPolicyChange, UnitRoutingChange, CrewsChange>;

/// What a change waits for. It holds when what is watched has reached `from` for so long, and is
/// over when that has fallen to `until` or below: between the two nothing changes (hysteresis).
struct ChangeCondition {
  enum class Of : std::uint8_t { kQueue, kAgency };
  /// How many wait, or how long who waits now will take to be served.
  enum class What : std::uint8_t { kLength, kEstimate };
  /// kWhile: what was changed is taken back when the condition is over.
  enum class Happens : std::uint8_t { kOnce, kEachTime, kWhile };
  Of of = Of::kQueue;
  std::uint32_t place = 0;  ///< queue or agency
  What what = What::kLength;
  std::int64_t from = 1;  ///< a number, or microseconds
  std::int64_t until = 0;
  Duration lasting{0};
  Happens happens = Happens::kOnce;
};

/// An intervention that the scenario foresees.
struct PlannedChange {
  Duration at{0};  ///< since the start of the run; with a condition: it is watched from then on
  Intervention what;
  std::optional<ChangeCondition> when;
};

}  // namespace hotline::sim
