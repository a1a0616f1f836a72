#include <algorithm>
#include <cmath>

#include "core/report/format.hpp"
#include "core/report/markup.hpp"
#include "core/report/svg.hpp"
#include "evaluation/page_parts.hpp"

namespace hotline::evaluation {
namespace {

using report::PlainTable;

std::string show_places(double places) {
  return (places > 0 ? "+" : "") + show_rank(places);
}

/// What moved most: "Closed on time +0.8, Returned by agencies +0.3".
std::string movers(const Scheme& scheme, const LeverEffect& one) {
  constexpr std::size_t kShown = 3;
  constexpr double kLeast = 0.0005;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < one.items.size(); ++i) {
    if (one.items[i] && std::fabs(*one.items[i]) >= kLeast) {
      order.push_back(i);
    }
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::fabs(*one.items[a]) > std::fabs(*one.items[b]);
  });
  std::string shown;
  for (std::size_t i = 0; i < std::min(kShown, order.size()); ++i) {
    shown += (i == 0 ? "" : ", ") + std::string(scheme.items[order[i]].indicator->name) + " " +
             show_change(scheme, one.items[order[i]]);
  }
  return shown.empty() ? "–" : shown;
}

std::vector<std::string> table_row(const Scheme& scheme, const LeverEffect& one) {
  const auto change = [&](const std::optional<double>& x) {
    return x ? show_change(scheme, x) : std::string("–");
  };
  std::vector<std::string> cells{one.title + (one.simulated     ? ""
                                              : one.was_unknown ? " (institutional; was unknown)"
                                                                : " (institutional)")};
  if (one.changed == 0) {
    cells.insert(cells.end(), {"–", "–", "–", "–", "–", "–", "–", "nothing to change here"});
    return cells;
  }
  cells.push_back(change(one.change));
  cells.push_back(one.half_width ? "± " + show_score(scheme, one.half_width) : "–");
  cells.push_back(one.shift ? show_change(scheme, one.shift->score_low) + " to " +
                                  show_change(scheme, one.shift->score_high)
                            : "–");
  cells.push_back(one.places ? show_places(*one.places) : "–");
  cells.push_back(one.shift ? show_places(one.shift->places_low) + " to " +
                                  show_places(one.shift->places_high)
                            : "–");
  cells.push_back(one.shift ? percent(one.shift->gains) : "–");
  cells.push_back(change(one.confirmed_change));
  cells.push_back(movers(scheme, one));
  return cells;
}

std::string study_figure(const Ranking& ranking, const LeverStudy& study) {
  const Scheme& scheme = ranking.scheme;
  const double scale = scheme.bounded() ? 100 : 1;
  const Ranked& city = ranking.cities[study.city];
  report::IntervalChart chart;
  chart.title = "Change of the score of " + city.title + " by single changes";
  chart.description =
      "A dot for each change, and a line from the 5 to the 95 % point over all that is uncertain.";
  chart.legend = {{"c1", "change of the score"}, {"pale", "5 to 95 % of the samples"}};
  PlainTable table{"",
                   {"change", "score", "95 % of the simulation", "5 to 95 %", "places gained",
                    "5 to 95 %", "gains a place", "confirmed score", "by way of"},
                   {},
                   {8}};
  double widest = 0.01;
  for (const LeverEffect& one : study.effects) {
    table.rows.push_back(table_row(scheme, one));
    if (one.changed == 0 || !one.change) {
      continue;
    }
    report::IntervalChart::Row row;
    row.label = one.title;
    row.value = *one.change * scale;
    row.low = one.shift ? one.shift->score_low * scale : *row.value;
    row.high = one.shift ? one.shift->score_high * scale : *row.value;
    row.note = show_change(scheme, one.change) + (one.was_unknown ? " (?)" : "");
    widest = std::max({widest, std::fabs(row.low), std::fabs(row.high), std::fabs(*row.value)});
    chart.rows.push_back(std::move(row));
  }
  const double edge = 2 * std::ceil(widest / 2);  // whole numbers on the axis, and 0 among them
  chart.from = -edge;
  chart.to = edge;
  chart.intervals = 4;
  return report::html_figure(report::svg_intervals(chart),
                             city.title + ": now at " + show_score(scheme, city.score.total) +
                                 ", rank " + show_rank(city.rank) + ", " +
                                 show_distance(ranking, study.city),
                             {table});
}

}  // namespace

std::string levers_section(const Ranking& ranking) {
  if (ranking.levers.empty()) {
    return "";
  }
  std::string body;
  for (const LeverStudy& study : ranking.levers) {
    body += study_figure(ranking, study);
  }
  return report::html_section(
      "What would move a city",
      "One change at a time, simulated with the same citizens as before; nobody else changes. The "
      "line holds 5 to 95 % of the samples: replications and weights. The sizes of the changes are "
      "our choice, and differ in what they cost. (?) marks a figure that was unknown: that it is "
      "known now gives it weight, for better or worse.",
      body);
}

}  // namespace hotline::evaluation
