#include "cli/scenario.hpp"

#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include "core/report/format.hpp"
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

std::string short_number(double value) {
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.3g", value);
  return {text.data(), static_cast<std::size_t>(length)};
}

/// "information, taxes 1.34 times for 61 d 0 h, then what is above 1 halves every 2 d 0 h".
std::string words_for(const sim::SurgeWave& wave, const sim::Scenario& scenario) {
  std::string who;
  for (const CategoryId category : wave.categories) {
    who += (who.empty() ? "" : ", ") +
           report::printable(scenario.categories.at(category.index()).name);
  }
  std::string text = (who.empty() ? "all demand" : who);
  const sim::SurgeShape& shape = wave.shape;
  if (shape.suppressed > Duration{0}) {
    text +=
        " " + short_number(shape.suppression) + " times for " + human(shape.suppressed) + ", then";
  }
  text += " " + short_number(shape.peak) + " times";
  if (shape.hold > Duration{0}) {
    text += " for " + human(shape.hold);
  }
  if (shape.half_life > Duration{0}) {
    text += ", then half the way back every " + human(shape.half_life);
  }
  return text;
}

/// When a surge comes: "from 2025-01-06 09:00, and 2 a year at random".
std::string times_of(const sim::Surge& surge) {
  std::string when;
  for (const SimTime at : surge.at) {
    when += (when.empty() ? "from " : ", ") + report::show_minute(at);
  }
  if (surge.per_year > 0) {
    when += (when.empty() ? "" : ", and ") + short_number(surge.per_year) + " a year at random";
  }
  return when;
}

/// One sentence for each surge: an unusual run says that it is one.
std::vector<std::string> surge_notes(const sim::Scenario& scenario) {
  std::vector<std::string> notes;
  for (const sim::Surge& surge : scenario.surges) {
    std::string note = "Surge " + report::printable(surge.name) + ", " + times_of(surge) + ": ";
    for (std::size_t i = 0; i < surge.waves.size(); ++i) {
      note += (i == 0 ? "" : "; after " + human(surge.waves[i].delay) + " ") +
              words_for(surge.waves[i], scenario);
    }
    notes.push_back(note + ".");
  }
  return notes;
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
  context.notes = surge_notes(scenario);
  return context;
}

}  // namespace hotline::cli
