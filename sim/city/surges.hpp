// sim/city/surges.hpp: when surges come, and what they do to demand.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "sim/random/random.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

/// How long a shape lasts: until a hundredth of what is above or below 1 at its peak is left.
[[nodiscard]] Duration length_of(const SurgeShape& shape);

/// The factor at `t` after the onset: the mean of the stretch that holds it (see next_edge).
[[nodiscard]] double factor_at(const SurgeShape& shape, Duration t);

/// The end of the stretch that holds `after` (from the onset): the next change of phase or, while
/// it decays, the next sixteenth of a half-life.
[[nodiscard]] Duration next_edge(const SurgeShape& shape, Duration after);

/// All surges of one run. A value; what is random about them is drawn when the run starts.
class Surges {
 public:
  struct Occurrence {
    SimTime onset;
    SimTime end;
    std::uint32_t surge = 0;
    std::uint32_t number = 0;  ///< of its surge, from 1
  };

  explicit Surges(const Scenario& scenario);

  /// Draws the random onsets: a Poisson process of each surge, as its months say.
  void start(const RandomBook& book);

  /// In order of time.
  [[nodiscard]] const std::vector<Occurrence>& occurrences() const { return occurrences_; }

  /// Whether any wave touches this category.
  [[nodiscard]] bool touch(CategoryId category) const {
    return !waves_.empty() && !waves_[category.index()].empty();
  }

  /// The product of the factors on a category over [t, end), and where that stretch ends: at
  /// `until` or before it.
  [[nodiscard]] double factor(CategoryId category, SimTime t, SimTime until, SimTime& end) const;

  template <class A>
  void archive(A& a) {
    a(occurrences_);
  }

 private:
  struct Wave {
    std::uint32_t surge;
    const SurgeWave* plan;
  };

  const Scenario* scenario_;
  Duration longest_{0};                   ///< from an onset to its end
  std::vector<std::vector<Wave>> waves_;  ///< of each category
  std::vector<Occurrence> occurrences_;
};

}  // namespace hotline::sim
