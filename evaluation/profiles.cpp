#include "evaluation/profiles.hpp"

#include <algorithm>

#include "core/base/contract.hpp"

namespace hotline::evaluation {

Profile profile_of(const Scheme& scheme, std::span<const measures::Scorecard> cards,
                   std::span<const CityAttribute> attributes, std::vector<Value>* values) {
  Profile profile;
  profile.reserve(scheme.items.size());
  for (const Item& item : scheme.items) {
    Value value = value_of(*item.indicator, cards, attributes);
    profile.push_back(value.number);
    if (values != nullptr) {
      values->push_back(std::move(value));
    }
  }
  return profile;
}

std::vector<Profile> profiles_of(const Scheme& scheme, std::span<const measures::Scorecard> cards,
                                 std::span<const CityAttribute> attributes) {
  std::vector<Profile> profiles;
  profiles.reserve(cards.size());
  for (const measures::Scorecard& card : cards) {
    profiles.push_back(profile_of(scheme, std::span(&card, 1), attributes));
  }
  return profiles;
}

Sampled sampled(const Scheme& scheme, const CityRuns& city) {
  Sampled found;
  for (const auto& draw : city.runs) {
    HOTLINE_REQUIRE(!draw.empty());
    found.profiles.push_back(profiles_of(scheme, draw, city.attributes));
  }
  return found;
}

std::vector<std::optional<double>> totals_of(std::span<const Score> scores) {
  std::vector<std::optional<double>> totals;
  totals.reserve(scores.size());
  for (const Score& one : scores) {
    totals.push_back(one.total);
  }
  return totals;
}

std::optional<Scheme> confirmed_scheme(const Scheme& scheme) {
  const bool counts = std::any_of(scheme.items.begin(), scheme.items.end(), [](const Item& item) {
    return item.indicator->id == "closed_on_time" && item.weight > 0;
  });
  return counts ? std::optional(substituted(scheme, "closed_on_time", "confirmed_fixed_on_time"))
                : std::nullopt;
}

}  // namespace hotline::evaluation
