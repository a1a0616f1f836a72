// The run as a whole: a value that can be copied, cut in pieces and compared.
#include <map>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/fact_hash.hpp"
#include "tests/support/recorder.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

using test::record;
using test::Recorder;

Scenario two_weeks() {
  Scenario s = test::small_hotline();
  s.length = 12 * kDay;
  return s;
}

TEST(Run, BeginsWithWhatItIsAndItsNamesAndEndsWithItsEnd) {
  const Scenario s = two_weeks();
  const Recorder facts = record(s, 7, 3);
  ASSERT_GT(facts.facts.size(), 20U);
  const auto* started = std::get_if<RunStarted>(&facts.facts[0]);
  ASSERT_NE(started, nullptr);
  EXPECT_EQ(started->at, s.start);
  EXPECT_EQ(started->run, run_number(s, 7, 3));
  EXPECT_EQ(started->seed, 7U);
  EXPECT_EQ(started->replication, 3U);
  EXPECT_EQ(started->scenario, "small-hotline");
  EXPECT_EQ(started->acceptable_wait, s.acceptable_wait);
  EXPECT_EQ(started->short_abandon, s.short_abandon);
  // 2 channels, 3 categories, 2 districts, 2 groups, 2 agencies.
  const auto names = facts.all<NameDefined>();
  ASSERT_EQ(names.size(), 11U);
  for (std::size_t i = 1; i <= names.size(); ++i) {
    EXPECT_TRUE(std::holds_alternative<NameDefined>(facts.facts[i]));
  }
  EXPECT_EQ(names[1].kind, NameKind::kChannel);
  EXPECT_EQ(names[1].id, 1U);
  EXPECT_EQ(names[1].name, "web");
  const auto* ended = std::get_if<RunEnded>(&facts.facts.back());
  ASSERT_NE(ended, nullptr);
  EXPECT_EQ(ended->at, s.start + 14 * kDay);
  const auto warm = facts.all<WarmUpEnded>();
  ASSERT_EQ(warm.size(), 1U);
  EXPECT_EQ(warm[0].at, s.start + 2 * kDay);
}

TEST(Run, WithoutWarmUpSaysNothingOfIt) {
  Scenario s = two_weeks();
  s.warm_up = Duration{0};
  EXPECT_TRUE(record(s).all<WarmUpEnded>().empty());
}

TEST(Run, TheSameArgumentsGiveTheSameFactsAndOthersDoNot) {
  const Scenario s = two_weeks();
  const auto hash = [&s](std::uint64_t seed, std::uint32_t replication) {
    test::FactHash h;
    (void)run_replication(s, seed, replication, h);
    return h.value();
  };
  EXPECT_EQ(hash(1, 0), hash(1, 0));
  EXPECT_NE(hash(1, 0), hash(1, 1));
  EXPECT_NE(hash(1, 0), hash(2, 0));
}

TEST(Run, TheRunNumberNamesScenarioSeedAndReplication) {
  Scenario s = two_weeks();
  const std::uint64_t number = run_number(s, 1, 0);
  EXPECT_EQ(number, run_number(s, 1, 0));
  EXPECT_NE(number, run_number(s, 2, 0));
  EXPECT_NE(number, run_number(s, 1, 1));
  s.fingerprint ^= 1;
  EXPECT_NE(number, run_number(s, 1, 0));
}

TEST(Run, ACopyMadeMidwayHasTheSameFuture) {
  const Scenario s = two_weeks();
  Hotline original(s, policies_of(s), 5, 0);
  Recorder before;
  original.start(FactPort(before));
  ASSERT_TRUE(original.run_until(s.start + 5 * kDay + 11 * kHour, FactPort(before)));
  ASSERT_GT(original.contacts(), 0U);
  ASSERT_GT(original.tickets(), 0U);
  Hotline copy = original;
  Recorder after_original;
  Recorder after_copy;
  original.run_until(original.end(), FactPort(after_original));
  EXPECT_EQ(copy.now(), s.start + 5 * kDay + 11 * kHour);
  copy.run_until(copy.end(), FactPort(after_copy));
  ASSERT_GT(after_copy.facts.size(), 1000U);
  EXPECT_EQ(test::first_difference(after_original.facts, after_copy.facts), "");
  EXPECT_EQ(original.contacts(), copy.contacts());
  EXPECT_EQ(original.tickets(), copy.tickets());
}

TEST(Run, InPiecesAndStoppedAndContinuedItGivesTheFactsOfOnePiece) {
  const Scenario s = two_weeks();
  const Recorder whole = record(s, 5);
  Hotline hotline(s, policies_of(s), 5, 0);
  Recorder pieces;
  hotline.start(FactPort(pieces));
  for (SimTime t = s.start; t < hotline.end(); t += 7 * kHour) {
    int budget = 100;
    const auto spend = [&budget](SimTime) { return budget-- > 0; };
    while (!hotline.run_until(t, FactPort(pieces), PacePort(spend))) {
      budget = 100;
    }
  }
  hotline.run_until(hotline.end(), FactPort(pieces));
  hotline.finish(FactPort(pieces));
  EXPECT_EQ(test::first_difference(whole.facts, pieces.facts), "");
}

TEST(Run, DrainedItEndsWhenNobodyIsLeftAndNobodyNewTurnsUp) {
  Scenario s = two_weeks();
  s.drain = true;
  const Recorder facts = record(s, 3);
  std::size_t arrived_late = 0;
  for (const ContactArrived& f : facts.all<ContactArrived>()) {
    arrived_late += f.at >= s.start + s.warm_up + s.length && f.attempt == 1 ? 1U : 0U;
  }
  EXPECT_EQ(arrived_late, 0U);
  EXPECT_GT(facts.all<RunEnded>().front().at, s.start + s.warm_up + s.length);
  EXPECT_EQ(facts.all<TicketOpened>().size() + facts.all<TicketReopened>().size(),
            facts.all<TicketResolved>().size());
}

TEST(Run, StoppedByItsPacingItIsNotComplete) {
  Recorder facts;
  int budget = 1000;
  EXPECT_FALSE(run_replication(two_weeks(), 1, 0, facts, [&](SimTime) { return budget-- > 0; }));
  EXPECT_TRUE(facts.all<RunEnded>().empty());
}

struct Talks {
  std::map<ContactId, SimTime> first_arrival;
  std::map<std::pair<ContactId, std::uint32_t>, Duration> talk;  ///< by contact and attempt
};

Talks talks_of(const Recorder& run) {
  Talks talks;
  std::map<ContactId, std::uint32_t> attempt;
  for (const Fact& fact : run.facts) {
    if (const auto* arrived = std::get_if<ContactArrived>(&fact)) {
      attempt[arrived->contact] = arrived->attempt;
      talks.first_arrival.emplace(arrived->contact, arrived->at);
    } else if (const auto* ended = std::get_if<ContactEnded>(&fact)) {
      talks.talk[{ended->contact, attempt[ended->contact]}] = ended->talk;
    }
  }
  return talks;
}

TEST(Run, TwoPoliciesAndStaffingsMeetTheSameContactsWithTheSameTalkTimes) {
  Scenario s = two_weeks();
  const Recorder fifo = record(s, 9);
  s.contact_policy = Selection(EarliestDue{});
  s.groups[0].shifts.pop_back();
  const Recorder other = record(s, 9);
  ASSERT_NE(test::first_difference(fifo.facts, other.facts), "");
  const Talks a = talks_of(fifo);
  const Talks b = talks_of(other);
  EXPECT_EQ(a.first_arrival, b.first_arrival);
  int compared = 0;
  for (const auto& [key, talk] : a.talk) {
    const auto same = b.talk.find(key);
    if (same != b.talk.end()) {
      EXPECT_EQ(same->second, talk);
      ++compared;
    }
  }
  EXPECT_GT(compared, 1000);
}

}  // namespace
}  // namespace hotline::sim
