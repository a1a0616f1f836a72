// sim/dispatch/accumulating_priority.hpp: priority that grows while one waits.
#pragma once

#include <tuple>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Serves the greatest weight x wait: each line earns priority at its own rate. Weights 1 and 1 are
/// FIFO; a ratio without bound is static priority.
/// Sources: L. Kleinrock, Nav. Res. Log. Quart. 11 (1964) 329; D. A. Stanford, P. Taylor and I.
/// Ziedins, Queueing Systems 77 (2014) 297-330.
struct AccumulatingPriority {
  /// Within a line.
  [[nodiscard]] static SimTime place(const Joining& item) { return item.since; }

  /// Least first.
  [[nodiscard]] static auto key(const Question& question, const WaitingView& w) {
    return std::make_tuple(-w.weight * static_cast<double>((question.now - w.since).count()),
                           w.arrival);
  }
};

}  // namespace hotline::sim
