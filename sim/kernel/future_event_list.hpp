// sim/kernel/future_event_list.hpp: what is to come, in the order in which it will happen.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>
#include <vector>

#include "core/base/contract.hpp"
#include "core/base/time.hpp"
#include "sim/kernel/event_key.hpp"

namespace hotline::sim {

namespace detail {

/// Memory that begins with a line of the cache.
template <class T>
struct LineAllocator {
  using value_type = T;
  static constexpr std::align_val_t kLine{64};

  LineAllocator() = default;

  template <class U>
  explicit LineAllocator(const LineAllocator<U>& /*other*/) {}

  [[nodiscard]] T* allocate(std::size_t n) {
    return static_cast<T*>(::operator new(n * sizeof(T), kLine));
  }

  void deallocate(T* memory, std::size_t /*n*/) { ::operator delete(memory, kLine); }

  friend bool operator==(const LineAllocator& /*a*/, const LineAllocator& /*b*/) { return true; }
};

}  // namespace detail

/// Names one scheduled event, also after it has happened or was cancelled.
struct EventHandle {
  std::uint32_t slot = 0;
  std::uint64_t insertion = 0;  ///< 0: no event

  template <class A>
  void archive(A& a) {
    a(slot);
    a(insertion);
  }
};

/// A priority queue of the model's own Event values with cancellation.
///
/// Order       by time, then class, then insertion (first in, first out). No two events are equal,
///             so the order never depends on the structure.
/// Structure   a 4-ary winner tree over slots: leaf s holds the key of the event in slot s, each
///             inner node the least of its four children. Every operation rewrites one path to the
///             root, whose length and addresses do not depend on the keys: no search, no sift, no
///             branch that could be guessed wrong. A popped event stays in the tree as a gap; the
///             next event scheduled takes its slot, so that an event which schedules its successor
///             costs one path in all. A gap that nobody takes is closed by the next question.
/// Cost        schedule, cancel, reschedule, pop: O(log4 n), n = greatest number ever pending at
///             once. Memory about 34 bytes + sizeof(Event) a slot; slots are re-used, last freed
///             first.
/// Bounds      16 million pending events, 2^36 scheduled in all (checked).
/// Copying     copies the future: a copied list continues exactly as the original would.
/// Source      tournament tree: Knuth, TAOCP 3, sec. 5.4.1; its use with fixed slots:
///             docs/decisions/0004.
template <class Event>
class FutureEventList {
 public:
  FutureEventList() { grow(); }

  /// `at` must not lie before the last popped event (the caller's clock; not checked here).
  EventHandle schedule(SimTime at, EventClass event_class, const Event& event) {
    HOTLINE_REQUIRE(insertions_ < detail::kMaxInsertions);
    ++insertions_;
    if (gap_ != kNoSlot) {
      const std::uint32_t slot = std::exchange(gap_, kNoSlot);
      events_[slot] = event;
      set(slot, detail::make_key(at, event_class, insertions_, slot));
      return EventHandle{slot, insertions_};
    }
    if (free_.empty()) {
      grow();
    }
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    events_[slot] = event;
    lower(slot, detail::make_key(at, event_class, insertions_, slot));
    return EventHandle{slot, insertions_};
  }

  /// False (and nothing changes) if the event has happened or was cancelled already.
  bool cancel(EventHandle handle) {
    if (!holds(handle)) {
      return false;
    }
    set(handle.slot, detail::kNoEvent);
    free_.push_back(handle.slot);
    return true;
  }

  /// Moves a pending event to another time, as if cancelled and scheduled anew, in one path. The
  /// old handle then names nothing.
  /// @return its new handle; a handle of no event (and nothing changes) if it has happened or was
  ///         cancelled already.
  EventHandle reschedule(EventHandle handle, SimTime at) {
    if (!holds(handle)) {
      return EventHandle{};
    }
    HOTLINE_REQUIRE(insertions_ < detail::kMaxInsertions);
    ++insertions_;
    const EventClass event_class = detail::class_of(leaf(handle.slot));
    set(handle.slot, detail::make_key(at, event_class, insertions_, handle.slot));
    return EventHandle{handle.slot, insertions_};
  }

  [[nodiscard]] bool empty() const { return next_key() == detail::kNoEvent; }

  [[nodiscard]] std::size_t size() const {
    return capacity_ - free_.size() - (gap_ == kNoSlot ? 0 : 1);
  }

  /// The time of the next event; kNever if there is none.
  [[nodiscard]] SimTime next_time() const {
    const detail::EventKey key = next_key();
    return key == detail::kNoEvent ? kNever : detail::time_of(key);
  }

  struct Popped {
    SimTime at;
    Event event;
  };

  /// Takes the next event out. Requires !empty() (checked).
  Popped pop() {
    close_gap();
    HOTLINE_REQUIRE(root_ != detail::kNoEvent);
    const std::uint32_t slot = detail::slot_of(root_);
    gap_ = slot;
    return Popped{detail::time_of(root_), events_[slot]};
  }

  /// Gives the slot of the popped event back, if no other event took it. Never needed, since every
  /// question does the same; a loop that asks often is faster having done it once.
  void close_gap() {
    if (gap_ != kNoSlot) {
      set(gap_, detail::kNoEvent);
      free_.push_back(gap_);
      gap_ = kNoSlot;
    }
  }

  /// For core/base/archive.hpp; Event must be archivable, too.
  template <class A>
  void archive(A& a) {
    a(keys_);
    a(events_);
    a(free_);
    a(capacity_);
    a(first_leaf_);
    a(insertions_);
    a(root_);
    a(gap_);
  }

 private:
  using Key = detail::EventKey;
  using Keys = std::vector<Key, detail::LineAllocator<Key>>;
  static constexpr std::uint32_t kNoSlot = ~std::uint32_t{0};
  static constexpr std::size_t kFirstCapacity = 4;

  // Keys are numbered through all nodes, from the root on: node n holds keys 4n ... 4n + 3, one
  // line of the cache, and key k is the least of node k + 1. So the siblings of key k are k ^ 1, k
  // ^ 2 and k ^ 3, and its parent is k / 4 - 1. The leaf of slot s is key first_leaf_ + s.
  [[nodiscard]] static std::size_t node_of(std::size_t k) { return k >> 2; }

  [[nodiscard]] const Key& leaf(std::uint32_t slot) const { return keys_[first_leaf_ + slot]; }

  [[nodiscard]] bool holds(EventHandle handle) const {
    return handle.insertion != 0 && handle.slot != gap_ && leaf(handle.slot) != detail::kNoEvent &&
           detail::insertion_of(leaf(handle.slot)) == handle.insertion;
  }

  /// The least of k's node, if k held `key`.
  [[nodiscard]] static Key least_with(const Key* keys, std::size_t k, Key key) {
    return detail::lesser(key,
                          detail::lesser(keys[k ^ 1], detail::lesser(keys[k ^ 2], keys[k ^ 3])));
  }

  /// Puts any key into a leaf: each level waits for the one below.
  void set(std::uint32_t slot, Key key) {
    Key* const keys = keys_.data();
    std::size_t k = first_leaf_ + slot;
    while (true) {
      keys[k] = key;
      key = least_with(keys, k, key);
      if (node_of(k) == 0) {
        break;
      }
      k = node_of(k) - 1;
    }
    root_ = key;
  }

  /// Puts a key into an empty leaf: no level waits for another.
  void lower(std::uint32_t slot, Key key) {
    Key* const keys = keys_.data();
    std::size_t k = first_leaf_ + slot;
    keys[k] = key;
    while (node_of(k) != 0) {
      k = node_of(k) - 1;
      keys[k] = detail::lesser(keys[k], key);
    }
    root_ = detail::lesser(root_, key);
  }

  /// The key of the next event, as if the gap were closed.
  [[nodiscard]] Key next_key() const { return gap_ == kNoSlot ? root_ : least_beside_gap(); }

  [[nodiscard]] Key least_beside_gap() const {
    Key key = detail::kNoEvent;
    std::size_t k = first_leaf_ + gap_;
    while (true) {
      key = least_with(keys_.data(), k, key);
      if (node_of(k) == 0) {
        return key;
      }
      k = node_of(k) - 1;
    }
  }

  /// Four times as many slots. The leaves keep their slots; inner keys are computed anew.
  void grow() {
    const std::size_t old = capacity_;
    const std::size_t capacity = old == 0 ? kFirstCapacity : 4 * old;
    HOTLINE_REQUIRE(capacity <= std::size_t{1} << detail::kSlotBits);
    const std::size_t nodes = (capacity - 1) / 3;  // 1 + 4 + 16 + ... + capacity / 4
    Keys keys(4 * nodes, detail::kNoEvent);
    const std::size_t first_leaf = 4 * nodes - capacity;
    std::copy_n(keys_.begin() + static_cast<std::ptrdiff_t>(first_leaf_), old,
                keys.begin() + static_cast<std::ptrdiff_t>(first_leaf));
    for (std::size_t n = nodes; n-- > 1;) {
      const auto first = keys.begin() + static_cast<std::ptrdiff_t>(4 * n);
      keys[n - 1] = *std::min_element(first, first + 4);
    }
    keys_.swap(keys);
    capacity_ = capacity;
    first_leaf_ = first_leaf;
    events_.resize(capacity);
    free_.reserve(capacity);
    for (std::size_t slot = capacity; slot-- > old;) {
      free_.push_back(static_cast<std::uint32_t>(slot));
    }
  }

  Keys keys_;  // the root's node first, level after level
  std::vector<Event> events_;
  std::vector<std::uint32_t> free_;
  std::size_t capacity_ = 0;
  std::size_t first_leaf_ = 0;
  std::uint64_t insertions_ = 0;
  Key root_ = detail::kNoEvent;
  std::uint32_t gap_ = kNoSlot;  ///< the slot of the event popped last, until it is taken or closed
};

}  // namespace hotline::sim
