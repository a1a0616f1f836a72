// sim/dispatch/longest_queue.hpp: the longest line first.
#pragma once

#include <cstdint>
#include <tuple>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// The line in which most wait; equal lengths by arrival of their heads.
/// Source: E. Buist and P. L'Ecuyer, WSC (2005), "longest queue first" router.
struct LongestQueue {
  /// Within a line.
  [[nodiscard]] static SimTime place(const Joining& item) { return item.since; }

  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const WaitingView& w) {
    return std::make_tuple(-static_cast<std::int64_t>(w.length), w.arrival);
  }
};

}  // namespace hotline::sim
