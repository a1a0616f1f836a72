#include "core/theory/time_varying.hpp"

#include <cmath>
#include <numbers>
#include <numeric>

#include "core/theory/abandonment.hpp"
#include "core/theory/differential.hpp"
#include "core/theory/erlang.hpp"
#include "core/theory/infinite_server.hpp"
#include "tests/unit/core_theory/close.hpp"

namespace hotline::theory {
namespace {

RealFunction constant(double rate) {
  return [rate](double) { return rate; };
}

// VC017, ContactCenters MMC: 8 h from empty, 12 agents, minutes. Printed to eight digits.
TEST(DayFromEmpty, WithoutAbandonment) {
  const Day day = day_from_empty(constant(4.2), 0.5, 0, 12, 480, 1.0 / 3).value();
  EXPECT_TRUE(close(day.answered_within, 1815.27174));
  EXPECT_TRUE(close(day.service_level, 0.90043241));
  EXPECT_TRUE(close(day.mean_wait_of_answered, 0.10068074));
  EXPECT_TRUE(close(day.occupancy, 0.69693435));
  EXPECT_TRUE(close(day.answered, 2016.0));
  EXPECT_EQ(day.abandoned, 0);
}

// VC018, ContactCenters MMCAb: the same with patience of mean 1 min.
TEST(DayFromEmpty, WithAbandonment) {
  const Day day = day_from_empty(constant(4.2), 0.5, 1, 12, 480, 1.0 / 3).value();
  EXPECT_TRUE(close(day.abandoned, 59.263218));
  EXPECT_TRUE(close(day.answered_within, 1906.718894));
  EXPECT_TRUE(close(day.answered_within_of_answered, 0.97443811));
  EXPECT_TRUE(close(day.mean_wait_of_answered, 0.02382527));
  EXPECT_TRUE(close(day.occupancy, 0.67655834));
  EXPECT_TRUE(close(day.answered_within_of_others, 0.96818907));
}

// A long day is the steady state; the start weighs 1 / horizon.
TEST(DayFromEmpty, OfGreatLengthIsTheSteadyState) {
  const Day day = day_from_empty(constant(9), 1, 0.5, 10, 2000, 0.1).value();
  const Abandonment a = erlang_a({9, 1, 10}, 0.5, 0.1).value();
  EXPECT_TRUE(close(day.service_level, a.answered_within, 1e-3));
  EXPECT_TRUE(close(day.abandoned / day.arrived, a.abandon_probability, 5e-3));
  EXPECT_TRUE(close(day.mean_wait_of_answered, a.mean_wait_of_answered, 5e-3));
  EXPECT_TRUE(close(day.answered_within_of_others, a.answered_within_of_others, 1e-3));
}

// VC076: 30 + 12 sin(2 pi t / 8) an hour, 11 agents, after five cycles.
TEST(Course, OfAWave) {
  VaryingPool pool;
  pool.arrival_rate = [](double t) { return 30 + 12 * std::sin(2 * std::numbers::pi * t / 8); };
  pool.service_rate = 3;
  pool.abandonment_rate = 2;
  pool.staffing = {{0, 11}};
  const std::vector<Moment> moments = course(pool, {40, 41, 42, 43, 44, 45, 46, 47}).value();
  const double wait[] = {0.30766796, 0.6787558,  0.84924329, 0.83662794,
                         0.61405352, 0.21922665, 0.05819878, 0.07877861};
  const double queue[] = {0.56730762, 2.37250629, 4.35795331, 4.19752992,
                          1.989969,   0.3597964,  0.05724638, 0.08307923};
  ASSERT_EQ(moments.size(), 8U);
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_TRUE(close(moments[i].wait_probability, wait[i]));
    EXPECT_TRUE(close(moments[i].queue, queue[i]));
  }
  EXPECT_TRUE(close(moments[0].busy, 8.56777872));
}

// VC077: 14 agents until 4, then 9; agents finish the case in hand.
TEST(Course, OfAnExhaustiveDrop) {
  VaryingPool pool;
  pool.arrival_rate = constant(10);
  pool.abandonment_rate = 0.2;
  pool.staffing = {{0, 14}, {4, 9}};
  const std::vector<Moment> moments = course(pool, {4, 4.25, 4.5, 5, 6, 8}).value();
  const double queue[] = {0.24634353, 1.48596897, 2.12773242, 2.76932099, 3.65902089, 4.84761234};
  const double busy[] = {9.70945291, 8.64809208, 8.30522337, 8.28133047, 8.40054187, 8.53549608};
  ASSERT_EQ(moments.size(), 6U);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_TRUE(close(moments[i].queue, queue[i]));
    EXPECT_TRUE(close(moments[i].busy, busy[i]));
  }
  EXPECT_TRUE(close(moments[0].wait_probability, 0.13669033));
  EXPECT_TRUE(close(moments[1].wait_probability, 0.65977549));
  EXPECT_TRUE(close(moments[5].wait_probability, 0.8082459));
}

// Preemptive, patience as long as handling: the number in the system is Poisson with a mean that
// knows nothing of staffing: 10 (1 - exp(-t)).
TEST(Course, OfAPreemptiveDropIsPoissonWherePatienceIsAsLongAsHandling) {
  VaryingPool pool;
  pool.arrival_rate = constant(10);
  pool.abandonment_rate = 1;
  pool.staffing = {{0, 14}, {2, 6}, {3, 11}};
  pool.drop = StaffingDrop::kPreemptive;
  const std::vector<double> instants = {1, 2, 2.5, 3.5, 6};
  const int agents[] = {14, 14, 6, 11, 11};
  const std::vector<Moment> moments = course(pool, instants).value();
  for (std::size_t i = 0; i < instants.size(); ++i) {
    const double mean = 10 * (1 - std::exp(-instants[i]));
    EXPECT_TRUE(close(moments[i].queue + moments[i].busy, mean, 1e-8));
    EXPECT_TRUE(close(moments[i].wait_probability, poisson_tail(mean, agents[i]).value(), 1e-8));
  }
}

TEST(Course, AgentsWhoFinishServeMoreThanThoseWhoLeave) {
  VaryingPool pool;
  pool.arrival_rate = constant(10);
  pool.abandonment_rate = 0.2;
  pool.staffing = {{0, 14}, {4, 9}};
  const Moment finished = course(pool, {4.25}).value().front();
  pool.drop = StaffingDrop::kPreemptive;
  const Moment left = course(pool, {4.25}).value().front();
  EXPECT_LT(finished.queue, left.queue);
  pool.staffing = {{0, 9}};  // one staffing: one rule
  const Moment one = course(pool, {4.25}).value().front();
  pool.drop = StaffingDrop::kExhaustive;
  EXPECT_EQ(one.queue, course(pool, {4.25}).value().front().queue);
}

TEST(Course, BeginsEmptyAndEndsSteady) {
  VaryingPool pool;
  pool.arrival_rate = constant(9);
  pool.staffing = {{0, 10}};
  const std::vector<Moment> moments = course(pool, {0, 1000}).value();
  EXPECT_EQ(moments[0].busy, 0);
  EXPECT_EQ(moments[0].wait_probability, 0);
  const ErlangC c = erlang_c({9, 1, 10}).value();
  EXPECT_TRUE(close(moments[1].queue, c.mean_queue, 1e-7));
  EXPECT_TRUE(close(moments[1].wait_probability, c.wait_probability, 1e-8));
}

TEST(Course, RefusesWhatIsNoPlan) {
  VaryingPool pool;
  pool.arrival_rate = constant(9);
  EXPECT_TRUE(refused(course(pool, {1}), "staffing"));
  pool.staffing = {{1, 9}};
  EXPECT_TRUE(refused(course(pool, {1}), "from time 0"));
  pool.staffing = {{0, 9}, {0, 10}};
  EXPECT_TRUE(refused(course(pool, {1}), "ascending"));
  pool.staffing = {{0, -1}};
  EXPECT_TRUE(refused(course(pool, {1}), "agents: found -1"));
  pool.staffing = {{0, 9}};
  EXPECT_TRUE(refused(course(pool, {}), "instants"));
  EXPECT_TRUE(refused(course(pool, {2, 1}), "instants"));
  pool.arrival_rate = nullptr;
  EXPECT_TRUE(refused(course(pool, {1}), "arrival rate: found none"));
  EXPECT_TRUE(refused(day_from_empty(constant(1), 1, 0, 0, 1, 0), "agents"));
  EXPECT_TRUE(refused(day_from_empty(constant(1), 1, 0, 1, 0, 0), "horizon"));
}

// VC020; the mean of the first 25 is the 2.12 of A. M. Law and W. D. Kelton. Printed to seven
// digits.
TEST(Transient, DelaysOfAnMm1FromEmpty) {
  const std::vector<double> d = mm1_delays_from_empty(1, 10.0 / 9, 100).value();
  ASSERT_EQ(d.size(), 100U);
  EXPECT_EQ(d[0], 0);
  EXPECT_TRUE(close(d[1], 0.426316));
  EXPECT_TRUE(close(d[2], 0.734539));
  EXPECT_TRUE(close(d[4], 1.196518));
  EXPECT_TRUE(close(d[9], 1.975503));
  EXPECT_TRUE(close(d[24], 3.300509));
  EXPECT_TRUE(close(d[49], 4.498606));
  EXPECT_TRUE(close(d[99], 5.75931));
  EXPECT_TRUE(close(std::accumulate(d.begin(), d.begin() + 25, 0.0) / 25, 2.124489));
  EXPECT_TRUE(close(std::accumulate(d.begin(), d.end(), 0.0) / 100, 4.134185));
  EXPECT_TRUE(close(erlang_c({1, 10.0 / 9, 1}).value().mean_wait, 8.1));
}

TEST(Transient, DelaysApproachTheSteadyState) {
  EXPECT_TRUE(close(mm1_delays_from_empty(0.5, 1, 1000).value().back(), 1.0, 1e-9));
  EXPECT_TRUE(refused(mm1_delays_from_empty(1, 1, 0), "customers"));
}

TEST(Integrate, SolvesWhatIsKnown) {
  std::vector<double> y = {1, 0};
  const Derivative circle = [](const std::vector<double>& p, std::vector<double>& dp, double) {
    dp[0] = -p[1];
    dp[1] = p[0];
  };
  ASSERT_TRUE(integrate(circle, y, 0, 10));
  EXPECT_NEAR(y[0], std::cos(10.0), 1e-9);
  EXPECT_NEAR(y[1], std::sin(10.0), 1e-9);
  ASSERT_TRUE(integrate(circle, y, 10, 10));
  EXPECT_NEAR(y[0], std::cos(10.0), 1e-9);
}

TEST(Integrate, RefusesWhatBlowsUp) {
  std::vector<double> y = {1};
  const Derivative blow_up = [](const std::vector<double>& p, std::vector<double>& dp, double) {
    dp[0] = p[0] * p[0];
  };
  EXPECT_TRUE(refused(integrate(blow_up, y, 0, 2), "differential equation"));
}

}  // namespace
}  // namespace hotline::theory
