// sim/dispatch/least_slack.hpp: what can wait least, first.
#pragma once

#include <tuple>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Least slack: due time less the remaining work, less now (which is the same for all). Without
/// known work it is EDF. Work is reckoned in clock time, not in the crew's hours. Source: M. L.
/// Pinedo, Scheduling (2016), ch. 14 (minimum slack).
struct LeastSlack {
  /// Within a line.
  [[nodiscard]] static SimTime place(const Joining& item) { return slack(item.due, item.work); }

  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const WaitingView& w) {
    return std::make_tuple(slack(w.due, w.work), w.arrival);
  }

 private:
  [[nodiscard]] static SimTime slack(SimTime due, Duration work) {
    return due == kNever ? kNever : due - work;
  }
};

}  // namespace hotline::sim
