// evaluation/score.hpp: scores and ranks of several cities under one scheme.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "evaluation/scheme.hpp"

namespace hotline::evaluation {

/// Values of one city, in the order of Scheme::items; empty where unknown.
using Profile = std::vector<std::optional<double>>;

/// What one city scores. All in 0 ... 1 where the scheme is bounded().
struct Score {
  std::optional<double> total;                ///< empty: too little is known
  std::vector<std::optional<double>> groups;  ///< in the order of Scheme::groups
  std::vector<double> groups_known;           ///< share of their weight that stands for something
  std::vector<std::optional<double>> items;   ///< normalised; where unknown what stands for it
  double known = 0;                           ///< share of all weight that is of known values
};

/// Normalised values of one item over the cities; higher is better. Unknown stays empty. With
/// kMinMax, kZScore and kRank they depend on who is compared; where all who know it agree, each
/// gets 0.5 (z-score: 0), since nothing tells them apart.
[[nodiscard]] std::vector<std::optional<double>> normalised(
    const Item& item, Normalisation normalisation, std::span<const std::optional<double>> values);

/// Whether a city of which that share of the weight is known has a score.
[[nodiscard]] bool is_enough(const Scheme& scheme, double known);

/// Scores of all cities. A value that nothing stands for (kOmit) takes its weight with it, in its
/// group and in all above: so what is unknown counts as the weighted mean of what is known, and no
/// score jumps when a weight changes a little. Each profile has scheme.items.size() values
/// (checked). Cost  O(cities x items), and for kRank O(cities log cities) an item.
[[nodiscard]] std::vector<Score> score(const Scheme& scheme, std::span<const Profile> cities);

/// Ranks from 1, best first; ties share their mean rank; empty for who has no score.
[[nodiscard]] std::vector<std::optional<double>> ranks(
    std::span<const std::optional<double>> totals);

/// Weight of each item in the whole: the product of the shares on its way up. They sum to 1.
[[nodiscard]] std::vector<double> effective_weights(const Scheme& scheme);

}  // namespace hotline::evaluation
