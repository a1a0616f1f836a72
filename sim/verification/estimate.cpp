#include "sim/verification/estimate.hpp"

#include <cmath>
#include <vector>

#include "core/stats/interval.hpp"

namespace hotline::sim {
namespace {

std::optional<Estimate> estimate_of(const stats::Tally& tally, double level) {
  const auto shown = stats::student_interval(tally, level);
  const auto strict = stats::student_interval(tally, kStrictLevel);
  if (!shown || !strict) {
    return std::nullopt;
  }
  return Estimate{shown->mean, shown->half_width, strict->half_width, tally.count()};
}

stats::Tally tally_of(std::span<const double> values) {
  stats::Tally tally;
  for (const double x : values) {
    if (!std::isnan(x)) {
      tally.add(x);
    }
  }
  return tally;
}

}  // namespace

std::optional<Estimate> mean_of(std::span<const double> values, double level) {
  return estimate_of(tally_of(values), level);
}

std::optional<Estimate> ratio_of(std::span<const Ratio> values, double level) {
  stats::Tally numerators;
  stats::Tally denominators;
  for (const Ratio& one : values) {
    if (!std::isnan(one.numerator) && !std::isnan(one.denominator)) {
      numerators.add(one.numerator);
      denominators.add(one.denominator);
    }
  }
  const double below = denominators.mean().value_or(0);
  if (below == 0) {
    return std::nullopt;
  }
  const double ratio = *numerators.mean() / below;
  stats::Tally linear;
  for (const Ratio& one : values) {
    if (!std::isnan(one.numerator) && !std::isnan(one.denominator)) {
      linear.add(ratio + (one.numerator - ratio * one.denominator) / below);
    }
  }
  std::optional<Estimate> estimate = estimate_of(linear, level);
  if (estimate) {
    estimate->value = ratio;
  }
  return estimate;
}

std::optional<Estimate> variance_of(std::span<const double> values, bool root, double level) {
  const stats::Tally tally = tally_of(values);
  const std::optional<double> variance = tally.variance();
  if (!variance) {
    return std::nullopt;
  }
  const auto n = static_cast<double>(tally.count());
  stats::Tally squares;
  for (const double x : values) {
    if (!std::isnan(x)) {
      const double distance = x - *tally.mean();
      squares.add(distance * distance * n / (n - 1));
    }
  }
  std::optional<Estimate> estimate = estimate_of(squares, level);
  if (root && estimate && estimate->value > 0) {
    estimate->value = std::sqrt(estimate->value);
    estimate->half_width /= 2 * estimate->value;
    estimate->strict_half_width /= 2 * estimate->value;
  }
  return estimate;
}

std::optional<Estimate> jackknife_of(double all, std::span<const double> without, double level) {
  const auto groups = static_cast<double>(without.size());
  std::vector<double> pseudo;
  pseudo.reserve(without.size());
  for (const double left : without) {
    pseudo.push_back(groups * all - (groups - 1) * left);
  }
  return std::isnan(all) ? std::nullopt : mean_of(pseudo, level);
}

}  // namespace hotline::sim
