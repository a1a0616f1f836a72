// sim/hotline/matter.hpp: what a contact is about, beyond its category.
#pragma once

#include <cstdint>

#include "sim/hotline/waiting_line.hpp"

namespace hotline::sim {

/// A new matter, an incident that others report as well, or a ticket that a citizen waits for.
struct Matter {
  static constexpr std::uint32_t kUnserved = kNoRow - 1;  ///< in `row`: leaves a ticket for certain

  std::uint32_t row = kNoRow;  ///< of the ticket; kNoRow: of none
  std::uint32_t number = 0;    ///< of the ticket in this row; without one of the incident (0: none)

  [[nodiscard]] bool asks() const { return row < kUnserved; }

  [[nodiscard]] bool unserved() const { return row == kUnserved; }

  [[nodiscard]] std::uint32_t incident() const { return asks() ? 0 : number; }
};

}  // namespace hotline::sim
