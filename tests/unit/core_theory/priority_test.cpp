#include "core/theory/priority.hpp"

#include "core/theory/erlang.hpp"
#include "tests/unit/core_theory/close.hpp"

namespace hotline::theory {
namespace {

std::vector<PriorityClass> exponential(const std::vector<double>& rates, double service_rate) {
  std::vector<PriorityClass> classes;
  for (const double rate : rates) {
    classes.push_back({rate, {1 / service_rate, 1}});
  }
  return classes;
}

void expect_close(const std::vector<double>& found, const std::vector<double>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_TRUE(close(found[i], expected[i])) << "class " << i + 1;
  }
}

double work(const std::vector<PriorityClass>& classes, const std::vector<double>& waits) {
  double sum = 0;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    sum += classes[i].arrival_rate * classes[i].handling.mean * waits[i];
  }
  return sum;
}

// VC082, parameters of Hillier and Lieberman's county hospital.
TEST(Priority, ThreeClassesNotPreemptive) {
  expect_close(mg1_priority_waits(exponential({0.2, 0.6, 1.2}, 3)).value(),
               {0.23809524, 0.32467532, 0.90909091});
  expect_close(mmc_priority_waits({0.2, 0.6, 1.2}, 3, 1).value(),
               {0.23809524, 0.32467532, 0.90909091});
}

// VC084; the last is printed to seven digits.
TEST(Priority, ThreeClassesPreemptive) {
  expect_close(mg1_preemptive_delays(exponential({0.2, 0.6, 1.2}, 3)).value(),
               {0.023809524, 0.15367965, 1.030303});
}

// VC086, Ciw's tests: sojourn; and VC136, whose waits earliest-due-date order approaches.
TEST(Priority, TwoClasses) {
  const std::vector<double> waits = mg1_priority_waits(exponential({0.2, 0.6}, 1)).value();
  expect_close(waits, {1.0, 5.0});
  EXPECT_TRUE(close(waits[0] + 1, 2.0));
  EXPECT_TRUE(close(waits[1] + 1, 6.0));
}

// VC087.
TEST(Priority, TwentyAgents) {
  const std::vector<double> waits = mmc_priority_waits({3, 6, 9}, 1, 20).value();
  expect_close(waits, {0.03239817675, 0.05890577592, 0.5006990953});
  const double fifo = erlang_c({18, 1, 20}).value().mean_wait;
  EXPECT_TRUE(close(fifo, 0.275384502408));
  EXPECT_TRUE(close((3 * waits[0] + 6 * waits[1] + 9 * waits[2]) / 18, fifo, 1e-12));
}

// VC088: 0.6 of mean 0.5 at cost 1, 0.2 of mean 2 at cost 3.
TEST(Priority, ShortOrLongFirst) {
  const std::vector<PriorityClass> short_first = {{0.6, {0.5, 1}}, {0.2, {2, 1}}};
  const std::vector<PriorityClass> long_first = {short_first[1], short_first[0]};
  const std::vector<double> a = mg1_priority_waits(short_first).value();
  expect_close(a, {1.35714285714, 4.52380952381});
  EXPECT_TRUE(close(waiting_cost_rate(short_first, a, {1, 3}), 3.52857142857));
  const std::vector<double> b = mg1_priority_waits(long_first).value();
  expect_close(b, {1.58333333333, 5.27777777778});
  EXPECT_TRUE(close(waiting_cost_rate(long_first, b, {3, 1}), 4.11666666667));
  const double fifo = mg1_mixed_wait(short_first).value();
  EXPECT_TRUE(close(fifo, 3.16666666667));
  EXPECT_TRUE(close(waiting_cost_rate(short_first, {fifo, fifo}, {1, 3}), 3.8));
  EXPECT_EQ(c_mu_order(short_first, {1, 3}), (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(c_mu_order(short_first, {1, 5}), (std::vector<std::size_t>{1, 0}));
}

// VC090, VC091, VC093: low first; and VC137, the conservation law.
TEST(AccumulatingPriority, ThreeRatios) {
  struct Row {
    double ratio, low, high;
  };

  const std::vector<PriorityClass> classes = exponential({0.5, 0.4}, 1);
  for (const Row& row : {Row{1, 9, 9}, Row{2, 11.25, 6.1875}, Row{1e6, 14.99999, 1.50001249999}}) {
    const std::vector<double> waits = accumulating_priority_waits(classes, {1, row.ratio}).value();
    expect_close(waits, {row.low, row.high});
    EXPECT_TRUE(close(work(classes, waits), 8.1));
  }
}

// Kleinrock's conservation law: sum rho W does not depend on the order, nor on the laws.
TEST(Priority, ConservesWork) {
  const std::vector<PriorityClass> classes = {
      {0.1, {1, 0}}, {0.3, {0.5, 2}}, {0.2, {2, 0.5}}, {0.05, {1, 1}}};
  const double all = work(classes, std::vector<double>(4, mg1_mixed_wait(classes).value()));
  EXPECT_TRUE(close(work(classes, mg1_priority_waits(classes).value()), all, 1e-12));
  for (const std::vector<double>& slopes :
       {std::vector<double>{1, 2, 3, 4}, {4, 1, 4, 2}, {7, 7, 7, 7}, {1e-9, 1, 1e9, 3}}) {
    EXPECT_TRUE(
        close(work(classes, accumulating_priority_waits(classes, slopes).value()), all, 1e-12));
  }
}

TEST(Priority, HasItsLimits) {
  const std::vector<PriorityClass> classes = {{0.1, {1, 0}}, {0.3, {0.5, 2}}, {0.2, {2, 0.5}}};
  const std::vector<double> strict = mg1_priority_waits(classes).value();
  const std::vector<double> steep = accumulating_priority_waits(classes, {1e14, 1e7, 1}).value();
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_TRUE(close(steep[k], strict[k], 1e-6));
  }
  const double fifo = mg1_mixed_wait(classes).value();
  expect_close(accumulating_priority_waits(classes, {2, 2, 2}).value(), {fifo, fifo, fifo});
  // One class: all are the queue without classes. The first under preemption: as if alone.
  EXPECT_TRUE(close(mg1_preemptive_delays({classes[0]}).value()[0],
                    mg1(0.1, {1, 0}).value().mean_wait, 1e-13));
  EXPECT_TRUE(
      close(mg1_preemptive_delays(classes).value()[0], mg1(0.1, {1, 0}).value().mean_wait, 1e-13));
}

TEST(Priority, RefusesWhatHasNoSteadyState) {
  EXPECT_TRUE(refused(mg1_priority_waits({}), "classes: found none"));
  EXPECT_TRUE(refused(mg1_priority_waits(exponential({0.5, 0.5}, 1)), "offered load: found 1"));
  EXPECT_TRUE(refused(mg1_preemptive_delays({{0.5, {1, -1}}}), "cv"));
  EXPECT_TRUE(refused(mg1_mixed_wait({{-0.5, {1, 1}}}), "arrival rate"));
  EXPECT_TRUE(refused(mmc_priority_waits({}, 1, 1), "classes: found none"));
  EXPECT_TRUE(refused(mmc_priority_waits({5, 5}, 1, 10), "offered load"));
  const std::vector<PriorityClass> classes = exponential({0.5, 0.4}, 1);
  EXPECT_TRUE(refused(accumulating_priority_waits(classes, {1}), "slopes: found 1"));
  EXPECT_TRUE(refused(accumulating_priority_waits(classes, {1, 0}), "slope: found 0"));
}

}  // namespace
}  // namespace hotline::theory
