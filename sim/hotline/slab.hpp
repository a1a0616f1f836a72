// sim/hotline/slab.hpp: a table whose rows are re-used.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/contract.hpp"

namespace hotline::sim {

/// Rows of T, named by number; a freed row is given out again, last freed first. Memory is bounded
/// by the greatest number of rows in use at once. Copying copies all rows under the same numbers.
template <class T>
class Slab {
 public:
  std::uint32_t add(const T& value) {
    if (free_.empty()) {
      HOTLINE_REQUIRE(rows_.size() < UINT32_MAX);
      rows_.push_back(value);
      return static_cast<std::uint32_t>(rows_.size() - 1);
    }
    const std::uint32_t row = free_.back();
    free_.pop_back();
    rows_[row] = value;
    return row;
  }

  /// A row whose content means nothing yet: whatever stood there before.
  std::uint32_t take() {
    if (free_.empty()) {
      HOTLINE_REQUIRE(rows_.size() < UINT32_MAX);
      rows_.emplace_back();
      return static_cast<std::uint32_t>(rows_.size() - 1);
    }
    const std::uint32_t row = free_.back();
    free_.pop_back();
    return row;
  }

  void remove(std::uint32_t row) { free_.push_back(row); }

  [[nodiscard]] T& operator[](std::uint32_t row) { return rows_[row]; }

  [[nodiscard]] const T& operator[](std::uint32_t row) const { return rows_[row]; }

  [[nodiscard]] std::size_t size() const { return rows_.size() - free_.size(); }

  template <class A>
  void archive(A& a) {
    a(rows_);
    a(free_);
  }

 private:
  std::vector<T> rows_;
  std::vector<std::uint32_t> free_;
};

}  // namespace hotline::sim
