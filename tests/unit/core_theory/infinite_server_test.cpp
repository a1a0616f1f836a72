#include "core/theory/infinite_server.hpp"

#include <cmath>
#include <numbers>

#include "core/theory/counts.hpp"
#include "tests/unit/core_theory/close.hpp"

namespace hotline::theory {
namespace {

constexpr double kPi = std::numbers::pi;
const SinusoidalRate kWave{100, 20, 2 * kPi};  // 100 + 20 sin t

double wave_mean(double t) {
  return infinite_server_mean(kWave, 1, HandlingLaw::kExponential, t).value();
}

// VC070: handling of mean 1.
TEST(InfiniteServer, Sinusoid) {
  EXPECT_TRUE(close(wave_mean(0), 90, 1e-12));
  EXPECT_TRUE(close(wave_mean(kPi / 2), 110, 1e-12));
  EXPECT_TRUE(close(wave_mean(kPi), 110, 1e-12));
  EXPECT_TRUE(close(wave_mean(3 * kPi / 2), 90, 1e-12));
  EXPECT_TRUE(close(wave_mean(3 * kPi / 4), 114.142135624, 1e-11));
}

// m' = lambda - mu m for exponential handling; for constant handling the integral of the rate.
TEST(InfiniteServer, SolvesItsEquation) {
  const double h = 1e-4;
  for (const double t : {0.3, 2.0, 5.5}) {
    EXPECT_NEAR((wave_mean(t + h) - wave_mean(t - h)) / (2 * h), kWave.at(t) - wave_mean(t), 1e-5);
    const double d = 0.7;
    const double integral = 100 * d - 20 * (std::cos(t) - std::cos(t - d));
    EXPECT_TRUE(close(infinite_server_mean(kWave, d, HandlingLaw::kDeterministic, t).value(),
                      integral, 1e-12));
  }
}

// VC071, VC072, VC074.
TEST(InfiniteServer, ExactStaffingWherePatienceIsAsLongAsHandling) {
  struct Row {
    double probability;
    int at_0, at_half_pi, at_pi, at_peak, at_valley;
  };

  for (const Row& row : {Row{0.1, 103, 125, 125, 129, 99}, Row{0.2, 99, 120, 120, 124, 95},
                         Row{0.8, 83, 102, 102, 106, 79}}) {
    const auto staffed = [&](double t) {
      return poisson_staffing(wave_mean(t), row.probability).value();
    };
    EXPECT_EQ(staffed(0), row.at_0);
    EXPECT_EQ(staffed(kPi / 2), row.at_half_pi);
    EXPECT_EQ(staffed(kPi), row.at_pi);
    EXPECT_EQ(staffed(3 * kPi / 4), row.at_peak);
    EXPECT_EQ(staffed(7 * kPi / 4), row.at_valley);
  }
}

// With theta = mu the stationary formula at the modified load says the same.
TEST(InfiniteServer, ModifiedOfferedLoadAgreesWhereItIsExact) {
  Targets targets;
  targets.highest_wait_probability = 0.2;
  for (const double t : {0.0, 1.0, 3 * kPi / 4}) {
    EXPECT_EQ(
        modified_offered_load_agents(kWave, 1, HandlingLaw::kExponential, 1, targets, t).value(),
        poisson_staffing(wave_mean(t), 0.2).value());
  }
}

TEST(InfiniteServer, PoissonTailIsTheSum) {
  double term = std::exp(-7.5);
  double below = 0;
  for (int n = 0; n < 20; ++n) {
    EXPECT_TRUE(close(poisson_tail(7.5, n).value(), 1 - below, 1e-9));
    below += term;
    term *= 7.5 / (n + 1);
  }
  EXPECT_EQ(poisson_tail(0, 1).value(), 0);
  EXPECT_EQ(poisson_tail(0, 0).value(), 1);
  EXPECT_EQ(poisson_staffing(0, 0.5).value(), 1);
}

TEST(InfiniteServer, RefusesWhatIsNoDemand) {
  const auto law = HandlingLaw::kExponential;
  EXPECT_TRUE(refused(infinite_server_mean({1, 2, 1}, 1, law, 0), "amplitude: found 2"));
  EXPECT_TRUE(refused(infinite_server_mean({1, 1, 0}, 1, law, 0), "period"));
  EXPECT_TRUE(refused(infinite_server_mean({1, 1, 1}, 0, law, 0), "handling"));
  EXPECT_TRUE(refused(poisson_tail(-1, 1), "mean"));
  EXPECT_TRUE(refused(poisson_tail(1, -1), "count"));
  EXPECT_TRUE(refused(poisson_staffing(1, 1), "delay probability"));
}

// VC080: busyness of shape 10.
TEST(Counts, BusyDaysSpread) {
  const CountMoments day = poisson_gamma_count(1660, 10).value();
  EXPECT_EQ(day.mean, 1660);
  EXPECT_TRUE(close(day.standard_deviation, 526.51685633));
  EXPECT_TRUE(close(poisson_gamma_count(100, 1e14).value().standard_deviation, 10, 1e-9));
  EXPECT_TRUE(refused(poisson_gamma_count(100, 0), "shape"));
}

// VC079, Ciw's tests.
TEST(Counts, ByThePiece) {
  const std::vector<double> counts = piecewise_counts({5, 1.5, 3}, {3.2, 7.9, 10}, 2).value();
  ASSERT_EQ(counts.size(), 3U);
  EXPECT_TRUE(close(counts[0], 32));
  EXPECT_TRUE(close(counts[1], 14.1));
  EXPECT_TRUE(close(counts[2], 12.6));
  EXPECT_TRUE(refused(piecewise_counts({1, 2}, {1}, 1), "2 rates and 1 ends"));
  EXPECT_TRUE(refused(piecewise_counts({1, 2}, {2, 1}, 1), "found 1, expected more than 2"));
  EXPECT_TRUE(refused(piecewise_counts({-1}, {1}, 1), "rate: found -1"));
}

}  // namespace
}  // namespace hotline::theory
