// sim/random/arithmetic_tables.hpp: tables of logarithms and of powers of two, computed by the
// compiler in whole numbers, so that every compiler finds the same.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace hotline::sim::detail {

__extension__ using Wide = unsigned __int128;

// ln 2 in two parts: the first has 32 trailing zero bits, so that k * kLn2High is exact for |k| <
// 2^32.
inline constexpr double kLn2High = 6.93147180369123816490e-01;
inline constexpr double kLn2Low = 1.90821492927058770002e-10;

/// 2^100 ln(a / b), rounded down, for 2^11 > a >= b > 0 and a - b < 2^10: twice the series of the
/// area tangent of (a - b) / (a + b).
[[nodiscard]] constexpr Wide log_of_ratio(std::uint32_t a, std::uint32_t b) {
  const Wide difference = a - b;
  const Wide sum = a + b;
  Wide power = (difference << 101) / sum;
  Wide total = 0;
  for (unsigned n = 1; power != 0; n += 2) {
    total += power / n;
    power = power * (difference * difference) / (sum * sum);
  }
  return total;
}

/// The bits of 11/16, where the interval of mantissas begins.
inline constexpr std::uint64_t kLogLeast = 0x3fe6000000000000ULL;

/// For each of 128 intervals of [11/16, 22/16): c = n / 512 near 1 / m, and -ln c.
struct LogTable {
  static constexpr int kIndexBits = 7;
  static constexpr std::size_t kSize = std::size_t{1} << kIndexBits;

  struct Entry {
    double c = 1;
    double minus_log_c = 0;
  };

  std::array<Entry, kSize> entries{};

  constexpr LogTable() {
    // Below 1 an interval is 1/256 wide, above it 1/128: 80 and 48 of them. The two that meet at 1
    // keep c = 1.
    constexpr std::uint32_t kBelowOne = 80;
    for (std::uint32_t i = 0; i < kSize; ++i) {
      if (i == kBelowOne - 1 || i == kBelowOne) {
        continue;
      }
      // The middle of the interval, in 512ths.
      const std::uint32_t middle =
          i < kBelowOne ? 2 * (176 + i) + 1 : 2 * (256 + 2 * (i - kBelowOne) + 1);
      const std::uint32_t n = (512 * 512 + middle / 2) / middle;
      entries[i].c = n / 512.0;
      const auto size = static_cast<double>(n < 512 ? log_of_ratio(512, n) : log_of_ratio(n, 512));
      entries[i].minus_log_c = (n < 512 ? size : -size) * 0x1p-100;
    }
  }
};

inline constexpr LogTable kLogTable;

/// The bits of 2^(i/64), less i * 2^46.
struct ExpTable {
  static constexpr std::size_t kSize = 64;

  std::array<std::uint64_t, kSize> words{};

  constexpr ExpTable() {
    // e^y with y = i ln2 / 64 in units of 2^-62, by its series.
    const Wide ln2 = log_of_ratio(2, 1) >> 38;
    for (std::uint64_t i = 0; i < kSize; ++i) {
      const Wide y = ln2 * i / kSize;
      Wide term = Wide{1} << 62;
      Wide total = 0;
      for (unsigned n = 1; term != 0; ++n) {
        total += term;
        term = ((term * y) >> 62) / n;
      }
      const double power = static_cast<double>(static_cast<std::uint64_t>(total)) * 0x1p-62;
      words[i] = std::bit_cast<std::uint64_t>(power) - (i << 46);
    }
  }
};

inline constexpr ExpTable kExpTable;

}  // namespace hotline::sim::detail
