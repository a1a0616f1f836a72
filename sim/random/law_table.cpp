#include "sim/random/law_table.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/contract.hpp"
#include "core/base/time.hpp"
#include "sim/random/arithmetic.hpp"

namespace hotline::sim {
namespace {

constexpr std::size_t kNodes = 6;
constexpr double kRelativeError = 1e-9;  ///< of a polynomial that is kept
constexpr double kErrorOfMean = 1e-12;

/// Chebyshev's points on [-1, 1]: cos((2k+1) pi/12).
constexpr std::array<double, kNodes> kPoints{-0.96592582628906828675, -0.70710678118654752440,
                                             -0.25881904510252076235, 0.25881904510252076235,
                                             0.70710678118654752440,  0.96592582628906828675};

/// Where a polynomial is tried: between the points, and at both ends.
constexpr std::array<double, 9> kTrials{-1, -0.99, -0.85, -0.5, 0, 0.5, 0.85, 0.99, 1};

/// Coefficients of the polynomial through the values at the points (Newton's divided differences,
/// expanded).
std::array<double, kNodes> interpolated(std::array<double, kNodes> values) {
  for (std::size_t order = 1; order < kNodes; ++order) {
    for (std::size_t i = kNodes - 1; i >= order; --i) {
      values[i] = (values[i] - values[i - 1]) / (kPoints[i] - kPoints[i - order]);
    }
  }
  std::array<double, kNodes> c{};
  for (std::size_t i = kNodes; i-- > 0;) {  // c <- c (t - point) + value
    for (std::size_t j = kNodes - 1; j > 0; --j) {
      c[j] = c[j - 1] - kPoints[i] * c[j];
    }
    c[0] = values[i] - kPoints[i] * c[0];
  }
  return c;
}

double polynomial(const std::array<double, kNodes>& c, double t) {
  return c[0] + t * (c[1] + t * (c[2] + t * (c[3] + t * (c[4] + t * c[5]))));
}

}  // namespace

QuantileCells::QuantileCells(const Inverse& exact, double mean) : cells_(2 * kCells) {
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const bool above = i >= kCells;
    const std::uint64_t place = kFirst + i % kCells;
    const auto least = std::bit_cast<double>(place << (52 - kIndexBits));
    const auto next = std::bit_cast<double>((place + 1) << (52 - kIndexBits));
    const double half = (next - least) / 2;
    Cell cell;
    cell.middle = least + half;
    cell.per_half = 1 / half;
    const double one_end = exact(least, above, 0, mean);
    const double other_end = exact(next, above, 0, mean);
    const double low = std::min(one_end, other_end) * (1 - 1e-9);
    const double high = std::max(one_end, other_end) * (1 + 1e-9);
    const auto value = [&](double t) { return exact(cell.middle + half * t, above, low, high); };
    std::array<double, kNodes> values{};
    std::transform(kPoints.begin(), kPoints.end(), values.begin(), value);
    const std::array<double, kNodes> c = interpolated(values);
    const bool holds = std::all_of(kTrials.begin(), kTrials.end(), [&](double t) {
      const double wanted = value(t);
      const double found = polynomial(c, t);
      return found >= 0 &&
             std::fabs(found - wanted) <= kRelativeError * wanted + kErrorOfMean * mean;
    });
    if (holds) {
      cell.c = c;
    }
    cells_[i] = cell;
  }
}

std::size_t QuantileCells::good() const {
  return static_cast<std::size_t>(
      std::count_if(cells_.begin(), cells_.end(), [](const Cell& cell) { return cell.c[0] >= 0; }));
}

namespace {

/// Where the residual was asked for, and what it was.
struct Point {
  double x = 0;
  double residual = 0;
};

/// Narrows a bracket down to one order of magnitude, or to nothing.
void narrow_by_orders(const std::function<double(double)>& residual, Point& low, Point& high) {
  constexpr double kNothing = 1e-40;  // of any unit: no microsecond
  while (high.x > 2 * low.x && high.x > kNothing) {
    const double x = low.x > 0 ? std::sqrt(low.x) * std::sqrt(high.x) : high.x / 16;
    const double here = residual(x);
    (here >= 0 ? high : low) = Point{x, here};
  }
}

/// Where to look next, as a part of the way from a to b: by inverse quadratic interpolation where
/// that is safe, else in the middle. The bracket is [a, b] or [b, a], c the end it had before.
double next_part(const Point& a, const Point& b, const Point& c) {
  const double xi = (a.x - b.x) / (c.x - b.x);
  const double phi = (a.residual - b.residual) / (c.residual - b.residual);
  if (phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi) {
    return a.residual / (b.residual - a.residual) * c.residual / (b.residual - c.residual) +
           (c.x - a.x) / (b.x - a.x) * a.residual / (c.residual - a.residual) * b.residual /
               (c.residual - b.residual);
  }
  return 0.5;
}

}  // namespace

double least_not_below(const std::function<double(double)>& residual, double low, double high) {
  Point b{low, residual(low)};
  if (b.residual >= 0) {
    return low;
  }
  Point a{high, residual(high)};
  narrow_by_orders(residual, b, a);
  for (double t = 0.5; a.residual != 0;) {
    const double x = a.x + t * (b.x - a.x);
    const Point next{x, residual(x)};
    const bool same_side = (next.residual >= 0) == (a.residual >= 0);
    const Point c = same_side ? a : b;
    if (!same_side) {
      b = a;
    }
    a = next;
    const double least_t = 8 * 0x1p-52 * a.x / std::fabs(b.x - a.x);
    if (!(least_t < 0.5)) {
      break;
    }
    t = std::clamp(next_part(a, b, c), least_t, 1 - least_t);
  }
  return a.residual >= 0 ? a.x : b.x;
}

double gamma_inverse(double shape, double p, bool above, double low, double high) {
  const auto residual = [&](double x) {
    const Tails here = gamma_tails(shape, x);
    return above ? p - here.above : here.below - p;
  };
  high = std::max(high, shape * 1e-9);
  while (residual(high) < 0) {
    high *= 2;
  }
  return least_not_below(residual, residual(low) < 0 ? low : 0, high);
}

double mixture_inverse(const LawTable& table, double p, bool above) {
  constexpr double kBelowOne = 1 - 0x1p-53;
  const double u = std::min(above ? 1 - p : p, kBelowOne);
  double low = to_seconds(kMaxSpan);
  double high = 0;
  for (const auto& [weight, part] : table.parts) {  // the answer lies between the parts'
    const double x = quantile_seconds(part, u);
    low = std::min(low, x);
    high = std::max(high, x);
  }
  const auto residual = [&](double x) {
    double below = 0;
    double beyond = 0;
    for (const auto& [weight, part] : table.parts) {
      const Tails here = tails(part, x);
      below += weight * here.below;
      beyond += weight * here.above;
    }
    return above ? p - beyond : below - p;
  };
  // The parts' own quantiles are rounded: a little room on both sides.
  low *= 1 - 1e-8;
  high = high * (1 + 1e-8) + 1e-12;
  return least_not_below(residual, low, high);
}

}  // namespace hotline::sim
