// sim/scenario/category.hpp: what citizens ask for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "sim/random/duration_law.hpp"
#include "sim/scenario/ticket_plan.hpp"

namespace hotline::sim {

struct Category {
  std::string name;
  AgencyId agency;                ///< responsible by the catalogue
  double ticket_probability = 1;  ///< a contact about it leaves a ticket behind
  DurationLaw talk;
  DurationLaw after_call;
  std::optional<DurationLaw> patience;  ///< instead of the channel's
  int priority = 0;                     ///< of tickets; lower is served first
  double weight = 1;                    ///< of tickets, for policies that weigh
  std::optional<Target> response_target;
  std::optional<Target> resolution_target;
  std::size_t clock = 0;  ///< index into Scenario::calendars: the calendar both targets count in
  ClockStart response_from = ClockStart::kCreated;
  ClockStart resolution_from = ClockStart::kCreated;
  std::vector<PriorityClass> priorities;  ///< none: all have `priority` and the targets above
  double unclear_probability = 0;         ///< of a ticket for which nobody is clearly responsible
  std::optional<double> duplicate_probability;  ///< instead of that of all categories
  std::optional<Withdrawal> withdrawal;
};

}  // namespace hotline::sim
