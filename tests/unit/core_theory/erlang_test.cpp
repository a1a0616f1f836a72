#include "core/theory/erlang.hpp"

#include <limits>

#include "tests/unit/core_theory/close.hpp"

namespace hotline::theory {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// VC001, pyworkforce README: 100 calls in 30 min, 3 min each, 14 agents, 20 s.
TEST(ErlangC, HundredCallsOnFourteenAgents) {
  const ErlangC c = erlang_c({100.0 / 30, 1.0 / 3, 14}).value();
  EXPECT_TRUE(close(c.wait_probability, 0.1741319336));
  EXPECT_TRUE(close(wait_within(c, 1.0 / 3), 0.8883500192));
  EXPECT_TRUE(close(c.occupancy, 0.7142857143));
  EXPECT_TRUE(close(c.mean_wait, 0.1305989502));
}

// VC002, pyworkforce tests: the same with 15 agents and 0.33 min.
TEST(ErlangC, HundredCallsOnFifteenAgents) {
  const ErlangC c = erlang_c({100.0 / 30, 1.0 / 3, 15}).value();
  EXPECT_TRUE(close(c.wait_probability, 0.102042367));
  EXPECT_TRUE(close(wait_within(c, 0.33), 0.9411266757));
  EXPECT_TRUE(close(c.occupancy, 0.6666666667));
}

// VC004, parameters of Ciw's documentation.
TEST(ErlangC, OneAgentAtFiveEighths) {
  const ErlangC c = erlang_c({5, 8, 1}).value();
  EXPECT_TRUE(close(c.mean_wait, 0.2083333333));
  EXPECT_TRUE(close(c.mean_queue, 1.0416666667));
}

// VC005, queuecomputer's vignette.
TEST(ErlangC, OneAgentAtFourFifths) {
  const ErlangC c = erlang_c({1, 1.25, 1}).value();
  EXPECT_TRUE(close(c.mean_queue, 3.2));
  EXPECT_TRUE(close(c.mean_wait, 3.2));
  EXPECT_TRUE(close(c.mean_sojourn, 4.0));
  EXPECT_TRUE(close(c.mean_in_system, 4.0));
}

// VC006, queuecomputer's vignette.
TEST(ErlangC, ThreeAgentsLightlyLoaded) {
  const ErlangC c = erlang_c({1, 1.25, 3}).value();
  EXPECT_TRUE(close(c.wait_probability, 0.05203252033));
  EXPECT_TRUE(close(c.mean_queue, 0.01892091648));
  EXPECT_TRUE(close(c.mean_wait, 0.01892091648));
  EXPECT_TRUE(close(c.mean_sojourn, 0.8189209165));
}

// VC008, most-queue README.
TEST(ErlangC, ThreeAgentsAtTwoThirds) {
  const ErlangC c = erlang_c({2, 1, 3}).value();
  EXPECT_TRUE(close(c.wait_probability, 4.0 / 9));
  EXPECT_TRUE(close(c.mean_wait, 4.0 / 9));
  EXPECT_TRUE(close(c.mean_queue, 8.0 / 9));
}

// VC009.
TEST(ErlangC, TwentyAgentsAtNineTenthsWithQuantiles) {
  const ErlangC c = erlang_c({18, 1, 20}).value();
  EXPECT_TRUE(close(c.wait_probability, 0.550769004816));
  EXPECT_TRUE(close(c.mean_wait, 0.275384502408));
  EXPECT_TRUE(close(wait_quantile(c, 0.90), 0.853072653127));
  EXPECT_TRUE(close(wait_quantile(c, 0.95), 1.19964624341));
}

// VC010: 48 calls a minute on 50 agents; seconds. The quantile is printed to six digits.
TEST(ErlangC, FiftyAgentsAtNinetySixPercent) {
  const ErlangC c = erlang_c({48.0 / 60, 1.0 / 60, 50}).value();
  EXPECT_TRUE(close(c.wait_probability, 0.6944556112));
  EXPECT_TRUE(close(c.mean_wait, 20.83366834));
  EXPECT_TRUE(close(c.mean_queue, 16.66693467));
  EXPECT_TRUE(close(wait_quantile(c, 0.9), 58.1387));
  EXPECT_TRUE(close(c.occupancy, 0.96));
}

TEST(ErlangC, OneAgentIsTheClassicalQueue) {
  for (const double rho : {0.01, 0.5, 0.99}) {
    const ErlangC c = erlang_c({rho, 1, 1}).value();
    EXPECT_TRUE(close(c.wait_probability, rho, 1e-13));
    EXPECT_TRUE(close(c.mean_wait, rho / (1 - rho), 1e-13));
  }
}

// Sum a^k/k! for k < c, and a^c/c! c/(c - a), from the definition.
TEST(ErlangC, IsTheDirectSum) {
  for (const int agents : {1, 2, 7, 30}) {
    const double a = 0.85 * agents;
    double term = 1;
    double sum = 0;
    for (int k = 0; k < agents; ++k) {
      sum += term;
      term *= a / (k + 1);
    }
    const double last = term * agents / (agents - a);
    EXPECT_TRUE(
        close(erlang_c({a, 1, agents}).value().wait_probability, last / (sum + last), 1e-12));
    EXPECT_TRUE(close(erlang_b(a, agents).value(), term / (sum + term), 1e-12));
  }
}

TEST(ErlangC, WaitsAndTheirQuantilesAreInverse) {
  const ErlangC c = erlang_c({18, 1, 20}).value();
  for (const double share : {0.5, 0.9, 0.999}) {
    EXPECT_TRUE(close(wait_within(c, wait_quantile(c, share)), share, 1e-12));
  }
  EXPECT_EQ(wait_quantile(c, 0.4), 0);  // 45 % do not wait
  EXPECT_TRUE(close(wait_within(c, 0), 1 - c.wait_probability, 1e-15));
}

TEST(ErlangC, AnswersInAnyUnitOfTime) {
  const ErlangC minutes = erlang_c({9, 1, 10}).value();
  const ErlangC seconds = erlang_c({9.0 / 60, 1.0 / 60, 10}).value();
  EXPECT_TRUE(close(60 * minutes.mean_wait, seconds.mean_wait, 1e-13));
  EXPECT_TRUE(close(minutes.wait_probability, seconds.wait_probability, 1e-13));
}

TEST(ErlangC, RefusesWhatHasNoSteadyState) {
  EXPECT_TRUE(refused(erlang_c({10, 1, 10}), "offered load: found 10"));
  EXPECT_TRUE(refused(erlang_c({11, 1, 10}), "grows for ever"));
  EXPECT_TRUE(refused(erlang_c({0, 1, 10}), "arrival rate: found 0"));
  EXPECT_TRUE(refused(erlang_c({-1, 1, 10}), "arrival rate"));
  EXPECT_TRUE(refused(erlang_c({kNan, 1, 10}), "arrival rate: found"));
  EXPECT_TRUE(refused(erlang_c({1, 0, 10}), "service rate"));
  EXPECT_TRUE(refused(erlang_c({0.5, 1, 0}), "agents: found 0"));
  EXPECT_TRUE(refused(erlang_c({0.5, 1, kMaxAgents + 1}), "agents"));
}

// VC035; the least with 2 % is among the tests of staffing.
TEST(ErlangB, TenErlangs) {
  EXPECT_TRUE(close(erlang_b(10, 5).value(), 0.5639521769));
  EXPECT_TRUE(close(erlang_b(10, 10).value(), 0.2145823431));
  EXPECT_TRUE(close(erlang_b(10, 15).value(), 0.03649694547));
  EXPECT_TRUE(close(erlang_b(10, 17).value(), 0.01294887522));
}

TEST(ErlangB, HasItsLimits) {
  EXPECT_EQ(erlang_b(10, 0).value(), 1);
  EXPECT_EQ(erlang_b(0, 3).value(), 0);
  EXPECT_TRUE(close(erlang_b(1e12, 5).value(), 1 - 5e-12, 1e-15));
  EXPECT_EQ(erlang_b(1, 1000).value(), 0);  // 1/1000!, below the least double
  // B(n; n) = sqrt(2 / (pi n)) + O(1/n).
  EXPECT_TRUE(close(erlang_b(1e6, 1'000'000).value(), 7.97884561e-4, 1e-3));
  EXPECT_TRUE(refused(erlang_b(-1, 5), "offered load: found -1"));
  EXPECT_TRUE(refused(erlang_b(1, -1), "agents: found -1"));
}

}  // namespace
}  // namespace hotline::theory
