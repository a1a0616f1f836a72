// cli/ranking.cpp: several cities, their scores and ranks.
#include "evaluation/ranking.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "cli/city_runs.hpp"
#include "cli/evaluate.hpp"
#include "cli/files.hpp"
#include "cli/interrupt.hpp"
#include "core/document/document.hpp"
#include "evaluation/schemes.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/open.hpp"

namespace hotline::cli {
namespace {

namespace fs = std::filesystem;
using evaluation::CityRuns;
using evaluation::Ranking;
using evaluation::Scheme;

/// A scheme of the program by its name, or a file.
Result<Scheme> open_scheme(const std::string& name) {
  const auto names = evaluation::scheme_names();
  if (std::find(names.begin(), names.end(), name) != names.end()) {
    return evaluation::read_scheme(*evaluation::scheme_text(name),
                                   "evaluation/schemes/" + name + ".toml");
  }
  std::error_code ignored;
  if (!fs::is_regular_file(name, ignored)) {
    return tl::unexpected(evaluation::scheme_text(name).error());
  }
  std::ifstream in(name, std::ios::binary);
  std::string text(kMaxDocumentBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad() || (in.fail() && !in.eof())) {
    return system_failure(name + ": cannot be read");
  }
  text.resize(static_cast<std::size_t>(in.gcount()));
  return evaluation::read_scheme(text, name);
}

Result<std::shared_ptr<const sim::Scenario>> open_city(const EvaluateOptions& options,
                                                       const std::string& name,
                                                       std::uint32_t draw) {
  const sim::Variation variation{options.seed, draw, options.assumed_spread};
  auto scenario = sim::open_scenario(name, variation);
  if (!scenario) {
    return tl::unexpected(scenario.error());
  }
  scenario->length = options.length.value_or(scenario->length);
  return std::make_shared<const sim::Scenario>(std::move(*scenario));
}

/// The cities and, city by city, draw by draw, their runs.
struct Plan {
  std::vector<CityRuns> cities;
  std::vector<CityRun> runs;
};

/// Whether public text of the report names the city; a city of the user's own is his choice.
bool is_named(const sim::Scenario& scenario) {
  for (const sim::Attribute& attribute : scenario.attributes) {
    if (attribute.name == "named_in_report") {
      return attribute.value == "true" || attribute.value == "yes";
    }
  }
  return false;
}

Result<Plan> plan_of(const EvaluateOptions& options, const std::vector<std::string>& names) {
  Plan plan;
  for (const std::string& name : names) {
    for (std::uint32_t draw = 0; draw <= options.draws; ++draw) {
      const auto scenario = open_city(options, name, draw);
      if (!scenario) {
        return tl::unexpected(scenario.error());
      }
      if (draw == 0) {
        CityRuns city;
        city.id = (*scenario)->name;
        city.title = (*scenario)->title;
        city.named = is_named(**scenario);
        city.attributes = attributes_of(**scenario);
        plan.cities.push_back(std::move(city));
      }
      for (std::uint32_t r = 0; r < options.replications; ++r) {
        plan.runs.push_back(CityRun{*scenario, r});
      }
    }
  }
  return plan;
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
      .and_then([&] { return write("values.csv", evaluation::values_csv(ranking)); });
}

}  // namespace

Result<int> rank_cities(const EvaluateOptions& options) {
  const Result<Scheme> scheme = open_scheme(options.scheme);
  if (!scheme) {
    return tl::unexpected(scheme.error());
  }
  auto plan = plan_of(options, options.cities.empty() ? sim::embedded_names() : options.cities);
  if (!plan) {
    return tl::unexpected(plan.error());
  }
  if (auto ready = require_writable(options.json); !ready) {
    return tl::unexpected(ready.error());
  }
  CityRunsPlan how{options.seed, options.threads, {}};
  if (!options.report.empty()) {
    if (auto ready = prepare(options.report); !ready) {
      return tl::unexpected(ready.error());
    }
    how.kept = fs::path(options.report) / "runs";
  }
  auto cards = run_cities(plan->runs, how);
  if (!cards) {
    return tl::unexpected(cards.error());
  }
  std::size_t next = 0;
  for (CityRuns& city : plan->cities) {
    for (std::uint32_t draw = 0; draw <= options.draws; ++draw) {
      auto& replications = city.runs.emplace_back();
      for (std::uint32_t r = 0; r < options.replications; ++r, ++next) {
        if (!(*cards)[next]) {
          return interrupted(how.kept.empty()
                                 ? "stopped before all cities were simulated; nothing was written"
                                 : "stopped before all cities were simulated; what is done is kept "
                                   "in " +
                                       how.kept.string() + ", and the same command goes on");
        }
        replications.push_back(std::move(*(*cards)[next]));
      }
    }
  }
  evaluation::UncertaintyPlan uncertainty;
  uncertainty.seed = options.seed;
  uncertainty.samples = options.samples;
  const Ranking ranking = evaluation::rank(*scheme, plan->cities, uncertainty);
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

}  // namespace hotline::cli
