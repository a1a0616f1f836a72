// sim/dispatch/lifo.hpp: last come, first served.
#pragma once

#include <cstdint>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Serves whoever came last: the mean wait of FIFO, with far longer long ones.
/// Source: L. Kleinrock, Queueing Systems 1 (1975), sec. 5.12 (any order that is blind to size).
struct Lifo {
  /// Within a line.
  [[nodiscard]] static SimTime place(const Joining& item) {
    return SimTime(-item.since.time_since_epoch());
  }

  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const WaitingView& w) {
    return -static_cast<std::int64_t>(w.arrival);
  }
};

}  // namespace hotline::sim
