// sim/random/arithmetic.hpp: logarithm, exponential and normal quantile with the same bits
// everywhere.
//
// The C library picks log and exp by CPU at run time, and their last bits differ. What decides an
// event must not: these use only + - * / and sqrt, which IEEE 754 rounds correctly, in a fixed
// order (compiled with -ffp-contract=off). Accurate to a few units in the last place, which the
// tests hold against the C library.
#pragma once

namespace hotline::sim {

/// Natural logarithm. Requires x > 0 and finite (checked).
[[nodiscard]] double fixed_log(double x);

/// e^x for |x| <= 700; beyond, the value at the bound.
[[nodiscard]] double fixed_exp(double x);

/// z with P(Z <= z) = p for a standard normal Z. Requires 0 < p < 1 (checked). Relative error about
/// 1e-16 (M. J. Wichura, Algorithm AS 241, Appl. Statist. 37 (1988) 477-484, routine PPND16).
[[nodiscard]] double normal_quantile(double p);

}  // namespace hotline::sim
