// sim/dispatch/routing_local_specialist.hpp: those of the place, and specialists before
// generalists.
#pragma once

#include <tuple>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Local specialists, the item's side: servers of its district before all others, and others only
/// after it has waited for a while; among these whoever serves the fewest kinds, so that
/// generalists stay free; equal ones by rank. Meant to be used together with LocalSpecialist.
/// Source: E. Buist and P. L'Ecuyer, A Java library for simulating contact centers, WSC (2005)
/// (ContactCenters, local-specialist router).
struct RoutingLocalSpecialist {
  Duration kept_local{0};  ///< so long it waits for servers of its own district

  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const ServerView& s) {
    return std::make_tuple(!s.local, s.breadth, s.rank);
  }

  [[nodiscard]] bool admits(const ServerView& s) const {
    return s.local || s.item_waited >= kept_local;
  }
};

}  // namespace hotline::sim
