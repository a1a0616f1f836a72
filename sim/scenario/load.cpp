#include "sim/scenario/load.hpp"

#include <array>
#include <bit>

#include "sim/random/random.hpp"
#include "sim/scenario/base.hpp"
#include "sim/scenario/parts.hpp"
#include "sim/scenario/variants.hpp"

namespace hotline::sim {
namespace {

void read_sources(const Table& root, LoadLog& log, Scenario& scenario) {
  for (const auto& [key, table] : root.named("sources", "sources.*")) {
    table.need({"title"});
    scenario.sources.push_back(
        CitedSource{key, table.text("title").value_or(""), table.text("address").value_or("")});
    log.add_source(key);
  }
}

Scenario read_scenario(const Table& root, LoadLog& log) {
  Scenario scenario;
  scenario.ships = log.mode() == LoadMode::kShipped;
  read_sources(root, log, scenario);  // first: what follows cites them
  read_run(root, scenario);
  read_calendars(root, scenario);
  read_channels(root, scenario);
  read_groups(root, scenario);
  read_agencies(root, scenario);
  read_categories(root, scenario);
  read_after_contact(root, scenario);
  read_districts(root, scenario);
  read_jobs(root, scenario);
  read_queues(root, scenario);
  read_demand(root, scenario);
  read_conditions(root, scenario);
  read_traces(root, log, scenario);
  read_ticket_rules(root, scenario);
  check_hands(root, scenario);
  read_verification(root, scenario);
  scenario.attributes = root.attributes("attributes");
  read_changes(root, scenario);
  scenario.scripts = log.take_scripts();
  scenario.parameters = log.take_parameters();
  return scenario;
}

/// @param texts    what the document was made of; they and the scripts are its fingerprint.
/// @param variant  its name, or empty.
Result<Scenario> load_document(const Node& document, const std::vector<ScenarioText>& texts,
                               std::string_view variant, const Variation& variation) {
  LoadLog log(texts, variation);
  for (const ScenarioText& text : texts) {
    log.read(text.text);
  }
  log.read(variant);
  const Table root(log, document, Position{1, 1, 0}, "", Provenances(texts.size()), section(""));
  Scenario scenario = read_scenario(root, log);
  if (log.trouble()) {
    return tl::unexpected<Error>(*log.trouble());
  }
  scenario.fingerprint = log.fingerprint();
  if (variation.varies()) {
    scenario.fingerprint ^=
        RandomBook(variation.seed, 0)
            .bits(Purpose::kAssumed, std::bit_cast<std::uint64_t>(variation.spread),
                  variation.draw);
  }
  return scenario;
}

}  // namespace

void read_run(const Table& root, Scenario& scenario) {
  constexpr std::array<std::string_view, 2> kEnds{"stop", "drain"};
  root.need({"name", "run"});
  scenario.name = root.text("name").value_or("");
  scenario.title = root.text("title").value_or(scenario.name);
  const std::optional<Table> run = root.table("run", "run");
  if (!run) {
    return;
  }
  run->need({"start", "length"});
  scenario.start = run->date("start").value_or(SimTime{});
  scenario.warm_up = run->duration("warm_up").value_or(Duration{0});
  scenario.length = run->duration("length", kSecond).value_or(kWeek);
  if (scenario.warm_up + scenario.length > kMaxSpan) {
    run->fail_at("length", "found a run of more than 36525 d with its warm-up, allowed up to that");
  }
  scenario.drain = run->choice("at_end", kEnds).value_or(0) == 1;
  scenario.acceptable_wait = run->duration("acceptable_wait").value_or(20 * kSecond);
  scenario.short_abandon = run->duration("short_abandon").value_or(5 * kSecond);
  scenario.contact_policy = read_selection(*run, "contact_policy").value_or(Selection());
  scenario.contact_routing = read_routing(*run, "contact_routing").value_or(Routing());
  scenario.ticket_policy = read_selection(*run, "ticket_policy").value_or(Selection());
  scenario.unit_routing = read_routing(*run, "unit_routing").value_or(Routing());
}

Result<Scenario> load_scenario(const ScenarioText& text, const Variation& variation) {
  const Result<BasedDocument> file = with_its_base(text);
  if (!file) {
    return tl::unexpected<Error>(file.error());
  }
  return load_document(file->document, file->texts, "", variation);
}

Result<Scenario> load_scenario(std::string_view text, const std::string& file_name, LoadMode mode,
                               const Variation& variation, const ScriptReader& scripts) {
  return load_scenario(ScenarioText{std::string(text), file_name, mode, scripts, {}}, variation);
}

Result<std::vector<Scenario>> load_variants(std::string_view text, const std::string& file_name,
                                            LoadMode mode, const ScriptReader& scripts) {
  return load_variants(ScenarioText{std::string(text), file_name, mode, scripts, {}});
}

Result<std::vector<Scenario>> load_variants(const ScenarioText& text) {
  const Result<BasedDocument> file = with_its_base(text);
  if (!file) {
    return tl::unexpected<Error>(file.error());
  }
  const Result<std::vector<VariantDocument>> variants = variants_of(file->document, text.name);
  if (!variants) {
    return tl::unexpected<Error>(variants.error());
  }
  std::vector<Scenario> scenarios;
  for (const VariantDocument& variant : *variants) {
    Result<Scenario> scenario =
        load_document(variant.document, file->texts, variant.name, Variation{});
    if (!scenario) {
      return tl::unexpected<Error>(scenario.error());
    }
    if (!variant.name.empty()) {
      scenario->name += "/" + variant.name;
    }
    scenarios.push_back(*std::move(scenario));
  }
  return scenarios;
}

ProvenanceCounts count_provenance(const Scenario& scenario) {
  ProvenanceCounts counts;
  for (const SourcedParameter& parameter : scenario.parameters) {
    switch (parameter.kind) {
      case ProvenanceKind::kPublished:
        ++counts.published;
        break;
      case ProvenanceKind::kDerived:
        ++counts.derived;
        break;
      case ProvenanceKind::kAssumed:
        ++counts.assumed;
        break;
      case ProvenanceKind::kUnsourced:
        ++counts.unsourced;
        break;
    }
  }
  return counts;
}

}  // namespace hotline::sim
