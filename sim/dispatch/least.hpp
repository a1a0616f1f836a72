// sim/dispatch/least.hpp: the waiting head with the least key.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Position of the least element by `key`, the first of equal ones. Requires that there is one.
template <class KeyOf>
[[nodiscard]] std::size_t position_of_least(std::span<const WaitingView> waiting, KeyOf key) {
  const auto least = std::min_element(
      waiting.begin(), waiting.end(),
      [&key](const WaitingView& a, const WaitingView& b) { return key(a) < key(b); });
  return static_cast<std::size_t>(std::distance(waiting.begin(), least));
}

}  // namespace hotline::sim
