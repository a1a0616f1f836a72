// sim/dispatch/fifo.hpp: first come, first served, over all lines together.
#pragma once

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Serves whoever has waited longest. Known results: M/M/c and M/M/c+M (Erlang C and A).
/// Source: A. K. Erlang, Elektroteknikeren 13 (1917) 5.
struct Fifo {
  /// Within a line.
  [[nodiscard]] static SimTime place(const Joining& item) { return item.since; }

  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const WaitingView& w) {
    return w.arrival;
  }
};

}  // namespace hotline::sim
