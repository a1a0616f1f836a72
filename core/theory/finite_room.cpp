#include "core/theory/finite_room.hpp"

#include <algorithm>

#include "core/theory/birth_death.hpp"
#include "core/theory/erlang.hpp"

namespace hotline::theory {

Result<FiniteRoom> finite_room(const Pool& pool, int lines) {
  Domain domain;
  domain.pool(pool).whole("lines", lines, pool.agents, 2 * kMaxAgents);
  if (domain.broken()) {
    return domain.error();
  }
  FiniteRoom room;
  room.in_system = birth_death(
      lines, [&](int) { return pool.arrival_rate; },
      [&](int n) { return std::min(n, pool.agents) * pool.service_rate; });
  double open = 0;  // P(not blocked), as a sum of its own: 1 - P(blocked) would lose digits
  double waiting_admitted = 0;
  for (int n = 0; n <= lines; ++n) {
    const double p = room.in_system[static_cast<std::size_t>(n)];
    open += n < lines ? p : 0;
    waiting_admitted += n >= pool.agents && n < lines ? p : 0;
    room.mean_queue += std::max(n - pool.agents, 0) * p;
    room.mean_in_system += n * p;
  }
  const double admitted = pool.arrival_rate * open;
  room.block_probability = room.in_system.back();
  room.wait_probability = waiting_admitted / open;
  room.mean_wait = room.mean_queue / admitted;
  room.occupancy = admitted / (pool.service_rate * pool.agents);
  return room;
}

Result<Overflow> overflow(double offered_load, int agents) {
  Domain domain;
  domain.positive("offered load", offered_load).whole("agents", agents, 0, kMaxAgents);
  if (domain.broken()) {
    return domain.error();
  }
  Overflow lost;
  lost.blocking = loss_recursion(offered_load, agents);
  lost.mean = offered_load * lost.blocking;
  lost.peakedness = 1 - lost.mean + offered_load / (agents + 1 + lost.mean - offered_load);
  lost.variance = lost.mean * lost.peakedness;
  return lost;
}

}  // namespace hotline::theory
