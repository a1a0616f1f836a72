#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/contract.hpp"
#include "sim/random/arithmetic.hpp"
#include "sim/random/law_table.hpp"

namespace hotline::sim {
namespace {

using Family = DurationLaw::Family;
using Knots = std::vector<std::pair<double, double>>;

const double kStays = to_seconds(kMaxSpan);

DurationLaw piecewise(bool hazard, Knots knots) {
  auto table = std::make_shared<LawTable>();
  table->piecewise = PiecewiseQuantile{hazard, std::move(knots)};
  return DurationLaw{Family::kPiecewise, 0, 0, std::move(table)};
}

}  // namespace

DurationLaw gamma_law(double mean_seconds, double shape) {
  HOTLINE_REQUIRE(mean_seconds > 0);
  auto table = std::make_shared<LawTable>();
  table->cells.emplace_back(
      [shape](double p, bool above, double low, double high) {
        return gamma_inverse(shape, p, above, low, high);
      },
      shape);
  return DurationLaw{Family::kGamma, mean_seconds / shape, shape, std::move(table)};
}

DurationLaw with_mass_at_zero(double mass, const DurationLaw& law) {
  HOTLINE_REQUIRE(mass >= 0 && mass <= 1);
  if (mass == 0) {
    return law;
  }
  if (mass == 1) {
    return DurationLaw{Family::kConstant, 0, 0, nullptr};
  }
  auto table = std::make_shared<LawTable>();
  table->parts.emplace_back(1, law);
  return DurationLaw{Family::kAtZero, 0, mass, std::move(table)};
}

DurationLaw mixture_law(std::vector<std::pair<double, DurationLaw>> parts) {
  HOTLINE_REQUIRE(!parts.empty());
  double sum = 0;
  for (const auto& [weight, part] : parts) {
    HOTLINE_REQUIRE(weight > 0);
    sum += weight;
  }
  if (parts.size() == 1) {
    return parts.front().second;
  }
  auto table = std::make_shared<LawTable>();
  double mean = 0;
  for (auto& [weight, part] : parts) {
    weight /= sum;
    mean += weight * std::min(mean_seconds(part), kStays);
  }
  table->parts = std::move(parts);
  table->cells.emplace_back([&](double p, bool above, double /*low*/,
                                double /*high*/) { return mixture_inverse(*table, p, above); },
                            mean);
  return DurationLaw{Family::kMixture, 0, 0, std::move(table)};
}

DurationLaw hyperexponential_law(double mean_seconds, double cv) {
  HOTLINE_REQUIRE(mean_seconds > 0 && cv >= 1);
  const double square = cv * cv;
  const double p = (1 + std::sqrt((square - 1) / (square + 1))) / 2;
  const auto phase = [&](double weight) {
    return std::pair(weight,
                     DurationLaw{Family::kExponential, mean_seconds / (2 * weight), 0, nullptr});
  };
  return p > 0.5 ? mixture_law({phase(p), phase(1 - p)}) : phase(0.5).second;
}

DurationLaw empirical_law(std::vector<double> seconds) {
  HOTLINE_REQUIRE(!seconds.empty());
  std::sort(seconds.begin(), seconds.end());
  Knots knots;
  const auto n = static_cast<double>(seconds.size());
  for (std::size_t i = 0; i < seconds.size(); ++i) {
    knots.emplace_back(static_cast<double>(i) / n, seconds[i]);
    knots.emplace_back(static_cast<double>(i + 1) / n, seconds[i]);
  }
  return piecewise(false, std::move(knots));
}

DurationLaw quantile_law(const Knots& quantiles) {
  HOTLINE_REQUIRE(quantiles.size() >= 2 && std::is_sorted(quantiles.begin(), quantiles.end()));
  HOTLINE_REQUIRE(quantiles.front().first == 0 && quantiles.back().first == 1);
  HOTLINE_REQUIRE(std::is_sorted(quantiles.begin(), quantiles.end(),
                                 [](auto& a, auto& b) { return a.second < b.second; }));
  return piecewise(false, quantiles);
}

DurationLaw hazard_law(const Knots& hazard) {
  HOTLINE_REQUIRE(!hazard.empty() && hazard.front().first == 0);
  constexpr double kBeyond = 40;  // no uniform has a greater hazard: -ln 2^-53 = 36.7
  Knots knots{{0, 0}};
  double sum = 0;
  for (std::size_t i = 0; i + 1 < hazard.size(); ++i) {
    const double length = hazard[i + 1].first - hazard[i].first;
    HOTLINE_REQUIRE(length > 0 && hazard[i].second >= 0);
    sum += hazard[i].second * length;
    knots.emplace_back(sum, hazard[i + 1].first);
  }
  const auto& [from, last] = hazard.back();
  if (last > 0) {
    knots.emplace_back(sum + kBeyond, from + kBeyond / last);
  } else {
    knots.emplace_back(sum, kStays);
    knots.emplace_back(sum + kBeyond, kStays);
  }
  return piecewise(true, std::move(knots));
}

DurationLaw survival_law(const Knots& survival) {
  Knots knots;
  double gone = 0;
  double before = 0;
  for (const auto& [at, left] : survival) {
    HOTLINE_REQUIRE(at >= before && left >= 0 && 1 - left >= gone);
    knots.emplace_back(gone, at);
    gone = 1 - left;
    knots.emplace_back(gone, at);
    before = at;
  }
  if (gone < 1) {
    knots.emplace_back(gone, kStays);
    knots.emplace_back(1, kStays);
  }
  return piecewise(false, std::move(knots));
}

}  // namespace hotline::sim
