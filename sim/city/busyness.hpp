// sim/city/busyness.hpp: the random factor of each day.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/time.hpp"
#include "sim/random/random.hpp"
#include "sim/scenario/demand_plan.hpp"

namespace hotline::sim {

/// The factor of each day that multiplies demand (busyness), with mean 1 and coefficient of
/// variation cv: exp(s z_d - s^2/2), s^2 = ln(1 + cv^2), or the quantile of the gamma law of shape
/// 1/cv^2 at the probability of z_d; z is a stationary AR(1) of standard normals.
///
/// Cost     O(days since the first one asked for), once.
/// Sources  Avramidis, Deslauriers, L'Ecuyer, Management Science 50 (2004) 896 (busyness factor);
///          Aldor-Noiman, Feigin, Mandelbaum, Ann. Appl. Stat. 3 (2009) 1403 (autocorrelation);
///          Jongbloed, Koole, Appl. Stoch. Models Bus. Ind. 17 (2001) 307 (Poisson-gamma).
class BusynessFactors {
 public:
  /// `group` tells factors of several groups apart; 0 is that of all demand.
  BusynessFactors(const Busyness& busyness, SimTime first_day, std::uint32_t group = 0);

  /// Requires that `t` does not lie before the first day (checked).
  [[nodiscard]] double at(SimTime t, const RandomBook& book) {
    return sigma_ == 0 ? 1 : of_day(day_number(t) - first_day_, book);
  }

  template <class A>
  void archive(A& a) {
    a(z_);
    a(factors_);
  }

 private:
  [[nodiscard]] double of_day(std::int64_t day, const RandomBook& book);

  double sigma_;  ///< of the logarithm; of a gamma law, its cv
  double autocorrelation_;
  bool gamma_;
  std::uint32_t group_;
  std::int64_t first_day_;
  std::vector<double> z_;
  std::vector<double> factors_;
};

}  // namespace hotline::sim
