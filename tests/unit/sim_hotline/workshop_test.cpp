// The workshop on its own: what the back office may do with an order before it is done.
#include "sim/hotline/workshop.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/facts/port.hpp"
#include "sim/hotline/back_office.hpp"
#include "sim/hotline/citizens.hpp"
#include "sim/hotline/front_office.hpp"
#include "tests/support/recorder.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

/// One agency with one crew; work takes an hour. Tickets reach the work list the instant they open.
Scenario one_crew() {
  Scenario s = test::one_line(1);
  s.categories[0].ticket_probability = 1;
  s.triage.human_delay = s.triage.machine_delay = s.triage.arbitration_delay = test::constant(0);
  s.agencies[0].sign = s.agencies[0].lead = test::constant(0);
  s.agencies[0].work = test::constant(3600);
  s.agencies[0].crews = 1;
  s.survey.delay = test::constant(0);
  return s;
}

/// A hotline of which only the back office and the workshop live.
class Bench {
 public:
  explicit Bench(const Scenario& scenario)
      : scenario_(scenario),
        simulation_(scenario.start),
        citizens_(scenario_),
        front_(scenario_, Selection()),
        back_(scenario_),
        workshop_(scenario_, scenario.ticket_policy),
        port_(recorder_) {
    World world = this->world();
    workshop_.start(world);
  }

  /// A ticket; times are a microsecond later from one to the next. Its order is the n-th that was
  /// ever submitted while none was done.
  void open(std::uint64_t ticket, std::uint32_t category = 0, std::uint32_t district = 0) {
    World world = this->world();
    back_.open(world, TicketRequest{TicketId{ticket}, ChannelId{0}, CategoryId{category},
                                    DistrictId{district}});
    run(Duration{1});
  }

  void run(Duration time) {
    World world = this->world();
    simulation_.run_until(simulation_.now() + time, [&](const Event& event) {
      if (event.kind >= Event::Kind::kWorkOver) {
        workshop_.handle(world, event);
      } else {
        back_.handle(world, event);
      }
    });
  }

  template <class Do>
  void with(Do act) {
    World world = this->world();
    act(workshop_, world);
  }

  /// "20 left 1": whole minutes since the start, and what became of the work of ticket 1.
  [[nodiscard]] std::vector<std::string> story() const {
    std::vector<std::string> told;
    for (const Fact& fact : recorder_.facts) {
      if (const auto* start = std::get_if<WorkStarted>(&fact)) {
        told.push_back(minute(start->at) + (start->resumed ? " resumed " : " started ") +
                       name(start->ticket));
      } else if (const auto* end = std::get_if<WorkEnded>(&fact)) {
        told.push_back(minute(end->at) + (end->interrupted ? " left " : " ended ") +
                       name(end->ticket));
      }
    }
    return told;
  }

  /// The same with the agency's name.
  [[nodiscard]] std::vector<std::string> story_by_agency() const {
    std::vector<std::string> told;
    for (const Fact& fact : recorder_.facts) {
      if (const auto* start = std::get_if<WorkStarted>(&fact)) {
        told.push_back(minute(start->at) + " " + agency(start->agency) + " started " +
                       name(start->ticket));
      } else if (const auto* end = std::get_if<WorkEnded>(&fact)) {
        told.push_back(minute(end->at) + " " + agency(end->agency) + " ended " + name(end->ticket));
      } else if (const auto* done = std::get_if<TicketResolved>(&fact)) {
        told.push_back(minute(done->at) + " " + agency(done->agency) + " resolved " +
                       name(done->ticket));
      }
    }
    return told;
  }

  [[nodiscard]] std::size_t tickets() const { return back_.tickets(); }

  [[nodiscard]] const test::Recorder& facts() const { return recorder_; }

 private:
  World world() {
    return World{scenario_, book_, simulation_, port_, citizens_, front_, back_, workshop_};
  }

  [[nodiscard]] std::string minute(SimTime at) const {
    return std::to_string((at - scenario_.start) / kMinute);
  }

  [[nodiscard]] const std::string& agency(AgencyId id) const {
    return scenario_.agencies[id.index()].name;
  }

  static std::string name(TicketId ticket) { return std::to_string(ticket.value); }

  Scenario scenario_;
  RandomBook book_{1, 0};
  Simulation<Event> simulation_;
  Citizens citizens_;
  FrontOffice front_;
  BackOffice back_;
  Workshop workshop_;
  test::Recorder recorder_;
  FactPort port_;
};

using Story = std::vector<std::string>;

TEST(Workshop, WorksInOrder) {
  Bench bench(one_crew());
  bench.open(1);
  bench.open(2);
  bench.run(3 * kHour);
  EXPECT_EQ(bench.story(), (Story{"0 started 1", "60 ended 1", "60 started 2", "120 ended 2"}));
  EXPECT_EQ(bench.tickets(), 0U);
}

TEST(Workshop, SuspendedWorkIsLeftAndGoesOnWhereItWas) {
  Bench bench(one_crew());
  bench.open(1);
  bench.open(2);
  bench.run(20 * kMinute);
  bench.with([](Workshop& w, World& world) { w.suspend(world, 0); });
  bench.run(10 * kMinute);
  bench.with([](Workshop& w, World& world) { w.resume(world, 0); });
  bench.run(3 * kHour);
  EXPECT_EQ(bench.story(), (Story{"0 started 1", "20 left 1", "20 started 2", "80 ended 2",
                                  "80 resumed 1", "120 ended 1"}));
}

TEST(Workshop, WhatIsResumedHasItsOldPlace) {
  Bench bench(one_crew());
  bench.open(1);
  bench.open(2);
  bench.with([](Workshop& w, World& world) { w.suspend(world, 1); });
  bench.open(3);
  bench.with([](Workshop& w, World& world) { w.resume(world, 1); });
  bench.run(4 * kHour);
  EXPECT_EQ(bench.story(), (Story{"0 started 1", "60 ended 1", "60 started 2", "120 ended 2",
                                  "120 started 3", "180 ended 3"}));
}

TEST(Workshop, WithdrawnOrdersAreForgottenWhereverTheyStand) {
  Bench bench(one_crew());
  for (std::uint64_t ticket = 1; ticket <= 4; ++ticket) {
    bench.open(ticket);
  }
  bench.run(20 * kMinute);
  bench.with([](Workshop& w, World& world) {
    w.suspend(world, 2);
    w.withdraw(world, 2);
    w.withdraw(world, 1);
    w.withdraw(world, 0);
  });
  bench.run(4 * kHour);
  EXPECT_EQ(bench.story(), (Story{"0 started 1", "20 left 1", "20 started 4", "80 ended 4"}));
}

TEST(Workshop, AChangedDueTimeOrPriorityIsAnotherPlace) {
  for (const Selection& policy : {Selection(EarliestDue{}), Selection(StaticPriority{})}) {
    Scenario s = one_crew();
    s.ticket_policy = policy;
    Bench bench(s);
    bench.open(1);
    bench.open(2);
    bench.open(3);
    bench.with([&](Workshop& w, World& world) { w.change(world, 2, s.start + kHour, -1); });
    bench.run(4 * kHour);
    EXPECT_EQ(bench.story(), (Story{"0 started 1", "60 ended 1", "60 started 3", "120 ended 3",
                                    "120 started 2", "180 ended 2"}));
  }
}

TEST(Workshop, WorkIsLeftWhenTheShiftEndsAndTheWayIsMadeAgain) {
  Scenario s = one_crew();
  s.calendars.push_back(test::office_hours(8, 17));
  s.calendar_names.emplace_back("office");
  s.agencies[0].calendar = 1;
  s.agencies[0].interrupts_at_shift_end = true;
  s.agencies[0].travel = test::constant(600);
  Bench bench(s);
  bench.run(16 * kHour + 30 * kMinute);
  bench.open(1);
  bench.run(kDay);
  // 990: 16:30; 1020: 17:00, after 20 minutes of work; 1920: 8:00; 40 minutes are left.
  EXPECT_EQ(bench.story(),
            (Story{"990 started 1", "1020 left 1", "1920 resumed 1", "1970 ended 1"}));
  EXPECT_EQ(bench.facts().all<WorkEnded>().at(0).travelled, 10 * kMinute);
  EXPECT_EQ(bench.facts().all<WorkEnded>().at(1).worked, 50 * kMinute);
}

TEST(Workshop, WhoeverIsLeftOnTheWayHasNotWorked) {
  Scenario s = one_crew();
  s.agencies[0].travel = test::constant(1800);
  Bench bench(s);
  bench.open(1);
  bench.run(20 * kMinute);
  bench.with([](Workshop& w, World& world) { w.suspend(world, 0); });
  bench.with([](Workshop& w, World& world) { w.resume(world, 0); });
  bench.run(3 * kHour);
  EXPECT_EQ(bench.story(), (Story{"0 started 1", "20 left 1", "20 resumed 1", "110 ended 1"}));
  const WorkEnded left = bench.facts().all<WorkEnded>().at(0);
  EXPECT_EQ(left.travelled, left.worked);
}

TEST(Workshop, FinishedWorkOutlastsTheShift) {
  Scenario s = one_crew();
  s.agencies[0].crews = 0;
  s.agencies[0].plan = {{Duration{0}, 2}, {30 * kMinute, 1}, {2 * kHour, 2}};
  Bench bench(s);
  for (std::uint64_t ticket = 1; ticket <= 5; ++ticket) {
    bench.open(ticket);
  }
  bench.run(4 * kHour);
  EXPECT_EQ(bench.story(),
            (Story{"0 started 1", "0 started 2", "60 ended 1", "60 ended 2", "60 started 3",
                   "120 started 4", "120 ended 3", "120 started 5", "180 ended 4", "180 ended 5"}));
}

TEST(Workshop, AQuotaHoldsUntilThePeriodIsOver) {
  Scenario s = one_crew();
  s.agencies[0].crews = 2;
  s.agencies[0].quota = Quota{3, 4 * kHour};
  Bench bench(s);
  for (std::uint64_t ticket = 1; ticket <= 4; ++ticket) {
    bench.open(ticket);
  }
  bench.run(6 * kHour);
  EXPECT_EQ(bench.story(), (Story{"0 started 1", "0 started 2", "60 ended 1", "60 started 3",
                                  "60 ended 2", "120 ended 3", "240 started 4", "300 ended 4"}));
}

/// Categories 0 and 1; the second one is of the type given.
Scenario two_types(std::int64_t crews, const JobRow& row) {
  Scenario s = one_crew();
  s.agencies[0].crews = crews;
  s.categories.push_back(s.categories[0]);
  s.jobs = {row};
  s.jobs[0].categories = {CategoryId{1}};
  return s;
}

TEST(Workshop, WhatNeedsSeveralCrewsIsNotOvertaken) {
  JobRow row;
  row.crews = 2;
  row.factor = 0.5;
  Bench bench(two_types(2, row));
  bench.open(1);
  bench.open(2, 1);
  bench.open(3);
  bench.run(4 * kHour);
  EXPECT_EQ(bench.story(), (Story{"0 started 1", "60 ended 1", "60 started 2", "60 started 2",
                                  "90 ended 2", "90 ended 2", "90 started 3", "150 ended 3"}));
}

TEST(Workshop, AReserveIsLeftForOthers) {
  JobRow row;
  row.reserve = 1;
  Scenario s = two_types(2, row);
  s.ticket_policy = Selection(Reservation{});
  Bench bench(s);
  bench.open(1, 1);
  bench.open(2, 1);
  bench.open(3);
  bench.run(4 * kHour);
  EXPECT_EQ(bench.story(), (Story{"0 started 1", "0 started 3", "60 ended 1", "60 ended 3",
                                  "60 started 2", "120 ended 2"}));
}

TEST(Workshop, UrgentWorkOfSeveralCrewsInterruptsTheLast) {
  JobRow row;
  row.crews = 2;
  Scenario s = two_types(3, row);
  s.categories[0].priority = 1;
  s.ticket_policy = Selection(StaticPriority{});
  for (const Preemption rule : {Preemption::kResume, Preemption::kRestart}) {
    s.agencies[0].preemption = rule;
    Bench bench(s);
    bench.open(1);
    bench.open(2);
    bench.run(10 * kMinute);
    bench.open(3, 1);
    bench.run(4 * kHour);
    const bool restart = rule == Preemption::kRestart;
    EXPECT_EQ(bench.story(), (Story{"0 started 1", "0 started 2", "10 left 2", "10 started 3",
                                    "10 started 3", "60 ended 1", "60 resumed 2", "70 ended 3",
                                    "70 ended 3", restart ? "120 ended 2" : "109 ended 2"}));
  }
}

TEST(Workshop, UrgentWorkInterruptsTheLastOfAllUnitsOfAList) {
  Scenario s = one_crew();
  s.categories.push_back(s.categories[0]);
  s.categories[0].priority = 1;
  s.agencies[0].units.resize(3);
  s.agencies[0].policy = Selection(StaticPriority{});
  s.agencies[0].preemption = Preemption::kResume;
  s.agencies[0].units[1].speed = 0.5;
  Bench bench(s);
  for (std::uint64_t ticket = 1; ticket <= 3; ++ticket) {
    bench.open(ticket);
  }
  bench.run(30 * kMinute);
  bench.open(4, 1);
  bench.run(4 * kHour);
  EXPECT_EQ(bench.story(),
            (Story{"0 started 1", "0 started 2", "0 started 3", "30 left 3", "30 started 4",
                   "60 ended 1", "60 resumed 3", "89 ended 3", "90 ended 4", "120 ended 2"}));
}

TEST(Workshop, UnitsTakeTheTicketsOfTheirDistricts) {
  Scenario s = one_crew();
  s.districts = {{"north", 0.5}, {"south", 0.5}};
  s.agencies[0].own_lists = true;
  s.agencies[0].routing = Routing(ShortestQueue{});
  s.agencies[0].units.resize(2);
  s.agencies[0].units[0].districts = {DistrictId{0}};
  Bench bench(s);
  bench.open(1, 0, 1);
  bench.open(2, 0, 1);
  bench.open(3, 0, 0);
  bench.run(4 * kHour);
  EXPECT_EQ(bench.story(), (Story{"0 started 1", "0 started 3", "60 ended 1", "60 started 2",
                                  "60 ended 3", "120 ended 2"}));
}

/// Two agencies with a crew each, of which one helps the other.
Scenario helped(bool simultaneous) {
  Scenario s = one_crew();
  s.agencies[0].name = "a";
  s.agencies.push_back(s.agencies[0]);
  s.agencies[1].name = "b";
  s.agencies[1].work = test::constant(1200);
  s.categories.push_back(s.categories[0]);
  s.categories[1].agency = AgencyId{1};
  AssistRow row;
  row.agency = AgencyId{0};
  row.categories = {CategoryId{1}};
  row.simultaneous = simultaneous;
  s.assists = {row};
  return s;
}

TEST(Workshop, ForkedWorkIsDoneWhenTheLastPartIs) {
  Bench bench(helped(false));
  bench.open(1);
  bench.open(2, 1);
  bench.run(4 * kHour);
  EXPECT_EQ(bench.story_by_agency(),
            (Story{"0 a started 1", "0 b started 2", "20 b ended 2", "60 a ended 1",
                   "60 a resolved 1", "60 a started 2", "120 a ended 2", "120 b resolved 2"}));
  const auto dispatched = bench.facts().all<TicketDispatched>();
  ASSERT_EQ(dispatched.size(), 3U);
  EXPECT_TRUE(dispatched[2].assisting);
  EXPECT_EQ(dispatched[2].agency, AgencyId{0});
}

TEST(Workshop, SimultaneousWorkBindsCrewsInTheOrderOfTheFile) {
  Bench bench(helped(true));
  bench.open(1, 1);  // a comes first, then b: both are free
  bench.open(2, 1);  // waits for a
  bench.open(3, 0);  // waits for a behind it
  bench.run(4 * kHour);
  EXPECT_EQ(
      bench.story_by_agency(),
      (Story{"0 a started 1", "0 b started 1", "20 b ended 1", "20 a ended 1", "20 a started 2",
             "20 b started 2", "20 b resolved 1", "40 b ended 2", "40 a ended 2", "40 a started 3",
             "40 b resolved 2", "100 a ended 3", "100 a resolved 3"}));
}

TEST(Workshop, SimultaneousWorkCanBeSuspendedAndWithdrawn) {
  Bench bench(helped(true));
  bench.open(1, 1);
  bench.run(5 * kMinute);
  bench.with([](Workshop& w, World& world) { w.suspend(world, 0); });
  bench.run(5 * kMinute);
  bench.with([](Workshop& w, World& world) { w.resume(world, 0); });
  bench.run(kHour);
  bench.open(2, 1);
  bench.run(5 * kMinute);
  // The order's name is the row that was freed last: that of a's part of the first one.
  bench.with([](Workshop& w, World& world) { w.withdraw(world, 1); });
  bench.open(3);
  bench.run(4 * kHour);
  EXPECT_EQ(bench.story(),
            (Story{"0 started 1", "0 started 1", "5 left 1", "5 left 1", "10 resumed 1",
                   "10 resumed 1", "25 ended 1", "25 ended 1", "70 started 2", "70 started 2",
                   "75 left 2", "75 left 2", "75 started 3", "135 ended 3"}));
}

TEST(Workshop, IdleCrewsFinishTheirSideWorkFirst) {
  Scenario s = one_crew();
  s.agencies[0].side_work = test::constant(900);
  Bench bench(s);
  bench.run(20 * kMinute);
  bench.open(1);
  bench.open(2);
  bench.run(4 * kHour);
  EXPECT_EQ(bench.story(), (Story{"30 started 1", "90 ended 1", "90 started 2", "150 ended 2"}));
}

// Until 30 the crew has had no work, and is idle. After each piece of work it takes up side work
// once, for 15 minutes, unless somebody waits.
TEST(Workshop, CrewsMayTakeUpSideWorkOnceAfterWork) {
  Scenario s = one_crew();
  s.agencies[0].side_work = test::constant(900);
  s.agencies[0].side_work_once = true;
  Bench bench(s);
  bench.run(30 * kMinute);
  bench.open(1);
  bench.open(2);
  bench.run(125 * kMinute);
  bench.open(3);
  bench.run(4 * kHour);
  bench.open(4);
  bench.run(4 * kHour);
  EXPECT_EQ(bench.story(), (Story{"30 started 1", "90 ended 1", "90 started 2", "150 ended 2",
                                  "165 started 3", "225 ended 3", "395 started 4", "455 ended 4"}));
}

}  // namespace
}  // namespace hotline::sim
