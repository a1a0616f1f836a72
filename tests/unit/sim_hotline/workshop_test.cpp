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

  /// A ticket, whose order is the n-th that was ever submitted while none was done.
  void open(std::uint64_t ticket) {
    World world = this->world();
    back_.open(world, TicketRequest{TicketId{ticket}, ChannelId{0}, CategoryId{0}, DistrictId{0}});
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

  [[nodiscard]] std::size_t tickets() const { return back_.tickets(); }

 private:
  World world() {
    return World{scenario_, book_, simulation_, port_, citizens_, front_, back_, workshop_};
  }

  [[nodiscard]] std::string minute(SimTime at) const {
    return std::to_string((at - scenario_.start) / kMinute);
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

}  // namespace
}  // namespace hotline::sim
