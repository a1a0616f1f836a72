// sim/dispatch/queue_ratio.hpp: lines kept in fixed proportions (FQR, QIR).
#pragma once

#include <cstddef>
#include <span>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Fixed queue ratio: the line whose length exceeds its share of all that wait the most,
/// argmax length - weight x total; the weights are the shares and sum to 1. Equal excess: the
/// lowest line. It ranks lines by all of them, so it has no order for two alone and does not
/// interrupt. Source: I. Gurvich and W. Whitt, Math. Oper. Res. 34 (2009) 363-396; MSOM 11 (2009)
/// 237.
struct QueueRatio {
  [[nodiscard]] static SimTime place(const Joining& item) { return item.since; }

  [[nodiscard]] static std::size_t select(const Question& /*question*/,
                                          std::span<const WaitingView> waiting) {
    double total = 0;
    for (const WaitingView& w : waiting) {
      total += static_cast<double>(w.length);
    }
    std::size_t best = 0;
    double most = 0;
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      const double excess = static_cast<double>(waiting[i].length) - waiting[i].weight * total;
      if (i == 0 || excess > most || (excess == most && waiting[i].line < waiting[best].line)) {
        best = i;
        most = excess;
      }
    }
    return best;
  }
};

}  // namespace hotline::sim
