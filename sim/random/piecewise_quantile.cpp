#include <algorithm>

#include "sim/random/arithmetic.hpp"
#include "sim/random/law_table.hpp"

namespace hotline::sim {
namespace {

using Knot = std::pair<double, double>;

double between(double from, double from_value, double to, double to_value, double at) {
  return to > from ? from_value + (at - from) / (to - from) * (to_value - from_value) : from_value;
}

}  // namespace

double quantile_seconds(const PiecewiseQuantile& law, double u) {
  const double at = law.hazard ? -fixed_log(1 - u) : u;
  const auto after = std::lower_bound(law.knots.begin(), law.knots.end(), at,
                                      [](const Knot& knot, double c) { return knot.first < c; });
  if (after == law.knots.begin()) {
    return after->second;
  }
  const Knot& before = *(after - 1);
  return after == law.knots.end()
             ? before.second
             : between(before.first, before.second, after->first, after->second, at);
}

double mean_seconds(const PiecewiseQuantile& law) {
  double mean = 0;
  for (std::size_t i = 1; i < law.knots.size(); ++i) {
    const auto& [a, x] = law.knots[i - 1];
    const auto& [b, y] = law.knots[i];
    if (!law.hazard) {
      mean += (b - a) * (x + y) / 2;
    } else if (b > a) {  // the integral of x + s (h - a), s the slope, over e^-h
      const double slope = (y - x) / (b - a);
      mean += (x + slope) * fixed_exp(-a) - (y + slope) * fixed_exp(-b);
    }
  }
  return mean;
}

Tails tails(const PiecewiseQuantile& law, double seconds) {
  const auto after = std::upper_bound(law.knots.begin(), law.knots.end(), seconds,
                                      [](double x, const Knot& knot) { return x < knot.second; });
  double at = 0;
  if (after == law.knots.end()) {
    at = law.knots.back().first;
  } else if (after != law.knots.begin()) {
    const Knot& before = *(after - 1);
    at = between(before.second, before.first, after->second, after->first, seconds);
  }
  return law.hazard ? Tails{one_minus_exp(at), fixed_exp(-at)} : Tails{at, 1 - at};
}

}  // namespace hotline::sim
