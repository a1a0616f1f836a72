// sim/dispatch/shortest_remaining.hpp: the least work that is left, first (SRPT, if interrupting).
#pragma once

#include <tuple>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// By the remaining work of the item, where it is known. Interrupting, it is SRPT, which has the
/// least mean number in the system of all policies. Source: L. Schrage, Oper. Res. 16 (1968) 687.
struct ShortestRemaining {
  /// Within a line.
  [[nodiscard]] static SimTime place(const Joining& item) { return SimTime(item.work); }

  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const WaitingView& w) {
    return std::make_tuple(w.work, w.arrival);
  }
};

}  // namespace hotline::sim
