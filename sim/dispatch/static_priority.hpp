// sim/dispatch/static_priority.hpp: the most important line first.
#pragma once

#include <cstddef>
#include <span>
#include <tuple>

#include "sim/dispatch/least.hpp"
#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Non-preemptive head-of-line priority: the line with the lowest number; equal numbers by arrival.
/// Source: A. Cobham, Priority assignment in waiting line problems, Oper. Res. 2 (1954) 70-76.
struct StaticPriority {
  [[nodiscard]] static SimTime place(const Joining& item) { return item.since; }

  [[nodiscard]] static std::size_t select(const Question& /*question*/,
                                          std::span<const WaitingView> waiting) {
    return position_of_least(
        waiting, [](const WaitingView& w) { return std::make_tuple(w.priority, w.arrival); });
  }
};

}  // namespace hotline::sim
