// sim/dispatch/first_listed.hpp: the server that the scenario lists first.
#pragma once

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Fixed order of preference: specialists are listed before generalists.
/// Source: agents' preference by rank, E. Buist and P. L'Ecuyer, WSC (2005), Router.
struct FirstListed {
  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const ServerView& s) {
    return s.rank;
  }
};

}  // namespace hotline::sim
