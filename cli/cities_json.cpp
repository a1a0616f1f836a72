#include <nlohmann/json.hpp>

#include "cli/city_outline.hpp"
#include "cli/scenario.hpp"

namespace hotline::cli {
namespace {

using Json = nlohmann::ordered_json;

Json head_json(const sim::Scenario& city, const CityOutline& outline) {
  return Json{
      {"name", city.name},
      {"title", city.title},
      {"named_in_report", outline.named_in_report ? Json(*outline.named_in_report) : Json(nullptr)},
      {"contacts_per_day", outline.contacts_per_day},
      {"tickets_per_day", outline.tickets_per_day},
      {"peak_agents", outline.peak_agents},
      {"parameters",
       {{"published", outline.provenance.published},
        {"derived", outline.provenance.derived},
        {"assumed", outline.provenance.assumed},
        {"unsourced", outline.provenance.unsourced}}}};
}

Json rows_json(const std::vector<OutlineRow>& rows) {
  Json json = Json::array();
  for (const OutlineRow& row : rows) {
    json.push_back(Json{{"name", row.name},
                        {"contacts_per_day", row.contacts_per_day},
                        {"tickets_per_day", row.tickets_per_day}});
  }
  return json;
}

}  // namespace

std::string cities_json(const std::vector<sim::Scenario>& cities) {
  Json json{{"schema", "hotline.cities/1"}, {"cities", Json::array()}};
  for (const sim::Scenario& city : cities) {
    const CityOutline outline = outline_of(city);
    Json one = head_json(city, outline);
    one["channels"] = outline.channels.size();
    one["categories"] = outline.categories.size();
    one["agencies"] = outline.agencies.size();
    json["cities"].push_back(std::move(one));
  }
  return json.dump(2) + "\n";
}

std::string city_json(const sim::Scenario& city) {
  const CityOutline outline = outline_of(city);
  Json json{{"schema", "hotline.city/1"}};
  json.update(head_json(city, outline));
  json["channels"] = rows_json(outline.channels);
  for (std::size_t i = 0; i < city.channels.size(); ++i) {
    json["channels"][i]["kind"] = to_string(city.channels[i].kind);
  }
  json["categories"] = rows_json(outline.categories);
  json["agencies"] = rows_json(outline.agencies);
  json["numbers"] = Json::array();
  for (const sim::SourcedParameter& number : city.parameters) {
    json["numbers"].push_back(Json{{"path", number.path},
                                   {"value", number.value},
                                   {"provenance", word_for(number.kind)},
                                   {"note", number.note},
                                   {"line", number.line}});
  }
  json["sources"] = Json::array();
  for (const sim::CitedSource& source : city.sources) {
    json["sources"].push_back(
        Json{{"key", source.key},
             {"title", source.title},
             {"address", source.address.empty() ? Json(nullptr) : Json(source.address)}});
  }
  return json.dump(2) + "\n";
}

}  // namespace hotline::cli
