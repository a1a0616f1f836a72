#include "evaluation/uncertainty.hpp"

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace hotline::evaluation {
namespace {

Scheme scheme_of(std::size_t items) {
  const std::vector<const char*> ids = {"connect_rate", "response_rate"};
  Scheme scheme;
  scheme.groups = {Group{"all", "All", std::nullopt, 1}};
  for (std::size_t i = 0; i < items; ++i) {
    Item item;
    item.indicator = find_indicator(ids[i]);
    item.worst = 0;
    item.best = 1;
    scheme.items.push_back(item);
  }
  return scheme;
}

UncertaintyPlan plan_of(std::size_t samples) {
  UncertaintyPlan plan;
  plan.samples = samples;
  plan.vary_normalisation = false;
  plan.vary_aggregation = false;
  plan.vary_missing = false;
  return plan;
}

Sampled fixed(Profile profile) {
  return Sampled{{{std::move(profile)}}};
}

double sensitivity(const RankDistribution& city, Factor factor, bool total) {
  const Sensitivity& one = city.sensitivity[static_cast<std::size_t>(factor)];
  return total ? one.total : one.first_order;
}

TEST(Uncertainty, WithoutAnyRanksAreSure) {
  const std::vector<Sampled> cities = {fixed({0.3}), fixed({0.9}), fixed({0.5})};
  const Uncertainty found = uncertainty(scheme_of(1), cities, plan_of(16));
  EXPECT_EQ(found.cities[0].probability, (std::vector<double>{0, 0, 1}));
  EXPECT_EQ(found.cities[1].low, 1);
  EXPECT_EQ(found.cities[1].high, 1);
  EXPECT_EQ(found.above[1][2], 1);
  EXPECT_EQ(found.above[2][1], 0);
  EXPECT_EQ(found.cities[2].score_low, 0.5);
  for (std::size_t f = 0; f < kFactors; ++f) {
    EXPECT_EQ(found.cities[0].sensitivity[f].total, 0);
  }
}

// Two cities whose only value is one of two replications each: 0.2 or 0.6 against 0.4 always. The
// first is above with probability 1/2; all of the variance is chance. Of 4,096 samples the share
// differs from 1/2 by more than 0.04 once in three million seeds, the estimates of the indices by
// more than 0.1 less than once in ten thousand; the seed is fixed.
TEST(Uncertainty, ChanceIsFoundAsTheCause) {
  const std::vector<Sampled> cities = {Sampled{{{{0.2}, {0.6}}}}, fixed({0.4})};
  const Uncertainty found = uncertainty(scheme_of(1), cities, plan_of(4096));
  EXPECT_NEAR(found.above[0][1], 0.5, 0.04);
  EXPECT_NEAR(found.above[0][1] + found.above[1][0], 1, 1e-12);
  EXPECT_NEAR(sensitivity(found.cities[0], Factor::kChance, false), 1, 0.1);
  EXPECT_NEAR(sensitivity(found.cities[0], Factor::kChance, true), 1, 0.1);
  EXPECT_EQ(sensitivity(found.cities[0], Factor::kAssumed, true), 0);
  EXPECT_EQ(sensitivity(found.cities[0], Factor::kWeights, true), 0);
}

// City 0 has one value from the draw of parameters (0 or 0.5) and one from the replication (0 or
// 0.5), city 1 half of all that: city 0 is above only if both are high. Then the variance of the
// indicator of rank 1 is 3/16; each cause alone explains 1/16, and both with their interaction
// 2/16: first order 1/3, total 2/3.
TEST(Uncertainty, InteractionsAreInTheTotalOnly) {
  const Sampled city{{{{0.0, 0.0}, {0.0, 0.5}}, {{0.5, 0.0}, {0.5, 0.5}}}};
  const std::vector<Sampled> cities = {city, fixed({0.375, 0.375})};
  const Uncertainty found = uncertainty(scheme_of(2), cities, plan_of(16384));
  EXPECT_NEAR(found.above[0][1], 0.25, 0.02);
  for (const Factor factor : {Factor::kChance, Factor::kAssumed}) {
    EXPECT_NEAR(sensitivity(found.cities[0], factor, false), 1.0 / 3, 0.05);
    EXPECT_NEAR(sensitivity(found.cities[0], factor, true), 2.0 / 3, 0.05);
  }
}

TEST(Uncertainty, WeightsWithinTheirSpreadMoveRanksThatHangOnThem) {
  Scheme scheme = scheme_of(2);
  const std::vector<Sampled> cities = {fixed({0.9, 0.1}), fixed({0.5, 0.5})};
  scheme.weight_spread = 0.5;
  const Uncertainty found = uncertainty(scheme, cities, plan_of(4096));
  // Equal at equal weights; by symmetry each is above as often as the other.
  EXPECT_NEAR(found.above[0][1], 0.5, 0.04);
  EXPECT_NEAR(sensitivity(found.cities[0], Factor::kWeights, true), 1, 0.1);
  EXPECT_LT(found.cities[0].score_low, 0.45);
  EXPECT_GT(found.cities[0].score_high, 0.55);
}

TEST(Uncertainty, ChoicesOfMethodAreFactorsToo) {
  Scheme scheme = scheme_of(2);
  UncertaintyPlan plan = plan_of(2048);
  plan.vary_aggregation = true;
  // 0.8 and 0.2: mean 0.5, geometric mean 0.4; against 0.45 always.
  const std::vector<Sampled> cities = {fixed({0.8, 0.2}), fixed({0.45, 0.45})};
  const Uncertainty found = uncertainty(scheme, cities, plan);
  EXPECT_NEAR(found.above[0][1], 0.5, 0.06);
  EXPECT_NEAR(sensitivity(found.cities[0], Factor::kAggregation, true), 1, 0.1);
  // The interval of the score is under the scheme's own choices.
  EXPECT_EQ(found.cities[0].score_low, 0.5);
  EXPECT_EQ(found.cities[0].score_high, 0.5);
}

TEST(Uncertainty, WhoHasNoScoreHasNoRank) {
  const std::vector<Sampled> cities = {fixed({std::nullopt}), fixed({0.4})};
  const Uncertainty found = uncertainty(scheme_of(1), cities, plan_of(64));
  EXPECT_EQ(found.cities[0].unscored, 1);
  EXPECT_EQ(found.above[0][1], 0);
  EXPECT_EQ(found.cities[1].probability, (std::vector<double>{1, 0}));
}

// Half is known, which is just enough: whatever its weight, the city has a score in every sample.
TEST(Uncertainty, WhetherEnoughIsKnownDoesNotDependOnTheDraw) {
  Scheme scheme = scheme_of(2);
  scheme.least_known = 0.5;
  scheme.weight_spread = 0.5;
  const std::vector<Sampled> cities = {fixed({0.6, std::nullopt}), fixed({0.5, 0.5})};
  const Uncertainty found = uncertainty(scheme, cities, plan_of(256));
  EXPECT_EQ(found.cities[0].unscored, 0);
  EXPECT_DOUBLE_EQ(found.cities[0].score_low, 0.6);
}

// The standard error of a share of variance: with four times the samples half of it, give or take a
// fifth (the seed is fixed).
TEST(Uncertainty, SaysHowSureItsIndicesAre) {
  const Sampled city{{{{0.0, 0.0}, {0.0, 0.5}}, {{0.5, 0.0}, {0.5, 0.5}}}};
  const std::vector<Sampled> cities = {city, fixed({0.375, 0.375})};
  const auto of = [&](std::size_t samples) {
    return uncertainty(scheme_of(2), cities, plan_of(samples))
        .cities[0]
        .sensitivity[static_cast<std::size_t>(Factor::kChance)];
  };
  const Sensitivity few = of(4096);
  const Sensitivity many = of(16384);
  EXPECT_NEAR(few.first_order_error / many.first_order_error, 2, 0.4);
  EXPECT_NEAR(few.total_error / many.total_error, 2, 0.4);
  EXPECT_LT(std::abs(many.first_order - 1.0 / 3), 5 * many.first_order_error);
  EXPECT_LT(std::abs(many.total - 2.0 / 3), 5 * many.total_error);
  EXPECT_LT(many.first_order_error, 0.03);
}

TEST(Uncertainty, SameSeedSameResult) {
  Scheme scheme = scheme_of(2);
  scheme.weight_spread = 0.5;
  const std::vector<Sampled> cities = {fixed({0.9, 0.1}), fixed({0.5, 0.5})};
  const Uncertainty a = uncertainty(scheme, cities, plan_of(256));
  const Uncertainty b = uncertainty(scheme, cities, plan_of(256));
  EXPECT_EQ(a.above, b.above);
  UncertaintyPlan other = plan_of(256);
  other.seed = 2;
  EXPECT_NE(a.above, uncertainty(scheme, cities, other).above);
}

}  // namespace
}  // namespace hotline::evaluation
