// core/theory/routing.hpp: two classes of contacts: one group for both (V), two groups (N).
#pragma once

#include <array>
#include <cstdint>

#include "core/base/result.hpp"

namespace hotline::theory {

/// Which of two waiting classes a free agent takes.
enum class QueueRule : std::uint8_t {
  kFirstClass,   ///< class 1 if any waits
  kSecondClass,  ///< class 2 if any waits
  /// Fixed queue ratio: the class whose queue is longest against its share of the whole queue;
  /// class 1 if equal.
  kFixedRatio,
};

/// Two classes with Poisson arrivals and exponential patience.
struct TwoClasses {
  std::array<double, 2> arrival_rates{};
  std::array<double, 2> abandonment_rates{};  ///< above 0
};

/// V-model: one group serves both classes, not preemptive.
struct VModel {
  TwoClasses classes;
  std::array<double, 2> service_rates{};  ///< by class
  int agents = 1;                         ///< 1 ... 100
  QueueRule rule = QueueRule::kFirstClass;
  double ratio = 0.5;  ///< of class 1, 0 ... 1; for kFixedRatio
};

/// N-model: group 1 serves class 1, group 2 both, and class 2 first. Group 2 takes a contact of
/// class 1 only if more than `reserved` of its agents are free (counting the one who would take
/// it).
struct NModel {
  TwoClasses classes;
  std::array<double, 2> service_rates{};  ///< by group
  std::array<int, 2> agents{1, 1};        ///< 1 ... 30 each
  int reserved = 0;                       ///< 0 ... agents[1]
};

struct TwoQueues {
  std::array<double, 2> mean_queue{};
  std::array<double, 2> abandon_probability{};
  std::array<double, 2> mean_wait{};  ///< over all of the class, answered or not
  std::array<double, 2> occupancy{};  ///< V: share of agents busy with each class; N: of each group
  double second_group_full = 0;       ///< N: P(all of group 2 are busy)
};

/// Both are Markov chains of (busy, busy, waiting, waiting), solved by unlimited_steady_state to a
/// relative error of about 1e-9. kBadInput for bad arguments, or where the chain grows too large.
/// Source of the rules: I. Gurvich and W. Whitt, Queue-and-idleness-ratio controls in many-server
/// service systems, 2009; I. Gurvich, M. Armony and A. Mandelbaum, Service-level differentiation in
/// call centers with fully flexible servers, 2008.
[[nodiscard]] Result<TwoQueues> v_model(const VModel& model);
[[nodiscard]] Result<TwoQueues> n_model(const NModel& model);

}  // namespace hotline::theory
