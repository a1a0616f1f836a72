// sim/scenario/category.hpp: what citizens ask for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "sim/random/duration_law.hpp"

namespace hotline::sim {

struct Category {
  std::string name;
  AgencyId agency;                ///< responsible by the catalogue
  double ticket_probability = 1;  ///< a contact about it leaves a ticket behind
  DurationLaw talk;
  DurationLaw after_call;
  std::optional<DurationLaw> patience;      ///< instead of the channel's
  int priority = 0;                         ///< of tickets; lower is served first
  double weight = 1;                        ///< of tickets, for policies that weigh
  std::optional<Duration> response_target;  ///< business time of `clock`, from opening
  std::optional<Duration> resolution_target;
  std::size_t clock = 0;  ///< index into Scenario::calendars: the calendar both targets count in
};

}  // namespace hotline::sim
