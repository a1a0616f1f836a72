// sim/hotline/units.hpp: agencies' units and the kinds of jobs, as compiled from the scenario.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/base/calendar.hpp"
#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "sim/dispatch/routing.hpp"
#include "sim/dispatch/selection.hpp"
#include "sim/hotline/bit_rows.hpp"
#include "sim/hotline/roster.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

/// How many crews of one plan work, from one change to the next. Refers to the scenario.
class CrewDuty {
 public:
  CrewDuty(const CrewPlan& plan, const Scenario& scenario)
      : plan_(&plan),
        calendar_(&scenario.calendars[plan.calendar]),
        start_(scenario.start),
        roster_(plan.shifts) {}

  [[nodiscard]] std::int64_t on_duty(SimTime now) const;

  [[nodiscard]] const Calendar& calendar() const { return *calendar_; }

  /// The next instant at which it may be another; kNever: none.
  [[nodiscard]] SimTime next_change(SimTime now) const;

 private:
  const CrewPlan* plan_;
  const Calendar* calendar_;
  SimTime start_;
  Roster roster_;
};

/// Units are numbered through, agency after agency. Only policies change while the run goes on.
/// Refers to the scenario, which must outlive it.
class UnitTable {
 public:
  /// How the work of one category is done by one agency.
  struct JobType {
    const DurationLaw* lead = nullptr;
    const DurationLaw* work = nullptr;
    const DurationLaw* travel = nullptr;  ///< null: as the unit says
    std::int64_t crews = 1;               ///< needed at once
    std::int64_t reserve = 0;
    double factor = 1;
    Duration mean{0};  ///< of the work, at speed 1
  };

  struct AgencyPlan {
    std::uint32_t first = 0;  ///< unit
    std::uint32_t count = 1;  ///< of units
    bool own_lists = false;
    bool by_district = false;  ///< some unit does not take work of every district
    bool by_home = false;      ///< work of some districts is local to some units
    bool watches = false;      ///< which jobs are in work must be known: some may be interrupted
    Routing routing;
    const Agency* stated = nullptr;
  };

  /// The list of another unit, and when its work may be taken.
  struct Help {
    std::uint32_t unit = 0;
    const StagedOverflow* stage = nullptr;
  };

  struct UnitPlan {
    std::uint32_t agency = 0;
    double speed = 1;
    double weight = 1;
    Selection policy;
    const DurationLaw* travel = nullptr;  ///< null: none
    std::uint32_t duty = 0;               ///< of duties()
    std::int64_t most = 0;                ///< crews at once, by plan
    int breadth = 1;                      ///< districts that are local to it
    std::vector<Help> helps;              ///< stages of one list stand together
    std::vector<std::uint32_t> helpers;   ///< of its own list, each once
    std::vector<Duration> stages;         ///< the waits at which helpers may be asked
  };

  UnitTable(const Scenario& scenario, const Selection& policy);

  [[nodiscard]] const std::vector<AgencyPlan>& agencies() const { return agencies_; }

  [[nodiscard]] const std::vector<UnitPlan>& units() const { return units_; }

  /// Units that work alike have one.
  [[nodiscard]] const std::vector<CrewDuty>& duties() const { return duties_; }

  [[nodiscard]] std::uint32_t type_of(AgencyId agency, CategoryId category) const {
    return types_of_.empty() ? agency.value
                             : types_of_[agency.index() * categories_ + category.index()];
  }

  [[nodiscard]] bool is_local(std::uint32_t unit, DistrictId district) const {
    return !agencies_[units_[unit].agency].by_home || home_.has(unit, district.index());
  }

  [[nodiscard]] const JobType& type(std::uint32_t number) const { return types_[number]; }

  /// From now on; units that state a policy keep it.
  void use(std::uint32_t agency, const Selection& policy);
  void use(std::uint32_t agency, const Routing& routing);
  /// As the scenario states them; `policy` as for the constructor.
  void use_own(const Scenario& scenario, const Selection& policy);

  [[nodiscard]] bool takes(std::uint32_t unit, DistrictId district) const {
    return !agencies_[units_[unit].agency].by_district || districts_.has(unit, district.index());
  }

 private:
  void add_units(const Scenario& scenario, std::uint32_t agency_number, const Selection& policy);
  void add_unit(const Scenario& scenario, const Agency& agency, const Unit& unit, UnitPlan plan);
  void mark_districts(const Scenario& scenario);
  void add_helpers();
  void assign_types(const Scenario& scenario);

  std::size_t categories_ = 0;
  std::vector<AgencyPlan> agencies_;
  std::vector<UnitPlan> units_;
  std::vector<CrewDuty> duties_;
  std::vector<JobType> types_;
  std::vector<std::uint32_t> types_of_;  ///< by agency and category; empty: by agency
  BitRows districts_;                    ///< by unit
  BitRows home_;                         ///< by unit
};

}  // namespace hotline::sim
