#include "core/stats/best_of.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/contract.hpp"

namespace hotline::stats {

BestOf::BestOf(std::size_t systems, const BestOfPlan& plan)
    : plan_(plan), contest_(systems), first_(systems), sums_(systems), spreads_(systems * systems) {
  HOTLINE_REQUIRE(systems >= 2 && plan.indifference > 0 && plan.error > 0 && plan.error < 1 &&
                  plan.first >= 2);
  std::iota(contest_.begin(), contest_.end(), std::size_t{0});
  const auto freedom = static_cast<double>(plan.first - 1);
  const auto others = static_cast<double>(systems - 1);
  const double eta = (std::pow(2 * plan.error / others, -2 / freedom) - 1) / 2;
  h2_ = 2 * eta * freedom;
}

void BestOf::add(std::span<const double> values) {
  HOTLINE_REQUIRE(!chosen() && values.size() == contest_.size());
  for (std::size_t k = 0; k < values.size(); ++k) {
    sums_[contest_[k]] += values[k];
    if (replications_ < plan_.first) {
      first_[contest_[k]].push_back(values[k]);
    }
  }
  ++replications_;
  if (replications_ == plan_.first) {
    find_spreads();
  }
  if (replications_ >= plan_.first) {
    screen();
  }
}

void BestOf::find_spreads() {
  const std::size_t systems = first_.size();
  const auto n = static_cast<double>(plan_.first);
  for (std::size_t i = 0; i < systems; ++i) {
    for (std::size_t l = 0; l < systems; ++l) {
      const double mean = (sums_[i] - sums_[l]) / n;
      double squares = 0;
      for (std::size_t j = 0; j < plan_.first; ++j) {
        squares += std::pow(first_[i][j] - first_[l][j] - mean, 2);
      }
      spreads_[i * systems + l] = squares / (n - 1);
    }
  }
}

/// Drops who is behind another by more than what the rest of the walk could make up for; when that
/// is nothing for all pairs, the largest mean is the best.
void BestOf::screen() {
  const std::size_t systems = first_.size();
  const auto r = static_cast<double>(replications_);
  const double delta = plan_.indifference;
  bool may_turn = false;
  std::vector<std::size_t> left;
  for (const std::size_t i : contest_) {
    bool stays = true;
    for (const std::size_t l : contest_) {
      const double horizon = h2_ * spreads_[i * systems + l] / (delta * delta);
      const double lead = std::max(0.0, delta / 2 * (horizon - r));  // of the sums
      may_turn = may_turn || (l != i && r <= std::floor(horizon));
      stays = stays && (l == i || sums_[i] >= sums_[l] - lead);
    }
    if (stays) {
      left.push_back(i);
    }
  }
  contest_ = std::move(left);
  if (!may_turn && contest_.size() > 1) {
    const auto best =
        std::max_element(contest_.begin(), contest_.end(),
                         [this](std::size_t a, std::size_t b) { return sums_[a] < sums_[b]; });
    contest_ = {*best};
  }
}

}  // namespace hotline::stats
