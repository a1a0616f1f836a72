#include "core/stats/best_of.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace hotline::stats {
namespace {

using Systems = std::vector<std::size_t>;

TEST(BestOf, TakesTheLargestAtOnceWhereNothingVaries) {
  BestOf selection(3, BestOfPlan{0.5, 0.05, 2});
  const std::vector<double> values = {1, 3, 2};
  selection.add(values);
  EXPECT_FALSE(selection.chosen().has_value());
  selection.add(values);
  EXPECT_EQ(selection.chosen(), 1U);
  EXPECT_EQ(selection.replications(), 2U);
}

TEST(BestOf, TakesTheFirstOfEqualOnes) {
  BestOf selection(2, BestOfPlan{0.5, 0.05, 2});
  selection.add(std::vector<double>{1, 1});
  selection.add(std::vector<double>{1, 1});
  EXPECT_EQ(selection.chosen(), 0U);
}

// Two systems, error 0.05, two first replications: eta = (0.1^-2 - 1) / 2 = 49.5, h^2 = 99. The
// differences are 1 and 3, their variance 2, the horizon 99 * 2 / 4^2 = 12.4 at a difference of 4
// that matters. The second lags by 4 of 2 * (12.4 - 2) = 20.8 at first; by 2 a replication from
// then on, while the bound falls by 2: at r = 7 by 14 of 10.75.
TEST(BestOf, DropsWhoLagsByMoreThanTheRestOfTheWalkMakesUpFor) {
  BestOf selection(2, BestOfPlan{4, 0.05, 2});
  selection.add(std::vector<double>{1, 0});
  selection.add(std::vector<double>{3, 0});
  while (!selection.chosen()) {
    EXPECT_EQ(selection.contest(), (Systems{0, 1}));
    selection.add(std::vector<double>{2, 0});
  }
  EXPECT_EQ(selection.chosen(), 0U);
  EXPECT_EQ(selection.replications(), 7U);
}

TEST(BestOf, GoesOnWithThoseThatAreLeft) {
  BestOf selection(3, BestOfPlan{4, 0.05, 2});
  selection.add(std::vector<double>{1, 0, -100});
  selection.add(std::vector<double>{3, 0, -100});
  EXPECT_EQ(selection.contest(), (Systems{0, 1}));
  selection.add(std::vector<double>{2, 0});
  EXPECT_EQ(selection.replications(), 3U);
}

TEST(BestOfDeathTest, OneSystemOrNoDifferenceBreaksTheContract) {
  EXPECT_DEATH(BestOf(1, BestOfPlan{1}), "");
  EXPECT_DEATH(BestOf(2, BestOfPlan{0}), "");
}

}  // namespace
}  // namespace hotline::stats
