// Two callers and one agent, worked by hand. When they call is drawn; everything else is constant,
// and the draws do not change with the scenario, so that a limit can be put on an exact instant.
#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/recorder.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

using test::constant;
using test::Recorder;

constexpr Duration kTalk = 180 * kSecond;

class TwoCallers : public testing::Test {
 protected:
  /// Calls come in the first hour only; the first seed with exactly two calls, the second one at
  /// least 10 s after the first and during its talk.
  void SetUp() override {
    scenario = test::one_line(1);
    Demand demand = test::flat_demand(ChannelId{0}, CategoryId{0}, 2);
    demand.hour.fill(0);
    demand.hour[0] = 24;
    scenario.demand = {demand};
    for (seed = 1; seed < 10'000; ++seed) {
      const auto calls = test::record(scenario, seed).all<ContactArrived>();
      if (calls.size() == 2 && calls[1].at - calls[0].at > 10 * kSecond &&
          calls[1].at - calls[0].at < kTalk - 60 * kSecond) {
        first = calls[0].at;
        second = calls[1].at;
        return;
      }
    }
    FAIL() << "no seed with two calls that overlap";
  }

  [[nodiscard]] Recorder run() const { return test::record(scenario, seed); }

  /// Until when after Monday 00:00 the agent works.
  void shift_until(SimTime end) {
    scenario.groups[0].shifts = {{Duration{0}, end - scenario.start, 1}};
  }

  Scenario scenario;
  std::uint64_t seed = 0;
  SimTime first;
  SimTime second;
};

TEST_F(TwoCallers, TheSecondWaitsUntilTheFirstIsThrough) {
  const Recorder facts = run();
  const auto answered = facts.all<ContactAnswered>();
  ASSERT_EQ(answered.size(), 2U);
  EXPECT_EQ(answered[0].at, first);
  EXPECT_EQ(answered[0].waited, Duration{0});
  EXPECT_FALSE(answered[0].queued);
  EXPECT_EQ(answered[1].at, first + kTalk);
  EXPECT_EQ(answered[1].waited, first + kTalk - second);
  EXPECT_EQ(answered[1].arrived, second);
  EXPECT_TRUE(answered[1].queued);
  const auto queued = facts.all<ContactQueued>();
  ASSERT_EQ(queued.size(), 1U);
  EXPECT_EQ(queued[0].at, second);
  const auto ended = facts.all<ContactEnded>();
  ASSERT_EQ(ended.size(), 2U);
  EXPECT_EQ(ended[1].at, first + 2 * kTalk);
  EXPECT_EQ(ended[1].talk, kTalk);
  EXPECT_EQ(ended[1].outcome, ContactOutcome::kAnswered);
  EXPECT_TRUE(ended[1].answered_by_agent);
}

TEST_F(TwoCallers, AfterCallWorkKeepsTheAgentButNotTheCitizen) {
  scenario.categories[0].after_call = constant(40);
  const Recorder facts = run();
  EXPECT_EQ(facts.all<ContactEnded>()[0].at, first + kTalk);
  EXPECT_EQ(facts.all<ContactAnswered>()[1].at, first + kTalk + 40 * kSecond);
  const AgentReleased released = facts.all<AgentReleased>()[0];
  EXPECT_EQ(released.at, first + kTalk + 40 * kSecond);
  EXPECT_EQ(released.talk, kTalk);
  EXPECT_EQ(released.after_call, 40 * kSecond);
  EXPECT_EQ(released.past_shift, Duration{0});
}

TEST_F(TwoCallers, TwoAgentsAnswerBothAtOnce) {
  scenario.groups[0].shifts[0].agents = 2;
  const auto answered = run().all<ContactAnswered>();
  EXPECT_EQ(answered[1].at, second);
  EXPECT_TRUE(run().all<ContactQueued>().empty());
}

TEST_F(TwoCallers, WhoIsAnsweredInTheInstantHisPatienceEndsDoesNotAbandon) {
  scenario.channels[0].patience = constant(to_seconds(first + kTalk - second));
  const Recorder facts = run();
  EXPECT_TRUE(facts.all<ContactAbandoned>().empty());
  EXPECT_EQ(facts.all<ContactAnswered>().size(), 2U);
}

TEST_F(TwoCallers, AMicrosecondLessOfPatienceAndHeHangsUp) {
  const Duration patience = first + kTalk - second - Duration(1);
  scenario.channels[0].patience = constant(to_seconds(patience));
  const Recorder facts = run();
  const auto abandoned = facts.all<ContactAbandoned>();
  ASSERT_EQ(abandoned.size(), 1U);
  EXPECT_EQ(abandoned[0].at, second + patience);
  EXPECT_EQ(abandoned[0].waited, patience);
  EXPECT_EQ(abandoned[0].arrived, second);
  EXPECT_EQ(facts.all<ContactAnswered>().size(), 1U);
}

TEST_F(TwoCallers, WhoHangsUpCallsAgainAsTheSameContactWithFreshPatience) {
  scenario.categories[0].talk = constant(600);
  scenario.channels[0].patience = constant(30);
  scenario.channels[0].redial_probability = 1;
  scenario.channels[0].redial_delay = constant(60);
  scenario.channels[0].max_attempts = 3;
  const Recorder facts = run();
  const auto arrived = facts.all<ContactArrived>();
  ASSERT_EQ(arrived.size(), 4U);
  const auto abandoned = facts.all<ContactAbandoned>();
  ASSERT_EQ(abandoned.size(), 3U);  // and not a fourth attempt
  for (std::uint32_t attempt = 1; attempt <= 3; ++attempt) {
    EXPECT_EQ(arrived[attempt].attempt, attempt);
    EXPECT_EQ(arrived[attempt].contact, arrived[1].contact);
    EXPECT_EQ(arrived[attempt].at, second + (attempt - 1) * 90 * kSecond);
    EXPECT_EQ(abandoned[attempt - 1].at, arrived[attempt].at + 30 * kSecond);
    EXPECT_EQ(abandoned[attempt - 1].arrived, arrived[attempt].at);
  }
}

TEST_F(TwoCallers, WhoFindsAllLinesBusyIsBlockedAndMayCallAgain) {
  scenario.channels[0].lines = 1;
  scenario.channels[0].redial_probability = 1;
  scenario.channels[0].redial_delay = constant(to_seconds(kTalk));
  scenario.channels[0].max_attempts = 2;
  const Recorder facts = run();
  const auto blocked = facts.all<ContactBlocked>();
  ASSERT_EQ(blocked.size(), 1U);
  EXPECT_EQ(blocked[0].at, second);
  EXPECT_TRUE(facts.all<ContactQueued>().empty());
  EXPECT_EQ(facts.all<ContactAnswered>()[1].at, second + kTalk);
}

TEST_F(TwoCallers, ALineIsFreeWhenTheCitizenHangsUpNotWhenTheAgentIsDone) {
  scenario.channels[0].lines = 1;
  scenario.channels[0].redial_probability = 1;
  scenario.channels[0].redial_delay = constant(to_seconds(kTalk));
  scenario.channels[0].max_attempts = 2;
  scenario.categories[0].after_call = constant(600);
  const Recorder facts = run();
  EXPECT_EQ(facts.all<ContactBlocked>().size(), 1U);
  EXPECT_EQ(facts.all<ContactQueued>().size(), 1U);
  EXPECT_EQ(facts.all<ContactAnswered>()[1].at, first + kTalk + 600 * kSecond);
}

TEST_F(TwoCallers, WhoseShiftEndsFinishesTheCaseAndTakesNoOther) {
  shift_until(second);
  scenario.length = kWeek + kDay;
  const Recorder facts = run();
  const auto released = facts.all<AgentReleased>();
  ASSERT_GE(released.size(), 2U);  // in the second week others call
  EXPECT_EQ(released[0].at, first + kTalk);
  EXPECT_EQ(released[0].past_shift, first + kTalk - second);
  // The next shift begins on Monday, and takes who waited all week.
  EXPECT_EQ(facts.all<ContactAnswered>()[1].at, scenario.start + kWeek);
  EXPECT_EQ(released[1].past_shift, Duration{0});
  const auto staffing = facts.all<StaffingChanged>();
  ASSERT_GE(staffing.size(), 3U);
  EXPECT_EQ(staffing[1].at, second);
  EXPECT_EQ(staffing[1].on_duty, 0);
  EXPECT_EQ(staffing[1].change, -1);
}

TEST_F(TwoCallers, AShiftThatEndsInTheInstantOfACallDoesNotTakeIt) {
  shift_until(first);
  EXPECT_TRUE(run().all<ContactAnswered>().empty());
}

TEST_F(TwoCallers, AShiftThatBeginsTakesWhoWaits) {
  scenario.groups[0].shifts = {{second + kMinute - scenario.start, kWeek, 2}};
  const auto answered = run().all<ContactAnswered>();
  ASSERT_EQ(answered.size(), 2U);
  EXPECT_EQ(answered[0].at, second + kMinute);
  EXPECT_EQ(answered[1].at, second + kMinute);
  EXPECT_LT(answered[0].contact, answered[1].contact);
}

TEST_F(TwoCallers, TheGroupThatIsListedFirstAnswersWhileItHasSomebodyFree) {
  scenario.groups.push_back(scenario.groups[0]);
  const auto answered = run().all<ContactAnswered>();
  EXPECT_EQ(answered[0].group, GroupId{0});
  EXPECT_EQ(answered[1].group, GroupId{1});
  EXPECT_EQ(answered[1].at, second);
}

TEST_F(TwoCallers, AGroupThatDoesNotServeTheLineAnswersNobody) {
  scenario.channels.push_back(scenario.channels[0]);
  scenario.groups[0].channels = {ChannelId{1}};
  EXPECT_TRUE(run().all<ContactAnswered>().empty());
  EXPECT_EQ(run().all<ContactQueued>().size(), 2U);
}

TEST_F(TwoCallers, AFormNeedsNoAgentAndLeavesItsTicketWhenItIsFilledIn) {
  scenario.channels[0].kind = Channel::Kind::kDirect;
  scenario.channels[0].entry = constant(120);
  scenario.categories[0].ticket_probability = 1;
  scenario.groups.clear();
  const Recorder facts = run();
  const auto ended = facts.all<ContactEnded>();
  const auto opened = facts.all<TicketOpened>();
  ASSERT_EQ(ended.size(), 2U);
  ASSERT_EQ(opened.size(), 2U);
  EXPECT_EQ(ended[0].at, first + 120 * kSecond);
  EXPECT_EQ(ended[0].outcome, ContactOutcome::kTicketOpened);
  EXPECT_FALSE(ended[0].answered_by_agent);
  EXPECT_EQ(opened[0].at, ended[0].at);
  EXPECT_EQ(opened[0].ticket.value, ended[0].contact.value);
  EXPECT_TRUE(facts.all<ContactAnswered>().empty());
}

TEST_F(TwoCallers, TwoWhoseShiftEndsAreEachPastItUntilTheyAreThrough) {
  scenario.groups[0].shifts = {{Duration{0}, second + kSecond - scenario.start, 2}};
  const auto released = run().all<AgentReleased>();
  ASSERT_EQ(released.size(), 2U);
  EXPECT_EQ(released[0].past_shift, first + kTalk - (second + kSecond));
  EXPECT_EQ(released[1].past_shift, kTalk - kSecond);
}

}  // namespace
}  // namespace hotline::sim
