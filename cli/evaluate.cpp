#include "cli/evaluate.hpp"

#include <cstdio>
#include <deque>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/files.hpp"
#include "cli/interrupt.hpp"
#include "cli/replayed.hpp"
#include "cli/scenario.hpp"
#include "evaluation/evaluation.hpp"
#include "sim/experiment/replications.hpp"

namespace hotline::cli {
namespace {

using evaluation::CityAttribute;
using evaluation::Column;
using measures::Scorecard;

std::string title_of(const EvaluateOptions& options, const sim::Scenario& scenario) {
  return "simulated: " + human(scenario.length) + ", seed " + std::to_string(options.seed) + ", " +
         std::to_string(options.replications) +
         (options.replications == 1 ? " replication" : " replications");
}

/// One column a source of facts. The scorecards stay where they are while the columns refer to
/// them.
class Columns {
 public:
  void add(std::string title, std::vector<Scorecard> replications,
           std::span<const CityAttribute> attributes) {
    scorecards_.push_back(std::move(replications));
    columns_.push_back(Column{std::move(title), scorecards_.back(), attributes});
  }

  [[nodiscard]] std::span<const Column> all() const { return columns_; }

 private:
  std::deque<std::vector<Scorecard>> scorecards_;
  std::vector<Column> columns_;
};

Result<void> add_replay(const std::string& file, std::span<const CityAttribute> attributes,
                        Columns& columns) {
  Result<FoldedExport> folded = fold_export(file);
  if (!folded) {
    return tl::unexpected(folded.error());
  }
  columns.add(
      "replayed: " + std::filesystem::path(file).filename().string() + ", " + folded->account,
      {std::move(folded->card)}, attributes);
  return {};
}

/// Simulated, then replayed. `attributes` must outlive the columns.
Result<void> add_all(const EvaluateOptions& options, const sim::Scenario& scenario,
                     std::span<const CityAttribute> attributes, Columns& columns) {
  sim::ReplicationPlan plan;
  plan.seed = options.seed;
  plan.replications = options.replications;
  plan.threads = options.threads;
  plan.stop = &interrupted_flag();
  sim::ReplicationResults results = sim::run_replications(scenario, plan);
  if (results.interrupted) {
    return interrupted("stopped before the simulation was complete; nothing was written");
  }
  columns.add(title_of(options, scenario), std::move(results.scorecards), attributes);
  for (const std::string& file : options.replays) {
    if (auto added = add_replay(file, attributes, columns); !added) {
      return added;
    }
  }
  return {};
}

/// JSON where it was asked for, and the text on standard output unless that is taken.
Result<void> write_evaluation(const EvaluateOptions& options,
                              const evaluation::Evaluation& evaluation) {
  if (!options.json.empty()) {
    auto written = write_result(options.json, evaluation::to_json(evaluation));
    if (!written || options.json == "-") {
      return written;
    }
  }
  return write_result("-", evaluation::to_text(evaluation));
}

Result<int> evaluate_one(const EvaluateOptions& options) {
  ScenarioOptions city;
  city.scenario = options.cities.front();
  city.length = options.length;
  const Result<sim::Scenario> scenario = open(city);
  if (!scenario) {
    return tl::unexpected(scenario.error());
  }
  if (auto writable = require_writable(options.json); !writable) {
    return tl::unexpected(writable.error());
  }
  const std::vector<CityAttribute> attributes = attributes_of(*scenario);
  Columns columns;
  return add_all(options, *scenario, attributes, columns)
      .and_then([&] {
        return write_evaluation(options, evaluation::evaluate(scenario->title, columns.all()));
      })
      .map([] { return kDone; });
}

}  // namespace

std::vector<CityAttribute> attributes_of(const sim::Scenario& scenario) {
  std::vector<CityAttribute> attributes;
  for (const sim::Attribute& attribute : scenario.attributes) {
    attributes.push_back(
        CityAttribute{attribute.name, attribute.value, word_for(attribute.kind), attribute.note});
  }
  return attributes;
}

Result<int> execute(const EvaluateOptions& options) {
  catch_interrupts();
  if (!options.of_one()) {
    EvaluateOptions with_scheme = options;
    with_scheme.scheme = options.scheme.empty() ? "equal" : options.scheme;
    return rank_cities(with_scheme);
  }
  return evaluate_one(options);
}

}  // namespace hotline::cli
