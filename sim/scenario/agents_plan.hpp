// sim/scenario/agents_plan.hpp: groups of agents, their shifts and habits, as the scenario states
// them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "sim/dispatch/selection.hpp"
#include "sim/random/duration_law.hpp"

namespace hotline::sim {

struct Shift {
  Duration from;  ///< since Monday 00:00, in [0, 7 days)
  Duration to;    ///< > from, <= 7 days; more where the shift runs over Sunday's midnight
  std::int64_t agents = 0;
};

/// One step of a plan for a study: from then on, so many.
struct PlanStep {
  Duration from;  ///< since the start of the run
  std::int64_t agents = 0;
};

/// A pause of every agent in every shift. With a window the first of n agents begins it at `after`,
/// the last (n-1)/n of the window later.
struct Break {
  Duration after;  ///< the beginning of the shift
  Duration length;
  Duration window{0};
};

/// What becomes of the case in hand when the shift ends.
enum class ShiftEnd : std::uint8_t {
  kFinish,         ///< it is finished; the agent is then gone
  kHandBack,       ///< back to the head of its queue; what was done counts
  kHandBackFresh,  ///< back to the head of its queue, to begin anew
};

/// How many chats an agent holds, and how fast each goes on.
struct Concurrency {
  static constexpr std::uint32_t kNoLimit = 1U << 24;
  std::uint32_t most = kNoLimit;
  /// Of each contact with 1, 2, ... in hand. Beyond the end, the last total speed is shared:
  /// {1, 1, 1} is full speed up to three, {1} is one processor shared.
  std::vector<double> speed = {1};

  [[nodiscard]] double speed_with(std::uint32_t in_hand) const {
    return in_hand <= speed.size()
               ? speed[in_hand - 1]
               : speed.back() * static_cast<double>(speed.size()) / static_cast<double>(in_hand);
  }
};

/// So many free agents of the group are left for others when it takes from a queue.
struct Reserve {
  std::uint32_t queue = 0;
  std::int64_t agents = 0;
};

struct AgentGroup {
  std::string name;
  std::vector<ChannelId> channels;  ///< serves every queue that these feed, in this order
  std::vector<Shift> shifts;        ///< overlapping shifts add up

  std::vector<std::uint32_t> queues;  ///< stated queues by preference, instead of channels
  std::vector<PlanStep> plan;         ///< instead of shifts
  std::optional<Selection> policy;    ///< none: Scenario::contact_policy
  std::vector<Reserve> reserves;      ///< for policies that reserve
  double weight = 1;                  ///< for policies that weigh
  /// Share of the agents due who are elsewhere (meetings, training): of n due, n (1 - shrinkage)
  /// are present, rounded to the nearest whole number, halves up.
  double shrinkage = 0;
  double absence = 0;               ///< probability that an agent does not come to a shift
  std::optional<DurationLaw> late;  ///< how much later than his shift begins an agent comes
  std::vector<Break> breaks;
  ShiftEnd at_shift_end = ShiftEnd::kFinish;
  std::optional<DurationLaw> side_work;  ///< taken up whenever nothing waits, and finished
  bool side_work_once = false;           ///< after each contact once, then the agent is idle
  std::optional<Concurrency> concurrency;
  std::vector<DistrictId> home;  ///< whose contacts are local to it; none stated: all
  std::size_t calendar = 0;  ///< index into Scenario::calendars: nobody works while it is closed
};

}  // namespace hotline::sim
