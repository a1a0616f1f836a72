// core/theory/priority.hpp: who is served first: priorities, costs, accumulated priority.
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/result.hpp"
#include "core/theory/single_server.hpp"

namespace hotline::theory {

/// One class of contacts; a list of them is ordered from the highest priority to the lowest.
struct PriorityClass {
  double arrival_rate = 0;
  TimeLaw handling;
};

// All of these answer with one mean wait a class, in the order given. kBadInput for an empty list,
// rates or means not above 0, a negative cv, or a total load that the agents cannot bear. Relative
// error about 1e-15 / (1 - load).

/// M/G/1, first come, first served over all classes: W0 / (1 - rho), W0 = sum lambda E[S^2] / 2.
[[nodiscard]] Result<double> mg1_mixed_wait(const std::vector<PriorityClass>& classes);

/// M/G/1 with non-preemptive priority: W_k = W0 / ((1 - s_{k-1}) (1 - s_k)), s_k the load of the
/// classes 1 ... k. Source: A. Cobham, Priority assignment in waiting line problems, 1954.
[[nodiscard]] Result<std::vector<double>> mg1_priority_waits(
    const std::vector<PriorityClass>& classes);

/// M/G/1 with preemptive-resume priority: mean sojourn less mean handling time,
/// E[S_k] / (1 - s_{k-1}) + (sum_{i <= k} lambda_i E[S_i^2] / 2) / ((1 - s_{k-1}) (1 - s_k)) -
/// E[S_k]. Source: L. Kleinrock, Queueing Systems II, 1976, 3.4.
[[nodiscard]] Result<std::vector<double>> mg1_preemptive_delays(
    const std::vector<PriorityClass>& classes);

/// M/M/c with non-preemptive priority and one service rate: W_k = (C / (c mu)) /
/// ((1 - s_{k-1}) (1 - s_k)) with C of Erlang C. Source: O. Kella and U. Yechiali, Waiting times in
/// the non-preemptive priority M/M/c queue, 1985.
[[nodiscard]] Result<std::vector<double>> mmc_priority_waits(
    const std::vector<double>& arrival_rates, double service_rate, int agents);

/// Accumulating priority in M/G/1: the priority of class k grows as slopes[k] times its wait;
/// served is who has most. Slopes above 0, in any order, classes too. W_k = (W0 / (1 - rho) -
/// sum_{b_i < b_k} rho_i W_i (1 - b_i / b_k)) / (1 - sum_{b_i > b_k} rho_i (1 - b_k / b_i)).
/// Source: L. Kleinrock, A delay dependent queue discipline, 1964; the name: D. A. Stanford, P.
/// Taylor and I. Ziedins, Waiting time distributions in the accumulating priority queue, 2014.
[[nodiscard]] Result<std::vector<double>> accumulating_priority_waits(
    const std::vector<PriorityClass>& classes, const std::vector<double>& slopes);

/// Cost of waiting in a unit of time: sum of cost_i lambda_i W_i, cost_i that of one contact's wait
/// for a unit of time. Requires three lists of equal length (checked).
[[nodiscard]] double waiting_cost_rate(const std::vector<PriorityClass>& classes,
                                       const std::vector<double>& waits,
                                       const std::vector<double>& costs);

/// The order of classes (as indices) of greatest cost per mean handling time first: the c-mu rule,
/// which costs least of all non-preemptive priorities in M/G/1. Equal ones stay in order. Requires
/// lists of equal length (checked). Source: D. R. Cox and W. L. Smith, Queues, 1961.
[[nodiscard]] std::vector<std::size_t> c_mu_order(const std::vector<PriorityClass>& classes,
                                                  const std::vector<double>& costs);

}  // namespace hotline::theory
