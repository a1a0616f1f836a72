// cli/city_check_report.cpp: figures of the cities and their models, in words and as JSON.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "cli/city_check.hpp"
#include "core/report/format.hpp"

namespace hotline::cli {
namespace {

using Json = nlohmann::ordered_json;
using sim::Claim;
using sim::Expectation;
using sim::Finding;
using sim::Verdict;

constexpr std::size_t kWidth = 100;

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t columns = report::display_width(text);
  return columns < width ? text + std::string(width - columns, ' ') : text;
}

/// Words in lines of at most kWidth, each after `indent` blanks.
std::string wrapped(std::string_view words, std::size_t indent) {
  std::string text(indent, ' ');
  std::size_t column = indent;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    const std::string_view word = words.substr(0, end);
    if (column > indent && column + report::display_width(word) > kWidth) {
      text.back() = '\n';
      text += std::string(indent, ' ');
      column = indent;
    }
    text += std::string(word) + " ";
    column += report::display_width(word) + 1;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  text.back() = '\n';
  return text;
}

/// The ratio of two counts is a share.
measures::Unit unit_of(const Expectation& row, const Finding& finding) {
  return row.per.empty() ? finding.unit : measures::Unit::kRatio;
}

/// Where a figure is a value.
std::optional<double> ratio_of(const Expectation& row, const Finding& finding) {
  if (!finding.simulated) {
    return std::nullopt;
  }
  const double seen = finding.simulated->value;
  const double nearest = std::clamp(seen, row.low.number, row.high.number);
  return nearest == 0 ? std::nullopt : std::optional(seen / nearest);
}

std::string span_of(const sim::Scenario& city, std::uint32_t replications) {
  return std::to_string(replications) + " replications of " + human(city.length) + " after " +
         human(city.warm_up);
}

Json figure_json(const Expectation& row, const Finding& finding) {
  Json json;
  json["label"] = figure_label(row);
  json["measure"] = row.measure;
  json["per"] = row.per.empty() ? Json(nullptr) : Json(row.per);
  json["of"] = row.of_text.empty() ? Json("run") : Json(row.of_text);
  json["unit"] = to_string(unit_of(row, finding));
  if (row.claim == Claim::kValue) {
    json["published"] = {{"value", row.low.number},
                         {"tolerance", row.absolute ? row.absolute->number
                                                    : row.tolerance * std::abs(row.low.number)}};
  } else {
    json["published"] = {{"between", {row.low.number, row.high.number}}};
  }
  const std::optional<double> ratio = ratio_of(row, finding);
  json["simulated"] = finding.simulated ? Json(finding.simulated->value) : Json(nullptr);
  json["half_width"] = finding.simulated ? Json(finding.simulated->half_width) : Json(nullptr);
  json["ratio"] = ratio ? Json(*ratio) : Json(nullptr);
  json["verdict"] = finding.verdict == Verdict::kFail ? "missed" : verdict_text(finding);
  json["source"] = row.source;
  json["reason"] = row.reason.empty() ? Json(nullptr) : Json(row.reason);
  json["place"] = row.place;
  return json;
}

void count(const Expectation& row, const Finding& finding, FigureCounts& counts) {
  switch (finding.verdict) {
    case Verdict::kPass:
      ++counts.within;
      break;
    case Verdict::kUndecided:
      ++(finding.simulated ? counts.unclear : counts.unknown);
      break;
    case Verdict::kFail:
      ++counts.missed;
      counts.explained += row.reason.empty() ? 0U : 1U;
      break;
  }
}

}  // namespace

FigureCounts count_figures(std::span<const CheckedCity> cities) {
  FigureCounts counts;
  for (const CheckedCity& one : cities) {
    for (std::size_t i = 0; i < one.result.findings.size(); ++i) {
      count(one.city.verification.expectations[i], one.result.findings[i], counts);
    }
  }
  return counts;
}

std::string figure_label(const Expectation& row) {
  constexpr std::array<std::string_view, 7> kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  std::string text = row.measure + (row.per.empty() ? "" : " / " + row.per);
  if (row.within) {
    text += " " + human(*row.within);
  }
  if (row.hours) {
    text += " " + std::to_string(row.hours->first) + "-" + std::to_string(row.hours->second) + " h";
  }
  if (row.days) {
    for (std::size_t day = 0; day < kDays.size(); ++day) {
      text += row.days->at(day) ? " " + std::string(kDays.at(day)) : "";
    }
  }
  return report::printable(text + (row.of_text.empty() ? "" : ", " + row.of_text));
}

std::string published_text(const Expectation& row, const Finding& finding) {
  const measures::Unit unit = unit_of(row, finding);
  return row.claim == Claim::kValue
             ? report::show(row.low.number, unit)
             : report::show(row.low.number, unit) + " to " + report::show(row.high.number, unit);
}

std::string simulated_text(const Expectation& row, const Finding& finding) {
  if (!finding.simulated) {
    return std::string(report::kUnknown);
  }
  report::Estimate estimate;
  estimate.value = finding.simulated->value;
  estimate.unit = unit_of(row, finding);
  estimate.interval = stats::Interval{finding.simulated->value, finding.simulated->half_width,
                                      sim::kUsualLevel, finding.simulated->n};
  return report::show(estimate);
}

std::string ratio_text(const Expectation& row, const Finding& finding) {
  const std::optional<double> ratio = ratio_of(row, finding);
  if (!ratio) {
    return std::string(report::kUnknown);
  }
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.2f", *ratio);
  return {text.data(), static_cast<std::size_t>(length)};
}

std::string tolerance_text(const Expectation& row, const Finding& finding) {
  if (row.claim != Claim::kValue) {
    return "";
  }
  return row.absolute ? report::show(row.absolute->number, unit_of(row, finding))
                      : report::show(row.tolerance, measures::Unit::kRatio);
}

std::string verdict_text(const Finding& finding) {
  switch (finding.verdict) {
    case Verdict::kPass:
      return "within";
    case Verdict::kFail:
      return "MISSED";
    case Verdict::kUndecided:
      break;
  }
  return finding.simulated ? "unclear" : "unknown";
}

std::string city_table(const CheckedCity& one, std::uint32_t replications) {
  std::size_t label_width = 30;
  for (const Expectation& row : one.city.verification.expectations) {
    label_width = std::max(label_width, report::display_width(figure_label(row)) + 2);
  }
  constexpr std::size_t kPublished = 18;
  constexpr std::size_t kSimulated = 22;
  constexpr std::size_t kShort = 8;
  std::string text = report::printable(one.city.title) + "  (" + report::printable(one.city.name) +
                     ", " + span_of(one.city, replications) + ")\n";
  text += "  " + padded("figure", label_width) + padded("published", kPublished) +
          padded("simulated, 95 %", kSimulated) + padded("ratio", kShort) + padded("±", kShort) +
          "verdict\n";
  for (std::size_t i = 0; i < one.result.findings.size(); ++i) {
    const Expectation& row = one.city.verification.expectations[i];
    const Finding& finding = one.result.findings[i];
    text += "  " + padded(figure_label(row), label_width) +
            padded(published_text(row, finding), kPublished - 1) + " " +
            padded(simulated_text(row, finding), kSimulated - 1) + " " +
            padded(ratio_text(row, finding), kShort) +
            padded(tolerance_text(row, finding), kShort) + verdict_text(finding) + "\n";
    text += wrapped(report::printable(row.source), 6);
    if (finding.verdict != Verdict::kPass) {
      text += wrapped(row.reason.empty() ? "not explained yet" : report::printable(row.reason), 6);
    }
  }
  return text + "\n";
}

std::string city_check_summary(std::span<const CheckedCity> cities) {
  const FigureCounts counts = count_figures(cities);
  std::string silent;
  for (const CheckedCity& one : cities) {
    if (one.result.findings.empty()) {
      silent += (silent.empty() ? "" : ", ") + report::printable(one.city.name);
    }
  }
  std::string text =
      std::to_string(counts.within + counts.missed + counts.unclear + counts.unknown) +
      " published figures: " + std::to_string(counts.within) + " within, " +
      std::to_string(counts.missed) + " missed (" + std::to_string(counts.explained) +
      " with a reason), " + std::to_string(counts.unclear) + " unclear, " +
      std::to_string(counts.unknown) + " unknown\n";
  if (!silent.empty()) {
    text +=
        wrapped("no figure to check, for what is published is in the model already: " + silent, 0);
  }
  return text;
}

std::string city_check_json(const CityCheck& check) {
  const FigureCounts counts = count_figures(check.cities);
  Json json;
  json["schema"] = "hotline.city-check/1";
  json["seed"] = check.seed;
  json["replications"] = check.replications;
  json["level"] = sim::kUsualLevel;
  json["interrupted"] = check.interrupted;
  json["counts"] = {{"within", counts.within},
                    {"missed", counts.missed},
                    {"explained", counts.explained},
                    {"unclear", counts.unclear},
                    {"unknown", counts.unknown}};
  json["cities"] = Json::array();
  for (const CheckedCity& one : check.cities) {
    Json figures = Json::array();
    for (std::size_t i = 0; i < one.result.findings.size(); ++i) {
      figures.push_back(figure_json(one.city.verification.expectations[i], one.result.findings[i]));
    }
    json["cities"].push_back({{"name", one.city.name},
                              {"title", one.city.title},
                              {"measured_days", to_seconds(one.city.length) / to_seconds(kDay)},
                              {"figures", figures}});
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace hotline::cli
