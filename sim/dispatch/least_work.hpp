// sim/dispatch/least_work.hpp: the unit that is through first.
#pragma once

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Joins the unit with the least work left, waiting and begun, where work is known beforehand;
/// equal ones: the first. Source: D. J. Daley, Stoch. Proc. Appl. 25 (1987) 301.
struct LeastWork {
  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const ServerView& s) {
    return s.work;
  }
};

}  // namespace hotline::sim
