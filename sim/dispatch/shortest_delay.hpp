// sim/dispatch/shortest_delay.hpp: where one is through soonest, as far as one can tell.
#pragma once

#include <algorithm>
#include <tuple>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Shortest expected delay: the least (number in system + 1) x mean service / servers present: the
/// expected time until the item is done if all are served at their mean. With servers alike it is
/// the shortest queue. A unit with nobody there comes last.
/// Source: W. Whitt, Deciding which queue to join, Oper. Res. 34 (1986) 55-62.
struct ShortestDelay {
  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const ServerView& s) {
    const double expected = static_cast<double>(s.in_system() + 1) *
                            static_cast<double>(s.mean_service.count()) /
                            static_cast<double>(std::max<std::int64_t>(1, s.present));
    return std::make_tuple(s.present <= 0, expected);
  }
};

}  // namespace hotline::sim
