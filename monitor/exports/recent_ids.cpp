#include "monitor/exports/recent_ids.hpp"

#include <algorithm>
#include <bit>

#include "core/base/contract.hpp"

namespace hotline::monitor {

RecentIds::RecentIds(std::size_t remembered)
    : remembered_(remembered), mask_(std::bit_ceil(2 * remembered) - 1) {
  HOTLINE_REQUIRE(remembered >= 1);
  newer_.resize(mask_ + 1);
  older_.resize(mask_ + 1);
}

/// The slot that holds `hash`, or the empty one where it would go. Half of the slots are empty.
std::size_t RecentIds::find(const Slots& slots, std::uint64_t hash) const {
  std::size_t slot = static_cast<std::size_t>(hash) & mask_;
  while (slots[slot] != 0 && slots[slot] != hash) {
    slot = (slot + 1) & mask_;
  }
  return slot;
}

bool RecentIds::insert(std::uint64_t hash) {
  hash = std::max<std::uint64_t>(hash, 1);
  const std::size_t slot = find(newer_, hash);
  if (newer_[slot] != 0 || older_[find(older_, hash)] != 0) {
    return false;
  }
  if (newer_count_ == remembered_) {
    std::swap(newer_, older_);
    std::fill(newer_.begin(), newer_.end(), 0);
    newer_count_ = 0;
    newer_[find(newer_, hash)] = hash;
  } else {
    newer_[slot] = hash;
  }
  ++newer_count_;
  return true;
}

void RecentIds::clear() {
  std::fill(newer_.begin(), newer_.end(), 0);
  std::fill(older_.begin(), older_.end(), 0);
  newer_count_ = 0;
}

}  // namespace hotline::monitor
