// sim/dispatch/reservation.hpp: servers kept free for what they are meant for.
#pragma once

#include <tuple>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Agents' preference by rank, but a line is served only if more servers than its reserve are free,
/// the asking one included: with a reserve of 1 the last free server is kept for others.
/// Source: threshold (trunk reservation) policies; W. B. Gans, G. Koole, A. Mandelbaum, MSOM 5
/// (2003) 79, sec. 5.
struct Reservation {
  /// Within a line.
  [[nodiscard]] static SimTime place(const Joining& item) { return item.since; }

  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const WaitingView& w) {
    return std::make_tuple(w.rank, w.arrival);
  }

  [[nodiscard]] static bool admits(const Question& question, const WaitingView& w) {
    return question.free > w.reserve;
  }
};

}  // namespace hotline::sim
