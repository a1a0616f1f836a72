#include "sim/random/arithmetic.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace hotline::sim {
namespace {

/// Distance in units in the last place of the nearest double to the exact value.
double ulps(double value, long double exact) {
  const auto nearest = static_cast<double>(exact);
  const double ulp =
      std::abs(std::nextafter(nearest, std::numeric_limits<double>::infinity()) - nearest);
  return static_cast<double>(std::abs(static_cast<long double>(value) - exact) /
                             static_cast<long double>(ulp));
}

TEST(FixedLog, IsWithinTwoUlpsOverAllMagnitudes) {
  std::mt19937_64 random(1);
  double worst = 0;
  for (int i = 0; i < 300'000; ++i) {
    const auto bits = random() % 0x7ff0000000000000ULL;
    if (bits == 0) {
      continue;
    }
    const double x = std::bit_cast<double>(bits);
    worst = std::max(worst, ulps(fixed_log(x), std::log(static_cast<long double>(x))));
  }
  EXPECT_LT(worst, 2);
}

TEST(FixedLog, IsWithinTwoUlpsNearOne) {
  std::mt19937_64 random(2);
  double worst = 0;
  for (int i = 0; i < 300'000; ++i) {
    const double away =
        std::ldexp(static_cast<double>(random() >> 11) * 0x1p-53, -static_cast<int>(random() % 50));
    for (const double x : {1 + away, 1 - away / 2}) {
      if (x != 1) {
        worst = std::max(worst, ulps(fixed_log(x), std::log(static_cast<long double>(x))));
      }
    }
  }
  EXPECT_LT(worst, 2);
}

// The tables are exact but for the rounding to double.
TEST(FixedLog, ItsTableHoldsLogarithmsOfItsFactors) {
  for (const detail::LogTable::Entry& entry : detail::kLogTable.entries) {
    EXPECT_EQ(entry.c * 512, std::floor(entry.c * 512));
    const long double exact = -std::log(static_cast<long double>(entry.c));
    EXPECT_LE(exact == 0 ? std::abs(entry.minus_log_c) : ulps(entry.minus_log_c, exact), 0.51);
  }
}

// Where one interval of the table ends and the next begins, and on both sides of it.
TEST(FixedLog, IsWithinTwoUlpsAtTheEndsOfItsIntervals) {
  double worst = 0;
  for (int n = 176; n <= 352; ++n) {
    for (const double end : {n / 256.0, n / 128.0, n / 512.0}) {
      for (const double x : {std::nextafter(end, 0.0), end, std::nextafter(end, 8.0)}) {
        if (x != 1) {
          worst = std::max(worst, ulps(fixed_log(x), std::log(static_cast<long double>(x))));
        }
      }
    }
  }
  EXPECT_LT(worst, 2);
}

// What durations are made of: draws lie 2^-52 apart, and a greater one never makes a shorter time.
TEST(FixedLog, NeverFallsFromOneDrawToTheNext) {
  std::mt19937_64 random(6);
  for (int i = 0; i < 300'000; ++i) {
    const auto n = static_cast<double>(random() >> (12 + random() % 40));
    const double u = (n + 0.5) * 0x1p-52;
    const double v = (n + 1.5) * 0x1p-52;
    if (v < 1) {
      ASSERT_LE(fixed_log(u), fixed_log(v)) << u;
      ASSERT_GE(fixed_log(1 - u), fixed_log(1 - v)) << u;
    }
  }
}

TEST(FixedLog, KeepsItsEdges) {
  EXPECT_EQ(fixed_log(1), 0);
  EXPECT_LT(ulps(fixed_log(std::numeric_limits<double>::denorm_min()), -744.4400719213812L), 3);
  EXPECT_LT(ulps(fixed_log(std::numeric_limits<double>::max()), 709.782712893384L), 3);
  EXPECT_DEATH((void)fixed_log(0), "contract broken");
  EXPECT_DEATH((void)fixed_log(-1), "contract broken");
  EXPECT_DEATH((void)fixed_log(std::numeric_limits<double>::infinity()), "contract broken");
  EXPECT_DEATH((void)fixed_log(std::numeric_limits<double>::quiet_NaN()), "contract broken");
}

TEST(FixedExp, IsWithinTwoUlpsOverItsRange) {
  std::mt19937_64 random(3);
  double worst = 0;
  for (int i = 0; i < 300'000; ++i) {
    const double u = static_cast<double>(random() >> 11) * 0x1p-53 * 2 - 1;
    for (const double x : {700 * u, 3 * u, 1e-6 * u}) {
      worst = std::max(worst, ulps(fixed_exp(x), std::exp(static_cast<long double>(x))));
    }
  }
  EXPECT_LT(worst, 2);
}

TEST(FixedExp, ItsTableHoldsThePowersOfTwo) {
  for (std::uint64_t i = 0; i < detail::ExpTable::kSize; ++i) {
    const auto power = std::bit_cast<double>(detail::kExpTable.words[i] + (i << 46));
    EXPECT_LE(ulps(power, std::exp2(static_cast<long double>(i) / 64)), 0.53);
  }
}

TEST(FixedExp, KeepsItsEdges) {
  EXPECT_EQ(fixed_exp(0), 1);
  EXPECT_EQ(fixed_exp(701), fixed_exp(700));
  EXPECT_EQ(fixed_exp(-1e300), fixed_exp(-700));
  EXPECT_GT(fixed_exp(-700), 0);
  EXPECT_TRUE(std::isfinite(fixed_exp(700)));
}

/// P(Z <= z), with long double's 64 bits.
long double normal_probability(double z) {
  return std::erfc(-static_cast<long double>(z) / std::sqrt(2.0L)) / 2;
}

TEST(NormalQuantile, IsTheInverseOfTheNormalDistributionInBothTails) {
  std::mt19937_64 random(4);
  for (int i = 0; i < 100'000; ++i) {
    // Tail probabilities down to 1e-300.
    const double p =
        0.5 * std::pow(10.0, -300 * std::pow(static_cast<double>(random() >> 11) * 0x1p-53, 3));
    const double z = normal_quantile(p);
    // A relative error of z moves p by z * density(z) / p times it: about z^2 far out.
    const long double relative = std::abs(normal_probability(z) / static_cast<long double>(p) - 1);
    ASSERT_LT(static_cast<double>(relative), 1e-15 * (4 + z * z)) << p;
  }
}

TEST(NormalQuantile, IsOddAroundTheMedian) {
  EXPECT_EQ(normal_quantile(0.5), 0);
  for (int i = 1; i < 1024; ++i) {
    const double p = i / 2048.0;  // 1 - p is exact
    ASSERT_DOUBLE_EQ(normal_quantile(1 - p), -normal_quantile(p));
  }
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-15);
  EXPECT_NEAR(normal_quantile(0x1p-53), -8.2095361516013868, 1e-14);
  EXPECT_DEATH((void)normal_quantile(0), "contract broken");
  EXPECT_DEATH((void)normal_quantile(1), "contract broken");
}

}  // namespace
}  // namespace hotline::sim
