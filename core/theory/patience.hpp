// core/theory/patience.hpp: how long a caller would wait, as a distribution.
#pragma once

#include <vector>

#include "core/base/result.hpp"
#include "core/theory/quadrature.hpp"

namespace hotline::theory {

/// A distribution of patience, by its survival function. Patience is never negative; a part of the
/// callers may wait for ever.
struct Patience {
  RealFunction survival;      ///< P(patience > t), not increasing, 1 at t = 0
  RealFunction integrated;    ///< integral of survival from 0 to t
  std::vector<double> kinks;  ///< where survival jumps or bends, ascending
};

/// Everybody waits exactly `t` > 0.
[[nodiscard]] Result<Patience> deterministic_patience(double t);
/// Exponential with this rate (1 / mean); rate 0: for ever.
[[nodiscard]] Result<Patience> exponential_patience(double rate);
/// Between lowest and highest, 0 <= lowest < highest.
[[nodiscard]] Result<Patience> uniform_patience(double lowest, double highest);
/// P(patience > t) = exp(-(t / scale)^shape), both above 0, shape 0.05 ... 100. The integral is an
/// incomplete gamma function (Boost.Math).
[[nodiscard]] Result<Patience> weibull_patience(double shape, double scale);
/// With probability shares[i] (sum 1 to 1e-9) exponential with rates[i] > 0.
[[nodiscard]] Result<Patience> hyperexponential_patience(const std::vector<double>& shares,
                                                         const std::vector<double>& rates);
/// Any other law. The integral is taken numerically at every use: slow, error about 1e-12 between
/// kinks. `survival` must be as described above (its value at 0 is checked).
[[nodiscard]] Result<Patience> general_patience(RealFunction survival, std::vector<double> kinks);

}  // namespace hotline::theory
