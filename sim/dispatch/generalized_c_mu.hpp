// sim/dispatch/generalized_c_mu.hpp: convex costs of waiting: the c-mu rule with the present
// marginal cost.
#pragma once

#include <tuple>

#include "sim/dispatch/view.hpp"
#include "sim/random/arithmetic.hpp"

namespace hotline::sim {

/// Generalised c-mu: greatest C'(wait) / mean service with the delay cost C(t) = weight t^exponent
/// / exponent, so C'(t) = weight t^(exponent - 1), t in seconds. Exponent 1 is the c-mu rule, 2 a
/// cost that grows with the square. Asymptotically optimal for convex costs. Sources: J. A. van
/// Mieghem, Ann. Appl. Prob. 5 (1995) 809; A. Mandelbaum and A. L. Stolyar, Oper. Res. 52 (2004)
/// 836.
struct GeneralizedCMu {
  double exponent = 2;

  [[nodiscard]] static SimTime place(const Joining& item) { return item.since; }

  [[nodiscard]] auto key(const Question& question, const WaitingView& w) const {
    const double waited = to_seconds(question.now - w.since);
    const double growth = exponent == 2   ? waited
                          : exponent == 1 ? 1
                          : waited > 0    ? fixed_exp((exponent - 1) * fixed_log(waited))
                                          : 0;
    return std::make_tuple(-w.weight * growth / static_cast<double>(w.mean_service.count()),
                           w.arrival);
  }
};

}  // namespace hotline::sim
