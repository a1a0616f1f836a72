// sim/city/arrivals.hpp: when the citizens turn to the city.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/time.hpp"
#include "sim/random/random.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

/// The factor of each day that multiplies all demand alike (busyness): exp(s z_d - s^2/2) with mean
/// 1 and coefficient of variation cv, s^2 = ln(1 + cv^2); z is a stationary AR(1) of standard
/// normals.
///
/// Cost     O(days since the first one asked for), once.
/// Sources  Avramidis, Deslauriers, L'Ecuyer, Management Science 50 (2004) 896 (busyness factor);
///          Aldor-Noiman, Feigin, Mandelbaum, Ann. Appl. Stat. 3 (2009) 1403 (autocorrelation).
class BusynessFactors {
 public:
  BusynessFactors(const Busyness& busyness, SimTime first_day);
  /// Requires that `t` does not lie before the first day (checked).
  [[nodiscard]] double at(SimTime t, const RandomBook& book);

  template <class A>
  void archive(A& a) {
    a(z_);
  }

 private:
  double sigma_;
  double autocorrelation_;
  std::int64_t first_day_;
  std::vector<double> z_;
};

/// Contacts of one demand source: a Poisson process whose rate is constant within each hour.
///
/// A gap is drawn by inverting the cumulative rate, one unit exponential a contact: contact k uses
/// draw k. Runs that differ in policy or staffing meet the same contacts, and runs that differ in
/// demand stay in step contact by contact. Thinning, the usual alternative, spends a random number
/// of draws on each. Source  E. Cinlar, Introduction to Stochastic Processes (1975), ch. 4
/// (inversion).
class ArrivalProcess {
 public:
  /// `source` is the number of the demand entry; `demand` must outlive the process.
  ArrivalProcess(const Demand& demand, std::uint32_t source) : demand_(&demand), source_(source) {}

  /// The first arrival strictly after `after`, of contact number drawn() before the call; kNever if
  /// none comes within 100 years, the longest run. Spends one draw.
  [[nodiscard]] SimTime next(SimTime after, const RandomBook& book, BusynessFactors& busyness);

  /// How many arrivals were drawn so far.
  [[nodiscard]] std::uint64_t drawn() const { return drawn_; }

  [[nodiscard]] std::uint32_t source() const { return source_; }

  template <class A>
  void archive(A& a) {
    a(drawn_);
  }

 private:
  /// Makes `t`'s hour the current one.
  void enter_hour(SimTime t, const RandomBook& book, BusynessFactors& busyness);

  const Demand* demand_;
  std::uint32_t source_;
  std::uint64_t drawn_ = 0;
  // The current hour, until its end: worked out once, for most contacts come within it. It follows
  // from the scenario and the book, so it is no part of an archive.
  SimTime hour_begin_ = kNever;
  SimTime hour_end_ = kNever;
  double per_us_ = 0;  ///< contacts a microsecond
};

/// Contacts an hour of this source at `t`, without the day's factor.
[[nodiscard]] double hourly_rate(const Demand& demand, SimTime t);

}  // namespace hotline::sim
