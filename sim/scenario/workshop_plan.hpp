// sim/scenario/workshop_plan.hpp: units, crews and jobs, as the scenario states them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "sim/dispatch/selection.hpp"
#include "sim/dispatch/staged_overflow.hpp"
#include "sim/random/duration_law.hpp"
#include "sim/scenario/agents_plan.hpp"

namespace hotline::sim {

/// How many crews work when: always `crews`, or by `shifts`, or by the `plan` of a study; and only
/// while the calendar is open.
struct CrewPlan {
  std::int64_t crews = 1;
  std::vector<Shift> shifts;   ///< Shift::agents are crews
  std::vector<PlanStep> plan;  ///< PlanStep::agents are crews
  std::size_t calendar = 0;    ///< index into Scenario::calendars

  /// Most crews at once.
  [[nodiscard]] std::int64_t most() const;
};

/// When crews of other units help with the work list of one.
struct UnitStage : StagedOverflow {
  std::vector<std::uint32_t> units;  ///< positions among those of the agency
};

/// What has waited so long for a crew is handed on, if so many wait at the agency then.
struct HandOver {
  Duration after{0};
  std::int64_t from_length = 1;
  std::optional<AgencyId> to;  ///< none: the agency of the ticket's district
};

/// A depot or district office: crews with a work list of their own, or one that they share with
/// the other units of their agency.
struct Unit : CrewPlan {
  double speed = 1;                   ///< work of one hour takes 1/speed hours here
  double weight = 1;                  ///< for routing that weighs
  std::vector<DistrictId> districts;  ///< whose work it takes; none stated: all
  std::optional<Selection> policy;    ///< instead of the agency's
  std::optional<DurationLaw> travel;  ///< instead of the agency's
  std::string name;                   ///< for stages
  std::vector<UnitStage> stages;      ///< of its own list
  std::vector<DistrictId> home;       ///< whose work is local to it; none stated: all
};

/// Work that may begin in one unit in one period.
struct Quota {
  std::int64_t jobs = 0;
  Duration period = kDay;
};

/// Whether more urgent work interrupts, and what becomes of what was done.
enum class Preemption : std::uint8_t { kNone, kResume, kRestart };

/// A row that says how certain work is done. Rows apply in order: later laws replace earlier ones,
/// factors multiply.
struct JobRow {
  std::vector<AgencyId> agencies;      ///< none stated: all
  std::vector<CategoryId> categories;  ///< none stated: all
  std::optional<DurationLaw> lead;     ///< elapsed time before it, that needs no crew
  std::optional<DurationLaw> work;
  std::optional<DurationLaw> travel;
  std::optional<std::int64_t> crews;    ///< needed at once
  std::optional<std::int64_t> reserve;  ///< free crews left for others, for policies that reserve
  double factor = 1;                    ///< on the work
};

/// A row that calls another agency to help the one that leads.
struct AssistRow {
  std::vector<CategoryId> categories;  ///< none stated: all
  AgencyId agency;
  double probability = 1;
  bool simultaneous = false;        ///< all work at once, or each when it can (fork and join)
  std::optional<DurationLaw> work;  ///< of the helper's part, if not simultaneous
};

}  // namespace hotline::sim
