// sim/run/replication.hpp: one replication is a function.
#pragma once

#include <cstdint>
#include <utility>

#include "sim/hotline/hotline.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

/// The policies that the scenario names.
[[nodiscard]] Policies policies_of(const Scenario& scenario);

/// Simulates the scenario once, from its start to its end, and hands every fact to `sink`. The same
/// arguments give the same facts, bit for bit, on any thread and any x86-64 CPU.
/// @return false if the pacing stopped it; then there is no RunEnded.
template <class Sink, class Pacing = AsFastAsPossible>
bool run_replication(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication,
                     Sink& sink, Pacing&& pace = {}) {
  Hotline hotline(scenario, policies_of(scenario), seed, replication);
  hotline.start(sink);
  const bool complete = hotline.run_until(hotline.end(), sink, std::forward<Pacing>(pace));
  if (complete) {
    hotline.finish(sink);
  }
  return complete;
}

}  // namespace hotline::sim
