#include "evaluation/evaluation.hpp"

#include <utility>

#include "core/base/contract.hpp"
#include "core/stats/interval.hpp"
#include "core/stats/tally.hpp"
#include "evaluation/attribute_value.hpp"

namespace hotline::evaluation {
namespace {

Value unknown(std::string reason) {
  Value value;
  value.reason = std::move(reason);
  return value;
}

void add_caution(std::string& note, const std::string& more) {
  note += note.empty() || more.empty() ? "" : "; ";
  note += more;
}

Value measured(const Indicator& indicator, std::span<const measures::Scorecard> replications) {
  if (replications.empty()) {
    return unknown("no run");
  }
  stats::Tally tally;
  Value value;
  for (const measures::Scorecard& card : replications) {
    HOTLINE_REQUIRE(card.started());
    const Measurement one = indicator.measure(card);
    if (!one.value) {
      value.reason = value.reason.empty() ? std::string(one.reason) : value.reason;
      continue;
    }
    tally.add(*one.value);
    value.n += one.n;
    value.note = value.note.empty() ? one.note : value.note;
  }
  if (tally.count() == 0) {
    return value;
  }
  value.source = Source::kMeasured;
  value.number = tally.mean();
  value.replications = tally.count();
  value.reason.clear();
  if (const std::optional<stats::Interval> interval = stats::student_interval(tally)) {
    value.half_width = interval->half_width;
  }
  if (tally.count() < replications.size()) {
    add_caution(value.note, "known in " + std::to_string(tally.count()) + " of " +
                                std::to_string(replications.size()) + " replications");
  }
  return value;
}

Value from_attributes(const Indicator& indicator, std::span<const CityAttribute> attributes) {
  for (const CityAttribute& one : attributes) {
    if (one.name != indicator.attribute) {
      continue;
    }
    const Result<double> number = parse_attribute(one.value, indicator.unit);
    if (!number) {
      return unknown("attribute " + one.name + ": " + number.error().message);
    }
    Value value;
    value.source = Source::kAttribute;
    value.number = *number;
    value.provenance = one.provenance;
    value.note = one.note;
    return value;
  }
  return unknown("the city model has no attribute " + std::string(indicator.attribute));
}

}  // namespace

std::string_view to_string(Source source) {
  switch (source) {
    case Source::kUnknown:
      return "unknown";
    case Source::kMeasured:
      return "measured";
    case Source::kAttribute:
      return "attribute";
  }
  return "";
}

char letter(Source source) {
  return source == Source::kUnknown ? '?' : to_string(source).front();
}

Value value_of(const Indicator& indicator, std::span<const measures::Scorecard> replications,
               std::span<const CityAttribute> attributes) {
  return indicator.measure != nullptr ? measured(indicator, replications)
                                      : from_attributes(indicator, attributes);
}

namespace {

std::vector<Row> rows_of(std::span<const Indicator> table, std::span<const Column> columns) {
  std::vector<Row> rows;
  rows.reserve(table.size());
  for (const Indicator& indicator : table) {
    Row row;
    row.indicator = &indicator;
    for (const Column& column : columns) {
      row.values.push_back(value_of(indicator, column.replications, column.attributes));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

Evaluation evaluate(std::string city, std::span<const Column> columns) {
  Evaluation evaluation;
  evaluation.city = std::move(city);
  for (const Column& column : columns) {
    evaluation.columns.push_back(ColumnHeading{column.title, column.replications.size()});
  }
  evaluation.rows = rows_of(indicators(), columns);
  evaluation.companions = rows_of(companions(), columns);
  return evaluation;
}

}  // namespace hotline::evaluation
