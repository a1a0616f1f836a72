// sim/dispatch/district_backstop.hpp: what belongs to nobody, belongs to the district.
#pragma once

#include <cstdint>
#include <optional>

namespace hotline::sim {

/// District backstop: what nobody is clearly responsible for goes to the agency of the district,
/// which may not refuse it: because triage sees it, or because an agency has refused it for that
/// reason and the rule sends such tickets there. A district without an agency has no backstop.
/// Source: Beijing's regulation on handling complaints at once (接诉即办工作条例, 2021): where
/// duties are unclear, the district government is the one of last resort (属地兜底).
struct DistrictBackstop {
  bool takes_refused = false;  ///< also what was refused as unclear

  /// Whether what an agency refused as unclear goes there next, instead of back to triage.
  [[nodiscard]] bool takes_what_was_refused(bool as_unclear, bool has_agency) const {
    return as_unclear && has_agency && takes_refused;
  }

  /// The agency that must take it; none: the catalogue decides.
  /// @param unclear  triage sees that nobody is clearly responsible, or an agency has said so.
  [[nodiscard]] static std::optional<std::uint32_t> agency_for(
      bool unclear, const std::optional<std::uint32_t>& of_the_district) {
    return unclear ? of_the_district : std::nullopt;
  }
};

}  // namespace hotline::sim
