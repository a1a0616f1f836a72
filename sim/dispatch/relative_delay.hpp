// sim/dispatch/relative_delay.hpp: who has waited most of what he was promised.
#pragma once

#include <algorithm>
#include <tuple>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Largest weighted delay first, with the time from the beginning of the wait to the due time as
/// the weight: the head that has used up the greatest share of it. Who is never due comes last, and
/// then by arrival. With equal promises it is FIFO; unlike EDF it keeps the shares of promises
/// alike that differ, so that a short promise is not paid for by a long one. Source: A. L. Stolyar
/// and K. Ramanan, Largest weighted delay first scheduling, Ann. Appl. Prob. 11 (2001) 1-48.
struct RelativeDelay {
  /// Within a line.
  [[nodiscard]] static SimTime place(const Joining& item) { return item.since; }

  /// Least first.
  [[nodiscard]] static auto key(const Question& question, const WaitingView& w) {
    const double promised =
        static_cast<double>(std::max<std::int64_t>(1, (w.due - w.since).count()));
    const double share =
        w.due == kNever ? 0 : static_cast<double>((question.now - w.since).count()) / promised;
    return std::make_tuple(-share, w.arrival);
  }
};

}  // namespace hotline::sim
