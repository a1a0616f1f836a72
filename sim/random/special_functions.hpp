// sim/random/special_functions.hpp: gamma function and probabilities of the gamma and normal laws,
// with the same bits everywhere.
//
// Built on arithmetic.hpp alone, and for the same reason: what decides an event must not depend on
// the C library. For building tables and for exact inversion; a hundred nanoseconds and more a
// call, so not for the common draw.
#pragma once

namespace hotline::sim {

/// What lies on both sides of a point, each accurate where it is small. They sum to one.
struct Tails {
  double below = 0;  ///< P(X <= x)
  double above = 1;  ///< P(X > x)
};

/// ln Gamma(x) for x > 0 (checked). Error below 1e-13 of the greater of 1 and the result.
///
/// Stirling's series from 10 on, and the recurrence below. Source: NIST DLMF 5.11.1, 5.5.1.
[[nodiscard]] double fixed_log_gamma(double x);

/// 1 - e^-x for x >= 0, accurate relatively also where x is small: W. Kahan's quotient.
[[nodiscard]] double one_minus_exp(double x);

/// The gamma law of this shape and scale 1 at x >= 0. Requires 0.01 <= shape <= 10000 (checked).
/// Relative error of the smaller one below 1e-11, from shape 1000 on below 1e-10.
///
/// Series below shape + 1, continued fraction above. Source: NIST DLMF 8.7.1, 8.9.2.
[[nodiscard]] Tails gamma_tails(double shape, double x);

/// The standard normal law at z: half of the gamma law of shape 1/2 at z^2/2 beyond.
[[nodiscard]] Tails normal_tails(double z);

}  // namespace hotline::sim
