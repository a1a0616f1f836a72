#include <optional>
#include <random>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "sim/dispatch/catalogue.hpp"
#include "sim/dispatch/district_backstop.hpp"
#include "sim/dispatch/first_receiver.hpp"
#include "sim/dispatch/responsibility_catalogue.hpp"
#include "sim/dispatch/routing.hpp"
#include "sim/dispatch/selection.hpp"
#include "sim/dispatch/staged_overflow.hpp"

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

TEST(Policy, RelativeDelayServesWhoHasUsedUpMostOfHisPromise) {
  std::vector<WaitingView> heads(4);
  heads[0].since = at(0);  // never due
  heads[1].since = at(10);
  heads[1].due = at(110);  // 40 of 100
  heads[2].since = at(40);
  heads[2].due = at(60);  // 10 of 20
  heads[3].since = at(20);
  heads[3].due = at(80);  // 30 of 60: as much, and later
  for (std::size_t i = 0; i < heads.size(); ++i) {
    heads[i].arrival = i + 1;
  }
  const Selection policy(RelativeDelay{});
  EXPECT_EQ(policy.select(Question{at(50), kBook}, heads), 2U);
  EXPECT_EQ(policy.select(Question{at(70), kBook}, heads), 2U);
  heads[2].due = at(4000);
  EXPECT_EQ(policy.select(Question{at(70), kBook}, heads), 3U);
  EXPECT_FALSE(policy.before(Question{at(70), kBook}, heads[0], heads[1])) << "never due";
  heads[3].due = heads[3].since;
  EXPECT_EQ(policy.select(Question{at(70), kBook}, heads), 3U) << "due at once";
}

TEST(Policy, ShortestDelayCountsServersAndTheirSpeed) {
  std::vector<ServerView> servers(3);
  servers[0].present = 2;  // 4 in system, 5 x 60 / 2 = 150
  servers[0].free = 0;
  servers[0].waiting = 2;
  servers[0].mean_service = Duration(60);
  servers[1].present = 1;  // 2 in system, 3 x 40 / 1 = 120
  servers[1].free = 0;
  servers[1].waiting = 1;
  servers[1].mean_service = Duration(40);
  servers[2].mean_service = Duration(1);  // nobody there
  const Routing policy(ShortestDelay{});
  EXPECT_EQ(policy.select(Question{at(0), kBook}, servers), 1U);
  servers[1].mean_service = Duration(60);
  EXPECT_EQ(policy.select(Question{at(0), kBook}, servers), 0U);
  EXPECT_EQ(policy.select(Question{at(0), kBook}, std::vector<ServerView>{servers[2]}), 0U);
}

TEST(Policy, LeastSlackServesWhatMustBeBegunFirstAndAmongEqualsTheEarliestArrival) {
  std::vector<WaitingView> heads(4);
  heads[0].start_by = at(30);
  heads[1].start_by = at(20);
  heads[2].start_by = at(20);
  heads[0].arrival = 1;
  heads[1].arrival = 3;
  heads[2].arrival = 2;
  heads[3].arrival = 0;  // never due
  const Selection policy(LeastSlack{});
  EXPECT_TRUE(policy.needs_start());
  EXPECT_FALSE(Selection(EarliestDue{}).needs_start());
  EXPECT_EQ(policy.select(Question{at(0), kBook}, heads), 2U);
  EXPECT_EQ(policy.place(Joining{at(3), at(9), {}, {}, at(7)}), at(7));
}

TEST(Policy, LocalSpecialistsServeTheirOwnDistrictsAndOthersAfterAWhile) {
  std::vector<WaitingView> heads(3);
  for (std::size_t i = 0; i < heads.size(); ++i) {
    heads[i].arrival = i + 1;
    heads[i].since = at(static_cast<std::int64_t>(10 * i));
    heads[i].local = i == 2;
  }
  const Selection policy(LocalSpecialist{Duration(50)});
  EXPECT_EQ(policy.changes_its_mind(), Duration(50));
  EXPECT_TRUE(policy.may_decline());
  EXPECT_EQ(policy.select(Question{at(100), kBook}, heads), 2U) << "one's own before all others";
  heads.pop_back();
  EXPECT_EQ(policy.select(Question{at(100), kBook}, heads), 0U) << "then by arrival";
  EXPECT_EQ(policy.select(Question{at(50), kBook}, heads), 0U) << "in the very instant";
  EXPECT_EQ(policy.select(Question{at(49), kBook}, heads), kNobody);
}

TEST(Policy, GoesToLocalSpecialistsAndSparesGeneralists) {
  std::vector<ServerView> servers(4);
  for (std::size_t i = 0; i < servers.size(); ++i) {
    servers[i].rank = static_cast<int>(i);
    servers[i].item_waited = Duration(49);
  }
  servers[0].local = false;
  servers[0].breadth = 1;
  servers[1].breadth = 3;
  servers[2].breadth = 2;
  servers[3].breadth = 2;
  const Routing policy(RoutingLocalSpecialist{Duration(50)});
  EXPECT_EQ(policy.select(Question{at(0), kBook}, servers), 2U) << "equal ones by rank";
  servers.resize(1);
  EXPECT_EQ(policy.select(Question{at(0), kBook}, servers), kNobody);
  servers[0].item_waited = Duration(50);
  EXPECT_EQ(policy.select(Question{at(0), kBook}, servers), 0U);
}

TEST(Policy, QueueRatioOverflowGoesOnWhileAQueueIsTooLong) {
  std::vector<ServerView> queues(3);
  queues[0].present = 2;  // 4 and the new one for 2: 2.5
  queues[0].waiting = 4;
  queues[1].present = 1;  // 3 for 1
  queues[1].waiting = 2;
  queues[2].waiting = 0;  // nobody there
  const auto chosen = [&](double ratio) {
    return Routing(QueueRatioOverflow{ratio}).select(Question{at(0), kBook}, queues);
  };
  EXPECT_EQ(chosen(2.5), 0U) << "as long as allowed";
  EXPECT_EQ(chosen(2), 0U) << "all are too long: the least";
  queues[1].waiting = 1;
  EXPECT_EQ(chosen(2), 1U);
  queues[1].waiting = 2;
  queues[0].waiting = 5;
  EXPECT_EQ(chosen(1), 0U) << "equal ones: the first";
  queues[1].free = 1;
  EXPECT_EQ(chosen(1), 1U) << "who is free";
  queues.erase(queues.begin(), queues.begin() + 2);
  EXPECT_EQ(chosen(1), 0U);
}

TEST(StagedOverflow, IsOpenWhenWaitAndLengthAndBusyShareAllAre) {
  const auto busy = [](int of) { return [of] { return std::pair(of, 4); }; };
  const StagedOverflow stage{Duration(60), 3, 0.5};
  EXPECT_TRUE(stage.holds(Duration(60), 3, busy(2)));
  EXPECT_FALSE(stage.holds(Duration(59), 3, busy(2)));
  EXPECT_FALSE(stage.holds(Duration(60), 2, busy(2)));
  EXPECT_FALSE(stage.holds(Duration(60), 3, busy(1)));
  EXPECT_TRUE(stage.holds(Duration(60), 3, [] { return std::pair(0, 0); })) << "nobody there";
  EXPECT_TRUE(StagedOverflow{}.holds(Duration(0), 1, busy(0)));
}

TEST(ResponsibilityCatalogue, NamesAnAgencyForACategoryAndADistrict) {
  ResponsibilityCatalogue alike(2, 1);
  alike.state(1, 0, 7);
  EXPECT_EQ(alike.agency_for(1, 5), 7) << "in every district";
  ResponsibilityCatalogue apart(2, 3);
  apart.state(1, 2, 7);
  apart.state(1, 1, 8);
  apart.state(1, 1, 9);
  EXPECT_EQ(apart.agency_for(1, 2), 7);
  EXPECT_EQ(apart.agency_for(1, 1), 9) << "what is stated later replaces it";
  EXPECT_EQ(apart.agency_for(0, 0), 0);
}

TEST(DistrictBackstop, TakesWhatIsNobodysWhereThereIsOne) {
  EXPECT_EQ(DistrictBackstop::agency_for(true, 4), std::optional<std::uint32_t>(4));
  EXPECT_EQ(DistrictBackstop::agency_for(false, 4), std::nullopt);
  EXPECT_EQ(DistrictBackstop::agency_for(true, std::nullopt), std::nullopt);
  EXPECT_TRUE(DistrictBackstop{true}.takes_what_was_refused(true, true));
  EXPECT_FALSE(DistrictBackstop{true}.takes_what_was_refused(false, true));
  EXPECT_FALSE(DistrictBackstop{true}.takes_what_was_refused(true, false));
  EXPECT_FALSE(DistrictBackstop{false}.takes_what_was_refused(true, true));
}

TEST(FirstReceiver, MayNotRefuseForOthersWhereItLeads) {
  EXPECT_TRUE(FirstReceiver{false}.may_refuse_as_overlapping());
  EXPECT_FALSE(FirstReceiver{true}.may_refuse_as_overlapping());
}

TEST(Policy, HasItsNameInTheCatalogueAndComesBackFromItsNumbers) {
  for (const PolicySpec<Selection>& spec : selection_catalogue()) {
    for (const double parameter : {spec.usual, spec.most}) {
      const Selection policy = spec.make(parameter);
      EXPECT_EQ(name_of(policy), spec.name);
      const auto again = rule_from<Selection::Rule>(numbers_of(policy.rule()), {});
      ASSERT_TRUE(again) << spec.name;
      EXPECT_TRUE(Selection(*again) == policy) << spec.name;
    }
  }
  for (const PolicySpec<Routing>& spec : routing_catalogue()) {
    const Routing policy = spec.make(spec.most);
    EXPECT_EQ(name_of(policy), spec.name);
    const auto again = rule_from<Routing::Rule>(numbers_of(policy.rule()), {});
    ASSERT_TRUE(again) << spec.name;
    EXPECT_TRUE(Routing(*again) == policy) << spec.name;
  }
  EXPECT_FALSE(rule_from<Routing::Rule>(PolicyNumbers{99, 0, 0}, {}));
}

}  // namespace
}  // namespace hotline::sim
