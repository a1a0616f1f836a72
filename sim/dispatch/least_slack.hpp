// sim/dispatch/least_slack.hpp: what can wait least, first.
#pragma once

#include <tuple>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Least slack: the time until something is due less its remaining work, both counted in the
/// server's business calendar. That is least for what must be begun first to be done in time, an
/// instant that does not depend on when one asks. Without known work it is EDF. What has no due
/// time comes last; equal ones by arrival. Source: M. L. Pinedo, Scheduling (2016), ch. 14 (minimum
/// slack).
struct LeastSlack {
  /// Within a line.
  [[nodiscard]] static SimTime place(const Joining& item) { return item.start_by; }

  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const WaitingView& w) {
    return std::make_tuple(w.start_by, w.arrival);
  }
};

}  // namespace hotline::sim
