#include "sim/city/arrivals.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/contract.hpp"
#include "sim/random/arithmetic.hpp"

namespace hotline::sim {
BusynessFactors::BusynessFactors(const Busyness& busyness, SimTime first_day)
    : sigma_(std::sqrt(fixed_log(1 + busyness.cv * busyness.cv))),
      autocorrelation_(busyness.autocorrelation),
      first_day_(day_number(first_day)) {}

double BusynessFactors::at(SimTime t, const RandomBook& book) {
  if (sigma_ == 0) {
    return 1;
  }
  const std::int64_t day = day_number(t) - first_day_;
  HOTLINE_REQUIRE(day >= 0);
  const double fresh = std::sqrt(1 - autocorrelation_ * autocorrelation_);
  while (static_cast<std::int64_t>(z_.size()) <= day) {
    const auto number = static_cast<std::uint64_t>(first_day_) + z_.size();
    const double e = normal_quantile(book.uniform(Purpose::kBusyness, number));
    z_.push_back(z_.empty() ? e : autocorrelation_ * z_.back() + fresh * e);
  }
  return fixed_exp(sigma_ * z_[static_cast<std::size_t>(day)] - sigma_ * sigma_ / 2);
}

double hourly_rate(const Demand& demand, SimTime t) {
  return demand.per_day / 24 * demand.hour[static_cast<std::size_t>(hour_of_day(t))] *
         demand.weekday[static_cast<std::size_t>(weekday(t))] *
         demand.month[static_cast<std::size_t>(month(t))];
}

void ArrivalProcess::enter_hour(SimTime t, const RandomBook& book, BusynessFactors& busyness) {
  const Duration since_midnight = t - start_of_day(t);
  hour_begin_ = t - since_midnight % kHour;
  hour_end_ = hour_begin_ + kHour;
  per_us_ = hourly_rate(*demand_, t) * busyness.at(t, book) / static_cast<double>(kHour.count());
}

SimTime ArrivalProcess::next(SimTime after, const RandomBook& book, BusynessFactors& busyness) {
  double left = -fixed_log(1 - book.uniform(Purpose::kGap, source_, drawn_++));
  if (demand_->per_day == 0) {
    return kNever;
  }
  SimTime t = after;
  while (t - after < kMaxSpan) {
    if (t < hour_begin_ || t >= hour_end_) {
      enter_hour(t, book, busyness);
    }
    const double expected = per_us_ * static_cast<double>((hour_end_ - t).count());
    if (left <= expected && per_us_ > 0) {
      const auto gap = static_cast<std::int64_t>(std::ceil(left / per_us_));
      return std::max(std::min(t + Duration(gap), hour_end_), after + Duration(1));
    }
    left -= expected;
    t = hour_end_;
  }
  return kNever;
}

}  // namespace hotline::sim
