// cli/ranking.cpp: several cities, their scores and ranks.
#include "evaluation/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "cli/city_runs.hpp"
#include "cli/evaluate.hpp"
#include "cli/evaluation_input.hpp"
#include "cli/files.hpp"
#include "cli/interrupt.hpp"
#include "core/document/document.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/open.hpp"

namespace hotline::cli {
namespace {

namespace fs = std::filesystem;
using evaluation::CityRuns;
using evaluation::LeverRuns;
using evaluation::Ranking;
using evaluation::Scheme;
using measures::Scorecard;
using Shared = std::shared_ptr<const sim::Scenario>;

Result<Shared> open_city(const EvaluateOptions& options, const std::string& name,
                         std::uint32_t draw) {
  const sim::Variation variation{options.seed, draw, options.assumed_spread};
  auto scenario = sim::open_scenario(name, variation);
  if (!scenario) {
    return tl::unexpected(scenario.error());
  }
  scenario->length = options.length.value_or(scenario->length);
  return std::make_shared<const sim::Scenario>(std::move(*scenario));
}

/// Whether public text of the report names the city; a city of the user's own is his choice.
bool is_named(const sim::Scenario& scenario) {
  for (const sim::Attribute& attribute : scenario.attributes) {
    if (attribute.name == "named_in_report") {
      return attribute.value == "true" || attribute.value == "yes";
    }
  }
  return false;
}

/// "of its 489 numbers 40 % are published, 8 % derived, 52 % assumed".
std::string numbers_of(const sim::Scenario& scenario) {
  const sim::ProvenanceCounts counts = sim::count_provenance(scenario);
  const auto share = [&](std::size_t count) {
    return std::to_string(std::lround(100.0 * static_cast<double>(count) /
                                      static_cast<double>(scenario.parameters.size()))) +
           " %";
  };
  return "of its " + std::to_string(scenario.parameters.size()) + " numbers " +
         share(counts.published) + " are published, " + share(counts.derived) + " derived, " +
         share(counts.assumed) + " assumed" +
         (counts.unsourced == 0 ? "" : ", " + share(counts.unsourced) + " without a source");
}

std::string origin_of(const EvaluateOptions& options, const sim::Scenario& scenario) {
  return "simulated: " + human(scenario.length) + ", seed " + std::to_string(options.seed) + ", " +
         std::to_string(options.replications) +
         (options.replications == 1 ? " replication" : " replications") +
         (scenario.parameters.empty() ? "" : "; " + numbers_of(scenario));
}

/// A city twice would be ranked above and below itself. A file of the user's with a city's name
/// stands beside it under its own.
Result<void> tell_apart(const std::string& argument, CityRuns& city,
                        const std::vector<CityRuns>& others) {
  const auto taken = [&] {
    return std::any_of(others.begin(), others.end(),
                       [&](const CityRuns& other) { return other.id == city.id; });
  };
  if (taken() && fs::exists(argument)) {
    const std::string file = fs::path(argument).filename().string();
    city.id += "@" + file;
    city.title += " (" + printable(file) + ")";
  }
  if (taken()) {
    return bad_input("found the city " + printable(city.id) + " twice, allowed is each city once");
  }
  return {};
}

/// What is tried in one of the cities.
struct LeverPlan {
  std::size_t city = 0;
  std::vector<LeverRuns> levers;
};

/// The cities and all runs: city by city, draw by draw, then lever by lever.
struct Plan {
  std::vector<CityRuns> cities;
  std::vector<Shared> scenarios;  ///< as stated, of the cities
  std::vector<LeverPlan> levers;
  std::vector<CityRun> runs;

  void add_runs(const Shared& scenario, std::uint32_t replications) {
    for (std::uint32_t r = 0; r < replications; ++r) {
      runs.push_back(CityRun{scenario, r});
    }
  }
};

CityRuns city_of(const EvaluateOptions& options, const sim::Scenario& scenario) {
  CityRuns city;
  city.id = scenario.name;
  city.title = scenario.title;
  city.named = is_named(scenario);
  city.origin = origin_of(options, scenario);
  city.attributes = attributes_of(scenario);
  for (const sim::CitedSource& source : scenario.sources) {
    city.documents.push_back({source.key, source.title, source.address});
  }
  return city;
}

Result<void> add_cities(const EvaluateOptions& options, Plan& plan) {
  const auto names = options.cities.empty() ? sim::embedded_names() : options.cities;
  for (const std::string& name : names) {
    for (std::uint32_t draw = 0; draw <= options.draws; ++draw) {
      const auto scenario = open_city(options, name, draw);
      if (!scenario) {
        return tl::unexpected(scenario.error());
      }
      if (draw == 0) {
        CityRuns city = city_of(options, **scenario);
        if (auto apart = tell_apart(name, city, plan.cities); !apart) {
          return apart;
        }
        plan.cities.push_back(std::move(city));
        plan.scenarios.push_back(*scenario);
      }
      plan.add_runs(*scenario, options.replications);
    }
  }
  return {};
}

/// The city with that id, of those that are simulated.
Result<std::size_t> city_called(const Plan& plan, const std::string& id) {
  std::string allowed;
  for (std::size_t c = 0; c < plan.scenarios.size(); ++c) {
    if (plan.cities[c].id == id) {
      return c;
    }
    allowed += (allowed.empty() ? "" : ", ") + plan.cities[c].id;
  }
  return bad_input("found --levers " + id + ", allowed is a city that is simulated: " + allowed);
}

Result<void> add_levers(const EvaluateOptions& options, Plan& plan) {
  if (options.levers.empty()) {
    return {};
  }
  const auto set = open_levers(options.lever_set);
  if (!set) {
    return tl::unexpected(set.error());
  }
  for (const std::string& id : options.levers) {
    const auto city = city_called(plan, id);
    if (!city) {
      return tl::unexpected(city.error());
    }
    LeverPlan& tried = plan.levers.emplace_back();
    tried.city = *city;
    for (const sim::Lever& lever : set->levers) {
      sim::Scenario changed = *plan.scenarios[*city];
      LeverRuns& runs = tried.levers.emplace_back();
      runs.id = lever.id;
      runs.title = lever.title;
      runs.note = lever.note;
      runs.simulated = lever.simulated();
      runs.changed = sim::apply(lever, changed);
      runs.attributes = attributes_of(changed);
      if (runs.simulated && runs.changed > 0) {
        plan.add_runs(std::make_shared<const sim::Scenario>(std::move(changed)),
                      options.replications);
      }
    }
  }
  return {};
}

/// Hands the scorecards out in the order in which the runs were planned.
class Cards {
 public:
  explicit Cards(std::vector<std::optional<Scorecard>> cards) : cards_(std::move(cards)) {}

  [[nodiscard]] bool complete() const {
    return std::all_of(cards_.begin(), cards_.end(),
                       [](const auto& card) { return card.has_value(); });
  }

  [[nodiscard]] std::vector<Scorecard> take(std::uint32_t replications) {
    std::vector<Scorecard> taken;
    for (std::uint32_t r = 0; r < replications; ++r) {
      taken.push_back(std::move(*cards_.at(next_++)));
    }
    return taken;
  }

 private:
  std::vector<std::optional<Scorecard>> cards_;
  std::size_t next_ = 0;
};

void hand_out(const EvaluateOptions& options, Cards& cards, Plan& plan) {
  for (CityRuns& city : plan.cities) {
    for (std::uint32_t draw = 0; draw <= options.draws; ++draw) {
      city.runs.push_back(cards.take(options.replications));
    }
  }
  for (LeverPlan& tried : plan.levers) {
    for (LeverRuns& lever : tried.levers) {
      if (lever.changed > 0) {
        lever.runs = lever.simulated ? cards.take(options.replications)
                                     : plan.cities[tried.city].runs.front();
      }
    }
  }
}

/// Logs and exports stand beside the simulated cities.
Result<void> add_observed(const EvaluateOptions& options, std::vector<CityRuns>& cities) {
  const auto add = [&cities](Result<CityRuns> found) -> Result<void> {
    if (!found) {
      return tl::unexpected(found.error());
    }
    const auto taken = [&](const std::string& id) {
      return std::any_of(cities.begin(), cities.end(),
                         [&](const CityRuns& other) { return other.id == id; });
    };
    const std::string id = found->id;
    for (int number = 2; taken(found->id); ++number) {
      found->id = id + "#" + std::to_string(number);
    }
    cities.push_back(std::move(*found));
    return {};
  };
  for (const std::string& argument : options.logs) {
    if (auto added = add(observed_log(argument)); !added) {
      return added;
    }
  }
  for (const std::string& argument : options.replays) {
    if (auto added = add(observed_export(argument)); !added) {
      return added;
    }
  }
  return {};
}

Result<void> prepare(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder / "runs", error);
  if (error) {
    return system_failure("cannot write " + (folder / "runs").string() + ": " + error.message());
  }
  return {};
}

Result<void> write_report(const fs::path& folder, const Ranking& ranking) {
  const auto write = [&](const char* name, const std::string& text) {
    return write_result((folder / name).string(), text);
  };
  return write("index.html", evaluation::to_html(ranking))
      .and_then([&] { return write("ranking.json", evaluation::to_json(ranking)); })
      .and_then([&] { return write("scores.csv", evaluation::scores_csv(ranking)); })
      .and_then([&] { return write("values.csv", evaluation::values_csv(ranking)); })
      .and_then([&] {
        return ranking.levers.empty() ? Result<void>{}
                                      : write("levers.csv", evaluation::levers_csv(ranking));
      });
}

Result<int> write_all(const EvaluateOptions& options, const Ranking& ranking) {
  if (!options.report.empty()) {
    if (auto written = write_report(options.report, ranking); !written) {
      return tl::unexpected(written.error());
    }
  }
  if (!options.json.empty()) {
    if (auto written = write_result(options.json, evaluation::to_json(ranking)); !written) {
      return tl::unexpected(written.error());
    }
  }
  if (options.json == "-") {
    return kDone;
  }
  return write_result("-", evaluation::to_text(ranking)).map([] { return kDone; });
}

/// What can be refused is refused before anything is simulated.
Result<CityRunsPlan> ready(const EvaluateOptions& options) {
  if (auto writable = require_writable(options.json); !writable) {
    return tl::unexpected(writable.error());
  }
  CityRunsPlan how{options.seed, options.threads, {}};
  if (!options.report.empty()) {
    if (auto prepared = prepare(options.report); !prepared) {
      return tl::unexpected(prepared.error());
    }
    how.kept = fs::path(options.report) / "runs";
  }
  return how;
}

tl::unexpected<Error> stopped(const CityRunsPlan& how) {
  return interrupted(
      how.kept.empty()
          ? "stopped before all cities were simulated; nothing was written; with --report, what is "
            "done is kept"
          : "stopped before all cities were simulated; what is done is kept in " +
                how.kept.string() + ", and the same command goes on");
}

}  // namespace

Result<int> rank_cities(const EvaluateOptions& options) {
  const Result<Scheme> scheme = open_scheme(options.scheme);
  if (!scheme) {
    return tl::unexpected(scheme.error());
  }
  Plan plan;
  std::vector<CityRuns> seen;
  const auto planned =
      add_cities(options, plan).and_then([&] { return add_levers(options, plan); }).and_then([&] {
        return add_observed(options, seen);
      });
  if (!planned) {
    return tl::unexpected(planned.error());
  }
  const Result<CityRunsPlan> how = ready(options);
  if (!how) {
    return tl::unexpected(how.error());
  }
  auto results = run_cities(plan.runs, *how);
  if (!results) {
    return tl::unexpected(results.error());
  }
  Cards cards(std::move(*results));
  if (!cards.complete()) {
    return stopped(*how);
  }
  hand_out(options, cards, plan);
  std::move(seen.begin(), seen.end(), std::back_inserter(plan.cities));
  evaluation::UncertaintyPlan uncertainty;
  uncertainty.seed = options.seed;
  uncertainty.samples = options.samples;
  Ranking ranking = evaluation::rank(*scheme, plan.cities, uncertainty);
  for (const LeverPlan& tried : plan.levers) {
    ranking.levers.push_back(
        evaluation::study_levers(*scheme, plan.cities, tried.city, tried.levers, uncertainty));
  }
  return write_all(options, ranking);
}

}  // namespace hotline::cli
