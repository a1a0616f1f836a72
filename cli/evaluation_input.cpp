#include "cli/evaluation_input.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <utility>

#include "cli/evaluate.hpp"
#include "cli/interrupt.hpp"
#include "cli/replayed.hpp"
#include "core/document/document.hpp"
#include "evaluation/schemes.hpp"
#include "monitor/ingest/log_source.hpp"
#include "monitor/watch/monitor.hpp"
#include "sim/scenario/open.hpp"

namespace hotline::cli {
namespace {

namespace fs = std::filesystem;
using evaluation::CityRuns;
using evaluation::Scheme;
using measures::Scorecard;

bool is_file(const std::string& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

Result<std::string> text_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text(kMaxDocumentBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad() || (in.fail() && !in.eof())) {
    return system_failure(path + ": cannot be read");
  }
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

bool is_among(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// CITY=FILE in its two parts; a file that is there is one, whatever its name.
std::pair<std::string, std::string> parted(const std::string& argument) {
  const std::size_t equals = argument.find('=');
  if (equals == std::string::npos || is_file(argument)) {
    return {"", argument};
  }
  return {argument.substr(0, equals), argument.substr(equals + 1)};
}

Result<std::vector<Scorecard>> runs_of_log(const std::string& file) {
  auto source = monitor::open_log_source(file);
  if (!source) {
    return tl::unexpected(source.error());
  }
  monitor::Monitor watched;
  if (const auto followed = watched.follow(**source, interrupted_flag()); !followed) {
    return tl::unexpected(followed.error());
  }
  std::vector<Scorecard> runs;
  watched.read([&](std::span<const Scorecard> cards, const monitor::LiveStatus& /*status*/) {
    runs.assign(cards.begin(), cards.end());
  });
  if (runs.empty()) {
    return bad_input(file + ": found no run");
  }
  for (const Scorecard& card : runs) {
    if (card.run().scenario != runs.front().run().scenario) {
      return bad_input(file + ": found runs of '" + printable(runs.front().run().scenario) +
                       "' and of '" + printable(card.run().scenario) +
                       "', allowed are runs of one scenario");
    }
  }
  return runs;
}

/// What both kinds of observed cities have in common.
Result<CityRuns> observed(const std::string& city, const std::string& file,
                          std::vector<Scorecard> runs, const std::string& origin) {
  CityRuns found;
  const RunStarted& run = runs.front().run();
  const std::string name = fs::path(file).filename().string();
  found.id = run.scenario;
  found.title = run.title.empty() ? run.scenario : run.title;
  if (!city.empty()) {
    const auto model = sim::open_scenario(city);
    if (!model) {
      return tl::unexpected(model.error());
    }
    found.id = model->name;
    found.title = model->title;
    found.attributes = attributes_of(*model);
  }
  found.id += "@" + name;
  found.title += " (" + name + ")";
  found.origin = origin;
  found.replayed = true;
  found.runs.push_back(std::move(runs));
  return found;
}

}  // namespace

Result<Scheme> open_scheme(const std::string& name) {
  if (is_among(evaluation::scheme_names(), name)) {
    return evaluation::read_scheme(*evaluation::scheme_text(name),
                                   "evaluation/schemes/" + name + ".toml");
  }
  if (!is_file(name)) {
    return tl::unexpected(evaluation::scheme_text(name).error());
  }
  return text_of_file(name).and_then(
      [&](const std::string& text) { return evaluation::read_scheme(text, name); });
}

Result<sim::LeverSet> open_levers(const std::string& name) {
  if (is_among(sim::lever_set_names(), name)) {
    return sim::read_levers(*sim::lever_set_text(name), "scenarios/levers/" + name + ".toml");
  }
  if (!is_file(name)) {
    return tl::unexpected(sim::lever_set_text(name).error());
  }
  return text_of_file(name).and_then(
      [&](const std::string& text) { return sim::read_levers(text, name); });
}

Result<std::vector<evaluation::CityAttribute>> attributes_of_city(const std::string& name) {
  return sim::open_scenario(name).map(
      [](const sim::Scenario& scenario) { return attributes_of(scenario); });
}

Result<CityRuns> observed_log(const std::string& argument) {
  const auto [city, file] = parted(argument);
  auto runs = runs_of_log(file);
  if (!runs) {
    return tl::unexpected(runs.error());
  }
  const std::string origin = "facts of " + fs::path(file).filename().string() + ", " +
                             std::to_string(runs->size()) + (runs->size() == 1 ? " run" : " runs") +
                             (city.empty() ? "; no attributes" : "; attributes of " + city);
  return observed(city, file, std::move(*runs), origin);
}

Result<CityRuns> observed_export(const std::string& argument) {
  const auto [city, file] = parted(argument);
  Result<FoldedExport> folded = fold_export(file);
  if (!folded) {
    return tl::unexpected(folded.error());
  }
  const std::string origin = "replayed from " + fs::path(file).filename().string() + ", " +
                             folded->account +
                             (city.empty() ? "; no attributes" : "; attributes of " + city);
  return observed(city, file, {std::move(folded->card)}, origin);
}

}  // namespace hotline::cli
