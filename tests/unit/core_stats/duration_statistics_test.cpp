#include "core/stats/duration_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace hotline::stats {
namespace {

/// `n` durations spread evenly over twelve decades, 1 us to 10^12 us (11.6 days), on a log scale.
std::vector<Duration> twelve_decades(std::uint64_t seed, std::size_t n) {
  std::mt19937_64 random(seed);
  std::vector<Duration> values;
  for (std::size_t i = 0; i < n; ++i) {
    const double uniform = static_cast<double>(random() >> 11U) * 0x1p-53;
    values.emplace_back(static_cast<std::int64_t>(std::pow(10.0, 12 * uniform)));
  }
  return values;
}

Duration exact_quantile(std::vector<Duration> values, double q) {
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(q * n)));
  return values[rank - 1];
}

void expect_within_error(Duration estimate, Duration truth) {
  const auto off = static_cast<double>(std::abs((estimate - truth).count()));
  EXPECT_LE(off, QuantileSketch::kRelativeError * static_cast<double>(truth.count()))
      << estimate.count() << " for " << truth.count();
}

TEST(QuantileSketch, IsWithinItsErrorOverTwelveDecades) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    const std::vector<Duration> values = twelve_decades(seed, 1 + 97 * seed);
    QuantileSketch sketch;
    for (const Duration d : values) {
      sketch.add(d);
    }
    for (const double q : {0.0, 0.001, 0.1, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0}) {
      SCOPED_TRACE(q);
      expect_within_error(sketch.quantile(q).value(), exact_quantile(values, q));
    }
  }
}

TEST(QuantileSketch, IsWithinItsErrorAtEveryBorderOfABin) {
  for (int octave = 0; octave < 62; ++octave) {
    for (std::int64_t k = 0; k < QuantileSketch::kBinsPerOctave; ++k) {
      const std::int64_t power = std::int64_t{1} << octave;
      const std::int64_t border = power + power / QuantileSketch::kBinsPerOctave * k;
      for (const std::int64_t us : {border - 1, border, border + 1}) {
        QuantileSketch sketch;
        sketch.add(Duration(us));
        expect_within_error(sketch.quantile(0.5).value(), Duration(us));
      }
    }
  }
}

TEST(QuantileSketch, IsExactBelow128Microseconds) {
  for (std::int64_t us = 0; us < 128; ++us) {
    QuantileSketch sketch;
    sketch.add(Duration(us));
    EXPECT_EQ(sketch.quantile(1), Duration(us));
  }
}

TEST(QuantileSketch, HoldsTheGreatestDuration) {
  QuantileSketch sketch;
  sketch.add(Duration::max());
  expect_within_error(sketch.quantile(1).value(), Duration::max());
}

TEST(QuantileSketch, KnowsNothingBeforeTheFirstValue) {
  QuantileSketch sketch;
  EXPECT_EQ(sketch.quantile(0.5), std::nullopt);
  sketch.add(kSecond, 0);
  EXPECT_EQ(sketch, QuantileSketch());
}

TEST(QuantileSketch, CountsRepeatedValues) {
  QuantileSketch sketch;
  sketch.add(Duration(1), 90);
  sketch.add(Duration(2), 10);
  EXPECT_EQ(sketch.count(), 100U);
  EXPECT_EQ(sketch.quantile(0.9), Duration(1));
  EXPECT_EQ(sketch.quantile(0.901), Duration(2));
}

TEST(QuantileSketchDeathTest, RefusesANegativeDurationAndAQuantileBeyondOne) {
  QuantileSketch sketch;
  EXPECT_DEATH(sketch.add(Duration(-1)), "contract broken");
  EXPECT_DEATH((void)sketch.quantile(1.01), "contract broken");
}

TEST(DurationStatistics, MergesExactlyInAnyOrder) {
  const std::vector<Duration> values = twelve_decades(7, 3000);
  DurationStatistics whole;
  std::array<DurationStatistics, 3> parts;
  for (std::size_t i = 0; i < values.size(); ++i) {
    whole.add(values[i]);
    parts[i * i % 3].add(values[i]);  // the third part stays empty: squares are 0 or 1 modulo 3
  }
  DurationStatistics forward = parts[0];
  forward.merge(parts[1]);
  forward.merge(parts[2]);
  DurationStatistics backward = parts[2];
  backward.merge(parts[1]);
  backward.merge(parts[0]);
  EXPECT_EQ(forward, whole);
  EXPECT_EQ(backward, whole);
}

TEST(DurationStatistics, HasMeanSumAndGreatest) {
  DurationStatistics s;
  for (const int x : {2, 4, 4, 4, 5, 5, 7, 9}) {
    s.add(x * kSecond);
  }
  EXPECT_DOUBLE_EQ(s.mean_seconds().value(), 5);
  EXPECT_DOUBLE_EQ(s.sum_seconds(), 40);
  EXPECT_EQ(s.greatest(), 9 * kSecond);
}

TEST(DurationStatistics, KnowsNoMeanOfNothing) {
  DurationStatistics s;
  EXPECT_EQ(s.mean_seconds(), std::nullopt);
  EXPECT_EQ(s.greatest(), Duration(0));
  s.add(kSecond);
  EXPECT_EQ(s.mean_seconds(), 1.0);
}

// Against the plain way: the first bound that is not less.
TEST(DurationHistogram, FindsTheBucketOfAnyDuration) {
  std::vector<Duration> values = twelve_decades(11, 3000);
  for (int bit = 0; bit < 63; ++bit) {
    for (const std::int64_t sixteenth : {16, 17, 23, 31}) {
      const std::int64_t edge = (std::int64_t{1} << bit) / 16 * sixteenth;
      for (const std::int64_t us : {edge - 1, edge, edge + 1}) {
        values.emplace_back(std::max<std::int64_t>(us, 0));
      }
    }
  }
  values.push_back(Duration::max());
  for (const std::int64_t bound : DurationHistogram::kBoundsSeconds) {
    for (const int tick : {-1, 0, 1}) {
      values.push_back(bound * kSecond + Duration(tick));
    }
  }
  for (const Duration value : values) {
    DurationHistogram found;
    found.add(value);
    std::size_t bucket = 0;
    while (bucket < DurationHistogram::kBoundsSeconds.size() &&
           DurationHistogram::kBoundsSeconds.at(bucket) * kSecond < value) {
      ++bucket;
    }
    ASSERT_EQ(found.bound_counts().at(bucket), 1U) << value.count();
    ASSERT_EQ(found.count(), 1U);
  }
}

TEST(DurationStatistics, CountsExactlyAtItsBounds) {
  for (std::size_t i = 0; i < DurationStatistics::kBoundsSeconds.size(); ++i) {
    const Duration bound = DurationStatistics::kBoundsSeconds.at(i) * kSecond;
    DurationStatistics s;
    s.add(bound);                // inclusive
    s.add(bound + Duration(1));  // the next one
    EXPECT_EQ(s.bound_counts()[i], 1U) << i;
    EXPECT_EQ(s.bound_counts()[i + 1], 1U) << i;
  }
  DurationStatistics zero;
  zero.add(Duration(0));
  EXPECT_EQ(zero.bound_counts().front(), 1U);
}

}  // namespace
}  // namespace hotline::stats
