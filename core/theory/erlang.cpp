#include "core/theory/erlang.hpp"

#include <cmath>

#include "core/base/contract.hpp"

namespace hotline::theory {

double loss_recursion(double offered_load, int agents) {
  double b = 1;
  for (int k = 1; k <= agents; ++k) {
    b = offered_load * b / (k + offered_load * b);
  }
  return b;
}

Result<double> erlang_b(double offered_load, int agents) {
  Domain domain;
  domain.not_negative("offered load", offered_load).whole("agents", agents, 0, kMaxAgents);
  if (domain.broken()) {
    return domain.error();
  }
  return loss_recursion(offered_load, agents);
}

Result<ErlangC> erlang_c(const Pool& pool) {
  Domain domain;
  if (domain.stable(pool).broken()) {
    return domain.error();
  }
  const double a = pool.offered_load();
  const double b = loss_recursion(a, pool.agents);
  ErlangC c;
  c.offered_load = a;
  c.occupancy = a / pool.agents;
  c.wait_probability = pool.agents * b / (pool.agents - a * (1 - b));
  c.drain_rate = (pool.agents - a) * pool.service_rate;
  c.mean_wait_of_delayed = 1 / c.drain_rate;
  c.mean_wait = c.wait_probability * c.mean_wait_of_delayed;
  c.mean_queue = pool.arrival_rate * c.mean_wait;
  c.mean_sojourn = c.mean_wait + 1 / pool.service_rate;
  c.mean_in_system = c.mean_queue + a;
  return c;
}

double wait_within(const ErlangC& pool, double t) {
  HOTLINE_REQUIRE(t >= 0);
  return 1 - pool.wait_probability * std::exp(-pool.drain_rate * t);
}

double wait_quantile(const ErlangC& pool, double share) {
  HOTLINE_REQUIRE(share >= 0 && share < 1);
  const double late = 1 - share;
  return late >= pool.wait_probability ? 0
                                       : std::log(pool.wait_probability / late) / pool.drain_rate;
}

}  // namespace hotline::theory
