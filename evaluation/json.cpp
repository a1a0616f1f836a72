#include <nlohmann/json.hpp>

#include "evaluation/evaluation.hpp"
#include "evaluation/json_parts.hpp"

namespace hotline::evaluation {
namespace {

Json value_json(const Value& value) {
  Json json;
  json["source"] = to_string(value.source);
  json["value"] = or_null(value.number);
  switch (value.source) {
    case Source::kUnknown:
      json["reason"] = value.reason;
      break;
    case Source::kMeasured:
      json["half_width"] = or_null(value.half_width);
      json["n"] = value.n;
      json["replications"] = value.replications;
      json["note"] = value.note;
      break;
    case Source::kAttribute:
      json["provenance"] = value.provenance;
      json["note"] = value.note;
      break;
  }
  return json;
}

Json row_json(const Row& row) {
  const Indicator& indicator = *row.indicator;
  Json json;
  json["id"] = indicator.id;
  json["dimension"] = find_secondary(indicator.secondary)->dimension;
  json["secondary"] = indicator.secondary;
  if (!indicator.beside.empty()) {
    json["beside"] = indicator.beside;
  }
  json["name"] = indicator.name;
  json["named_by"] = to_string(indicator.named_by);
  json["definition"] = indicator.definition;
  json["formula"] = indicator.formula;
  json["better"] = to_string(indicator.direction);
  json["unit"] = to_string(indicator.unit);
  Json values = Json::array();
  for (const Value& value : row.values) {
    values.push_back(value_json(value));
  }
  json["values"] = std::move(values);
  return json;
}

Json rows_json(const std::vector<Row>& rows) {
  Json json = Json::array();
  for (const Row& row : rows) {
    json.push_back(row_json(row));
  }
  return json;
}

Json dimensions_json() {
  Json json = Json::array();
  for (const Dimension& one : dimensions()) {
    json.push_back(Json{{"id", one.id}, {"name", one.name}, {"named_by", to_string(one.named_by)}});
  }
  return json;
}

Json secondaries_json() {
  Json json = Json::array();
  for (const Secondary& one : secondaries()) {
    json.push_back(Json{{"id", one.id},
                        {"dimension", one.dimension},
                        {"name", one.name},
                        {"named_by", to_string(one.named_by)}});
  }
  return json;
}

Json columns_json(const std::vector<ColumnHeading>& columns) {
  Json json = Json::array();
  for (const ColumnHeading& one : columns) {
    json.push_back(Json{{"title", one.title}, {"replications", one.replications}});
  }
  return json;
}

}  // namespace

Json or_null(const std::optional<double>& number) {
  return number ? Json(*number) : Json(nullptr);
}

std::string to_json(const Evaluation& evaluation) {
  Json json;
  json["schema"] = "hotline.evaluation/1";
  json["city"] = evaluation.city;
  json["columns"] = columns_json(evaluation.columns);
  json["dimensions"] = dimensions_json();
  json["secondaries"] = secondaries_json();
  json["indicators"] = rows_json(evaluation.rows);
  json["companions"] = rows_json(evaluation.companions);
  // Titles may come from a file: bytes that are no UTF-8 are replaced, not thrown at the user.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace hotline::evaluation
