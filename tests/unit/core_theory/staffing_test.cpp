#include "core/theory/staffing.hpp"

#include "core/theory/abandonment.hpp"
#include "core/theory/erlang.hpp"
#include "tests/unit/core_theory/close.hpp"

namespace hotline::theory {
namespace {

struct Eighty {
  double load = 0;
  int agents = 0;
  double service_level = 0;
  double occupancy = 0;
  double mean_wait = 0;
  double wait_probability = 0;
};

class EightyTwenty : public ::testing::TestWithParam<Eighty> {};

// VC011, VC012, VC014, VC016: least agents for 80 % in 20 s, 180 s each.
TEST_P(EightyTwenty, IsTheLeast) {
  const Eighty& expected = GetParam();
  Targets targets;
  targets.service_level = 0.8;
  targets.within = 20;
  const int agents = agents_for(expected.load / 180, 1.0 / 180, 0, targets).value();
  EXPECT_EQ(agents, expected.agents);
  const ErlangC c = erlang_c({expected.load / 180, 1.0 / 180, agents}).value();
  EXPECT_TRUE(close(wait_within(c, 20), expected.service_level));
  EXPECT_TRUE(close(c.occupancy, expected.occupancy));
  EXPECT_TRUE(close(c.mean_wait, expected.mean_wait));
  EXPECT_TRUE(close(c.wait_probability, expected.wait_probability));
}

INSTANTIATE_TEST_SUITE_P(
    Theory, EightyTwenty,
    ::testing::Values(Eighty{5, 8, 0.880148310767, 0.625, 10.0359903997, 0.167266506662},
                      Eighty{10, 14, 0.888350019179, 0.714285714286, 7.83593701178, 0.174131933595},
                      Eighty{50, 56, 0.841175545689, 0.892857142857, 9.28043388639, 0.309347796213},
                      Eighty{200, 208, 0.808639319731, 0.961538461538, 10.4730882668,
                             0.465470589637}));

// VC035, pyworkforce: 17 agents for 2 %.
TEST(Staffing, ForBlocking) {
  EXPECT_EQ(agents_for_blocking(10, 0.02).value(), 17);
  EXPECT_EQ(agents_for_blocking(0, 0.02).value(), 1);
  EXPECT_TRUE(refused(agents_for_blocking(10, 0), "blocking: found 0"));
  EXPECT_TRUE(refused(agents_for_blocking(1e9, 0.1), "offered load"));
}

TEST(Staffing, OneAgentLessBreaksThePromise) {
  for (const double theta : {0.1, 1.0, 5.0}) {
    Targets targets;
    targets.highest_abandonment = 0.03;
    targets.highest_mean_wait = 0.1;
    const int agents = agents_for(60, 1, theta, targets).value();
    const Abandonment kept = erlang_a({60, 1, agents}, theta, 0).value();
    const Abandonment broken = erlang_a({60, 1, agents - 1}, theta, 0).value();
    EXPECT_TRUE(kept.abandon_probability <= 0.03 && kept.mean_wait <= 0.1);
    EXPECT_TRUE(broken.abandon_probability > 0.03 || broken.mean_wait > 0.1);
  }
}

TEST(Staffing, TheHardestOfSeveralPromisesCounts) {
  Targets wait;
  wait.highest_wait_probability = 0.1;
  Targets both = wait;
  both.highest_mean_wait = 10;
  EXPECT_EQ(agents_for(100, 1, 0, wait).value(), agents_for(100, 1, 0, both).value());
}

TEST(Staffing, ImpatientCallersNeedFewerAgentsThanTheirLoad) {
  Targets targets;
  targets.highest_abandonment = 0.2;
  EXPECT_LT(agents_for(100, 1, 1, targets).value(), 100);
}

TEST(Staffing, FindsTheFirstGood) {
  for (const int first : {1, 2, 3, 17, 1000, kMaxAgents}) {
    EXPECT_EQ(fewest_agents(1, [&](int n) { return n >= first; }).value(), first);
  }
  EXPECT_TRUE(refused(fewest_agents(1, [](int) { return false; }), "1000000 agents"));
}

TEST(Staffing, RefusesPromisesThatAreNone) {
  EXPECT_TRUE(refused(agents_for(10, 1, 0, {}), "targets: found none"));
  Targets targets;
  targets.highest_abandonment = 0.1;
  EXPECT_TRUE(refused(agents_for(10, 1, 0, targets), "do not hang up"));
  targets.highest_abandonment = 1.0;
  EXPECT_TRUE(refused(agents_for(10, 1, 1, targets), "abandonment: found 1"));
  targets = {};
  targets.service_level = 80;
  EXPECT_TRUE(refused(agents_for(10, 1, 1, targets), "service level: found 80"));
  targets = {};
  targets.highest_mean_wait = 0.0;
  EXPECT_TRUE(refused(agents_for(10, 1, 1, targets), "mean wait: found 0"));
  targets.highest_mean_wait = 1.0;
  EXPECT_TRUE(refused(agents_for(2e6, 1, 0, targets), "offered load"));
}

}  // namespace
}  // namespace hotline::theory
