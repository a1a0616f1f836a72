// sim/dispatch/random_order.hpp: any of those who wait.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Service in random order (SIRO): whoever is served next is each of those who wait with the same
/// probability, whatever came before. Within a line that is so because who joins it takes each
/// place in it with the same probability: then all orders are equally likely, and they stay so when
/// the head is served or somebody leaves.
///
/// Source: L. Takacs, Bell Syst. Tech. J. 42 (1963) 487: in M/G/1 the mean wait of FIFO, and
/// 2 / (2 - load) times its second moment.
struct RandomOrder {
  /// Within a line there is no order: who joins takes a place by chance, and a line that is put in
  /// order anew is shuffled (Selection::at_random).
  [[nodiscard]] static SimTime place(const Joining& item) { return item.since; }

  /// A line in proportion to its length.
  [[nodiscard]] static std::size_t select(const Question& question,
                                          std::span<const WaitingView> waiting) {
    std::uint64_t total = 0;
    std::uint64_t seen = 0;  // another whenever anybody came to, or left, the head of a line
    for (const WaitingView& w : waiting) {
      total += w.length;
      seen = (seen ^ w.arrival) * 0x9E3779B97F4A7C15U + w.length;
    }
    double left = question.book.uniform(Purpose::kSelect, seen) * static_cast<double>(total);
    std::size_t at = 0;
    while (at + 1 < waiting.size() && left >= static_cast<double>(waiting[at].length)) {
      left -= static_cast<double>(waiting[at].length);
      ++at;
    }
    return at;
  }
};

}  // namespace hotline::sim
