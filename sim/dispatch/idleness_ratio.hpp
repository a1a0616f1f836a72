// sim/dispatch/idleness_ratio.hpp: idleness shared in fixed proportions (QIR).
#pragma once

#include <cstddef>
#include <span>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// The group whose free servers exceed its share of all free servers the most, argmax free - weight
/// x total free; the weights are the shares and sum to 1. Equal excess: the first. Source: I.
/// Gurvich and W. Whitt, Math. Oper. Res. 34 (2009) 363-396 (queue-and-idleness ratio).
struct IdlenessRatio {
  [[nodiscard]] static std::size_t select(const Question& /*question*/,
                                          std::span<const ServerView> servers) {
    double total = 0;
    for (const ServerView& s : servers) {
      total += static_cast<double>(s.free);
    }
    std::size_t best = 0;
    double most = 0;
    for (std::size_t i = 0; i < servers.size(); ++i) {
      const double excess = static_cast<double>(servers[i].free) - servers[i].weight * total;
      if (i == 0 || excess > most) {
        best = i;
        most = excess;
      }
    }
    return best;
  }
};

}  // namespace hotline::sim
