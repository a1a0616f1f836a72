// sim/dispatch/random_server.hpp: any server, or each in proportion to its weight.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Each server with a probability in proportion to its weight (all alike: uniformly).
/// Source: splitting of a stream; L. Kleinrock, Queueing Systems 1 (1975), sec. 2.4.
struct RandomServer {
  [[nodiscard]] static std::size_t select(const Question& question,
                                          std::span<const ServerView> servers) {
    double total = 0;
    for (const ServerView& s : servers) {
      total += s.weight;
    }
    double left = question.uniform() * total;
    std::size_t last = 0;
    for (std::size_t i = 0; i < servers.size(); ++i) {
      if (servers[i].weight > 0) {
        last = i;
        left -= servers[i].weight;
        if (left < 0) {
          break;
        }
      }
    }
    return last;
  }
};

}  // namespace hotline::sim
