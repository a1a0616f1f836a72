// sim/dispatch/routing_reservation.hpp: servers kept free for what they are meant for.
#pragma once

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// By rank, but a server takes the item only if more of its kind than the reserve are free.
/// Source: threshold policies; N. Gans, G. Koole and A. Mandelbaum, MSOM 5 (2003) 79, sec. 5.
struct RoutingReservation {
  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const ServerView& s) {
    return s.rank;
  }

  [[nodiscard]] static bool admits(const ServerView& s) { return s.free > s.reserve; }
};

}  // namespace hotline::sim
