#include "core/theory/sharing.hpp"

#include "core/theory/erlang.hpp"
#include "tests/unit/core_theory/close.hpp"

namespace hotline::theory {
namespace {

// VC123, Ciw's test of capacitated processor sharing: three slots at full speed.
TEST(SharedAgentTest, ThreeSlots) {
  const SharedAgent agent = full_speed_slots(10, 12, 3).value();
  const double expected[] = {0.4321329639889196, 0.3601108033240997, 0.1500461680517082,
                             0.041679491125474505, 0.011577636423742918};
  for (int n = 0; n < 5; ++n) {
    EXPECT_TRUE(close(agent.probability(n), expected[n], 1e-13));
  }
  EXPECT_TRUE(close(agent.mean_sojourn, 0.0855529512039));
}

TEST(SharedAgentTest, SlotsAreErlangC) {
  const SharedAgent agent = full_speed_slots(4.5, 1, 5).value();
  EXPECT_TRUE(close(agent.mean_sojourn, erlang_c({4.5, 1, 5}).value().mean_sojourn, 1e-12));
}

// One rate for all: M/M/1.
TEST(SharedAgentTest, OfOneSpeedIsTheClassicalQueue) {
  const SharedAgent agent = shared_agent(0.6, {1, 1, 1, 1}).value();
  EXPECT_TRUE(close(agent.mean_in_system, 1.5, 1e-13));
  EXPECT_TRUE(close(agent.busy_probability, 0.6, 1e-13));
  EXPECT_TRUE(close(agent.probability(9), 0.4 * std::pow(0.6, 9), 1e-12));
}

TEST(SharedAgentTest, RefusesWhatHasNoSteadyState) {
  EXPECT_TRUE(refused(shared_agent(1, {}), "rates: found 0"));
  EXPECT_TRUE(refused(shared_agent(1, {2, 0}), "total rate: found 0"));
  EXPECT_TRUE(refused(shared_agent(1, {2, 1}), "expected less than 1"));
  EXPECT_TRUE(refused(full_speed_slots(1, 2, 0), "slots"));
}

// VC124, Ciw's tests.
TEST(ProcessorSharingTest, OneAgent) {
  const ProcessorSharing p = processor_sharing(3, 5).value();
  EXPECT_TRUE(close(p.mean_sojourn, 0.5));
  EXPECT_TRUE(close(p.mean_in_system, 1.5));
  EXPECT_TRUE(close(p.slowdown, 2.5));
  EXPECT_TRUE(refused(processor_sharing(5, 5), "offered load"));
}

}  // namespace
}  // namespace hotline::theory
