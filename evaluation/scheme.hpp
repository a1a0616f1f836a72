// evaluation/scheme.hpp: how indicators become one score: the choices of a composite indicator.
//
// Source of the steps and of the methods: OECD and JRC, Handbook on Constructing Composite
// Indicators: Methodology and User Guide (2008), part 1, steps 3 (missing data), 5 (normalisation)
// and 6 (weighting and aggregation).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "evaluation/indicators.hpp"

namespace hotline::evaluation {

/// How a value x becomes comparable with others; afterwards higher is always better.
enum class Normalisation : std::uint8_t {
  kGoalposts,  ///< (x - worst) / (best - worst), cut to 0 ... 1; the goalposts are stated
  kMinMax,     ///< the same between the worst and the best of the cities compared
  kZScore,     ///< (x - mean) / standard deviation of the cities, negated where lower is better
  kRank,       ///< (n - rank) / (n - 1) among the n cities that know it; ties share their mean rank
  kTarget,     ///< share of a stated target that is reached, cut to 0 ... 1
};

/// How normalised values, or scores of groups, become the score of their group.
enum class Aggregation : std::uint8_t {
  kArithmetic,  ///< sum w x: what is lacking here can be made up for there
  kGeometric,   ///< product x^w: only in part. Values below kLeastFactor count as that
};

/// What stands for a value that nobody knows.
enum class Missing : std::uint8_t {
  kOmit,   ///< nothing: its weight is lost, in its group and above
  kWorst,  ///< the worst there is: a lower bound of the score
  kBest,   ///< the best there is: an upper bound
  kMean,   ///< the mean of the cities that know it
};

[[nodiscard]] std::string_view to_string(Normalisation normalisation);
[[nodiscard]] std::string_view to_string(Aggregation aggregation);
[[nodiscard]] std::string_view to_string(Missing missing);

/// Keeps a geometric mean from being 0 for one value alone, as the Handbook's "offset" does.
inline constexpr double kLeastFactor = 0.01;

/// A part of the score that has a score of its own.
struct Group {
  std::string id;
  std::string title;
  std::optional<std::size_t> parent;  ///< none: a part of the whole. Stands before its parts
  double weight = 1;                  ///< in its parent; only ratios count
};

/// One indicator in the score.
struct Item {
  const Indicator* indicator = nullptr;
  std::size_t group = 0;
  double weight = 1;  ///< in its group; only ratios count
  std::optional<double> worst;
  std::optional<double> best;
  std::optional<double> target;
  std::string note;  ///< why these goalposts, and this weight
};

struct Scheme {
  std::string name;
  std::string title;
  std::string note;
  Normalisation normalisation = Normalisation::kGoalposts;
  Aggregation aggregation = Aggregation::kArithmetic;
  Missing missing = Missing::kOmit;
  /// A city of which less is known, by weight, has no score.
  double least_known = 0.5;
  /// Each weight may be wrong by this share of itself, for the uncertainty of scores.
  double weight_spread = 0;
  std::vector<Group> groups;
  std::vector<Item> items;

  /// Whether scores lie between 0 and 1, and are shown as 0 to 100.
  [[nodiscard]] bool bounded() const { return normalisation != Normalisation::kZScore; }
};

/// Whether the stated items have what a normalisation needs: goalposts, targets.
[[nodiscard]] bool allows(const Scheme& scheme, Normalisation normalisation);
/// A geometric mean needs values that are never negative.
[[nodiscard]] bool compatible(Normalisation normalisation, Aggregation aggregation);

/// Reads a file of choices (docs/EVALUATION.md). kBadInput: "file:line:column: ...", one line.
[[nodiscard]] Result<Scheme> read_scheme(std::string_view text, const std::string& file_name);

}  // namespace hotline::evaluation
