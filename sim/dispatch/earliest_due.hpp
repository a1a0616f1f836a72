// sim/dispatch/earliest_due.hpp: what is due first, first (EDF).
#pragma once

#include <cstddef>
#include <span>
#include <tuple>

#include "sim/dispatch/least.hpp"
#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Earliest due date, within lines and among them; what has no due time comes last; equal due times
/// by arrival. With equal offsets from arrival to due time it is FIFO.
/// Source: J. R. Jackson, Scheduling a production line to minimize maximum tardiness, UCLA (1955).
struct EarliestDue {
  [[nodiscard]] static SimTime place(const Joining& item) { return item.due; }

  [[nodiscard]] static std::size_t select(const Question& /*question*/,
                                          std::span<const WaitingView> waiting) {
    return position_of_least(
        waiting, [](const WaitingView& w) { return std::make_tuple(w.due, w.arrival); });
  }
};

}  // namespace hotline::sim
