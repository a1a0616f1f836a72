// sim/hotline/waiting_line.hpp: contacts or tickets that stand in one line.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "core/base/contract.hpp"
#include "core/base/time.hpp"
#include "sim/hotline/slab.hpp"

namespace hotline::sim {

inline constexpr std::uint32_t kNoRow = std::numeric_limits<std::uint32_t>::max();

/// The place of who was put to the head of a line.
inline constexpr SimTime kVeryFront = SimTime(Duration::min());

/// What an item needs to stand in a line; a member `node` of contacts and tickets.
struct WaitingNode {
  SimTime place;  ///< lower stands further in front
  SimTime since;  ///< when it began to wait
  SimTime due = kNever;
  std::uint64_t arrival = 0;  ///< number among all that ever waited; 0: not in a line
  std::uint32_t before = kNoRow;
  std::uint32_t behind = kNoRow;

  template <class A>
  void archive(A& a) {
    a(place);
    a(since);
    a(due);
    a(arrival);
    a(before);
    a(behind);
  }
};

/// A doubly linked line through the rows of a slab, in order of (place, arrival).
///
/// Cost  push O(1) if the item belongs at the end (always so under FIFO), else O(items it
/// overtakes);
///       remove and front O(1). No allocation.
class WaitingLine {
 public:
  [[nodiscard]] bool empty() const { return front_ == kNoRow; }

  [[nodiscard]] std::size_t length() const { return length_; }

  /// Row of the head. Requires !empty() (checked).
  [[nodiscard]] std::uint32_t front() const {
    HOTLINE_REQUIRE(!empty());
    return front_;
  }

  /// Row of the last one; kNoRow: it is empty.
  [[nodiscard]] std::uint32_t back() const { return back_; }

  /// Requires that items[row].node.place, .since and .arrival are set and it stands in no line.
  template <class T>
  void push(Slab<T>& items, std::uint32_t row) {
    WaitingNode& node = items[row].node;
    std::uint32_t before = back_;
    while (before != kNoRow && node.place < items[before].node.place) {
      before = items[before].node.before;
    }
    node.before = before;
    node.behind = before == kNoRow ? front_ : items[before].node.behind;
    link(items, row);
    ++length_;
  }

  /// To the very front. The caller gives it a place and an arrival before all others.
  template <class T>
  void push_front(Slab<T>& items, std::uint32_t row) {
    items[row].node.before = kNoRow;
    items[row].node.behind = front_;
    link(items, row);
    ++length_;
  }

  template <class T>
  void remove(Slab<T>& items, std::uint32_t row) {
    WaitingNode& node = items[row].node;
    (node.before == kNoRow ? front_ : items[node.before].node.behind) = node.behind;
    (node.behind == kNoRow ? back_ : items[node.behind].node.before) = node.before;
    node.arrival = 0;
    --length_;
  }

  template <class A>
  void archive(A& a) {
    a(front_);
    a(back_);
    a(length_);
  }

 private:
  template <class T>
  void link(Slab<T>& items, std::uint32_t row) {
    const WaitingNode& node = items[row].node;
    (node.before == kNoRow ? front_ : items[node.before].node.behind) = row;
    (node.behind == kNoRow ? back_ : items[node.behind].node.before) = row;
  }

  std::uint32_t front_ = kNoRow;
  std::uint32_t back_ = kNoRow;
  std::size_t length_ = 0;
};

/// Everybody takes the place that `place(node)` gives him now, equal ones by arrival; who was put
/// to the very front stays there. Cost: O(n log n).
template <class T, class Place>
void reorder_line(WaitingLine& line, Slab<T>& items, const Place& place) {
  struct Waiting {
    SimTime place;
    std::uint64_t arrival;
    std::uint32_t row;
  };

  std::vector<Waiting> all;
  while (!line.empty()) {
    const std::uint32_t row = line.front();
    WaitingNode& node = items[row].node;
    if (node.place != kVeryFront) {
      node.place = place(node);
    }
    all.push_back(Waiting{node.place, node.arrival, row});
    line.remove(items, row);
  }
  std::stable_sort(all.begin(), all.end(), [](const Waiting& a, const Waiting& b) {
    return a.place != b.place ? a.place < b.place : a.arrival < b.arrival;
  });
  for (const Waiting& one : all) {
    items[one.row].node.arrival = one.arrival;
    line.push(items, one.row);
  }
}

}  // namespace hotline::sim
