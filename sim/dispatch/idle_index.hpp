// sim/dispatch/idle_index.hpp: idle time weighed against preferences.
#pragma once

#include <tuple>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Weight-based index, the server's side: greatest weight x idle time less rank x a fixed time.
/// Source: W. Chan, G. Koole and P. L'Ecuyer, MSOM 16 (2014) 544.
struct IdleIndex {
  Duration per_rank{0};  ///< idle time that makes up for one rank of preference

  [[nodiscard]] auto key(const Question& question, const ServerView& s) const {
    const double idle =
        s.idle_since == kNever ? 0 : static_cast<double>((question.now - s.idle_since).count());
    const double index =
        s.weight * idle - static_cast<double>(s.rank) * static_cast<double>(per_rank.count());
    return std::make_tuple(-index, s.rank);
  }
};

}  // namespace hotline::sim
