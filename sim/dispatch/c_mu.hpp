// sim/dispatch/c_mu.hpp: what costs most for the time it takes, first.
#pragma once

#include <tuple>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// The c-mu rule: greatest weight / mean service, the weight being the cost of waiting a unit of
/// time. Optimal for linear costs in M/G/1 without interruption. A line of unknown mean service
/// comes first. Source: D. R. Cox and W. L. Smith, Queues (1961), sec. 3.3.
struct CMu {
  /// Within a line.
  [[nodiscard]] static SimTime place(const Joining& item) { return item.since; }

  /// Least first.
  [[nodiscard]] static auto key(const Question& /*question*/, const WaitingView& w) {
    return std::make_tuple(-w.weight / static_cast<double>(w.mean_service.count()), w.arrival);
  }
};

}  // namespace hotline::sim
