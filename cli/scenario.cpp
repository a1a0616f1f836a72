#include "cli/scenario.hpp"

#include "sim/dispatch/catalogue.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/open.hpp"

namespace hotline::cli {
namespace {

/// The command line has only let names of the catalogue through.
void apply(const std::string& name, sim::Selection& policy) {
  if (const auto* const spec = sim::find_policy(sim::selection_catalogue(), name)) {
    policy = spec->make(spec->usual);
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
