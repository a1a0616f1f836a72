// sim/city/conditions.hpp: what multiplies demand besides its profiles.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/time.hpp"
#include "sim/city/busyness.hpp"
#include "sim/city/surges.hpp"
#include "sim/random/random.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

/// Busyness, public holidays and surges of one run. A value.
class Conditions {
 public:
  /// The scenario must outlive it.
  explicit Conditions(const Scenario& scenario);

  void start(const RandomBook& book) { surges_.start(book); }

  [[nodiscard]] SimTime run_start() const { return start_; }

  [[nodiscard]] const Surges& surges() const { return surges_; }

  /// The day factor on a category.
  [[nodiscard]] double busyness(CategoryId category, SimTime t, const RandomBook& book) {
    double factor = common_.at(t, book);
    if (!groups_of_.empty()) {
      for (const std::uint32_t group : groups_of_[category.index()]) {
        factor *= groups_[group].at(t, book);
      }
    }
    return factor;
  }

  /// Whether it is a public holiday.
  [[nodiscard]] bool holiday(SimTime t) const;

  [[nodiscard]] const PublicHolidays& holidays() const { return *holidays_; }

  template <class A>
  void archive(A& a) {
    a(common_);
    a(groups_);
    a(surges_);
  }

 private:
  SimTime start_;
  const PublicHolidays* holidays_;
  BusynessFactors common_;
  std::vector<BusynessFactors> groups_;
  std::vector<std::vector<std::uint32_t>> groups_of_;  ///< of each category; empty: no groups
  Surges surges_;
};

}  // namespace hotline::sim
