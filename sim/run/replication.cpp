#include "sim/run/replication.hpp"

#include "core/base/contract.hpp"

namespace hotline::sim {
namespace {

Policy policy_of(PolicyKind kind) {
  switch (kind) {
    case PolicyKind::kFifo:
      return Policy(Fifo{});
    case PolicyKind::kPriority:
      return Policy(StaticPriority{});
    case PolicyKind::kEarliestDue:
      return Policy(EarliestDue{});
  }
  HOTLINE_REQUIRE(false);
}

}  // namespace

Policies policies_of(const Scenario& scenario) {
  return Policies{policy_of(scenario.contact_policy), policy_of(scenario.ticket_policy)};
}

}  // namespace hotline::sim
