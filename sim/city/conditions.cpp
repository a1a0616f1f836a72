#include "sim/city/conditions.hpp"

#include <algorithm>

namespace hotline::sim {

Conditions::Conditions(const Scenario& scenario)
    : start_(scenario.start),
      holidays_(&scenario.holidays),
      common_(scenario.busyness, scenario.start),
      surges_(scenario) {
  if (!scenario.busyness_groups.empty()) {
    groups_of_.resize(scenario.categories.size());
  }
  for (std::uint32_t g = 0; g < scenario.busyness_groups.size(); ++g) {
    groups_.emplace_back(scenario.busyness_groups[g].law, scenario.start, g + 1);
    for (const CategoryId category : scenario.busyness_groups[g].categories) {
      groups_of_[category.index()].push_back(g);
    }
  }
}

bool Conditions::holiday(SimTime t) const {
  return !holidays_->days.empty() &&
         std::binary_search(holidays_->days.begin(), holidays_->days.end(), day_number(t));
}

}  // namespace hotline::sim
