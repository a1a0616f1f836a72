#include "core/theory/finite_room.hpp"

#include <numeric>

#include "core/theory/erlang.hpp"
#include "tests/unit/core_theory/close.hpp"

namespace hotline::theory {
namespace {

// VC034, simmer's vignette on queueing.
TEST(FiniteRoom, TwoAgentsThreeLines) {
  const FiniteRoom room = finite_room({3, 4, 2}, 3).value();
  EXPECT_TRUE(close(room.block_probability, 0.04936014625));
  EXPECT_TRUE(close(room.mean_in_system, 0.7623400366));
  EXPECT_TRUE(close(room.in_system[0], 0.4680073126));
}

// VC036; printed to eight digits and more.
TEST(FiniteRoom, TwelveAgentsSeventeenLines) {
  const FiniteRoom room = finite_room({4.2, 0.5, 12}, 17).value();
  EXPECT_TRUE(close(room.block_probability, 0.0094768743));
  EXPECT_TRUE(close(room.mean_wait, 0.061124241));
  EXPECT_TRUE(close(room.occupancy, 0.69336619));
}

// VC037: 90 agents and 30 lines more; minutes. Its delay probability is of all, blocked ones too.
TEST(FiniteRoom, NinetyAgentsAndThirtyLines) {
  const FiniteRoom room = finite_room({8.25, 0.1, 90}, 120).value();
  EXPECT_TRUE(close(room.block_probability, 0.0019813115));
  EXPECT_TRUE(close(room.wait_probability * (1 - room.block_probability), 0.2996621));
  EXPECT_TRUE(close(room.mean_wait, 0.32093288));
  EXPECT_TRUE(close(room.occupancy, 0.91485046));
}

TEST(FiniteRoom, WithoutQueueIsErlangB) {
  for (const double load : {0.1, 8.0, 50.0, 1e6}) {
    const FiniteRoom room = finite_room({load, 1, 10}, 10).value();
    EXPECT_TRUE(close(room.block_probability, erlang_b(load, 10).value(), 1e-12));
    EXPECT_EQ(room.mean_queue, 0);
  }
}

TEST(FiniteRoom, WithManyLinesIsErlangC) {
  const FiniteRoom room = finite_room({9, 1, 10}, 500).value();
  const ErlangC c = erlang_c({9, 1, 10}).value();
  EXPECT_TRUE(close(room.wait_probability, c.wait_probability, 1e-12));
  EXPECT_TRUE(close(room.mean_wait, c.mean_wait, 1e-12));
  EXPECT_LT(room.block_probability, 1e-20);
}

// M/M/1/K: p(n) = (1 - rho) rho^n / (1 - rho^(K+1)).
TEST(FiniteRoom, OneAgentIsATruncatedGeometricLaw) {
  const FiniteRoom room = finite_room({0.5, 1, 1}, 4).value();
  for (std::size_t n = 0; n <= 4; ++n) {
    EXPECT_TRUE(close(room.in_system[n],
                      0.5 * std::pow(0.5, static_cast<double>(n)) / (1 - std::pow(0.5, 5)), 1e-13));
  }
}

TEST(FiniteRoom, BearsAnyOverload) {
  const FiniteRoom room = finite_room({1e9, 1, 3}, 1000).value();
  EXPECT_TRUE(close(room.occupancy, 1, 1e-8));
  EXPECT_TRUE(close(room.mean_in_system, 1000, 1e-8));
  EXPECT_TRUE(close(std::accumulate(room.in_system.begin(), room.in_system.end(), 0.0), 1, 1e-12));
  EXPECT_TRUE(refused(finite_room({1, 1, 3}, 2), "lines: found 2, expected a whole number from 3"));
}

// VC039.
TEST(Overflow, TwentyErlangsOnTwentyTwo) {
  const Overflow lost = overflow(20, 22).value();
  EXPECT_TRUE(close(lost.blocking, 0.106733949508));
  EXPECT_TRUE(close(lost.mean, 2.13467899015));
  EXPECT_TRUE(close(lost.peakedness, 2.76040384528));
}

// With no first group the stream is the Poisson stream itself.
TEST(Overflow, OfNobodyIsPoisson) {
  const Overflow all = overflow(7, 0).value();
  EXPECT_TRUE(close(all.mean, 7, 1e-15));
  EXPECT_TRUE(close(all.variance, 7, 1e-14));
  EXPECT_TRUE(refused(overflow(0, 5), "offered load"));
}

}  // namespace
}  // namespace hotline::theory
