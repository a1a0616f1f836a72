// sim/random/law_table.hpp: what a law of durations needs beside two numbers.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "sim/random/duration_law.hpp"

namespace hotline::sim {

/// A quantile function as polynomials of degree 5, sixteen for each halving of the probability
/// below a half and of that above, down to 2^-12. The bits of the probability name the polynomial,
/// so a look-up costs no search.
class QuantileCells {
 public:
  /// The value that is not exceeded with probability p or, if `above`, is exceeded with probability
  /// p; probably between low and high.
  using Inverse = std::function<double(double p, bool above, double low, double high)>;

  QuantileCells(const Inverse& exact, double mean);

  /// Seconds, or less than 0 where no polynomial holds.
  [[nodiscard]] double at(double u) const {
    const bool above = u >= 0.5;
    const double p = above ? 1 - u : u;
    const std::uint64_t place = (std::bit_cast<std::uint64_t>(p) >> (52 - kIndexBits)) - kFirst;
    if (place >= kCells) {
      return kNone;
    }
    const Cell& cell = cells_[above ? place + kCells : place];
    const double t = (p - cell.middle) * cell.per_half;
    const std::array<double, 6>& c = cell.c;
    return c[0] + t * (c[1] + t * (c[2] + t * (c[3] + t * (c[4] + t * c[5]))));
  }

  /// How many of them hold, for tests.
  [[nodiscard]] std::size_t good() const;
  static constexpr std::size_t kCells = std::size_t{11} * 16;  ///< on each side

 private:
  static constexpr int kIndexBits = 4;
  static constexpr std::uint64_t kFirst = std::bit_cast<std::uint64_t>(0x1p-12) >>
                                          (52 - kIndexBits);
  static constexpr double kNone = -1;

  struct Cell {
    double middle = 0;
    double per_half = 0;  ///< 1 / (half the width)
    std::array<double, 6> c{kNone, 0, 0, 0, 0, 0};
  };

  std::vector<Cell> cells_;
};

/// Linear between knots, in the probability itself or in the cumulative hazard -ln(1 - u).
struct PiecewiseQuantile {
  bool hazard = false;
  std::vector<std::pair<double, double>> knots;  ///< (probability or hazard, seconds)
};

struct LawTable {
  std::vector<std::pair<double, DurationLaw>> parts;  ///< kMixture, kAtZero; weights sum to 1
  PiecewiseQuantile piecewise;
  std::vector<QuantileCells> cells;  ///< kGamma (of scale 1), kMixture: one
};

/// The quantile before it is rounded and cut, in seconds.
[[nodiscard]] double quantile_seconds(const DurationLaw& law, double u);

[[nodiscard]] double quantile_seconds(const PiecewiseQuantile& law, double u);
[[nodiscard]] double mean_seconds(const PiecewiseQuantile& law);
[[nodiscard]] Tails tails(const PiecewiseQuantile& law, double seconds);

/// An x in [low, high] where a non-decreasing residual reaches 0 or jumps over it, to a few units
/// in the last place, on its upper side. Requires 0 <= low <= high and residual(high) >= 0 (not
/// checked). Source: T. R. Chandrupatla, Advances in Engineering Software 28 (1997) 145-149.
[[nodiscard]] double least_not_below(const std::function<double(double)>& residual, double low,
                                     double high);

/// x with P(X <= x) = p or, if `above`, P(X > x) = p, for the gamma law of scale 1;
/// low and high are where it probably lies.
[[nodiscard]] double gamma_inverse(double shape, double p, bool above, double low, double high);

/// The same for a mixture, in seconds.
[[nodiscard]] double mixture_inverse(const LawTable& table, double p, bool above);

}  // namespace hotline::sim
