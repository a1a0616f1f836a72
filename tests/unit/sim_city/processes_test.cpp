// Further processes of arrival: sinusoid, plan, renewal, growth, holidays, gamma busyness, surges.
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "sim/city/arrivals.hpp"
#include "sim/random/arithmetic.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

using test::flat_demand;
using test::monday;

Scenario empty_city() {
  Scenario s;
  s.start = monday();
  s.categories.resize(2);
  return s;
}

Demand with_extras(DemandExtras extras, double per_day = 24) {
  Demand demand = flat_demand(ChannelId{0}, CategoryId{0}, per_day);
  demand.extras = std::move(extras);
  return demand;
}

std::vector<Duration> arrivals(const Scenario& s, const Demand& demand, Duration length,
                               std::uint64_t seed = 1) {
  const RandomBook book(seed, 0);
  Conditions conditions(s);
  conditions.start(book);
  ArrivalProcess process(demand, 0);
  std::vector<Duration> times;
  for (SimTime t = process.next(s.start, book, conditions); t < s.start + length;
       t = process.next(t, book, conditions)) {
    times.push_back(t - s.start);
  }
  return times;
}

std::size_t within(const std::vector<Duration>& times, Duration from, Duration to) {
  std::size_t count = 0;
  for (const Duration t : times) {
    count += t >= from && t < to ? 1U : 0U;
  }
  return count;
}

/// `found` is Poisson with this mean: within five deviations, which a fresh seed misses less than
/// once in a million.
void expect_poisson(std::size_t found, double mean) {
  EXPECT_NEAR(static_cast<double>(found), mean, 5 * std::sqrt(mean));
}

TEST(CosineOfATurn, IsThatOfTheCLibrary) {
  for (int i = 0; i <= 10'000; ++i) {
    const double x = i / 10'000.0;
    EXPECT_NEAR(fixed_cos_of_turn(x), std::cos(2 * M_PI * x), 2e-15) << x;
  }
}

TEST(Plan, HasTheRateOfEachStepAndNoneBeforeTheFirst) {
  DemandExtras extras;
  extras.plan = {{30 * kMinute, 1000}, {150 * kMinute, 0}, {4 * kHour, 500}};
  const std::vector<Duration> times = arrivals(empty_city(), with_extras(extras), 10 * kHour);
  EXPECT_EQ(within(times, Duration{0}, 30 * kMinute), 0U);
  expect_poisson(within(times, 30 * kMinute, 150 * kMinute), 2000);
  EXPECT_EQ(within(times, 150 * kMinute, 4 * kHour), 0U);
  expect_poisson(within(times, 4 * kHour, 10 * kHour), 3000);
}

TEST(Horizon, NobodyComesBeforeOrAfterIt) {
  DemandExtras extras;
  extras.from = 2 * kHour;
  extras.until = 5 * kHour;
  const std::vector<Duration> times = arrivals(empty_city(), with_extras(extras, 24'000), kDay);
  EXPECT_GE(times.front(), 2 * kHour);
  EXPECT_LT(times.back(), 5 * kHour);
  expect_poisson(times.size(), 3000);
}

// A count for each tenth of the period over many periods; chi-square with 10 cells, mean 10 and
// deviation sqrt(20): 10 + 8 deviations is passed by chance once in more than a million.
TEST(Sinusoid, CountsOfEachTenthOfThePeriodAreItsIntegral) {
  DemandExtras extras;
  extras.sinusoid = SinusoidRate{300, 240, 100 * kMinute, 25 * kMinute};
  constexpr int kPeriods = 200;
  const std::vector<Duration> times =
      arrivals(empty_city(), with_extras(extras), kPeriods * 100 * kMinute);
  double chi_square = 0;
  for (int tenth = 0; tenth < 10; ++tenth) {
    std::size_t found = 0;
    for (const Duration t : times) {
      found += (t % (100 * kMinute)) / (10 * kMinute) == tenth ? 1U : 0U;
    }
    // 25 minutes of 100 are a quarter: the sine is a cosine.
    const double turn = 2 * M_PI / 10;
    const double hours = 100.0 / 60;
    const double expected =
        kPeriods * (30 * hours + 240 * hours / (2 * M_PI) *
                                     (std::sin(turn * (tenth + 1)) - std::sin(turn * tenth)));
    chi_square += (static_cast<double>(found) - expected) *
                  (static_cast<double>(found) - expected) / expected;
  }
  EXPECT_LT(chi_square, 10 + 8 * std::sqrt(20.0));
}

// M_t/G/infinity with rate 100 + 20 sin t and mean handling 1: the number in service is Poisson
// with mean 100 + 10 (sin t - cos t) (Eick, Massey and Whitt, 1993). A mean over 400 periods has a
// standard error of about 0.55; five of them.
TEST(Sinusoid, AnInfiniteServerHoldsWhatTheTheorySays) {
  DemandExtras extras;
  const Duration period = from_seconds(2 * M_PI * 3600);
  extras.sinusoid = SinusoidRate{100, 20, period, Duration{0}};
  constexpr int kPeriods = 400;
  const std::vector<Duration> times =
      arrivals(empty_city(), with_extras(extras), (kPeriods + 4) * period);
  const RandomBook book(9, 0);
  for (const double at : {0.0, M_PI / 2, 3 * M_PI / 4, 3 * M_PI / 2}) {
    double sum = 0;
    for (std::size_t k = 0; k < times.size(); ++k) {
      const double arrived = to_seconds(times[k]) / 3600;
      const double left = arrived - std::log(book.uniform(Purpose::kTalk, k));
      // How often an instant 2 pi n + at, n from 4 on, lies in [arrived, left).
      for (double n = std::ceil((arrived - at) / (2 * M_PI)); n * 2 * M_PI + at < left; ++n) {
        sum += n >= 4 && n < kPeriods + 4 ? 1 : 0;
      }
    }
    EXPECT_NEAR(sum / kPeriods, 100 + 10 * (std::sin(at) - std::cos(at)), 2.75) << at;
  }
}

TEST(Renewal, OfEqualGapsComesOnTheTick) {
  DemandExtras extras;
  extras.renewal = Renewal{DurationLaw{DurationLaw::Family::kConstant, 5, 0}, std::nullopt};
  EXPECT_EQ(arrivals(empty_city(), with_extras(extras), 21 * kSecond),
            (std::vector<Duration>{5 * kSecond, 10 * kSecond, 15 * kSecond, 20 * kSecond}));
  extras.renewal->first = Duration{0};
  EXPECT_EQ(arrivals(empty_city(), with_extras(extras), 6 * kSecond),
            (std::vector<Duration>{Duration{0}, 5 * kSecond}));
}

TEST(Growth, IsByTheYearAndCompounds) {
  DemandExtras extras;
  extras.log_growth = fixed_log(1.5);
  const std::vector<Duration> times = arrivals(empty_city(), with_extras(extras, 100), 731 * kDay);
  const auto year = [&](int n) { return within(times, n * 365 * kDay, (n + 1) * 365 * kDay); };
  // The mean of 1.5^t over a year is 0.5 / ln 1.5.
  expect_poisson(year(0), 36'500 * 0.5 / std::log(1.5));
  expect_poisson(year(1), 36'500 * 1.5 * 0.5 / std::log(1.5));
}

TEST(Holidays, HaveTheProfileOfAnotherWeekdayAndAFactor) {
  Scenario s = empty_city();
  s.holidays.days = {day_number(monday())};
  s.holidays.weekday = 6;
  s.holidays.factor = 0.5;
  Demand demand = flat_demand(ChannelId{0}, CategoryId{0}, 10'000);
  demand.weekday = {1, 1, 1, 1, 1, 1, 0.4};
  const std::vector<Duration> times = arrivals(s, demand, 2 * kDay);
  expect_poisson(within(times, Duration{0}, kDay), 10'000 * 0.4 * 0.5);
  expect_poisson(within(times, kDay, 2 * kDay), 10'000);
}

// The count of a day is negative binomial: mean L, variance L + L^2 / shape. With n days the
// mean has a standard error of sd / sqrt(n), the deviation one of about 0.8 sd / sqrt(n).
TEST(GammaBusyness, MakesDailyCountsOfTheVarianceThatTheShapeSays) {
  Scenario s = empty_city();
  s.busyness.gamma = true;
  s.busyness.cv = 1 / std::sqrt(10.0);
  constexpr int kDays = 4000;
  const std::vector<Duration> times =
      arrivals(s, flat_demand(ChannelId{0}, CategoryId{0}, 1660), kDays * kDay);
  std::vector<double> count(kDays);
  for (const Duration t : times) {
    count.at(static_cast<std::size_t>(t / kDay)) += 1;
  }
  double sum = 0;
  double squares = 0;
  for (const double c : count) {
    sum += c;
    squares += c * c;
  }
  const double mean = sum / kDays;
  const double deviation = std::sqrt(squares / kDays - mean * mean);
  const double expected = std::sqrt(1660 + 1660.0 * 1660 / 10);
  EXPECT_NEAR(mean, 1660, 5 * expected / std::sqrt(double{kDays}));
  EXPECT_NEAR(deviation, expected, 5 * 0.8 * expected / std::sqrt(double{kDays}));
}

TEST(BusynessGroups, TouchTheirCategoriesOnly) {
  Scenario s = empty_city();
  s.busyness_groups = {{Busyness{1, 0}, {CategoryId{1}}}};
  const RandomBook book(1, 0);
  Conditions conditions(s);
  for (int d = 0; d < 10; ++d) {
    EXPECT_EQ(conditions.busyness(CategoryId{0}, monday() + d * kDay, book), 1);
    EXPECT_NE(conditions.busyness(CategoryId{1}, monday() + d * kDay, book), 1);
  }
}

SurgeShape storm() {
  return SurgeShape{0.3, 12 * kHour, 6, kDay, 36 * kHour};
}

TEST(SurgeShape, IsSuppressedThenHighThenHalvesInEachHalfLife) {
  const SurgeShape shape = storm();
  const auto at = [&](Duration t) { return factor_at(shape, t); };
  // Of a stretch, a sixteenth of a half-life, the mean is so much of its beginning.
  const double mean = (1 - std::exp2(-1.0 / 16)) / (std::log(2.0) / 16);
  EXPECT_EQ(at(kHour), 0.3);
  EXPECT_EQ(at(12 * kHour), 6);
  EXPECT_NEAR(at(36 * kHour), 1 + 5 * mean, 1e-9);
  EXPECT_EQ(at(38 * kHour), at(36 * kHour)) << "the same all through the stretch";
  EXPECT_NEAR(at(72 * kHour), 1 + 5 * 0.5 * mean, 1e-9);
  EXPECT_NEAR(at(108 * kHour), 1 + 5 * 0.25 * mean, 1e-9);
  EXPECT_EQ(at(length_of(shape)), 1);
  EXPECT_EQ(at(Duration{-1}), 1);
  // A hundredth is left after log2(100) half-lives.
  EXPECT_NEAR(to_seconds(length_of(shape) - 36 * kHour), 36 * 3600 * std::log2(100.0), 1e-3);
}

TEST(SurgeShape, ItsStretchesAddUpToItsIntegral) {
  const SurgeShape shape = storm();
  double days = 0;
  for (Duration t{0}; t < length_of(shape);) {
    const Duration end = next_edge(shape, t);
    ASSERT_GT(end, t);
    days += (factor_at(shape, t + (end - t) / 3) - 1) * to_seconds(end - t) / 86400;
    t = end;
  }
  EXPECT_NEAR(days, -0.7 * 0.5 + 5 * 1 + 5 * 1.5 / std::log(2.0) * 0.99, 1e-6);
}

TEST(Surges, MultiplyTheDemandOfTheirCategoriesWhileTheyLast) {
  Scenario s = empty_city();
  Surge surge;
  surge.name = "storm";
  surge.at = {monday() + kDay};
  surge.waves = {
      SurgeWave{Duration{0}, storm(), {CategoryId{0}}},
      SurgeWave{3 * kDay, SurgeShape{1, Duration{0}, 3, 2 * kDay, Duration{0}}, {CategoryId{1}}}};
  s.surges = {surge};
  const Demand zero = flat_demand(ChannelId{0}, CategoryId{0}, 20'000);
  const Demand one = flat_demand(ChannelId{0}, CategoryId{1}, 20'000);
  const std::vector<Duration> times = arrivals(s, zero, 5 * kDay);
  expect_poisson(within(times, Duration{0}, kDay), 20'000);
  expect_poisson(within(times, kDay, kDay + 12 * kHour), 10'000 * 0.3);
  expect_poisson(within(times, kDay + 12 * kHour, 2 * kDay + 12 * kHour), 20'000 * 6);
  const double decay = 1.5 / std::log(2.0) * (1 - std::exp2(-1 / 1.5));
  expect_poisson(within(times, 2 * kDay + 12 * kHour, 3 * kDay + 12 * kHour),
                 20'000 * (1 + 5 * decay));
  const std::vector<Duration> linked = arrivals(s, one, 7 * kDay);
  expect_poisson(within(linked, Duration{0}, 4 * kDay), 4 * 20'000);
  expect_poisson(within(linked, 4 * kDay, 6 * kDay), 2 * 20'000 * 3);
  expect_poisson(within(linked, 6 * kDay, 7 * kDay), 20'000);
}

TEST(Surges, AtRandomComeAsOftenAndInTheMonthsThatAreStated) {
  Scenario s = empty_city();
  s.length = 100 * 365 * kDay;
  Surge snow;
  snow.name = "snow";
  snow.per_year = 6;
  snow.month = {6, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2};
  snow.waves = {SurgeWave{Duration{0}, SurgeShape{1, Duration{0}, 2, kDay, Duration{0}}, {}}};
  s.surges = {snow};
  Conditions conditions(s);
  conditions.start(RandomBook(1, 0));
  std::size_t january = 0;
  for (const Surges::Occurrence& one : conditions.surges().occurrences()) {
    january += month(one.onset) == 0 ? 1U : 0U;
    EXPECT_TRUE(month(one.onset) < 2 || month(one.onset) == 11);
  }
  expect_poisson(conditions.surges().occurrences().size(),
                 6 * 100 * (6 * 31 + 4 * 28.24 + 2 * 31) / 365.25);
  expect_poisson(january, 6 * 100 * 6 * 31 / 365.25);
}

TEST(Surges, MoreDemandStaysInStepContactByContact) {
  Scenario s = empty_city();
  Scenario stormy = s;
  Surge surge;
  surge.at = {monday() + 5 * kHour};
  surge.waves = {SurgeWave{Duration{0}, SurgeShape{1, Duration{0}, 6, kHour, kDay}, {}}};
  stormy.surges = {surge};
  const Demand demand = flat_demand(ChannelId{0}, CategoryId{0}, 2400);
  const std::vector<Duration> calm = arrivals(s, demand, 3 * kDay);
  const std::vector<Duration> storm = arrivals(stormy, demand, 3 * kDay);
  ASSERT_GT(storm.size(), 2 * calm.size());
  for (std::size_t k = 0; k < calm.size(); ++k) {
    ASSERT_LE(storm[k], calm[k]);
  }
}

}  // namespace
}  // namespace hotline::sim
