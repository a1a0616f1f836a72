// One ticket with constant delays, worked by hand.
#include <array>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/recorder.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

using test::constant;
using test::Recorder;

constexpr Duration kTriage = 10 * kSecond;
constexpr Duration kSign = kHour;
constexpr Duration kLead = 2 * kHour;
constexpr Duration kWork = 30 * kMinute;

class OneTicket : public testing::Test {
 protected:
  /// One form a day is expected, in its first hour; the first seed with exactly one.
  void SetUp() override {
    scenario = test::one_line(1);
    scenario.length = 30 * kDay;
    scenario.channels[0].kind = Channel::Kind::kDirect;
    scenario.channels[0].entry = constant(0);
    scenario.categories[0].ticket_probability = 1;
    Agency& agency = scenario.agencies[0];
    agency.sign = constant(to_seconds(kSign));
    agency.lead = constant(to_seconds(kLead));
    agency.work = constant(to_seconds(kWork));
    scenario.triage.machine_delay = constant(to_seconds(kTriage));
    scenario.triage.human_delay = constant(to_seconds(kTriage));
    scenario.triage.arbitration_delay = constant(7200);
    Demand demand = test::flat_demand(ChannelId{0}, CategoryId{0}, 0.05);
    demand.hour.fill(0);
    demand.hour[0] = 24;
    scenario.demand = {demand};
    for (seed = 1; seed < 10'000; ++seed) {
      const auto opened = test::record(scenario, seed).all<TicketOpened>();
      if (opened.size() == 1 && opened[0].at < scenario.start + 2 * kDay) {
        t = opened[0].at;
        return;
      }
    }
    FAIL() << "no seed with one ticket on the first days";
  }

  [[nodiscard]] Recorder run() const { return test::record(scenario, seed); }

  void survey_everybody() { scenario.survey = {1, 1, constant(to_seconds(kDay)), 1, 0, 1, 2}; }

  /// Another category of another agency, so that a class can be wrong.
  void add_other_agency() {
    scenario.agencies.push_back(scenario.agencies[0]);
    scenario.agencies[1].name = "other";
    scenario.categories.push_back(scenario.categories[0]);
    scenario.categories[1].agency = AgencyId{1};
    // Only its share in the catalogue matters: far too few to open one.
    scenario.demand.push_back(test::flat_demand(ChannelId{0}, CategoryId{1}, 1e-4));
  }

  Scenario scenario;
  std::uint64_t seed = 0;
  SimTime t;  ///< when the ticket is opened
};

TEST_F(OneTicket, GoesFromTriageToResolutionInItsTimes) {
  const Recorder facts = run();
  const TicketClassified classified = facts.all<TicketClassified>().at(0);
  EXPECT_EQ(classified.at, t + kTriage);
  EXPECT_EQ(classified.by, Classifier::kMachine);
  const TicketDispatched dispatched = facts.all<TicketDispatched>().at(0);
  EXPECT_EQ(dispatched.at, t + kTriage);
  EXPECT_EQ(dispatched.round, 1U);
  const TicketSigned signed_for = facts.all<TicketSigned>().at(0);
  EXPECT_EQ(signed_for.at, t + kTriage + kSign);
  EXPECT_EQ(signed_for.dispatched, t + kTriage);
  EXPECT_TRUE(signed_for.first);
  const WorkStarted started = facts.all<WorkStarted>().at(0);
  EXPECT_EQ(started.at, t + kTriage + kSign + kLead);
  EXPECT_EQ(started.waited, Duration{0});
  EXPECT_EQ(facts.all<WorkEnded>().at(0).worked, kWork);
  const TicketResolved resolved = facts.all<TicketResolved>().at(0);
  EXPECT_EQ(resolved.at, t + kTriage + kSign + kLead + kWork);
  EXPECT_EQ(resolved.opened, t);
  EXPECT_TRUE(resolved.first);
  EXPECT_EQ(resolved.resolution_due, kNever);
  EXPECT_TRUE(facts.all<TicketSurveyed>().empty());
}

TEST_F(OneTicket, ItsWorkMayHaveALeadOfItsOwn) {
  scenario.jobs.resize(2);
  scenario.jobs[0].categories = {CategoryId{0}};
  scenario.jobs[0].lead = constant(5 * 3600);
  scenario.jobs[1].factor = 2;  // on the work, not on the lead
  EXPECT_EQ(run().all<WorkStarted>().at(0).at, t + kTriage + kSign + 5 * kHour);
  scenario.jobs[0].agencies = {AgencyId{1}};
  add_other_agency();
  EXPECT_EQ(run().all<WorkStarted>().at(0).at, t + kTriage + kSign + kLead);
}

TEST_F(OneTicket, IsOnTimeWhenItIsResolvedInTheInstantItIsDue) {
  scenario.categories[0].resolution_target = kTriage + kSign + kLead + kWork;
  scenario.categories[0].response_target = kTriage + kSign;
  survey_everybody();
  const Recorder facts = run();
  EXPECT_TRUE(facts.all<TicketOverdue>().empty());
  EXPECT_TRUE(facts.all<TicketSurveyed>().at(0).closed_on_time);
  EXPECT_TRUE(facts.all<TicketSurveyed>().at(0).responded);
}

TEST_F(OneTicket, IsOverdueAtItsDueTimeWhenThatIsAMicrosecondEarlier) {
  scenario.categories[0].resolution_target = kTriage + kSign + kLead + kWork - Duration(1);
  scenario.categories[0].response_target = kTriage + kSign - Duration(1);
  survey_everybody();
  const Recorder facts = run();
  const auto overdue = facts.all<TicketOverdue>();
  ASSERT_EQ(overdue.size(), 2U);
  EXPECT_EQ(overdue[0].clock, TicketClock::kResponse);
  EXPECT_EQ(overdue[0].at, t + kTriage + kSign - Duration(1));
  EXPECT_EQ(overdue[1].clock, TicketClock::kResolution);
  EXPECT_EQ(overdue[1].at, facts.all<TicketResolved>().at(0).at - Duration(1));
  EXPECT_FALSE(facts.all<TicketSurveyed>().at(0).closed_on_time);
  EXPECT_FALSE(facts.all<TicketSurveyed>().at(0).responded);
}

TEST_F(OneTicket, ItsTargetsCountInTheCalendarOfItsCategory) {
  scenario.calendars.push_back(test::office_hours(9, 17));
  scenario.calendar_names.emplace_back("office");
  scenario.categories[0].clock = 1;
  scenario.categories[0].resolution_target = 10 * kHour;
  const TicketOpened opened = run().all<TicketOpened>().at(0);
  // Opened before 01:00 of a working day: eight hours on that day, two on the next.
  EXPECT_EQ(opened.resolution_due, start_of_day(t) + kDay + 11 * kHour);
}

TEST_F(OneTicket, WaitsForTheMorningWhenItsCrewsAreAtHome) {
  scenario.calendars.push_back(test::office_hours(9, 17));
  scenario.agencies[0].calendar = 1;
  const Recorder facts = run();
  const WorkStarted started = facts.all<WorkStarted>().at(0);
  EXPECT_EQ(started.at, start_of_day(t) + 9 * kHour);
  EXPECT_EQ(started.waited, started.at - (t + kTriage + kSign + kLead));
  const auto crews = facts.all<CrewsChanged>();
  ASSERT_GE(crews.size(), 3U);
  EXPECT_EQ(crews[0].on_duty, 0);
  EXPECT_EQ(crews[1].at, scenario.start + 9 * kHour);
  EXPECT_EQ(crews[1].on_duty, 1);
  EXPECT_EQ(crews[2].at, scenario.start + 17 * kHour);
  EXPECT_EQ(crews[2].change, -1);
}

TEST_F(OneTicket, WorkThatHasBegunIsFinishedAfterHours) {
  scenario.calendars.push_back(test::office_hours(0, 4));
  scenario.agencies[0].calendar = 1;
  scenario.agencies[0].work = constant(to_seconds(6 * kHour));
  const Recorder facts = run();
  EXPECT_EQ(facts.all<WorkStarted>().at(0).at, t + kTriage + kSign + kLead);
  EXPECT_EQ(facts.all<WorkEnded>().at(0).at, t + kTriage + kSign + kLead + 6 * kHour);
}

TEST_F(OneTicket, IsRefusedAndReturnedUntilArbitrationAfterMaxReturns) {
  scenario.agencies[0].refuse_probability = 1;
  scenario.triage.max_returns = 2;
  const Recorder facts = run();
  const auto returned = facts.all<TicketReturned>();
  ASSERT_EQ(returned.size(), 2U);
  EXPECT_EQ(returned[0].at, t + kTriage + kSign);
  EXPECT_EQ(returned[0].returns, 1U);
  EXPECT_EQ(returned[1].at, t + 2 * (kTriage + kSign));
  EXPECT_EQ(returned[1].returns, 2U);
  const auto arbitrated = facts.all<TicketArbitrated>();
  ASSERT_EQ(arbitrated.size(), 1U);
  EXPECT_EQ(arbitrated[0].at, returned[1].at + 2 * kHour);
  const auto dispatched = facts.all<TicketDispatched>();
  ASSERT_EQ(dispatched.size(), 3U);
  EXPECT_EQ(dispatched[2].round, 3U);
  EXPECT_EQ(facts.all<TicketSigned>().at(0).at, arbitrated[0].at + kSign);
  EXPECT_EQ(facts.all<TicketClassified>().at(1).by, Classifier::kHuman);
}

TEST_F(OneTicket, WhereNoReturnIsAllowedTheFirstDispatchIsAnArbitration) {
  scenario.agencies[0].refuse_probability = 1;
  scenario.triage.max_returns = 0;
  const Recorder facts = run();
  EXPECT_TRUE(facts.all<TicketReturned>().empty());
  EXPECT_EQ(facts.all<TicketArbitrated>().size(), 1U);
  EXPECT_EQ(facts.all<TicketResolved>().size(), 1U);
}

TEST_F(OneTicket, IsReopenedUpToTheLimitWhileTheCitizenSaysItIsNotFixed) {
  survey_everybody();
  scenario.agencies[0].fix_probability = 0;
  const Recorder facts = run();
  const auto reopened = facts.all<TicketReopened>();
  const auto resolved = facts.all<TicketResolved>();
  ASSERT_EQ(reopened.size(), 2U);
  ASSERT_EQ(resolved.size(), 3U);
  EXPECT_EQ(facts.all<TicketSurveyed>().size(), 3U);
  EXPECT_EQ(reopened[0].at, resolved[0].at + kDay);
  EXPECT_EQ(reopened[0].times, 1U);
  EXPECT_EQ(reopened[1].times, 2U);
  EXPECT_TRUE(resolved[0].first);
  EXPECT_FALSE(resolved[1].first);
  EXPECT_FALSE(facts.all<TicketSigned>().at(1).first);
  EXPECT_EQ(resolved[1].at, reopened[0].at + kTriage + kSign + kLead + kWork);
}

TEST_F(OneTicket, AFixedTicketIsConfirmedAndStaysClosed) {
  survey_everybody();
  const Recorder facts = run();
  const auto surveyed = facts.all<TicketSurveyed>();
  ASSERT_EQ(surveyed.size(), 1U);
  EXPECT_TRUE(surveyed[0].answered);
  EXPECT_TRUE(surveyed[0].fixed);
  EXPECT_TRUE(surveyed[0].satisfied);
  EXPECT_TRUE(facts.all<TicketReopened>().empty());
}

TEST_F(OneTicket, WhoDoesNotTakePartSaysNothingAndReopensNothing) {
  survey_everybody();
  scenario.survey.answer_probability = 0;
  scenario.agencies[0].fix_probability = 0;
  const Recorder facts = run();
  const auto surveyed = facts.all<TicketSurveyed>();
  ASSERT_EQ(surveyed.size(), 1U);
  EXPECT_FALSE(surveyed[0].answered || surveyed[0].responded || surveyed[0].satisfied);
  EXPECT_TRUE(facts.all<TicketReopened>().empty());
}

TEST_F(OneTicket, AWrongClassGoesToAWrongAgencyThatRefusesIt) {
  add_other_agency();
  scenario.triage.machine_accuracy = 0;
  const Recorder facts = run();
  const auto dispatched = facts.all<TicketDispatched>();
  ASSERT_EQ(dispatched.size(), 2U);
  EXPECT_EQ(dispatched[0].agency, AgencyId{1});
  EXPECT_EQ(facts.all<TicketClassified>().at(0).category, CategoryId{1});
  EXPECT_EQ(facts.all<TicketReturned>().at(0).agency, AgencyId{1});
  EXPECT_EQ(dispatched[1].agency, AgencyId{0});
  EXPECT_EQ(facts.all<TicketResolved>().at(0).agency, AgencyId{0});
}

TEST_F(OneTicket, AWrongAgencyThatDoesNotRefuseCannotFixIt) {
  add_other_agency();
  survey_everybody();
  scenario.survey.max_reopenings = 1;
  scenario.triage.machine_accuracy = 0;
  scenario.agencies[1].refuse_wrong_probability = 0;
  const Recorder facts = run();
  const auto resolved = facts.all<TicketResolved>();
  ASSERT_EQ(resolved.size(), 2U);
  EXPECT_EQ(resolved[0].agency, AgencyId{1});
  EXPECT_FALSE(facts.all<TicketSurveyed>().at(0).fixed);
  EXPECT_EQ(resolved[1].agency, AgencyId{0});  // the human gets it right
  EXPECT_TRUE(facts.all<TicketSurveyed>().at(1).fixed);
}

TEST_F(OneTicket, WithOneCategoryOnlyTheClassCannotBeWrong) {
  scenario.triage.machine_accuracy = 0;
  const Recorder facts = run();
  EXPECT_EQ(facts.all<TicketClassified>().at(0).category, CategoryId{0});
  EXPECT_TRUE(facts.all<TicketReturned>().empty());
}

TEST(WorkList, ACrewTakesTheMoreImportantTicketFirstUnderStaticPriority) {
  Scenario s = test::one_line(1);
  s.channels[0].kind = Channel::Kind::kDirect;
  s.channels[0].entry = constant(0);
  s.categories[0].ticket_probability = 1;
  s.categories[0].priority = 2;
  s.categories.push_back(s.categories[0]);
  s.categories[1].priority = 1;
  s.demand = {test::flat_demand(ChannelId{0}, CategoryId{0}, 200),
              test::flat_demand(ChannelId{0}, CategoryId{1}, 100)};
  s.agencies[0].work = constant(300);
  s.ticket_policy = Selection(StaticPriority{});
  const Recorder facts = test::record(s);
  // Without delays a ticket joins the work list when it is opened. At each start of work, no more
  // important ticket may be waiting.
  std::array<int, 2> waiting{};
  int overtaken = 0;
  for (const Fact& fact : facts.facts) {
    if (const auto* opened = std::get_if<TicketOpened>(&fact)) {
      ++waiting.at(opened->category.index());
    } else if (const auto* started = std::get_if<WorkStarted>(&fact)) {
      const std::size_t category = started->ticket.value >> 40U;  // the source: one a category
      EXPECT_TRUE(category == 1 || waiting[1] == 0) << to_string(started->at);
      overtaken += category == 1 && waiting[0] > 0 ? 1 : 0;
      --waiting.at(category);
    }
  }
  EXPECT_GT(overtaken, 10);
}

}  // namespace
}  // namespace hotline::sim
