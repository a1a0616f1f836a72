// core/theory/counts.hpp: how many contacts to expect: busy days, and rates that change by the
// piece.
#pragma once

#include <vector>

#include "core/base/result.hpp"

namespace hotline::theory {

/// Mean and spread of a number of contacts.
struct CountMoments {
  double mean = 0;
  double variance = 0;
  double standard_deviation = 0;
};

/// A day whose Poisson mean is `mean` times a gamma variable with mean 1 and shape `shape` (its
/// busyness): variance mean + mean^2 / shape. Both above 0, else kBadInput. Source: A. N.
/// Avramidis, A. Deslauriers and P. L'Ecuyer, Modeling daily arrivals to a telephone call center,
/// 2004.
[[nodiscard]] Result<CountMoments> poisson_gamma_count(double mean, double shape);

/// Expected counts of a Poisson process by piece: rates[i] holds from ends[i-1] (0 for the first)
/// to ends[i], `cycles` times over. Rates >= 0, ends ascending above 0, as many of each, cycles >=
/// 1, else kBadInput. Expected count and variance are the same.
[[nodiscard]] Result<std::vector<double>> piecewise_counts(const std::vector<double>& rates,
                                                           const std::vector<double>& ends,
                                                           int cycles);

}  // namespace hotline::theory
