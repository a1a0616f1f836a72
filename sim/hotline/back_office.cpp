#include "sim/hotline/back_office.hpp"

#include <numeric>

namespace hotline::sim {

BackOffice::BackOffice(const Scenario& scenario, Policy policy)
    : scenario_(&scenario), policy_(policy) {
  class_weights_.resize(scenario.categories.size());
  for (const Demand& demand : scenario.demand) {
    const std::size_t c = demand.category.index();
    class_weights_[c] += demand.per_day * scenario.categories[c].ticket_probability;
  }
  crews_.resize(scenario.agencies.size());
  for (Crews& crews : crews_) {
    crews.lines.resize(scenario.categories.size());
  }
}

CategoryId BackOffice::wrong_class(CategoryId right, double u) const {
  const double all = std::accumulate(class_weights_.begin(), class_weights_.end(), 0.0);
  double left = u * (all - class_weights_[right.index()]);
  CategoryId last = right;  // if there is no other class, it cannot be mistaken
  for (std::uint32_t c = 0; c < class_weights_.size(); ++c) {
    if (c == right.value || class_weights_[c] == 0) {
      continue;
    }
    last = CategoryId{c};
    left -= class_weights_[c];
    if (left < 0) {
      break;
    }
  }
  return last;
}

}  // namespace hotline::sim
