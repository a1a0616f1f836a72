// Due times, pauses, more time and escalation, worked by hand.
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

/// Friday 2024-03-01 16:00, and an office that is open on working days from 9 to 17.
Scenario friday_afternoon() {
  Scenario s = quick_office();
  s.start = *parse_time("2024-03-01T16:00:00");
  s.calendars.push_back(test::office_hours(9, 17));
  s.calendar_names.emplace_back("office");
  s.categories[0].clock = 1;
  s.categories[0].resolution_target = 8 * kHour;
  return s;
}

SimTime time(const char* text) {
  return *parse_time(text);
}

// Eight business hours from Friday 16:00 end on Monday 16:00; two hours of pause in them, on
// Tuesday 10:00 (asked for in osTicket #1168, frappe/helpdesk #1554, GLPI #15605).
TEST(TicketClocks, APauseMovesTheDueTimeByTheOpenTimeThatItTook) {
  Scenario s = friday_afternoon();
  s.agencies[0].sign = constant(0);
  s.agencies[0].lead = constant(66 * 3600);  // to Monday 10:00
  s.agencies[0].pauses = {{1, PauseRow::When::kBeforeWork, 1, constant(7200), {}}};
  Office office(s);
  office.report(1);
  office.run(10 * kDay);
  EXPECT_EQ(office.all<TicketOpened>().at(0).resolution_due, time("2024-03-04T16:00:00"));
  EXPECT_EQ(office.all<TicketPaused>().at(0).at, time("2024-03-04T10:00:00"));
  const TicketResumed resumed = office.all<TicketResumed>().at(0);
  EXPECT_EQ(resumed.at, time("2024-03-04T12:00:00"));
  EXPECT_EQ(resumed.paused, 2 * kHour);
  EXPECT_EQ(resumed.reason, PauseReason::kCitizen);
  EXPECT_EQ(resumed.resolution_due, time("2024-03-05T10:00:00"));
  EXPECT_EQ(office.all<TicketResolved>().at(0).resolution_due, resumed.resolution_due);
  EXPECT_TRUE(office.all<TicketOverdue>().empty());
}

TEST(TicketClocks, APauseOverNightTakesOnlyTheHoursInWhichTheOfficeIsOpen) {
  Scenario s = friday_afternoon();
  s.agencies[0].sign = constant(0);
  s.agencies[0].lead = constant(1800);  // to Friday 16:30
  s.agencies[0].pauses = {{2, PauseRow::When::kBeforeWork, 1, constant(3 * 86400 - 6 * 3600), {}}};
  Office office(s);
  office.report(1);
  office.run(10 * kDay);
  const TicketResumed resumed = office.all<TicketResumed>().at(0);
  EXPECT_EQ(resumed.at, time("2024-03-04T10:30:00"));  // half an hour and one and a half are open
  EXPECT_EQ(resumed.resolution_due, time("2024-03-05T10:00:00"));
}

TEST(TicketClocks, WorkingDaysEndWithTheOfficeHoursOfTheirLastDay) {
  Scenario s = friday_afternoon();
  s.calendars[1] = *Calendar::create({{Duration{9 * kHour}, 17 * kHour},
                                      {kDay + 9 * kHour, kDay + 12 * kHour},
                                      {kDay + 13 * kHour, kDay + 16 * kHour},
                                      {4 * kDay + 9 * kHour, 4 * kDay + 17 * kHour}},
                                     {day_number(time("2024-03-04"))});
  s.categories[0].resolution_target->working_days = 1;
  Office first(s);
  first.report(1);
  EXPECT_EQ(first.all<TicketOpened>().at(0).resolution_due, time("2024-03-05T16:00:00"));
  s.categories[0].resolution_target->working_days = 3;
  Office third(s);
  third.report(1);
  EXPECT_EQ(third.all<TicketOpened>().at(0).resolution_due, time("2024-03-11T17:00:00"));
}

TEST(TicketClocks, StartWhenTheScenarioSaysSo) {
  Scenario s = quick_office();
  s.triage.human_delay = constant(600);
  s.categories[0].response_target = kHour;
  s.categories[0].resolution_target = 3 * kHour;
  s.categories[0].response_from = ClockStart::kDispatched;
  s.categories[0].resolution_from = ClockStart::kSigned;
  Office office(s);
  office.report(1, {{}, {}, {}, {}, true});
  office.run(kDay);
  EXPECT_EQ(office.all<TicketOpened>().at(0).response_due, kNever);
  EXPECT_EQ(office.all<TicketOpened>().at(0).resolution_due, kNever);
  EXPECT_EQ(office.all<TicketSigned>().at(0).response_due, s.start + 70 * kMinute);
  EXPECT_EQ(office.all<TicketResolved>().at(0).resolution_due, s.start + 250 * kMinute);
  EXPECT_TRUE(office.all<TicketOverdue>().empty());  // each done in the instant it is due
  s.categories[0].resolution_from = ClockStart::kDispatched;
  Office sooner(s);
  sooner.report(1, {{}, {}, {}, {}, true});
  sooner.run(kDay);
  EXPECT_EQ(sooner.all<TicketOverdue>().at(0).at, s.start + 190 * kMinute);
}

TEST(TicketClocks, UntilSomebodySignsTheClockDoesNotStart) {
  Scenario s = quick_office();
  s.categories[0].resolution_target = 10 * kHour;
  s.categories[0].resolution_from = ClockStart::kSigned;
  s.agencies[0].refuse_probability = 1;
  s.triage.max_returns = 3;
  Office office(s);
  office.report(1);
  office.run(kDay);
  EXPECT_EQ(office.all<TicketReturned>().size(), 3U);
  EXPECT_EQ(office.all<TicketResolved>().at(0).resolution_due, s.start + 14 * kHour);
}

TEST(TicketClocks, EachPriorityHasItsTargets) {
  Scenario s = quick_office();
  s.categories[0].response_target = 4 * kHour;
  s.categories[0].priorities = {{0, 5, {}, {}}, {1, 2, {}, Target(24 * kHour)}};
  Office office(s);
  office.report(1);
  EXPECT_EQ(office.all<TicketOpened>().at(0).response_due, s.start + 4 * kHour);
  EXPECT_EQ(office.all<TicketOpened>().at(0).resolution_due, s.start + 24 * kHour);
}

TEST(TicketPauses, FollowEachOtherAndNeverOverlap) {
  Scenario s = quick_office();
  s.categories[0].resolution_target = 5 * kHour;
  s.agencies[0].pauses = {{1, PauseRow::When::kBeforeWork, 1, constant(600), {}},
                          {4, PauseRow::When::kBeforeWork, 0, constant(600), {}},
                          {3, PauseRow::When::kBeforeWork, 1, constant(1200), {}}};
  Office office(s);
  office.report(1);
  office.run(kDay);
  EXPECT_EQ(office.story(),
            (Story{"0 opened 1", "0 class 0 1", "0 to 0 1", "60 signed by 0 1", "180 paused 1 1",
                   "190 goes on 1", "190 paused 3 1", "210 goes on 1", "210 begun 1", "270 done 1",
                   "270 resolved 1", "270 archived 1"}));
  EXPECT_EQ(office.all<TicketResolved>().at(0).resolution_due, s.start + 330 * kMinute);
}

TEST(TicketPauses, DuringTheWorkTheCrewIsFreeAndTheRestIsDoneAfterwards) {
  Scenario s = quick_office();
  s.categories[0].resolution_target = 5 * kHour;
  s.agencies[0].pauses = {{2, PauseRow::When::kDuringWork, 1, constant(7200), {}}};
  Office office(s);
  office.report(1);
  office.run(kDay);
  const auto ended = office.all<WorkEnded>();
  ASSERT_EQ(ended.size(), 2U);
  EXPECT_TRUE(ended[0].interrupted);
  EXPECT_EQ(ended[0].worked + ended[1].worked, kHour);
  EXPECT_GT(ended[0].worked, Duration{0});
  EXPECT_EQ(office.all<TicketPaused>().at(0).at, ended[0].at);
  EXPECT_EQ(office.all<TicketResumed>().at(0).at, ended[0].at + 2 * kHour);
  EXPECT_TRUE(office.all<WorkStarted>().at(1).resumed);
  EXPECT_EQ(office.all<TicketResolved>().at(0).at, s.start + 6 * kHour);
  EXPECT_EQ(office.all<TicketResolved>().at(0).resolution_due, s.start + 7 * kHour);
}

TEST(TicketPauses, DoNotMoveADueTimeThatHasPassed) {
  Scenario s = quick_office();
  s.categories[0].resolution_target = 2 * kHour;
  s.agencies[0].pauses = {{1, PauseRow::When::kBeforeWork, 1, constant(7200), {}}};
  Office office(s);
  office.report(1);
  office.run(kDay);
  EXPECT_EQ(office.all<TicketOverdue>().size(), 1U);
  EXPECT_EQ(office.all<TicketResumed>().at(0).resolution_due, s.start + 2 * kHour);
}

TEST(TicketPauses, OfOtherCategoriesAreNotMeant) {
  Scenario s = quick_office();
  test::add_second(s);
  s.agencies[0].pauses = {{1, PauseRow::When::kBeforeWork, 1, constant(600), {CategoryId{1}}}};
  Office office(s);
  office.report(1);
  office.run(kDay);
  EXPECT_TRUE(office.all<TicketPaused>().empty());
}

TEST(Extensions, AreAskedForBeforeTheDueTimeAndMoveIt) {
  Scenario s = quick_office();
  s.agencies[0].lead = constant(20 * 3600);
  s.categories[0].resolution_target = 10 * kHour;
  s.agencies[0].extension = Extension{1, 2 * kHour, 1, Target(3 * kHour), 2};
  Office office(s);
  office.report(1);
  office.run(2 * kDay);
  const auto extended = office.all<TicketExtended>();
  ASSERT_EQ(extended.size(), 2U);
  EXPECT_EQ(extended[0].at, s.start + 8 * kHour);
  EXPECT_EQ(extended[0].resolution_due, s.start + 13 * kHour);
  EXPECT_EQ(extended[1].at, s.start + 11 * kHour);
  EXPECT_EQ(office.all<TicketOverdue>().at(0).at, s.start + 16 * kHour);
}

TEST(Extensions, ThatAreNotGrantedChangeNothingAndAreNotAskedForAgain) {
  Scenario s = quick_office();
  s.agencies[0].lead = constant(20 * 3600);
  s.categories[0].resolution_target = 10 * kHour;
  s.agencies[0].extension = Extension{1, 20 * kHour, 0, Target(3 * kHour), 5};
  Office office(s);
  office.report(1);
  office.run(2 * kDay);
  const auto asked = office.all<TicketExtended>();
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_FALSE(asked[0].granted);
  EXPECT_EQ(asked[0].at, s.start + kHour) << "shorter before it is due: as soon as it has signed";
  EXPECT_EQ(office.all<TicketOverdue>().at(0).at, s.start + 10 * kHour);
}

TEST(Escalation, GoesLevelByLevelBeforeAndAfterTheDueTime) {
  Scenario s = quick_office();
  s.agencies[0].lead = constant(40 * 3600);
  s.categories[0].resolution_target = 10 * kHour;
  s.escalations = {{false, {}, Target(5 * kHour), {}, 0},
                   {true, 2 * kHour, {}, {}, 0},
                   {true, 20 * kHour, {}, {}, 0},
                   {false, {}, Target(kHour), {CategoryId{7}}, 0}};
  Office office(s);
  office.report(1);
  office.run(20 * kHour);
  EXPECT_EQ(office.story(), (Story{"0 opened 1", "0 class 0 1", "0 to 0 1", "60 signed by 0 1",
                                   "480 level 1 before due 1", "600 overdue 1", "900 level 2 1"}));
}

TEST(Escalation, MovesWithTheDueTimeWhenTheClockStandsStill) {
  Scenario s = quick_office();
  s.categories[0].resolution_target = 6 * kHour;
  s.escalations = {{true, 2 * kHour, {}, {}, 0}};  // after four hours
  s.agencies[0].pauses = {{3, PauseRow::When::kBeforeWork, 1, constant(10 * 3600), {}}};
  s.agencies[0].work = constant(20 * 3600);
  Office office(s);
  office.report(1);
  office.run(2 * kDay);
  EXPECT_EQ(office.all<TicketEscalated>().at(0).at, s.start + 14 * kHour);
  EXPECT_EQ(office.all<TicketOverdue>().at(0).at, s.start + 16 * kHour);
}

TEST(Escalation, RaisesATicketInTheWorkList) {
  Scenario s = quick_office();
  s.ticket_policy = Selection(StaticPriority{});
  test::add_second(s);
  s.categories[0].priority = 4;
  s.categories[1].priority = 5;
  s.categories[1].agency = AgencyId{0};
  s.categories[1].resolution_target = 5 * kHour;
  s.agencies[0].work = constant(4 * 3600);
  s.escalations = {{true, kHour, {}, {}, 2}};
  Office office(s);
  office.report(1);
  office.report(2);
  office.report(3, {{}, {}, CategoryId{1}, {}});
  office.run(15 * kHour);
  const auto begun = office.all<WorkStarted>();
  ASSERT_EQ(begun.size(), 3U);
  EXPECT_EQ(begun[1].ticket, TicketId{3}) << "after four hours it has priority 3";
  EXPECT_EQ(begun[2].ticket, TicketId{2});
}

TEST(Escalation, FollowsASignatureThatDoesNotCome) {
  Scenario s = quick_office();
  s.agencies[0].sign_within = 30 * kMinute;
  Office office(s);
  office.report(1);
  office.run(2 * kHour);
  const auto escalated = office.all<TicketEscalated>();
  ASSERT_EQ(escalated.size(), 1U);
  EXPECT_EQ(escalated[0].at, s.start + 30 * kMinute);
  s.agencies[0].sign_within = 60 * kMinute;
  Office in_time(s);
  in_time.report(1);
  in_time.run(2 * kHour);
  EXPECT_TRUE(in_time.all<TicketEscalated>().empty()) << "signed in the instant it was due";
}

}  // namespace
}  // namespace hotline::sim
