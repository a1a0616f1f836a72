// sim/dispatch/least.hpp: the element with the least key.
#pragma once

#include <cstddef>
#include <optional>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Position of the least `key(position)` of `count`, the first of equal ones, among those that
/// `admits(position)`; kNobody if there is none. Each key is asked for once.
template <class Key, class Admits>
[[nodiscard]] std::size_t position_of_least(std::size_t count, const Key& key,
                                            const Admits& admits) {
  std::size_t best = kNobody;
  std::optional<decltype(key(std::size_t{}))> least;
  for (std::size_t at = 0; at < count; ++at) {
    if (admits(at)) {
      const auto one = key(at);
      if (!least || one < *least) {
        best = at;
        least.emplace(one);
      }
    }
  }
  return best;
}

}  // namespace hotline::sim
