#include "evaluation/levers.hpp"

#include <algorithm>

#include "core/base/contract.hpp"
#include "core/stats/interval.hpp"
#include "core/stats/tally.hpp"
#include "evaluation/profiles.hpp"

namespace hotline::evaluation {
namespace {

using Maybe = std::optional<double>;

Maybe difference(const Maybe& after, const Maybe& before) {
  return after && before ? Maybe(*after - *before) : std::nullopt;
}

/// The cities under one scheme, one of which may be exchanged for a changed one.
class Field {
 public:
  Field(const Scheme& scheme, std::span<const CityRuns> cities, std::size_t city)
      : scheme_(&scheme), city_(city) {
    for (const CityRuns& one : cities) {
      profiles_.push_back(profile_of(scheme, one.runs.front(), one.attributes));
    }
  }

  /// Scores of all, with this profile for the city.
  [[nodiscard]] std::vector<Score> with(Profile profile) const {
    std::vector<Profile> profiles = profiles_;
    profiles[city_] = std::move(profile);
    return score(*scheme_, profiles);
  }

  [[nodiscard]] Maybe total_with(Profile profile) const {
    return with(std::move(profile))[city_].total;
  }

  [[nodiscard]] std::vector<Score> as_it_stands() const { return score(*scheme_, profiles_); }

 private:
  const Scheme* scheme_;
  std::size_t city_;
  std::vector<Profile> profiles_;
};

class Study {
 public:
  Study(const Scheme& scheme, std::span<const CityRuns> cities, std::size_t city)
      : scheme_(&scheme),
        own_(&cities[city]),
        city_(city),
        weights_(effective_weights(scheme)),
        field_(scheme, cities, city),
        before_(field_.as_it_stands()),
        singles_(profiles_of(scheme, own_->runs.front(), own_->attributes)),
        confirmed_(confirmed_scheme(scheme)) {
    if (confirmed_) {
      confirmed_field_.emplace(*confirmed_, cities, city);
    }
  }

  [[nodiscard]] LeverEffect effect(const LeverRuns& lever) const {
    LeverEffect found;
    found.id = lever.id;
    found.title = lever.title;
    found.note = lever.note;
    found.simulated = lever.simulated;
    found.changed = lever.changed;
    if (lever.changed == 0) {
      return found;
    }
    HOTLINE_REQUIRE(lever.runs.size() == singles_.size());
    const std::vector<Score> after =
        field_.with(profile_of(*scheme_, lever.runs, lever.attributes));
    found.score = after[city_].total;
    found.change = difference(after[city_].total, before_[city_].total);
    found.half_width = half_width(lever);
    found.rank = ranks(totals_of(after))[city_];
    found.places = difference(ranks(totals_of(before_))[city_], found.rank);
    found.confirmed_change = confirmed_change(lever);
    found.was_unknown = !lever.simulated && makes_known(lever);
    for (std::size_t i = 0; i < weights_.size(); ++i) {
      const Maybe moved = difference(after[city_].items[i], before_[city_].items[i]);
      found.items.push_back(moved ? Maybe(*moved * weights_[i]) : std::nullopt);
    }
    return found;
  }

 private:
  /// The others stay as they are on the mean; the city's replications are compared one by one.
  [[nodiscard]] Maybe half_width(const LeverRuns& lever) const {
    const std::vector<Profile> changed = profiles_of(*scheme_, lever.runs, lever.attributes);
    stats::Tally tally;
    for (std::size_t r = 0; lever.simulated && r < changed.size(); ++r) {
      const Maybe moved = difference(field_.total_with(changed[r]), field_.total_with(singles_[r]));
      if (moved) {
        tally.add(*moved);
      }
    }
    const auto interval = stats::student_interval(tally);
    return interval ? Maybe(interval->half_width) : std::nullopt;
  }

  [[nodiscard]] bool makes_known(const LeverRuns& lever) const {
    const Profile before = profile_of(*scheme_, own_->runs.front(), own_->attributes);
    const Profile after = profile_of(*scheme_, lever.runs, lever.attributes);
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (after[i] && !before[i]) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] Maybe confirmed_change(const LeverRuns& lever) const {
    if (!confirmed_) {
      return std::nullopt;
    }
    const Maybe before = confirmed_field_->as_it_stands()[city_].total;
    const Profile after = profile_of(*confirmed_, lever.runs, lever.attributes);
    return difference(confirmed_field_->total_with(after), before);
  }

  const Scheme* scheme_;
  const CityRuns* own_;
  std::size_t city_;
  std::vector<double> weights_;
  Field field_;
  std::vector<Score> before_;
  std::vector<Profile> singles_;
  std::optional<Scheme> confirmed_;
  std::optional<Field> confirmed_field_;
};

void add_shifts(const Scheme& scheme, std::span<const CityRuns> cities, std::size_t city,
                std::span<const LeverRuns> levers, const UncertaintyPlan& plan,
                std::vector<LeverEffect>& effects) {
  std::vector<Sampled> samples;
  samples.reserve(cities.size());
  for (const CityRuns& one : cities) {
    samples.push_back(sampled(scheme, one));
  }
  std::vector<std::vector<Profile>> changed;
  std::vector<std::size_t> which;
  for (std::size_t i = 0; i < levers.size(); ++i) {
    if (levers[i].changed > 0) {
      changed.push_back(profiles_of(scheme, levers[i].runs, levers[i].attributes));
      which.push_back(i);
    }
  }
  const auto found = shifts(scheme, std::move(samples), city, changed, plan);
  for (std::size_t i = 0; i < which.size(); ++i) {
    effects[which[i]].shift = found[i];
  }
}

}  // namespace

LeverStudy study_levers(const Scheme& scheme, std::span<const CityRuns> cities, std::size_t city,
                        std::span<const LeverRuns> levers, const UncertaintyPlan& plan) {
  HOTLINE_REQUIRE(city < cities.size());
  const Study study(scheme, cities, city);
  LeverStudy found;
  found.city = city;
  for (const LeverRuns& lever : levers) {
    found.effects.push_back(study.effect(lever));
  }
  add_shifts(scheme, cities, city, levers, plan, found.effects);
  std::stable_sort(found.effects.begin(), found.effects.end(),
                   [](const LeverEffect& a, const LeverEffect& b) {
                     return a.change && (!b.change || *a.change > *b.change);
                   });
  return found;
}

}  // namespace hotline::evaluation
