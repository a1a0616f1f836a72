// evaluation/levers.hpp: what single changes of one city would do to its score and rank.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "evaluation/evaluation.hpp"
#include "evaluation/score.hpp"
#include "evaluation/uncertainty.hpp"

namespace hotline::evaluation {

struct CityRuns;

/// One city changed in one way. The runs have the seeds and the replications of the city's own.
struct LeverRuns {
  std::string id;     ///< "agents"
  std::string title;  ///< "Agents + 10 %"
  std::string note;
  bool simulated = true;    ///< or an institutional change, of attributes alone
  std::size_t changed = 0;  ///< numbers of the model; 0: nothing to change in this city
  std::vector<measures::Scorecard> runs;  ///< as many as the city's; none where nothing changed
  std::vector<CityAttribute> attributes;
};

/// What it comes to, under one scheme; every change is against the city as it stands, with the same
/// seeds and under the same draws. All empty where nothing changed, or there is no score.
struct LeverEffect {
  std::string id;
  std::string title;
  std::string note;
  bool simulated = true;
  std::size_t changed = 0;
  std::optional<double> score;
  std::optional<double> change;  ///< of the score
  /// Of the 95 % Student-t interval of the change, over replications pair by pair; two at least.
  std::optional<double> half_width;
  /// It changes a figure that was unknown: then part of the change is that it is known now.
  bool was_unknown = false;
  std::optional<double> confirmed_change;  ///< of the score with what citizens confirm
  std::optional<double> rank;
  std::optional<double> places;  ///< gained: the rank before, less the rank after
  std::optional<LeverShift> shift;
  /// Change of each item's weighted normalised value, in the order of Scheme::items: what moved.
  std::vector<std::optional<double>> items;
};

/// All that was tried in one city.
struct LeverStudy {
  std::size_t city = 0;              ///< of Ranking::cities
  std::vector<LeverEffect> effects;  ///< the greatest change of the score first; unknown last
};

/// Requires the city's runs and its levers' to have equally many replications (checked).
[[nodiscard]] LeverStudy study_levers(const Scheme& scheme, std::span<const CityRuns> cities,
                                      std::size_t city, std::span<const LeverRuns> levers,
                                      const UncertaintyPlan& plan);

}  // namespace hotline::evaluation
