// sim/hotline/chance.hpp: a coin that is not tossed where the outcome is certain.
#pragma once

#include <cstdint>

#include "sim/hotline/world.hpp"

namespace hotline::sim {

/// True with probability p; spends no draw for 0 and 1.
[[nodiscard]] inline bool chance(const World& world, double p, Purpose purpose,
                                 std::uint64_t entity, std::uint64_t index = 0) {
  return p > 0 && (p >= 1 || world.book.chance(p, purpose, entity, index));
}

}  // namespace hotline::sim
