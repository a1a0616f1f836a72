// sim/run/replication.hpp: one replication is a function.
#pragma once

#include <cstdint>
#include <type_traits>

#include "sim/hotline/hotline.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

/// The policies that the scenario names.
[[nodiscard]] Policies policies_of(const Scenario& scenario);

/// Simulates the scenario once, from its start to its end, and hands every fact to `facts`. The
/// same arguments give the same facts, bit for bit, on any thread and any x86-64 CPU.
/// @return false if the pacing stopped it; then there is no RunEnded.
bool run_replication(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication,
                     const FactPort& facts, const PacePort& pace = {});

/// The same, for a sink and a pacing of any type.
template <class Sink, class Pacing = const AsFastAsPossible>

requires(!std::is_same_v<std::remove_cv_t<Sink>, FactPort>) bool run_replication(
    const Scenario& scenario, std::uint64_t seed, std::uint32_t replication, Sink& sink,
    Pacing&& pace = {}) {
  return run_replication(scenario, seed, replication, FactPort(sink), PacePort(pace));
}

}  // namespace hotline::sim
