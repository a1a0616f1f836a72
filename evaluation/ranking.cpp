#include "evaluation/ranking.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "core/base/contract.hpp"
#include "evaluation/profiles.hpp"

namespace hotline::evaluation {
namespace {

/// The profile of the means, the reference that scores and ranks are of.
std::vector<Profile> mean_profiles(const Scheme& scheme, std::span<const CityRuns> cities,
                                   std::vector<Ranked>* ranked) {
  std::vector<Profile> profiles;
  for (std::size_t c = 0; c < cities.size(); ++c) {
    profiles.push_back(profile_of(scheme, cities[c].runs.front(), cities[c].attributes,
                                  ranked == nullptr ? nullptr : &(*ranked)[c].values));
  }
  return profiles;
}

std::optional<double> companion(const CityRuns& city, std::string_view id) {
  return value_of(*find_indicator(id), city.runs.front(), city.attributes).number;
}

void add_bounds(const Scheme& scheme, std::span<const Profile> profiles,
                std::vector<Ranked>& ranked) {
  Scheme other = scheme;
  other.missing = Missing::kWorst;
  const std::vector<Score> worst = score(other, profiles);
  other.missing = Missing::kBest;
  const std::vector<Score> best = score(other, profiles);
  for (std::size_t c = 0; c < ranked.size(); ++c) {
    if (ranked[c].score.total) {
      ranked[c].if_worst = worst[c].total;
      ranked[c].if_best = best[c].total;
    }
  }
}

void add_confirmed(const Scheme& scheme, std::span<const CityRuns> cities,
                   std::vector<Ranked>& ranked) {
  for (std::size_t c = 0; c < cities.size(); ++c) {
    ranked[c].closed_on_time = companion(cities[c], "surveyed_closed_on_time");
    ranked[c].confirmed_fixed_on_time = companion(cities[c], "confirmed_fixed_on_time");
  }
  const std::optional<Scheme> confirmed = confirmed_scheme(scheme);
  if (!confirmed) {
    return;
  }
  const std::vector<Score> scores = score(*confirmed, mean_profiles(*confirmed, cities, nullptr));
  const auto places = ranks(totals_of(scores));
  for (std::size_t c = 0; c < cities.size(); ++c) {
    if (ranked[c].confirmed_fixed_on_time) {
      ranked[c].confirmed_score = scores[c].total;
      ranked[c].confirmed_rank = places[c];
    }
  }
}

Provenance provenance_of(const Ranked& city, std::span<const double> weights) {
  Provenance shares;
  for (std::size_t i = 0; i < city.values.size(); ++i) {
    const Value& value = city.values[i];
    double* share = &shares.assumed;
    if (value.source == Source::kUnknown) {
      share = &shares.unknown;
    } else if (value.source == Source::kMeasured) {
      share = &shares.measured;
    } else if (value.provenance == "published") {
      share = &shares.published;
    } else if (value.provenance == "derived") {
      share = &shares.derived;
    }
    *share += weights[i];
  }
  return shares;
}

}  // namespace

Scheme substituted(Scheme scheme, std::string_view indicator, std::string_view other) {
  const Indicator* const found = find_indicator(other);
  HOTLINE_REQUIRE(found != nullptr);
  for (Item& item : scheme.items) {
    if (item.indicator->id == indicator) {
      item.indicator = found;
    }
  }
  return scheme;
}

Ranking rank(const Scheme& scheme, std::span<const CityRuns> cities, const UncertaintyPlan& plan) {
  Ranking ranking;
  ranking.scheme = scheme;
  ranking.weights = effective_weights(scheme);
  std::vector<Sampled> samples;
  for (const CityRuns& city : cities) {
    HOTLINE_REQUIRE(!city.runs.empty());
    const std::size_t replications = city.runs.front().size();
    ranking.fewest_replications =
        &city == cities.data() ? replications : std::min(ranking.fewest_replications, replications);
    ranking.replications = std::max(ranking.replications, replications);
    ranking.draws = std::max(ranking.draws, city.runs.size() - 1);
    Ranked one;
    one.id = city.id;
    one.title = city.title;
    one.named = city.named;
    one.origin = city.origin;
    one.replayed = city.replayed;
    one.documents = city.documents;
    ranking.cities.push_back(std::move(one));
    samples.push_back(sampled(scheme, city));
  }
  const std::vector<Profile> profiles = mean_profiles(scheme, cities, &ranking.cities);
  const std::vector<Score> scores = score(scheme, profiles);
  const auto places = ranks(totals_of(scores));
  ranking.uncertainty = uncertainty(scheme, samples, plan);
  for (std::size_t c = 0; c < cities.size(); ++c) {
    Ranked& city = ranking.cities[c];
    city.score = scores[c];
    city.rank = places[c];
    city.distribution = ranking.uncertainty.cities[c];
    city.provenance = provenance_of(city, ranking.weights);
  }
  add_bounds(scheme, profiles, ranking.cities);
  add_confirmed(scheme, cities, ranking.cities);
  ranking.order.resize(cities.size());
  std::iota(ranking.order.begin(), ranking.order.end(), std::size_t{0});
  const auto place = [&](std::size_t c) {
    return ranking.cities[c].rank.value_or(static_cast<double>(cities.size()) + 1);
  };
  std::stable_sort(ranking.order.begin(), ranking.order.end(),
                   [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
  return ranking;
}

std::string show_distance(const Ranking& ranking, std::size_t city) {
  const std::optional<double>& own = ranking.cities[city].score.total;
  if (!own) {
    return "";
  }
  const Ranked* next = nullptr;
  for (const Ranked& other : ranking.cities) {
    const bool above = other.score.total && *other.score.total > *own;
    if (above && (next == nullptr || *other.score.total < *next->score.total)) {
      next = &other;
    }
  }
  return next == nullptr
             ? "first"
             : show_score(ranking.scheme, *next->score.total - *own) + " below " + next->title;
}

std::string show_extent(const Ranking& ranking) {
  const auto counted = [](std::size_t count, const std::string& one) {
    return count == 0   ? "no " + one + "s"
           : count == 1 ? "1 " + one
                        : std::to_string(count) + " " + one + "s";
  };
  std::string lacks = ranking.replications < 2          ? "chance"
                      : ranking.fewest_replications < 2 ? "chance where there is one"
                                                        : "";
  if (ranking.draws == 0) {
    lacks += (lacks.empty() ? "" : " and of ") + std::string("what is assumed");
  }
  const std::string least = ranking.fewest_replications < ranking.replications
                                ? std::to_string(ranking.fewest_replications) + " to "
                                : "";
  return least + counted(ranking.replications, "replication") + ", " +
         counted(ranking.draws, "draw") + " of assumed parameters" +
         (lacks.empty() ? "" : ": intervals hold nothing of " + lacks);
}

std::string show_change(const Scheme& scheme, std::optional<double> change) {
  if (!change) {
    return "unknown";
  }
  std::array<char, 32> digits{};
  // What rounds to nothing has no sign.
  const double shown =
      scheme.bounded() ? std::round(1000 * *change) / 10 : std::round(100 * *change) / 100;
  (void)std::snprintf(digits.data(), digits.size(), scheme.bounded() ? "%+.1f" : "%+.2f",
                      shown + 0.0);
  return digits.data();
}

std::string show_score(const Scheme& scheme, std::optional<double> score) {
  if (!score) {
    return "unknown";
  }
  std::array<char, 32> digits{};
  (void)std::snprintf(digits.data(), digits.size(), scheme.bounded() ? "%.1f" : "%+.2f",
                      scheme.bounded() ? 100 * *score : *score);
  return digits.data();
}

}  // namespace hotline::evaluation
