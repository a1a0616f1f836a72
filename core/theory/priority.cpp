#include "core/theory/priority.hpp"

#include <algorithm>
#include <numeric>

#include "core/base/contract.hpp"
#include "core/theory/domain.hpp"
#include "core/theory/erlang.hpp"

namespace hotline::theory {
namespace {

double load_of(const PriorityClass& c) {
  return c.arrival_rate * c.handling.mean;
}

double total_load(const std::vector<PriorityClass>& classes) {
  double load = 0;
  for (const PriorityClass& c : classes) {
    load += load_of(c);
  }
  return load;
}

/// Mean remaining time of the case in hand, idle counting as 0.
double residual(const std::vector<PriorityClass>& classes) {
  double w0 = 0;
  for (const PriorityClass& c : classes) {
    w0 += c.arrival_rate * c.handling.second_moment() / 2;
  }
  return w0;
}

Domain checked(const std::vector<PriorityClass>& classes) {
  Domain domain;
  domain.require(!classes.empty(), "classes: found none, expected at least one");
  for (const PriorityClass& c : classes) {
    domain.positive("arrival rate", c.arrival_rate)
        .positive("mean handling time", c.handling.mean)
        .not_negative("cv of the handling time", c.handling.cv);
  }
  domain.require(total_load(classes) < 1, "offered load: found " + shown(total_load(classes)) +
                                              ", expected less than 1: else queues grow for ever");
  return domain;
}

}  // namespace

Result<double> mg1_mixed_wait(const std::vector<PriorityClass>& classes) {
  if (const Domain domain = checked(classes); domain.broken()) {
    return domain.error();
  }
  return residual(classes) / (1 - total_load(classes));
}

Result<std::vector<double>> mg1_priority_waits(const std::vector<PriorityClass>& classes) {
  if (const Domain domain = checked(classes); domain.broken()) {
    return domain.error();
  }
  const double w0 = residual(classes);
  std::vector<double> waits;
  double above = 0;
  for (const PriorityClass& c : classes) {
    const double with = above + load_of(c);
    waits.push_back(w0 / ((1 - above) * (1 - with)));
    above = with;
  }
  return waits;
}

Result<std::vector<double>> mg1_preemptive_delays(const std::vector<PriorityClass>& classes) {
  if (const Domain domain = checked(classes); domain.broken()) {
    return domain.error();
  }
  std::vector<double> delays;
  double above = 0;
  double w0 = 0;
  for (const PriorityClass& c : classes) {
    const double with = above + load_of(c);
    w0 += c.arrival_rate * c.handling.second_moment() / 2;
    delays.push_back(c.handling.mean * above / (1 - above) + w0 / ((1 - above) * (1 - with)));
    above = with;
  }
  return delays;
}

Result<std::vector<double>> mmc_priority_waits(const std::vector<double>& arrival_rates,
                                               double service_rate, int agents) {
  Domain domain;
  for (const double rate : arrival_rates) {
    domain.positive("arrival rate", rate);
  }
  const double all = std::accumulate(arrival_rates.begin(), arrival_rates.end(), 0.0);
  if (domain.require(!arrival_rates.empty(), "classes: found none, expected at least one")
          .broken()) {
    return domain.error();
  }
  return erlang_c({all, service_rate, agents}).map([&](const ErlangC& pool) {
    const double capacity = agents * service_rate;
    std::vector<double> waits;
    double above = 0;
    for (const double rate : arrival_rates) {
      const double with = above + rate / capacity;
      waits.push_back(pool.wait_probability / (capacity * (1 - above) * (1 - with)));
      above = with;
    }
    return waits;
  });
}

Result<std::vector<double>> accumulating_priority_waits(const std::vector<PriorityClass>& classes,
                                                        const std::vector<double>& slopes) {
  Domain domain = checked(classes);
  domain.require(slopes.size() == classes.size(), "slopes: found " + std::to_string(slopes.size()) +
                                                      ", expected one a class, " +
                                                      std::to_string(classes.size()));
  for (const double slope : slopes) {
    domain.positive("slope", slope);
  }
  if (domain.broken()) {
    return domain.error();
  }
  std::vector<std::size_t> by_slope(classes.size());
  std::iota(by_slope.begin(), by_slope.end(), std::size_t{0});
  std::stable_sort(by_slope.begin(), by_slope.end(),
                   [&](std::size_t i, std::size_t k) { return slopes[i] < slopes[k]; });
  const double fifo = residual(classes) / (1 - total_load(classes));
  std::vector<double> waits(classes.size());
  for (const std::size_t k : by_slope) {  // from the slowest: each needs those slower than itself
    double over = fifo;
    double under = 1;
    for (std::size_t i = 0; i < classes.size(); ++i) {
      if (slopes[i] < slopes[k]) {
        over -= load_of(classes[i]) * waits[i] * (1 - slopes[i] / slopes[k]);
      } else {
        under -= load_of(classes[i]) * (1 - slopes[k] / slopes[i]);
      }
    }
    waits[k] = over / under;
  }
  return waits;
}

double waiting_cost_rate(const std::vector<PriorityClass>& classes,
                         const std::vector<double>& waits, const std::vector<double>& costs) {
  HOTLINE_REQUIRE(classes.size() == waits.size() && classes.size() == costs.size());
  double sum = 0;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    sum += costs[i] * classes[i].arrival_rate * waits[i];
  }
  return sum;
}

std::vector<std::size_t> c_mu_order(const std::vector<PriorityClass>& classes,
                                    const std::vector<double>& costs) {
  HOTLINE_REQUIRE(classes.size() == costs.size());
  std::vector<std::size_t> order(classes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t k) {
    return costs[i] / classes[i].handling.mean > costs[k] / classes[k].handling.mean;
  });
  return order;
}

}  // namespace hotline::theory
