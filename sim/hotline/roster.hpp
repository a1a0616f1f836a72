// sim/hotline/roster.hpp: how many agents are on duty, week after week.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/time.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

/// The sum of a group's shifts: a number of agents that changes at fixed times of the week.
class Roster {
 public:
  explicit Roster(const std::vector<Shift>& shifts);

  /// Agents on duty at `t`; a shift holds [from, to).
  [[nodiscard]] std::int64_t on_duty(SimTime t) const;
  /// The first instant > t at which the number changes; kNever if it never does.
  [[nodiscard]] SimTime next_change(SimTime t) const;

 private:
  struct Step {
    Duration from;  ///< since Monday 00:00
    std::int64_t agents;
  };

  std::vector<Step> steps_;  // in order; the first is at 0; neighbours differ
};

}  // namespace hotline::sim
