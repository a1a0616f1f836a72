// core/stats/best_of.hpp: which of several systems is the best, with a stated probability.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace hotline::stats {

/// What is asked of a selection.
struct BestOfPlan {
  double indifference = 0;  ///< a difference of means that matters; above 0
  double error = 0.05;      ///< probability of another choice, if the best is better by that much
  std::size_t first = 10;   ///< replications of all systems before any is dropped; at least 2
};

/// Kim and Nelson's fully sequential procedure KN: all systems are replicated side by side, with
/// common random numbers if one likes, and those that are clearly worse are dropped one by one. If
/// the values are normal and the largest mean exceeds all others by `indifference`, that system is
/// chosen with probability 1 - `error` at least. To look for the least mean, add the negatives.
/// Source: S.-H. Kim, B. L. Nelson, ACM Trans. Model. Comput. Simul. 11 (2001) 251, with c = 1.
class BestOf {
 public:
  /// Requires two systems or more, and a plan within its bounds.
  BestOf(std::size_t systems, const BestOfPlan& plan);

  /// Numbers of the systems that are still in it, rising.
  [[nodiscard]] const std::vector<std::size_t>& contest() const { return contest_; }

  /// One more replication of each system in contest(), in that order. Requires that none is
  /// chosen. Cost: the square of the number of systems.
  void add(std::span<const double> values);

  /// The best; empty: more replications are needed.
  [[nodiscard]] std::optional<std::size_t> chosen() const {
    return contest_.size() == 1 ? std::optional(contest_.front()) : std::nullopt;
  }

  /// Replications of each system in contest() so far.
  [[nodiscard]] std::size_t replications() const { return replications_; }

 private:
  void find_spreads();
  void screen();

  BestOfPlan plan_;
  double h2_ = 0;
  std::vector<std::size_t> contest_;
  std::vector<std::vector<double>> first_;  ///< values of the first replications, by system
  std::vector<double> sums_;                ///< by system
  std::vector<double> spreads_;             ///< variance of the difference, by pair
  std::size_t replications_ = 0;
};

}  // namespace hotline::stats
