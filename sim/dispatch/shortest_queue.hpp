// sim/dispatch/shortest_queue.hpp: the shortest queue (JSQ).
#pragma once

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Joins the unit with the least number waiting and in work; equal ones: the first.
/// Source: F. A. Haight, Biometrika 45 (1958) 401; W. Winston, J. Appl. Prob. 14 (1977) 181.
struct ShortestQueue {
  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const ServerView& s) {
    return s.in_system();
  }
};

}  // namespace hotline::sim
