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
#include "sim/scenario/ticket_plan.hpp"
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
  std::optional<Concurrency> concurrency;  ///< of a crew; none: one ticket at a time
  std::optional<DurationLaw> side_work;    ///< taken up by idle crews, and finished first
  bool side_work_once = false;             ///< after each piece of work once
  double fix_probability = 1;              ///< a ticket declared done is really fixed

  std::size_t sign_calendar = 0;                 ///< in which `sign` counts
  std::optional<Duration> sign_within;           ///< then it is escalated
  std::optional<RefusalReasons> refuse_reasons;  ///< of tickets that are rightly theirs
  double return_probability = 0;                 ///< a crew finds that it is not theirs after all
  double unfixable_probability = 0;
  std::optional<EarlyClosure> early_closure;
  std::optional<Extension> extension;
  std::vector<PauseRow> pauses;
  std::vector<HandOver> hand_over;  ///< in order of time
};

/// From the end of the contact to the dispatch.
struct Triage {
  DurationLaw human_delay;
  DurationLaw machine_delay;
  double human_accuracy = 1;
  double machine_accuracy = 1;
  std::uint32_t max_returns = 2;  ///< then arbitration finds the right agency for certain
  DurationLaw arbitration_delay;
  double arbitration_accuracy = 1;          ///< share of arbitrations that find the right agency
  std::optional<std::int64_t> dispatchers;  ///< none: as many as there is work
  std::size_t calendar = 0;                 ///< index into Scenario::calendars: of dispatchers
  double machine_confident = 1;             ///< share that the machine decides by itself
  bool first_receiver_leads = false;        ///< no refusal because duties overlap
  bool unclear_to_district = false;         ///< a refusal as unclear goes to the district's agency
};

struct Survey {
  double sample_share = 0;
  double answer_probability = 1;
  DurationLaw delay;
  double satisfied_if_fixed = 1;    ///< P(satisfied | fixed)
  double satisfied_if_unfixed = 0;  ///< P(satisfied | not fixed)
  double reopen_if_unfixed = 1;     ///< P(reopened | surveyed, not fixed)
  std::uint32_t max_reopenings = 1;
  std::optional<double> answer_if_unfixed = std::nullopt;  ///< instead of answer_probability
  double contacted_if_on_time = 1;  ///< P("contacted in time" | first response in time)
  double contacted_if_late = 0;
  double says_fixed_if_fixed = 1;     ///< P("it is fixed" | fixed)
  double says_fixed_if_unfixed = 0;   ///< P("it is fixed" | not fixed)
  double reopen_if_dissatisfied = 0;  ///< P(reopened | "it is fixed", not satisfied)
};

}  // namespace hotline::sim
