// sim/random/arithmetic.hpp: logarithm, exponential and normal quantile with the same bits
// everywhere.
//
// The C library picks log and exp by CPU at run time, and their last bits differ. What decides an
// event must not: these use only + - * / and sqrt, which IEEE 754 rounds correctly, in a fixed
// order (compiled with -ffp-contract=off). Accurate to a few units in the last place, which the
// tests hold against the C library.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "core/base/contract.hpp"
#include "sim/random/arithmetic_tables.hpp"

namespace hotline::sim {

/// Natural logarithm. Requires x > 0 and finite (checked). Error below 2 ulp.
///
/// x = 2^k m and c near 1/m from a table, so that r = c m - 1 is small and exact but for one
/// rounding: ln x = k ln 2 - ln c + ln(1 + r), the last by its series. Source: P. T. P. Tang,
/// Table-driven implementation of the logarithm function, ACM TOMS 16 (1990) 378-400. Where m is
/// nearly 1, c is 1, and the result is as accurate relatively as anywhere.
[[nodiscard]] inline double fixed_log(double x) {
  HOTLINE_REQUIRE(x > 0 && x <= 1.7976931348623157e308);
  std::int64_t shift = 0;
  if (x < 2.2250738585072014e-308) {  // subnormal: scale up, exactly
    x *= 18014398509481984.0;         // 2^54
    shift = -54;
  }
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const std::uint64_t above = bits - detail::kLogLeast;  // m in [11/16, 22/16)
  const auto exponent = static_cast<std::int64_t>(above) >> 52;
  const std::uint64_t m_bits = bits - (static_cast<std::uint64_t>(exponent) << 52);
  const detail::LogTable::Entry& entry =
      detail::kLogTable
          .entries[(above >> (52 - detail::LogTable::kIndexBits)) % detail::LogTable::kSize];
  // c has 10 bits: both products are exact, and so is the difference.
  const auto m_high = std::bit_cast<double>(m_bits & ~std::uint64_t{0x3ff});
  const double m_low = std::bit_cast<double>(m_bits) - m_high;
  const double r = (m_high * entry.c - 1) + m_low * entry.c;
  // ln(1 + r) - r = r^2 (-1/2 + r/3 - ... - r^6/8): |r| <= 2^-7, so the next term is below 2^-58 r.
  const double r2 = r * r;
  const double tail =
      (-1.0 / 2 + r * (1.0 / 3)) +
      r2 * ((-1.0 / 4 + r * (1.0 / 5)) + r2 * ((-1.0 / 6 + r * (1.0 / 7)) + r2 * (-1.0 / 8)));
  const auto k = static_cast<double>(exponent + shift);
  return (k * detail::kLn2High + entry.minus_log_c) + (r + (r2 * tail + k * detail::kLn2Low));
}

/// e^x for |x| <= 700; beyond, the value at the bound. Error below 2 ulp.
///
/// x = k ln2 / 64 + r: e^x = 2^(k/64) e^r, the first from a table, the second by its series.
/// Source: P. T. P. Tang, Table-driven implementation of the exponential function, ACM TOMS 15
/// (1989) 144-157.
[[nodiscard]] inline double fixed_exp(double x) {
  x = x > 700 ? 700 : x;
  x = x < -700 ? -700 : x;
  // Adding 1.5 * 2^52 rounds to a whole number, which then stands in the low bits.
  constexpr double kToWhole = 6755399441055744.0;
  constexpr double kPerLn2 = 64 * 1.44269504088896338700e+00;
  const double shifted = x * kPerLn2 + kToWhole;
  const auto whole = std::bit_cast<std::uint64_t>(shifted);
  const double k = shifted - kToWhole;
  const double r = (x - k * (detail::kLn2High / 64)) - k * (detail::kLn2Low / 64);  // |r| < 0.0055
  // e^r - 1 = r + r^2/2! + ... + r^6/6!: the next term is below 2^-60 r.
  const double r2 = r * r;
  const double tail =
      r + r2 * ((1.0 / 2 + r * (1.0 / 6)) + r2 * ((1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720)));
  // The table's words lack what the low six bits of `whole` add here.
  const auto scale = std::bit_cast<double>(
      detail::kExpTable.words[whole % detail::ExpTable::kSize] + (whole << 46));
  return scale + scale * tail;
}

/// cos(2 pi x) for 0 <= x <= 1 (checked). Error below 1e-15: by the quarter, then its series.
[[nodiscard]] double fixed_cos_of_turn(double x);

/// z with P(Z <= z) = p for a standard normal Z. Requires 0 < p < 1 (checked). Relative error about
/// 1e-16 (M. J. Wichura, Algorithm AS 241, Appl. Statist. 37 (1988) 477-484, routine PPND16).
[[nodiscard]] double normal_quantile(double p);

}  // namespace hotline::sim
