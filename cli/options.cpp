#include "cli/options.hpp"

#include <cmath>
#include <functional>
#include <iostream>
#include <sstream>

#include <CLI/CLI.hpp>

#include "cli/theory_arguments.hpp"
#include "core/base/quantity.hpp"
#include "sim/dispatch/catalogue.hpp"

namespace hotline::cli {
namespace {

constexpr int kWrongUse = 2;

/// A CLI11 check that also stores the parsed value.
template <class T, class Parse>
CLI::Option* add_parsed(CLI::App* app, const std::string& name, T& target, Parse parse,
                        const std::string& help) {
  return app->add_option_function<std::string>(
      name,
      [&target, parse](const std::string& text) {
        auto value = parse(text);
        if (!value) {
          throw CLI::ValidationError(value.error().message);
        }
        target = *value;
      },
      help);
}

Result<Duration> parse_days(const std::string& text) {
  std::istringstream in(text);
  double days = 0;
  if (!(in >> days) || !in.eof() || !std::isfinite(days) || days <= 0 || days > 36525) {
    return bad_input("found '" + text + "', expected a number of days above 0, at most 36525");
  }
  return from_seconds(days * to_seconds(kDay));
}

Result<double> parse_speed(const std::string& text) {
  if (text == "max") {
    return 0.0;
  }
  std::istringstream in(text);
  double speed = 0;
  if (!(in >> speed) || !in.eof() || !std::isfinite(speed) || speed < 1e-3 || speed > 1e9) {
    return bad_input("found '" + text + "', expected a number from 0.001 to 1e9, or max");
  }
  return speed;
}

std::vector<std::string> policy_names() {
  std::vector<std::string> names;
  for (const auto& spec : sim::selection_catalogue()) {
    names.emplace_back(spec.name);
  }
  return names;
}

void add_scenario(CLI::App* app, ScenarioOptions& options) {
  app->add_option("SCENARIO", options.scenario, "a city (see hotline cities) or a TOML file")
      ->required();
  add_parsed(app, "--days", options.length, parse_days, "measured time, in days");
  add_parsed(app, "--start", options.start, parse_time, "first instant, like 2025-01-06");
  const CLI::IsMember policies(policy_names());
  app->add_option("--policy", options.policy, "for contacts and tickets: see hotline policies")
      ->check(policies);
  app->add_option("--contact-policy", options.contact_policy, "for contacts alone")
      ->check(policies);
  app->add_option("--ticket-policy", options.ticket_policy, "for tickets alone")->check(policies);
  app->add_option("--seed", options.seed, "of all randomness")->capture_default_str();
}

void add_replications(CLI::App* app, std::uint32_t& replications, unsigned& threads) {
  app->add_option("--replications", replications, "independent repetitions")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  app->add_option("--threads", threads, "0: one a core; changes no result")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
}

void add_json(CLI::App* app, std::string& json) {
  app->add_option("--json", json, "write the numbers as JSON; - is standard output");
}

CLI::Option* add_audit(CLI::App* app, bool& audit) {
  return app->add_flag("--audit", audit,
                       "stop with status 1 at the first fact that cannot have happened");
}

void add_output(CLI::App* app, OutputOptions& options) {
  add_json(app, options.json);
  app->add_option("--html", options.html, "write a self-contained report");
  app->add_flag("--quiet", options.quiet, "no summary on standard output");
}

void declare_verify(CLI::App* app, VerifyOptions& o) {
  app->add_option("PATH", o.paths, "scenarios with [[expect]], or folders of them")->required();
  app->add_option("--seed", o.seed, "of all randomness")->capture_default_str();
  app->add_option("--threads", o.threads, "0: one a core; changes no verdict")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  app->add_option("--work", o.work, "facts that may be looked at for one scenario")
      ->check(CLI::Range(1e3, 1e15))
      ->capture_default_str();
  app->add_flag("--quick", o.quick, "only scenarios with quick = true in [verify]");
  add_json(app, o.json);
}

void declare_theory(CLI::App* app, TheoryOptions& o) {
  app->add_option("FORMULA", o.formula, "without it: all of them, with their parameters");
  for (const Parameter& parameter : theory_parameters()) {
    const std::string name(parameter.name);
    app->add_option_function<std::string>(
        "--" + name, [&o, name](const std::string& text) { o.parameters.emplace_back(name, text); },
        std::string(parameter.meaning));
  }
  add_json(app, o.json);
}

/// One command: declares its options in `app` and keeps what was chosen in `chosen`.
template <class Options>
CLI::App* add_command(CLI::App& root, std::optional<Command>& chosen, const char* name,
                      const char* what, const char* examples,
                      const std::function<void(CLI::App*, Options&)>& declare) {
  const auto options = std::make_shared<Options>();
  CLI::App* app = root.add_subcommand(name, what);
  declare(app, *options);
  app->footer(std::string("Examples:\n") + examples);
  app->callback([&chosen, options] { chosen = Command(*options); });
  return app;
}

void declare_run(CLI::App* app, RunOptions& o) {
  add_scenario(app, o.scenario);
  add_replications(app, o.replications, o.threads);
  CLI::Option* facts = app->add_option("--facts", o.facts, "write every fact to a log");
  CLI::Option* save = app->add_option("--save", o.save, "stop at --save-at and save the state");
  CLI::Option* at = add_parsed(app, "--save-at", o.save_at, parse_duration,
                               "time since the start of the run, like '3 d'");
  CLI::Option* load = app->add_option("--load", o.load, "go on from a saved state");
  save->needs(at);
  at->needs(save);
  CLI::Option* audit = add_audit(app, o.audit);
  for (CLI::Option* other : {facts, app->get_option("--replications"), audit}) {
    save->excludes(other);
    load->excludes(other);
  }
  add_output(app, o.output);
}

void declare_replay(CLI::App* app, ReplayOptions& o) {
  app->add_option("EXPORT", o.file, "a file; - is standard input")->required();
  app->add_option("--format", o.format, "default: recognised from the header")
      ->check(CLI::IsMember({"auto", "nyc311", "boston311", "la311", "slim", "anonbank"}));
  add_parsed(app, "--awt", o.acceptable_wait, parse_duration, "acceptable wait, like '20 s'");
  app->add_option("--facts", o.facts, "write every fact to a log");
  add_audit(app, o.audit);
  add_output(app, o.output);
}

Result<Duration> parse_window(const std::string& text) {
  Result<Duration> window = parse_duration(text);
  if (window && *window < kSecond) {
    return bad_input("found '" + text + "', expected 1 s at least");
  }
  return window;
}

template <class Options>
void add_evaluation(CLI::App* app, Options& o) {
  app->add_option("--scheme", o.scheme, "of the evaluation in /metrics: see hotline evaluate")
      ->capture_default_str();
  add_parsed(app, "--window", o.window, parse_window,
             "evaluate the last so much, like '7 d'; default: all that is measured");
}

void declare_live(CLI::App* app, LiveOptions& o) {
  add_scenario(app, o.scenario);
  add_parsed(app, "--speed", o.speed, parse_speed,
             "simulated seconds a second, or max; default 60");
  app->add_option("--listen", o.listen, "address of /metrics")->capture_default_str();
  add_evaluation(app, o);
  app->add_option("--publish", o.publish, "ZeroMQ endpoint for a monitor elsewhere");
  app->add_flag("--await-monitor", o.await_monitor, "start when a monitor has connected");
  app->add_flag("--once", o.once, "leave at the end of the run");
  add_output(app, o.output);
}

void declare_monitor(CLI::App* app, MonitorOptions& o) {
  CLI::Option_group* source = app->add_option_group("source", "one of");
  source->add_option("--connect", o.connect, "endpoint of a publisher, like tcp://127.0.0.1:5556");
  source->add_option("--log", o.log, "a fact log");
  source->require_option(1);
  app->add_option("--listen", o.listen, "address of /metrics")->capture_default_str();
  add_evaluation(app, o);
  app->add_option("--city", o.city, "a city whose institutional attributes are evaluated, too");
  app->add_flag("--once", o.once, "no /metrics: leave when the facts end");
  add_audit(app, o.audit);
  add_output(app, o.output);
}

void declare_evaluate(CLI::App* app, EvaluateOptions& o) {
  app->add_option("CITY", o.cities,
                  "cities or TOML files; one alone: its indicators; none: all that ship");
  add_parsed(app, "--days", o.length, parse_days, "measured time, in days");
  app->add_option("--seed", o.seed, "of all randomness")->capture_default_str();
  add_replications(app, o.replications, o.threads);
  app->add_option("--replay", o.replays,
                  "an export beside them: FILE, or CITY=FILE with that city's attributes");
  app->add_option("--log", o.logs, "the same of a fact log");
  app->add_option("--scheme", o.scheme,
                  "of scores: equal (default), monthly, requests, three-rates, or a file");
  app->add_option("--draws", o.draws, "of assumed parameters, to see what hangs on them")
      ->check(CLI::Range(0, 10'000))
      ->capture_default_str();
  app->add_option("--assumed-spread", o.assumed_spread, "0.25: each may be 1.25 times as great")
      ->check(CLI::Range(0.0, 10.0))
      ->capture_default_str();
  app->add_option("--samples", o.samples, "of the uncertainty of ranks")
      ->check(CLI::Range(16, 1'000'000))
      ->capture_default_str();
  app->add_option("--levers", o.levers, "try single changes in this city; repeatable");
  app->add_option("--lever-set", o.lever_set, "which changes: usual, or a file")
      ->capture_default_str();
  app->add_option("--report", o.report, "a folder: page, tables, and the runs to go on from");
  add_json(app, o.json);
}

void declare_check(CLI::App* app, CheckOptions& o) {
  app->add_option("FILE", o.files, "scenarios")->required();
}

void declare_city_check(CLI::App* app, CityCheckOptions& o) {
  app->add_option("CITY", o.cities, "cities or TOML files; none: all that ship");
  app->add_option("--replications", o.replications, "independent repetitions of each")
      ->check(CLI::Range(2, 10'000))
      ->capture_default_str();
  add_parsed(app, "--days", o.length, parse_days, "measured time, in days");
  app->add_option("--seed", o.seed, "of all randomness")->capture_default_str();
  app->add_option("--threads", o.threads, "0: one a core; changes no result")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  app->add_option("--write-docs", o.docs, "a folder: a page for each city");
  add_json(app, o.json);
}

void declare_cities(CLI::App* app, CitiesOptions& o) {
  add_json(app, o.json);
  CLI::App* show = app->add_subcommand("show", "the whole model of one, number by number");
  show->add_option("CITY", o.show, "a city of the list, or a TOML file")->required();
  add_json(show, o.json);
  show->footer(
      "Examples:\n  hotline cities show hong-kong\n  hotline cities show beijing --json -");
  CLI::App* check = app->add_subcommand("check", "published outcomes beside those of the models");
  declare_city_check(check, o.check);
  check->callback([&o] { o.checks = true; });
  check->footer(
      "Exit status 1: a figure is missed.\n"
      "Examples:\n  hotline cities check\n  hotline cities check toronto --replications 8");
}

void add_listing(CLI::App& root, std::optional<Command>& chosen, const char* name, const char* what,
                 const char* examples, Listing listing) {
  CLI::App* app = root.add_subcommand(name, what);
  app->footer(std::string("Examples:\n") + examples);
  app->callback([&chosen, listing] { chosen = Command(listing); });
}

void declare_all(CLI::App& root, std::optional<Command>& chosen) {
  add_command<RunOptions>(root, chosen, "run", "simulate a hotline",
                          "  hotline run new-york --days 7 --seed 1 --html new-york.html\n"
                          "  hotline run new-york --days 1 --replications 10 --json -",
                          declare_run);
  add_command<ReplayOptions>(root, chosen, "replay", "measure real data with the same measures",
                             "  hotline replay requests.csv\n"
                             "  hotline replay requests.csv --json - --html report.html",
                             declare_replay);
  add_command<LiveOptions>(root, chosen, "live", "simulate against the wall clock, with /metrics",
                           "  hotline live new-york --speed 600\n"
                           "  hotline live new-york --speed 600 --publish tcp://127.0.0.1:5556",
                           declare_live);
  add_command<MonitorOptions>(root, chosen, "monitor", "measure facts as they come, or of a log",
                              "  hotline monitor --connect tcp://127.0.0.1:5556\n"
                              "  hotline monitor --log a.log --once --json -",
                              declare_monitor);
  add_command<EvaluateOptions>(root, chosen, "evaluate",
                               "governance indicators, scores and ranks of cities",
                               "  hotline evaluate --days 28 --report results/evaluation\n"
                               "  hotline evaluate beijing seoul --replications 5 --levers seoul",
                               declare_evaluate);
  add_command<CheckOptions>(root, chosen, "check", "validate scenario files",
                            "  hotline check my-city.toml\n"
                            "  hotline check a.toml b.toml",
                            declare_check);
  add_command<VerifyOptions>(root, chosen, "verify", "does the simulator show what is expected?",
                             "  hotline verify scenarios/validation/\n"
                             "  hotline verify my-queue.toml --seed 7 --json verdicts.json",
                             declare_verify);
  add_command<TheoryOptions>(
      root, chosen, "theory", "formulas of queueing theory",
      "  hotline theory erlang-c --rate '200 /h' --handle '3 min' --agents 14 --within '20 s'\n"
      "  hotline theory agents-for --rate '200 /h' --handle '3 min' --service-level 0.8 "
      "--within '20 s'",
      declare_theory);
  add_command<CitiesOptions>(root, chosen, "cities",
                             "the city models: size, sources, every number of one",
                             "  hotline cities\n  hotline cities show hong-kong", declare_cities);
  add_listing(root, chosen, "policies", "the dispatch policies",
              "  hotline policies\n  hotline run new-york --policy edf", Listing::kPolicies);
  add_listing(root, chosen, "measures", "every measure and its definition",
              "  hotline measures\n  hotline run new-york --json -", Listing::kMeasures);
}

}  // namespace

Parsed parse_command_line(int argc, const char* const* argv) {
  CLI::App root("City complaint hotlines, simulated and watched.", "hotline");
  root.set_version_flag("--version", std::string("hotline ") + HOTLINE_VERSION);
  root.require_subcommand(0, 1);
  root.footer(
      "hotline COMMAND --help says more. Exit status: 0 done, 1 done and the answer is no,\n"
      "2 wrong use or bad input, 3 a peer, disk or system failed, 130 interrupted.");
  std::optional<Command> chosen;
  declare_all(root, chosen);
  try {
    root.parse(argc, argv);
  } catch (const CLI::Success& help) {
    return Parsed{std::nullopt, root.exit(help)};
  } catch (const CLI::ParseError& wrong) {
    std::string line = wrong.what();
    std::replace(line.begin(), line.end(), '\n', ' ');
    std::cerr << "hotline: " << line << " (see hotline --help)\n";
    return Parsed{std::nullopt, kWrongUse};
  }
  if (!chosen) {
    std::cerr << root.help();
    return Parsed{std::nullopt, kWrongUse};
  }
  return Parsed{std::move(chosen), 0};
}

}  // namespace hotline::cli
