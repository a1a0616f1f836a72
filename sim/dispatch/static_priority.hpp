// sim/dispatch/static_priority.hpp: the most important line first.
#pragma once

#include <tuple>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Head-of-line priority: the line with the lowest number; equal numbers by arrival.
/// Source: A. Cobham, Priority assignment in waiting line problems, Oper. Res. 2 (1954) 70-76.
struct StaticPriority {
  /// Within a line.
  [[nodiscard]] static SimTime place(const Joining& item) { return item.since; }

  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const WaitingView& w) {
    return std::make_tuple(w.priority, w.arrival);
  }
};

}  // namespace hotline::sim
