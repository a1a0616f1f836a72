// sim/dispatch/least.hpp: the element with the least key.
#pragma once

#include <cstddef>
#include <span>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Position of the least of `views` by `key(view)`, the first of equal ones, among those that
/// `admits(view)`; kNobody if there is none.
template <class View, class Key, class Admits>
[[nodiscard]] std::size_t position_of_least(std::span<const View> views, const Key& key,
                                            const Admits& admits) {
  std::size_t best = kNobody;
  for (std::size_t i = 0; i < views.size(); ++i) {
    if (admits(views[i]) && (best == kNobody || key(views[i]) < key(views[best]))) {
      best = i;
    }
  }
  return best;
}

}  // namespace hotline::sim
