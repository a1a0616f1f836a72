// sim/city/arrivals.hpp: when the citizens turn to the city.
#pragma once

#include <cstdint>

#include "core/base/time.hpp"
#include "sim/city/conditions.hpp"
#include "sim/random/random.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

/// Contacts of one demand source (or batches of them, or incidents): a Poisson process whose rate
/// is constant or sinusoidal within each stretch of an hour at most, or gaps of a law of their own.
///
/// A gap is drawn by inverting the cumulative rate, one unit exponential a contact: contact k uses
/// draw k. Runs that differ in policy or staffing meet the same contacts, and runs that differ in
/// demand stay in step contact by contact. Thinning, the usual alternative, spends a random number
/// of draws on each. Source  E. Cinlar, Introduction to Stochastic Processes (1975), ch. 4
/// (inversion).
class ArrivalProcess {
 public:
  /// `source` is the number of the demand entry; `demand` must outlive the process.
  ArrivalProcess(const Demand& demand, std::uint32_t source, Purpose purpose = Purpose::kGap)
      : demand_(&demand), source_(source), purpose_(purpose) {}

  /// The first arrival strictly after `after`, of contact number drawn() before the call; kNever if
  /// none comes within 100 years, the longest run. Spends one draw. Arrivals follow each other by a
  /// microsecond at least, but for a renewal process whose gaps may be 0.
  [[nodiscard]] SimTime next(SimTime after, const RandomBook& book, Conditions& conditions);

  /// How many arrivals were drawn so far.
  [[nodiscard]] std::uint64_t drawn() const { return drawn_; }

  [[nodiscard]] std::uint32_t source() const { return source_; }

  template <class A>
  void archive(A& a) {
    a(drawn_);
  }

 private:
  /// A stretch of time with one factor.
  struct Stretch {
    SimTime end = kNever;
    double per_us = 0;                       ///< the rate; with a sinusoid, the factor on it
    const SinusoidRate* sinusoid = nullptr;  ///< none: constant
  };

  [[nodiscard]] SimTime next_by_rate(double exponential, SimTime after, const RandomBook& book,
                                     Conditions& conditions);
  [[nodiscard]] SimTime next_by_gap(double u, SimTime after, const Conditions& conditions) const;
  [[nodiscard]] Stretch stretch_at(SimTime t, const RandomBook& book, Conditions& conditions) const;

  const Demand* demand_;
  std::uint32_t source_;
  Purpose purpose_;
  std::uint64_t drawn_ = 0;
  // The stretch that was looked at last, from an instant on: worked out once, for most contacts
  // come within it. It follows from the scenario and the book, so it is no part of an archive.
  SimTime from_ = kNever;
  Stretch stretch_;
};

/// Contacts an hour of this source at `t` by its profiles, without what else multiplies it. On a
/// public holiday the weekday may be another.
[[nodiscard]] double hourly_rate(const Demand& demand, SimTime t);
[[nodiscard]] double hourly_rate(const Demand& demand, SimTime t, int weekday);

/// The integral of the sinusoid, in contacts: from the start of the run to so long after it.
[[nodiscard]] double cumulative(const SinusoidRate& rate, Duration after);

}  // namespace hotline::sim
