// 200 seconds in which contacts and tickets go every way there is, counted by hand.
#include <algorithm>
#include <random>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/measures/catalogue.hpp"
#include "tests/unit/core_measures/small_city.hpp"

namespace hotline::measures::test {
namespace {

using namespace test;  // NOLINT(google-build-using-namespace): the made-up city is this file's
                       // world
using Value = std::optional<double>;

constexpr ChannelId kMail{2};

std::vector<Fact> busy_opening() {
  std::vector<Fact> facts = opening();
  facts[1] = NameDefined{at(0), NameKind::kChannel, 0, "phone", ChannelMode::kLive, {}};
  facts.emplace_back(
      NameDefined{at(0), NameKind::kChannel, 2, "mail", ChannelMode::kDeferred, sec(60)});
  return facts;
}

Fact arrived(std::int64_t s, std::uint64_t id, ChannelId channel = kPhone, bool chasing = false) {
  return ContactArrived{at(s), {id}, channel, kLeak, kNorth, 1, chasing};
}

Fact queued(std::int64_t s, std::uint64_t id, ChannelId channel = kPhone, bool again = false) {
  return ContactQueued{at(s), {id}, channel, again};
}

Fact ended(std::int64_t s, std::uint64_t id, std::int64_t arrival, std::int64_t talk,
           ContactOutcome outcome, bool by_agent, ChannelId channel = kPhone) {
  return ContactEnded{at(s), {id}, channel, kLeak, outcome, by_agent, at(arrival), sec(talk)};
}

Fact released(std::int64_t s, std::uint64_t id, std::int64_t talk, std::int64_t after,
              bool idle = true) {
  return AgentReleased{at(s), kDesk, {id}, sec(talk), sec(after), sec(0), idle};
}

/// Self-service, balking, call-backs (reached at the second attempt; never) and voicemail.
std::vector<Fact> around_the_queue() {
  using enum ContactOutcome;
  return {arrived(0, 1, kPhone, true),
          SelfServiceEnded{at(10), {1}, kPhone, kLeak, sec(10), true},
          ended(10, 1, 0, 0, kInformed, false),
          arrived(5, 2),
          SelfServiceEnded{at(15), {2}, kPhone, kLeak, sec(10), false},
          ContactBalked{at(15), {2}, kPhone},
          arrived(20, 3),
          queued(20, 3),
          CallbackOffered{at(30), {3}, kPhone, sec(10), true},
          CallbackMade{at(50), {3}, kPhone, kDesk, sec(20), false, 1},
          released(55, 3, 0, 5),
          CallbackMade{at(70), {3}, kPhone, kDesk, sec(40), true, 2},
          ContactAnswered{at(70), {3}, kPhone, kDesk, at(20), sec(50), false, true, false, true},
          ended(90, 3, 20, 20, kMerged, true),
          released(95, 3, 20, 5),
          arrived(30, 4),
          queued(30, 4),
          CallbackOffered{at(40), {4}, kPhone, sec(10), false},
          VoicemailLeft{at(60), {4}, kPhone, sec(30)},
          ended(60, 4, 30, 0, kVoicemail, false),
          arrived(90, 9),
          queued(90, 9),
          CallbackOffered{at(95), {9}, kPhone, sec(5), true},
          ended(150, 9, 90, 0, kLost, false)};
}

/// An agent with two chats: one is transferred, one handed back and lost.
std::vector<Fact> from_hand_to_hand() {
  using enum ContactOutcome;
  return {StaffingChanged{at(0), kDesk, 4, 4, StaffingReason::kShift},
          StaffingChanged{at(100), kDesk, 3, -1, StaffingReason::kBreak},
          StaffingChanged{at(150), kDesk, 4, 1, StaffingReason::kBreak},
          arrived(40, 5),
          ContactAnswered{at(40), {5}, kPhone, kDesk, at(40), sec(0), false},
          arrived(45, 6),
          ContactAnswered{at(45), {6}, kPhone, kDesk, at(45), sec(0), false, false},
          ContactTransferred{at(60), {5}, kPhone, kDesk, true},
          released(60, 5, 20, 0, false),
          queued(60, 5, kPhone, true),
          ContactAnswered{at(65), {5}, kPhone, kDesk, at(40), sec(5), true, true, true},
          ContactHandedBack{at(70), {6}, kPhone, kDesk, sec(25)},
          released(70, 6, 25, 0),
          queued(70, 6, kPhone, true),
          ended(80, 6, 45, 0, kLost, true),
          ended(85, 5, 40, 20, kAnswered, true),
          released(85, 5, 20, 0)};
}

/// Two letters, answered after 50 s and 100 s.
std::vector<Fact> letters() {
  using enum ContactOutcome;
  return {arrived(0, 7, kMail),
          queued(0, 7, kMail),
          ContactAnswered{at(50), {7}, kMail, kDesk, at(0), sec(50), true},
          ended(60, 7, 0, 10, kAnswered, true, kMail),
          released(60, 7, 10, 0),
          arrived(0, 8, kMail),
          queued(0, 8, kMail),
          ContactAnswered{at(100), {8}, kMail, kDesk, at(0), sec(100), true},
          ended(110, 8, 0, 10, kAnswered, true, kMail),
          released(110, 8, 10, 0)};
}

std::vector<Fact> tickets() {
  const TicketId known{1};
  const TicketId slow{2};
  const TicketId unwanted{3};
  const TicketId twin{4};
  return {
      TicketOpened{at(0), known, kPhone, kLeak, kNorth, kNever, kNever},
      TicketClassified{at(5), known, kLeak, Classifier::kMachine},
      TicketMerged{at(90), known, {3}, kPhone, kLeak},
      TicketOpened{at(0), slow, kPhone, kHole, kNorth, kNever, at(100)},
      TicketClassified{at(10), slow, kHole, Classifier::kHuman, sec(10)},
      TicketDispatched{at(10), slow, kWater, at(0), 1},
      TicketDispatched{at(10), slow, kRoads, at(0), 1, true},
      TicketReturned{at(12), slow, kWater, at(10), 1, ReturnReason::kUnclear},
      TicketSigned{at(20), slow, kWater, at(0), at(10), kNever, true},
      TicketChased{at(25), slow, kWater, 1, at(0)},
      TicketPaused{at(30), slow, kWater, PauseReason::kParts},
      TicketResumed{at(50), slow, kWater, PauseReason::kParts, sec(20), at(120)},
      TicketExtended{at(60), slow, kWater, true, at(150)},
      TicketExtended{at(65), slow, kWater, false, at(150)},
      TicketEscalated{at(70), slow, kWater, 1, true, at(0)},
      TicketEscalated{at(155), slow, kWater, 2, false, at(0)},
      WorkStarted{at(80), slow, kWater, sec(10)},
      WorkEnded{at(90), slow, kWater, sec(10), true, sec(4)},
      WorkStarted{at(100), slow, kWater, sec(10), true},
      WorkEnded{at(120), slow, kWater, sec(20)},
      TicketOverdue{at(150), slow, kWater, TicketClock::kResolution, at(0), kHole, kNorth},
      TicketResolved{at(160), slow, kWater, kHole, kNorth, at(0), at(150), true, true, kPhone},
      TicketClosed{at(170), slow, kWater, kHole, kNorth, at(0), Closure::kUnfixable},
      TicketOpened{at(10), unwanted, kPhone, kLeak, kNorth, kNever, kNever},
      TicketWithdrawn{at(40), unwanted, kUnknownAgency, at(10)},
      TicketClosed{at(40), unwanted, kUnknownAgency, kLeak, kNorth, at(10), Closure::kWithdrawn},
      TicketOpened{at(10), twin, kPhone, kLeak, kNorth, kNever, kNever},
      TicketClosed{at(60), twin, kWater, kLeak, kNorth, at(10), Closure::kDuplicate},
      SurgeStarted{at(10), "storm", 1},
      SurgeEnded{at(20), "storm", 1},
      PolicyChanged{at(30), "contacts", "priority"}};
}

std::vector<Fact> busy_happenings() {
  std::vector<Fact> all;
  for (const auto& part : {around_the_queue(), from_hand_to_hand(), letters(), tickets()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

Scorecard busy_city() {
  return fold({RunEnded{at(200)}}, fold(busy_happenings(), fold(busy_opening())));
}

void expect_ways(const Scorecard& card, Scope scope, std::size_t row,
                 const std::vector<std::pair<const char*, Value>>& expected) {
  for (const auto& [name, value] : expected) {
    const MeasureSpec* spec = find_measure(scope, name);
    ASSERT_NE(spec, nullptr) << name;
    const Value found = spec->value(card, row);
    ASSERT_EQ(found.has_value(), value.has_value()) << name;
    if (value) {
      EXPECT_NEAR(*found, *value, 1e-12 + 1e-12 * *value) << name;
    }
  }
}

void expect_same_rows(const Scorecard& a, const Scorecard& b) {
  EXPECT_TRUE(a.channels() == b.channels());
  EXPECT_TRUE(a.groups() == b.groups());
  EXPECT_TRUE(a.agencies() == b.agencies());
  EXPECT_TRUE(a.categories() == b.categories());
  EXPECT_TRUE(a.districts() == b.districts());
  EXPECT_TRUE(a.all_agencies() == b.all_agencies());
  EXPECT_TRUE(a.whole() == b.whole());
  EXPECT_EQ(a.opened_by_hour(), b.opened_by_hour());
}

TEST(FurtherWays, TheOrderOfFactsDoesNotMatter) {
  const Scorecard expected = busy_city();
  std::vector<Fact> facts = busy_happenings();
  facts.emplace_back(RunEnded{at(200)});
  std::mt19937_64 random(5);
  for (int trial = 0; trial < 20; ++trial) {
    std::shuffle(facts.begin(), facts.end(), random);
    expect_same_rows(fold(facts, fold(busy_opening())), expected);
  }
}

TEST(FurtherWays, PartsMergeIntoTheWhole) {
  std::mt19937_64 random(6);
  std::array<Scorecard, 2> parts = {fold(busy_opening()), fold(busy_opening())};
  for (const Fact& fact : busy_happenings()) {
    parts.at(random() % 2)(fact);
  }
  parts[0].merge(parts[1]);
  expect_same_rows(parts[0], busy_city());
}

TEST(FurtherWays, TheQueueLosesWhoLeavesItInAnyWay) {
  const Scorecard card = busy_city();
  const ChannelCounts& phone = card.channels()[0];
  EXPECT_EQ(phone.queue.value(), 0);
  EXPECT_TRUE(phone.queue.area_us(at(200)) == sec(10 + 30 + 5 + 10 + 5).count());
  EXPECT_EQ(phone.callback_queue.value(), 0);
  EXPECT_TRUE(phone.callback_queue.area_us(at(200)) == sec(40 + 55).count());
  EXPECT_TRUE(card.channels()[2].queue.area_us(at(200)) == sec(150).count());
  EXPECT_EQ(card.groups()[0].busy.value(), 0);
  EXPECT_EQ(card.groups()[0].beside.value(), 0);
}

TEST(FurtherWays, MeasuresOfThePhone) {
  const std::vector<std::pair<const char*, Value>> expected = {
      {"contacts.offered", 6},
      {"contacts.queued", 3},
      {"contacts.answered", 3},
      {"contacts.answered_within", 2},
      {"service_level.of_offered", 2.0 / 6},
      {"service_level.of_answered", 2.0 / 3},
      {"speed_of_answer.of_answered", 0},
      {"contacts.balked", 1},
      {"contacts.lost", 1},
      {"lost.of_offered", 1.0 / 6},
      {"callbacks.offered", 3},
      {"callbacks.accepted_of_offered", 2.0 / 3},
      {"callbacks.made", 2},
      {"callbacks.reached_of_made", 0.5},
      {"callbacks.given_up", 1},
      {"callbacks.wait_mean", 40},
      {"callbacks.waiting_at_end", 0},
      {"contacts.voicemail", 1},
      {"contacts.transferred", 1},
      {"transfers.of_answered", 1.0 / 3},
      {"transfers.warm", 1},
      {"contacts.handed_back", 1},
      {"contacts.lost_after_answer", 1},
      {"talk.mean", 20},
      {"self_service.contacts", 2},
      {"self_service.containment", 0.5},
      {"self_service.mean", 10},
      {"contacts.chasing", 1},
      {"contacts.merged", 1},
      {"contacts.informed", 1}};
  expect_ways(busy_city(), Scope::kChannel, 0, expected);
  // For the run only the phone is live; what counts on all channels happened on the phone alone.
  expect_ways(busy_city(), Scope::kRun, 0, expected);
  expect_ways(busy_city(), Scope::kRun, 0, {{"chasing.of_arrived", 1.0 / 9}});
}

TEST(FurtherWays, ADeferredChannelHasItsOwnTargetAndNoServiceLevel) {
  expect_ways(busy_city(), Scope::kChannel, 2,
              {{"answered_in_target.of_answered", 0.5},
               {"contacts.answered", 2},
               {"contacts.offered", std::nullopt},
               {"service_level.of_offered", std::nullopt},
               {"service_level.of_answered", std::nullopt},
               {"service_level.of_offered_less_abandoned_within", std::nullopt}});
  expect_ways(busy_city(), Scope::kRun, 0, {{"answered_in_target.of_answered", 0.5}});
  expect_ways(busy_city(), Scope::kChannel, 0, {{"answered_in_target.of_answered", std::nullopt}});
}

TEST(FurtherWays, ALiveChannelThatSaysSoIsLiveBeforeAnybodyWaits) {
  const Scorecard card = fold(busy_opening());
  EXPECT_TRUE(is_live(card.channels()[0]));
  EXPECT_FALSE(is_live(card.channels()[1]));  // says nothing, and nobody came
  EXPECT_TRUE(is_deferred(card.channels()[2]));
}

TEST(FurtherWays, MeasuresOfTheDesk) {
  expect_ways(busy_city(), Scope::kGroup, 0,
              {{"agents.busy", 100.0 / 200},
               {"occupancy.of_scheduled", 100.0 / 750},
               {"agents.concurrency", 1.15},
               {"agents.shrinkage", 0.0625},
               {"contacts.answered", 6},
               {"contacts.transferred", 1},
               {"contacts.handed_back", 1},
               {"callbacks.made", 2}});
}

TEST(FurtherWays, MeasuresOfTickets) {
  expect_ways(busy_city(), Scope::kRun, 0,
              {{"tickets.opened", 4},
               {"tickets.open_at_end", 1},
               {"tickets.open_mean", 440.0 / 200},
               {"tickets.merged", 1},
               {"duplicates.of_reports", 0.2},
               {"tickets.withdrawn", 1},
               {"tickets.unfixable", 1},
               {"unfixable.of_resolved", 1},
               {"tickets.closed_archived", 0},
               {"tickets.closed_withdrawn", 1},
               {"tickets.closed_unfixable", 1},
               {"tickets.closed_duplicate", 1},
               {"tickets.returned", 1},
               {"returns.unclear", 1},
               {"returns.wrong_area", 0},
               {"returns.overlapping", 0},
               {"returns.after_work", 0},
               {"returns.overload", 0},
               {"tickets.paused", 1},
               {"pauses.for_parts", 1},
               {"pauses.for_citizen", 0},
               {"pause.mean", 20},
               {"tickets.escalated", 2},
               {"escalations.before_due", 0.5},
               {"extensions.asked", 2},
               {"extensions.granted", 0.5},
               {"tickets.chased", 1},
               {"tickets.dispatched", 1},
               {"tickets.assisted", 1},
               {"assistance.of_dispatched", 1},
               {"interruptions.of_work", 0.5},
               {"travel.mean", 4},
               {"travel.of_work", 4.0 / 30},
               {"triage.wait_mean", 10},
               {"triage.by_machine", 0.5}});
  expect_ways(busy_city(), Scope::kCategory, 1,
              {{"tickets.overdue", 1},
               {"resolution.on_time_of_due", 0},
               {"tickets.reopened", 0},
               {"tickets.unfixable", 1}});
  expect_ways(busy_city(), Scope::kCategory, 0,
              {{"tickets.merged", 1}, {"tickets.closed_withdrawn", 1}});
  expect_ways(busy_city(), Scope::kDistrict, 0, {{"tickets.overdue", 1}});
}

// A log of an older program does not say of an overdue ticket what it is about.
TEST(FurtherWays, WhatFactsDoNotSayOfAPlaceIsUnknownThere) {
  const Scorecard card = small_city();
  expect_ways(card, Scope::kRun, 0, {{"tickets.overdue", 1}, {"tickets.reopened", 1}});
  for (const Scope scope : {Scope::kCategory, Scope::kDistrict}) {
    expect_ways(card, scope, 0,
                {{"tickets.overdue", std::nullopt},
                 {"resolution.on_time_of_due", std::nullopt},
                 {"tickets.reopened", std::nullopt},
                 {"reopenings.of_resolved", std::nullopt}});
  }
}

TEST(FurtherWays, TheWarmUpForgetsCountsButNotWhatAChannelIs) {
  Scorecard card = fold(busy_happenings(), fold(busy_opening()));
  card(WarmUpEnded{at(195)});
  EXPECT_EQ(card.channels()[2].mode, ChannelMode::kDeferred);
  EXPECT_EQ(card.channels()[2].answer_target, sec(60));
  EXPECT_EQ(card.channels()[0].callbacks_offered, 0U);
  EXPECT_EQ(card.groups()[0].planned.value(), 4);
  EXPECT_EQ(card.open_tickets().value(), 1);
  EXPECT_EQ(card.whole().surges, 0U);
}

// Who is handed over by the machine goes on elsewhere: neither an end nor a lost call-back.
TEST(FurtherWays, AHandOverIsNoEndAndNoLostCallback) {
  std::vector<Fact> facts = busy_opening();
  for (const Fact& fact :
       {arrived(0, 1), Fact(SelfServiceEnded{at(10), {1}, kPhone, kLeak, sec(10), false}),
        ended(10, 1, 0, 0, ContactOutcome::kHandedOver, false), arrived(10, 1, kMail)}) {
    facts.push_back(fact);
  }
  Scorecard card;
  for (const Fact& fact : facts) {
    card(fact);
  }
  const ChannelCounts& phone = card.channels()[kPhone.index()];
  EXPECT_EQ(phone.arrived, 1U);
  EXPECT_EQ(phone.ended, 0U);
  EXPECT_EQ(phone.lost_callbacks, 0U);
  EXPECT_EQ(phone.callback_queue.value(), 0);
}

TEST(FurtherWays, EveryOccasionalMeasureIsUnknownOrNothingWhereNothingHappened) {
  const Scorecard card = fold(opening());
  for (const MeasureSpec& spec : catalogue()) {
    if (spec.is_occasional) {
      EXPECT_EQ(spec.value(card, 0).value_or(0), 0) << spec.name;
    }
  }
}

TEST(FurtherWays, ACrewWithSeveralTicketsInHandIsBusyOnce) {
  std::vector<Fact> facts = opening();
  facts.emplace_back(CrewsChanged{at(0), kWater, 1, 1});
  facts.emplace_back(WorkStarted{at(40), TicketId{1}, kWater, sec(0)});
  facts.emplace_back(WorkStarted{at(50), TicketId{2}, kWater, sec(0), false, true});
  facts.emplace_back(WorkEnded{at(60), TicketId{1}, kWater, sec(20), false, Duration{0}, true});
  const auto busy = [&] { return fold(facts).agencies()[kWater.index()].crews_busy.value(); };
  EXPECT_EQ(busy(), 1);
  facts.emplace_back(WorkEnded{at(80), TicketId{2}, kWater, sec(30)});
  EXPECT_EQ(busy(), 0);
}

}  // namespace
}  // namespace hotline::measures::test
