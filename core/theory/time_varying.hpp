// core/theory/time_varying.hpp: from empty, with demand and staffing that vary: M_t/M/s_t+M.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/result.hpp"
#include "core/theory/quadrature.hpp"

namespace hotline::theory {

/// So many agents are on duty from this instant on.
struct StaffingStep {
  double from = 0;
  int agents = 0;
};

/// What happens when fewer agents are on duty than contacts are in hand.
enum class StaffingDrop : std::uint8_t {
  kExhaustive,  ///< agents complete the case in hand: who completes first leaves first
  kPreemptive,  ///< agents leave at once; their contacts go back to the head of the queue
};

/// Poisson arrivals at rate arrival_rate(t), exponential handling and patience, empty at time 0.
struct VaryingPool {
  RealFunction arrival_rate;           ///< from time 0 on, finite and >= 0
  double service_rate = 1;             ///< above 0
  double abandonment_rate = 0;         ///< >= 0; 0: nobody hangs up
  std::vector<StaffingStep> staffing;  ///< ascending, the first from time 0; 0 ... 1000 agents
  std::vector<double> jumps;           ///< instants at which arrival_rate jumps or bends
  StaffingDrop drop = StaffingDrop::kExhaustive;
};

/// Expected state at one instant.
struct Moment {
  double queue = 0;             ///< mean number waiting
  double busy = 0;              ///< mean number in hand
  double wait_probability = 0;  ///< P(in hand >= on duty): who arrives now waits
};

/// State just before each instant, which ascend from 0 on (a change of staffing at that very
/// instant is not yet made). Source: Kolmogorov's forward equations, 1931; for the rule at the drop
/// A. Ingolfsson, Modeling the M(t)/M/s(t) queue with an exhaustive discipline, 2005.
/// Method: `integrate` between jumps with tolerance 1e-12, the queue cut where less than 1e-10 of
/// the arrivals meet the cut (at most 4096, else kBadInput). Relative error about 1e-8. Cost: one
/// equation for each pair of (in hand beyond the fewest on duty, waiting), a step each third of a
/// mean time between events: some 10^8 operations a day of 100 agents.
[[nodiscard]] Result<std::vector<Moment>> course(const VaryingPool& pool,
                                                 const std::vector<double>& instants);

/// What a day that begins empty brings, its last callers seen through to their end. Of all who
/// arrive before the horizon.
struct Day {
  double arrived = 0;
  double answered = 0;
  double abandoned = 0;
  double answered_within = 0;
  double service_level = 0;                ///< answered_within / arrived
  double answered_within_of_answered = 0;  ///< answered_within / answered
  /// answered_within / (arrived less those who hang up within the acceptable wait).
  double answered_within_of_others = 0;
  double mean_wait_of_answered = 0;
  double occupancy = 0;  ///< of the time up to the horizon
};

/// The same process with `agents` (1 ... 1000) on duty all the time, also after the horizon until
/// nobody is left; a wait counts as good up to `within` >= 0. A caller who meets k others waiting
/// has k + 1 departures before him, at rates agents * mu + j * theta: what becomes of him is a
/// chain of its own, weighted with the forward equations. Error as above.
[[nodiscard]] Result<Day> day_from_empty(const RealFunction& arrival_rate, double service_rate,
                                         double abandonment_rate, int agents, double horizon,
                                         double within);

/// Mean wait of customers 1, 2, ... `customers` (1 ... 10000) of an M/M/1 that begins empty; the
/// load may be 1 or more. Source: the embedded chain at arrivals, found(i+1) = found(i) + 1 -
/// completions, these geometric; W. D. Kelton and A. M. Law, The transient behavior of the M/M/s
/// queue, 1985. Sums of positive numbers: relative error about customers * 1e-16. Cost:
/// O(customers^2).
[[nodiscard]] Result<std::vector<double>> mm1_delays_from_empty(double arrival_rate,
                                                                double service_rate, int customers);

}  // namespace hotline::theory
