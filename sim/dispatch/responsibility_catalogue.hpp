// sim/dispatch/responsibility_catalogue.hpp: which agency is responsible for what, and where.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hotline::sim {

/// Which agency does a ticket go to? The one that the catalogue names for its category and
/// district; what it is taken for decides, so that a wrong class goes to a wrong agency. Source:
/// responsibility lists (职责清单) by which 12345 hotlines dispatch what clearly belongs to
/// somebody; Open311 GeoReport v2, service list (a service code belongs to one department).
class ResponsibilityCatalogue {
 public:
  ResponsibilityCatalogue() = default;

  /// @param districts  1 where none differs from another.
  ResponsibilityCatalogue(std::size_t categories, std::size_t districts)
      : districts_(districts), agencies_(categories * districts) {}

  /// Replaces what was stated before. Requires positions within the bounds of the constructor.
  void state(std::size_t category, std::size_t district, std::uint16_t agency) {
    agencies_[category * districts_ + district] = agency;
  }

  [[nodiscard]] std::uint16_t agency_for(std::size_t category, std::size_t district) const {
    return agencies_[districts_ == 1 ? category : category * districts_ + district];
  }

  [[nodiscard]] std::size_t districts() const { return districts_; }

 private:
  std::size_t districts_ = 1;
  std::vector<std::uint16_t> agencies_;
};

}  // namespace hotline::sim
