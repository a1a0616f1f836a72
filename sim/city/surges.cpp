#include "sim/city/surges.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "sim/city/arrivals.hpp"
#include "sim/random/arithmetic.hpp"

namespace hotline::sim {
namespace {

constexpr double kLeft = 0.01;  ///< of what was above or below 1: then it is over
constexpr double kLn2 = 0.69314718055994530942;
constexpr int kStretches = 16;  ///< of a half-life

Duration times(Duration d, double factor) {
  const auto most = static_cast<double>(kMaxSpan.count());
  return Duration(
      static_cast<Duration::rep>(std::min(static_cast<double>(d.count()) * factor, most)));
}

Duration decay_of(const SurgeShape& shape) {
  return shape.peak == 1 ? Duration{0} : times(shape.half_life, -fixed_log(kLeft) / kLn2);
}

/// While it decays, the factor is constant for so long at a time.
Duration stretch_of(const SurgeShape& shape) {
  return std::max(shape.half_life / kStretches, Duration{1});
}

bool touches(const SurgeWave& wave, CategoryId category) {
  return wave.categories.empty() || std::find(wave.categories.begin(), wave.categories.end(),
                                              category) != wave.categories.end();
}

/// The onsets that a season draws: at most one process of contacts, with gaps of its own.
std::vector<SimTime> random_onsets(const Surge& surge, std::uint32_t number, SimTime start,
                                   SimTime end, const RandomBook& book) {
  std::vector<SimTime> onsets;
  if (surge.per_year <= 0) {
    return onsets;
  }
  Demand demand;
  demand.per_day = surge.per_year / 365.25;
  demand.hour.fill(1);
  demand.weekday.fill(1);
  demand.month = surge.month;
  Scenario alone;
  alone.start = start;
  Conditions conditions(alone);
  ArrivalProcess process(demand, number, Purpose::kSurgeOnset);
  for (SimTime t = process.next(start, book, conditions); t < end;
       t = process.next(t, book, conditions)) {
    onsets.push_back(t);
  }
  return onsets;
}

}  // namespace

Duration length_of(const SurgeShape& shape) {
  return shape.suppressed + shape.hold + decay_of(shape);
}

double factor_at(const SurgeShape& shape, Duration t) {
  if (t < Duration{0} || t >= length_of(shape)) {
    return 1;
  }
  if (t < shape.suppressed) {
    return shape.suppression;
  }
  const Duration begun = shape.suppressed + shape.hold;
  if (t < begun) {
    return shape.peak;
  }
  // The mean of 1 + (peak - 1) 2^(-t / half-life) over the stretch.
  const Duration stretch = stretch_of(shape);
  const Duration from = (t - begun) / stretch * stretch;
  const Duration to = std::min(from + stretch, length_of(shape) - begun);
  const double rate = kLn2 / static_cast<double>(shape.half_life.count());
  const double width = rate * static_cast<double>((to - from).count());
  return 1 + (shape.peak - 1) * fixed_exp(-rate * static_cast<double>(from.count())) *
                 one_minus_exp(width) / width;
}

Duration next_edge(const SurgeShape& shape, Duration after) {
  for (const Duration edge : {Duration{0}, shape.suppressed, shape.suppressed + shape.hold}) {
    if (after < edge) {
      return edge;
    }
  }
  const Duration end = length_of(shape);
  if (after >= end) {
    return kMaxSpan;
  }
  const Duration begun = shape.suppressed + shape.hold;
  const Duration stretch = stretch_of(shape);
  return std::min(begun + ((after - begun) / stretch + 1) * stretch, end);
}

Surges::Surges(const Scenario& scenario) : scenario_(&scenario) {
  if (scenario.surges.empty()) {
    return;
  }
  waves_.resize(scenario.categories.size());
  for (std::uint32_t s = 0; s < scenario.surges.size(); ++s) {
    for (const SurgeWave& wave : scenario.surges[s].waves) {
      longest_ = std::max(longest_, wave.delay + length_of(wave.shape));
      for (std::uint32_t c = 0; c < waves_.size(); ++c) {
        if (touches(wave, CategoryId{c})) {
          waves_[c].push_back(Wave{s, &wave});
        }
      }
    }
  }
}

void Surges::start(const RandomBook& book) {
  const SimTime start = scenario_->start;
  const SimTime end = start + scenario_->warm_up + scenario_->length;
  for (std::uint32_t s = 0; s < scenario_->surges.size(); ++s) {
    const Surge& surge = scenario_->surges[s];
    std::vector<SimTime> onsets = random_onsets(surge, s, start, end, book);
    onsets.insert(onsets.end(), surge.at.begin(), surge.at.end());
    std::sort(onsets.begin(), onsets.end());
    Duration length{0};
    for (const SurgeWave& wave : surge.waves) {
      length = std::max(length, wave.delay + length_of(wave.shape));
    }
    std::uint32_t number = 0;
    for (const SimTime onset : onsets) {
      occurrences_.push_back(Occurrence{onset, onset + length, s, ++number});
    }
  }
  std::sort(occurrences_.begin(), occurrences_.end(), [](const Occurrence& a, const Occurrence& b) {
    return std::tie(a.onset, a.surge, a.number) < std::tie(b.onset, b.surge, b.number);
  });
}

double Surges::factor(CategoryId category, SimTime t, SimTime until, SimTime& end) const {
  end = until;
  // Those that can still be felt: their onsets lie in (t - longest, until).
  auto one = std::upper_bound(occurrences_.begin(), occurrences_.end(), t - longest_,
                              [](SimTime at, const Occurrence& o) { return at < o.onset; });
  const auto first = one;
  const auto for_each = [&](auto&& visit) {
    for (one = first; one != occurrences_.end() && one->onset < until; ++one) {
      for (const Wave& wave : waves_[category.index()]) {
        if (wave.surge == one->surge) {
          visit(wave.plan->shape, one->onset + wave.plan->delay);
        }
      }
    }
  };
  for_each([&](const SurgeShape& shape, SimTime onset) {
    end = std::min(end, onset + next_edge(shape, t - onset));
  });
  double product = 1;
  for_each([&](const SurgeShape& shape, SimTime onset) { product *= factor_at(shape, t - onset); });
  return product;
}

}  // namespace hotline::sim
