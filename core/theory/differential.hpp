// core/theory/differential.hpp: ordinary differential equations, step by step.
#pragma once

#include <functional>
#include <vector>

#include "core/base/result.hpp"

namespace hotline::theory {

/// Writes dy/dt at (y, t) into the second argument, which has the size of y.
using Derivative = std::function<void(const std::vector<double>&, std::vector<double>&, double)>;

/// Carries y from `from` to `until` >= from; nothing happens if they are equal. Explicit
/// Runge-Kutta of order 5 with adaptive steps (Dormand and Prince 1980; Boost.Odeint), each step to
/// an error of `tolerance`, absolute and relative. The derivative should be smooth between the two
/// instants: stop at each jump. kBadInput if the steps become too small or
/// the solution does not stay finite.
[[nodiscard]] Result<void> integrate(const Derivative& derivative, std::vector<double>& y,
                                     double from, double until, double tolerance = 1e-12);

}  // namespace hotline::theory
