#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/theory_formulas.hpp"
#include "core/report/format.hpp"

namespace hotline::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string_view unit_name(AnswerUnit unit) {
  switch (unit) {
    case AnswerUnit::kRatio:
      return "ratio";
    case AnswerUnit::kSeconds:
      return "seconds";
    case AnswerUnit::kPerSecond:
      return "per second";
    case AnswerUnit::kNumber:
      break;
  }
  return "number";
}

/// The text, and at least one blank.
std::string with_blanks(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 1, width), ' ');
  return text;
}

/// "7.83594 s", "17.4132 %".
std::string shown(const Answer& answer) {
  std::array<char, 48> text{};
  const double value = answer.unit == AnswerUnit::kRatio ? 100 * answer.value : answer.value;
  const int length = std::snprintf(text.data(), text.size(), "%.8g", value);
  std::string out(text.data(), static_cast<std::size_t>(length));
  switch (answer.unit) {
    case AnswerUnit::kRatio:
      return out + " %";
    case AnswerUnit::kSeconds:
      return out + " s";
    case AnswerUnit::kPerSecond:
      return out + " /s";
    case AnswerUnit::kNumber:
      break;
  }
  return out;
}

/// "--rate --handle [--within]".
std::string usage(const Formula& formula) {
  std::string text;
  std::string word;
  for (const char c : std::string(formula.parameters) + " ") {
    if (c != ' ') {
      word += c;
      continue;
    }
    const bool optional = word.back() == '?';
    text += (text.empty() ? "" : " ") +
            (optional ? "[--" + word.substr(0, word.size() - 1) + "]" : "--" + word);
    word.clear();
  }
  return text;
}

std::string listing() {
  constexpr std::size_t kName = 24;
  std::string text;
  for (const Formula& formula : theory_formulas()) {
    text += with_blanks(std::string(formula.name), kName) + std::string(formula.what) + "\n" +
            std::string(kName, ' ') + usage(formula) + "\n";
  }
  text += "\nParameters (docs/THEORY.md has the sources):\n";
  for (const Parameter& parameter : theory_parameters()) {
    text += "  --" + with_blanks(std::string(parameter.name), kName) +
            std::string(parameter.meaning) + "\n";
  }
  return text;
}

std::string table_of(const Answers& answers) {
  std::string text;
  for (const Answer& answer : answers) {
    text += with_blanks(answer.name, 30) + shown(answer) + "\n";
  }
  return text;
}

std::string json_of(const Formula& formula, const TheoryOptions& options, const Answers& answers) {
  Json json;
  json["schema"] = "hotline.theory/1";
  json["formula"] = formula.name;
  json["parameters"] = Json::object();
  for (const auto& [name, text] : options.parameters) {
    json["parameters"][name] = text;
  }
  json["results"] = Json::array();
  for (const Answer& answer : answers) {
    json["results"].push_back(
        {{"name", answer.name}, {"value", answer.value}, {"unit", unit_name(answer.unit)}});
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Formula> formula_named(const std::string& name) {
  std::string names;
  for (const Formula& formula : theory_formulas()) {
    if (formula.name == name) {
      return formula;
    }
    names += (names.empty() ? "" : ", ") + std::string(formula.name);
  }
  return bad_input("found no formula '" + report::printable(name) + "', allowed " + names);
}

}  // namespace

std::vector<Formula> theory_formulas() {
  std::vector<Formula> all;
  for (const std::span<const Formula> family :
       {pool_formulas(), single_formulas(), varying_formulas(), network_formulas()}) {
    all.insert(all.end(), family.begin(), family.end());
  }
  return all;
}

Result<int> execute(const TheoryOptions& options) {
  if (options.formula.empty()) {
    if (!options.parameters.empty() || !options.json.empty()) {
      return bad_input("theory: found options without a formula; hotline theory lists them");
    }
    return write_result("-", listing()).map([] { return kDone; });
  }
  const Result<Formula> formula = formula_named(options.formula);
  if (!formula) {
    return tl::unexpected(formula.error());
  }
  const Result<Arguments> arguments =
      read_arguments(formula->name, formula->parameters, options.parameters);
  if (!arguments) {
    return tl::unexpected(arguments.error());
  }
  const Result<Answers> answers = formula->answer(*arguments);
  if (!answers) {
    return bad_input(options.formula + ": " + answers.error().message);
  }
  if (!options.json.empty()) {
    if (auto written = write_result(options.json, json_of(*formula, options, *answers)); !written) {
      return tl::unexpected(written.error());
    }
  }
  if (options.json != "-") {
    if (auto written = write_result("-", table_of(*answers)); !written) {
      return tl::unexpected(written.error());
    }
  }
  return kDone;
}

}  // namespace hotline::cli
