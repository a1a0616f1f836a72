// Policies as the whole model carries them out.
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/hotline/slab.hpp"
#include "sim/hotline/waiting_line.hpp"
#include "tests/support/recorder.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

using test::record;

struct Item {
  WaitingNode node;
};

SimTime seconds(double s) {
  return SimTime(from_seconds(s));
}

// Validation case VC134: tickets 1, 2, 3 arrive together and are due at 5, 3, 4: order 2, 3, 1.
TEST(EarliestDue, TicketsOfOneLineStandInOrderOfTheirDueTimes) {
  const Selection policy(EarliestDue{});
  Slab<Item> items;
  WaitingLine line;
  std::uint64_t arrival = 0;
  for (const double due : {5.0, 3.0, 4.0}) {
    Item item;
    item.node.since = seconds(0);
    item.node.due = seconds(due);
    item.node.place = policy.place(Joining{item.node.since, item.node.due});
    item.node.arrival = ++arrival;
    line.push(items, items.add(item));
  }
  std::vector<std::uint32_t> order;
  while (!line.empty()) {
    order.push_back(line.front() + 1);
    line.remove(items, line.front());
  }
  EXPECT_EQ(order, (std::vector<std::uint32_t>{2, 3, 1}));
}

/// One category a channel, all channels served by one group.
Scenario two_lines(double first_per_hour, double second_per_hour, double mean_talk) {
  Scenario s = test::erlang(first_per_hour, mean_talk, 1);
  s.channels.push_back(s.channels[0]);
  s.channels[1].name = "second";
  s.channels[1].priority = 1;
  s.groups[0].channels.push_back(ChannelId{1});
  s.demand.push_back(test::flat_demand(ChannelId{1}, CategoryId{0}, second_per_hour * 24));
  s.length = 20 * kDay;
  return s;
}

/// What happened in a run, without its first fact: that names the run, and so its policies.
std::vector<Fact> happened(const test::Recorder& run) {
  return std::vector<Fact>(run.facts.begin() + 1, run.facts.end());
}

// Validation case VC135: with the same offset for everybody EDF is FIFO, fact for fact.
TEST(EarliestDue, WithEqualOffsetsItIsFifoToTheBit) {
  Scenario s = two_lines(20, 15, 90);
  s.channels[0].patience = test::exponential(300);
  s.channels[0].answer_target = 60 * kSecond;
  s.channels[1].answer_target = 60 * kSecond;
  const test::Recorder fifo = record(s, 135);
  s.contact_policy = Selection(EarliestDue{});
  const test::Recorder edf = record(s, 135);
  ASSERT_GT(fifo.all<ContactAbandoned>().size(), 100U);
  EXPECT_EQ(test::first_difference(happened(fifo), happened(edf)), "");
}

// Validation case VC136, without chance: when one line's targets lie beyond the end of the run, EDF
// serves as static priority does, and in every case the same bits come out.
TEST(EarliestDue, WithOneTargetFarAwayItIsStaticPriority) {
  Scenario s = two_lines(12, 36, 60);
  s.channels[1].answer_target = 60 * kDay;
  s.contact_policy = Selection(StaticPriority{});
  const test::Recorder priority = record(s, 136);
  s.contact_policy = Selection(EarliestDue{});
  const test::Recorder edf = record(s, 136);
  EXPECT_EQ(test::first_difference(happened(priority), happened(edf)), "");
  s.contact_policy = Selection(Fifo{});
  EXPECT_NE(test::first_difference(happened(priority), happened(record(s, 136))), "");
}

/// Holds each choice of a run against the order the policy promises: at the answer of a contact
/// that queued, no other waiting contact may come before it.
template <class KeyOf>
int choices_out_of_order(const test::Recorder& run, KeyOf key_of) {
  std::set<std::tuple<decltype(key_of(ContactQueued{})), std::uint64_t, ContactId>> waiting;
  std::uint64_t arrivals = 0;
  int wrong = 0;
  const auto leave = [&](ContactId contact) {
    for (auto it = waiting.begin(); it != waiting.end(); ++it) {
      if (std::get<2>(*it) == contact) {
        const bool first = it == waiting.begin();
        waiting.erase(it);
        return first;
      }
    }
    return false;
  };
  for (const Fact& fact : run.facts) {
    if (const auto* queued = std::get_if<ContactQueued>(&fact)) {
      waiting.emplace(key_of(*queued), ++arrivals, queued->contact);
    } else if (const auto* answered = std::get_if<ContactAnswered>(&fact)) {
      wrong += answered->queued && !leave(answered->contact) ? 1 : 0;
    } else if (const auto* abandoned = std::get_if<ContactAbandoned>(&fact)) {
      leave(abandoned->contact);
    }
  }
  return wrong;
}

class ContactPolicyRun : public testing::TestWithParam<Selection> {};

TEST_P(ContactPolicyRun, EveryAnswerTakesTheFirstByThePolicysOwnOrder) {
  Scenario s = two_lines(20, 20, 90);
  s.channels[0].patience = test::exponential(300);
  s.channels[1].patience = test::exponential(600);
  s.channels[0].answer_target = 20 * kSecond;
  s.channels[1].answer_target = 4 * kMinute;
  s.contact_policy = GetParam();
  const test::Recorder run = record(s, 3);
  const auto fifo = [](const ContactQueued& q) { return q.at; };
  const auto priority = [&](const ContactQueued& q) {
    return s.channels[q.channel.index()].priority;
  };
  const auto due = [&](const ContactQueued& q) {
    return q.at + s.channels[q.channel.index()].answer_target;
  };
  const int by_fifo = choices_out_of_order(run, fifo);
  const int by_priority = choices_out_of_order(run, priority);
  const int by_due = choices_out_of_order(run, due);
  EXPECT_EQ(by_fifo == 0, GetParam() == Selection(Fifo{})) << by_fifo;
  EXPECT_EQ(by_priority == 0, GetParam() == Selection(StaticPriority{})) << by_priority;
  EXPECT_EQ(by_due == 0, GetParam() == Selection(EarliestDue{})) << by_due;
}

std::string name_of(const testing::TestParamInfo<Selection>& each) {
  return each.param == Selection(Fifo{})             ? "fifo"
         : each.param == Selection(StaticPriority{}) ? "priority"
                                                     : "edf";
}

INSTANTIATE_TEST_SUITE_P(Each, ContactPolicyRun,
                         testing::Values(Selection(Fifo{}), Selection(StaticPriority{}),
                                         Selection(EarliestDue{})),
                         name_of);

}  // namespace
}  // namespace hotline::sim
