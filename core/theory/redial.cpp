#include "core/theory/redial.hpp"

#include <algorithm>

#include "core/theory/markov_chain.hpp"

namespace hotline::theory {
namespace {

/// State: in queue or in talk, in orbit; at most `cap` in the queue and in orbit.
Moves redial_moves(const Pool& pool, double abandonment_rate, double redial_probability,
                   double redial_rate, int cap) {
  return [=](const ChainState& s, std::vector<Move>& out) {
    const int n = s[0];
    const int orbit = s[1];
    const bool room = n < pool.agents + cap;
    const double hang_up = std::max(n - pool.agents, 0) * abandonment_rate;
    const double returning = orbit < cap ? redial_probability * hang_up : 0;
    const double leaving = std::min(n, pool.agents) * pool.service_rate + (hang_up - returning);
    if (room) {
      out.push_back({{n + 1, orbit}, pool.arrival_rate});
    }
    if (room && orbit > 0) {
      out.push_back({{n + 1, orbit - 1}, orbit * redial_rate});
    }
    if (leaving > 0) {
      out.push_back({{n - 1, orbit}, leaving});
    }
    if (returning > 0) {
      out.push_back({{n - 1, orbit + 1}, returning});
    }
  };
}

}  // namespace

Result<Redial> erlang_a_redial(const Pool& pool, double abandonment_rate, double redial_probability,
                               double redial_rate) {
  Domain domain;
  domain.pool(pool)
      .whole("agents", pool.agents, 1, 1000)
      .positive("abandonment rate", abandonment_rate)
      .share("redial probability", redial_probability)
      .positive("redial rate", redial_rate);
  if (redial_probability == 1) {
    domain.stable(pool);
  }
  if (domain.broken()) {
    return domain.error();
  }
  const auto moves = [&](int cap) {
    return redial_moves(pool, abandonment_rate, redial_probability, redial_rate, cap);
  };
  const auto at_edge = [&](const ChainState& s, int cap) {
    return s[0] == pool.agents + cap || s[1] == cap;
  };
  return unlimited_steady_state({0, 0}, 24, moves, at_edge).map([&](const SteadyState& steady) {
    const auto waits = [&](const ChainState& s) { return s[0] >= pool.agents; };
    Redial r;
    r.mean_queue =
        steady.mean([&](const ChainState& s) { return std::max(s[0] - pool.agents, 0); });
    r.mean_orbit = steady.mean([](const ChainState& s) { return s[1]; });
    const double hang_up_rate = abandonment_rate * r.mean_queue;
    r.attempt_rate = pool.arrival_rate + redial_rate * r.mean_orbit;
    r.wait_probability = steady.mean([&](const ChainState& s) {
      return waits(s) ? pool.arrival_rate + redial_rate * s[1] : 0;
    }) / r.attempt_rate;
    r.abandon_probability = hang_up_rate / r.attempt_rate;
    r.loss_probability = (1 - redial_probability) * hang_up_rate / pool.arrival_rate;
    r.mean_wait = r.mean_queue / r.attempt_rate;
    r.occupancy =
        steady.mean([&](const ChainState& s) { return std::min(s[0], pool.agents); }) / pool.agents;
    return r;
  });
}

Result<Retrial> mm1_retrial(double arrival_rate, double service_rate, double retrial_rate) {
  Domain domain;
  domain.stable({arrival_rate, service_rate, 1}).positive("retrial rate", retrial_rate);
  if (domain.broken()) {
    return domain.error();
  }
  const double rho = arrival_rate / service_rate;
  Retrial r;
  r.block_probability = rho;
  r.mean_orbit = rho * (arrival_rate + rho * retrial_rate) / ((1 - rho) * retrial_rate);
  r.mean_wait = r.mean_orbit / arrival_rate;
  return r;
}

}  // namespace hotline::theory
