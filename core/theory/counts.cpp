#include "core/theory/counts.hpp"

#include <cmath>

#include "core/theory/domain.hpp"

namespace hotline::theory {

Result<CountMoments> poisson_gamma_count(double mean, double shape) {
  Domain domain;
  if (domain.positive("mean", mean).positive("shape", shape).broken()) {
    return domain.error();
  }
  const double variance = mean + mean * mean / shape;
  return CountMoments{mean, variance, std::sqrt(variance)};
}

Result<std::vector<double>> piecewise_counts(const std::vector<double>& rates,
                                             const std::vector<double>& ends, int cycles) {
  Domain domain;
  domain.whole("cycles", cycles, 1, 1'000'000)
      .require(!rates.empty() && rates.size() == ends.size(),
               "pieces: found " + std::to_string(rates.size()) + " rates and " +
                   std::to_string(ends.size()) + " ends, expected as many, at least one");
  std::vector<double> counts;
  double begin = 0;
  for (std::size_t i = 0; !domain.broken() && i < rates.size(); ++i) {
    domain.not_negative("rate", rates[i])
        .require(
            ends[i] > begin && std::isfinite(ends[i]),
            "end of a piece: found " + shown(ends[i]) + ", expected more than " + shown(begin));
    counts.push_back(rates[i] * (ends[i] - begin) * cycles);
    begin = ends[i];
  }
  if (domain.broken()) {
    return domain.error();
  }
  return counts;
}

}  // namespace hotline::theory
