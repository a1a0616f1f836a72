// sim/dispatch/power_of_choice.hpp: the shorter of a few queues.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Power of d choices: d different units at random, and of these the one with the least in its
/// system; equal ones: the one that was drawn first. d = 1 is random choice. Source: M.
/// Mitzenmacher, IEEE Trans. Parallel Distrib. Syst. 12 (2001) 1094.
struct PowerOfChoice {
  static constexpr std::uint32_t kMost = 16;
  std::uint32_t choices = 2;  ///< d, from 1 to kMost

  [[nodiscard]] std::size_t select(const Question& question,
                                   std::span<const ServerView> servers) const {
    std::array<std::size_t, kMost> drawn{};
    std::size_t best = kNobody;
    const std::size_t n = servers.size();
    const std::size_t d = std::min<std::size_t>(choices, n);
    for (std::size_t k = 0; k < d; ++k) {
      // The j-th of those that were not drawn yet: drawn[0..k) is kept in order of position.
      auto at = std::min(
          n - k - 1, static_cast<std::size_t>(question.uniform(k) * static_cast<double>(n - k)));
      std::size_t place = 0;
      while (place < k && drawn[place] <= at) {
        ++at;
        ++place;
      }
      std::copy_backward(drawn.begin() + static_cast<std::ptrdiff_t>(place),
                         drawn.begin() + static_cast<std::ptrdiff_t>(k),
                         drawn.begin() + static_cast<std::ptrdiff_t>(k + 1));
      drawn[place] = at;
      if (best == kNobody || servers[at].in_system() < servers[best].in_system()) {
        best = at;
      }
    }
    return best;
  }
};

}  // namespace hotline::sim
