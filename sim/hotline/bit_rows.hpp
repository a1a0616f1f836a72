// sim/hotline/bit_rows.hpp: sets of small numbers, as bits.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace hotline::sim {

/// A table of sets: row r is a set of columns. One row is a set of its own.
class BitRows {
 public:
  BitRows() = default;

  BitRows(std::size_t rows, std::size_t columns)
      : words_((columns + 63) / 64), bits_(rows * words_) {}

  /// Words of 64 columns in a row.
  [[nodiscard]] std::size_t words() const { return words_; }

  [[nodiscard]] std::uint64_t word(std::size_t row, std::size_t w) const {
    return bits_[row * words_ + w];
  }

  [[nodiscard]] bool has(std::size_t row, std::size_t column) const {
    return (word(row, column / 64) >> (column % 64) & 1) != 0;
  }

  void insert(std::size_t row, std::size_t column) {
    bits_[row * words_ + column / 64] |= std::uint64_t{1} << (column % 64);
  }

  void erase(std::size_t row, std::size_t column) {
    bits_[row * words_ + column / 64] &= ~(std::uint64_t{1} << (column % 64));
  }

  template <class A>
  void archive(A& a) {
    a(words_);
    a(bits_);
  }

 private:
  std::size_t words_ = 0;
  std::vector<std::uint64_t> bits_;
};

/// Calls visit(n) for each set bit, n = 64 w + its position, lowest first.
template <class Visit>
void for_each_bit(std::uint64_t word, std::size_t w, Visit visit) {
  for (; word != 0; word &= word - 1) {
    visit(static_cast<std::uint32_t>(64 * w) + static_cast<std::uint32_t>(std::countr_zero(word)));
  }
}

}  // namespace hotline::sim
