#include "core/theory/single_server.hpp"

#include <cmath>

#include "core/theory/erlang.hpp"
#include "tests/unit/core_theory/close.hpp"

namespace hotline::theory {
namespace {

// VC041 to VC044: Pollaczek-Khinchine at 0.8, handling of mean 1.
TEST(SingleServer, WaitsByTheVariationOfHandling) {
  EXPECT_TRUE(close(mg1(0.8, {1, 0}).value().mean_wait, 2.0));
  EXPECT_TRUE(close(mg1(0.8, {1, std::sqrt(0.5)}).value().mean_wait, 3.0));
  EXPECT_TRUE(close(mg1(0.8, {1, 1}).value().mean_wait, 4.0));
  EXPECT_TRUE(close(mg1(0.8, {1, std::sqrt(1.5)}).value().mean_wait, 5.0));
}

// VC057: talk of 3 min and after-call work of 1 min, both exponential.
TEST(SingleServer, AfterCallWorkIsHandlingToo) {
  const SingleServer s = mg1(0.2, {4, std::sqrt(10.0) / 4}).value();
  EXPECT_TRUE(close(s.mean_wait, 13.0));
  EXPECT_TRUE(close(s.occupancy, 0.8));
}

// VC113, the rows without pooling: 50 an hour of 1 min, 5 an hour of 10 min; minutes.
TEST(SingleServer, ShortAndLongApart) {
  EXPECT_TRUE(close(mg1(50.0 / 60, {1, 0}).value().mean_wait, 2.5));
  EXPECT_TRUE(close(mg1(5.0 / 60, {10, 0}).value().mean_wait, 25.0));
  EXPECT_TRUE(close(mg1(50.0 / 60, {1, 1}).value().mean_wait, 5.0));
  EXPECT_TRUE(close(mg1(5.0 / 60, {10, 1}).value().mean_wait, 50.0));
  const double deterministic = (50 * 2.5 + 5 * 25.0) / 55;
  EXPECT_TRUE(close(deterministic, 4.545, 2e-4));  // printed to four digits
}

TEST(SingleServer, ObeysLittle) {
  const SingleServer s = mg1(0.3, {2, 0.7}).value();
  EXPECT_TRUE(close(s.mean_in_system, s.mean_queue + s.occupancy, 1e-13));
}

// VC058: vacations of mean 0.5, exponential.
TEST(Vacations, AddTheirRest) {
  EXPECT_TRUE(close(mg1_vacations(0.7, {1, 1}, {0.5, 1}).value().mean_wait, 2.83333333333));
  EXPECT_TRUE(close(mg1_vacations(0.7, {1, 1}, {1e-9, 1}).value().mean_wait, 0.7 / 0.3));
}

// VC059: three reports of one incident.
TEST(Batches, OfThree) {
  const SingleServer s = batch_mm1(0.2, {3, 0}, 1).value();
  EXPECT_TRUE(close(s.mean_in_system, 3.0));
  EXPECT_TRUE(close(s.mean_sojourn, 5.0));
}

TEST(Batches, OfOneAreNone) {
  const ErlangC c = erlang_c({0.6, 1, 1}).value();
  EXPECT_TRUE(close(batch_mm1(0.6, {1, 0}, 1).value().mean_wait, c.mean_wait, 1e-13));
}

// VC050; sigma is printed to seven digits.
TEST(GeneralArrivals, Regular) {
  const GeneralArrivals d = dm1(1.25, 1).value();
  EXPECT_TRUE(close(d.wait_probability, 0.6286298));
  EXPECT_TRUE(close(d.steady.mean_wait, 1.69273084));
  EXPECT_TRUE(close(d.wait_probability, std::exp(-(1 - d.wait_probability) / 0.8), 1e-14));
}

// Near saturation the wait is half of that of M/M/1: rho / (2 (1 - rho)).
TEST(GeneralArrivals, RegularNearSaturation) {
  const double rho = 1 - 1e-6;
  EXPECT_TRUE(close(dm1(1 / rho, 1).value().steady.mean_wait, 0.5 / (1 - rho), 1e-5));
}

TEST(GeneralArrivals, OfPoissonAreTheClassicalQueue) {
  const auto complement = [](double s) { return s / (0.8 + s); };
  const GeneralArrivals m = gim1(complement, 1.25, 1).value();
  EXPECT_TRUE(close(m.wait_probability, 0.8, 1e-13));
  EXPECT_TRUE(close(m.steady.mean_wait, 4, 1e-13));
}

// VC046, VC048: embedded chain solved elsewhere.
TEST(DeterministicHandling, TwoAndTenAgents) {
  const DeterministicHandling two = mdc(1.6, 1, 2).value();
  EXPECT_TRUE(close(two.mean_wait, 0.903283879417));
  EXPECT_TRUE(close(two.wait_probability, 0.701898317173));
  const DeterministicHandling ten = mdc(9, 1, 10).value();
  EXPECT_TRUE(close(ten.mean_wait, 0.34458205038));
  EXPECT_TRUE(close(ten.wait_probability, 0.646861283932));
}

TEST(DeterministicHandling, OfOneAgentIsPollaczekKhinchine) {
  for (const double rho : {0.1, 0.8, 0.999}) {
    const DeterministicHandling d = mdc(rho, 1, 1).value();
    EXPECT_TRUE(close(d.mean_wait, mg1(rho, {1, 0}).value().mean_wait, 1e-12));
    EXPECT_TRUE(close(d.wait_probability, rho, 1e-12));
  }
}

// Near saturation half of Erlang C's wait, as the variation is half.
TEST(DeterministicHandling, NearSaturationIsHalfOfErlangC) {
  for (const int agents : {2, 5, 100}) {
    const double load = agents * (1 - 1e-5);
    EXPECT_TRUE(close(mdc(load, 1, agents).value().mean_wait,
                      erlang_c({load, 1, agents}).value().mean_wait / 2, 1e-3));
  }
}

TEST(DeterministicHandling, OfManyAgentsLosesNoDigitThatCounts) {
  const DeterministicHandling d = mdc(950, 1, 1000).value();
  const ErlangC c = erlang_c({950, 1, 1000}).value();
  EXPECT_GT(d.wait_probability, 0);
  EXPECT_LT(d.wait_probability, c.wait_probability);
  EXPECT_LT(d.mean_wait, c.mean_wait);
  EXPECT_GT(d.mean_wait, 0.45 * c.mean_wait);
}

TEST(SingleServer, RefusesWhatHasNoSteadyState) {
  EXPECT_TRUE(refused(mg1(1, {1, 0}), "offered load: found 1"));
  EXPECT_TRUE(refused(mg1(0.5, {1, -1}), "cv"));
  EXPECT_TRUE(refused(mg1_vacations(0.5, {1, 1}, {0, 1}), "vacation"));
  EXPECT_TRUE(refused(batch_mm1(0.4, {3, 0}, 1), "offered load: found 1.2"));
  EXPECT_TRUE(refused(batch_mm1(0.4, {0.5, 0}, 1), "batch: found 0.5"));
  EXPECT_TRUE(refused(dm1(1, 1), "offered load"));
  EXPECT_TRUE(refused(dm1(0, 1), "time between arrivals"));
  EXPECT_TRUE(refused(mdc(10, 1, 10), "offered load"));
  EXPECT_TRUE(refused(mdc(10, 1, 10'001), "agents: found 10001"));
}

}  // namespace
}  // namespace hotline::theory
