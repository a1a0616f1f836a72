#include <nlohmann/json.hpp>

#include "evaluation/json_parts.hpp"
#include "evaluation/ranking.hpp"

namespace hotline::evaluation {
namespace {

Json scheme_json(const Ranking& ranking) {
  const Scheme& scheme = ranking.scheme;
  Json json{{"name", scheme.name},
            {"title", scheme.title},
            {"note", scheme.note},
            {"normalisation", to_string(scheme.normalisation)},
            {"aggregation", to_string(scheme.aggregation)},
            {"missing", to_string(scheme.missing)},
            {"least_known", scheme.least_known},
            {"weight_spread", scheme.weight_spread},
            {"groups", Json::array()},
            {"items", Json::array()}};
  for (const Group& group : scheme.groups) {
    json["groups"].push_back(
        Json{{"id", group.id},
             {"title", group.title},
             {"in", group.parent ? Json(scheme.groups[*group.parent].id) : Json(nullptr)},
             {"weight", group.weight}});
  }
  for (std::size_t i = 0; i < scheme.items.size(); ++i) {
    const Item& item = scheme.items[i];
    json["items"].push_back(Json{{"id", item.indicator->id},
                                 {"name", item.indicator->name},
                                 {"named_by", to_string(item.indicator->named_by)},
                                 {"unit", to_string(item.indicator->unit)},
                                 {"better", to_string(item.indicator->direction)},
                                 {"in", scheme.groups[item.group].id},
                                 {"weight", item.weight},
                                 {"effective_weight", ranking.weights[i]},
                                 {"worst", or_null(item.worst)},
                                 {"best", or_null(item.best)},
                                 {"target", or_null(item.target)},
                                 {"note", item.note}});
  }
  return json;
}

Json value_json(const Value& value, const std::optional<double>& normalised) {
  Json json{{"value", or_null(value.number)},
            {"source", to_string(value.source)},
            {"normalised", or_null(normalised)}};
  if (value.source == Source::kMeasured) {
    json["half_width"] = or_null(value.half_width);
    json["replications"] = value.replications;
  } else if (value.source == Source::kAttribute) {
    json["provenance"] = value.provenance;
  }
  json["note"] = value.source == Source::kUnknown ? value.reason : value.note;
  return json;
}

Json distribution_json(const RankDistribution& city) {
  Json json{
      {"probability", city.probability}, {"mean", city.mean_rank}, {"low", city.low},
      {"median", city.median},           {"high", city.high},      {"unscored", city.unscored},
      {"sensitivity", Json::object()}};
  for (std::size_t f = 0; f < city.sensitivity.size(); ++f) {
    json["sensitivity"][std::string(to_string(static_cast<Factor>(f)))] =
        Json{{"first_order", city.sensitivity[f].first_order},
             {"first_order_error", city.sensitivity[f].first_order_error},
             {"total", city.sensitivity[f].total},
             {"total_error", city.sensitivity[f].total_error}};
  }
  return json;
}

Json city_json(const Ranking& ranking, const Ranked& city) {
  const Scheme& scheme = ranking.scheme;
  Json json{{"id", city.id},
            {"title", city.title},
            {"named", city.named},
            {"origin", city.origin},
            {"replayed", city.replayed},
            {"score", or_null(city.score.total)},
            {"score_low", city.distribution.score_low},
            {"score_high", city.distribution.score_high},
            {"rank", or_null(city.rank)},
            {"known", city.score.known},
            {"score_if_unknown_worst", or_null(city.if_worst)},
            {"score_if_unknown_best", or_null(city.if_best)},
            {"confirmed_score", or_null(city.confirmed_score)},
            {"confirmed_rank", or_null(city.confirmed_rank)},
            {"closed_on_time", or_null(city.closed_on_time)},
            {"confirmed_fixed_on_time", or_null(city.confirmed_fixed_on_time)},
            {"provenance", Json{{"measured", city.provenance.measured},
                                {"published", city.provenance.published},
                                {"derived", city.provenance.derived},
                                {"assumed", city.provenance.assumed},
                                {"unknown", city.provenance.unknown}}},
            {"groups", Json::object()},
            {"groups_known", Json::object()},
            {"values", Json::object()},
            {"rank_distribution", distribution_json(city.distribution)}};
  for (std::size_t g = 0; g < scheme.groups.size(); ++g) {
    json["groups"][scheme.groups[g].id] = or_null(city.score.groups[g]);
    json["groups_known"][scheme.groups[g].id] = city.score.groups_known[g];
  }
  for (std::size_t i = 0; i < scheme.items.size(); ++i) {
    json["values"][std::string(scheme.items[i].indicator->id)] =
        value_json(city.values[i], city.score.items[i]);
  }
  return json;
}

Json effect_json(const Scheme& scheme, const LeverEffect& one) {
  Json json{{"id", one.id},
            {"title", one.title},
            {"note", one.note},
            {"simulated", one.simulated},
            {"was_unknown", one.was_unknown},
            {"numbers_changed", one.changed},
            {"score", or_null(one.score)},
            {"score_change", or_null(one.change)},
            {"score_change_half_width", or_null(one.half_width)},
            {"confirmed_score_change", or_null(one.confirmed_change)},
            {"rank", or_null(one.rank)},
            {"places_gained", or_null(one.places)},
            {"samples", nullptr},
            {"items", Json::object()}};
  if (one.shift) {
    json["samples"] = Json{{"score_change_low", one.shift->score_low},
                           {"score_change_high", one.shift->score_high},
                           {"places_gained_low", one.shift->places_low},
                           {"places_gained_high", one.shift->places_high},
                           {"gains", one.shift->gains},
                           {"loses", one.shift->loses}};
  }
  for (std::size_t i = 0; i < one.items.size(); ++i) {
    json["items"][std::string(scheme.items[i].indicator->id)] = or_null(one.items[i]);
  }
  return json;
}

Json levers_json(const Ranking& ranking) {
  Json json = Json::array();
  for (const LeverStudy& study : ranking.levers) {
    Json effects = Json::array();
    for (const LeverEffect& one : study.effects) {
      effects.push_back(effect_json(ranking.scheme, one));
    }
    json.push_back(Json{{"city", ranking.cities[study.city].id}, {"effects", effects}});
  }
  return json;
}

}  // namespace

std::string to_json(const Ranking& ranking) {
  Json json;
  json["schema"] = "hotline.ranking/1";
  json["scheme"] = scheme_json(ranking);
  json["cities"] = Json::array();
  for (const std::size_t c : ranking.order) {
    json["cities"].push_back(city_json(ranking, ranking.cities[c]));
  }
  json["above"] = Json::object();
  for (const std::size_t a : ranking.order) {
    for (const std::size_t b : ranking.order) {
      if (a != b) {
        json["above"][ranking.cities[a].id][ranking.cities[b].id] = ranking.uncertainty.above[a][b];
      }
    }
  }
  json["samples"] = ranking.uncertainty.samples;
  json["replications"] = ranking.replications;
  json["draws"] = ranking.draws;
  json["levers"] = levers_json(ranking);
  // Titles may come from a file: bytes that are no UTF-8 are replaced, not thrown at the user.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace hotline::evaluation
