// core/theory/quadrature.hpp: integrals over stretches of the line.
#pragma once

#include <functional>
#include <vector>

namespace hotline::theory {

using RealFunction = std::function<double(double)>;

/// Integral of f from `knots.front()` to `knots.back()`, stretch by stretch, f smooth between two
/// knots. Knots ascend; the last may be infinite if f falls off fast enough.
/// Adaptive Gauss-Kronrod with 31 points (Boost.Math), each stretch to a relative error of 1e-12 of
/// the integral of |f| over it.
[[nodiscard]] double integral(const RealFunction& f, const std::vector<double>& knots);

}  // namespace hotline::theory
