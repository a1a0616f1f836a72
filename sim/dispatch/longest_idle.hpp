// sim/dispatch/longest_idle.hpp: whoever has been idle longest.
#pragma once

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Fair to agents: work goes to whoever has been idle longest, in whatever group. With two unequal
/// agents it is random choice (M. Armony and A. R. Ward, Oper. Res. 58 (2010) 624).
/// Source: "longest idle server first", Armony and Ward (2010).
struct LongestIdle {
  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const ServerView& s) {
    return s.idle_since;
  }
};

}  // namespace hotline::sim
