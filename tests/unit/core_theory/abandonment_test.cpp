#include "core/theory/abandonment.hpp"

#include <algorithm>
#include <cmath>

#include "core/theory/birth_death.hpp"
#include "core/theory/erlang.hpp"
#include "tests/unit/core_theory/close.hpp"

namespace hotline::theory {
namespace {

// VC021, pyworkforce's tests: minutes.
TEST(ErlangA, HundredCallsOnFourteenAgents) {
  const Abandonment a = erlang_a({100.0 / 30, 1.0 / 3, 14}, 0.2, 1.0 / 3).value();
  EXPECT_TRUE(close(a.wait_probability, 0.1452601143));
  EXPECT_TRUE(close(a.abandon_probability, 0.01398374412));
  EXPECT_TRUE(close(a.occupancy, 0.7042973256));
  EXPECT_TRUE(close(a.mean_wait, 0.06991872061));
  EXPECT_TRUE(close(a.answered_within, 0.9167920919));
  EXPECT_TRUE(close(a.mean_wait_of_answered, 0.06464133408));
  EXPECT_TRUE(close(a.answered_within_of_answered, 0.9297940946));
}

// VC022, example of A. Mandelbaum and S. Zeltyn: 48 a minute, patience 2 min; seconds.
TEST(ErlangA, FiftyAgents) {
  const Abandonment a = erlang_a({48.0 / 60, 1.0 / 60, 50}, 0.5 / 60, 20).value();
  EXPECT_TRUE(close(a.wait_probability, 0.4677740686));
  EXPECT_TRUE(close(a.abandon_probability, 0.03091224916));
  EXPECT_TRUE(close(a.mean_wait, 3.7094699));
  EXPECT_TRUE(close(a.mean_queue, 2.96757592));
  EXPECT_TRUE(close(a.occupancy, 0.9303242408));
}

// VC023, A. Herzog's calculator; 100 lines are as good as any number.
TEST(ErlangA, ThirteenAgents) {
  const Abandonment a = erlang_a({3.5 / 60, 1.0 / 180, 13}, 1.0 / 300, 20).value();
  EXPECT_TRUE(close(a.mean_wait, 9.9128026));
  EXPECT_TRUE(close(a.abandon_probability, 0.03304267536));
}

// VC025: patience as long as handling, so the number in the system is Poisson.
TEST(ErlangA, HundredAgentsOverloaded) {
  const Abandonment a = erlang_a({102, 1, 100}, 1, 0).value();
  EXPECT_TRUE(close(a.wait_probability, 0.5917186345));
  EXPECT_TRUE(close(a.abandon_probability, 0.049917976));
  EXPECT_TRUE(close(a.mean_queue, 5.091633552));
  EXPECT_TRUE(close(a.occupancy, 0.9690836645));
}

// VC027.
TEST(ErlangA, HundredErlangsOnHundredAndFive) {
  const Abandonment a = erlang_a({100, 1, 105}, 0.5, 0).value();
  EXPECT_TRUE(close(a.wait_probability, 0.369605322115));
  EXPECT_TRUE(close(a.abandon_probability, 0.0150840744609));
  EXPECT_TRUE(close(a.mean_wait, 0.0301681489219));
}

struct Load {
  Pool pool;
  double abandonment_rate = 0;
};

class ErlangAOfManyLoads : public ::testing::TestWithParam<Load> {};

// The integrals against another method: the birth-and-death chain, summed.
TEST_P(ErlangAOfManyLoads, IsTheChain) {
  const Pool& pool = GetParam().pool;
  const double theta = GetParam().abandonment_rate;
  const int agents = pool.agents;
  const int highest = agents + 200 + static_cast<int>(3 * pool.arrival_rate / theta);
  const std::vector<double> p = birth_death(
      highest, [&](int) { return pool.arrival_rate; },
      [&](int n) {
        return std::min(n, agents) * pool.service_rate + std::max(n - agents, 0) * theta;
      });
  double wait = 0;
  double queue = 0;
  double busy = 0;
  for (int n = 0; n <= highest; ++n) {
    const double mass = p[static_cast<std::size_t>(n)];
    wait += n >= agents ? mass : 0;
    queue += std::max(n - agents, 0) * mass;
    busy += std::min(n, agents) * mass;
  }
  const Abandonment a = erlang_a(pool, theta, 1).value();
  EXPECT_TRUE(close(a.wait_probability, wait, 1e-9));
  EXPECT_TRUE(close(a.mean_queue, queue, 1e-9));
  EXPECT_TRUE(close(a.occupancy, busy / agents, 1e-9));
  EXPECT_TRUE(close(a.abandon_probability, theta * queue / pool.arrival_rate, 1e-9));
}

INSTANTIATE_TEST_SUITE_P(Theory, ErlangAOfManyLoads,
                         ::testing::Values(Load{{0.5, 1, 1}, 1}, Load{{5, 1, 1}, 0.01},
                                           Load{{10, 1, 10}, 1e-3}, Load{{9, 1, 10}, 100},
                                           Load{{20, 1, 10}, 0.5}, Load{{1, 1, 30}, 2},
                                           Load{{1000, 1, 1000}, 0.3}, Load{{3000, 1, 1000}, 3},
                                           Load{{1e-3, 1e-3, 2}, 1e-4}));

TEST(ErlangA, WithEndlessPatienceIsErlangC) {
  const Pool pool{18, 1, 20};
  const ErlangC c = erlang_c(pool).value();
  for (const double theta : {0.0, 1e-12}) {
    const Abandonment a = erlang_a(pool, theta, 0.5).value();
    EXPECT_TRUE(close(a.wait_probability, c.wait_probability, 1e-9));
    EXPECT_TRUE(close(a.mean_wait, c.mean_wait, 1e-9));
    EXPECT_TRUE(close(a.answered_within, wait_within(c, 0.5), 1e-9));
    EXPECT_TRUE(close(a.mean_wait_of_answered, c.mean_wait, 1e-9));
  }
  EXPECT_EQ(erlang_a(pool, 0, 0).value().abandon_probability, 0);
}

TEST(ErlangA, WithoutPatienceIsErlangB) {
  const Abandonment a = erlang_a({10, 1, 12}, 1e9, 1).value();
  EXPECT_TRUE(close(a.abandon_probability, erlang_b(10, 12).value(), 1e-6));
}

// M/M/1 with theta = mu: Poisson with mean 2.
TEST(ErlangA, OneAgentWithPatienceOfHandlingIsPoisson) {
  const Abandonment a = erlang_a({2, 1, 1}, 1, 0).value();
  EXPECT_TRUE(close(a.wait_probability, 1 - std::exp(-2.0), 1e-12));
  EXPECT_TRUE(close(a.mean_queue, 2 - (1 - std::exp(-2.0)), 1e-12));
}

// Share by share: who is answered late, hangs up early or late; T = infinity in the limit.
TEST(ErlangA, SharesAddUp) {
  const Abandonment far = erlang_a({22, 1, 20}, 0.3, 1e6).value();
  EXPECT_TRUE(close(far.answered_within + far.abandoned_within, 1, 1e-12));
  EXPECT_TRUE(close(far.abandoned_within, far.abandon_probability, 1e-9));
  EXPECT_TRUE(close(far.answered_within_of_answered, 1, 1e-12));
  const Abandonment now = erlang_a({22, 1, 20}, 0.3, 0).value();
  EXPECT_TRUE(close(now.answered_within, 1 - now.wait_probability, 1e-12));
  EXPECT_EQ(now.abandoned_within, 0);
  EXPECT_LT(now.answered_within_of_answered, now.answered_within_of_others + 1);
}

// VC028: everybody hangs up after exactly 2 min.
TEST(DeterministicPatience, FiftyAgents) {
  const Patience patience = deterministic_patience(2).value();
  const Abandonment a = mmn_g({48, 1, 50}, patience, 0).value();
  EXPECT_TRUE(close(a.wait_probability, 0.690678604476));
  EXPECT_TRUE(close(a.abandon_probability, 0.000515065194492));
  EXPECT_TRUE(close(a.mean_queue, 15.3772147346));
  EXPECT_TRUE(close(a.mean_wait, 0.320358640305));
}

// VC029.
TEST(DeterministicPatience, TenAgentsOverloaded) {
  const Patience patience = deterministic_patience(0.5).value();
  const Abandonment a = mmn_g({10.5, 1, 10}, patience, 0.25).value();
  EXPECT_TRUE(close(a.wait_probability, 0.684311166671));
  EXPECT_TRUE(close(a.abandon_probability, 0.126163927467));
  EXPECT_TRUE(close(a.mean_queue, 2.18848097989));
  EXPECT_TRUE(close(a.mean_wait, 0.208426759989));
  EXPECT_EQ(a.abandoned_within, 0);  // nobody hangs up before 0.5
}

// M/M/1+D has a closed form: phi = (lambda - mu) x up to D, then - mu x.
TEST(DeterministicPatience, OneAgentInClosedForm) {
  const double lambda = 1.5;
  const double d = 2;
  const double j = (std::exp(0.5 * d) - 1) / 0.5 + std::exp(0.5 * d);
  const double idle = 1 / (1 + lambda * j);
  const Abandonment a = mmn_g({lambda, 1, 1}, deterministic_patience(d).value(), 0).value();
  EXPECT_TRUE(close(a.wait_probability, 1 - idle, 1e-11));
  EXPECT_TRUE(close(a.abandon_probability, idle * lambda * std::exp(0.5 * d), 1e-11));
}

TEST(GeneralPatience, OneLawWrittenInSeveralWays) {
  const Pool pool{11, 1, 10};
  const Abandonment exponential = erlang_a(pool, 0.4, 0.2).value();
  const Patience laws[] = {
      weibull_patience(1, 2.5).value(),
      hyperexponential_patience({0.3, 0.7}, {0.4, 0.4}).value(),
      general_patience([](double t) { return std::exp(-0.4 * t); }, {}).value(),
  };
  for (const Patience& law : laws) {
    const Abandonment a = mmn_g(pool, law, 0.2).value();
    EXPECT_TRUE(close(a.abandon_probability, exponential.abandon_probability, 1e-10));
    EXPECT_TRUE(close(a.mean_wait, exponential.mean_wait, 1e-10));
    EXPECT_TRUE(close(a.mean_wait_of_answered, exponential.mean_wait_of_answered, 1e-10));
    EXPECT_TRUE(close(a.answered_within, exponential.answered_within, 1e-10));
    EXPECT_TRUE(close(a.abandoned_within, exponential.abandoned_within, 1e-10));
  }
}

TEST(GeneralPatience, ANarrowLawIsNearlyDeterministic) {
  const Pool pool{10.5, 1, 10};
  const Abandonment exact = mmn_g(pool, deterministic_patience(0.5).value(), 0).value();
  const Abandonment uniform = mmn_g(pool, uniform_patience(0.4999, 0.5001).value(), 0).value();
  const Abandonment steep = mmn_g(pool, weibull_patience(100, 0.5).value(), 0).value();
  EXPECT_TRUE(close(uniform.abandon_probability, exact.abandon_probability, 1e-4));
  EXPECT_TRUE(close(uniform.mean_wait, exact.mean_wait, 1e-4));
  EXPECT_TRUE(close(steep.abandon_probability, exact.abandon_probability, 1e-2));
}

// The integral that each law brings against the numerical one.
TEST(GeneralPatience, EachIntegralIsThatOfItsSurvival) {
  const Patience laws[] = {
      deterministic_patience(0.7).value(), exponential_patience(3).value(),
      uniform_patience(0.2, 1.1).value(),  weibull_patience(0.6, 1.3).value(),
      weibull_patience(3, 0.4).value(),    hyperexponential_patience({0.2, 0.8}, {5, 0.5}).value(),
  };
  for (const Patience& law : laws) {
    for (const double t : {0.1, 0.65, 0.9, 4.0}) {
      std::vector<double> knots = {0, 1e-6, 1e-4, 1e-2};
      knots.insert(knots.end(), law.kinks.begin(), law.kinks.end());
      knots.push_back(t);
      std::erase_if(knots, [&](double k) { return k > t; });
      std::sort(knots.begin(), knots.end());
      EXPECT_TRUE(close(law.integrated(t), integral(law.survival, knots), 1e-8));
    }
  }
}

TEST(GeneralPatience, RefusesWhatIsNoLaw) {
  EXPECT_TRUE(refused(deterministic_patience(0), "patience: found 0"));
  EXPECT_TRUE(refused(exponential_patience(-1), "abandonment rate"));
  EXPECT_TRUE(refused(uniform_patience(2, 1), "expected less than the highest, 1"));
  EXPECT_TRUE(refused(weibull_patience(0, 1), "shape"));
  EXPECT_TRUE(refused(hyperexponential_patience({0.5, 0.4}, {1, 2}), "sum of 0.9"));
  EXPECT_TRUE(refused(hyperexponential_patience({1}, {1, 2}), "1 shares and 2 rates"));
  EXPECT_TRUE(refused(general_patience([](double) { return 0.5; }, {}), "found 0.5 at 0"));
  EXPECT_TRUE(refused(general_patience([](double) { return 1.0; }, {2, 1}), "ascending"));
  // Half of the callers never hang up: twelve erlangs drown ten agents, nineteen at half do not.
  const auto half = [](double t) { return 0.5 + 0.5 * std::exp(-t); };
  const Patience patience = general_patience(half, {}).value();
  EXPECT_TRUE(refused(mmn_g({21, 1, 10}, patience, 0), "offered load: found 21"));
  EXPECT_LT(mmn_g({19, 1, 10}, patience, 0).value().occupancy, 1);
  EXPECT_TRUE(refused(erlang_a({10, 1, 10}, 0, 0), "do not hang up"));
  EXPECT_TRUE(refused(erlang_a({10, 1, 10}, 1, -1), "acceptable wait"));
}

}  // namespace
}  // namespace hotline::theory
