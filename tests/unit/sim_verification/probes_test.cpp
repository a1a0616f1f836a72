#include "sim/verification/probes.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "sim/verification/reading.hpp"

namespace hotline::sim {
namespace {

SimTime at(std::int64_t seconds) {
  return SimTime{} + seconds * kSecond;
}

constexpr ChannelId kPhone{0};
constexpr ChannelId kOther{1};

ContactArrived arrival(std::int64_t seconds, std::uint64_t contact, ChannelId channel = kPhone,
                       std::uint32_t attempt = 1) {
  ContactArrived f;
  f.at = at(seconds);
  f.contact = ContactId{contact};
  f.channel = channel;
  f.attempt = attempt;
  return f;
}

ContactEnded end(std::int64_t seconds, std::int64_t arrived, ChannelId channel = kPhone) {
  ContactEnded f;
  f.at = at(seconds);
  f.channel = channel;
  f.answered_by_agent = true;
  f.arrived = at(arrived);
  return f;
}

RunEnded run_end(std::int64_t seconds) {
  return RunEnded{at(seconds)};
}

// One from 10 to 40, a second from 20 to 30: 10 s with none, 20 s with one, 10 s with two.
template <class Probe>
void tell_of_two(Probe& probe) {
  const auto tell = [&probe](const auto& fact) {
    if constexpr (requires { probe(fact); }) {
      probe(fact);
    }
  };
  tell(RunStarted{});
  tell(arrival(10, 1));
  tell(arrival(20, 2));
  tell(arrival(25, 3, kOther));
  tell(end(28, 25, kOther));
  tell(end(30, 20));
  tell(end(40, 10));
  tell(run_end(40));
}

TEST(InSystem, HasTheTimeAtEachNumber) {
  InSystem seen(kPhone, Window{});
  tell_of_two(seen);
  EXPECT_DOUBLE_EQ(seen.level().mean().value(), 1);
  EXPECT_DOUBLE_EQ(seen.level().share_at(0).value(), 0.25);
  EXPECT_DOUBLE_EQ(seen.level().share_at(1).value(), 0.5);
  EXPECT_DOUBLE_EQ(seen.level().share_from(1).value(), 0.75);
  EXPECT_DOUBLE_EQ(seen.level().share_from(7).value(), 0);
  EXPECT_DOUBLE_EQ(seen.level().variance().value(), 0.5);
}

TEST(InSystem, OfAllChannelsAndOfAWindow) {
  InSystem all(std::nullopt, Window{});
  tell_of_two(all);
  EXPECT_DOUBLE_EQ(all.level().mean().value(), 43.0 / 40);
  InSystem window(kPhone, Window{at(15), at(35)});
  tell_of_two(window);
  EXPECT_DOUBLE_EQ(window.level().mean().value(), 1.5);
  InSystem late(kPhone, Window{at(35), at(60)});  // the run ends sooner
  tell_of_two(late);
  EXPECT_DOUBLE_EQ(late.level().mean().value(), 1);
}

TEST(InSystem, StartsAfreshAfterTheWarmUp) {
  InSystem seen(kPhone, Window{});
  seen(RunStarted{});
  seen(arrival(10, 1));
  seen(WarmUpEnded{at(20)});
  seen(end(30, 10));
  seen(run_end(40));
  EXPECT_DOUBLE_EQ(seen.level().mean().value(), 0.5);
}

TEST(Sojourn, IsFromArrivalToEnd) {
  Sojourn seen(kPhone, Window{});
  tell_of_two(seen);
  EXPECT_DOUBLE_EQ(seen.mean().value(), 20);
  Sojourn window(kPhone, Window{at(15), std::nullopt});
  tell_of_two(window);
  EXPECT_DOUBLE_EQ(window.mean().value(), 10);
}

ContactAnswered answer(std::int64_t seconds, std::uint64_t contact, std::int64_t arrived) {
  ContactAnswered f;
  f.at = at(seconds);
  f.contact = ContactId{contact};
  f.channel = kPhone;
  f.arrived = at(arrived);
  f.waited = f.at - f.arrived;
  return f;
}

// Contact 1 waits 5 s and is answered; what follows a transfer is no wait of its own; contact 2
// hangs up after 4 s.
TEST(TotalWait, IsOfAnsweredAndAbandonedInTheWindow) {
  const auto told = [](TotalWait seen) {
    seen(answer(10, 1, 5));
    ContactAnswered again = answer(12, 1, 5);
    again.transferred = true;
    seen(again);
    seen(ContactAbandoned{at(24), ContactId{2}, kPhone, at(20), 4 * kSecond});
    return seen.sum().value();
  };
  EXPECT_DOUBLE_EQ(told(TotalWait(kPhone, Window{})), 9);
  EXPECT_DOUBLE_EQ(told(TotalWait(kOther, Window{})), 0);
  EXPECT_DOUBLE_EQ(told(TotalWait(std::nullopt, Window{at(20), std::nullopt})), 4);
  TotalWait warm(kPhone, Window{});
  warm(answer(10, 1, 5));
  warm(WarmUpEnded{at(15)});
  EXPECT_DOUBLE_EQ(warm.sum().value(), 0);
}

TEST(InSystem, AtAnInstantIsTheLevelThen) {
  InSystem seen(kPhone, Window{at(25), at(25) + Duration{1}});
  tell_of_two(seen);
  EXPECT_DOUBLE_EQ(seen.level().mean().value(), 2);
  EXPECT_DOUBLE_EQ(seen.level().share_from(2).value(), 1);
}

TEST(AnsweredWithin, CountsTheBoundItself) {
  AnsweredWithin seen(kPhone, Window{}, 5 * kSecond);
  seen(answer(10, 1, 5));
  seen(answer(16, 2, 10));
  EXPECT_DOUBLE_EQ(seen.share().value(), 0.5);
}

TEST(FirstWaits, OfTheLastAndOfAll) {
  FirstWaits seen(std::nullopt, 2);
  seen(arrival(1, 7));
  seen(answer(1, 7, 1));
  seen(arrival(2, 8));
  seen(arrival(3, 9));
  EXPECT_TRUE(std::isnan(seen.of_last().value()));
  seen(answer(9, 9, 3));  // not among the first two
  seen(answer(12, 8, 2));
  EXPECT_DOUBLE_EQ(seen.of_last().value(), 10);
  EXPECT_DOUBLE_EQ(seen.of_all().value(), 5);
}

TEST(WaitVariance, IsOfTheAnsweredAboutTheirMean) {
  WaitVariance seen(std::nullopt, {});
  EXPECT_TRUE(std::isnan(seen.variance().value()));
  seen(answer(5, 1, 0));  // in the warm-up
  seen(WarmUpEnded{at(10)});
  ContactAnswered first = answer(20, 2, 18);
  first.waited = 2 * kSecond;
  seen(first);
  ContactAnswered second = answer(30, 3, 24);
  second.waited = 6 * kSecond;
  seen(second);
  ContactAnswered passed_on = second;
  passed_on.transferred = true;
  seen(passed_on);
  EXPECT_DOUBLE_EQ(seen.variance().value(), 4);
  EXPECT_DOUBLE_EQ(seen.variance().denominator, 2);
}

TEST(Sojourn, CountsWhoIsThroughWithinATime) {
  Sojourn seen(std::nullopt, {}, 10 * kSecond);
  seen(end(20, 10));
  seen(end(21, 10));
  EXPECT_DOUBLE_EQ(seen.share_within().value(), 0.5);
}

// One open from 10 to 30, a second from 20 to 40, closed as a duplicate of the first's; measured
// from 0 to 50.
TEST(OpenTickets, AreCountedAsTheScorecardDoes) {
  OpenTickets seen({});
  measures::Scorecard card;
  const auto both = [&](const auto& fact) {
    seen(fact);
    card(fact);
  };
  both(RunStarted{});
  TicketOpened opened;
  opened.at = at(10);
  both(opened);
  opened.at = at(20);
  both(opened);
  TicketResolved resolved;
  resolved.at = at(30);
  both(resolved);
  TicketClosed closed;
  closed.at = at(35);
  closed.how = Closure::kArchived;
  both(closed);
  closed.at = at(40);
  closed.how = Closure::kDuplicate;
  both(closed);
  both(run_end(50));
  EXPECT_DOUBLE_EQ(seen.level().share_at(1).value(), 0.4);
  EXPECT_DOUBLE_EQ(seen.level().share_from(1).value(), 0.6);
  EXPECT_DOUBLE_EQ(seen.level().mean().value(), 0.8);
  EXPECT_EQ(static_cast<std::int64_t>(card.open_tickets().area_us(at(50))), 40'000'000);
}

TEST(Orbit, IsTheAreaOfTheGapsBeforeRedials) {
  Orbit seen(std::nullopt);
  seen(RunStarted{});
  seen(arrival(0, 1));
  seen(ContactBlocked{at(0), ContactId{1}, kPhone});
  seen(arrival(5, 2));
  seen(ContactBlocked{at(5), ContactId{2}, kPhone});  // gives up
  seen(arrival(20, 1, kPhone, 2));
  seen(run_end(40));
  EXPECT_DOUBLE_EQ(seen.mean().value(), 0.5);
}

TEST(Orbit, CountsWhatLiesAfterTheWarmUp) {
  Orbit seen(std::nullopt);
  seen(RunStarted{});
  seen(ContactBlocked{at(0), ContactId{1}, kPhone});
  seen(ContactBlocked{at(0), ContactId{2}, kPhone});
  seen(arrival(10, 1, kPhone, 2));
  seen(WarmUpEnded{at(20)});
  seen(arrival(40, 2, kPhone, 2));
  seen(run_end(60));
  EXPECT_DOUBLE_EQ(seen.mean().value(), 0.5);
}

/// A card that follows a period within a run whose warm-up ends at 2.
struct Part {
  Part(SimTime from, SimTime until, Follows follows) {
    seen.periods.emplace_back(from, until, follows);
    seen(RunStarted{});
    seen(NameDefined{at(0), NameKind::kChannel, 0, "phone"});
  }

  void queue(std::int64_t when, std::uint64_t contact) {
    seen(arrival(when, contact));
    seen(ContactQueued{at(when), ContactId{contact}, kPhone});
  }

  void leave(std::int64_t when, std::uint64_t contact, std::int64_t arrived) {
    ContactAnswered fact = answer(when, contact, arrived);
    fact.queued = true;
    seen(fact);
  }

  [[nodiscard]] const measures::Scorecard& card() const { return seen.periods[0].card(); }

  [[nodiscard]] std::int64_t queue_area() const {
    return static_cast<std::int64_t>(card().channels()[0].queue.area_us(card().measured_until()));
  }

  Observation seen;
};

// Contact 1 waits from 5 to 18, contact 2 from 15 to 30, contact 3 comes when all is over.
Part two_who_wait(SimTime from, SimTime until, Follows follows) {
  Part part(from, until, follows);
  part.seen(WarmUpEnded{at(2)});
  part.queue(5, 1);
  part.queue(15, 2);
  part.leave(18, 1, 5);
  part.seen(arrival(25, 3));
  part.leave(30, 2, 15);
  part.seen(run_end(40));
  return part;
}

TEST(Period, FollowsArrivalsToTheirEnd) {
  const Part part = two_who_wait(at(10), at(20), Follows::kArrivals);
  EXPECT_EQ(part.card().channels()[0].arrived, 1U);
  EXPECT_EQ(part.card().channels()[0].answered, 1U);
  EXPECT_DOUBLE_EQ(part.card().channels()[0].waited_answered.mean_seconds().value(), 15);
}

TEST(Period, CutsLevelsAtBothEnds) {
  const Part part = two_who_wait(at(10), at(20), Follows::kLevels);
  EXPECT_EQ(part.card().measured_from(), at(10));
  EXPECT_EQ(part.card().measured_until(), at(20));
  EXPECT_EQ(part.queue_area(), 13'000'000);
}

TEST(Period, MayBeginInTheWarmUpAndEndWithTheRun) {
  EXPECT_EQ(two_who_wait(at(0), at(40), Follows::kLevels).queue_area(), 28'000'000);
  EXPECT_EQ(two_who_wait(at(20), at(90), Follows::kLevels).queue_area(), 10'000'000);
}

// What happens in the instant itself has happened.
TEST(Period, IsAnInstantAfterWhatHappensInIt) {
  EXPECT_EQ(two_who_wait(at(15), at(15) + Duration{1}, Follows::kLevels).queue_area(), 2);
  EXPECT_EQ(two_who_wait(at(18), at(18) + Duration{1}, Follows::kLevels).queue_area(), 1);
}

TEST(Period, AfterTheEndOfTheRunHoldsNothing) {
  const Part part = two_who_wait(at(50), at(60), Follows::kLevels);
  EXPECT_EQ(part.card().measured_from(), part.card().measured_until());
  EXPECT_EQ(part.queue_area(), 0);
}

}  // namespace
}  // namespace hotline::sim
