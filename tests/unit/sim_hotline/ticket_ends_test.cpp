// Duplicates, waiting citizens, and how tickets end: worked by hand.
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/sim_hotline/office.hpp"

namespace hotline::sim {
namespace {

using test::constant;
using test::Office;
using test::quick_office;
using Story = std::vector<std::string>;

TicketRequest about(std::uint32_t incident, bool by_agent = true) {
  return {{}, {}, {}, {}, by_agent, incident};
}

TEST(Duplicates, AReportOfAKnownIncidentJoinsItsTicketWhileThatIsOpen) {
  Scenario s = quick_office();
  s.duplicates = Duplicates{};
  Office office(s);
  office.report(1, about(7));
  office.report(2, about(8));
  office.run(2 * kHour);
  office.report(3, about(7));
  office.report(4, about(0));
  office.run(kDay);
  office.report(5, about(7));  // once more, after it was resolved
  const auto merged = office.all<TicketMerged>();
  ASSERT_EQ(merged.size(), 1U);
  EXPECT_EQ(merged[0].ticket, TicketId{1});
  EXPECT_EQ(merged[0].contact, ContactId{3});
  EXPECT_EQ(office.all<TicketOpened>().size(), 4U);
}

TEST(Duplicates, WithoutKnownIncidentsTheNewestOpenTicketOfItsKindIsMeant) {
  Scenario s = quick_office();
  test::add_second(s);
  s.districts = {{"east", 0.5}, {"west", 0.5}};
  s.duplicates = Duplicates{};
  s.categories[0].duplicate_probability = 1;
  Office office(s);
  office.report(1, {{}, {}, CategoryId{0}, DistrictId{0}, true});
  office.report(2, {{}, {}, CategoryId{0}, DistrictId{1}, true});
  office.report(3, {{}, {}, CategoryId{1}, DistrictId{0}, true});
  office.report(4, {{}, {}, CategoryId{0}, DistrictId{1}, true});
  office.report(5, {{}, {}, CategoryId{1}, DistrictId{0}, true});
  const auto merged = office.all<TicketMerged>();
  ASSERT_EQ(merged.size(), 1U);
  EXPECT_EQ(merged[0].ticket, TicketId{2});
}

TEST(Duplicates, ThatNobodyNoticesBecomeTicketsWhichTheAgencyMayFind) {
  Scenario s = quick_office();
  s.duplicates = Duplicates{};
  s.duplicates->detected_by_machine = 0;
  s.duplicates->found_on_signing = 1;
  Office office(s);
  office.report(1, about(7, false));
  office.report(2, about(7, false));
  office.run(kDay);
  EXPECT_EQ(office.story(),
            (Story{"0 opened 1", "0 opened 2", "0 class 0 1", "0 to 0 1", "0 class 0 2", "0 to 0 2",
                   "60 signed by 0 1", "60 signed by 0 2", "60 a duplicate 2", "180 begun 1",
                   "240 done 1", "240 resolved 1", "240 archived 1"}));
  EXPECT_EQ(office.tickets(), 0U);
}

TEST(Duplicates, WhoIsMergedByMistakeTurnsUpAgainAndIsServed) {
  Scenario s = quick_office();
  s.duplicates = Duplicates{};
  s.duplicates->false_merge = 1;
  s.duplicates->recall = constant(5 * 3600);
  s.categories[0].ticket_probability = 0;  // but what he comes for must be done
  Office office(s);
  office.report(1, {{}, ChannelId{1}, {}, {}});
  office.report(2, {{}, ChannelId{1}, {}, {}});
  EXPECT_EQ(office.all<TicketMerged>().at(0).ticket, TicketId{1});
  office.run(kDay);
  const auto opened = office.all<TicketOpened>();
  ASSERT_EQ(opened.size(), 2U);
  EXPECT_EQ(opened[1].at, s.start + 5 * kHour);
  EXPECT_EQ(office.all<ContactArrived>().size(), 1U);
  EXPECT_EQ(office.all<ContactEnded>().at(0).outcome, ContactOutcome::kTicketOpened);
  EXPECT_EQ(office.all<TicketClosed>().size(), 2U);
}

TEST(Duplicates, ARepeatMayEscalate) {
  Scenario s = quick_office();
  s.duplicates = Duplicates{};
  s.duplicates->escalate = 1;
  Office office(s);
  office.report(1, about(7));
  office.report(2, about(7));
  office.report(3, about(7));
  EXPECT_EQ(office.story(), (Story{"0 opened 1", "0 merged 1", "0 level 1 before due 1",
                                   "0 merged 1", "0 level 2 before due 1"}));
}

TEST(Chasing, AWaitingCitizenCallsAndIsHeardUntilItIsDone) {
  Scenario s = quick_office();
  s.chasing = Chasing{false, constant(1800), constant(3600), 10, {}, 0, 0};
  Office office(s);
  office.report(1);
  office.run(kDay);
  const auto calls = office.all<ContactArrived>();
  ASSERT_EQ(calls.size(), 4U) << "after 30, 90, 150 and 210 minutes";
  EXPECT_EQ(calls[0].at, s.start + 30 * kMinute);
  EXPECT_TRUE(calls[0].chasing);
  EXPECT_EQ(calls[3].at, s.start + 210 * kMinute);
  const auto ended = office.all<ContactEnded>();
  EXPECT_EQ(ended.at(0).outcome, ContactOutcome::kInformed);
  EXPECT_TRUE(ended.at(0).answered_by_agent);
  const auto chased = office.all<TicketChased>();
  ASSERT_EQ(chased.size(), 4U);
  EXPECT_EQ(chased[3].at, s.start + 220 * kMinute) << "at the end of a talk of ten minutes";
  EXPECT_EQ(chased[3].times, 4U);
}

TEST(Chasing, WhoIsHeardAfterItWasResolvedChangesNothing) {
  Scenario s = quick_office();
  s.chasing = Chasing{false, constant(235 * 60), constant(3600), 10, {}, 1, 0};
  Office office(s);
  office.report(1);
  office.run(kDay);
  EXPECT_EQ(office.all<ContactEnded>().size(), 1U);  // from 235 to 245; resolved at 240
  EXPECT_TRUE(office.all<TicketChased>().empty());
}

TEST(Chasing, FromTheDueTimeOnAsOftenAsAllowedByTheChannelStated) {
  Scenario s = quick_office();
  s.agencies[0].lead = constant(40 * 3600);
  s.categories[0].resolution_target = 10 * kHour;
  s.chasing = Chasing{true, constant(3600), constant(7200), 2, {{1, 1.0}}, 1, 0};
  Office office(s);
  office.report(1);
  office.run(30 * kHour);
  EXPECT_EQ(office.story(),
            (Story{"0 opened 1", "0 class 0 1", "0 to 0 1", "60 signed by 0 1", "600 overdue 1",
                   "660 chased 1 1", "660 level 1 1", "780 chased 2 1", "780 level 2 1"}));
  EXPECT_EQ(office.all<ContactArrived>().at(0).channel, ChannelId{1});
}

TEST(Withdrawal, EndsATicketWhereverItIsAndCallsTheCrewOff) {
  Scenario s = quick_office();
  s.categories[0].response_target = 2 * kHour;
  for (const int minutes : {30, 100, 200}) {
    s.categories[0].withdrawal = Withdrawal{1, constant(minutes * 60)};
    Office office(s);
    office.report(1);
    office.run(kDay);
    EXPECT_EQ(office.all<TicketWithdrawn>().at(0).at, s.start + minutes * kMinute);
    EXPECT_EQ(office.all<TicketClosed>().at(0).how, Closure::kWithdrawn);
    EXPECT_EQ(office.all<TicketSigned>().size(), minutes > 60 ? 1U : 0U);
    EXPECT_EQ(office.all<WorkEnded>().size(), minutes == 200 ? 1U : 0U);
    EXPECT_TRUE(office.all<TicketOverdue>().empty());
    EXPECT_TRUE(office.all<TicketResolved>().empty());
    EXPECT_EQ(office.tickets(), 0U);
  }
}

TEST(Withdrawal, AfterTheResolutionIsTooLate) {
  Scenario s = quick_office();
  s.categories[0].withdrawal = Withdrawal{1, constant(241 * 60)};
  s.survey = {1, 1, constant(86400), 1, 0, 0, 0};
  Office office(s);
  office.report(1);
  office.run(3 * kDay);
  EXPECT_TRUE(office.all<TicketWithdrawn>().empty());
  EXPECT_EQ(office.all<TicketClosed>().at(0).how, Closure::kArchived);
}

TEST(Unfixable, IsDeclaredAfterTheWorkAndArchivedAsSuch) {
  Scenario s = quick_office();
  s.agencies[0].unfixable_probability = 1;
  s.survey = {1, 1, constant(600), 1, 0.5, 0, 0};
  Office office(s);
  office.report(1);
  office.run(kDay);
  const TicketResolved resolved = office.all<TicketResolved>().at(0);
  EXPECT_TRUE(resolved.unfixable);
  EXPECT_EQ(resolved.at, s.start + 4 * kHour);
  EXPECT_FALSE(office.all<TicketSurveyed>().at(0).fixed);
  EXPECT_EQ(office.all<TicketClosed>().at(0).how, Closure::kUnfixable);
}

TEST(EarlyClosure, InsteadOfTheWorkIsClosedOnTimeAndNotFixed) {
  Scenario s = quick_office();
  s.categories[0].resolution_target = 3 * kHour;
  s.agencies[0].early_closure = EarlyClosure{1, {}};
  s.survey = {1, 1, constant(600), 1, 0, 1, 1};
  Office office(s);
  office.report(1);
  office.run(kDay);
  EXPECT_EQ(office.story(), (Story{"0 opened 1", "0 class 0 1", "0 to 0 1", "60 signed by 0 1",
                                   "180 resolved 1", "190 surveyed, in time 1", "190 reopened 1",
                                   "190 class 0 1", "190 to 0 1", "250 signed by 0 1",
                                   "370 resolved 1", "380 surveyed, in time 1", "380 archived 1"}));
  EXPECT_TRUE(office.all<TicketSurveyed>().at(0).closed_on_time);
}

TEST(EarlyClosure, ShortlyBeforeTheDueTimeUnlessACrewIsThere) {
  Scenario s = quick_office();
  s.categories[0].resolution_target = 4 * kHour - kMinute;
  s.agencies[0].early_closure = EarlyClosure{1, 30 * kMinute};
  Office office(s);
  office.report(1);
  office.report(2);  // still in the work list
  office.run(kDay);
  const auto resolved = office.all<TicketResolved>();
  ASSERT_EQ(resolved.size(), 2U);
  EXPECT_EQ(resolved[0].ticket, TicketId{2});
  EXPECT_EQ(resolved[0].at, s.start + 209 * kMinute);
  EXPECT_EQ(resolved[1].at, s.start + 4 * kHour);
  EXPECT_EQ(office.all<WorkStarted>().size(), 1U);
}

TEST(EarlyClosure, AtTheDueTimeItselfIsStillOnTime) {
  Scenario s = quick_office();
  s.agencies[0].lead = constant(40 * 3600);
  s.categories[0].resolution_target = 4 * kHour;
  s.agencies[0].early_closure = EarlyClosure{1, Duration{0}};
  Office office(s);
  office.report(1);
  office.run(kDay);
  EXPECT_EQ(office.all<TicketResolved>().at(0).at, s.start + 4 * kHour);
  EXPECT_TRUE(office.all<TicketOverdue>().empty());
}

TEST(Survey, CitizensMayBeKindOrUnkindAndWhoIsNotSatisfiedMayHaveItDoneAgain) {
  Scenario s = quick_office();
  s.survey = {1, 1, constant(600), 0, 0, 0, 1};
  s.survey.says_fixed_if_fixed = 1;
  s.survey.contacted_if_on_time = 0;
  s.survey.reopen_if_dissatisfied = 1;
  Office strict(s);
  strict.report(1);
  strict.run(kDay);
  EXPECT_FALSE(strict.all<TicketSurveyed>().at(0).responded);
  EXPECT_TRUE(strict.all<TicketSurveyed>().at(0).fixed);
  EXPECT_EQ(strict.all<TicketReopened>().size(), 1U);

  s.agencies[0].fix_probability = 0;
  s.survey.says_fixed_if_unfixed = 1;
  s.survey.satisfied_if_unfixed = 1;
  s.survey.reopen_if_unfixed = 1;
  Office kind(s);
  kind.report(1);
  kind.run(kDay);
  EXPECT_TRUE(kind.all<TicketSurveyed>().at(0).fixed);
  EXPECT_TRUE(kind.all<TicketReopened>().empty());

  s.survey.answer_if_unfixed = 0;
  Office silent(s);
  silent.report(1);
  silent.run(kDay);
  EXPECT_FALSE(silent.all<TicketSurveyed>().at(0).answered);
}

TEST(Survey, TheResponseRateAsksForTheFirstSignatureInTime) {
  Scenario s = quick_office();
  s.categories[0].response_target = 30 * kMinute;
  s.survey = {1, 1, constant(600), 1, 0, 0, 0};
  Office office(s);
  office.report(1);
  office.run(kDay);
  EXPECT_FALSE(office.all<TicketSurveyed>().at(0).responded);
  s.survey.contacted_if_late = 1;
  Office kind(s);
  kind.report(1);
  kind.run(kDay);
  EXPECT_TRUE(kind.all<TicketSurveyed>().at(0).responded);
}

/// How often it happens to 20 000 tickets; outside 5 standard deviations once in a million by
/// chance.
void expect_share(std::size_t found, std::size_t of, double p) {
  const auto n = static_cast<double>(of);
  EXPECT_NEAR(static_cast<double>(found), n * p, 5 * std::sqrt(n * p * (1 - p)));
}

TEST(Shares, OfWhatMayHappenAreThoseOfTheScenario) {
  Scenario s = quick_office();
  s.agencies[0].crews = 100'000;
  s.categories[0].resolution_target = 5 * kHour;
  s.categories[0].priorities = {{0.2, 1, {}, {}}, {0.8, 2, {}, Target(7 * kHour)}};
  s.categories[0].withdrawal = Withdrawal{0.05, constant(1800)};
  s.agencies[0].unfixable_probability = 0.3;
  s.agencies[0].return_probability = 0.1;
  s.triage.max_returns = 100;
  s.agencies[0].pauses = {{1, PauseRow::When::kBeforeWork, 0.25, constant(60), {}}};
  constexpr std::size_t kTickets = 20'000;
  Office office(s);
  for (std::uint64_t ticket = 1; ticket <= kTickets; ++ticket) {
    office.report(ticket);
  }
  office.run(10 * kDay);
  std::size_t soon = 0;
  for (const TicketOpened& f : office.all<TicketOpened>()) {
    soon += f.resolution_due == s.start + 5 * kHour ? 1U : 0U;
  }
  std::size_t unfixable = 0;
  const auto resolved = office.all<TicketResolved>();
  for (const TicketResolved& f : resolved) {
    unfixable += f.unfixable ? 1U : 0U;
  }
  const std::size_t visits = office.all<WorkStarted>().size();
  expect_share(soon, kTickets, 0.2);
  expect_share(office.all<TicketWithdrawn>().size(), kTickets, 0.05);
  expect_share(unfixable, resolved.size(), 0.3);
  expect_share(office.all<TicketReturned>().size(), visits, 0.1);
  for (const TicketReturned& f : office.all<TicketReturned>()) {
    EXPECT_EQ(f.reason, ReturnReason::kAfterWork);
  }
  expect_share(office.all<TicketPaused>().size(), visits, 0.25);
  EXPECT_EQ(office.all<TicketClosed>().size(), kTickets);
  EXPECT_EQ(office.tickets(), 0U);
}

}  // namespace
}  // namespace hotline::sim
