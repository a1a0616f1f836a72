#include "core/theory/limits.hpp"

#include <cmath>

#include "core/theory/abandonment.hpp"
#include "core/theory/erlang.hpp"
#include "tests/unit/core_theory/close.hpp"

namespace hotline::theory {
namespace {

// VC060, VC062, VC063, VC064.
TEST(HalfinWhitt, DelayFunction) {
  EXPECT_TRUE(close(halfin_whitt(0.1).value(), 0.880287083331, 1e-9));
  EXPECT_TRUE(close(halfin_whitt(1).value(), 0.223361274798, 1e-9));
  EXPECT_TRUE(close(halfin_whitt(1.5).value(), 0.0846903944939, 1e-9));
  EXPECT_TRUE(close(halfin_whitt(2).value(), 0.0268813624294, 1e-9));
}

// VC065, VC067, VC068.
TEST(HalfinWhitt, BesideErlangC) {
  struct Row {
    double load;
    int agents;
    double exact, limit;
  };

  for (const Row& row :
       {Row{10, 14, 0.174131933595, 0.136426278922}, Row{100, 110, 0.237007500285, 0.223361274798},
        Row{500, 523, 0.218419573622, 0.212244715321}}) {
    const double beta = (row.agents - row.load) / std::sqrt(row.load);
    EXPECT_TRUE(close(erlang_c({row.load, 1, row.agents}).value().wait_probability, row.exact));
    EXPECT_TRUE(close(halfin_whitt(beta).value(), row.limit));
  }
}

TEST(HalfinWhitt, IsInverted) {
  for (const double p : {1e-12, 0.01, 0.2, 0.5, 0.99}) {
    EXPECT_TRUE(close(halfin_whitt(halfin_whitt_beta(p).value()).value(), p, 1e-10));
  }
  EXPECT_TRUE(close(halfin_whitt(1e-9).value(), 1, 1e-8));
  EXPECT_EQ(halfin_whitt(1e5).value(), 0);
}

TEST(HalfinWhitt, IsTheLimitOfErlangC) {
  const double beta = 0.5;
  const double load = 250'000;
  const int agents = square_root_staffing(load, beta).value();
  EXPECT_EQ(agents, 250'250);
  EXPECT_TRUE(close(erlang_c({load, 1, agents}).value().wait_probability,
                    halfin_whitt(beta).value(), 2e-3));
}

TEST(Garnett, IsTheLimitOfErlangA) {
  for (const double beta : {-1.0, 0.0, 1.0}) {
    for (const double ratio : {0.25, 4.0}) {
      const double load = 40'000;
      const int agents = square_root_staffing(load, beta).value();
      EXPECT_TRUE(close(erlang_a({load, 1, agents}, ratio, 0).value().wait_probability,
                        garnett(beta, ratio).value(), 1e-2));
    }
  }
}

// Patience as long as handling: P(N >= beta).
TEST(Garnett, HasItsLimits) {
  EXPECT_TRUE(close(garnett(1, 1).value(), std::erfc(1 / std::sqrt(2.0)) / 2, 1e-12));
  EXPECT_TRUE(close(garnett(0, 1).value(), 0.5, 1e-13));
  EXPECT_TRUE(close(garnett(1, 1e-8).value(), halfin_whitt(1).value(), 1e-6));
  EXPECT_TRUE(close(garnett(-20, 1).value(), 1, 1e-12));
}

TEST(SquareRoot, RoundsUp) {
  EXPECT_EQ(square_root_staffing(100, 1).value(), 110);
  EXPECT_EQ(square_root_staffing(100, 0).value(), 100);
  EXPECT_EQ(square_root_staffing(101, 1).value(), 112);
  EXPECT_EQ(square_root_staffing(0.01, -5).value(), 1);
}

TEST(Limits, RefuseWhatIsOutside) {
  EXPECT_TRUE(refused(halfin_whitt(0), "beta: found 0"));
  EXPECT_TRUE(refused(halfin_whitt_beta(1), "wait probability"));
  EXPECT_TRUE(refused(garnett(31, 1), "beta: found 31"));
  EXPECT_TRUE(refused(garnett(0, 0), "rate ratio"));
  EXPECT_TRUE(refused(square_root_staffing(-1, 1), "offered load"));
  EXPECT_TRUE(refused(square_root_staffing(1e7, 1), "at most 1000000 agents"));
}

}  // namespace
}  // namespace hotline::theory
