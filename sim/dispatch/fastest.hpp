// sim/dispatch/fastest.hpp: whoever is fastest.
#pragma once

#include <tuple>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// The server with the least mean service time for this item; equal ones by rank. Least delay,
/// unequal load. Source: M. Armony, Queueing Systems 51 (2005) 287 (fastest server first).
struct Fastest {
  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const ServerView& s) {
    return std::make_tuple(s.mean_service, s.rank);
  }
};

}  // namespace hotline::sim
