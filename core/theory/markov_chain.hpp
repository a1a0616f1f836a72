// core/theory/markov_chain.hpp: the steady state of a Markov chain that is described by its moves.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <vector>

#include "core/base/result.hpp"

namespace hotline::theory {

/// Up to four numbers of at least 0, what each means is the model's; those not used stay 0.
using ChainState = std::array<int, 4>;

struct Move {
  ChainState to{};
  double rate = 0;  ///< > 0; moves to the same state twice add up
};

/// Appends the moves out of a state.
using Moves = std::function<void(const ChainState&, std::vector<Move>&)>;

/// States in ascending order and their probabilities, which sum to 1.
struct SteadyState {
  std::vector<ChainState> states;
  std::vector<double> probabilities;

  /// Expectation of f.
  [[nodiscard]] double mean(const std::function<double(const ChainState&)>& f) const;
  [[nodiscard]] double probability(const std::function<bool(const ChainState&)>& f) const;
};

inline constexpr std::size_t kMaxChainStates = 200'000;

/// Steady state of the continuous-time chain of all states that can be reached from `start`; each
/// must be able to come back. kBadInput if there are more than kMaxChainStates, if a state has no
/// way out, or if it does not converge.
/// Method: symmetric Gauss-Seidel (a sweep up, a sweep down) until a round of sweeps moves less
/// than 1e-12 of the probability, at most 1000 rounds. Sweeps alone carry probability far only
/// slowly; so in each round the law of the sum of the four numbers, and of each of them, is set
/// right by its cut equations (aggregation), where no move changes it by more than one. Error about
/// 1e-12 / (1 - q), q the factor by which a round shrinks it: 1e-10 and better in the models here.
/// Cost: some ten rounds, or some hundred where fast and slow moves meet, of about 100 operations a
/// move. Source: W. J. Stewart, Introduction to the Numerical Solution of Markov Chains, 1994, 3.2
/// and 6.3; J. R. Koury, D. F. McAllister and W. J. Stewart, Iterative methods for computing
/// stationary distributions of nearly completely decomposable Markov chains, 1984.
[[nodiscard]] Result<SteadyState> steady_state(const ChainState& start, const Moves& moves);

/// The same for an unlimited chain: `moves(cap)` gives the chain cut at `cap`; `at_edge(s, cap)`
/// says whether a state touches the cut. The cap grows by halves from `first_cap` until the edge
/// has a probability below 1e-12.
[[nodiscard]] Result<SteadyState> unlimited_steady_state(
    const ChainState& start, int first_cap, const std::function<Moves(int)>& moves,
    const std::function<bool(const ChainState&, int)>& at_edge);

}  // namespace hotline::theory
