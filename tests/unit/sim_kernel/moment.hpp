// tests/unit/sim_kernel/moment.hpp: instants by number.
#pragma once

#include <cstdint>

#include "core/base/time.hpp"

namespace hotline::sim {

inline SimTime at(std::int64_t us) {
  return SimTime(Duration(us));
}

}  // namespace hotline::sim
