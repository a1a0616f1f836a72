#include "core/theory/balancing.hpp"

#include "core/theory/erlang.hpp"
#include "tests/unit/core_theory/close.hpp"

namespace hotline::theory {
namespace {

// VC094, VC095, VC097, VC098.
TEST(PowerOfD, MeanField) {
  struct Row {
    double load, two, three;
  };

  for (const Row& row :
       {Row{0.5, 1.26568603609, 1.12524414063}, Row{0.7, 1.61445377032, 1.35684219674},
        Row{0.9, 2.61405737732, 2.027855969}, Row{0.95, 3.38304600252, 2.53513347652}}) {
    EXPECT_TRUE(close(power_of_d_sojourn(row.load, 1, 1).value(), 1 / (1 - row.load)));
    EXPECT_TRUE(close(power_of_d_sojourn(row.load, 1, 2).value(), row.two));
    EXPECT_TRUE(close(power_of_d_sojourn(row.load, 1, 3).value(), row.three));
  }
}

TEST(PowerOfD, HasItsLimits) {
  EXPECT_TRUE(close(power_of_d_sojourn(1e-9, 2, 2).value(), 0.5, 1e-8));
  EXPECT_TRUE(close(power_of_d_sojourn(0.9, 1, 100).value(), 1 + std::pow(0.9, 100), 1e-9));
  EXPECT_TRUE(refused(power_of_d_sojourn(1, 1, 2), "offered load"));
  EXPECT_TRUE(refused(power_of_d_sojourn(0.5, 1, 0), "choices"));
}

// VC100.
TEST(ShortestQueue, TwoAgents) {
  EXPECT_TRUE(close(shortest_of_d_sojourn({1.6, 1, 2}, 2).value(), 2.95573662));
}

// VC102: all three, two of three, one at random, one queue for all.
TEST(ShortestQueue, ThreeAgents) {
  EXPECT_TRUE(close(shortest_of_d_sojourn({2.4, 1, 3}, 3).value(), 2.28554761));
  EXPECT_TRUE(close(shortest_of_d_sojourn({2.4, 1, 3}, 2).value(), 2.50999979));
  EXPECT_TRUE(close(erlang_c({2.4, 1, 3}).value().mean_sojourn, 2.07865169));
}

TEST(ShortestQueue, AtRandomIsASingleQueueEach) {
  EXPECT_TRUE(close(shortest_of_d_sojourn({1.0, 1, 2}, 1).value(), 2, 1e-8));
  EXPECT_TRUE(close(shortest_of_d_sojourn({0.8, 1, 1}, 1).value(), 5, 1e-8));
}

TEST(ShortestQueue, RefusesWhatIsTooLarge) {
  EXPECT_TRUE(refused(shortest_of_d_sojourn({4, 1, 5}, 5), "agents: found 5"));
  EXPECT_TRUE(refused(shortest_of_d_sojourn({1, 1, 2}, 3), "choices: found 3"));
  EXPECT_TRUE(refused(shortest_of_d_sojourn({3.99, 1, 4}, 2), "states"));
}

// VC104; longest idle first and at random are the same here.
TEST(UnequalAgentsTest, LongestIdleFirst) {
  for (const FreeAgentRule rule : {FreeAgentRule::kLongestIdle, FreeAgentRule::kRandom}) {
    const UnequalAgents u = unequal_agents(2, {2, 1}, rule).value();
    EXPECT_TRUE(close(u.mean_sojourn, 1.22727273));
    EXPECT_TRUE(close(u.mean_wait, 0.54545455));
    EXPECT_TRUE(close(u.occupancy[0], 0.63636364));
    EXPECT_TRUE(close(u.occupancy[1], 0.72727273));
  }
}

TEST(UnequalAgentsTest, FastFirstIsFaster) {
  const double fast = unequal_agents(2, {2, 1}, FreeAgentRule::kFirst).value().mean_sojourn;
  const double any = unequal_agents(2, {2, 1}, FreeAgentRule::kRandom).value().mean_sojourn;
  const double slow = unequal_agents(2, {2, 1}, FreeAgentRule::kSecond).value().mean_sojourn;
  EXPECT_LT(fast, any);
  EXPECT_LT(any, slow);
}

TEST(UnequalAgentsTest, EqualOnesAreErlangC) {
  const UnequalAgents u = unequal_agents(1.5, {1, 1}, FreeAgentRule::kFirst).value();
  EXPECT_TRUE(close(u.mean_wait, erlang_c({1.5, 1, 2}).value().mean_wait, 1e-9));
  EXPECT_TRUE(close(u.occupancy[0] + u.occupancy[1], 1.5, 1e-9));
  EXPECT_TRUE(refused(unequal_agents(3, {2, 1}, FreeAgentRule::kFirst), "less than both"));
}

}  // namespace
}  // namespace hotline::theory
