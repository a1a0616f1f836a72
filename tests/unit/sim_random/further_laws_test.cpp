// Laws of durations that have a table: gamma, mixtures, mass at zero, empirical ones.
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <boost/math/distributions/gamma.hpp>
#include <gtest/gtest.h>

#include "sim/random/duration_law.hpp"
#include "sim/random/law_table.hpp"
#include "sim/random/random.hpp"

namespace hotline::sim {
namespace {

using Family = DurationLaw::Family;

constexpr DurationLaw::Family kExponential = Family::kExponential;

/// Probabilities over the whole range, in and beyond the tables, on and beside their edges.
std::vector<double> probabilities() {
  std::vector<double> out;
  for (double p = 0x1p-40; p < 0.5; p *= 1.3) {
    out.push_back(p);
    out.push_back(1 - p);
  }
  for (const double edge : {0.25, 0.5, 0.75, 0x1p-12, 1 - 0x1p-12}) {
    out.push_back(edge);
    out.push_back(std::nextafter(edge, 0.0));
    out.push_back(std::nextafter(edge, 1.0));
  }
  return out;
}

TEST(GammaLaw, QuantilesAreThoseOfBoost) {
  for (const double shape : {0.05, 0.4, 1.0, 2.0, 10.0, 28.7, 400.0, 9000.0}) {
    constexpr double kMean = 240;
    const DurationLaw law = gamma_law(kMean, shape);
    const boost::math::gamma_distribution<double> wanted(shape, kMean / shape);
    for (const double u : probabilities()) {
      const double x = u < 0.5 ? quantile(wanted, u) : quantile(complement(wanted, 1 - u));
      EXPECT_NEAR(quantile_seconds(law, u), x, 2e-9 * x + 2e-12 * kMean) << shape << ' ' << u;
    }
    EXPECT_DOUBLE_EQ(mean_seconds(law), kMean);
  }
}

TEST(GammaLaw, OfShapeOneIsTheExponentialLaw) {
  const DurationLaw law = gamma_law(100, 1);
  for (const double u : {0.001, 0.2, 0.5, 0.9, 0.9999}) {
    EXPECT_NEAR(to_seconds(quantile(law, u)),
                to_seconds(quantile(DurationLaw{kExponential, 100, 0}, u)), 2e-6);
  }
}

TEST(GammaLaw, ItsTableHoldsEverywhere) {
  for (const double shape : {0.3, 1.0, 4.0, 100.0}) {
    EXPECT_EQ(gamma_law(1, shape).table->cells.front().good(), 2 * QuantileCells::kCells) << shape;
  }
}

/// u by way of the distribution function written out in the C library's words.
double two_phases(double x, double p, double first, double second) {
  return 1 - p * std::exp(-x / first) - (1 - p) * std::exp(-x / second);
}

TEST(MixtureLaw, QuantilesSolveTheDistributionFunction) {
  const DurationLaw law =
      mixture_law({{3, DurationLaw{kExponential, 60, 0}}, {1, DurationLaw{kExponential, 900, 0}}});
  EXPECT_DOUBLE_EQ(mean_seconds(law), 0.75 * 60 + 0.25 * 900);
  for (double u = 0.0005; u < 1; u += 0.0011) {
    EXPECT_NEAR(two_phases(quantile_seconds(law, u), 0.75, 60, 900), u, 1e-9) << u;
  }
}

TEST(MixtureLaw, OfPointsTakesEachInTurn) {
  const auto point = [](double seconds) { return DurationLaw{Family::kConstant, seconds, 0}; };
  const DurationLaw law = mixture_law({{1, point(30)}, {1, point(10)}, {2, point(20)}});
  EXPECT_EQ(quantile(law, 0.24), 10 * kSecond);
  EXPECT_EQ(quantile(law, 0.26), 20 * kSecond);
  EXPECT_EQ(quantile(law, 0.74), 20 * kSecond);
  EXPECT_EQ(quantile(law, 0.76), 30 * kSecond);
  EXPECT_DOUBLE_EQ(mean_seconds(law), 20);
}

TEST(MixtureLaw, OfLawsFarApartHasBoth) {
  const DurationLaw law = mixture_law({{0.9, gamma_law(60, 4)},
                                       {0.05, DurationLaw{Family::kLognormal, 86400, 0.5}},
                                       {0.05, DurationLaw{Family::kUniform, 5, 6}}});
  for (const double u : probabilities()) {
    const double x = quantile_seconds(law, u);
    EXPECT_LE(tails(law, x * (1 - 1e-7)).below, u + 1e-12) << u;
    EXPECT_GE(tails(law, x * (1 + 1e-7) + 1e-12).below, u - 1e-12) << u;
  }
}

TEST(Hyperexponential, HasItsMeanAndItsCoefficientOfVariation) {
  for (const double cv : {1.0, 1.2, 2.0, 5.0}) {
    const DurationLaw law = hyperexponential_law(120, cv);
    EXPECT_NEAR(mean_seconds(law), 120, 1e-10);
    double second_moment = 2 * 120 * 120;
    if (law.table) {
      second_moment = 0;
      for (const auto& [weight, part] : law.table->parts) {
        second_moment += weight * 2 * part.first_seconds * part.first_seconds;
      }
    }
    EXPECT_NEAR(std::sqrt(second_moment / (120 * 120) - 1), cv, 1e-9);
  }
}

TEST(MassAtZero, IsThereAndTheRestIsTheLaw) {
  const DurationLaw base{kExponential, 100, 0};
  const DurationLaw law = with_mass_at_zero(0.25, base);
  EXPECT_EQ(quantile(law, 0.25), Duration{0});
  EXPECT_EQ(quantile(law, 0.625), quantile(base, 0.5));
  EXPECT_EQ(mean_seconds(law), 75);
  EXPECT_DOUBLE_EQ(tails(law, 0).below, 0.25);
  EXPECT_DOUBLE_EQ(tails(law, 50).above, 0.75 * std::exp(-0.5));
  EXPECT_LE(quantile(law, 1 - 0x1p-53), kMaxSpan);
  EXPECT_EQ(with_mass_at_zero(0, base).family, kExponential);
  EXPECT_EQ(quantile(with_mass_at_zero(1, base), 0.9), Duration{0});
}

TEST(EmpiricalLaw, EveryValueHasItsShare) {
  const DurationLaw law = empirical_law({40, 10, 20, 30});
  EXPECT_EQ(quantile(law, 0.2), 10 * kSecond);
  EXPECT_EQ(quantile(law, 0.25), 10 * kSecond);
  EXPECT_EQ(quantile(law, 0.2501), 20 * kSecond);
  EXPECT_EQ(quantile(law, 0.99), 40 * kSecond);
  EXPECT_EQ(mean_seconds(law), 25);
  EXPECT_EQ(tails(law, 30).below, 0.75);
  EXPECT_EQ(tails(law, 29.9).below, 0.5);
}

TEST(QuantileLaw, IsLinearBetweenItsQuantiles) {
  const DurationLaw law = quantile_law({{0, 0}, {0.5, 60}, {0.9, 300}, {1, 600}});
  EXPECT_EQ(quantile(law, 0.25), 30 * kSecond);
  EXPECT_EQ(quantile(law, 0.7), 180 * kSecond);
  EXPECT_EQ(mean_seconds(law), 0.5 * 30 + 0.4 * 180 + 0.1 * 450);
  EXPECT_DOUBLE_EQ(tails(law, 180).below, 0.7);
}

TEST(HazardLaw, OfOneRateIsTheExponentialLaw) {
  const DurationLaw law = hazard_law({{0, 1.0 / 60}});
  for (const double u : {1e-9, 0.3, 0.9999, 1 - 0x1p-53}) {
    EXPECT_EQ(quantile(law, u), quantile(DurationLaw{kExponential, 60, 0}, u));
  }
  EXPECT_NEAR(mean_seconds(law), 60, 1e-9);
}

TEST(HazardLaw, PeaksAndPausesAreWhereTheyAreStated) {
  // Nobody leaves in the second minute; from the third on half as many as in the first.
  const DurationLaw law = hazard_law({{0, 1.0 / 60}, {60, 0}, {120, 1.0 / 120}});
  const double gone = 1 - std::exp(-1.0);
  EXPECT_NEAR(tails(law, 60).below, gone, 1e-15);
  EXPECT_NEAR(tails(law, 119).below, gone, 1e-15);
  EXPECT_NEAR(tails(law, 240).above, std::exp(-2.0), 1e-15);
  EXPECT_GE(quantile(law, gone + 1e-9), 120 * kSecond);
  EXPECT_LE(quantile(law, gone - 1e-9), 60 * kSecond);
  EXPECT_NEAR(mean_seconds(law), 60 * gone + std::exp(-1.0) * (60 + 120), 1e-9);
}

TEST(HazardLaw, WhoIsLeftWithoutHazardStays) {
  const DurationLaw law = hazard_law({{0, 1.0 / 60}, {60, 0}});
  EXPECT_EQ(quantile(law, 0.7), kMaxSpan);
}

TEST(SurvivalLaw, StepsWhereTheEstimatorDoes) {
  const DurationLaw law = survival_law({{10, 0.9}, {30, 0.5}, {60, 0.2}});
  EXPECT_EQ(quantile(law, 0.05), 10 * kSecond);
  EXPECT_EQ(quantile(law, 0.3), 30 * kSecond);
  EXPECT_EQ(quantile(law, 0.75), 60 * kSecond);
  EXPECT_EQ(quantile(law, 0.81), kMaxSpan);
  EXPECT_DOUBLE_EQ(tails(law, 45).above, 0.5);
}

TEST(ParetoLaw, IsAPowerOfWhatIsLeft) {
  const DurationLaw law{Family::kPareto, 60, 2};
  EXPECT_NEAR(to_seconds(quantile(law, 0.75)), 120, 1e-6);
  EXPECT_EQ(mean_seconds(law), 120);
  EXPECT_NEAR(tails(law, 600).above, 0.01, 1e-15);
  EXPECT_EQ(mean_seconds({Family::kPareto, 60, 1}), std::numeric_limits<double>::infinity());
}

TEST(Tails, InvertTheQuantileOfEveryFamily) {
  const std::vector<DurationLaw> laws{{kExponential, 180, 0},
                                      {Family::kLognormal, 150, 0.8},
                                      {Family::kWeibull, 600, 0.7},
                                      {Family::kUniform, 60, 240},
                                      {Family::kPareto, 30, 1.5},
                                      gamma_law(100, 3),
                                      hyperexponential_law(100, 2),
                                      with_mass_at_zero(0.1, gamma_law(100, 0.5)),
                                      hazard_law({{0, 0.01}, {60, 0.02}}),
                                      quantile_law({{0, 1}, {0.5, 60}, {1, 600}})};
  for (std::size_t i = 0; i < laws.size(); ++i) {
    for (double u = 0.13; u < 1; u += 0.05) {
      const Tails there = tails(laws[i], quantile_seconds(laws[i], u));
      EXPECT_NEAR(there.below, u, 2e-9) << i;
      EXPECT_NEAR(there.above, 1 - u, 2e-9) << i;
    }
    EXPECT_EQ(tails(laws[i], -1).above, 1) << i;
  }
}

TEST(FurtherLaws, AGreaterChanceIsNeverAShorterDuration) {
  const std::vector<DurationLaw> laws{
      gamma_law(100, 3),
      gamma_law(3600, 0.2),
      hyperexponential_law(100, 3),
      mixture_law({{1, DurationLaw{Family::kConstant, 60, 0}}, {1, gamma_law(100, 2)}}),
      survival_law({{10, 0.9}, {30, 0.5}, {60, 0.2}}),
      hazard_law({{0, 0.01}, {60, 0}, {90, 1}})};
  for (std::size_t i = 0; i < laws.size(); ++i) {
    Duration before{0};
    for (double u = 0x1p-20; u < 1; u += 0x1.7p-18) {
      const Duration x = quantile(laws[i], u);
      ASSERT_GE(x, before) << i << ' ' << u;
      before = x;
    }
  }
}

TEST(FurtherLaws, AnEmptyMixtureAndANegativeMassAreBrokenContracts) {
  EXPECT_DEATH((void)mixture_law({}), "contract broken");
  EXPECT_DEATH((void)with_mass_at_zero(1.5, DurationLaw()), "contract broken");
  EXPECT_DEATH((void)gamma_law(0, 1), "contract broken");
  EXPECT_DEATH((void)hyperexponential_law(1, 0.9), "contract broken");
}

}  // namespace
}  // namespace hotline::sim
