// sim/dispatch/view.hpp: what a policy may see. Read-only, and no clock but the time it is given.
#pragma once

#include <cstdint>

#include "core/base/time.hpp"

namespace hotline::sim {

/// One line of waiting contacts or tickets that the asking agent (or crew) may serve; it is not
/// empty.
struct WaitingView {
  std::uint32_t line = 0;     ///< the line's number; the answer names one of them by position
  SimTime since;              ///< when its head began to wait
  SimTime due = kNever;       ///< when its head is due
  int priority = 0;           ///< of the line: lower is served first
  std::uint64_t arrival = 0;  ///< order of arrival of its head among all that ever waited
};

/// One agent group (or crew pool) with somebody free that may take the asking contact (or ticket).
struct ServerView {
  std::uint32_t unit = 0;
  std::int64_t free = 0;  ///< how many are free, > 0
};

}  // namespace hotline::sim
