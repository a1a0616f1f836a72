// evaluation/standing.hpp: one hotline under a scheme, without others to compare it with.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/base/result.hpp"
#include "core/measures/scorecard.hpp"
#include "evaluation/evaluation.hpp"
#include "evaluation/score.hpp"

namespace hotline::evaluation {

struct Standing {
  std::vector<Value> values;  ///< of the scheme's items
  Score score;
  /// With what citizens confirm; as Ranked::confirmed_score.
  std::optional<double> confirmed_score;
};

/// kBadInput where a score would only say how one hotline stands among itself: min-max, z-scores
/// and ranks need others.
[[nodiscard]] Result<void> require_stands_alone(const Scheme& scheme);

/// Requires require_stands_alone(scheme), and begun scorecards (checked).
[[nodiscard]] Standing standing_of(const Scheme& scheme,
                                   std::span<const measures::Scorecard> replications,
                                   std::span<const CityAttribute> attributes);

}  // namespace hotline::evaluation
