// sim/random/count_law.hpp: how many at once, drawn by inversion.
#pragma once

#include <cstdint>
#include <vector>

namespace hotline::sim {

/// A law of numbers from 1 on.
struct CountLaw {
  enum class Family : std::uint8_t { kFixed, kGeometric, kWeights };
  Family family = Family::kFixed;
  double number = 1;               ///< kFixed: the number. kGeometric: its mean, from 1 on.
  std::vector<double> cumulative;  ///< kWeights: P(N <= 1), P(N <= 2), ... up to 1
};

/// Greatest number that is ever drawn: a geometric tail is cut there.
inline constexpr std::uint32_t kMostAtOnce = 60'000;

/// The number whose probability of not being exceeded is u, for 0 < u < 1; a greater u never gives
/// a smaller one. Geometric: P(N > n) = (1 - 1/mean)^n.
[[nodiscard]] std::uint32_t quantile(const CountLaw& law, double u);

[[nodiscard]] double mean(const CountLaw& law);

}  // namespace hotline::sim
