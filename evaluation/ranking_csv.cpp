#include <cmath>
#include <sstream>

#include "evaluation/ranking.hpp"

namespace hotline::evaluation {
namespace {

/// RFC 4180: quoted where it must be.
std::string field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    return std::string(text);
  }
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  }
  return quoted + "\"";
}

/// Ten significant digits; empty where unknown.
std::string number(const std::optional<double>& value) {
  if (!value) {
    return "";
  }
  std::ostringstream digits;
  digits.imbue(std::locale::classic());
  digits.precision(10);
  digits << *value;
  return digits.str();
}

}  // namespace

std::string values_csv(const Ranking& ranking) {
  std::string out =
      "city,indicator,group,value,unit,source,provenance,half_width,normalised,weight,note\r\n";
  for (const Ranked& city : ranking.cities) {
    for (std::size_t i = 0; i < ranking.scheme.items.size(); ++i) {
      const Item& item = ranking.scheme.items[i];
      const Value& value = city.values[i];
      out += field(city.id) + "," + field(item.indicator->id) + "," +
             field(ranking.scheme.groups[item.group].id) + "," + number(value.number) + "," +
             field(to_string(item.indicator->unit)) + "," + field(to_string(value.source)) + "," +
             field(value.provenance) + "," + number(value.half_width) + "," +
             number(city.score.items[i]) + "," + number(ranking.weights[i]) + "," +
             field(value.source == Source::kUnknown ? value.reason : value.note) + "\r\n";
    }
  }
  return out;
}

std::string scores_csv(const Ranking& ranking) {
  std::string out =
      "city,title,named,score,score_low,score_high,rank,rank_low,rank_median,rank_high,"
      "confirmed_score,confirmed_rank,known,score_if_unknown_worst,score_if_unknown_best";
  for (const Group& group : ranking.scheme.groups) {
    out += "," + field(group.id);
  }
  out += ",origin\r\n";
  for (const std::size_t c : ranking.order) {
    const Ranked& city = ranking.cities[c];
    const bool scored = city.score.total.has_value();
    const auto if_scored = [scored](double x) { return scored ? std::optional(x) : std::nullopt; };
    out += field(city.id) + "," + field(city.title) + "," + (city.named ? "yes" : "no") + "," +
           number(city.score.total) + "," + number(if_scored(city.distribution.score_low)) + "," +
           number(if_scored(city.distribution.score_high)) + "," + number(city.rank) + "," +
           number(if_scored(city.distribution.low)) + "," +
           number(if_scored(city.distribution.median)) + "," +
           number(if_scored(city.distribution.high)) + "," + number(city.confirmed_score) + "," +
           number(city.confirmed_rank) + "," + number(city.score.known) + "," +
           number(city.if_worst) + "," + number(city.if_best);
    for (const std::optional<double>& group : city.score.groups) {
      out += "," + number(group);
    }
    out += "," + field(city.origin) + "\r\n";
  }
  return out;
}

std::string levers_csv(const Ranking& ranking) {
  if (ranking.levers.empty()) {
    return "";
  }
  std::string out =
      "city,lever,title,simulated,numbers_changed,score,score_change,score_change_half_width,"
      "score_change_low,score_change_high,confirmed_score_change,rank,places_gained,"
      "places_gained_low,places_gained_high,gains,loses\r\n";
  for (const LeverStudy& study : ranking.levers) {
    for (const LeverEffect& one : study.effects) {
      const auto shift = [&one](double LeverShift::*of) {
        return number(one.shift ? std::optional((*one.shift).*of) : std::nullopt);
      };
      out += field(ranking.cities[study.city].id) + "," + field(one.id) + "," + field(one.title) +
             "," + (one.simulated ? "yes" : "no") + "," + std::to_string(one.changed) + "," +
             number(one.score) + "," + number(one.change) + "," + number(one.half_width) + "," +
             shift(&LeverShift::score_low) + "," + shift(&LeverShift::score_high) + "," +
             number(one.confirmed_change) + "," + number(one.rank) + "," + number(one.places) +
             "," + shift(&LeverShift::places_low) + "," + shift(&LeverShift::places_high) + "," +
             shift(&LeverShift::gains) + "," + shift(&LeverShift::loses) + "\r\n";
    }
  }
  return out;
}

}  // namespace hotline::evaluation
