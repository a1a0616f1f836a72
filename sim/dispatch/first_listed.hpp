// sim/dispatch/first_listed.hpp: the agent group that the scenario lists first.
#pragma once

#include <cstddef>
#include <span>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Fixed order of preference: specialists are listed before generalists. Within a group agents are
/// alike, and which one answers makes no difference.
/// Source: agents' preference by rank, Buist and L'Ecuyer, WSC (2005), Router.
struct FirstListed {
  [[nodiscard]] static std::size_t select(const Question& /*question*/,
                                          std::span<const ServerView> /*servers*/) {
    return 0;
  }
};

}  // namespace hotline::sim
