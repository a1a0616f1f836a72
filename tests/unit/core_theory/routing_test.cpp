#include "core/theory/routing.hpp"

#include "core/theory/abandonment.hpp"
#include "tests/unit/core_theory/close.hpp"

namespace hotline::theory {
namespace {

VModel small_v() {
  VModel v;
  v.classes = {{1.5, 1.0}, {0.2, 0.1}};
  v.service_rates = {1, 0.5};
  v.agents = 4;
  return v;
}

void expect_v(const TwoQueues& q, double queue_1, double queue_2, double abandon_1,
              double abandon_2, double occupancy) {
  EXPECT_TRUE(close(q.mean_queue[0], queue_1));
  EXPECT_TRUE(close(q.mean_queue[1], queue_2));
  EXPECT_TRUE(close(q.abandon_probability[0], abandon_1));
  EXPECT_TRUE(close(q.abandon_probability[1], abandon_2));
  EXPECT_TRUE(close(q.occupancy[0] + q.occupancy[1], occupancy));
}

// VC106, VC107, VC109: a chain solved elsewhere and simulated, printed to seven digits and more.
TEST(VModelTest, ThreeRules) {
  VModel v = small_v();
  expect_v(v_model(v).value(), 0.46695929, 0.92510742, 0.06226124, 0.09251074, 0.80539666);
  v.rule = QueueRule::kSecondClass;
  expect_v(v_model(v).value(), 1.17951615, 0.3398317, 0.15726882, 0.03398317, 0.79903261);
  v.rule = QueueRule::kFixedRatio;
  v.ratio = 0.25;
  expect_v(v_model(v).value(), 0.51979317, 0.88120072, 0.06930576, 0.08812007, 0.80495031);
}

// Both classes alike: together they are one Erlang A, whatever the rule.
TEST(VModelTest, EqualClassesAreErlangA) {
  for (const QueueRule rule : {QueueRule::kFirstClass, QueueRule::kFixedRatio}) {
    VModel v;
    v.classes = {{2, 3}, {0.5, 0.5}};
    v.service_rates = {1, 1};
    v.agents = 5;
    v.rule = rule;
    const TwoQueues q = v_model(v).value();
    const Abandonment a = erlang_a({5, 1, 5}, 0.5, 0).value();
    EXPECT_TRUE(close(q.mean_queue[0] + q.mean_queue[1], a.mean_queue, 1e-9));
    EXPECT_TRUE(close(q.occupancy[0] + q.occupancy[1], a.occupancy, 1e-9));
  }
}

// VC110: nothing reserved.
TEST(NModelTest, ThreeAndThree) {
  NModel n;
  n.classes = {{3, 2}, {0.3, 0.3}};
  n.service_rates = {1, 0.8};
  n.agents = {3, 3};
  const TwoQueues q = n_model(n).value();
  EXPECT_TRUE(close(q.mean_queue[0], 0.82616232));
  EXPECT_TRUE(close(q.mean_queue[1], 1.12203916));
  EXPECT_TRUE(close(q.abandon_probability[0], 0.08261623));
  EXPECT_TRUE(close(q.abandon_probability[1], 0.16830587));
  EXPECT_TRUE(close(q.occupancy[0], 0.76764241));
  EXPECT_TRUE(close(q.occupancy[1], 0.88025514));
  EXPECT_TRUE(close(q.second_group_full, 0.76453199));
}

// All of group 2 reserved: two groups apart.
TEST(NModelTest, WithAllReservedIsTwoErlangA) {
  NModel n;
  n.classes = {{3, 2}, {0.3, 0.6}};
  n.service_rates = {1, 0.8};
  n.agents = {3, 2};
  n.reserved = 2;
  const TwoQueues q = n_model(n).value();
  EXPECT_TRUE(close(q.mean_queue[0], erlang_a({3, 1, 3}, 0.3, 0).value().mean_queue, 1e-9));
  EXPECT_TRUE(close(q.mean_queue[1], erlang_a({2, 0.8, 2}, 0.6, 0).value().mean_queue, 1e-9));
}

TEST(NModelTest, ReservationHelpsTheSecondClass) {
  NModel n;
  n.classes = {{3, 2}, {0.3, 0.3}};
  n.service_rates = {1, 0.8};
  n.agents = {3, 3};
  const TwoQueues open = n_model(n).value();
  n.reserved = 1;
  const TwoQueues reserved = n_model(n).value();
  EXPECT_LT(reserved.abandon_probability[1], open.abandon_probability[1]);
  EXPECT_GT(reserved.abandon_probability[0], open.abandon_probability[0]);
}

TEST(Routing, RefusesWhatCannotBeSolved) {
  VModel v = small_v();
  v.agents = 0;
  EXPECT_TRUE(refused(v_model(v), "agents"));
  v = small_v();
  v.classes.abandonment_rates[0] = 0;
  EXPECT_TRUE(refused(v_model(v), "abandonment rate"));
  NModel n;
  n.classes = {{3, 2}, {0.3, 0.3}};
  n.service_rates = {1, 0.8};
  n.reserved = 2;
  EXPECT_TRUE(refused(n_model(n), "reserved agents: found 2"));
}

}  // namespace
}  // namespace hotline::theory
