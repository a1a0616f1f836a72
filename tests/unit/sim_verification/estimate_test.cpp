#include "sim/verification/estimate.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace hotline::sim {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

// t(0.995; 9) = 3.249836 from any table; s = 3.02765.
TEST(MeanOf, AgreesWithAWorkedExampleAndLeavesOutWhatIsUnknown) {
  const std::vector<double> values = {1, 2, 3, kUnknown, 4, 5, 6, 7, 8, 9, 10};
  const Estimate seen = mean_of(values).value();
  EXPECT_DOUBLE_EQ(seen.value, 5.5);
  EXPECT_NEAR(seen.half_width, 3.249836 * 3.02765 / std::sqrt(10.0), 1e-4);
  EXPECT_GT(seen.strict_half_width, 2 * seen.half_width);
  EXPECT_EQ(seen.n, 10U);
  EXPECT_FALSE(mean_of(std::vector<double>{1, kUnknown}));
}

TEST(RatioOf, IsTheRatioOfSumsAndCertainWhereTheyAreInProportion) {
  const Estimate seen = ratio_of(std::vector<Ratio>{{2, 4}, {0, 0}, {5, 10}, {1, 2}}).value();
  EXPECT_DOUBLE_EQ(seen.value, 0.5);
  EXPECT_NEAR(seen.half_width, 0, 1e-12);
  EXPECT_FALSE(ratio_of(std::vector<Ratio>{{0, 0}, {0, 0}}));
}

// Residuals of {1/2, 3/2} about the ratio 1: -1 and 1 over the mean denominator 2, so s = 1/sqrt(2)
// and the standard error 1/2; t(0.995; 1) = 63.6567.
TEST(RatioOf, HasTheSpreadOfTheResiduals) {
  const Estimate seen = ratio_of(std::vector<Ratio>{{1, 2}, {3, 2}}).value();
  EXPECT_DOUBLE_EQ(seen.value, 1);
  EXPECT_NEAR(seen.half_width, 63.6567 * 0.5, 1e-3);
}

TEST(VarianceOf, IsTheSampleVarianceOrItsRoot) {
  const std::vector<double> values = {4, 7, 13, 16};
  EXPECT_DOUBLE_EQ(variance_of(values, false).value().value, 30);
  EXPECT_DOUBLE_EQ(variance_of(values, true).value().value, std::sqrt(30.0));
  const double half = variance_of(values, false).value().half_width;
  EXPECT_NEAR(variance_of(values, true).value().half_width, half / (2 * std::sqrt(30.0)), 1e-9);
}

TEST(JackknifeOf, GivesBackTheIntervalOfAMean) {
  const std::vector<double> values = {1, 2, 3, 6};
  std::vector<double> without;
  for (const double x : values) {
    without.push_back((12 - x) / 3);
  }
  const Estimate seen = jackknife_of(3, without).value();
  EXPECT_NEAR(seen.value, 3, 1e-12);
  EXPECT_NEAR(seen.half_width, mean_of(values).value().half_width, 1e-9);
}

}  // namespace
}  // namespace hotline::sim
