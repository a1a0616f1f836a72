#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "sim/city/arrivals.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

using test::monday;

struct Moments {
  double mean = 0;
  double cv = 0;
  double autocorrelation = 0;  ///< of the logarithm, lag 1
};

Moments moments(Busyness busyness, int days) {
  const RandomBook book(1, 0);
  BusynessFactors factors(busyness, monday());
  std::vector<double> x;
  x.reserve(static_cast<std::size_t>(days));
  for (int d = 0; d < days; ++d) {
    x.push_back(factors.at(monday() + d * kDay, book));
  }
  double sum = 0;
  double squares = 0;
  double log_sum = 0;
  for (const double f : x) {
    sum += f;
    squares += f * f;
    log_sum += std::log(f);
  }
  const double mean = sum / days;
  const double log_mean = log_sum / days;
  double lagged = 0;
  double variance = 0;
  for (std::size_t d = 0; d < x.size(); ++d) {
    const double here = std::log(x[d]) - log_mean;
    variance += here * here;
    lagged += d > 0 ? here * (std::log(x[d - 1]) - log_mean) : 0;
  }
  return {mean, std::sqrt(squares / days - mean * mean) / mean, lagged / variance};
}

// With n days and lag-1 correlation r the mean has a standard error of about
// cv sqrt((1+r)/(1-r)/n), the cv of cv/sqrt(2n) times a little more, and the correlation of
// sqrt((1-r^2)/n). Five of each or more: a fresh seed fails about once in a million.
TEST(Busyness, HasMeanOneAndTheGivenVariationAndAutocorrelation) {
  constexpr int kDays = 30'000;
  for (const double r : {0.0, 0.5, 0.8}) {
    const Moments m = moments({0.25, r}, kDays);
    const double stretch = std::sqrt((1 + r) / (1 - r) / kDays);
    EXPECT_NEAR(m.mean, 1, 5 * 0.25 * stretch) << r;
    EXPECT_NEAR(m.cv, 0.25, 8 * 0.25 * stretch) << r;
    EXPECT_NEAR(m.autocorrelation, r, 5 * std::sqrt((1 - r * r) / kDays) + 1e-3) << r;
  }
}

TEST(Busyness, WithoutVariationEveryDayIsAlike) {
  const RandomBook book(1, 0);
  BusynessFactors factors({0, 0.9}, monday());
  EXPECT_EQ(factors.at(monday(), book), 1);
  EXPECT_EQ(factors.at(monday() + 100 * kDay, book), 1);
}

TEST(Busyness, IsOneFactorADayInWhateverOrderDaysAreAsked) {
  const RandomBook book(1, 0);
  BusynessFactors forwards({0.3, 0.7}, monday());
  BusynessFactors backwards({0.3, 0.7}, monday());
  const double tenth = backwards.at(monday() + 10 * kDay, book);
  const double first = backwards.at(monday() + 23 * kHour, book);
  EXPECT_EQ(forwards.at(monday(), book), first);
  EXPECT_EQ(forwards.at(monday() + 10 * kDay + 5 * kHour, book), tenth);
  EXPECT_NE(first, tenth);
}

TEST(Busyness, WorksBefore1970) {
  const RandomBook book(1, 0);
  const SimTime start = SimTime(-30 * kDay);
  BusynessFactors factors({0.3, 0.7}, start);
  for (int d = 0; d < 60; ++d) {
    EXPECT_GT(factors.at(start + d * kDay, book), 0);
  }
}

TEST(BusynessDeathTest, DoesNotKnowTheDayBeforeTheFirst) {
  const RandomBook book(1, 0);
  BusynessFactors factors({0.3, 0.7}, monday());
  EXPECT_DEATH((void)factors.at(monday() - Duration(1), book), "contract broken");
}

}  // namespace
}  // namespace hotline::sim
