#include "sim/city/arrivals.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/contract.hpp"
#include "sim/random/arithmetic.hpp"

namespace hotline::sim {
namespace {

constexpr double kPerHour = static_cast<double>(kHour.count());

/// The step of the plan that holds at so long after the start, and where it ends.
double planned(const std::vector<RateStep>& plan, Duration after, Duration& end) {
  const auto next =
      std::upper_bound(plan.begin(), plan.end(), after,
                       [](Duration at, const RateStep& step) { return at < step.from; });
  if (next != plan.end()) {
    end = std::min(end, next->from);
  }
  return next == plan.begin() ? 0 : (next - 1)->per_hour;
}

/// Growth of the day that holds `after`.
double grown(const DemandExtras& extras, Duration after) {
  constexpr double kDaysAYear = 365.25;
  const auto days = static_cast<double>(after / kDay);
  return extras.log_growth == 0 ? 1 : fixed_exp(extras.log_growth * days / kDaysAYear);
}

}  // namespace

double hourly_rate(const Demand& demand, SimTime t, int weekday) {
  const auto hour = static_cast<std::size_t>(hour_of_day(t));
  const auto day = static_cast<std::size_t>(weekday);
  const double month = demand.month[static_cast<std::size_t>(hotline::month(t))];
  return demand.extras && !demand.extras->week.empty()
             ? demand.per_day / 24 * demand.extras->week[day * 24 + hour] * month
             : demand.per_day / 24 * demand.hour[hour] * demand.weekday[day] * month;
}

double hourly_rate(const Demand& demand, SimTime t) {
  return hourly_rate(demand, t, weekday(t));
}

namespace {

/// So long after the start, as a part of a period. Whole periods are taken off in whole numbers, so
/// that the angle is as exact late as early.
double turn(const SinusoidRate& rate, Duration after) {
  return static_cast<double>(((after + rate.phase) % rate.period).count()) /
         static_cast<double>(rate.period.count());
}

double per_hour_at(const SinusoidRate& rate, Duration after) {
  // sin(a) = cos(a + 3/4 of a turn)
  return rate.mean_per_hour +
         rate.amplitude_per_hour * fixed_cos_of_turn(turn(rate, after + 3 * (rate.period / 4)));
}

}  // namespace

double cumulative(const SinusoidRate& rate, Duration after) {
  constexpr double kTwoPi = 6.28318530717958647693;
  const double period = static_cast<double>(rate.period.count()) / kPerHour;
  const double hours = static_cast<double>(after.count()) / kPerHour;
  return rate.mean_per_hour * hours +
         rate.amplitude_per_hour * period / kTwoPi *
             (fixed_cos_of_turn(turn(rate, Duration{0})) - fixed_cos_of_turn(turn(rate, after)));
}

ArrivalProcess::Stretch ArrivalProcess::stretch_at(SimTime t, const RandomBook& book,
                                                   Conditions& conditions) const {
  const Duration since_midnight = t - start_of_day(t);
  Stretch out{t + kHour - since_midnight % kHour, 0, nullptr};
  const bool holiday = conditions.holiday(t);
  const int day = holiday ? conditions.holidays().weekday.value_or(weekday(t)) : weekday(t);
  const CategoryId category = demand_->category;
  double per_hour = hourly_rate(*demand_, t, day);
  double others = 1;
  if (demand_->extras) {
    const DemandExtras& extras = *demand_->extras;
    const SimTime start = conditions.run_start();
    Duration end = out.end - start;
    if (!extras.plan.empty()) {
      per_hour = planned(extras.plan, t - start, end);
    } else if (extras.sinusoid) {
      per_hour = 1;
      out.sinusoid = &*extras.sinusoid;
    }
    others = grown(extras, t - start);
    out.end = start + end;
  }
  if (holiday) {
    others *= conditions.holidays().factor;
  }
  if (conditions.surges().touch(category)) {
    others *= conditions.surges().factor(category, t, out.end, out.end);
  }
  out.per_us = per_hour * conditions.busyness(category, t, book) * others / kPerHour;
  return out;
}

namespace {

/// Where the sinusoid has brought so many contacts after `t`, if that is before `end`: the first
/// whole microsecond, by Newton's method between two ends that close in on it.
std::optional<SimTime> reached(const SinusoidRate& rate, double factor, SimTime start, SimTime t,
                               SimTime end, double& left) {
  constexpr double kLeastSlope = 1e-15;  // contacts a microsecond, where the rate touches zero
  constexpr int kHalving = 4;            // every so many steps, wherever the tangents lead
  const double before = cumulative(rate, t - start);
  const double expected = std::max(0.0, factor * (cumulative(rate, end - start) - before));
  if (left > expected) {
    left -= expected;
    return std::nullopt;
  }
  Duration low{0};          // not yet
  Duration high = end - t;  // there
  const auto width = static_cast<double>(high.count());
  Duration x{0};
  double excess = -left;
  for (int step = 1; high - low > Duration{1}; ++step) {
    const double slope =
        std::max(factor * per_hour_at(rate, t - start + x) / kPerHour, kLeastSlope);
    const double back = std::clamp(excess / slope, -width, width);
    // One beyond the root: ends that meet are what ends the search.
    const Duration tangent = x - Duration(static_cast<Duration::rep>(std::floor(back)) + 1);
    x = step % kHalving == 0 ? low + (high - low) / 2
                             : std::clamp(excess < 0 ? tangent + Duration{1} : tangent,
                                          low + Duration{1}, high - Duration{1});
    excess = factor * (cumulative(rate, t - start + x) - before) - left;
    (excess < 0 ? low : high) = x;
  }
  return t + high;
}

/// The same for a constant rate.
std::optional<SimTime> reached(double per_us, SimTime t, SimTime end, double& left) {
  const double expected = per_us * static_cast<double>((end - t).count());
  if (left > expected || per_us <= 0) {
    left -= expected;
    return std::nullopt;
  }
  const auto gap = static_cast<std::int64_t>(std::ceil(left / per_us));
  return std::min(t + Duration(gap), end);
}

}  // namespace

SimTime ArrivalProcess::next_by_rate(double exponential, SimTime after, const RandomBook& book,
                                     Conditions& conditions) {
  double left = exponential;
  SimTime t = after;
  SimTime limit = after + kMaxSpan;
  if (demand_->extras) {
    t = std::max(t, conditions.run_start() + demand_->extras->from);
    limit = std::min(limit, conditions.run_start() + demand_->extras->until);
  }
  // The factor of a surge is a mean from `t` on: not to be used for another instant.
  const bool lasting = !conditions.surges().touch(demand_->category);
  while (t < limit) {
    if (!lasting || t < from_ || t >= stretch_.end) {
      stretch_ = stretch_at(t, book, conditions);
      from_ = t;
    }
    const Stretch& stretch = stretch_;
    const std::optional<SimTime> found = stretch.sinusoid != nullptr
                                             ? reached(*stretch.sinusoid, stretch.per_us * kPerHour,
                                                       conditions.run_start(), t, stretch.end, left)
                                             : reached(stretch.per_us, t, stretch.end, left);
    if (found) {
      const SimTime at = std::max(*found, after + Duration(1));
      return at < limit ? at : kNever;
    }
    t = stretch.end;
  }
  return kNever;
}

SimTime ArrivalProcess::next_by_gap(double u, SimTime after, const Conditions& conditions) const {
  const DemandExtras& extras = *demand_->extras;
  const SimTime start = conditions.run_start() + extras.from;
  const bool is_first = drawn_ == 1;  // its draw is spent
  const Duration gap =
      is_first && extras.renewal->first ? *extras.renewal->first : quantile(extras.renewal->gap, u);
  const SimTime t = std::max(after, start) + gap;
  return t < conditions.run_start() + extras.until ? t : kNever;
}

SimTime ArrivalProcess::next(SimTime after, const RandomBook& book, Conditions& conditions) {
  const double u = book.uniform(purpose_, source_, drawn_++);
  if (demand_->extras && demand_->extras->renewal) {
    return next_by_gap(u, after, conditions);
  }
  if (demand_->per_day == 0) {
    return kNever;
  }
  return next_by_rate(-fixed_log(1 - u), after, book, conditions);
}

}  // namespace hotline::sim
