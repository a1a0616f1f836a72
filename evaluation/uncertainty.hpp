// evaluation/uncertainty.hpp: how sure a ranking is, and what makes it unsure.
//
// Sources  OECD and JRC, Handbook on Constructing Composite Indicators (2008), part 1, step 7; M.
//          Saisana, A. Saltelli, S. Tarantola, J. R. Stat. Soc. A 168 (2005) 307: uncertainty and
//          sensitivity analysis of composite indicators, with ranks as the output.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "evaluation/score.hpp"

namespace hotline::evaluation {

/// What is uncertain about a score. Each is drawn on its own.
enum class Factor : std::uint8_t {
  kChance,         ///< which replication: the noise of one simulated period
  kAssumed,        ///< which draw of the assumed parameters, within their ranges
  kWeights,        ///< each weight within its spread
  kNormalisation,  ///< which of those that the scheme allows
  kAggregation,    ///< arithmetic or geometric
  kMissing,        ///< what stands for the unknown
};
inline constexpr std::size_t kFactors = 6;

[[nodiscard]] std::string_view to_string(Factor factor);

/// What is known of one city: profiles[draw][replication], of the scheme's items. A draw is one set
/// of assumed parameters; every draw has as many replications (at least one).
struct Sampled {
  std::vector<std::vector<Profile>> profiles;
};

struct UncertaintyPlan {
  std::uint64_t seed = 1;
  std::size_t samples = 4096;  ///< base sample N; scores are worked out N (kFactors + 2) times
  // Choices of the scheme that may vary, too. Without: only chance, assumed and weights do.
  bool vary_normalisation = true;
  bool vary_aggregation = true;
  bool vary_missing = true;
};

/// Share of the variance of a city's rank that one factor explains.
struct Sensitivity {
  double first_order = 0;  ///< alone
  double total = 0;        ///< with all its interactions
  // Standard errors of both, as far as the variance of the rank is known.
  double first_order_error = 0;
  double total_error = 0;
};

/// Of one city.
struct RankDistribution {
  std::vector<double> probability;  ///< of rank 1, 2, ... (a shared rank counts as its upper)
  double mean_rank = 0;
  double low = 0;  ///< 5 % quantile of the rank
  double median = 0;
  double high = 0;        ///< 95 % quantile
  double score_low = 0;   ///< 5 % quantile of the score, under the scheme's own choices
  double score_high = 0;  ///< 95 %
  double unscored = 0;    ///< share of samples in which it has no score
  std::vector<Sensitivity> sensitivity;  ///< by Factor; all 0 where the rank never varies
};

struct Uncertainty {
  std::vector<RankDistribution> cities;
  /// [a][b]: share of samples, of those in which both have a score, in which a ranks above b.
  std::vector<std::vector<double>> above;
  std::size_t samples = 0;
};

/// The greatest standard error of all sensitivity indices.
[[nodiscard]] double greatest_error(const Uncertainty& uncertainty);

/// Draws factors at random, and takes scores and ranks of all cities under each draw. A city keeps
/// its own replication and draw of parameters: cities vary independently of each other.
///
/// Sensitivity  Monte Carlo estimators over matrices A, B and A with one factor from B: first order
///              after Saltelli et al. with f(B) about its mean, total after Jansen; A. Saltelli et
///              al., Comput. Phys. Commun. 181 (2010) 259, table 2 (b) and (f). Estimates below 0
///              by chance are shown as 0; a total may come out below its first order by chance.
/// Who counts   whether enough is known of a city for a score is asked once, under the scheme's own
///              weights.
/// Errors       none: what does not vary explains nothing.
/// Cost         O(samples x (kFactors + 2) x cities x items).
[[nodiscard]] Uncertainty uncertainty(const Scheme& scheme, std::span<const Sampled> cities,
                                      const UncertaintyPlan& plan);

/// What becomes of one city when it is changed, over the samples in which it has a score both
/// times.
struct LeverShift {
  double score_low = 0;   ///< 5 % quantile of the change of its score, under the scheme's choices
  double score_high = 0;  ///< 95 %
  double places_low = 0;  ///< 5 % quantile of the places that it gains, as RankDistribution::low is
  double places_high = 0;  ///< 95 %
  double gains = 0;        ///< share of the samples in which it gains a place or more
  double loses = 0;        ///< share in which it loses one or more
};

/// The city `city` against each of its changed versions, under the same draws of everything:
/// replication by replication, weights by weights. Its assumed parameters are as stated; those of
/// the others vary. Nothing where it never has a score.
/// Cost  O(samples x (1 + changed) x cities x items).
[[nodiscard]] std::vector<std::optional<LeverShift>> shifts(
    const Scheme& scheme, std::vector<Sampled> cities, std::size_t city,
    std::span<const std::vector<Profile>> changed, const UncertaintyPlan& plan);

}  // namespace hotline::evaluation
