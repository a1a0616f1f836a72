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

  /// Positions of the units that are looked at, in the order in which they were drawn.
  struct Sample {
    std::array<std::size_t, kMost> drawn{};
    std::size_t size = 0;
  };

  [[nodiscard]] Sample sample(const Question& question, std::size_t n) const {
    Sample sample;
    std::array<std::size_t, kMost> sorted{};
    const std::size_t d = std::min<std::size_t>(choices, n);
    for (std::size_t k = 0; k < d; ++k) {
      // The j-th of those that were not drawn yet: sorted[0..k) is kept in order of position.
      auto at = std::min(
          n - k - 1, static_cast<std::size_t>(question.uniform(k) * static_cast<double>(n - k)));
      std::size_t place = 0;
      while (place < k && sorted[place] <= at) {
        ++at;
        ++place;
      }
      std::copy_backward(sorted.begin() + static_cast<std::ptrdiff_t>(place),
                         sorted.begin() + static_cast<std::ptrdiff_t>(k),
                         sorted.begin() + static_cast<std::ptrdiff_t>(k + 1));
      sorted[place] = at;
      sample.drawn[sample.size++] = at;
    }
    return sample;
  }

  /// Of those in the sample.
  [[nodiscard]] static auto key(const Question& /*question*/, const ServerView& s) {
    return s.in_system();
  }
};

}  // namespace hotline::sim
