// sim/dispatch/local_specialist.hpp: one's own districts first.
#pragma once

#include <tuple>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Local specialists, the server's side: who comes from a district of the server's own before all
/// others, and others only if they have waited for a while; equal ones by arrival. Meant to be used
/// together with RoutingLocalSpecialist.
/// Source: E. Buist and P. L'Ecuyer, A Java library for simulating contact centers, WSC (2005)
/// (ContactCenters, local-specialist router).
struct LocalSpecialist {
  Duration kept_local{0};  ///< so long others are left to servers of their own

  /// Within a line.
  [[nodiscard]] static SimTime place(const Joining& item) { return item.since; }

  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const WaitingView& w) {
    return std::make_tuple(!w.local, w.arrival);
  }

  [[nodiscard]] bool admits(const Question& question, const WaitingView& w) const {
    return w.local || question.now - w.since >= kept_local;
  }
};

}  // namespace hotline::sim
