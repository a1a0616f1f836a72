#include "cli/verification_report.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/report/format.hpp"

namespace hotline::cli {
namespace {

using Json = nlohmann::ordered_json;
using sim::Claim;
using sim::Expectation;
using sim::Finding;

std::string number(double value) {
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.6g", value);
  return {text.data(), static_cast<std::size_t>(length)};
}

std::string_view statistic_word(sim::Statistic statistic) {
  switch (statistic) {
    case sim::Statistic::kMean:
      break;
    case sim::Statistic::kPooled:
      return "pooled";
    case sim::Statistic::kVariance:
      return "variance";
    case sim::Statistic::kStandardDeviation:
      return "standard-deviation";
  }
  return "mean";
}

/// To the microsecond, in the largest unit of which there is a whole number: "89 min", "2 d", "0.25
/// s".
std::string exact(Duration d) {
  for (const auto& [unit, name] : {std::pair{kDay, " d"}, {kHour, " h"}, {kMinute, " min"}}) {
    if (d != Duration{0} && d % unit == Duration{0}) {
      return std::to_string(d / unit) + name;
    }
  }
  std::array<char, 48> text{};
  int length = std::snprintf(text.data(), text.size(), "%.6f", to_seconds(d));
  while (text.at(static_cast<std::size_t>(length) - 1) == '0') {
    --length;
  }
  length -= text.at(static_cast<std::size_t>(length) - 1) == '.' ? 1 : 0;
  return std::string(text.data(), static_cast<std::size_t>(length)) + " s";
}

/// "wait.probability channel phone, from 1 h".
std::string label(const Expectation& row) {
  std::string text = row.measure;
  if (!row.per.empty()) {
    text += " per " + row.per;
  }
  if (row.statistic == sim::Statistic::kVariance ||
      row.statistic == sim::Statistic::kStandardDeviation) {
    text = std::string(statistic_word(row.statistic)) + " of " + text;
  }
  if (row.number) {
    text += "(" + std::to_string(*row.number) + ")";
  }
  if (row.within) {
    text += "(" + exact(*row.within) + ")";
  }
  if (!row.of_text.empty()) {
    text += ", " + row.of_text;
  }
  if (row.from) {
    text += (row.at_instant ? ", at " : ", from ") + exact(*row.from);
  }
  if (row.until && !row.at_instant) {
    text += ", until " + exact(*row.until);
  }
  return report::printable(text);
}

/// "s", "s^2", or nothing.
std::string_view time_unit(const Expectation& row, const Finding& finding) {
  if (finding.unit != measures::Unit::kSeconds || !row.per.empty()) {
    return "";
  }
  return row.statistic == sim::Statistic::kVariance || row.measure == "wait.variance" ? "s^2" : "s";
}

std::string expected_text(const Expectation& row) {
  return row.claim == Claim::kValue
             ? number(row.low.number)
             : "[" + number(row.low.number) + ", " + number(row.high.number) + "]";
}

/// (simulated - expected) / expected; empty where nothing is expected exactly, or 0 is.
std::optional<double> relative_error(const Expectation& row, const Finding& finding) {
  if (row.claim != Claim::kValue || row.low.number == 0 || !finding.simulated) {
    return std::nullopt;
  }
  return finding.simulated->value / row.low.number - 1;
}

std::string error_text(std::optional<double> error) {
  std::array<char, 32> text{};
  const int length = error ? std::snprintf(text.data(), text.size(), "%+.2f %%", 100 * *error) : 0;
  return {text.data(), static_cast<std::size_t>(length)};
}

Json or_null(std::optional<double> value) {
  return value && std::isfinite(*value) ? Json(*value) : Json(nullptr);
}

Json expected_json(const Expectation& row) {
  Json json;
  switch (row.claim) {
    case Claim::kValue:
      json["value"] = row.low.number;
      json["tolerance"] =
          row.absolute ? row.absolute->number : row.tolerance * std::abs(row.low.number);
      break;
    case Claim::kInterval:
      json["interval"] = {row.low.number, row.high.number};
      json["level"] = row.level;
      break;
    case Claim::kBetween:
      json["between"] = {row.low.number, row.high.number};
      break;
  }
  return json;
}

Json verdict_json(const Expectation& row, const Finding& finding) {
  Json json;
  json["label"] = label(row);
  json["measure"] = row.measure;
  json["per"] = row.per.empty() ? Json(nullptr) : Json(row.per);
  json["of"] = row.of_text.empty() ? Json("run") : Json(row.of_text);
  json["statistic"] = statistic_word(row.statistic);
  json["unit"] =
      time_unit(row, finding) == "s^2" ? "seconds squared" : std::string(to_string(finding.unit));
  json["expected"] = expected_json(row);
  json["simulated"] = finding.simulated ? or_null(finding.simulated->value) : Json(nullptr);
  json["half_width"] = finding.simulated ? or_null(finding.simulated->half_width) : Json(nullptr);
  json["relative_error"] = or_null(relative_error(row, finding));
  json["verdict"] = finding.verdict == sim::Verdict::kFail ? "fail" : to_string(finding.verdict);
  json["replications"] = finding.replications;
  json["source"] = row.source;
  json["place"] = row.place;
  return json;
}

}  // namespace

VerdictCounts count_verdicts(std::span<const VerifiedCase> cases) {
  VerdictCounts counts;
  for (const VerifiedCase& one : cases) {
    for (const Finding& finding : one.result.findings) {
      switch (finding.verdict) {
        case sim::Verdict::kPass:
          ++counts.passed;
          break;
        case sim::Verdict::kFail:
          ++counts.failed;
          break;
        case sim::Verdict::kUndecided:
          ++counts.undecided;
          break;
      }
    }
  }
  return counts;
}

std::string verdict_table(const VerifiedCase& one) {
  constexpr std::size_t kLabel = 44;
  constexpr std::size_t kNumber = 22;
  constexpr std::size_t kError = 10;
  std::string text = report::printable(one.scenario.title) + "  (" + one.file + ": " +
                     report::printable(one.scenario.name) + ", " +
                     std::to_string(one.result.replications) + " replications, " +
                     report::thousands(static_cast<double>(one.result.facts), 0) + " facts)\n";
  text += "  " + report::padded_right("measure", kLabel) +
          report::padded_right("expected", kNumber) +
          report::padded_right("simulated, 99 % interval", kNumber + 4) +
          report::padded_right("error", kError) + "verdict\n";
  for (std::size_t i = 0; i < one.result.findings.size(); ++i) {
    const Expectation& row = one.scenario.verification.expectations[i];
    const Finding& finding = one.result.findings[i];
    const std::string seen = finding.simulated ? number(finding.simulated->value) + " ± " +
                                                     number(finding.simulated->half_width)
                                               : std::string(report::kUnknown);
    const std::string_view unit = time_unit(row, finding);
    text += "  " + report::padded_right(label(row), kLabel - 1) + " " +
            report::padded_right(expected_text(row) + (unit.empty() ? "" : " ") + std::string(unit),
                                 kNumber - 1) +
            " " + report::padded_right(seen, kNumber + 3) + " " +
            report::padded_right(error_text(relative_error(row, finding)), kError) +
            std::string(to_string(finding.verdict)) + "\n";
  }
  return text;
}

std::string verdict_summary(const VerdictCounts& counts) {
  const std::size_t all = counts.passed + counts.failed + counts.undecided;
  return std::to_string(all) + " verdicts: " + std::to_string(counts.passed) + " pass, " +
         std::to_string(counts.failed) + " FAIL, " + std::to_string(counts.undecided) +
         " undecided\n";
}

std::string verification_json(std::span<const VerifiedCase> cases, std::uint64_t seed) {
  Json json;
  json["schema"] = "hotline.verification/1";
  json["seed"] = seed;
  json["level"] = sim::kLevel;
  json["strict_level"] = sim::kStrictLevel;
  const VerdictCounts counts = count_verdicts(cases);
  json["counts"] = {
      {"pass", counts.passed}, {"fail", counts.failed}, {"undecided", counts.undecided}};
  json["cases"] = Json::array();
  for (const VerifiedCase& one : cases) {
    Json verdicts = Json::array();
    for (std::size_t i = 0; i < one.result.findings.size(); ++i) {
      verdicts.push_back(
          verdict_json(one.scenario.verification.expectations[i], one.result.findings[i]));
    }
    json["cases"].push_back({{"file", one.file},
                             {"scenario", one.scenario.name},
                             {"title", one.scenario.title},
                             {"replications", one.result.replications},
                             {"facts", one.result.facts},
                             {"verdicts", verdicts}});
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace hotline::cli
