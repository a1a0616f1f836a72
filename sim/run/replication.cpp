#include "sim/run/replication.hpp"

namespace hotline::sim {
Policies policies_of(const Scenario& scenario) {
  return Policies{scenario.contact_policy, scenario.ticket_policy};
}

bool run_replication(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication,
                     const FactPort& facts, const PacePort& pace) {
  Hotline hotline(scenario, policies_of(scenario), seed, replication);
  hotline.start(facts);
  const bool complete = hotline.run_until(hotline.end(), facts, pace) &&
                        (!scenario.drain || hotline.drain(facts, pace));
  if (complete) {
    hotline.finish(facts);
  }
  return complete;
}

}  // namespace hotline::sim
