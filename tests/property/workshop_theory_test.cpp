// Work lists, units and crews against queueing theory, one idea a test. Seeds are fixed; each bound
// is five standard errors of the mean over the replications, so that a fresh seed would fail one
// check in about a million. The unit of time is an hour.
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/facts/port.hpp"
#include "core/theory/balancing.hpp"
#include "core/theory/erlang.hpp"
#include "core/theory/network.hpp"
#include "core/theory/priority.hpp"
#include "core/theory/size_based.hpp"
#include "sim/run/replication.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

constexpr double kHourly = 3600;

/// Mean time from opening to resolution by category, of what was opened after the first tenth.
struct Sojourns {
  SimTime from;
  std::vector<double> hours{0, 0};
  std::vector<double> count{0, 0};
  double waited = 0;
  double starts = 0;

  void operator()(const TicketResolved& f) {
    if (f.opened >= from) {
      hours[f.category.index()] += to_seconds(f.at - f.opened) / kHourly;
      ++count[f.category.index()];
    }
  }

  void operator()(const WorkStarted& f) {
    if (f.at - f.waited >= from) {
      waited += to_seconds(f.waited) / kHourly;
      ++starts;
    }
  }

  template <class F>
  void operator()(const F& /*of no interest here*/) {}

  [[nodiscard]] double mean(std::size_t category) const {
    return hours[category] / count[category];
  }

  [[nodiscard]] double all() const { return (hours[0] + hours[1]) / (count[0] + count[1]); }
};

template <class Measure>
void expect(const Scenario& scenario, std::uint64_t seed, std::uint32_t replications,
            const std::string& what, double truth, const Measure& measure) {
  double sum = 0;
  double squares = 0;
  for (std::uint32_t r = 0; r < replications; ++r) {
    Sojourns sink;
    sink.from = scenario.start + scenario.length / 10;
    ASSERT_TRUE(run_replication(scenario, seed, r, sink));
    const double value = measure(sink);
    sum += value;
    squares += value * value;
  }
  const double n = replications;
  const double mean = sum / n;
  const double error = std::sqrt((squares / n - mean * mean) / (n - 1));
  EXPECT_NEAR(mean, truth, 5 * error) << what;
  EXPECT_LT(5 * error, 0.1 * truth) << what << ": too wide to tell";
}

double mean_of_all(const Sojourns& s) {
  return s.all();
}

/// M/M/1 of one agency, for so many times 4 hours.
Scenario mm1(double load, int hours) {
  Scenario s = test::work_list(load, test::exponential(kHourly));
  s.length = 4 * hours * kHour;
  return s;
}

/// Two classes, the second one less urgent.
Scenario two_classes(double first, double second, int hours) {
  Scenario s = mm1(first, hours);
  s.categories.push_back(s.categories[0]);
  s.categories[1].priority = 1;
  s.demand.push_back(test::flat_demand(ChannelId{0}, CategoryId{1}, second * 24));
  return s;
}

TEST(Interruption, ByStaticPriorityIsPreemptiveResume) {
  Scenario s = two_classes(0.3, 0.4, 20'000);
  s.ticket_policy = Selection(StaticPriority{});
  s.agencies[0].preemption = Preemption::kResume;
  const theory::TimeLaw hour{1, 1};
  const auto delays = theory::mg1_preemptive_delays({{0.3, hour}, {0.4, hour}});
  ASSERT_TRUE(delays.has_value());
  expect(s, 1, 10, "urgent", (*delays)[0] + 1, [](const Sojourns& k) { return k.mean(0); });
  expect(s, 2, 10, "other", (*delays)[1] + 1, [](const Sojourns& k) { return k.mean(1); });
}

/// VC052 and VC053: shortest job first, interrupting or not, and shortest remaining work.
TEST(Sizes, AreKnownToPoliciesThatAskForThem) {
  for (const double load : {0.5, 0.8}) {
    const auto truth = theory::size_based_mm1(load, 1);
    ASSERT_TRUE(truth.has_value());
    Scenario s = mm1(load, 30'000);
    expect(s, 52, 10, "fifo", truth->fifo, mean_of_all);
    s.ticket_policy = Selection(ShortestJob{});
    expect(s, 53, 10, "sjf", truth->sjf, mean_of_all);
    s.agencies[0].preemption = Preemption::kResume;
    expect(s, 54, 10, "psjf", truth->psjf, mean_of_all);
    s.ticket_policy = Selection(ShortestRemaining{});
    expect(s, 55, 10, "srpt", truth->srpt, mean_of_all);
  }
}

/// So many units, each with a list of its own.
Scenario units(double load, std::size_t count, const Routing& routing, int hours) {
  Scenario s = mm1(load * static_cast<double>(count), hours);
  s.agencies[0].units.resize(count);
  s.agencies[0].own_lists = true;
  s.agencies[0].routing = routing;
  return s;
}

/// VC100 and VC102: Markov chains of the lengths.
TEST(Units, WithListsOfTheirOwnAreJoinedAsTheRoutingSays) {
  const auto two = theory::shortest_of_d_sojourn({1.6, 1, 2}, 2);
  const auto three = theory::shortest_of_d_sojourn({2.4, 1, 3}, 3);
  const auto two_of_three = theory::shortest_of_d_sojourn({2.4, 1, 3}, 2);
  ASSERT_TRUE(two.has_value() && three.has_value() && two_of_three.has_value());
  expect(units(0.8, 2, Routing(ShortestQueue{}), 12'000), 100, 10, "JSQ of 2", *two, mean_of_all);
  expect(units(0.8, 3, Routing(ShortestQueue{}), 8'000), 101, 10, "JSQ of 3", *three, mean_of_all);
  expect(units(0.8, 3, Routing(PowerOfChoice{2}), 8'000), 102, 10, "2 of 3", *two_of_three,
         mean_of_all);
  expect(units(0.8, 3, Routing(RandomServer{}), 15'000), 103, 10, "at random", 5, mean_of_all);
}

/// Joining the least work is M/M/2 served in order of arrival: Foss 1980. E T = 1 / (1 - 0.8^2).
TEST(Units, JoinedByLeastWorkAreOneQueue) {
  expect(units(0.8, 2, Routing(LeastWork{}), 12'000), 104, 10, "least work", 1 / 0.36, mean_of_all);
}

TEST(Units, ThatShareAListAreOneQueue) {
  Scenario s = units(0.8, 2, Routing(LongestIdle{}), 12'000);
  s.agencies[0].own_lists = false;
  expect(s, 105, 10, "shared", 1 / 0.36, mean_of_all);
}

/// VC103 and VC104: two units of unequal speed and one list.
TEST(Units, OfUnequalSpeedAreChosenAsTheRoutingSays) {
  const auto truth = [](theory::FreeAgentRule rule) {
    return theory::unequal_agents(1.6, {1.5, 0.5}, rule)->mean_sojourn;
  };
  Scenario s = units(0.8, 2, Routing(Fastest{}), 12'000);
  s.agencies[0].own_lists = false;
  s.agencies[0].units[0].speed = 0.5;
  s.agencies[0].units[1].speed = 1.5;
  expect(s, 106, 10, "fastest", truth(theory::FreeAgentRule::kFirst), mean_of_all);
  s.agencies[0].routing = Routing(LongestIdle{});
  expect(s, 107, 10, "longest idle", truth(theory::FreeAgentRule::kLongestIdle), mean_of_all);
}

/// VC095: the supermarket model; 500 units differ from infinitely many by less than the bound.
TEST(Units, InGreatNumberAreTheSupermarketModel) {
  for (const int d : {2, 3}) {
    Scenario s = units(0.7, 500, Routing(PowerOfChoice{static_cast<std::uint32_t>(d)}), 60);
    expect(s, 95, 6, std::to_string(d) + " of 500", *theory::power_of_d_sojourn(0.7, 1, d),
           [](const Sojourns& k) { return k.all(); });
  }
}

/// A second agency for all tickets.
Scenario helped(double load, bool simultaneous, int hours) {
  Scenario s = mm1(load, hours);
  s.agencies.push_back(s.agencies[0]);
  s.agencies[1].name = "helper";
  AssistRow row;
  row.agency = AgencyId{1};
  row.simultaneous = simultaneous;
  s.assists = {row};
  return s;
}

/// VC120 and VC121: (12 - rho) / 8 / (mu - lambda).
TEST(Assistance, ByForkAndJoinIsFlattoAndHahn) {
  for (const double load : {0.5, 0.8}) {
    expect(helped(load, false, 20'000), 120, 10, "fork-join",
           *theory::fork_join_sojourn(load, 1, 2), mean_of_all);
  }
}

/// Crews of both agencies are always together: one queue with the lead's work.
TEST(Assistance, SimultaneousIsOneQueueWhereAllIsShared) {
  expect(helped(0.7, true, 20'000), 122, 10, "M/M/1", 1 / 0.3, mean_of_all);
}

/// All crews for each job: M/M/1 again.
TEST(Jobs, ThatNeedAllCrewsAreOneQueue) {
  Scenario s = mm1(0.7, 20'000);
  s.agencies[0].crews = 3;
  JobRow row;
  row.crews = 3;
  s.jobs = {row};
  expect(s, 123, 10, "M/M/1", 1 / 0.3, mean_of_all);
}

/// VC136: with due times far apart, EDF is static priority: Cobham, waits 1 and 5.
TEST(DueTimes, FarApartAreStaticPriority) {
  Scenario s = two_classes(0.2, 0.6, 30'000);
  s.ticket_policy = Selection(EarliestDue{});
  s.categories[0].resolution_target = Duration{0};
  s.categories[1].resolution_target = 10'000 * kDay;
  expect(s, 136, 10, "due now", 2, [](const Sojourns& k) { return k.mean(0); });
  expect(s, 137, 10, "due never", 6, [](const Sojourns& k) { return k.mean(1); });
}

/// VC058: M/M/1 with multiple vacations, Fuhrmann and Cooper 1985: wait + E V^2 / (2 E V).
TEST(SideWork, OfCrewsIsVacations) {
  Scenario s = mm1(0.7, 20'000);
  s.agencies[0].side_work = test::exponential(0.5 * kHourly);
  expect(s, 58, 10, "wait", 0.7 / 0.3 + 0.5, [](const Sojourns& k) { return k.waited / k.starts; });
}

/// The way is part of the work: M/G/1 with E S = 1 and E S^2 = 1.5, for Pollaczek and Khinchine.
TEST(Travel, IsPartOfTheServiceTime) {
  Scenario s = test::work_list(0.7, test::exponential(0.5 * kHourly));
  s.agencies[0].travel = test::exponential(0.5 * kHourly);
  s.length = 15'000 * kHour;
  expect(s, 59, 10, "wait", 0.7 * 1.5 / 2 / 0.3,
         [](const Sojourns& k) { return k.waited / k.starts; });
}

/// One crew for all that come: M/G/1 by processor sharing, E T = E S / (1 - rho) whatever the law
/// of the work; L. Kleinrock, J. ACM 14 (1967) 242, M. Sakata et al., Oper. Res. 19 (1971) 377.
TEST(Concurrency, WithoutLimitIsProcessorSharing) {
  Scenario s = mm1(0.7, 20'000);
  s.agencies[0].concurrency = Concurrency{};
  expect(s, 60, 10, "M/M/1-PS", 1 / 0.3, mean_of_all);
  s = test::work_list(0.7, test::constant(kHourly));
  s.length = 20'000 * kHour;
  s.agencies[0].concurrency = Concurrency{};
  expect(s, 61, 10, "M/D/1-PS", 1 / 0.3, mean_of_all);
}

/// Three at full speed and no more: three crews with one ticket each, M/M/3 of load 0.8 each.
TEST(Concurrency, AtFullSpeedUpToALimitIsAsManyCrews) {
  Scenario s = mm1(2.4, 8'000);
  s.agencies[0].concurrency = Concurrency{3, {1, 1, 1}};
  expect(s, 62, 10, "M/M/3", theory::erlang_c({2.4, 1, 3})->mean_sojourn, mean_of_all);
}

}  // namespace
}  // namespace hotline::sim
