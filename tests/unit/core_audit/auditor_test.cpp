#include "core/audit/auditor.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/audit/describe.hpp"
#include "core/audit/station.hpp"
#include "tests/support/recorder.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::audit {
namespace {

constexpr ContactId kFirst{1};
constexpr ContactId kOther{2};
constexpr ChannelId kPhone{0};

SimTime after(int seconds) {
  return test::monday() + seconds * kSecond;
}

std::string violation_of(const std::vector<Fact>& facts, const Knowledge& knowledge = {}) {
  Auditor auditor(knowledge);
  for (const Fact& fact : facts) {
    auditor(fact);
  }
  auditor.finish();
  return auditor.violation() ? to_string(*auditor.violation()) : "";
}

/// One contact arrives, cannot be helped at once, and gives up after a minute.
std::vector<Fact> one_abandoned() {
  RunStarted start;
  start.at = test::monday();
  return {start, ContactArrived{after(10), kFirst, kPhone, CategoryId{0}, DistrictId{0}},
          ContactQueued{after(10), kFirst, kPhone},
          ContactAbandoned{after(70), kFirst, kPhone, after(10), kMinute}, RunEnded{after(100)}};
}

TEST(Auditor, FindsNothingInARunOfTheSmallHotline) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const test::Recorder run = test::record(test::small_hotline(), seed);
    ASSERT_GT(run.facts.size(), 1000U);
    EXPECT_EQ(violation_of(run.facts), "");
  }
}

TEST(Auditor, SaysWhichFactCannotBeAndWhatCould) {
  std::vector<Fact> facts = one_abandoned();
  ASSERT_EQ(violation_of(facts), "");
  std::get<ContactAbandoned>(facts[3]).waited -= Duration{1};
  EXPECT_EQ(violation_of(facts),
            "fact 4 of replication 0: found ContactAbandoned at 2025-01-06T00:01:10, contact 1, "
            "channel 0, arrived 2025-01-06T00:00:10, waited 59 s + 999999 us; expected waited = "
            "60 s");
}

TEST(Auditor, LooksNoFurtherThanToTheFirstViolation) {
  std::vector<Fact> facts = one_abandoned();
  facts.insert(facts.begin() + 1, ContactBlocked{after(5), kOther, kPhone});
  facts.erase(facts.begin() + 2);
  EXPECT_EQ(violation_of(facts).substr(0, 43), "fact 2 of replication 0: found ContactBlock");
}

TEST(Auditor, OfEachRunStartsAfresh) {
  std::vector<Fact> facts = one_abandoned();
  const std::vector<Fact> second = facts;
  facts.insert(facts.end(), second.begin(), second.end());
  EXPECT_EQ(violation_of(facts), "") << "the same contact in another replication";
  facts.pop_back();
  EXPECT_NE(violation_of(facts).find("expected RunEnded"), std::string::npos);
  facts.insert(facts.begin() + 4, RunEnded{after(101)});
  EXPECT_NE(violation_of(facts).find("expected RunStarted"), std::string::npos);
}

TEST(Auditor, TimeNeverGoesBackButInAnExport) {
  std::vector<Fact> facts = one_abandoned();
  const auto again = [](Fact fact) {
    std::visit(
        [](auto& f) {
          if constexpr (requires { f.contact; }) {
            f.contact = kOther;
          }
        },
        fact);
    return fact;
  };
  for (const std::size_t i : {1U, 2U, 3U}) {
    facts.insert(facts.end() - 1, again(facts[i]));
  }
  EXPECT_NE(violation_of(facts).find("no time before that of the fact before, 2025-01-06T00:01:10"),
            std::string::npos);
  std::get<RunStarted>(facts[0]).source = SourceKind::kReplayed;
  EXPECT_EQ(violation_of(facts), "");
}

TEST(Auditor, WhoIsBlockedFindsAllLinesHeldAndNobodyElseIs) {
  std::vector<Fact> facts = one_abandoned();
  facts.insert(facts.begin() + 3,
               {ContactArrived{after(20), kOther, kPhone, CategoryId{0}, DistrictId{0}},
                ContactBlocked{after(20), kOther, kPhone}});
  const auto with = [&](std::int64_t lines) {
    return violation_of(facts, Knowledge{{LineLimit{{kPhone}, lines}}, false});
  };
  EXPECT_EQ(violation_of(facts), "") << "nothing is known of lines";
  EXPECT_EQ(with(1), "");
  EXPECT_NE(with(2).find("all 2 lines to be held, not 1"), std::string::npos);
  EXPECT_NE(with(0).find("at most 0 lines to be held, not 1"), std::string::npos);
}

TEST(Auditor, WhereTheRunDrainsNobodyIsLeft) {
  std::vector<Fact> facts = one_abandoned();
  facts.erase(facts.begin() + 3);
  EXPECT_EQ(violation_of(facts), "");
  EXPECT_NE(violation_of(facts, Knowledge{{}, true}).find("1 more contacts to leave"),
            std::string::npos);
}

TEST(Auditor, NobodyAnswersWhoIsNotOnDutyAndFree) {
  std::vector<Fact> facts = one_abandoned();
  facts[3] = ContactAnswered{after(70), kFirst, kPhone, GroupId{0}, after(10), kMinute, true};
  EXPECT_EQ(violation_of(facts), "") << "nobody said how many are on duty";
  facts.insert(facts.begin() + 1, StaffingChanged{after(0), GroupId{0}, 0, 0});
  EXPECT_NE(violation_of(facts).find("free agents of 0, of whom 0 are on duty and 0 busy"),
            std::string::npos);
  facts[1] = StaffingChanged{after(0), GroupId{0}, 1, 1};
  EXPECT_EQ(violation_of(facts), "");
}

TEST(Station, HoldsLittlesLawToTheMicrosecond) {
  Station station;
  station.enter(after(10));
  station.enter(after(20));
  station.leave(after(50), 40 * kSecond);
  Remaining rest;
  rest.add(after(20));
  EXPECT_TRUE(station.balances(after(60), rest.count, rest.entered_us));
  EXPECT_FALSE(station.balances(after(60), 0, 0)) << "somebody is still there";
  EXPECT_FALSE(station.balances(after(60), rest.count, rest.entered_us + 1));
  station.leave(after(60), 40 * kSecond + Duration{1});
  EXPECT_FALSE(station.balances(after(60), 0, 0)) << "a microsecond too much was told";
}

TEST(Describe, SaysEveryFieldInWords) {
  EXPECT_EQ(describe(TicketClosed{after(0), TicketId{7}, kUnknownAgency, CategoryId{1},
                                  DistrictId{2}, after(-5), Closure::kDuplicate}),
            "TicketClosed at 2025-01-06T00:00:00, ticket 7, agency unknown, category 1, district "
            "2, opened 2025-01-05T23:59:55, how 4");
  EXPECT_EQ(describe(WorkEnded{after(0), TicketId{7}, AgencyId{0}, Duration{1}, true}),
            "WorkEnded at 2025-01-06T00:00:00, ticket 7, agency 0, worked 0 s + 1 us, interrupted "
            "yes, travelled 0 s, beside no");
}

}  // namespace
}  // namespace hotline::audit
