#include "sim/kernel/simulation.hpp"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/archive.hpp"
#include "tests/unit/sim_kernel/moment.hpp"

namespace hotline::sim {
namespace {

using Log = std::vector<std::pair<SimTime, int>>;

/// A little world: every event below 100 schedules two later ones and cancels a timeout.
struct Branching {
  Simulation<int> simulation{at(0)};
  EventHandle timeout{};
  Log log{};

  void start() { simulation.schedule(at(3), EventClass::kArrival, 1); }

  void handle(int event) {
    log.emplace_back(simulation.now(), event);
    if (event < 100) {
      simulation.cancel(timeout);
      simulation.schedule_in(Duration(event % 5), EventClass::kCompletion, 2 * event);
      simulation.schedule_in(Duration(7), EventClass::kArrival, 2 * event + 1);
      timeout = simulation.schedule_in(Duration(event % 3), EventClass::kPatience, 1000 + event);
    }
  }

  template <class Pacing = AsFastAsPossible>
  bool run(SimTime until, Pacing&& pace = {}) {
    return simulation.run_until(
        until, [this](int e) { handle(e); }, std::forward<Pacing>(pace));
  }
};

TEST(Simulation, EventsHappenAtTheirTimeAndTheClockEndsAtUntil) {
  Simulation<int> simulation(at(10));
  Log log;
  simulation.schedule(at(15), EventClass::kArrival, 2);
  simulation.schedule(at(10), EventClass::kArrival, 1);
  EXPECT_TRUE(simulation.run_until(at(20), [&](int e) { log.emplace_back(simulation.now(), e); }));
  EXPECT_EQ(log, (Log{{at(10), 1}, {at(15), 2}}));
  EXPECT_EQ(simulation.now(), at(20));
}

TEST(Simulation, AnEventAtUntilStaysInTheFuture) {
  Simulation<int> simulation(at(0));
  int happened = 0;
  simulation.schedule(at(20), EventClass::kControl, 1);
  EXPECT_TRUE(simulation.run_until(at(20), [&](int) { ++happened; }));
  EXPECT_EQ(happened, 0);
  EXPECT_EQ(simulation.future().size(), 1U);
  EXPECT_TRUE(simulation.run_until(at(21), [&](int) { ++happened; }));
  EXPECT_EQ(happened, 1);
}

TEST(Simulation, WhatAnEventSchedulesForItsOwnInstantStillHappensInIt) {
  Simulation<int> simulation(at(0));
  Log log;
  simulation.schedule(at(5), EventClass::kArrival, 3);
  simulation.run_until(at(6), [&](int e) {
    log.emplace_back(simulation.now(), e);
    if (e > 0) {
      simulation.schedule_in(Duration(0), EventClass::kControl, e - 1);
    }
  });
  EXPECT_EQ(log, (Log{{at(5), 3}, {at(5), 2}, {at(5), 1}, {at(5), 0}}));
}

TEST(Simulation, ARescheduledEventHappensOnceAtItsNewTime) {
  Simulation<int> simulation(at(0));
  Log log;
  const EventHandle late = simulation.schedule(at(9), EventClass::kCompletion, 9);
  simulation.schedule(at(1), EventClass::kArrival, 1);
  simulation.run_until(at(20), [&](int e) {
    log.emplace_back(simulation.now(), e);
    if (e == 1) {
      EXPECT_NE(simulation.reschedule(late, at(4)).insertion, 0U);
    }
  });
  EXPECT_EQ(log, (Log{{at(1), 1}, {at(4), 9}}));
  EXPECT_DEATH(simulation.reschedule(late, at(4)), "contract broken");
}

TEST(Simulation, TheFutureCanBeAskedWhileAnEventIsHandled) {
  Simulation<int> simulation(at(0));
  simulation.schedule(at(1), EventClass::kArrival, 1);
  simulation.schedule(at(3), EventClass::kArrival, 3);
  simulation.run_until(at(20), [&](int e) {
    EXPECT_EQ(simulation.future().next_time(), e == 1 ? at(3) : kNever);
    EXPECT_EQ(simulation.future().size(), e == 1 ? 1U : 0U);
    EXPECT_EQ(simulation.future().empty(), e == 3);
  });
}

TEST(Simulation, PacingIsToldEachEventAndTheEnd) {
  Branching world;
  world.start();
  std::vector<SimTime> told;
  EXPECT_TRUE(world.run(at(9), [&](SimTime next) {
    told.push_back(next);
    return true;
  }));
  ASSERT_EQ(told.size(), world.log.size() + 1);
  for (std::size_t i = 0; i < world.log.size(); ++i) {
    EXPECT_EQ(told[i], world.log[i].first);
  }
  EXPECT_EQ(told.back(), at(9));
}

TEST(Simulation, StoppedByPacingAndContinuedItHappensAsIfNeverStopped) {
  Branching whole;
  whole.start();
  EXPECT_TRUE(whole.run(at(60)));
  ASSERT_GT(whole.log.size(), 100U);
  Branching pieces;
  pieces.start();
  int stops = 0;
  bool complete = false;
  while (!complete) {
    int budget = 7;
    complete = pieces.run(at(60), [&](SimTime) { return budget-- > 0; });
    stops += complete ? 0 : 1;
    EXPECT_LE(pieces.simulation.now(), at(60));
  }
  EXPECT_GT(stops, 10);
  EXPECT_EQ(pieces.log, whole.log);
  EXPECT_EQ(pieces.simulation.now(), whole.simulation.now());
}

TEST(Simulation, RunInPiecesOfTimeItHappensAsInOnePiece) {
  Branching whole;
  whole.start();
  whole.run(at(60));
  Branching pieces;
  pieces.start();
  for (int t = 0; t <= 60; t += 4) {
    pieces.run(at(t));
  }
  EXPECT_EQ(pieces.log, whole.log);
}

TEST(Simulation, WhatWasSavedGoesOnAsTheOriginal) {
  Branching original;
  original.start();
  original.run(at(30));
  ArchiveWriter writer;
  writer(original.simulation);
  const std::string bytes = writer.take();
  Branching loaded;
  loaded.timeout = original.timeout;
  loaded.log = original.log;
  ArchiveReader reader(bytes);
  reader(loaded.simulation);
  EXPECT_TRUE(reader.complete());
  EXPECT_EQ(loaded.simulation.now(), at(30));
  original.run(at(50));
  loaded.run(at(50));
  EXPECT_EQ(loaded.log, original.log);
}

TEST(Simulation, ACopyContinuesOnItsOwn) {
  Branching original;
  original.start();
  original.run(at(20));
  Branching copy = original;
  original.run(at(60));
  EXPECT_EQ(copy.simulation.now(), at(20));
  copy.run(at(60));
  EXPECT_EQ(copy.log, original.log);
}

TEST(SimulationDeathTest, NothingHappensInThePast) {
  Simulation<int> simulation(at(10));
  EXPECT_DEATH(simulation.schedule(at(9), EventClass::kControl, 1), "contract broken");
  EXPECT_DEATH(simulation.run_until(at(9), [](int) {}), "contract broken");
}

}  // namespace
}  // namespace hotline::sim
