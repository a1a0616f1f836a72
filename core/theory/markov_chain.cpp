#include "core/theory/markov_chain.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <map>
#include <optional>
#include <utility>

namespace hotline::theory {
namespace {

constexpr int kMostRounds = 1000;

/// Moves into each state, state after state; sources by index.
struct Inflow {
  std::vector<std::size_t> begin;  ///< one more than there are states
  std::vector<std::size_t> source;
  std::vector<double> rate;
  std::vector<double> out;  ///< total rate out of each state
};

/// States grouped by a whole number that no move changes by more than one: the flow up across each
/// number is the flow down. What a sweep corrects only slowly can so be set right at once.
struct Levels {
  std::vector<std::size_t> level;  ///< of each state
  std::vector<double> up;          ///< rate of each state to the next level
  std::vector<double> down;
  std::size_t count = 0;
};

using Index = std::map<ChainState, std::size_t>;

/// All states that can be reached, numbered in ascending order; empty if there are too many.
std::optional<Index> explore(const ChainState& start, const Moves& moves) {
  Index index;
  std::vector<ChainState> open = {start};
  index.emplace(start, 0);
  std::vector<Move> found;
  while (!open.empty()) {
    const ChainState state = open.back();
    open.pop_back();
    found.clear();
    moves(state, found);
    for (const Move& move : found) {
      if (index.emplace(move.to, 0).second) {
        open.push_back(move.to);
      }
    }
    if (index.size() > kMaxChainStates) {
      return std::nullopt;
    }
  }
  std::size_t next = 0;
  for (auto& [state, number] : index) {
    number = next++;
  }
  return index;
}

Inflow inflow_of(const Index& index, const Moves& moves) {
  struct Arc {
    std::size_t from;
    std::size_t to;
    double rate;
  };

  Inflow flow;
  flow.begin.assign(index.size() + 1, 0);
  flow.out.assign(index.size(), 0);
  std::vector<Arc> arcs;
  std::vector<Move> found;
  for (const auto& [state, from] : index) {
    found.clear();
    moves(state, found);
    for (const Move& move : found) {
      const std::size_t to = index.at(move.to);
      if (to != from) {
        arcs.push_back({from, to, move.rate});
        flow.out[from] += move.rate;
        ++flow.begin[to + 1];
      }
    }
  }
  for (std::size_t i = 0; i < index.size(); ++i) {
    flow.begin[i + 1] += flow.begin[i];
  }
  flow.source.resize(arcs.size());
  flow.rate.resize(arcs.size());
  std::vector<std::size_t> place(flow.begin.begin(), flow.begin.end() - 1);
  for (const Arc& arc : arcs) {
    flow.source[place[arc.to]] = arc.from;
    flow.rate[place[arc.to]++] = arc.rate;
  }
  return flow;
}

/// Nothing if some move changes the level by more than one.
template <class LevelOf>
std::optional<Levels> levels_by(LevelOf level_of, const Index& index, const Moves& moves) {
  Levels levels;
  std::vector<Move> found;
  for (const auto& [state, number] : index) {
    const int here = level_of(state);
    levels.level.push_back(static_cast<std::size_t>(here));
    levels.up.push_back(0);
    levels.down.push_back(0);
    levels.count = std::max(levels.count, levels.level.back() + 1);
    found.clear();
    moves(state, found);
    for (const Move& move : found) {
      const int change = level_of(move.to) - here;
      if (std::abs(change) > 1) {
        return std::nullopt;
      }
      levels.up.back() += change > 0 ? move.rate : 0;
      levels.down.back() += change < 0 ? move.rate : 0;
    }
  }
  return levels;
}

/// By the sum of the four numbers, and by each of them, where that tells states apart.
std::vector<Levels> all_levels(const Index& index, const Moves& moves) {
  std::vector<Levels> all;
  const auto add = [&](std::optional<Levels> levels) {
    if (levels && levels->count > 1) {
      all.push_back(std::move(*levels));
    }
  };
  add(levels_by([](const ChainState& s) { return s[0] + s[1] + s[2] + s[3]; }, index, moves));
  for (std::size_t k = 0; k < ChainState().size(); ++k) {
    add(levels_by([k](const ChainState& s) { return s.at(k); }, index, moves));
  }
  return all;
}

/// Scales each level so that the flows between neighbours balance.
void balance_levels(const Levels& levels, std::vector<double>& p) {
  std::vector<double> up(levels.count, 0.0);
  std::vector<double> down(levels.count, 0.0);
  for (std::size_t i = 0; i < p.size(); ++i) {
    up[levels.level[i]] += p[i] * levels.up[i];
    down[levels.level[i]] += p[i] * levels.down[i];
  }
  constexpr double kTooLarge = 1e200;
  std::vector<double> scale(levels.count, 1.0);
  for (std::size_t l = 1; l < levels.count; ++l) {
    const bool joined = up[l - 1] > 0 && down[l] > 0;
    scale[l] = joined ? scale[l - 1] * (up[l - 1] / down[l]) : scale[l - 1];
    if (scale[l] > kTooLarge) {
      std::for_each(scale.begin(), scale.begin() + static_cast<std::ptrdiff_t>(l) + 1,
                    [](double& x) { x /= kTooLarge; });
    }
  }
  for (std::size_t i = 0; i < p.size(); ++i) {
    p[i] *= scale[levels.level[i]];
  }
}

double balanced(const Inflow& flow, const std::vector<double>& p, std::size_t i) {
  double in = 0;
  for (std::size_t k = flow.begin[i]; k < flow.begin[i + 1]; ++k) {
    in += p[flow.source[k]] * flow.rate[k];
  }
  return in / flow.out[i];
}

/// One sweep up and one down.
void sweep(const Inflow& flow, std::vector<double>& p) {
  for (std::size_t i = 0; i < p.size(); ++i) {
    p[i] = balanced(flow, p, i);
  }
  for (std::size_t i = p.size(); i-- > 0;) {
    p[i] = balanced(flow, p, i);
  }
}

/// Sets each grouping right, each followed by sweeps that damp what this stirs up; then scales to
/// sum 1. Returns how much probability the round moved.
double round_of_sweeps(const Inflow& flow, const std::vector<Levels>& levels,
                       std::vector<double>& p) {
  constexpr int kSweeps = 2;
  const std::vector<double> before = p;
  sweep(flow, p);
  for (const Levels& grouping : levels) {
    balance_levels(grouping, p);
    for (int i = 0; i < kSweeps; ++i) {
      sweep(flow, p);
    }
  }
  double sum = 0;
  for (const double x : p) {
    sum += x;
  }
  double moved = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    p[i] /= sum;
    moved += std::abs(p[i] - before[i]);
  }
  return moved;
}

/// Rounds until one moves no more than rounding does; false if that takes too many. A grouping
/// whose correction works against the others (that of a fast number beside a slow one can) is
/// dropped when rounds no longer shrink.
bool settle(const Inflow& flow, std::vector<Levels> levels, std::vector<double>& p) {
  constexpr double kStill = 1e-12;  // rounding alone moves some 1e-14
  constexpr int kStretch = 25;
  double before = std::numeric_limits<double>::infinity();
  for (int round = 1; round <= kMostRounds; ++round) {
    const double moved = round_of_sweeps(flow, levels, p);
    if (moved < kStill) {
      return true;
    }
    if (round % kStretch == 0) {
      if (moved > before / 2 && !levels.empty()) {
        levels.erase(levels.begin());
      }
      before = moved;
    }
  }
  return false;
}

}  // namespace

double SteadyState::mean(const std::function<double(const ChainState&)>& f) const {
  double sum = 0;
  for (std::size_t i = 0; i < states.size(); ++i) {
    sum += f(states[i]) * probabilities[i];
  }
  return sum;
}

double SteadyState::probability(const std::function<bool(const ChainState&)>& f) const {
  return mean([&](const ChainState& state) { return f(state) ? 1.0 : 0.0; });
}

Result<SteadyState> steady_state(const ChainState& start, const Moves& moves) {
  const std::optional<Index> index = explore(start, moves);
  if (!index) {
    return bad_input("Markov chain: found more than " + std::to_string(kMaxChainStates) +
                     " states: a smaller or less loaded system can be solved");
  }
  const Inflow flow = inflow_of(*index, moves);
  SteadyState steady;
  for (const auto& [state, number] : *index) {
    if (index->size() > 1 && flow.out[number] <= 0) {
      return bad_input("Markov chain: found a state without a way out");
    }
    steady.states.push_back(state);
  }
  steady.probabilities.assign(index->size(), 1.0 / static_cast<double>(index->size()));
  if (index->size() > 1 && !settle(flow, all_levels(*index, moves), steady.probabilities)) {
    return bad_input("Markov chain: does not settle within " + std::to_string(kMostRounds) +
                     " rounds");
  }
  return steady;
}

Result<SteadyState> unlimited_steady_state(
    const ChainState& start, int first_cap, const std::function<Moves(int)>& moves,
    const std::function<bool(const ChainState&, int)>& at_edge) {
  constexpr double kNegligible = 1e-12;
  for (int cap = first_cap;; cap += cap / 2) {
    Result<SteadyState> steady = steady_state(start, moves(cap));
    if (!steady || steady->probability([&](const ChainState& state) {
          return at_edge(state, cap);
        }) < kNegligible) {
      return steady;
    }
  }
}

}  // namespace hotline::theory
