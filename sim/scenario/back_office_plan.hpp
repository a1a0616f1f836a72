// sim/scenario/back_office_plan.hpp: agencies, triage and surveys, as the scenario states them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/time.hpp"
#include "sim/dispatch/routing.hpp"
#include "sim/dispatch/selection.hpp"
#include "sim/random/duration_law.hpp"
#include "sim/scenario/workshop_plan.hpp"

namespace hotline::sim {

/// Its CrewPlan is that of each of its units.
struct Agency : CrewPlan {
  std::string name;
  DurationLaw sign;                     ///< from dispatch to signature or refusal
  double refuse_probability = 0;        ///< of a ticket that is rightly theirs
  double refuse_wrong_probability = 1;  ///< of one that is not
  DurationLaw lead;                   ///< planning, parts, permits: elapsed time that needs no crew
  DurationLaw work;                   ///< of a crew
  std::optional<DurationLaw> travel;  ///< of a crew, before it works
  std::vector<Unit> units;            ///< none stated: one
  bool own_lists = false;             ///< each unit has a work list of its own
  std::optional<Selection> policy;    ///< which ticket a crew takes; else the run's
  std::optional<Routing> routing;     ///< which unit a ticket goes to; else the run's
  Preemption preemption = Preemption::kNone;
  bool interrupts_at_shift_end = false;  ///< or work that has begun is finished
  std::optional<Quota> quota;
  std::optional<DurationLaw> side_work;  ///< taken up by idle crews, and finished first
  double fix_probability = 1;            ///< a ticket declared done is really fixed
};

/// From the end of the contact to the dispatch.
struct Triage {
  DurationLaw human_delay;
  DurationLaw machine_delay;
  double human_accuracy = 1;
  double machine_accuracy = 1;
  std::uint32_t max_returns = 2;  ///< then arbitration finds the right agency for certain
  DurationLaw arbitration_delay;
  /// Share of the dispatch catalogue that a wrong class is drawn from: the demand shares of
  /// tickets.
};

struct Survey {
  double sample_share = 0;
  double answer_probability = 1;
  DurationLaw delay;
  double satisfied_if_fixed = 1;    ///< P(satisfied | fixed)
  double satisfied_if_unfixed = 0;  ///< P(satisfied | not fixed)
  double reopen_if_unfixed = 1;     ///< P(reopened | surveyed, not fixed)
  std::uint32_t max_reopenings = 1;
};

}  // namespace hotline::sim
