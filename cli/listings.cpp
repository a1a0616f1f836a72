#include <cstdio>
#include <span>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "core/base/time.hpp"
#include "core/measures/catalogue.hpp"
#include "sim/dispatch/catalogue.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/open.hpp"
#include "sim/verification/verify.hpp"

namespace hotline::cli {
namespace {

/// "0 s to 1 d, 0 s if not stated", of a policy that takes a parameter.
template <class Policy>
std::string parameter_of(const sim::PolicySpec<Policy>& spec) {
  const auto written = [&](double value) {
    if (spec.parameter == sim::PolicyParameter::kDuration) {
      return human(from_seconds(value));
    }
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    return text.back() == '.' ? text.substr(0, text.size() - 1) : text;
  };
  return "{ " + std::string(spec.name) + " = ... }: " + written(spec.least) + " to " +
         written(spec.most) + ", " + written(spec.usual) + " if not stated";
}

template <class Policy>
void append_policies(std::string& text, std::span<const sim::PolicySpec<Policy>> catalogue) {
  const std::string margin(24, ' ');
  for (const sim::PolicySpec<Policy>& spec : catalogue) {
    text += "  " + std::string(spec.name) + std::string(22 - spec.name.size(), ' ') +
            std::string(spec.what) + "\n" + margin + "for " + std::string(spec.applies) + " [" +
            std::string(spec.source) + "]\n";
    if (spec.parameter != sim::PolicyParameter::kNone) {
      text += margin + parameter_of(spec) + "\n";
    }
  }
}

std::string policies() {
  std::string text = "Which waiting contact (ticket) does an agent (crew) take next?\n";
  append_policies(text, sim::selection_catalogue());
  text += "Which agent group (unit) does a contact (ticket) go to?\n";
  append_policies(text, sim::routing_catalogue());
  text += "Which agency (queue, unit) may a ticket (contact) go to at all?\n";
  for (const sim::RuleSpec& rule : sim::rule_catalogue()) {
    text += "  " + std::string(rule.name) + "\n" + std::string(24, ' ') + std::string(rule.what) +
            "\n" + std::string(24, ' ') + "by " + std::string(rule.keys) + " [" +
            std::string(rule.source) + "]\n";
  }
  text +=
      "A policy may be a script of one's own: { script = \"FILE.lua\", parameters = { ... } }.\n";
  return text;
}

std::string measures() {
  std::string text;
  for (const measures::MeasureSpec& spec : measures::catalogue()) {
    text += std::string(spec.name) + "  [" + std::string(to_string(spec.scope)) + ", " +
            std::string(to_string(spec.unit)) + "]\n  " + std::string(spec.formula) + "\n";
  }
  return text;
}

/// The file as it stands, if it, its variants and what is expected of them can be used.
Result<sim::Scenario> open_and_check(const std::string& file) {
  Result<std::vector<sim::Scenario>> scenarios = sim::open_variants(file);
  if (!scenarios) {
    return tl::unexpected(scenarios.error());
  }
  for (const sim::Scenario& scenario : *scenarios) {
    if (auto good = sim::check_expectations(scenario); !good) {
      return tl::unexpected(good.error());
    }
  }
  return std::move(scenarios->front());
}

}  // namespace

Result<int> execute(Listing listing) {
  return write_result("-", listing == Listing::kPolicies ? policies() : measures()).map([] {
    return kDone;
  });
}

Result<int> execute(const CheckOptions& options) {
  int status = kDone;
  for (const std::string& file : options.files) {
    const Result<sim::Scenario> scenario = open_and_check(file);
    if (!scenario) {
      (void)std::fprintf(stderr, "hotline: %s\n", scenario.error().message.c_str());
      status = 2;
      continue;
    }
    const sim::ProvenanceCounts counts = sim::count_provenance(*scenario);
    const std::string line = file + ": valid; parameters: " + std::to_string(counts.published) +
                             " published, " + std::to_string(counts.derived) + " derived, " +
                             std::to_string(counts.assumed) + " assumed, " +
                             std::to_string(counts.unsourced) + " unsourced\n";
    if (auto written = write_result("-", line); !written) {
      return tl::unexpected(written.error());
    }
  }
  return status;
}

}  // namespace hotline::cli
