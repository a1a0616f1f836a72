#include "cli/scenario.hpp"

#include "sim/scenario/load.hpp"
#include "sim/scenario/open.hpp"

namespace hotline::cli {
namespace {

/// The command line has only let the three names through.
void apply(const std::string& name, sim::PolicyKind& policy) {
  if (name == "fifo") {
    policy = sim::PolicyKind::kFifo;
  } else if (name == "priority") {
    policy = sim::PolicyKind::kPriority;
  } else if (name == "edf") {
    policy = sim::PolicyKind::kEarliestDue;
  }
}

}  // namespace

Result<sim::Scenario> open(const ScenarioOptions& options) {
  Result<sim::Scenario> scenario = sim::open_scenario(options.scenario);
  if (!scenario) {
    return scenario;
  }
  if (options.length) {
    scenario->length = *options.length;
  }
  if (options.start) {
    scenario->start = *options.start;
  }
  apply(options.policy, scenario->contact_policy);
  apply(options.policy, scenario->ticket_policy);
  apply(options.contact_policy, scenario->contact_policy);
  apply(options.ticket_policy, scenario->ticket_policy);
  return scenario;
}

std::string word_for(sim::ProvenanceKind kind) {
  switch (kind) {
    case sim::ProvenanceKind::kPublished:
      return "published";
    case sim::ProvenanceKind::kDerived:
      return "derived";
    case sim::ProvenanceKind::kAssumed:
      return "assumed";
    case sim::ProvenanceKind::kUnsourced:
      break;
  }
  return "unsourced";
}

report::Context context_of(const sim::Scenario& scenario) {
  const sim::ProvenanceCounts counts = sim::count_provenance(scenario);
  report::Context context;
  context.provenance = std::array<std::uint64_t, 4>{counts.published, counts.derived,
                                                    counts.assumed, counts.unsourced};
  return context;
}

}  // namespace hotline::cli
