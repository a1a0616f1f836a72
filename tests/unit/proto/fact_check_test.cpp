#include "proto/fact_check.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "tests/unit/proto/sample_facts.hpp"

namespace hotline::proto {
namespace {

using samples::at;
using samples::one_of_each;

TEST(FactCheck, EveryFactOfTheSampleRunIsSound) {
  RunCheck check;
  for (const Fact& fact : one_of_each()) {
    EXPECT_EQ(check.next(fact), "");
  }
  EXPECT_EQ(check.sequence(), one_of_each().size());
  EXPECT_FALSE(check.inside_run());
}

TEST(FactCheck, ANegativeOrEndlessDurationIsAFault) {
  WorkEnded f{at(0), {}, {}, Duration(-1)};
  EXPECT_EQ(fault_of(f), "worked is -1, allowed 0 to " + std::to_string(kMaxSpan.count()));
  f.worked = kMaxSpan + Duration(1);
  EXPECT_NE(fault_of(f), "");
  f.worked = kMaxSpan;
  EXPECT_EQ(fault_of(f), "");
}

TEST(FactCheck, WhatHappenedBeforeMustNotLieAfter) {
  TicketReopened f{at(100), {}, {}, at(101), 1};
  EXPECT_NE(fault_of(f).find("opened is"), std::string::npos);
  f.opened = f.at;
  EXPECT_EQ(fault_of(f), "");
  f.opened = f.at - kMaxSpan - Duration(1);
  EXPECT_NE(fault_of(f), "");
}

TEST(FactCheck, ATimeBeyondTheCalendarIsAFault) {
  EXPECT_NE(fault_of(WarmUpEnded{kNever}), "");
  EXPECT_NE(fault_of(WarmUpEnded{SimTime(Duration(std::numeric_limits<std::int64_t>::min()))}), "");
  TicketOpened opened;
  opened.response_due = kNever;
  EXPECT_EQ(fault_of(opened), "");
  opened.response_due = kNever - Duration(1);
  EXPECT_NE(fault_of(opened), "");
}

TEST(FactCheck, ATimeBeyondTheCalendarIsNotReckonedWith) {
  const SimTime least{Duration{std::numeric_limits<std::int64_t>::min()}};
  EXPECT_NE(fault_of(TicketReopened{least, {}, {}, at(0), 1}).find("at is"), std::string::npos);
  EXPECT_NE(fault_of(TicketReopened{at(0), {}, {}, least, 1}).find("opened is"), std::string::npos);
}

TEST(FactCheck, IdsAreIndexesAndStayBelowTheirBound) {
  EXPECT_EQ(fault_of(TicketArbitrated{at(0), {}, AgencyId{kMaxTableId - 1}}), "");
  EXPECT_EQ(fault_of(TicketArbitrated{at(0), {}, AgencyId{kMaxTableId}}),
            "agency is 1048576, allowed 0 to 1048575");
}

TEST(FactCheck, OnlyAnIdThatNeedNotBeSaidMayBeUnknown) {
  TicketClosed closed;
  closed.agency = kUnknownAgency;
  EXPECT_EQ(fault_of(closed), "");
  closed.category = kUnknownCategory;
  EXPECT_NE(fault_of(closed).find("category is"), std::string::npos);
  EXPECT_NE(fault_of(TicketArbitrated{at(0), {}, kUnknownAgency}), "");
  RunCheck check;
  ASSERT_EQ(check.next(RunStarted{}), "");
  EXPECT_EQ(check.next(TicketWithdrawn{}), "");
  EXPECT_EQ(check.next(TicketWithdrawn{at(0), {}, AgencyId{0}, at(0)}),
            "agency 0 was not given a name before");
}

TEST(FactCheck, EveryNameOfAChoiceIsKnownAndNoOther) {
  StaffingChanged staffing;
  staffing.reason = StaffingReason::kIntervention;
  EXPECT_EQ(fault_of(staffing), "");
  staffing.reason = static_cast<StaffingReason>(7);
  EXPECT_EQ(fault_of(staffing), "reason is 7, allowed 0 to 6");
  TicketPaused paused;
  paused.reason = static_cast<PauseReason>(5);
  EXPECT_EQ(fault_of(paused), "reason is 5, allowed 0 to 4");
  ContactEnded ended;
  ended.outcome = static_cast<ContactOutcome>(8);
  EXPECT_EQ(fault_of(ended), "outcome is 8, allowed 1 to 7");
  NameDefined name;
  name.mode = static_cast<ChannelMode>(4);
  EXPECT_EQ(fault_of(name), "mode is 4, allowed 0 to 3");
  TicketClosed closed;
  closed.how = static_cast<Closure>(5);
  EXPECT_EQ(fault_of(closed), "how is 5, allowed 0 to 4");
}

TEST(FactCheck, CountsThatBeginAtOneAreNotZero) {
  EXPECT_NE(fault_of(ContactArrived{at(0), {}, {}, {}, {}, 0}), "");
  EXPECT_NE(fault_of(TicketDispatched{at(0), {}, {}, at(0), 0}), "");
  EXPECT_NE(fault_of(TicketReturned{at(0), {}, {}, at(0), 0}), "");
  EXPECT_NE(fault_of(TicketReopened{at(0), {}, {}, at(0), 0}), "");
  EXPECT_NE(fault_of(TicketEscalated{at(0), {}, {}, 0, false, at(0)}), "");
  EXPECT_NE(fault_of(CallbackMade{at(0), {}, {}, {}, {}, true, 0}), "");
}

TEST(FactCheck, StaffIsBounded) {
  EXPECT_NE(fault_of(StaffingChanged{at(0), {}, -1, 0}), "");
  EXPECT_NE(fault_of(StaffingChanged{at(0), {}, 0, kMaxStaff + 1}), "");
  EXPECT_EQ(fault_of(CrewsChanged{at(0), {}, 0, -kMaxStaff}), "");
}

TEST(FactCheck, TextsAreUtf8AndBounded) {
  const auto fault = [](std::string text) {
    return fault_of(NameDefined{at(0), NameKind::kAgency, 0, std::move(text)});
  };
  EXPECT_EQ(fault("plain, \xC3\xA9, \xE5\x8C\x97\xE4\xBA\xAC, \xF0\x9F\x8C\xB3"), "");
  EXPECT_EQ(fault("caf\xE9"), "name is not UTF-8");
  for (const char* bad : {"\x80", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80",
                          "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xE5\x8C", "\xC3"}) {
    EXPECT_EQ(fault(bad), "name is not UTF-8");
  }
  EXPECT_EQ(fault(std::string(kMaxTextBytes, 'a')), "");
  EXPECT_NE(fault(std::string(kMaxTextBytes + 1, 'a')), "");
}

TEST(RunCheck, AFactOutsideARunIsAFault) {
  RunCheck check;
  EXPECT_NE(check.next(WarmUpEnded{at(0)}), "");
  EXPECT_EQ(check.sequence(), 0U);
  for (const Fact& fact : one_of_each()) {
    ASSERT_EQ(check.next(fact), "");
  }
  EXPECT_NE(check.next(RunEnded{at(0)}), "");
}

TEST(RunCheck, ARunMustEndBeforeTheNextBegins) {
  RunCheck check;
  ASSERT_EQ(check.next(RunStarted{}), "");
  EXPECT_EQ(check.next(RunStarted{}), "a run starts before the one before it has ended");
}

TEST(RunCheck, IdsMustBeNamedInOrderAndBeforeUse) {
  RunCheck check;
  ASSERT_EQ(check.next(RunStarted{}), "");
  EXPECT_EQ(check.next(ContactQueued{at(0), {}, ChannelId{0}}),
            "channel 0 was not given a name before");
  EXPECT_EQ(check.next(NameDefined{at(0), NameKind::kChannel, 1, "web"}),
            "id 1 is named out of order; the next id of its table is 0");
  ASSERT_EQ(check.next(NameDefined{at(0), NameKind::kChannel, 0, "phone"}), "");
  EXPECT_EQ(check.next(ContactQueued{at(0), {}, ChannelId{0}}), "");
  EXPECT_NE(check.next(ContactQueued{at(0), {}, ChannelId{1}}), "");
}

TEST(RunCheck, ASecondRunHasItsOwnNamesAndNumbers) {
  RunCheck check;
  for (const Fact& fact : one_of_each()) {
    ASSERT_EQ(check.next(fact), "");
  }
  ASSERT_EQ(check.next(one_of_each(1).front()), "");
  EXPECT_EQ(check.sequence(), 1U);
  EXPECT_EQ(check.replication(), 1U);
  EXPECT_NE(check.next(ContactQueued{at(0), {}, ChannelId{0}}), "");
}

}  // namespace
}  // namespace hotline::proto
