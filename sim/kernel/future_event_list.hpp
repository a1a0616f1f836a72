// sim/kernel/future_event_list.hpp: what is to come, in the order in which it will happen.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/contract.hpp"
#include "core/base/time.hpp"

namespace hotline::sim {

/// Order of events of the same instant, before the order in which they were scheduled: what ends
/// comes before what begins, and a deadline is missed only by what ends after it.
enum class EventClass : std::uint8_t {
  kControl = 0,     ///< end of warm-up, end of the run
  kStaffing = 1,    ///< shifts and calendars
  kCompletion = 2,  ///< conversations, work, delays that end
  kArrival = 3,
  kPatience = 4,  ///< who is answered in the instant his patience ends does not abandon
  kDeadline = 5,  ///< what is done in the instant it is due is on time
};

/// Names one scheduled event, also after it has happened or was cancelled.
struct EventHandle {
  std::uint32_t slot = 0;
  std::uint64_t insertion = 0;  ///< 0: no event
};

/// A priority queue of the model's own Event values with cancellation.
///
/// Order       by time, then class, then insertion (first in, first out). No two events are equal,
/// so
///             the order never depends on the structure.
/// Structure   a 4-ary winner tree over slots: leaf s holds the key of the event in slot s, each
/// inner
///             node the least of its four children. Every operation rewrites one path to the root,
///             whose length and addresses do not depend on the keys (no search, no sift).
/// Cost        schedule, cancel, pop: O(log4 n), n = greatest number ever pending at once. Memory
///             about 21 bytes + sizeof(Event) a slot; slots are re-used, last freed first.
/// Bounds      16 million pending events, 2^36 scheduled in all (checked).
/// Copying     copies the future: a copied list continues exactly as the original would.
/// Source      tournament tree: Knuth, TAOCP 3, sec. 5.4.1; its use with fixed slots:
/// docs/decisions.
template <class Event>
class FutureEventList {
 public:
  FutureEventList() { grow(); }

  /// `at` must not lie before the last popped event (the caller's clock; not checked here).
  EventHandle schedule(SimTime at, EventClass event_class, const Event& event) {
    if (free_.empty()) {
      grow();
    }
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    HOTLINE_REQUIRE(insertions_ < kMaxInsertions);
    ++insertions_;
    events_[slot] = event;
    set(slot, make_key(at, event_class, insertions_, slot));
    return EventHandle{slot, insertions_};
  }

  /// False (and nothing changes) if the event has happened or was cancelled already.
  bool cancel(EventHandle handle) {
    if (handle.insertion == 0 || !holds(handle)) {
      return false;
    }
    set(handle.slot, kEmpty);
    free_.push_back(handle.slot);
    return true;
  }

  [[nodiscard]] bool empty() const { return root_ == kEmpty; }

  [[nodiscard]] std::size_t size() const { return capacity_ - free_.size(); }

  /// The time of the next event; kNever if there is none.
  [[nodiscard]] SimTime next_time() const { return empty() ? kNever : time_of(root_); }

  struct Popped {
    SimTime at;
    Event event;
  };

  /// Takes the next event out. Requires !empty() (checked).
  Popped pop() {
    HOTLINE_REQUIRE(!empty());
    const Key key = root_;
    const auto slot = static_cast<std::uint32_t>(key) & kSlotMask;
    set(slot, kEmpty);
    free_.push_back(slot);
    return Popped{time_of(key), events_[slot]};
  }

 private:
  // time (sign bit flipped, so that it orders as unsigned) | class | insertion | slot
  __extension__ using Key = unsigned __int128;
  static constexpr int kSlotBits = 24;
  static constexpr int kInsertionBits = 36;
  static constexpr std::uint32_t kSlotMask = (1U << kSlotBits) - 1;
  static constexpr std::uint64_t kMaxInsertions = (std::uint64_t{1} << kInsertionBits) - 1;
  static constexpr std::uint64_t kSignBit = std::uint64_t{1} << 63;
  static constexpr Key kEmpty = ~Key{0};
  static constexpr std::size_t kFirstCapacity = 64;

  static Key make_key(SimTime at, EventClass event_class, std::uint64_t insertion,
                      std::uint32_t slot) {
    const auto high = static_cast<std::uint64_t>(at.time_since_epoch().count()) ^ kSignBit;
    const std::uint64_t low =
        (static_cast<std::uint64_t>(event_class) << (kSlotBits + kInsertionBits)) |
        (insertion << kSlotBits) | slot;
    return (static_cast<Key>(high) << 64) | low;
  }

  static SimTime time_of(Key key) {
    return SimTime(
        Duration(static_cast<std::int64_t>(static_cast<std::uint64_t>(key >> 64) ^ kSignBit)));
  }

  [[nodiscard]] bool holds(EventHandle handle) const {
    const auto low = static_cast<std::uint64_t>(tree_[handle.slot]);
    return tree_[handle.slot] != kEmpty &&
           ((low >> kSlotBits) & kMaxInsertions) == handle.insertion;
  }

  void set(std::uint32_t slot, Key key) {
    std::size_t level = 0;  // where the level's nodes begin
    std::size_t index = slot;
    std::size_t width = capacity_;
    Key least = key;
    while (true) {
      tree_[level + index] = least;
      const Key* siblings = &tree_[level + (index & ~std::size_t{3})];
      least = std::min(std::min(siblings[0], siblings[1]), std::min(siblings[2], siblings[3]));
      if (width == 4) {
        break;
      }
      level += width;
      width /= 4;
      index /= 4;
    }
    root_ = least;
  }

  /// Four times as many slots. The leaves keep their places; inner nodes are computed anew.
  void grow() {
    const std::size_t old = capacity_;
    const std::size_t capacity = old == 0 ? kFirstCapacity : 4 * old;
    HOTLINE_REQUIRE(capacity <= std::size_t{1} << kSlotBits);
    std::vector<Key> tree;
    for (std::size_t width = capacity; width >= 4; width /= 4) {
      tree.resize(tree.size() + width, kEmpty);
    }
    std::copy_n(tree_.begin(), old, tree.begin());
    std::size_t level = 0;
    for (std::size_t width = capacity; width > 4; level += width, width /= 4) {
      for (std::size_t i = 0; i < width; ++i) {
        Key& parent = tree[level + width + i / 4];
        parent = std::min(parent, tree[level + i]);
      }
    }
    tree_ = std::move(tree);
    capacity_ = capacity;
    events_.resize(capacity);
    free_.reserve(capacity);
    for (std::size_t slot = capacity; slot-- > old;) {
      free_.push_back(static_cast<std::uint32_t>(slot));
    }
  }

  std::vector<Key> tree_;  // level after level, leaves first, the last level has four nodes
  std::vector<Event> events_;
  std::vector<std::uint32_t> free_;
  std::size_t capacity_ = 0;
  std::uint64_t insertions_ = 0;
  Key root_ = kEmpty;
};

}  // namespace hotline::sim
