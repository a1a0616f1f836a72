#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "core/report/format.hpp"
#include "evaluation/ranking.hpp"

namespace hotline::evaluation {
namespace {

constexpr std::size_t kCityWidth = 22;
constexpr double kSure = 0.95;

enum class Align : std::uint8_t { kLeft, kRight };

std::string cell(std::string_view text, std::size_t width, Align align) {
  const std::string cut = report::shortened(report::printable(text), width);
  const std::string blanks(width - std::min(width, report::display_width(cut)), ' ');
  return align == Align::kLeft ? cut + blanks : blanks + cut;
}

std::string show_number(double value, int decimals) {
  std::array<char, 32> digits{};
  (void)std::snprintf(digits.data(), digits.size(), "%.*f", decimals, value);
  return digits.data();
}

std::string plain_rank(std::optional<double> rank) {
  if (!rank) {
    return "-";
  }
  return show_number(*rank, *rank == std::floor(*rank) ? 0 : 1);
}

std::string show_percent(double share) {
  return show_number(100 * share, 0) + " %";
}

std::string interval_of_ranks(const RankDistribution& city) {
  return city.probability.empty() || city.unscored >= 1
             ? "-"
             : plain_rank(city.low) + " to " + plain_rank(city.high);
}

void add_line(std::string& out, std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  out += line + '\n';
}

/// Words after each other, in lines of at most 100 characters; nothing if there are none.
void add_list(const std::string& head, const std::vector<std::string>& words, std::string& out) {
  constexpr std::size_t kWidth = 100;
  std::string line = head;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = words[i] + (i + 1 < words.size() ? "; " : "");
    if (line.size() + word.size() > kWidth) {
      add_line(out, line);
      line = "    ";
    }
    line += word;
  }
  if (!words.empty()) {
    add_line(out, line);
  }
}

/// The mark of our own choices is never cut off.
std::string city_cell(const Ranked& city) {
  const std::string mark = city.named ? "" : " *";
  std::string title = report::shortened(report::printable(city.title), kCityWidth - mark.size());
  return cell(title + mark, kCityWidth, Align::kLeft);
}

std::string range(const Scheme& scheme, std::optional<double> low, std::optional<double> high) {
  return low && high ? show_score(scheme, low) + " to " + show_score(scheme, high) : "-";
}

void add_scores(const Ranking& ranking, std::string& out) {
  const Scheme& scheme = ranking.scheme;
  add_line(out, cell("Rank", 4, Align::kRight) + "  " + cell("City", kCityWidth, Align::kLeft) +
                    cell("Score", 8, Align::kRight) + cell("5-95 %", 15, Align::kRight) +
                    cell("Unknown", 15, Align::kRight) + cell("Median", 7, Align::kRight) +
                    cell("5-95 %", 9, Align::kRight) + cell("Confirmed", 11, Align::kRight) +
                    cell("Rank", 6, Align::kRight) + cell("Known", 7, Align::kRight));
  for (const std::size_t c : ranking.order) {
    const Ranked& city = ranking.cities[c];
    const bool scored = city.score.total.has_value();
    const bool placed = scored && city.distribution.unscored < 1;
    add_line(out, cell(plain_rank(city.rank), 4, Align::kRight) + "  " + city_cell(city) +
                      cell(show_score(scheme, city.score.total), 8, Align::kRight) +
                      cell(scored ? range(scheme, city.distribution.score_low,
                                          city.distribution.score_high)
                                  : "-",
                           15, Align::kRight) +
                      cell(range(scheme, city.if_worst, city.if_best), 15, Align::kRight) +
                      cell(placed ? plain_rank(city.distribution.median) : "-", 7, Align::kRight) +
                      cell(placed ? interval_of_ranks(city.distribution) : "-", 9, Align::kRight) +
                      cell(city.confirmed_score ? show_score(scheme, city.confirmed_score) : "-",
                           11, Align::kRight) +
                      cell(plain_rank(city.confirmed_rank), 6, Align::kRight) +
                      cell(show_percent(city.score.known), 7, Align::kRight));
  }
  out +=
      "\n"
      "Score      under the scheme's own choices; 5-95 %: over replications, assumed parameters\n"
      "           and weights\n"
      "Unknown    the score if all that is unknown were the worst, or the best, there is\n"
      "Median     of the rank over the same, and over the other choices that the scheme allows,\n"
      "           with its 5-95 %: where the rank under the scheme's own choices is far from it,\n"
      "           the rank is a matter of choice\n"
      "Confirmed  score and rank with what surveyed citizens confirm in place of what agencies\n"
      "           declare closed on time\n"
      "Known      share of the weight whose values are known: the score rests on that alone\n";
  if (std::any_of(ranking.cities.begin(), ranking.cities.end(),
                  [](const Ranked& city) { return !city.named; })) {
    out += "*          our own choice: not named in public text of the report\n";
  }
}

/// What no city, or hardly any, is known by.
void add_unknown(const Ranking& ranking, std::string& out) {
  std::vector<std::string> unknown;
  for (std::size_t i = 0; i < ranking.scheme.items.size(); ++i) {
    const auto known = std::count_if(
        ranking.cities.begin(), ranking.cities.end(),
        [i](const Ranked& city) { return city.values[i].source != Source::kUnknown; });
    if (2 * static_cast<std::size_t>(known) < ranking.cities.size()) {
      unknown.push_back(std::string(ranking.scheme.items[i].indicator->name) + " (" +
                        std::to_string(known) + ")");
    }
  }
  if (!unknown.empty()) {
    out += "\nKnown of less than half of the cities (of so many):\n";
    add_list("  ", unknown, out);
  }
}

/// Neighbours in the order that may as well stand the other way round.
void add_unsure_pairs(const Ranking& ranking, std::string& out) {
  out += "\nNeighbours, and how often the upper one ranks above the lower one:\n";
  bool any = false;
  for (std::size_t i = 0; i + 1 < ranking.order.size(); ++i) {
    const std::size_t a = ranking.order[i];
    const std::size_t b = ranking.order[i + 1];
    if (!ranking.cities[a].rank || !ranking.cities[b].rank) {
      continue;
    }
    const double p = ranking.uncertainty.above[a][b];
    if (p < kSure) {
      any = true;
      add_line(out, "  " + cell(ranking.cities[a].title, kCityWidth, Align::kLeft) + " above " +
                        cell(ranking.cities[b].title, kCityWidth, Align::kLeft) +
                        cell(show_percent(p), 7, Align::kRight));
    }
  }
  if (!any) {
    out += "  all of them in 95 % of the samples or more\n";
  }
}

void add_drivers(const Ranking& ranking, std::string& out) {
  out +=
      "\nWhat makes ranks unsure: share of the variance of the rank, alone / with interactions\n"
      "(Sobol indices of first order and total, in %):\n";
  std::string head = "  " + cell("City", kCityWidth, Align::kLeft);
  for (std::size_t f = 0; f < kFactors; ++f) {
    head += cell(to_string(static_cast<Factor>(f)), 14, Align::kRight);
  }
  add_line(out, head);
  for (const std::size_t c : ranking.order) {
    const RankDistribution& city = ranking.cities[c].distribution;
    std::string line = "  " + cell(ranking.cities[c].title, kCityWidth, Align::kLeft);
    for (const Sensitivity& one : city.sensitivity) {
      line += cell(show_number(100 * one.first_order, 0) + " / " + show_number(100 * one.total, 0),
                   14, Align::kRight);
    }
    add_line(out, line);
  }
  out += "Estimates of " + std::to_string(ranking.uncertainty.samples) +
         " samples; no standard error is above " +
         show_number(100 * greatest_error(ranking.uncertainty), 1) + ".\n";
}

std::string plain_places(double places) {
  return (places > 0 ? "+" : "") + plain_rank(places);
}

void add_effect(const Ranking& ranking, const LeverEffect& one, std::string& out) {
  const Scheme& scheme = ranking.scheme;
  const auto between = [&](auto show, double low, double high) {
    return one.shift ? show(low) + " to " + show(high) : std::string("-");
  };
  const auto change = [&](double x) { return show_change(scheme, x); };
  const LeverShift shift = one.shift.value_or(LeverShift{});
  add_line(
      out,
      "  " +
          cell(one.title + (one.simulated     ? ""
                            : one.was_unknown ? " (u)"
                                              : " (i)"),
               36, Align::kLeft) +
          cell(show_change(scheme, one.change), 7, Align::kRight) +
          cell(one.half_width ? "± " + show_score(scheme, one.half_width) : "-", 8, Align::kRight) +
          cell(between(change, shift.score_low, shift.score_high), 15, Align::kRight) +
          cell(one.places ? plain_places(*one.places) : "-", 7, Align::kRight) +
          cell(between(plain_places, shift.places_low, shift.places_high), 10, Align::kRight) +
          cell(one.shift ? show_percent(shift.gains) : "-", 8, Align::kRight) +
          cell(one.confirmed_change ? show_change(scheme, one.confirmed_change) : "-", 10,
               Align::kRight));
}

void add_study(const Ranking& ranking, const LeverStudy& study, std::string& out) {
  const Ranked& city = ranking.cities[study.city];
  out += "\nWhat would move " + report::printable(city.title) + " (score " +
         show_score(ranking.scheme, city.score.total) + ", rank " + plain_rank(city.rank) +
         (city.score.total ? ", " + report::printable(show_distance(ranking, study.city)) : "") +
         "),\none change at a time:\n";
  add_line(out, "  " + cell("Change", 36, Align::kLeft) + cell("Score", 7, Align::kRight) +
                    cell("95 %", 8, Align::kRight) + cell("5-95 %", 15, Align::kRight) +
                    cell("Places", 7, Align::kRight) + cell("5-95 %", 10, Align::kRight) +
                    cell("Gains", 8, Align::kRight) + cell("Confirmed", 10, Align::kRight));
  std::vector<std::string> nothing;
  std::vector<std::string> gaining;
  for (const LeverEffect& one : study.effects) {
    if (one.changed > 0) {
      add_effect(ranking, one, out);
      if (one.places.value_or(0) >= 1) {
        gaining.push_back(report::printable(one.title));
      }
    } else {
      nothing.push_back(report::printable(one.title));
    }
  }
  if (gaining.empty()) {
    out += "  No single change gains a place.\n";
  }
  add_list("  Gains a place by itself: ", gaining, out);
  add_list("  Nothing to change here: ", nothing, out);
}

void add_levers(const Ranking& ranking, std::string& out) {
  for (const LeverStudy& study : ranking.levers) {
    add_study(ranking, study, out);
  }
  if (!ranking.levers.empty()) {
    out +=
        "\n"
        "Score       change of the score; 95 %: of the simulation, over replications pair by "
        "pair;\n"
        "            5-95 %: over all that is uncertain, under the scheme's own choices\n"
        "Places      gained in the ranking, if nobody else changes; 5-95 % over the other choices, "
        "too\n"
        "Gains       share of the samples in which it gains a place at least\n"
        "Confirmed   change of the score with what citizens confirm\n"
        "(i)         institutional: changes an attribute of the model, and is not simulated\n"
        "(u)         the same, of one that was unknown: that it is known now gives it weight,\n"
        "            for better or worse\n";
  }
}

void add_origins(const Ranking& ranking, std::string& out) {
  const bool told = std::any_of(ranking.cities.begin(), ranking.cities.end(),
                                [](const Ranked& city) { return city.replayed; });
  if (!told) {
    return;
  }
  out += "\nNot simulated:\n";
  for (const Ranked& city : ranking.cities) {
    if (city.replayed) {
      add_line(out, "  " + report::printable(city.title) + ": " + report::printable(city.origin));
    }
  }
}

}  // namespace

std::string to_text(const Ranking& ranking) {
  const Scheme& scheme = ranking.scheme;
  std::string out = report::printable(scheme.title) + "\n";
  add_line(out, "Scheme " + report::printable(scheme.name) + ": " +
                    std::string(to_string(scheme.normalisation)) + ", " +
                    std::string(to_string(scheme.aggregation)) +
                    ", missing values: " + std::string(to_string(scheme.missing)) + "; " +
                    std::to_string(scheme.items.size()) + " indicators");
  add_line(out, "Each city: " + show_extent(ranking));
  out += "\n";
  add_scores(ranking, out);
  add_unknown(ranking, out);
  add_unsure_pairs(ranking, out);
  add_drivers(ranking, out);
  add_levers(ranking, out);
  add_origins(ranking, out);
  return out;
}

}  // namespace hotline::evaluation
