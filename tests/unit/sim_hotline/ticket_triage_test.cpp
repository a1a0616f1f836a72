// Who classifies, who is responsible, who refuses: worked by hand.
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

TicketRequest by_agent(CategoryId category = {}, DistrictId district = {}) {
  return {{}, {}, category, district, true};
}

/// Two agencies with a category each, and two districts.
Scenario two_agencies() {
  Scenario s = quick_office();
  test::add_second(s);
  s.districts = {{"east", 0.5}, {"west", 0.5}};
  return s;
}

AgencyId first_agency(const Scenario& s, const TicketRequest& request) {
  Office office(s);
  office.report(1, request);
  office.run(kMinute);
  return office.all<TicketDispatched>().at(0).agency;
}

TEST(Catalogue, NamesTheAgencyByCategoryAndDistrictTheLastRowThatAppliesHolds) {
  Scenario s = two_agencies();
  s.responsibilities = {{{CategoryId{0}}, {}, AgencyId{1}},
                        {{}, {DistrictId{1}}, AgencyId{0}},
                        {{CategoryId{1}}, {DistrictId{1}}, AgencyId{1}}};
  EXPECT_EQ(first_agency(s, by_agent(CategoryId{0}, DistrictId{0})), AgencyId{1});
  EXPECT_EQ(first_agency(s, by_agent(CategoryId{0}, DistrictId{1})), AgencyId{0});
  EXPECT_EQ(first_agency(s, by_agent(CategoryId{1}, DistrictId{0})), AgencyId{1});
  EXPECT_EQ(first_agency(s, by_agent(CategoryId{1}, DistrictId{1})), AgencyId{1});
}

TEST(Catalogue, WhoIsResponsibleThereFixesItAndWhoIsNotRefusesIt) {
  Scenario s = two_agencies();
  s.responsibilities = {{{CategoryId{0}}, {DistrictId{1}}, AgencyId{1}}};
  s.survey = {1, 1, constant(0), 1, 0, 0, 0};
  Office office(s);
  office.report(1, by_agent(CategoryId{0}, DistrictId{1}));
  office.run(kDay);
  EXPECT_TRUE(office.all<TicketReturned>().empty());
  EXPECT_TRUE(office.all<TicketSurveyed>().at(0).fixed);
}

TEST(Backstop, TheDistrictsAgencyTakesWhatNobodyIsClearlyResponsibleForAndMayNotRefuse) {
  Scenario s = two_agencies();
  s.categories[0].unclear_probability = 1;
  s.districts[1].agency = AgencyId{1};
  s.agencies[1].refuse_probability = 1;
  s.agencies[1].refuse_wrong_probability = 1;
  s.survey = {1, 1, constant(0), 1, 0, 0, 0};
  Office office(s);
  office.report(1, by_agent(CategoryId{0}, DistrictId{1}));
  office.run(kDay);
  EXPECT_EQ(office.story(), (Story{"0 opened 1", "0 class 0 1", "0 to 1 1", "60 signed by 1 1",
                                   "180 begun 1", "240 done 1", "240 resolved 1",
                                   "240 surveyed, in time, fixed, satisfied 1", "240 archived 1"}));
  EXPECT_EQ(first_agency(s, by_agent(CategoryId{0}, DistrictId{0})), AgencyId{0})
      << "a district without an agency of its own";
}

TEST(Refusal, AsUnclearSendsItToTheAgencyOfTheDistrict) {
  Scenario s = two_agencies();
  s.districts[0].agency = AgencyId{1};
  s.agencies[0].refuse_probability = 1;
  s.agencies[0].refuse_reasons = RefusalReasons{1, 0};
  s.triage.unclear_to_district = true;
  Office office(s);
  office.report(1, by_agent());
  office.run(3 * kHour);
  EXPECT_EQ(office.story(), (Story{"0 opened 1", "0 class 0 1", "0 to 0 1", "60 returned 1",
                                   "60 class 0 1", "60 to 1 1", "120 signed by 1 1"}));
  EXPECT_EQ(office.all<TicketReturned>().at(0).reason, ReturnReason::kUnclear);
}

TEST(Refusal, BecauseDutiesOverlapIsNotAllowedWhereTheFirstReceiverLeads) {
  Scenario s = two_agencies();
  s.agencies[0].refuse_probability = 1;
  s.agencies[0].refuse_reasons = RefusalReasons{0, 1};
  s.triage.max_returns = 1;
  Office refuses(s);
  refuses.report(1, by_agent());
  refuses.run(3 * kHour);
  ASSERT_EQ(refuses.all<TicketReturned>().size(), 1U);
  EXPECT_EQ(refuses.all<TicketReturned>()[0].reason, ReturnReason::kOverlapping);
  s.triage.first_receiver_leads = true;
  Office leads(s);
  leads.report(1, by_agent());
  leads.run(3 * kHour);
  EXPECT_TRUE(leads.all<TicketReturned>().empty());
  EXPECT_EQ(leads.all<TicketSigned>().size(), 1U);
}

TEST(Refusal, OfWhatIsNotTheirsIsForTheWrongArea) {
  Scenario s = two_agencies();
  s.confusion = {{true, true, {}, {{1, 1.0}}, 1, {}, {}}};
  s.triage.max_returns = 1;
  Office office(s);
  office.report(1, by_agent());
  office.run(3 * kHour);
  EXPECT_EQ(office.story(),
            (Story{"0 opened 1", "0 class 1 1", "0 to 1 1", "60 returned 1", "60 class 0 1",
                   "60 arbitrated to 0 1", "60 to 0 1", "120 signed by 0 1"}));
  EXPECT_EQ(office.all<TicketReturned>().at(0).reason, ReturnReason::kWrongArea);
}

TEST(Refusal, ASignatureCountsInTheHoursOfTheAgency) {
  Scenario s = quick_office();
  s.calendars.push_back(test::office_hours(9, 17));
  s.agencies[0].sign_calendar = 1;
  Office office(s);
  office.report(1);
  office.run(kDay);
  EXPECT_EQ(office.all<TicketSigned>().at(0).at, s.start + 10 * kHour);
}

TEST(Arbitration, ThatGoesWrongLeavesItWithWhoHadItLast) {
  Scenario s = two_agencies();
  s.confusion = {{true, true, {}, {{1, 1.0}}, 1, {}, {}}};
  s.triage.max_returns = 1;
  s.triage.arbitration_accuracy = 0;
  s.survey = {1, 1, constant(0), 1, 0, 0, 0};
  Office office(s);
  office.report(1, by_agent());
  office.run(kDay);
  EXPECT_EQ(office.all<TicketArbitrated>().at(0).agency, AgencyId{1});
  EXPECT_EQ(office.all<TicketSigned>().at(0).agency, AgencyId{1});
  EXPECT_FALSE(office.all<TicketSurveyed>().at(0).fixed) << "it cannot fix what is not its";
}

TEST(Returns, AfterTheWorkCountLikeRefusalsAndEndInArbitration) {
  Scenario s = quick_office();
  s.agencies[0].return_probability = 1;
  s.triage.max_returns = 1;
  Office office(s);
  office.report(1, by_agent());
  office.run(kDay);
  EXPECT_EQ(office.story(),
            (Story{"0 opened 1", "0 class 0 1", "0 to 0 1", "60 signed by 0 1", "180 begun 1",
                   "240 done 1", "240 returned 1", "240 class 0 1", "240 arbitrated to 0 1",
                   "240 to 0 1", "300 signed by 0 1", "420 begun 1", "480 done 1", "480 resolved 1",
                   "480 archived 1"}));
}

TEST(Confusion, ARowOfTheMatrixSaysWhatIsTakenForWhatByWhom) {
  Scenario s = two_agencies();
  s.confusion = {{false, true, {CategoryId{0}}, {{1, 1.0}}, 1, {}, {}}};
  Office office(s);
  office.report(1);
  office.report(2, by_agent());
  office.report(3, {{}, {}, CategoryId{1}, {}});
  office.run(kMinute);
  const auto classified = office.all<TicketClassified>();
  ASSERT_EQ(classified.size(), 3U);
  EXPECT_EQ(classified[0].category, CategoryId{1});
  EXPECT_EQ(classified[0].by, Classifier::kMachine);
  EXPECT_EQ(classified[1].category, CategoryId{0});
  EXPECT_EQ(classified[1].by, Classifier::kHuman);
  EXPECT_EQ(classified[2].category, CategoryId{1}) << "no row: the accuracy of [triage]";
}

TEST(Confusion, WithinAGroupItIsTakenForAnotherOfTheGroup) {
  Scenario s = two_agencies();
  s.categories.push_back(s.categories[1]);
  s.demand.push_back(test::flat_demand(ChannelId{0}, CategoryId{2}, 1000));
  s.confusion = {{true, true, {CategoryId{0}}, {}, 0, {CategoryId{0}, CategoryId{1}}, {}}};
  Office office(s);
  for (std::uint64_t ticket = 1; ticket <= 20; ++ticket) {
    office.report(ticket, by_agent());
  }
  office.run(kMinute);
  for (const TicketClassified& f : office.all<TicketClassified>()) {
    EXPECT_EQ(f.category, CategoryId{1});
  }
}

// 20 000 tickets each; outside 5 standard deviations once in a million by chance.
TEST(Confusion, SharesAreThoseOfTheMatrix) {
  Scenario s = two_agencies();
  s.categories.push_back(s.categories[1]);
  s.confusion = {{true, true, {}, {{0, 0.7}, {1, 0.25}, {2, 0.05}}, 1, {}, {}}};
  Office office(s);
  constexpr int kTickets = 20'000;
  for (std::uint64_t ticket = 1; ticket <= kTickets; ++ticket) {
    office.report(ticket, by_agent());
  }
  office.run(kMinute);
  std::array<int, 3> found{};
  for (const TicketClassified& f : office.all<TicketClassified>()) {
    ++found.at(f.category.index());
  }
  constexpr std::array<double, 3> kShares{0.7, 0.25, 0.05};
  for (std::size_t c = 0; c < 3; ++c) {
    const double p = kShares.at(c);
    EXPECT_NEAR(found.at(c), kTickets * p, 5 * std::sqrt(kTickets * p * (1 - p))) << c;
  }
}

TEST(TriageDesk, WhatTheMachineIsNotSureOfGoesToAPerson) {
  Scenario s = quick_office();
  s.triage.machine_delay = constant(60);
  s.triage.human_delay = constant(600);
  s.triage.machine_confident = 0;
  Office office(s);
  office.report(1);
  office.run(kHour);
  const TicketClassified classified = office.all<TicketClassified>().at(0);
  EXPECT_EQ(classified.by, Classifier::kHuman);
  EXPECT_EQ(classified.at, s.start + 11 * kMinute);
}

TEST(TriageDesk, DispatchersTakeTicketsInTheOrderInWhichTheyCame) {
  Scenario s = quick_office();
  s.triage.human_delay = constant(600);
  s.triage.dispatchers = 2;
  Office office(s);
  for (std::uint64_t ticket = 1; ticket <= 5; ++ticket) {
    office.report(ticket, by_agent());
  }
  office.report(6);  // the machine's
  office.run(kHour);
  const auto classified = office.all<TicketClassified>();
  ASSERT_EQ(classified.size(), 6U);
  EXPECT_EQ(classified[0].ticket, TicketId{6});
  for (std::uint64_t k = 0; k < 5; ++k) {
    const TicketClassified& f = classified[k + 1];
    EXPECT_EQ(f.ticket, TicketId{k + 1});
    const auto turn = static_cast<std::int64_t>(k / 2);
    EXPECT_EQ(f.waited, turn * 10 * kMinute);
    EXPECT_EQ(f.at, s.start + (turn + 1) * 10 * kMinute);
  }
}

TEST(TriageDesk, IsClosedOutOfHoursAndFinishesTheCaseInHand) {
  Scenario s = quick_office();
  s.start += 16 * kHour + 55 * kMinute;
  s.calendars.push_back(test::office_hours(9, 17));
  s.triage.human_delay = constant(600);
  s.triage.dispatchers = 1;
  s.triage.calendar = 1;
  Office office(s);
  office.report(1, by_agent());
  office.report(2, by_agent());
  office.run(kDay);
  const auto classified = office.all<TicketClassified>();
  ASSERT_EQ(classified.size(), 2U);
  EXPECT_EQ(classified[0].at, s.start + 10 * kMinute);
  EXPECT_EQ(classified[1].at, start_of_day(s.start) + kDay + 9 * kHour + 10 * kMinute);
}

TEST(TriageDesk, ATicketThatIsWithdrawnLeavesItsPlaceToTheNext) {
  Scenario s = quick_office();
  s.triage.human_delay = constant(600);
  s.triage.dispatchers = 1;
  test::add_second(s);
  s.categories[1].withdrawal = Withdrawal{1, constant(300)};
  Office office(s);
  office.report(1, {{}, {}, CategoryId{1}, {}, true});  // at the dispatcher's
  office.report(2, {{}, {}, CategoryId{1}, {}, true});  // in line
  office.report(3, by_agent());
  office.run(kHour);
  const auto classified = office.all<TicketClassified>();
  ASSERT_EQ(classified.size(), 1U);
  EXPECT_EQ(classified[0].ticket, TicketId{3});
  EXPECT_EQ(classified[0].waited, 5 * kMinute);
}

}  // namespace
}  // namespace hotline::sim
