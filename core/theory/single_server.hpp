// core/theory/single_server.hpp: one agent: M/G/1, vacations, batches, GI/M/1, M/D/c.
#pragma once

#include "core/base/result.hpp"
#include "core/theory/quadrature.hpp"

namespace hotline::theory {

/// Mean and coefficient of variation (standard deviation / mean) of a time; in the caller's unit.
struct TimeLaw {
  double mean = 1;
  double cv = 1;  ///< 0: always the same; 1: exponential; 1/sqrt(k): Erlang-k

  /// E[X^2].
  [[nodiscard]] double second_moment() const { return mean * mean * (1 + cv * cv); }
};

/// Steady state of one agent, first come, first served.
struct SingleServer {
  double occupancy = 0;
  double mean_wait = 0;
  double mean_queue = 0;
  double mean_sojourn = 0;
  double mean_in_system = 0;
};

/// M/G/1. Depends on the handling time by mean and cv alone.
/// Source: F. Pollaczek 1930, A. Khinchine 1932: mean wait = lambda E[S^2] / (2 (1 - rho)).
/// kBadInput unless rate and mean are above 0, cv >= 0 and rho = rate * mean < 1. Relative error
/// about 1e-15 / (1 - rho).
[[nodiscard]] Result<SingleServer> mg1(double arrival_rate, const TimeLaw& handling);

/// M/G/1 whose agent turns to other work (a vacation) whenever nobody waits, again and again until
/// somebody does: the mean wait of mg1 and E[V^2] / (2 E[V]). Vacation mean above 0, cv >= 0.
/// Source: S. W. Fuhrmann and R. B. Cooper, Stochastic decompositions in the M/G/1 queue with
/// generalized vacations, 1985. The occupancy counts handling only.
[[nodiscard]] Result<SingleServer> mg1_vacations(double arrival_rate, const TimeLaw& handling,
                                                 const TimeLaw& vacation);

/// M[X]/M/1: batches arrive at `batch_rate`, of mean size >= 1 and this cv of the size; a member of
/// a batch waits for those served before it. L = rho (1 + E[X^2]/E[X]) / (2 (1 - rho)). Source:
/// Gross et al., Fundamentals of Queueing Theory, 4th ed. 2008, 3.1. kBadInput if rho = batch_rate
/// E[X] / service_rate is not below 1.
[[nodiscard]] Result<SingleServer> batch_mm1(double batch_rate, const TimeLaw& batch,
                                             double service_rate);

/// GI/M/1: independent times between arrivals, exponential handling.
struct GeneralArrivals {
  double wait_probability = 0;  ///< sigma, the root of sigma = A(mu (1 - sigma))
  SingleServer steady;
};

/// `transform_complement(s)` = 1 - E[exp(-s A)] for s > 0, A the time between arrivals, with mean
/// `mean_between`. Mean wait = sigma / (mu (1 - sigma)). Source: Kleinrock, Queueing Systems I,
/// 1975, 6.4. kBadInput unless rates are above 0 and rho = 1 / (service_rate mean_between) < 1.
/// Method: the root of a concave function, by halving; relative error about 1e-14 / (1 - rho), if
/// the complement is as accurate.
[[nodiscard]] Result<GeneralArrivals> gim1(const RealFunction& transform_complement,
                                           double mean_between, double service_rate);

/// D/M/1: an arrival every `between`. sigma = exp(-(1 - sigma) / rho).
[[nodiscard]] Result<GeneralArrivals> dm1(double between, double service_rate);

/// M/D/c: every contact takes `handling`.
struct DeterministicHandling {
  double occupancy = 0;
  double wait_probability = 0;
  double mean_wait = 0;
  double mean_queue = 0;
};

/// Source: C. D. Crommelin, Delay probability formulae when the holding times are constant, 1932;
/// in the form of A. J. E. M. Janssen and J. S. H. van Leeuwaarden, Back to the roots of the M/D/s
/// queue, 2008. The number in the system has the transform A(z) q (z - 1) prod (z - z_k) /
/// (z^c - A(z)), A(z) = exp(a (z - 1)), z_k the c - 1 roots of z^c = A(z) inside the unit circle;
/// so P(wait) = 1 - (c - a) / prod (1 - z_k), and L is the derivative at 1.
/// kBadInput unless rate and handling are above 0, agents 1 ... 10000 and a < agents. Method: one
/// Newton iteration a root. Absolute error of P(wait) about agents * 1e-15, of the mean queue about
/// agents^2 * 1e-15, both divided by 1 - occupancy. Cost: O(agents).
[[nodiscard]] Result<DeterministicHandling> mdc(double arrival_rate, double handling, int agents);

}  // namespace hotline::theory
