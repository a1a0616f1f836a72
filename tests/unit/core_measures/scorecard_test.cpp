#include "core/measures/scorecard.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "core/measures/catalogue.hpp"
#include "core/measures/fold.hpp"
#include "tests/unit/core_measures/small_city.hpp"

namespace hotline::measures::test {
namespace {

using namespace test;  // NOLINT(google-build-using-namespace): the made-up city is this file's
                       // world

/// Every measure of the catalogue, and what it does not show (histograms, levels).
void expect_equal(const Scorecard& a, const Scorecard& b) {
  EXPECT_TRUE(a.channels() == b.channels());
  EXPECT_TRUE(a.groups() == b.groups());
  EXPECT_TRUE(a.agencies() == b.agencies());
  EXPECT_TRUE(a.categories() == b.categories());
  EXPECT_TRUE(a.districts() == b.districts());
  EXPECT_TRUE(a.whole() == b.whole());
  EXPECT_EQ(a.opened_by_channel(), b.opened_by_channel());
  EXPECT_EQ(a.opened_by_hour(), b.opened_by_hour());
  EXPECT_EQ(a.open_tickets(), b.open_tickets());
  EXPECT_EQ(a.measured_from(), b.measured_from());
  EXPECT_EQ(a.measured_until(), b.measured_until());
  EXPECT_EQ(a.complete(), b.complete());
  for (const MeasureSpec& spec : catalogue()) {
    ASSERT_EQ(rows(a, spec.scope), rows(b, spec.scope));
    for (std::size_t i = 0; i < rows(a, spec.scope); ++i) {
      EXPECT_EQ(row_name(a, spec.scope, i), row_name(b, spec.scope, i));
      EXPECT_EQ(spec.value(a, i), spec.value(b, i)) << spec.name << " of row " << i;
    }
  }
}

TEST(Scorecard, DoesNotDependOnTheOrderOfFacts) {
  const Scorecard expected = small_city();
  std::vector<Fact> facts = happenings();
  facts.emplace_back(RunEnded{at(200)});
  std::mt19937_64 random(3);
  for (int trial = 0; trial < 20; ++trial) {
    SCOPED_TRACE(trial);
    std::shuffle(facts.begin(), facts.end(), random);
    expect_equal(fold(facts, fold(opening())), expected);
  }
}

TEST(Scorecard, MergesPartsIntoTheWholeInEitherOrder) {
  const Scorecard expected = small_city();
  std::mt19937_64 random(4);
  std::array<Scorecard, 2> parts = {fold(opening()), fold(opening())};
  for (const Fact& fact : happenings()) {
    parts.at(random() % 2)(fact);
  }
  parts[1](RunEnded{at(200)});
  Scorecard forward = parts[0];
  forward.merge(parts[1]);
  Scorecard backward = parts[1];
  backward.merge(parts[0]);
  expect_equal(forward, expected);
  expect_equal(backward, expected);
  EXPECT_EQ(forward.facts(), expected.facts() + opening().size());
}

TEST(ScorecardDeathTest, RefusesToMergeWhatWasMeasuredFromAnotherTime) {
  Scorecard one = fold(opening());
  Scorecard other = fold(opening());
  other(WarmUpEnded{at(10)});
  EXPECT_DEATH(one.merge(other), "contract broken");
}

TEST(Scorecard, KnowsItsRun) {
  const Scorecard card = small_city();
  EXPECT_TRUE(card.started());
  EXPECT_TRUE(card.complete());
  EXPECT_EQ(card.run().title, "Small City");
  EXPECT_EQ(card.measured_from(), at(0));
  EXPECT_EQ(card.measured_until(), at(200));
  EXPECT_EQ(card.facts(), opening().size() + happenings().size() + 1);
  EXPECT_EQ(card.names(NameKind::kAgency), (std::vector<std::string>{"water", "roads"}));
}

TEST(Scorecard, IsMeasuredUntilTheLatestFactWhileTheRunGoesOn) {
  const Scorecard card = fold(happenings(), fold(opening()));
  EXPECT_FALSE(card.complete());
  EXPECT_EQ(card.measured_until(), at(195));
}

TEST(Scorecard, CountsByHourOfWeekOfArrival) {
  Scorecard card = fold(opening());
  const SimTime arrival = at(0) + kDay + 9 * kHour + 59 * kMinute;  // Tuesday 09:59
  card(ContactArrived{arrival, {1}, kPhone, kLeak, kNorth, 1});
  card(ContactAnswered{arrival + 5 * kMinute, {1}, kPhone, kDesk, arrival, 5 * kMinute, true});
  card(TicketOpened{arrival + 6 * kMinute, {1}, kPhone, kLeak, kNorth, kNever, kNever});
  const ChannelCounts& phone = card.channels()[0];
  EXPECT_EQ(phone.arrived_by_hour.at(24 + 9), 1U);
  EXPECT_EQ(phone.answered_by_hour.at(24 + 9), 1U);
  EXPECT_EQ(phone.answered_within_by_hour.at(24 + 9), 0U);
  EXPECT_EQ(card.opened_by_hour().at(24 + 10), 1U);
  EXPECT_EQ(card.opened_by_channel().at(0), 1U);
}

// The same hour, reckoned in two ways, also long before 1970 and far from now.
TEST(Scorecard, KnowsTheHourOfWeekOfAnyTime) {
  for (std::int64_t step = -3000; step <= 3000; ++step) {
    const SimTime when = SimTime(step * (100 * kDay + 17 * kHour + 59 * kMinute));
    for (const SimTime at : {when, start_of_day(when), start_of_day(when) - Duration(1)}) {
      ASSERT_EQ(hour_index(at), static_cast<std::size_t>(hour_of_week(at))) << to_string(at);
    }
  }
}

TEST(Scorecard, CountsAWaitEqualToTheBoundAsWithinIt) {
  const Duration tick(1);
  Scorecard card = fold(opening());
  for (const Duration wait : {sec(20), sec(20) + tick}) {
    card(ContactAnswered{at(0) + wait, {1}, kPhone, kDesk, at(0), wait, true});
  }
  for (const Duration wait : {sec(5), sec(5) + tick, sec(20), sec(20) + tick}) {
    card(ContactAbandoned{at(0) + wait, {1}, kPhone, at(0), wait});
  }
  const ChannelCounts& phone = card.channels()[0];
  EXPECT_EQ(phone.answered_within, 1U);
  EXPECT_EQ(phone.abandoned_short, 1U);
  EXPECT_EQ(phone.abandoned_within, 3U);
}

TEST(Scorecard, CountsADueTimeMetToTheTickAsOnTime) {
  const Duration tick(1);
  Scorecard card = fold(opening());
  card(TicketResolved{at(9), {1}, kWater, kLeak, kNorth, at(0), at(9), true});
  card(TicketResolved{at(9) + tick, {2}, kWater, kLeak, kNorth, at(0), at(9), true});
  card(TicketResolved{at(9), {3}, kWater, kLeak, kNorth, at(0), kNever, true});
  card(TicketSigned{at(9), {1}, kWater, at(0), at(0), at(9), true});
  card(TicketSigned{at(9) + tick, {2}, kWater, at(0), at(0), at(9), true});
  card(TicketSigned{at(9), {3}, kWater, at(0), at(0), kNever, true});
  const AgencyCounts& water = card.agencies()[0];
  EXPECT_EQ(water.tickets.resolution_due_on_time, 1U);
  EXPECT_EQ(water.tickets.resolution_late, 1U);
  EXPECT_EQ(water.response_due_on_time, 1U);
  EXPECT_EQ(water.responded, 3U);
}

TEST(Scorecard, ForgetsWhatArrivedBeforeTheWarmUpEndedButNotTheLevels) {
  Scorecard card = fold(opening());
  card(StaffingChanged{at(0), kDesk, 3, 3});
  card(ContactArrived{at(10), {1}, kPhone, kLeak, kNorth, 1});
  card(ContactQueued{at(10), {1}, kPhone});
  card(TicketOpened{at(20), {5}, kPhone, kLeak, kNorth, kNever, kNever});
  card(TicketDispatched{at(30), {5}, kWater, at(20), 1});
  card(AgentReleased{at(90), kDesk, {9}, sec(10), sec(0), sec(10)});
  card(WarmUpEnded{at(100)});
  card(ContactAnswered{at(140), {1}, kPhone, kDesk, at(10), sec(130), true});
  card(TicketResolved{at(150), {5}, kWater, kLeak, kNorth, at(20), kNever, true});
  card(AgentReleased{at(160), kDesk, {1}, sec(20), sec(0), sec(80)});
  card(RunEnded{at(200)});

  EXPECT_EQ(card.measured_from(), at(100));
  const ChannelCounts& phone = card.channels()[0];
  EXPECT_EQ(phone.arrived + phone.queued + phone.answered, 0U);
  EXPECT_EQ(phone.arrived_by_hour.at(0), 0U);
  EXPECT_TRUE(phone.queue.area_us(at(200)) == sec(40).count());
  EXPECT_EQ(phone.queue.value(), 0);
  EXPECT_TRUE(card.groups()[0].on_duty.area_us(at(200)) == sec(300).count());
  EXPECT_EQ(card.groups()[0].past_shift, sec(60));  // 80 s to 160 s, but measured from 100 s
  EXPECT_EQ(card.agencies()[0].dispatched + card.agencies()[0].tickets.resolved, 0U);
  EXPECT_EQ(card.categories()[0].opened + card.districts()[0].opened, 0U);
  EXPECT_EQ(card.opened_by_channel()[0], 0U);
  EXPECT_TRUE(card.open_tickets().area_us(at(200)) == sec(50).count());
}

TEST(Scorecard, CountsWhatArrivesAtTheVeryEndOfTheWarmUp) {
  Scorecard card = fold(opening());
  card(WarmUpEnded{at(100)});
  card(ContactArrived{at(100), {1}, kPhone, kLeak, kNorth, 1});
  card(ContactArrived{at(100) - Duration(1), {2}, kPhone, kLeak, kNorth, 1});
  EXPECT_EQ(card.channels()[0].arrived, 1U);
}

TEST(Scorecard, GivesARowToWhatWasNeverNamed) {
  Scorecard card = fold(opening());
  card(ContactArrived{at(1), {1}, {7}, kLeak, kNorth, 1});
  ASSERT_EQ(card.channels().size(), 8U);
  EXPECT_EQ(card.channels()[7].arrived, 1U);
  EXPECT_EQ(row_name(card, Scope::kChannel, 7), "#7");
  EXPECT_EQ(row_name(card, Scope::kChannel, 1), "web");
  card(NameDefined{at(2), NameKind::kChannel, 7, "mail"});
  EXPECT_EQ(row_name(card, Scope::kChannel, 7), "mail");
}

TEST(ScorecardDeathTest, RefusesAnIdBeyondItsBound) {
  Scorecard card = fold(opening());
  EXPECT_DEATH(card(TicketArbitrated{at(1), {1}, {kMaxId}}), "contract broken");
}

TEST(ScorecardBook, BeginsANewScorecardAtEveryRun) {
  ScorecardBook book;
  book(Fact(RunEnded{at(0)}));  // belongs to no run
  for (int replication = 0; replication < 2; ++replication) {
    for (const Fact& fact : opening()) {
      book(fact);
    }
    book(RunEnded{at(10)});
  }
  ASSERT_EQ(book.runs().size(), 2U);
  EXPECT_TRUE(book.runs()[0].complete());
  EXPECT_EQ(book.runs()[1].facts(), opening().size() + 1);
}

}  // namespace
}  // namespace hotline::measures::test
