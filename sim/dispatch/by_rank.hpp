// sim/dispatch/by_rank.hpp: what the server prefers.
#pragma once

#include <tuple>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Agents' preference: the line that the server ranks first; equal ranks by arrival.
/// Source: E. Buist and P. L'Ecuyer, WSC (2005), agents' preference by rank.
struct ByRank {
  /// Within a line.
  [[nodiscard]] static SimTime place(const Joining& item) { return item.since; }

  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const WaitingView& w) {
    return std::make_tuple(w.rank, w.arrival);
  }
};

}  // namespace hotline::sim
