#include "sim/city/arrivals.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/recorder.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

using test::flat_demand;
using test::monday;

std::vector<SimTime> arrivals(const Demand& demand, std::uint32_t source, std::uint64_t seed,
                              Duration length, Busyness busyness = {}) {
  const RandomBook book(seed, 0);
  Scenario scenario;
  scenario.start = monday();
  scenario.busyness = busyness;
  Conditions conditions(scenario);
  ArrivalProcess process(demand, source);
  std::vector<SimTime> times;
  for (SimTime t = process.next(monday(), book, conditions); t < monday() + length;
       t = process.next(t, book, conditions)) {
    times.push_back(t);
  }
  return times;
}

Demand shaped() {
  Demand demand = flat_demand(ChannelId{0}, CategoryId{0}, 2400);
  for (std::size_t h = 0; h < 24; ++h) {
    demand.hour[h] = h < 6 ? 0 : 24.0 / 18 * (h % 2 == 0 ? 0.5 : 1.5);
  }
  demand.weekday = {1.4, 1.2, 1.2, 1.2, 1.0, 0.6, 0.4};
  return demand;
}

// Chi-square with 126 cells, mean 126 and deviation sqrt(252); six deviations above is passed by
// chance less than once in ten million fresh seeds (the upper tail is a little heavier than
// normal).
TEST(Arrivals, CountsOfEachHourOfTheWeekAgreeWithTheRate) {
  const Demand demand = shaped();
  constexpr int kWeeks = 52;
  std::array<double, 168> count{};
  for (const SimTime t : arrivals(demand, 0, 1, kWeeks * kWeek)) {
    count.at(static_cast<std::size_t>(hour_of_week(t))) += 1;
  }
  double chi_square = 0;
  for (int h = 0; h < 168; ++h) {
    const double expected = kWeeks * hourly_rate(demand, monday() + h * kHour);
    const double found = count.at(static_cast<std::size_t>(h));
    if (expected == 0) {
      EXPECT_EQ(found, 0) << "hour of week " << h;
    } else {
      chi_square += (found - expected) * (found - expected) / expected;
    }
  }
  EXPECT_LT(chi_square, 126 + 6 * std::sqrt(252.0));
  EXPECT_GT(chi_square, 126 - 6 * std::sqrt(252.0));
}

TEST(Arrivals, TheRateIsTheProductOfTheProfiles) {
  Demand demand = shaped();
  demand.month[0] = 3;
  EXPECT_DOUBLE_EQ(hourly_rate(demand, monday() + 7 * kHour), 100 * (24.0 / 18 * 1.5) * 1.4 * 3);
  EXPECT_EQ(hourly_rate(demand, monday() + 5 * kHour), 0);
}

// Gaps of a Poisson process have a coefficient of variation of 1; with n gaps its standard error is
// about 1/sqrt(n). Five of them: a fresh seed fails once in 1.7 million.
TEST(Arrivals, GapsAreExponential) {
  const std::vector<SimTime> times =
      arrivals(flat_demand(ChannelId{0}, CategoryId{0}, 5000), 0, 1, 20 * kDay);
  double sum = 0;
  double squares = 0;
  for (std::size_t i = 1; i < times.size(); ++i) {
    const double gap = to_seconds(times[i] - times[i - 1]);
    sum += gap;
    squares += gap * gap;
  }
  const auto n = static_cast<double>(times.size() - 1);
  const double mean = sum / n;
  const double cv = std::sqrt(squares / n - mean * mean) / mean;
  EXPECT_NEAR(mean, 86400.0 / 5000, 5 * mean / std::sqrt(n));
  EXPECT_NEAR(cv, 1, 5 / std::sqrt(n));
}

TEST(Arrivals, TimesIncreaseStrictlyAtTheGreatestRateThatIsAllowed) {
  const std::vector<SimTime> times =
      arrivals(flat_demand(ChannelId{0}, CategoryId{0}, 1e7), 0, 1, kHour / 2);
  EXPECT_GT(times.size(), 200'000U);
  EXPECT_EQ(std::adjacent_find(times.begin(), times.end(), std::greater_equal<>()), times.end());
}

TEST(Arrivals, EqualSeedsGiveEqualArrivalsAndOtherSeedsOthers) {
  EXPECT_EQ(arrivals(shaped(), 0, 1, kWeek), arrivals(shaped(), 0, 1, kWeek));
  EXPECT_NE(arrivals(shaped(), 0, 1, kWeek), arrivals(shaped(), 0, 2, kWeek));
  EXPECT_NE(arrivals(shaped(), 0, 1, kWeek), arrivals(shaped(), 1, 1, kWeek));
}

TEST(Arrivals, MoreDemandKeepsStepContactByContact) {
  Demand more = shaped();
  more.per_day *= 1.5;
  const std::vector<SimTime> before = arrivals(shaped(), 0, 1, kWeek);
  const std::vector<SimTime> after = arrivals(more, 0, 1, kWeek);
  ASSERT_GT(after.size(), before.size());
  for (std::size_t k = 0; k < before.size(); ++k) {
    ASSERT_LE(after[k], before[k]);
  }
}

TEST(Arrivals, NoDemandNeverComes) {
  const Demand none = flat_demand(ChannelId{0}, CategoryId{0}, 0);
  EXPECT_TRUE(arrivals(none, 0, 1, kMaxSpan).empty());
}

// About 37 contacts are expected in a hundred years; that none comes after the first gap of more
// than 400 days would be a process that has stopped.
TEST(Arrivals, ARareCategoryComesAgainAfterYearsOfSilence) {
  const std::vector<SimTime> times =
      arrivals(flat_demand(ChannelId{0}, CategoryId{0}, 0.001), 0, 1, kMaxSpan);
  const auto longer = [](SimTime a, SimTime b) { return b - a > 400 * kDay; };
  EXPECT_GT(times.size(), 15U);  // Poisson(36.5): fewer once in 50 000 fresh seeds
  EXPECT_NE(std::adjacent_find(times.begin(), times.end(), longer), times.end());
}

TEST(Arrivals, OneSourceMeetsTheSameContactsWhateverOtherSourcesThereAre) {
  Scenario alone = test::erlang(60, 60, 2);
  Scenario together = alone;
  together.demand.push_back(flat_demand(ChannelId{0}, CategoryId{0}, 700));
  std::vector<std::pair<SimTime, ContactId>> without;
  for (const ContactArrived& f : test::record(alone).all<ContactArrived>()) {
    without.emplace_back(f.at, f.contact);
  }
  std::vector<std::pair<SimTime, ContactId>> with;
  for (const ContactArrived& f : test::record(together).all<ContactArrived>()) {
    if (f.contact.value >> 40U == 0) {
      with.emplace_back(f.at, f.contact);
    }
  }
  ASSERT_GT(without.size(), 1000U);
  EXPECT_EQ(with, without);
}

}  // namespace
}  // namespace hotline::sim
