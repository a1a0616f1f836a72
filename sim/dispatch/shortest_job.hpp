// sim/dispatch/shortest_job.hpp: the least work first (SJF; interrupting: PSJF).
#pragma once

#include <tuple>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// By the whole work of the item, where it is known beforehand. Interrupting, it is PSJF: an item
/// that was begun keeps the rank of its whole work. Source: L. Schrage and L. Miller, Oper. Res. 14
/// (1966) 670 (PSJF and SRPT in M/G/1).
struct ShortestJob {
  /// Within a line.
  [[nodiscard]] static SimTime place(const Joining& item) { return SimTime(item.size); }

  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const WaitingView& w) {
    return std::make_tuple(w.size, w.arrival);
  }
};

}  // namespace hotline::sim
