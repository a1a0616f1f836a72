#include "evaluation/standing.hpp"

#include "core/base/contract.hpp"
#include "evaluation/profiles.hpp"

namespace hotline::evaluation {
namespace {

bool stands_alone(const Scheme& scheme) {
  return scheme.normalisation == Normalisation::kGoalposts ||
         scheme.normalisation == Normalisation::kTarget;
}

Score only_score(const Scheme& scheme, Profile profile) {
  const std::vector<Profile> alone{std::move(profile)};
  return score(scheme, alone).front();
}

}  // namespace

Result<void> require_stands_alone(const Scheme& scheme) {
  if (stands_alone(scheme)) {
    return {};
  }
  return bad_input("scheme " + scheme.name + ": found the normalisation '" +
                   std::string(to_string(scheme.normalisation)) +
                   "', which needs other cities; allowed for one hotline are goalposts, target");
}

Standing standing_of(const Scheme& scheme, std::span<const measures::Scorecard> replications,
                     std::span<const CityAttribute> attributes) {
  HOTLINE_REQUIRE(stands_alone(scheme));
  Standing found;
  found.score = only_score(scheme, profile_of(scheme, replications, attributes, &found.values));
  const std::optional<Scheme> confirmed = confirmed_scheme(scheme);
  const Indicator* const fixed = find_indicator("confirmed_fixed_on_time");
  if (confirmed && value_of(*fixed, replications, attributes).number) {
    found.confirmed_score =
        only_score(*confirmed, profile_of(*confirmed, replications, attributes)).total;
  }
  return found;
}

}  // namespace hotline::evaluation
