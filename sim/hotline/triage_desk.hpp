// sim/hotline/triage_desk.hpp: people who classify and dispatch, if they are limited.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/contract.hpp"

namespace hotline::sim {

/// Tickets that wait for a dispatcher, first come, first served. A ticket that leaves the line by
/// itself stays in it as a name that nobody answers to; the caller skips it.
struct TriageDesk {
  struct Place {
    std::uint32_t row = 0;
    std::uint32_t number = 0;  ///< Ticket::number
  };

  std::int64_t on_duty = 0;
  std::int64_t busy = 0;
  std::vector<Place> line;
  std::size_t first = 0;  ///< those before have left

  [[nodiscard]] bool empty() const { return first == line.size(); }

  void join(Place place) { line.push_back(place); }

  /// Cost  O(1) on average.
  Place leave() {
    HOTLINE_REQUIRE(!empty());
    const Place place = line[first++];
    if (first == line.size() || first > 1024 + line.size() / 2) {
      line.erase(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(first));
      first = 0;
    }
    return place;
  }
};

}  // namespace hotline::sim
