// sim/dispatch/fifo.hpp: first come, first served, over all lines together.
#pragma once

#include <cstddef>
#include <span>

#include "sim/dispatch/least.hpp"
#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Serves whoever has waited longest. Known results: M/M/c and M/M/c+M (Erlang C and A).
/// Source: A. K. Erlang, Elektroteknikeren 13 (1917) 5.
struct Fifo {
  /// Within a line: by arrival.
  [[nodiscard]] static SimTime place(const Joining& item) { return item.since; }

  /// Position in `waiting` (not empty) of the line whose head comes next.
  [[nodiscard]] static std::size_t select(const Question& /*question*/,
                                          std::span<const WaitingView> waiting) {
    return position_of_least(waiting, [](const WaitingView& w) { return w.arrival; });
  }
};

}  // namespace hotline::sim
