// sim/dispatch/weight_index.hpp: waits weighed against preferences.
#pragma once

#include <tuple>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Weight-based index: greatest weight x wait of the line's head less rank x a fixed time: a line
/// of lower preference must have waited so much longer. Source: W. Chan, G. Koole and P. L'Ecuyer,
/// MSOM 16 (2014) 544 (affine in wait and idle time).
struct WeightIndex {
  Duration per_rank{0};  ///< waiting that makes up for one rank of preference

  [[nodiscard]] static SimTime place(const Joining& item) { return item.since; }

  [[nodiscard]] auto key(const Question& question, const WaitingView& w) const {
    const double index = w.weight * static_cast<double>((question.now - w.since).count()) -
                         static_cast<double>(w.rank) * static_cast<double>(per_rank.count());
    return std::make_tuple(-index, w.arrival);
  }
};

}  // namespace hotline::sim
