#include "evaluation/score.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/contract.hpp"
#include "core/stats/tally.hpp"

namespace hotline::evaluation {
namespace {

using Values = std::vector<std::optional<double>>;

/// Place 1 for the greatest; ties share their mean place.
Values places(std::span<const std::optional<double>> values) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i]) {
      order.push_back(i);
    }
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return *values[a] > *values[b]; });
  Values found(values.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first;
    while (last + 1 < order.size() && *values[order[last + 1]] == *values[order[first]]) {
      ++last;
    }
    for (std::size_t i = first; i <= last; ++i) {
      found[order[i]] = static_cast<double>(first + last) / 2 + 1;
    }
    first = last + 1;
  }
  return found;
}

double cut(double x) {
  return std::clamp(x, 0.0, 1.0);
}

bool higher_is_better(const Item& item) {
  return item.indicator->direction == Direction::kHigher;
}

double share_of_target(const Item& item, double x) {
  const double target = *item.target;
  if (higher_is_better(item)) {
    return cut(x / target);
  }
  return x <= target ? 1 : cut(target / x);
}

/// Of the values that are known; both empty if none is.
struct Extremes {
  std::optional<double> least;
  std::optional<double> most;
};

Extremes extremes_of(const Values& values) {
  Extremes found;
  for (const std::optional<double>& x : values) {
    if (x) {
      found.least = found.least ? std::min(*found.least, *x) : *x;
      found.most = found.most ? std::max(*found.most, *x) : *x;
    }
  }
  return found;
}

/// (x - worst) / (best - worst) of those that are known.
Values between_extremes(Values values, bool higher) {
  const auto [least, most] = extremes_of(values);
  for (std::optional<double>& x : values) {
    if (x) {
      const double way = *most - *least;
      x = way > 0 ? (higher ? *x - *least : *most - *x) / way : 0.5;
    }
  }
  return values;
}

stats::Tally tally_of(const Values& values) {
  stats::Tally tally;
  for (const std::optional<double>& x : values) {
    if (x) {
      tally.add(*x);
    }
  }
  return tally;
}

Values standardised(Values values, bool higher) {
  const stats::Tally tally = tally_of(values);
  const double deviation = std::sqrt(tally.variance().value_or(0));
  for (std::optional<double>& x : values) {
    if (x) {
      const double distance = *x - *tally.mean();
      x = deviation > 0 ? (higher ? distance : -distance) / deviation : 0;
    }
  }
  return values;
}

Values by_place(Values values, bool higher) {
  for (std::optional<double>& x : values) {
    if (x && !higher) {
      x = -*x;
    }
  }
  const auto known = static_cast<double>(
      std::count_if(values.begin(), values.end(), [](const auto& x) { return x.has_value(); }));
  Values found = places(values);
  for (std::optional<double>& place : found) {
    if (place) {
      place = known > 1 ? (known - *place) / (known - 1) : 0.5;
    }
  }
  return found;
}

/// What stands for a missing value of one item.
std::optional<double> stand_in(Missing missing, Normalisation normalisation, const Values& known) {
  const bool bounded = normalisation != Normalisation::kZScore;
  switch (missing) {
    case Missing::kOmit:
      return std::nullopt;
    case Missing::kWorst:
      return bounded ? std::optional(0.0) : extremes_of(known).least;
    case Missing::kBest:
      return bounded ? std::optional(1.0) : extremes_of(known).most;
    case Missing::kMean:
      return tally_of(known).mean();
  }
  return std::nullopt;
}

/// A weighted mean that grows part by part, of which only a share may be known.
class Mean {
 public:
  explicit Mean(Aggregation aggregation) : aggregation_(aggregation) {}

  void add(double weight, const std::optional<double>& value, double known = 1) {
    all_ += weight;
    if (value && weight * known > 0) {
      known_ += weight * known;
      sum_ += weight * known *
              (aggregation_ == Aggregation::kArithmetic ? *value
                                                        : std::log(std::max(*value, kLeastFactor)));
    }
  }

  [[nodiscard]] std::optional<double> value() const {
    if (known_ <= 0) {
      return std::nullopt;
    }
    const double mean = sum_ / known_;
    return aggregation_ == Aggregation::kArithmetic ? mean : std::exp(mean);
  }

  [[nodiscard]] double known() const { return all_ > 0 ? known_ / all_ : 0; }

 private:
  Aggregation aggregation_;
  double all_ = 0;
  double known_ = 0;
  double sum_ = 0;
};

/// From the items up: a group stands before its parts, so the last one is worked out first. A part
/// that is known to a third has a third of its weight.
void aggregate(const Scheme& scheme, Score& city) {
  std::vector<Mean> means(scheme.groups.size(), Mean(scheme.aggregation));
  Mean whole(scheme.aggregation);
  for (std::size_t i = 0; i < scheme.items.size(); ++i) {
    means[scheme.items[i].group].add(scheme.items[i].weight, city.items[i]);
  }
  city.groups.resize(scheme.groups.size());
  city.groups_known.resize(scheme.groups.size());
  for (std::size_t g = scheme.groups.size(); g-- > 0;) {
    const Group& group = scheme.groups[g];
    city.groups[g] = means[g].value();
    city.groups_known[g] = means[g].known();
    (group.parent ? means[*group.parent] : whole)
        .add(group.weight, city.groups[g], city.groups_known[g]);
  }
  if (is_enough(scheme, whole.known())) {
    city.total = whole.value();
  }
}

}  // namespace

Values normalised(const Item& item, Normalisation normalisation,
                  std::span<const std::optional<double>> values) {
  Values found(values.begin(), values.end());
  const bool higher = higher_is_better(item);
  switch (normalisation) {
    case Normalisation::kMinMax:
      return between_extremes(std::move(found), higher);
    case Normalisation::kZScore:
      return standardised(std::move(found), higher);
    case Normalisation::kRank:
      return by_place(std::move(found), higher);
    case Normalisation::kGoalposts:
      HOTLINE_REQUIRE(item.worst && item.best);
      for (std::optional<double>& x : found) {
        x = x ? std::optional(cut((*x - *item.worst) / (*item.best - *item.worst))) : x;
      }
      return found;
    case Normalisation::kTarget:
      HOTLINE_REQUIRE(item.target);
      for (std::optional<double>& x : found) {
        x = x ? std::optional(share_of_target(item, *x)) : x;
      }
      return found;
  }
  return found;
}

bool is_enough(const Scheme& scheme, double known) {
  constexpr double kRounding = 1e-9;
  return known >= scheme.least_known - kRounding;
}

std::vector<double> effective_weights(const Scheme& scheme) {
  std::vector<double> sums(scheme.groups.size());
  double whole = 0;
  for (const Item& item : scheme.items) {
    sums[item.group] += item.weight;
  }
  for (const Group& group : scheme.groups) {
    (group.parent ? sums[*group.parent] : whole) += group.weight;
  }
  std::vector<double> of_groups;
  for (const Group& group : scheme.groups) {
    of_groups.push_back(group.parent ? of_groups[*group.parent] * group.weight / sums[*group.parent]
                                     : group.weight / whole);
  }
  std::vector<double> weights;
  weights.reserve(scheme.items.size());
  for (const Item& item : scheme.items) {
    weights.push_back(of_groups[item.group] * item.weight / sums[item.group]);
  }
  return weights;
}

std::vector<Score> score(const Scheme& scheme, std::span<const Profile> cities) {
  std::vector<Score> scores(cities.size());
  const std::vector<double> weights = effective_weights(scheme);
  Values column(cities.size());
  for (std::size_t c = 0; c < cities.size(); ++c) {
    HOTLINE_REQUIRE(cities[c].size() == scheme.items.size());
    scores[c].items.resize(scheme.items.size());
  }
  for (std::size_t i = 0; i < scheme.items.size(); ++i) {
    for (std::size_t c = 0; c < cities.size(); ++c) {
      column[c] = cities[c][i];
    }
    const Values values = normalised(scheme.items[i], scheme.normalisation, column);
    const std::optional<double> other = stand_in(scheme.missing, scheme.normalisation, values);
    for (std::size_t c = 0; c < cities.size(); ++c) {
      scores[c].items[i] = values[c] ? values[c] : other;
      scores[c].known += values[c] ? weights[i] : 0;
    }
  }
  for (Score& city : scores) {
    aggregate(scheme, city);
  }
  return scores;
}

Values ranks(std::span<const std::optional<double>> totals) {
  return places(totals);
}

}  // namespace hotline::evaluation
