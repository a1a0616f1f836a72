// sim/dispatch/queue_ratio_overflow.hpp: on to the next queue while this one is too long.
#pragma once

#include <cstddef>
#include <span>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// In the order of the scenario: the first who is free, or whose queue with the new one in it is no
/// longer than `ratio` for each server present; where there is none, the one with the least such
/// ratio, the first of equal ones. The ratio times the mean service estimates the wait. Who has
/// nobody present comes last.
/// Source: ContactCenters, queue-ratio overflow router without copies; E. Buist and P. L'Ecuyer,
/// WSC (2005).
struct QueueRatioOverflow {
  double ratio = 1;

  [[nodiscard]] std::size_t select(const Question& /*question*/,
                                   std::span<const ServerView> servers) const {
    std::size_t best = 0;
    for (std::size_t i = 0; i < servers.size(); ++i) {
      if (servers[i].free > 0 || length(servers[i]) <= ratio * present(servers[i])) {
        return i;
      }
      // a / b < c / d, without dividing by nobody
      if (length(servers[i]) * present(servers[best]) <
          length(servers[best]) * present(servers[i])) {
        best = i;
      }
    }
    return best;
  }

 private:
  [[nodiscard]] static double length(const ServerView& s) {
    return static_cast<double>(s.waiting + 1);
  }

  [[nodiscard]] static double present(const ServerView& s) {
    return static_cast<double>(s.present);
  }
};

}  // namespace hotline::sim
