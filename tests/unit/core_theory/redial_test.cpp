#include "core/theory/redial.hpp"

#include "core/theory/abandonment.hpp"
#include "tests/unit/core_theory/close.hpp"

namespace hotline::theory {
namespace {

// VC030: a chain solved elsewhere and simulated, printed to eight digits.
TEST(Redial, TenAgentsHalfComeBack) {
  const Redial r = erlang_a_redial({10, 1, 10}, 0.5, 0.5, 0.2).value();
  EXPECT_TRUE(close(r.attempt_rate, 10.75407725));
  EXPECT_TRUE(close(r.abandon_probability, 0.14024025));
  EXPECT_TRUE(close(r.loss_probability, 0.07540773));
  EXPECT_TRUE(close(r.mean_queue, 3.01630901));
  EXPECT_TRUE(close(r.mean_orbit, 3.77038626));
  EXPECT_TRUE(close(r.occupancy, 0.92459227));
}

TEST(Redial, IfNobodyComesBackIsErlangA) {
  const Redial r = erlang_a_redial({12, 1, 10}, 0.5, 0, 1).value();
  const Abandonment a = erlang_a({12, 1, 10}, 0.5, 0).value();
  EXPECT_TRUE(close(r.abandon_probability, a.abandon_probability, 1e-9));
  EXPECT_TRUE(close(r.wait_probability, a.wait_probability, 1e-9));
  EXPECT_TRUE(close(r.mean_wait, a.mean_wait, 1e-9));
  EXPECT_EQ(r.mean_orbit, 0);
}

// All who are not lost are answered: occupancy * agents * mu = lambda (1 - loss).
TEST(Redial, WhatComesGoes) {
  for (const double p : {0.2, 0.9, 1.0}) {
    const Redial r = erlang_a_redial({7, 1, 8}, 2, p, 3).value();
    EXPECT_TRUE(close(r.occupancy * 8, 7 * (1 - r.loss_probability), 1e-9));
  }
}

TEST(Redial, RefusesCallersWhoNeverGiveUpOnTooFewAgents) {
  EXPECT_TRUE(refused(erlang_a_redial({10, 1, 10}, 1, 1, 1), "offered load"));
  EXPECT_TRUE(refused(erlang_a_redial({10, 1, 10}, 0, 0.5, 1), "abandonment rate"));
  EXPECT_TRUE(refused(erlang_a_redial({10, 1, 10}, 1, 1.5, 1), "redial probability"));
  EXPECT_TRUE(refused(erlang_a_redial({10, 1, 10}, 1, 0.5, 0), "redial rate"));
}

// VC032.
TEST(Retrial, OneAgent) {
  const Retrial r = mm1_retrial(0.7, 1, 0.5).value();
  EXPECT_TRUE(close(r.mean_orbit, 4.9));
  EXPECT_TRUE(close(r.block_probability, 0.7));
  EXPECT_TRUE(close(r.mean_wait, 7.0));
}

// Who tries again at once loses nothing against waiting in line, on average.
TEST(Retrial, AtOnceIsTheQueue) {
  EXPECT_TRUE(close(mm1_retrial(0.7, 1, 1e12).value().mean_wait, 0.7 / 0.3, 1e-9));
  EXPECT_TRUE(refused(mm1_retrial(1, 1, 1), "offered load"));
  EXPECT_TRUE(refused(mm1_retrial(0.5, 1, 0), "retrial rate"));
}

}  // namespace
}  // namespace hotline::theory
