// evaluation/profiles.hpp: from runs to the values that a scheme scores.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "evaluation/ranking.hpp"

namespace hotline::evaluation {

/// Values of the scheme's items: the mean over these runs, or the attribute. With `values`, also
/// where they come from.
[[nodiscard]] Profile profile_of(const Scheme& scheme, std::span<const measures::Scorecard> cards,
                                 std::span<const CityAttribute> attributes,
                                 std::vector<Value>* values = nullptr);

/// The profile of each single run.
[[nodiscard]] std::vector<Profile> profiles_of(const Scheme& scheme,
                                               std::span<const measures::Scorecard> cards,
                                               std::span<const CityAttribute> attributes);

/// All draws and replications of a city.
[[nodiscard]] Sampled sampled(const Scheme& scheme, const CityRuns& city);

[[nodiscard]] std::vector<std::optional<double>> totals_of(std::span<const Score> scores);

/// The scheme with what citizens confirm in place of what agencies declare closed on time; nothing
/// where it does not count that.
[[nodiscard]] std::optional<Scheme> confirmed_scheme(const Scheme& scheme);

}  // namespace hotline::evaluation
