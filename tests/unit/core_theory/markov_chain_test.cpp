#include "core/theory/markov_chain.hpp"

#include <numeric>

#include "core/theory/birth_death.hpp"
#include "tests/unit/core_theory/close.hpp"

namespace hotline::theory {
namespace {

TEST(MarkovChain, OfTwoStates) {
  const Moves moves = [](const ChainState& s, std::vector<Move>& out) {
    out.push_back(s[0] == 0 ? Move{{1}, 2} : Move{{0}, 3});
  };
  const SteadyState steady = steady_state({}, moves).value();
  ASSERT_EQ(steady.states.size(), 2U);
  EXPECT_TRUE(close(steady.probabilities[0], 0.6, 1e-14));
  EXPECT_TRUE(close(steady.mean([](const ChainState& s) { return s[0]; }), 0.4, 1e-14));
}

// Equal moves add up, a move to oneself counts for nothing.
TEST(MarkovChain, MovesAddUp) {
  const Moves moves = [](const ChainState& s, std::vector<Move>& out) {
    out.push_back({s, 5});
    out.push_back({{1 - s[0]}, 1});
    if (s[0] == 1) {
      out.push_back({{0}, 2});
    }
  };
  EXPECT_TRUE(close(steady_state({}, moves).value().probabilities[0], 0.75, 1e-14));
}

TEST(MarkovChain, IsTheBirthAndDeathProcess) {
  const auto birth = [](int n) { return 3.0 / (n + 1); };
  const auto death = [](int n) { return 0.2 * n + 0.5; };
  const Moves moves = [&](const ChainState& s, std::vector<Move>& out) {
    if (s[0] < 30) {
      out.push_back({{s[0] + 1}, birth(s[0])});
    }
    if (s[0] > 0) {
      out.push_back({{s[0] - 1}, death(s[0])});
    }
  };
  const SteadyState steady = steady_state({}, moves).value();
  const std::vector<double> p = birth_death(30, birth, death);
  ASSERT_EQ(steady.probabilities.size(), p.size());
  for (std::size_t n = 0; n < p.size(); ++n) {
    EXPECT_NEAR(steady.probabilities[n], p[n], 1e-13);
  }
}

// Two independent queues: the product of their laws.
TEST(MarkovChain, OfIndependentPartsIsAProduct) {
  const auto moves = [](int cap) -> Moves {
    return [cap](const ChainState& s, std::vector<Move>& out) {
      for (std::size_t k = 0; k < 2; ++k) {
        ChainState next = s;
        if (++next.at(k) <= cap) {
          out.push_back({next, 0.5 + 0.2 * static_cast<double>(k)});
        }
        if ((next.at(k) -= 2) >= 0) {
          out.push_back({next, 1});
        }
      }
    };
  };
  const SteadyState steady =
      unlimited_steady_state({}, 16, moves, [](const ChainState& s, int cap) {
        return s[0] == cap || s[1] == cap;
      }).value();
  EXPECT_TRUE(close(steady.mean([](const ChainState& s) { return s[0]; }), 1, 1e-9));
  EXPECT_TRUE(close(steady.mean([](const ChainState& s) { return s[1]; }), 0.7 / 0.3, 1e-9));
  EXPECT_TRUE(close(steady.mean([](const ChainState& s) { return s[0] * s[1]; }), 0.7 / 0.3, 1e-8));
  EXPECT_TRUE(close(std::accumulate(steady.probabilities.begin(), steady.probabilities.end(), 0.0),
                    1, 1e-12));
}

TEST(MarkovChain, RefusesWhatHasNoSteadyState) {
  const Moves trap = [](const ChainState& s, std::vector<Move>& out) {
    if (s[0] == 0) {
      out.push_back({{1}, 1});
    }
  };
  EXPECT_TRUE(refused(steady_state({}, trap), "without a way out"));
  const Moves endless = [](const ChainState& s, std::vector<Move>& out) {
    out.push_back({{s[0] + 1}, 1});
  };
  EXPECT_TRUE(refused(steady_state({}, endless), "more than 200000 states"));
}

TEST(BirthAndDeath, BearsRatiosOfAnySize) {
  const std::vector<double> up = birth_death(
      1000, [](int) { return 1e6; }, [](int) { return 1.0; });
  EXPECT_TRUE(close(up.back(), 1 - 1e-6, 1e-9));
  const std::vector<double> down = birth_death(
      1000, [](int) { return 1.0; }, [](int) { return 1e6; });
  EXPECT_TRUE(close(down.front(), 1 - 1e-6, 1e-9));
}

}  // namespace
}  // namespace hotline::theory
