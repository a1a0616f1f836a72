// sim/hotline/duty.hpp: how many agents of a group are there, from one change to the next.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/time.hpp"
#include "sim/hotline/roster.hpp"
#include "sim/random/random.hpp"
#include "sim/scenario/agents_plan.hpp"

namespace hotline::sim {

/// Turns a group's plan into a number of agents that changes with time: a weekly roster or the
/// steps of a study; where the group states absence, lateness or breaks, agent by agent and shift
/// by shift. A value with a place in time: it only goes forward.
///
///   present = due - on break, less the group's shrinkage
///
/// Absent    each agent of a shift with the group's probability, anew for every shift.
/// Late      the shift's agent comes by a draw later than it begins; not at all if it is over then.
/// Break     by the clock: who is busy when it begins is counted as away all the same, finishes his
///           case, and is back when it ends.
class Duty {
 public:
  /// `group` must outlive it; `number` is its position in the scenario.
  Duty(const AgentGroup& group, std::uint32_t number, SimTime start);

  struct State {
    std::int64_t present = 0;
    bool by_break = false;  ///< the last change was nothing but breaks ...
    bool by_late = false;   ///< ... or nothing but somebody who came late
  };

  /// What holds at `now`, which must not lie before an earlier one.
  State at(SimTime now, const RandomBook& book);

  /// The next instant at which it may be another; kNever: none. After at(now).
  [[nodiscard]] SimTime next(SimTime now) const;

  template <class A>
  void archive(A& a) {
    a(next_start_);
    a(changes_);
    a(due_);
  }

 private:
  enum class Why : std::uint8_t { kShift, kBreak, kLate };

  struct Change {
    SimTime at;
    std::int64_t by = 0;
    Why why = Why::kShift;

    template <class A>
    void archive(A& a) {
      a(at);
      a(by);
      a(why);
    }
  };

  [[nodiscard]] std::int64_t less_shrinkage(std::int64_t due) const;
  [[nodiscard]] std::int64_t planned(SimTime now) const;
  void begin_shift(std::size_t shift_number, SimTime start, const RandomBook& book);
  void add_agent(const Shift& shift, SimTime start, SimTime login, std::int64_t place);

  const AgentGroup* group_;
  std::uint32_t number_;
  SimTime run_start_;
  bool one_by_one_;  ///< absence, lateness or breaks
  Roster roster_;
  std::vector<SimTime> next_start_;  ///< by shift, one by one
  std::vector<Change> changes_;      ///< to come, in order of time
  std::int64_t due_ = 0;
};

}  // namespace hotline::sim
