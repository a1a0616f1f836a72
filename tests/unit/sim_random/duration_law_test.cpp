#include "sim/random/duration_law.hpp"

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/random/random.hpp"

namespace hotline::sim {
namespace {

using Family = DurationLaw::Family;

struct Case {
  std::string name;
  DurationLaw law;
  double mean;
  double deviation;
};

std::vector<Case> laws() {
  const double gamma_first = std::tgamma(1 + 1 / 0.7);
  const double gamma_second = std::tgamma(1 + 2 / 0.7);
  const double log_mean = 150 * std::exp(0.8 * 0.8 / 2);
  return {{"exponential", {Family::kExponential, 180, 0}, 180, 180},
          {"lognormal",
           {Family::kLognormal, 150, 0.8},
           log_mean,
           log_mean * std::sqrt(std::exp(0.8 * 0.8) - 1)},
          {"weibull",
           {Family::kWeibull, 600, 0.7},
           600 * gamma_first,
           600 * std::sqrt(gamma_second - gamma_first * gamma_first)},
          {"uniform", {Family::kUniform, 60, 240}, 150, 180 / std::sqrt(12.0)}};
}

class DurationLawTest : public testing::TestWithParam<Case> {};

INSTANTIATE_TEST_SUITE_P(Each, DurationLawTest, testing::ValuesIn(laws()),
                         [](const auto& each) { return each.param.name; });

TEST_P(DurationLawTest, StatesItsExactMean) {
  EXPECT_NEAR(mean_seconds(GetParam().law), GetParam().mean, 1e-12 * GetParam().mean);
}

// Midpoints of a million equal slices of (0, 1): no chance in it. What the last slice of a heavy
// tail leaves out is within the tolerance.
TEST_P(DurationLawTest, ItsQuantilesHaveItsMeanAndDeviation) {
  constexpr int kSlices = 1'000'000;
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < kSlices; ++i) {
    const double x = to_seconds(quantile(GetParam().law, (i + 0.5) / kSlices));
    sum += x;
    squares += x * x;
  }
  const double mean = sum / kSlices;
  EXPECT_NEAR(mean, GetParam().mean, 1e-4 * GetParam().mean);
  EXPECT_NEAR(std::sqrt(squares / kSlices - mean * mean), GetParam().deviation,
              2e-3 * GetParam().deviation);
}

TEST_P(DurationLawTest, AGreaterChanceIsNeverAShorterDuration) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 100'000; ++i) {
    const double u = (static_cast<double>(random() >> 12) + 0.5) * 0x1p-52;
    const double v = std::nextafter(u, 1.0);
    if (v < 1) {
      ASSERT_LE(quantile(GetParam().law, u), quantile(GetParam().law, v)) << u;
    }
  }
}

TEST_P(DurationLawTest, TheOutermostDrawsAreDurations) {
  for (const double u : {1e-300, 1e-17, 0x1p-53, 1 - 0x1p-53}) {
    EXPECT_GE(quantile(GetParam().law, u), Duration{0}) << u;
    EXPECT_LE(quantile(GetParam().law, u), kMaxSpan) << u;
  }
}

TEST(DurationLaw, QuantilesAreThoseOfTheFormulas) {
  EXPECT_EQ(quantile({Family::kExponential, 100, 0}, 0.5), from_seconds(100 * std::log(2.0)));
  EXPECT_EQ(quantile({Family::kLognormal, 100, 0.9}, 0.5), 100 * kSecond);
  EXPECT_NEAR(to_seconds(quantile({Family::kLognormal, 100, 0.9}, 0.9)),
              100 * std::exp(0.9 * 1.2815515655446004), 1e-6);
  EXPECT_NEAR(to_seconds(quantile({Family::kWeibull, 600, 0.7}, 0.5)),
              600 * std::pow(std::log(2.0), 1 / 0.7), 1e-6);
  EXPECT_EQ(quantile({Family::kUniform, 60, 240}, 0.25), 105 * kSecond);
}

TEST(DurationLaw, AConstantIsItselfWhateverTheDraw) {
  const DurationLaw law{Family::kConstant, 42.5, 0};
  EXPECT_EQ(quantile(law, 0x1p-53), from_seconds(42.5));
  EXPECT_EQ(quantile(law, 0.999), from_seconds(42.5));
  EXPECT_EQ(mean_seconds(law), 42.5);
}

TEST(DurationLaw, AHeavyTailIsCutAtAHundredYears) {
  EXPECT_EQ(quantile({Family::kLognormal, 1e9, 50}, 0.99), kMaxSpan);
  EXPECT_EQ(quantile({Family::kWeibull, 1e9, 0.01}, 0.99), kMaxSpan);
}

// Five standard errors: a fresh seed fails once in 1.7 million.
TEST_P(DurationLawTest, DrawsFromTheBookHaveItsMean) {
  const RandomBook book(1, 0);
  constexpr int kDraws = 100'000;
  double sum = 0;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    sum += to_seconds(quantile(GetParam().law, book.uniform(Purpose::kTalk, i)));
  }
  EXPECT_NEAR(sum / kDraws, GetParam().mean, 5 * GetParam().deviation / std::sqrt(double{kDraws}));
}

}  // namespace
}  // namespace hotline::sim
