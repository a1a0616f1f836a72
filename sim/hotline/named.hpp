// sim/hotline/named.hpp: whom a change is meant for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace hotline::sim {

/// Calls use(position) for those named, or else for all of which `follows(position)` holds.
template <class Follows, class Use>
void for_each_of(std::span<const std::uint32_t> named, std::size_t count, const Follows& follows,
                 const Use& use) {
  for (const std::uint32_t one : named) {
    use(one);
  }
  for (std::uint32_t one = 0; named.empty() && one < count; ++one) {
    if (follows(one)) {
      use(one);
    }
  }
}

}  // namespace hotline::sim
