// The laws of durations as a scenario states them, and what is said of those that are none.
#include <array>
#include <cmath>
#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "sim/random/duration_law.hpp"
#include "sim/scenario/load.hpp"
#include "tests/unit/sim_scenario/town.hpp"

namespace hotline::sim {
namespace {

using test::kTown;
using test::replaced;

/// [channel.web] entry, which takes the place of `{ constant = "2 min" }`.
Result<Scenario> with_law(std::string_view law) {
  const std::string text =
      replaced(kTown, "{ constant = \"2 min\" }", "{ " + std::string(law) + " }");
  return load_scenario(text, "t.toml", LoadMode::kUser);
}

DurationLaw law_of(std::string_view law) {
  const Result<Scenario> scenario = with_law(law);
  EXPECT_TRUE(scenario) << scenario.error().message;
  return scenario ? scenario->channels.at(1).entry : DurationLaw();
}

TEST(Law, GammaIsReadByItsShapeOrItsCoefficientOfVariation) {
  const DurationLaw by_cv = law_of(R"(gamma = { mean = "3 min", cv = 0.5 })");
  const DurationLaw by_shape = law_of(R"(gamma = { mean = "3 min", shape = 4 })");
  const DurationLaw erlang = law_of(R"(erlang = { mean = "3 min", k = 4 })");
  EXPECT_DOUBLE_EQ(mean_seconds(by_cv), 180);
  for (const double u : {0.05, 0.5, 0.95}) {
    EXPECT_EQ(quantile(by_cv, u), quantile(by_shape, u));
    EXPECT_EQ(quantile(erlang, u), quantile(by_shape, u));
  }
}

TEST(Law, HyperexponentialAndParetoAreReadByTheirParameters) {
  const DurationLaw two = law_of(R"(hyperexponential = { mean = "3 min", cv = 2 })");
  EXPECT_EQ(two.family, DurationLaw::Family::kMixture);
  EXPECT_NEAR(mean_seconds(two), 180, 1e-9);
  const DurationLaw pareto = law_of(R"(pareto = { least = "1 min", shape = 3 })");
  EXPECT_EQ(pareto.first_seconds, 60);
  EXPECT_EQ(pareto.second, 3);
}

TEST(Law, AMixtureIsMadeOfLawsByWeight) {
  const DurationLaw law = law_of(R"(mixture = [
    { weight = 3, law = { constant = "10 s" } },
    { weight = 1, law = { mixture = [{ weight = 1, law = { constant = "50 s" } }] } }])");
  EXPECT_DOUBLE_EQ(mean_seconds(law), 20);
  EXPECT_EQ(quantile(law, 0.7), 10 * kSecond);
  EXPECT_EQ(quantile(law, 0.8), 50 * kSecond);
}

TEST(Law, AnyLawMayHaveAMassAtZero) {
  const DurationLaw law = law_of(R"(exponential = "100 s", at_zero = "20 %")");
  EXPECT_EQ(mean_seconds(law), 80);
  EXPECT_EQ(quantile(law, 0.19), Duration{0});
}

TEST(Law, EmpiricalOnesAreReadAsValuesQuantilesHazardOrSurvival) {
  EXPECT_DOUBLE_EQ(mean_seconds(law_of(R"(values = ["10 s", "20 s", "1 min"])")), 30);
  const DurationLaw quantiles = law_of(R"(quantiles = [
    { share = 0, at = "0 s" }, { share = "50 %", at = "20 s" }, { share = 1, at = "60 s" }])");
  EXPECT_EQ(quantile(quantiles, 0.25), 10 * kSecond);
  const DurationLaw hazard =
      law_of(R"(hazard = [{ from = "0 s", rate = "2 /min" }, { from = "30 s", rate = "1 /min" }])");
  EXPECT_NEAR(tails(hazard, 90).above, std::exp(-2.0), 1e-12);
  const DurationLaw survival =
      law_of(R"(survival = [{ at = "10 s", left = 0.9 }, { at = "60 s", left = 0.3 }])");
  EXPECT_EQ(quantile(survival, 0.5), 60 * kSecond);
  EXPECT_EQ(quantile(survival, 0.8), kMaxSpan);
}

struct LawTrouble {
  const char* name;
  std::string_view law;
  const char* message;
};

std::ostream& operator<<(std::ostream& out, const LawTrouble& trouble) {
  return out << trouble.name;
}

class NoLaw : public testing::TestWithParam<LawTrouble> {};

TEST_P(NoLaw, IsSaidWithItsPlace) {
  const Result<Scenario> scenario = with_law(GetParam().law);
  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().message, "t.toml:29:" + std::string(GetParam().message));
}

constexpr auto kLawTroubles = std::to_array<LawTrouble>({
    {"GammaWithoutShape", R"(gamma = { mean = "1 min" })",
     "11: channel.web.entry.gamma: found none of shape, cv, expected one of them"},
    {"GammaOfNoMean", R"(gamma = { mean = "0 s", shape = 2 })",
     "28: channel.web.entry.gamma.mean: found '0 s', allowed from 0.0 s on"},
    {"ErlangOfHalfAPhase", R"(erlang = { mean = "1 min", k = 1.5 })",
     "42: channel.web.entry.erlang.k: found 1.5, allowed whole numbers from 1 to 10000"},
    {"HyperexponentialBelowOne", R"(hyperexponential = { mean = "1 min", cv = 0.5 })",
     "53: channel.web.entry.hyperexponential.cv: found 0.5, allowed 1 to 100"},
    {"MixtureOfNothing", "mixture = []",
     "21: channel.web.entry.mixture: found 0 rows, allowed 1 to 32"},
    {"QuantilesThatStartLate",
     R"(quantiles = [{ share = 0.1, at = "0 s" }, { share = 1, at = "1 s" }])",
     "24: channel.web.entry.quantiles[0]: found no next quantile, expected shares from 0 to 1 and "
     "times, both in order"},
    {"QuantilesThatEndSoon",
     R"(quantiles = [{ share = 0, at = "0 s" }, { share = 0.9, at = "1 s" }])",
     "23: channel.web.entry.quantiles: found no quantile of share 1, expected it last"},
    {"HazardThatStartsLate", R"(hazard = [{ from = "1 s", rate = "1 /min" }])",
     "30: channel.web.entry.hazard[0].from: found no next time, expected times from 0 s on, in "
     "order"},
    {"SurvivalThatRises", R"(survival = [{ at = "1 s", left = 0.5 }, { at = "2 s", left = 0.6 }])",
     "51: channel.web.entry.survival[1]: found no next step, expected times that increase and "
     "shares that decrease"},
    {"ValuesWithoutUnit", "values = [\"10 s\", 20]",
     "29: channel.web.entry.values: missing unit: found '20', write e.g. 240 s; units are us, ms, "
     "s, min, h, d, w"},
    {"ValuesOfNothing", "values = []",
     "20: channel.web.entry.values: found an array, expected a list of 1 to 100000 durations"},
    {"AllAtZeroAndMore", R"(exponential = "1 min", at_zero = 2)",
     "44: channel.web.entry.at_zero: found 2, allowed 0 to 1, or \"0 %\" to \"100 "
     "%\""},
});

INSTANTIATE_TEST_SUITE_P(Each, NoLaw, testing::ValuesIn(kLawTroubles),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace hotline::sim
