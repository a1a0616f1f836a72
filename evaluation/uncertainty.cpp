#include "evaluation/uncertainty.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <utility>

#include "core/base/contract.hpp"
#include "core/stats/tally.hpp"

namespace hotline::evaluation {
namespace {

/// Uniform on (0, 1) from the one generator of the standard whose every bit is specified.
class Uniform {
 public:
  explicit Uniform(std::uint64_t seed) : engine_(seed) {}

  [[nodiscard]] double next() { return (static_cast<double>(engine_() >> 12U) + 0.5) * 0x1p-52; }

 private:
  std::mt19937_64 engine_;
};

std::size_t place_of(double u, std::size_t count) {
  return std::min(static_cast<std::size_t>(u * static_cast<double>(count)), count - 1);
}

/// One point of the space of factors: for each factor the uniforms that it needs.
using Point = std::array<std::vector<double>, kFactors>;

std::size_t index(Factor factor) {
  return static_cast<std::size_t>(factor);
}

Point drawn(Uniform& uniform, std::size_t cities, std::size_t weights) {
  Point point;
  for (std::size_t f = 0; f < kFactors; ++f) {
    const auto factor = static_cast<Factor>(f);
    const bool of_cities = factor == Factor::kChance || factor == Factor::kAssumed;
    point[f].resize(of_cities ? cities : factor == Factor::kWeights ? weights : 1);
    for (double& u : point[f]) {
      u = uniform.next();
    }
  }
  return point;
}

/// Applies points to a scheme and to the samples.
class Space {
 public:
  Space(const Scheme& scheme, std::span<const Sampled> cities, const UncertaintyPlan& plan)
      : scheme_(&scheme),
        cities_(cities),
        profiles_(cities.size()),
        stated_weights_(effective_weights(scheme)) {
    for (const Normalisation one :
         {Normalisation::kGoalposts, Normalisation::kMinMax, Normalisation::kZScore,
          Normalisation::kRank, Normalisation::kTarget}) {
      if (one == scheme.normalisation || (plan.vary_normalisation && allows(scheme, one))) {
        normalisations_.push_back(one);
      }
    }
    for (const Aggregation one : {Aggregation::kArithmetic, Aggregation::kGeometric}) {
      if (one == scheme.aggregation || plan.vary_aggregation) {
        aggregations_.push_back(one);
      }
    }
    for (const Missing one : {Missing::kOmit, Missing::kWorst, Missing::kBest, Missing::kMean}) {
      if (one == scheme.missing || plan.vary_missing) {
        missings_.push_back(one);
      }
    }
  }

  [[nodiscard]] std::size_t weights() const {
    return scheme_->groups.size() + scheme_->items.size();
  }

  /// Scores of all cities at a point; with `own_choices` under the scheme's own methods.
  [[nodiscard]] std::vector<std::optional<double>> totals(const Point& point, bool own_choices) {
    Scheme scheme = *scheme_;
    scheme.least_known = 0;
    vary_weights(scheme, point[index(Factor::kWeights)]);
    if (!own_choices) {
      const auto pick = [&](const auto& all, Factor factor) {
        return all[place_of(point[index(factor)].front(), all.size())];
      };
      scheme.normalisation = pick(normalisations_, Factor::kNormalisation);
      scheme.aggregation = pick(aggregations_, Factor::kAggregation);
      scheme.missing = pick(missings_, Factor::kMissing);
      if (!compatible(scheme.normalisation, scheme.aggregation)) {
        scheme.aggregation = Aggregation::kArithmetic;
      }
    }
    for (std::size_t c = 0; c < cities_.size(); ++c) {
      const auto& draws = cities_[c].profiles;
      const auto& draw = draws[place_of(point[index(Factor::kAssumed)][c], draws.size())];
      profiles_[c] = draw[place_of(point[index(Factor::kChance)][c], draw.size())];
    }
    std::vector<std::optional<double>> found;
    const std::vector<Score> scores = score(scheme, profiles_);
    for (std::size_t c = 0; c < scores.size(); ++c) {
      const bool enough =
          scheme.missing != Missing::kOmit || is_enough(*scheme_, stated_share_known(profiles_[c]));
      found.push_back(enough ? scores[c].total : std::nullopt);
    }
    return found;
  }

  [[nodiscard]] std::vector<std::optional<double>> ranks_at(const Point& point) {
    return ranks(totals(point, false));
  }

 private:
  [[nodiscard]] double stated_share_known(const Profile& profile) const {
    double known = 0;
    for (std::size_t i = 0; i < profile.size(); ++i) {
      known += profile[i] ? stated_weights_[i] : 0;
    }
    return known;
  }

  static void vary_weights(Scheme& scheme, const std::vector<double>& uniforms) {
    std::size_t next = 0;
    const auto factor = [&] { return 1 + scheme.weight_spread * (2 * uniforms[next++] - 1); };
    for (Group& group : scheme.groups) {
      group.weight *= factor();
    }
    for (Item& item : scheme.items) {
      item.weight *= factor();
    }
  }

  const Scheme* scheme_;
  std::span<const Sampled> cities_;
  std::vector<Profile> profiles_;
  std::vector<double> stated_weights_;
  std::vector<Normalisation> normalisations_;
  std::vector<Aggregation> aggregations_;
  std::vector<Missing> missings_;
};

double quantile(const std::vector<double>& sorted, double p) {
  const auto last = static_cast<double>(sorted.size() - 1);
  return sorted[static_cast<std::size_t>(std::lround(p * last))];
}

/// What moves a rank when one factor is drawn anew: b = f(B) and m = f(AB) - f(A) of each sample.
class Moves {
 public:
  void add(double b, double m) { moves_.emplace_back(b, m); }

  /// Of a rank with that mean and variance.
  [[nodiscard]] Sensitivity sensitivity(double mean, double variance) const {
    stats::Tally first;
    stats::Tally total;
    for (const auto& [b, m] : moves_) {
      first.add((b - mean) * m / variance);
      total.add(m * m / (2 * variance));
    }
    const auto error = [](const stats::Tally& tally) {
      return std::sqrt(tally.variance().value_or(0) / static_cast<double>(tally.count()));
    };
    Sensitivity found;
    if (!moves_.empty()) {
      found = {std::max(0.0, *first.mean()), *total.mean(), error(first), error(total)};
    }
    return found;
  }

 private:
  std::vector<std::pair<double, double>> moves_;
};

/// What is gathered of one city over the samples.
struct Gathered {
  std::vector<double> ranks;
  std::vector<double> scores;
  std::array<Moves, kFactors> moves;
  stats::Tally rank;
};

using Ranks = std::vector<std::optional<double>>;

RankDistribution distribution(Gathered& city, std::size_t cities, std::size_t samples) {
  RankDistribution found;
  found.probability.resize(cities);
  found.sensitivity.resize(kFactors);
  found.unscored = 1 - static_cast<double>(city.ranks.size()) / static_cast<double>(samples);
  if (!city.scores.empty()) {
    std::sort(city.scores.begin(), city.scores.end());
    found.score_low = quantile(city.scores, 0.05);
    found.score_high = quantile(city.scores, 0.95);
  }
  if (city.ranks.empty()) {
    return found;
  }
  for (const double rank : city.ranks) {
    found.probability[static_cast<std::size_t>(std::floor(rank)) - 1] +=
        1 / static_cast<double>(city.ranks.size());
  }
  std::sort(city.ranks.begin(), city.ranks.end());
  found.mean_rank = city.rank.mean().value_or(0);
  found.low = quantile(city.ranks, 0.05);
  found.median = quantile(city.ranks, 0.5);
  found.high = quantile(city.ranks, 0.95);
  const double variance = city.rank.variance().value_or(0);
  for (std::size_t f = 0; f < kFactors && variance > 0; ++f) {
    found.sensitivity[f] = city.moves[f].sensitivity(found.mean_rank, variance);
  }
  return found;
}

/// Sums over the samples.
class Gathering {
 public:
  explicit Gathering(std::size_t cities)
      : cities_(cities),
        both_(cities, std::vector<double>(cities)),
        above_(cities, std::vector<double>(cities)) {}

  void add(const Ranks& ranks, const std::vector<std::optional<double>>& own_totals) {
    for (std::size_t c = 0; c < cities_.size(); ++c) {
      if (own_totals[c]) {
        cities_[c].scores.push_back(*own_totals[c]);
      }
      if (!ranks[c]) {
        continue;
      }
      cities_[c].ranks.push_back(*ranks[c]);
      cities_[c].rank.add(*ranks[c]);
      for (std::size_t d = 0; d < cities_.size(); ++d) {
        if (c != d && ranks[d]) {
          both_[c][d] += 1;
          above_[c][d] += *ranks[c] < *ranks[d] ? 1 : 0;
        }
      }
    }
  }

  void add_mixed(std::size_t factor, const Ranks& at_a, const Ranks& at_b, const Ranks& mixed) {
    for (std::size_t c = 0; c < cities_.size(); ++c) {
      if (at_a[c] && at_b[c] && mixed[c]) {
        cities_[c].moves[factor].add(*at_b[c], *mixed[c] - *at_a[c]);
      }
    }
  }

  [[nodiscard]] Uncertainty result(std::size_t samples) {
    Uncertainty found;
    found.samples = samples;
    for (Gathered& city : cities_) {
      found.cities.push_back(distribution(city, cities_.size(), samples));
    }
    found.above = above_;
    for (std::size_t c = 0; c < cities_.size(); ++c) {
      for (std::size_t d = 0; d < cities_.size(); ++d) {
        found.above[c][d] /= std::max(both_[c][d], 1.0);
      }
    }
    return found;
  }

 private:
  std::vector<Gathered> cities_;
  std::vector<std::vector<double>> both_;  ///< samples in which both have a rank
  std::vector<std::vector<double>> above_;
};

}  // namespace

std::string_view to_string(Factor factor) {
  switch (factor) {
    case Factor::kChance:
      return "chance";
    case Factor::kAssumed:
      return "assumed";
    case Factor::kWeights:
      return "weights";
    case Factor::kNormalisation:
      return "normalisation";
    case Factor::kAggregation:
      return "aggregation";
    case Factor::kMissing:
      return "missing";
  }
  return "";
}

double greatest_error(const Uncertainty& uncertainty) {
  double error = 0;
  for (const RankDistribution& city : uncertainty.cities) {
    for (const Sensitivity& one : city.sensitivity) {
      error = std::max({error, one.first_order_error, one.total_error});
    }
  }
  return error;
}

Uncertainty uncertainty(const Scheme& scheme, std::span<const Sampled> cities,
                        const UncertaintyPlan& plan) {
  for (const Sampled& city : cities) {
    HOTLINE_REQUIRE(!city.profiles.empty() && !city.profiles.front().empty());
  }
  Space space(scheme, cities, plan);
  Uniform uniform(plan.seed);
  Gathering gathering(cities.size());
  for (std::size_t s = 0; s < plan.samples; ++s) {
    const Point a = drawn(uniform, cities.size(), space.weights());
    const Point b = drawn(uniform, cities.size(), space.weights());
    const Ranks at_a = space.ranks_at(a);
    const Ranks at_b = space.ranks_at(b);
    gathering.add(at_a, space.totals(a, true));
    for (std::size_t f = 0; f < kFactors; ++f) {
      Point mixed = a;
      mixed[f] = b[f];
      gathering.add_mixed(f, at_a, at_b, space.ranks_at(mixed));
    }
  }
  return gathering.result(plan.samples);
}

namespace {

/// Changes of one city, sample by sample.
struct Shifting {
  std::vector<double> scores;
  std::vector<double> places;

  [[nodiscard]] std::optional<LeverShift> result() {
    if (scores.empty() || places.empty()) {
      return std::nullopt;
    }
    std::sort(scores.begin(), scores.end());
    std::sort(places.begin(), places.end());
    const auto share = [this](auto counts) {
      return static_cast<double>(std::count_if(places.begin(), places.end(), counts)) /
             static_cast<double>(places.size());
    };
    LeverShift shift;
    shift.score_low = quantile(scores, 0.05);
    shift.score_high = quantile(scores, 0.95);
    shift.places_low = quantile(places, 0.05);
    shift.places_high = quantile(places, 0.95);
    shift.gains = share([](double gained) { return gained >= 1; });
    shift.loses = share([](double gained) { return gained <= -1; });
    return shift;
  }
};

}  // namespace

std::vector<std::optional<LeverShift>> shifts(const Scheme& scheme, std::vector<Sampled> cities,
                                              std::size_t city,
                                              std::span<const std::vector<Profile>> changed,
                                              const UncertaintyPlan& plan) {
  HOTLINE_REQUIRE(city < cities.size());
  cities[city].profiles.resize(1);
  std::vector<Sampled> other = cities;
  Space before(scheme, cities, plan);
  Space after(scheme, other, plan);
  std::vector<Shifting> shifting(changed.size());
  Uniform uniform(plan.seed);
  for (std::size_t s = 0; s < plan.samples; ++s) {
    const Point point = drawn(uniform, cities.size(), before.weights());
    const std::optional<double> score = before.totals(point, true)[city];
    const std::optional<double> rank = before.ranks_at(point)[city];
    for (std::size_t i = 0; i < changed.size(); ++i) {
      HOTLINE_REQUIRE(changed[i].size() == cities[city].profiles.front().size());
      other[city].profiles.front() = changed[i];
      const std::optional<double> changed_score = after.totals(point, true)[city];
      const std::optional<double> changed_rank = after.ranks_at(point)[city];
      if (score && changed_score && rank && changed_rank) {
        shifting[i].scores.push_back(*changed_score - *score);
        shifting[i].places.push_back(*rank - *changed_rank);
      }
    }
  }
  std::vector<std::optional<LeverShift>> found;
  found.reserve(shifting.size());
  for (Shifting& one : shifting) {
    found.push_back(one.result());
  }
  return found;
}

}  // namespace hotline::evaluation
