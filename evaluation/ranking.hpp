// evaluation/ranking.hpp: several cities under one scheme, with how sure that is.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/measures/scorecard.hpp"
#include "evaluation/evaluation.hpp"
#include "evaluation/levers.hpp"
#include "evaluation/uncertainty.hpp"

namespace hotline::evaluation {

/// A document that values are cited from: its key stands in brackets in their notes.
struct CitedDocument {
  std::string key;
  std::string title;
  std::string address;  ///< empty: none is stated
};

/// All that is known of one city. Refers to scorecards and attributes: they must outlive rank().
struct CityRuns {
  std::string id;     ///< "new-york"
  std::string title;  ///< for people
  bool named = true;  ///< in public text of the report; otherwise our own choice
  /// Where its facts come from, in a phrase: "simulated, 28 d", "replayed from requests.csv".
  std::string origin;
  bool replayed = false;  ///< from facts of a log or an export, not from the model
  /// [draw][replication]: draw 0 has the parameters as stated, others have assumed ones varied.
  std::vector<std::vector<measures::Scorecard>> runs;
  std::vector<CityAttribute> attributes;
  std::vector<CitedDocument> documents;
};

/// Weight of an item's values by where they come from, summed over the score. They sum to 1.
struct Provenance {
  double measured = 0;   ///< from facts of a run: in a simulation they follow from the model
  double published = 0;  ///< attributes
  double derived = 0;
  double assumed = 0;  ///< also unsourced attributes
  double unknown = 0;
};

/// One city under the scheme.
struct Ranked {
  std::string id;
  std::string title;
  bool named = true;
  std::string origin;
  bool replayed = false;
  std::vector<Value> values;  ///< of the scheme's items: mean over the replications of draw 0
  Score score;
  std::optional<double> rank;
  /// The score if all that is unknown were the worst there is, and the best; where there is a
  /// score.
  std::optional<double> if_worst;
  std::optional<double> if_best;
  /// With what citizens confirm in place of what agencies declare: closed_on_time read as
  /// confirmed_fixed_on_time. Empty where the scheme does not count closed_on_time, or the city
  /// does not know the other.
  std::optional<double> confirmed_score;
  std::optional<double> confirmed_rank;
  std::optional<double> closed_on_time;           ///< of citizens in the survey
  std::optional<double> confirmed_fixed_on_time;  ///< of the same citizens
  RankDistribution distribution;
  Provenance provenance;
  std::vector<CitedDocument> documents;
};

struct Ranking {
  Scheme scheme;
  std::vector<double> weights;     ///< effective, of the scheme's items
  std::vector<Ranked> cities;      ///< in the order given
  std::vector<std::size_t> order;  ///< of `cities`, best first; who has no score last
  Uncertainty uncertainty;
  std::vector<LeverStudy> levers;  ///< where they were asked for
  std::size_t replications = 1;    ///< of the city that has most
  std::size_t fewest_replications = 1;
  std::size_t draws = 0;  ///< of assumed parameters, likewise
};

/// How far it is to the next place: "2.1 below New York NYC311"; "first" where nobody is above, and
/// empty without a score.
[[nodiscard]] std::string show_distance(const Ranking& ranking, std::size_t city);

/// What the intervals hold, and what they do not: "2 replications, no draws of assumed parameters:
/// intervals hold nothing of those".
[[nodiscard]] std::string show_extent(const Ranking& ranking);

/// Requires at least one run of each city, and as many replications in each of its draws (checked).
[[nodiscard]] Ranking rank(const Scheme& scheme, std::span<const CityRuns> cities,
                           const UncertaintyPlan& plan);

/// The scheme with one indicator measured by another.
[[nodiscard]] Scheme substituted(Scheme scheme, std::string_view indicator, std::string_view other);

/// For people: scores, ranks and their intervals, the pairs that are unsure, and what makes the
/// ranks unsure. No line is longer than 110 characters.
[[nodiscard]] std::string to_text(const Ranking& ranking);
/// For programs: schema "hotline.ranking/1" (docs/EVALUATION.md), ending in a newline.
[[nodiscard]] std::string to_json(const Ranking& ranking);
/// One row a city and item: city, indicator, value, source, normalised, weight.
[[nodiscard]] std::string values_csv(const Ranking& ranking);
/// One row a city: score, rank, interval of the rank, groups.
[[nodiscard]] std::string scores_csv(const Ranking& ranking);

/// One row a lever: city, lever, change of score and rank, intervals. Empty without studies.
[[nodiscard]] std::string levers_csv(const Ranking& ranking);

/// A page that needs nothing from elsewhere: works offline, on paper, by day and by night; every
/// chart has its table.
[[nodiscard]] std::string to_html(const Ranking& ranking);

/// A change of a score, with its sign: "+1.2"; "unknown".
[[nodiscard]] std::string show_change(const Scheme& scheme, std::optional<double> change);

/// A score as it is shown: 0 to 100, or in standard deviations; "unknown".
[[nodiscard]] std::string show_score(const Scheme& scheme, std::optional<double> score);

}  // namespace hotline::evaluation
