// core/theory/birth_death.hpp: the steady state of a birth-and-death process.
#pragma once

#include <functional>
#include <vector>

namespace hotline::theory {

/// Probabilities of 0 ... highest. `birth(n)` is the rate from n to n + 1 (n < highest), `death(n)`
/// that from n to n - 1 (n >= 1); requires death rates above 0 and highest >= 0 (checked).
/// Source: cut equations p(n) birth(n) = p(n+1) death(n+1); Kleinrock, Queueing Systems I,
/// 1975, 3.1. Products of ratios, scaled so that none overflows: relative error about n * 1e-16;
/// what is below 1e-300 of the greatest is 0. Cost: O(highest).
[[nodiscard]] std::vector<double> birth_death(int highest, const std::function<double(int)>& birth,
                                              const std::function<double(int)>& death);

}  // namespace hotline::theory
