#include "sim/city/busyness.hpp"

#include <cmath>

#include "core/base/contract.hpp"
#include "sim/random/arithmetic.hpp"
#include "sim/random/law_table.hpp"

namespace hotline::sim {
namespace {

/// The gamma law of mean 1 and this cv where the normal law has z.
double gamma_factor(double cv, double z) {
  const double shape = 1 / (cv * cv);
  const Tails there = normal_tails(z);
  return gamma_inverse(shape, z > 0 ? there.above : there.below, z > 0, 0, shape) / shape;
}

}  // namespace

BusynessFactors::BusynessFactors(const Busyness& busyness, SimTime first_day, std::uint32_t group)
    : sigma_(busyness.gamma ? busyness.cv : std::sqrt(fixed_log(1 + busyness.cv * busyness.cv))),
      autocorrelation_(busyness.autocorrelation),
      gamma_(busyness.gamma),
      group_(group),
      first_day_(day_number(first_day)) {}

double BusynessFactors::of_day(std::int64_t day, const RandomBook& book) {
  HOTLINE_REQUIRE(day >= 0);
  const double fresh = std::sqrt(1 - autocorrelation_ * autocorrelation_);
  while (static_cast<std::int64_t>(z_.size()) <= day) {
    const auto number = static_cast<std::uint64_t>(first_day_) + z_.size();
    const double u = group_ == 0 ? book.uniform(Purpose::kBusyness, number)
                                 : book.uniform(Purpose::kGroupBusyness, number, group_);
    const double e = normal_quantile(u);
    z_.push_back(z_.empty() ? e : autocorrelation_ * z_.back() + fresh * e);
    factors_.push_back(gamma_ ? gamma_factor(sigma_, z_.back())
                              : fixed_exp(sigma_ * z_.back() - sigma_ * sigma_ / 2));
  }
  return factors_[static_cast<std::size_t>(day)];
}

}  // namespace hotline::sim
