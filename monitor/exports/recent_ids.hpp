// monitor/exports/recent_ids.hpp: which ids were seen lately, in bounded memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hotline::monitor {

/// Remembers at least the last `remembered` ids, and at most twice as many, as hashes of 64 bits.
///
/// Two sets: when the newer is full it becomes the older, and the older is forgotten. Two different
/// ids have the same hash with a chance of 1e-12 per million ids remembered and row read.
///
/// Memory      up to 64 bytes per remembered id, all taken at once. Cost O(1).
class RecentIds {
 public:
  /// Requires remembered >= 1 (checked).
  explicit RecentIds(std::size_t remembered);

  /// Remembers the id; false if it was remembered before.
  bool insert(std::uint64_t hash);
  void clear();

 private:
  /// Open addressing, linear probing; 0 marks an empty slot.
  using Slots = std::vector<std::uint64_t>;
  [[nodiscard]] std::size_t find(const Slots& slots, std::uint64_t hash) const;

  std::size_t remembered_;
  std::size_t mask_;
  std::size_t newer_count_ = 0;
  Slots newer_;
  Slots older_;
};

}  // namespace hotline::monitor
