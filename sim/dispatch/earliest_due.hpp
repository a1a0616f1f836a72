// sim/dispatch/earliest_due.hpp: what is due first, first (EDF).
#pragma once

#include <tuple>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Earliest due date, within lines and among them; what has no due time comes last; equal due times
/// by arrival. With equal offsets from arrival to due time it is FIFO. A due time that was reckoned
/// in business hours is an instant like any other here.
/// Source: J. R. Jackson, Scheduling a production line to minimize maximum tardiness, UCLA (1955).
struct EarliestDue {
  /// Within a line.
  [[nodiscard]] static SimTime place(const Joining& item) { return item.due; }

  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const WaitingView& w) {
    return std::make_tuple(w.due, w.arrival);
  }
};

}  // namespace hotline::sim
