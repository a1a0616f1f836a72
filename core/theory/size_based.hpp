// core/theory/size_based.hpp: one agent who knows how long each case will take.
#pragma once

#include "core/base/result.hpp"

namespace hotline::theory {

/// Mean sojourn (wait and handling) in M/M/1 under four orders, in the caller's unit of time.
struct SizeBased {
  double fifo = 0;  ///< first come, first served
  double sjf = 0;   ///< shortest job first, not preemptive
  double psjf = 0;  ///< preemptive shortest job first, by the original size
  double srpt = 0;  ///< shortest remaining processing time
};

/// Source: L. E. Schrage and L. W. Miller, The queue M/G/1 with the shortest remaining processing
/// time discipline, 1966; R. W. Conway, W. L. Maxwell and L. W. Miller, Theory of Scheduling, 1967;
/// as in M. Harchol-Balter, Performance Modeling and Design of Computer Systems, 2013, ch. 31-33.
/// With f the density of the size, F' its tail, rho(x) the load of cases up to size x:
///   sjf:  E[S] + integral of f(x) (lambda E[S^2] / 2) / (1 - rho(x))^2
///   psjf: integral of f(x) (x / (1 - rho(x)) + (lambda / 2) m2(x) / (1 - rho(x))^2)
///   srpt: integral of f(x) (lambda / 2) (m2(x) + x^2 F'(x)) / (1 - rho(x))^2 + F'(x) / (1 -
///   rho(x))
/// with m2(x) the integral of t^2 f(t) up to x. kBadInput unless rates are above 0 and rho < 1.
/// Adaptive quadrature, relative error about 1e-11.
[[nodiscard]] Result<SizeBased> size_based_mm1(double arrival_rate, double service_rate);

}  // namespace hotline::theory
