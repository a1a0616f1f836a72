// core/audit/station.hpp: Little's law, to the microsecond.
#pragma once

#include "core/base/time.hpp"
#include "core/stats/level.hpp"

namespace hotline::audit {

/// A place where somebody is for a while: a queue, an agent's hand, a crew.
///
/// Little's law on one path (J. D. C. Little, Operations Research 9 (1961) 383; as an identity of
/// finite intervals: W. Whitt, Queueing Systems 9 (1991) 235): the integral of the number present
/// is the sum of the times spent, those of who is still there counted up to the end. One side is
/// fed by the instants of facts, the other by the durations that facts state, both in whole
/// microseconds, so that they must be equal. Facts may come in any order.
class Station {
 public:
  void enter(SimTime at) { present_.change(at, 1); }

  /// Leaves after `spent`, as the fact says.
  void leave(SimTime at, Duration spent) {
    present_.change(at, -1);
    spent_ += spent.count();
  }

  [[nodiscard]] std::int64_t present() const { return present_.value(); }

  /// Whether the law holds up to `end`, if those who are still there came at instants (in
  /// microseconds) that sum to `entered`.
  [[nodiscard]] bool balances(SimTime end, std::int64_t still_there, stats::Int128 entered) const {
    const stats::Int128 waiting =
        stats::Int128{still_there} * end.time_since_epoch().count() - entered;
    return present() == still_there && present_.area_us(end) == spent_ + waiting;
  }

 private:
  stats::Level present_;
  stats::Int128 spent_ = 0;
};

/// Those who are still at a station, counted one by one at the end.
struct Remaining {
  std::int64_t count = 0;
  stats::Int128 entered_us = 0;  ///< sum of the instants at which they came

  void add(SimTime entered) {
    ++count;
    entered_us += entered.time_since_epoch().count();
  }
};

}  // namespace hotline::audit
