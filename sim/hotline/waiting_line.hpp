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
/// Who overtakes many leaves marks on the way, one each kStride items, so that the next one finds
/// his place by bisection. Under FIFO nobody overtakes and there are no marks. Marks change no
/// order: they are not part of the state.
///
/// Cost  push O(1) if the item belongs at the end (always so under FIFO), else O(kStride + log n)
///       and now and then a mark; front O(1); remove O(1), or O(log n) where there are marks. No
///       allocation once the greatest load has been seen.
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
    const std::uint32_t before = last_up_to(items, Spot{node.place, node.arrival});
    node.before = before;
    node.behind = before == kNoRow ? front_ : items[before].node.behind;
    link(items, row);
    ++length_;
  }

  /// Any place behind those at the very front, each with the same probability; `u` is uniform on
  /// (0, 1). Sets the place so that the order is kept. Cost: O(length).
  template <class T>
  void push_anywhere(Slab<T>& items, std::uint32_t row, double u) {
    std::uint32_t before = kNoRow;
    std::uint32_t behind = front_;
    std::size_t others = length_;
    const auto step = [&] {
      before = behind;
      behind = items[behind].node.behind;
    };
    for (; behind != kNoRow && items[behind].node.place == kVeryFront; --others) {
      step();
    }
    WaitingNode& node = items[row].node;
    node.place = behind != kNoRow ? items[behind].node.place : node.since;
    for (auto ahead = static_cast<std::size_t>(u * static_cast<double>(others + 1)); ahead > 0;
         --ahead) {
      node.place = items[behind].node.place;
      step();
    }
    node.before = before;
    node.behind = behind;
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
    if (!marks_.empty()) {
      forget(row, Spot{node.place, node.arrival});
    }
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
    marks_.clear();  // of what stood here before
  }

 private:
  /// Where one stands.
  struct Spot {
    SimTime place{};
    std::uint64_t arrival = 0;

    friend bool operator<(const Spot& a, const Spot& b) {
      return a.place != b.place ? a.place < b.place : a.arrival < b.arrival;
    }
  };

  /// Somebody in the line, to begin a search at.
  struct Mark {
    Spot spot;
    std::uint32_t row = kNoRow;
  };

  template <class T>
  [[nodiscard]] static Spot spot_of(const Slab<T>& items, std::uint32_t row) {
    return Spot{items[row].node.place, items[row].node.arrival};
  }

  static constexpr std::size_t kStride = 32;

  /// Row of the last one who does not stand behind the spot; kNoRow: all do.
  template <class T>
  [[nodiscard]] std::uint32_t last_up_to(const Slab<T>& items, const Spot& spot) {
    std::uint32_t before = back_;
    for (std::size_t step = 0; step < kStride; ++step) {
      if (before == kNoRow || !(spot < spot_of(items, before))) {
        return before;
      }
      before = items[before].node.before;
    }
    return search_from(items, spot, before);
  }

  /// The same, for who overtakes all behind `before`.
  template <class T>
  [[nodiscard]] std::uint32_t search_from(const Slab<T>& items, const Spot& spot,
                                          std::uint32_t before) {
    const auto nearest =
        std::upper_bound(marks_.begin(), marks_.end(), spot,
                         [](const Spot& at, const Mark& mark) { return at < mark.spot; });
    const auto index = nearest - marks_.begin();
    if (nearest != marks_.end()) {
      before = nearest->row;
    }
    for (std::size_t step = 1; before != kNoRow && spot < spot_of(items, before); ++step) {
      if (step % kStride == 0) {
        marks_.insert(marks_.begin() + index, Mark{spot_of(items, before), before});
      }
      before = items[before].node.before;
    }
    return before;
  }

  void forget(std::uint32_t row, const Spot& spot) {
    const auto mark =
        std::lower_bound(marks_.begin(), marks_.end(), spot,
                         [](const Mark& one, const Spot& at) { return one.spot < at; });
    if (mark != marks_.end() && mark->row == row) {
      marks_.erase(mark);
    }
  }

  template <class T>
  void link(Slab<T>& items, std::uint32_t row) {
    const WaitingNode& node = items[row].node;
    (node.before == kNoRow ? front_ : items[node.before].node.behind) = row;
    (node.behind == kNoRow ? back_ : items[node.behind].node.before) = row;
  }

  std::uint32_t front_ = kNoRow;
  std::uint32_t back_ = kNoRow;
  std::size_t length_ = 0;
  std::vector<Mark> marks_;  ///< in the order of the line
};

/// Everybody takes the place that `place(item)` gives him now, equal ones by arrival; who was put
/// to the very front stays there. Cost: O(n log n).
template <class T, class Place>
void reorder_line(WaitingLine& line, Slab<T>& items, const Place& place) {
  struct Waiting {
    SimTime place;
    std::uint64_t arrival = 0;
    std::uint32_t row = 0;
  };

  std::vector<Waiting> all;
  while (!line.empty()) {
    const std::uint32_t row = line.front();
    WaitingNode& node = items[row].node;
    const std::uint64_t arrival = node.arrival;
    line.remove(items, row);
    if (node.place != kVeryFront) {
      node.place = place(items[row]);
    }
    all.push_back(Waiting{node.place, arrival, row});
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
