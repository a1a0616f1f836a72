#include <random>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "sim/dispatch/routing.hpp"
#include "sim/dispatch/selection.hpp"

namespace hotline::sim {
namespace {

const RandomBook kBook(1, 0);

SimTime at(std::int64_t us) {
  return SimTime(Duration(us));
}

std::vector<WaitingView> random_heads(std::mt19937_64& random) {
  std::vector<WaitingView> heads;
  const std::size_t lines = 1 + random() % 6;
  for (std::uint32_t l = 0; l < lines; ++l) {
    WaitingView head;
    head.line = l;
    head.arrival = 1 + random() % 1000 * 10 + l;  // no two alike
    head.since = at(static_cast<std::int64_t>(head.arrival / 20));
    head.due = random() % 3 == 0 ? kNever : at(static_cast<std::int64_t>(random() % 4));
    head.priority = static_cast<int>(random() % 3) - 1;
    heads.push_back(head);
  }
  return heads;
}

/// The chosen head is `before` every other by the rule's own words, each asked one by one.
template <class Before>
void expect_first(const Selection& policy, Before before) {
  std::mt19937_64 random(11);
  for (int i = 0; i < 2000; ++i) {
    const std::vector<WaitingView> heads = random_heads(random);
    const std::size_t chosen = policy.select(Question{at(5), kBook}, heads);
    ASSERT_LT(chosen, heads.size());
    for (std::size_t other = 0; other < heads.size(); ++other) {
      ASSERT_TRUE(other == chosen || before(heads[chosen], heads[other]));
    }
  }
}

TEST(Policy, FifoServesTheEarliestArrivalOfAllLines) {
  expect_first(Selection(Fifo{}),
               [](const WaitingView& a, const WaitingView& b) { return a.arrival < b.arrival; });
}

TEST(Policy, StaticPriorityServesTheLowestNumberAndAmongEqualsTheEarliest) {
  expect_first(Selection(StaticPriority{}), [](const WaitingView& a, const WaitingView& b) {
    return a.priority < b.priority || (a.priority == b.priority && a.arrival < b.arrival);
  });
}

TEST(Policy, EarliestDueServesTheEarliestDueAndAmongEqualsTheEarliestArrival) {
  expect_first(Selection(EarliestDue{}), [](const WaitingView& a, const WaitingView& b) {
    return a.due < b.due || (a.due == b.due && a.arrival < b.arrival);
  });
}

TEST(Policy, OnlyEarliestDueOrdersALineByDueTime) {
  EXPECT_EQ(Selection(Fifo{}).place(Joining{at(3), at(9)}), at(3));
  EXPECT_EQ(Selection(StaticPriority{}).place(Joining{at(3), at(9)}), at(3));
  EXPECT_EQ(Selection(EarliestDue{}).place(Joining{at(3), at(9)}), at(9));
  EXPECT_EQ(Selection(EarliestDue{}).place(Joining{at(3), kNever}), kNever);
}

TEST(Policy, AContactGoesToTheGroupThatIsListedFirst) {
  const std::vector<ServerView> free = {{4, 1}, {2, 9}};
  EXPECT_EQ(Routing(FirstListed{}).select(Question{at(0), kBook}, free), 0U);
}

}  // namespace
}  // namespace hotline::sim
