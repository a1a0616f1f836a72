// sim/dispatch/staged_overflow.hpp: others help when it takes too long.
#pragma once

#include <cstdint>

#include "core/base/time.hpp"

namespace hotline::sim {

/// One stage of overflow: from a certain wait on, while enough wait and enough of the servers that
/// are meant for it are busy, other servers may take the item as well. All three must hold.
/// Source: ContactCenters, overflow-and-priority router (stages with conditions on waiting time,
/// queue size and busy agents); E. Buist and P. L'Ecuyer, WSC (2005).
struct StagedOverflow {
  Duration after{0};             ///< of waiting
  std::int64_t from_length = 1;  ///< so many wait, the item included
  double from_busy = 0;          ///< share of the servers present that are busy

  /// @param servers  says how many are busy and how many present, as a pair; asked only where it
  ///                 matters. With nobody present they count as all busy.
  template <class Servers>
  [[nodiscard]] bool holds(Duration waited, std::int64_t length, const Servers& servers) const {
    if (waited < after || length < from_length) {
      return false;
    }
    if (from_busy <= 0) {
      return true;
    }
    const auto [busy, present] = servers();
    return static_cast<double>(busy) >= from_busy * static_cast<double>(present);
  }
};

}  // namespace hotline::sim
