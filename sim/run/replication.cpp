#include "sim/run/replication.hpp"

#include "core/base/contract.hpp"

namespace hotline::sim {
namespace {

Selection policy_of(PolicyKind kind) {
  switch (kind) {
    case PolicyKind::kFifo:
      return Selection(Fifo{});
    case PolicyKind::kPriority:
      return Selection(StaticPriority{});
    case PolicyKind::kEarliestDue:
      return Selection(EarliestDue{});
  }
  HOTLINE_REQUIRE(false);
}

}  // namespace

Policies policies_of(const Scenario& scenario) {
  return Policies{policy_of(scenario.contact_policy), policy_of(scenario.ticket_policy)};
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
