#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "core/report/format.hpp"
#include "core/report/markup.hpp"
#include "core/report/svg.hpp"
#include "evaluation/page_parts.hpp"

namespace hotline::evaluation {
namespace {

using report::escaped;
using report::html_figure;
using report::html_section;
using report::PlainTable;
using report::thousands;

/// A number in the indicator's unit, as people read it.
std::string show_number(const Indicator& indicator, double number) {
  switch (indicator.unit) {
    case Unit::kShare:
      return percent(number, 1);
    case Unit::kSeconds:
      return human(from_seconds(std::round(number)));
    case Unit::kCount:
      return thousands(number, 0);
    case Unit::kHours:
      return thousands(number, 0) + " h";
    case Unit::kYesNo:
      return number > 0.5 ? "yes" : "no";
  }
  return "";
}

std::string show_value(const Indicator& indicator, const Value& value) {
  return value.number ? show_number(indicator, *value.number) : "unknown";
}

class Page {
 public:
  explicit Page(const Ranking& ranking) : ranking_(&ranking), scheme_(&ranking.scheme) {}

  [[nodiscard]] std::string html() const {
    std::string body = header();
    body += "<main>\n" + scores() + confirmed() + ranks_section() + pairs() + drivers();
    body += levers_section(*ranking_);
    body += indicators_section() + profiles() + provenance() + methods() + sources();
    body +=
        "</main>\n<footer><p>Made by hotline evaluate. Every measured value is folded from facts "
        "by one library of measures. Not a result of the report whose frame it "
        "uses.</p></footer>\n";
    return report::html_page("City hotlines: " + scheme_->title, body);
  }

 private:
  template <class Visit>
  void in_order(Visit visit) const {
    for (const std::size_t c : ranking_->order) {
      visit(ranking_->cities[c]);
    }
  }

  /// From 0 to 1 of a normalised value; z-scores from -3 to 3.
  [[nodiscard]] std::optional<double> shade(std::optional<double> normalised) const {
    return normalised && !scheme_->bounded() ? (*normalised + 3) / 6 : normalised;
  }

  [[nodiscard]] double scale() const { return scheme_->bounded() ? 100 : 1; }

  [[nodiscard]] std::string header() const {
    return "<header>\n<h1>City hotlines: " + escaped(scheme_->title) +
           "</h1>\n<p class=\"period\">" +
           escaped(std::to_string(ranking_->cities.size()) + " cities, scheme " + scheme_->name +
                   ": " + std::string(to_string(scheme_->normalisation)) + ", " +
                   std::string(to_string(scheme_->aggregation)) + ", missing values: " +
                   std::string(to_string(scheme_->missing)) + "; " + show_extent(*ranking_)) +
           "</p>\n<p class=\"warning\">Our operationalisation: indicators, weights and goalposts "
           "are "
           "choices of this scheme. Measured values come from models of which parts are "
           "assumed.</p>\n"
           "</header>\n";
  }

  /// Of the table of scores; "–" where there is no score.
  [[nodiscard]] std::vector<std::string> row_of_scores(const Ranked& city) const {
    const bool scored = city.score.total.has_value();
    const auto score_or_dash = [&](std::optional<double> x) {
      return scored && x ? show_score(*scheme_, x) : std::string("–");
    };
    const auto rank_or_dash = [&](double x) { return scored ? show_rank(x) : std::string("–"); };
    std::vector<std::string> row{name_of(city),
                                 show_score(*scheme_, city.score.total),
                                 score_or_dash(city.distribution.score_low),
                                 score_or_dash(city.distribution.score_high),
                                 score_or_dash(city.if_worst),
                                 score_or_dash(city.if_best),
                                 show_rank(city.rank),
                                 rank_or_dash(city.distribution.median),
                                 rank_or_dash(city.distribution.low),
                                 rank_or_dash(city.distribution.high),
                                 percent(city.score.known)};
    for (const std::size_t g : top_groups()) {
      row.push_back(show_score(*scheme_, city.score.groups[g]) +
                    (city.score.groups[g] ? " (" + percent(city.score.groups_known[g]) + ")" : ""));
    }
    return row;
  }

  [[nodiscard]] std::string scores() const {
    report::IntervalChart chart;
    chart.title = "Scores with their intervals";
    chart.description = "A dot for the score of each city, and a line for its 5 to 95 % interval.";
    chart.legend = {{"c1", "score"}, {"pale", "5 to 95 % of the samples"}};
    PlainTable table{"",
                     {"city", "score", "5 %", "95 %", "if unknown is worst", "if best", "rank",
                      "median rank", "rank 5 %", "rank 95 %", "known"},
                     {}};
    for (const std::size_t g : top_groups()) {
      table.header.push_back(scheme_->groups[g].title);
    }
    chart.from = scheme_->bounded() ? 0 : -3;
    chart.to = scheme_->bounded() ? 100 : 3;
    in_order([&](const Ranked& city) {
      report::IntervalChart::Row row;
      row.label = name_of(city);
      if (city.score.total) {
        row.value = *city.score.total * scale();
        row.low = city.distribution.score_low * scale();
        row.high = city.distribution.score_high * scale();
      }
      row.note = show_score(*scheme_, city.score.total);
      chart.rows.push_back(row);
      table.rows.push_back(row_of_scores(city));
    });
    return html_section(
        "Scores",
        "Under the scheme's own choices; the interval is over replications, assumed parameters and "
        "weights. A city marked * is our own choice and not named in public text of the report. "
        "Behind the score of a group, how much of its weight is known: so much of it counts.",
        html_figure(report::svg_intervals(chart), "Score of each city", {table}));
  }

  [[nodiscard]] std::vector<std::size_t> top_groups() const {
    std::vector<std::size_t> top;
    for (std::size_t g = 0; g < scheme_->groups.size(); ++g) {
      if (!scheme_->groups[g].parent) {
        top.push_back(g);
      }
    }
    return top;
  }

  [[nodiscard]] std::string confirmed() const {
    report::BarChart chart;
    chart.title = "Closed on time and confirmed fixed on time";
    chart.description =
        "Two bars over each other for each city; the shorter one is what citizens confirm.";
    chart.legend = {{"pale", "closed on time, as agencies declare"},
                    {"c1", "of the same citizens: also fixed, as they say"}};
    chart.overlaid = true;
    chart.maximum = 1;
    PlainTable table{"",
                     {"city", "closed on time", "confirmed fixed on time", "score",
                      "score with what is confirmed", "rank", "rank with what is confirmed"},
                     {}};
    in_order([&](const Ranked& city) {
      const auto share = [](const std::optional<double>& x) {
        return x ? percent(*x, 1) : std::string("unknown");
      };
      table.rows.push_back({name_of(city), share(city.closed_on_time),
                            share(city.confirmed_fixed_on_time),
                            show_score(*scheme_, city.score.total),
                            city.confirmed_score ? show_score(*scheme_, city.confirmed_score) : "–",
                            show_rank(city.rank), show_rank(city.confirmed_rank)});
      if (city.closed_on_time && city.confirmed_fixed_on_time) {
        chart.bars.push_back(
            {name_of(city),
             {{*city.closed_on_time, "pale"}, {*city.confirmed_fixed_on_time, "c1"}},
             share(city.closed_on_time) + " / " + share(city.confirmed_fixed_on_time)});
      }
    });
    return html_section(
        "What is declared, and what is confirmed",
        "Closing before fixing looks like good work until somebody asks the citizen.",
        html_figure(report::svg_bars(chart), "Of citizens in the survey", {table}));
  }

  [[nodiscard]] std::string ranks_section() const {
    report::HeatMap map;
    map.title = "Distribution of ranks";
    map.description = "A row for each city, a column for each rank; the darker, the more often.";
    PlainTable table{"", {"city"}, {}};
    for (std::size_t r = 1; r <= ranking_->cities.size(); ++r) {
      map.columns.push_back("rank " + std::to_string(r));
      table.header.push_back(std::to_string(r));
    }
    in_order([&](const Ranked& city) {
      report::HeatMap::Row row{name_of(city), {}, {}};
      std::vector<std::string> cells{name_of(city)};
      for (const double p : city.distribution.probability) {
        row.cells.emplace_back(p);
        row.words.push_back(p >= 0.005 ? thousands(100 * p, 0) : "");
        cells.push_back(percent(p, 1));
      }
      map.rows.push_back(row);
      table.rows.push_back(cells);
    });
    return html_section(
        "Ranks",
        "How often a city has a rank, in %, over replications, assumed parameters, weights and the "
        "other choices that the scheme allows (normalisation, aggregation, missing values).",
        html_figure(report::svg_heat_map(map), "Rank distribution", {table}));
  }

  [[nodiscard]] std::string pairs() const {
    report::HeatMap map;
    map.title = "Probability that one city ranks above another";
    map.description = "Row above column; the darker, the surer.";
    PlainTable table{"", {"row above column"}, {}};
    in_order([&](const Ranked& city) {
      map.columns.push_back(city.title);
      table.header.push_back(city.title);
    });
    for (const std::size_t a : ranking_->order) {
      report::HeatMap::Row row{name_of(ranking_->cities[a]), {}, {}};
      std::vector<std::string> cells{name_of(ranking_->cities[a])};
      for (const std::size_t b : ranking_->order) {
        const double p = ranking_->uncertainty.above[a][b];
        row.cells.push_back(a == b ? std::nullopt : std::optional(p));
        row.words.push_back(thousands(100 * p, 0));
        cells.push_back(a == b ? "–" : percent(p, 1));
      }
      map.rows.push_back(row);
      table.rows.push_back(cells);
    }
    return html_section("Who is above whom", "Share of the samples, in %.",
                        html_figure(report::svg_heat_map(map), "Row ranks above column", {table}));
  }

  [[nodiscard]] std::string drivers() const {
    report::HeatMap map;
    map.title = "What makes ranks unsure";
    map.description = "Total Sobol index of each uncertain input, for the rank of each city.";
    PlainTable table{"first order / total, in %", {"city"}, {}};
    for (std::size_t f = 0; f < kFactors; ++f) {
      map.columns.emplace_back(to_string(static_cast<Factor>(f)));
      table.header.emplace_back(to_string(static_cast<Factor>(f)));
    }
    in_order([&](const Ranked& city) {
      report::HeatMap::Row row{name_of(city), {}, {}};
      std::vector<std::string> cells{name_of(city)};
      for (const Sensitivity& one : city.distribution.sensitivity) {
        row.cells.emplace_back(one.total);
        row.words.push_back(thousands(100 * one.total, 0));
        cells.push_back(thousands(100 * one.first_order, 0) + " / " +
                        thousands(100 * one.total, 0));
      }
      map.rows.push_back(row);
      table.rows.push_back(cells);
    });
    return html_section(
        "What makes ranks unsure",
        "Share of the variance of a city's rank that goes with one input, with all its "
        "interactions, in %. Estimates, with a standard error of up to " +
            percent(greatest_error(ranking_->uncertainty), 1) + ".",
        html_figure(report::svg_heat_map(map), "Total Sobol index", {table}));
  }

  [[nodiscard]] std::string indicators_section() const {
    report::HeatMap map;
    map.title = "Indicators";
    map.description = "Normalised value of each indicator for each city; blank is unknown.";
    PlainTable table{"Values; m measured, a attribute, ? unknown", {"city"}, {}};
    for (const Item& item : scheme_->items) {
      map.columns.emplace_back(item.indicator->name);
      table.header.emplace_back(item.indicator->name);
    }
    in_order([&](const Ranked& city) {
      report::HeatMap::Row row{name_of(city), {}, {}};
      std::vector<std::string> cells{name_of(city)};
      for (std::size_t i = 0; i < scheme_->items.size(); ++i) {
        const std::optional<double> x = city.values[i].number ? city.score.items[i] : std::nullopt;
        row.cells.push_back(shade(x));
        row.words.push_back(x ? thousands(*x * scale(), scheme_->bounded() ? 0 : 1) : "");
        cells.push_back(show_value(*scheme_->items[i].indicator, city.values[i]) + " " +
                        letter(city.values[i].source));
      }
      map.rows.push_back(row);
      table.rows.push_back(cells);
    });
    return html_section("Indicators",
                        "Normalised values, 0 to 100; – is unknown, which is not zero.",
                        html_figure(report::svg_heat_map(map), "Indicators of each city", {table}));
  }

  /// The groups that have items: the axes of the profiles.
  [[nodiscard]] std::vector<std::size_t> leaf_groups() const {
    std::vector<std::size_t> leaves;
    for (std::size_t g = 0; g < scheme_->groups.size(); ++g) {
      if (std::any_of(scheme_->items.begin(), scheme_->items.end(),
                      [g](const Item& item) { return item.group == g; })) {
        leaves.push_back(g);
      }
    }
    return leaves;
  }

  [[nodiscard]] std::string profiles() const {
    const std::vector<std::size_t> axes = leaf_groups();
    if (axes.size() < 3 || !scheme_->bounded()) {
      return "";
    }
    std::string body = "<div class=\"many\">\n";
    in_order([&](const Ranked& city) {
      report::Radar radar{"Profile of " + city.title, "Score of each group from 0 to 100.", {}, {}};
      PlainTable table{"", {"group", "score"}, {}};
      for (const std::size_t g : axes) {
        radar.axes.push_back(scheme_->groups[g].title);
        radar.values.push_back(city.score.groups[g]);
        table.rows.push_back(
            {scheme_->groups[g].title, show_score(*scheme_, city.score.groups[g])});
      }
      body += html_figure(report::svg_radar(radar), name_of(city), {table});
    });
    return html_section("Profiles", "Groups of indicators, 0 in the middle to 100 outside.",
                        body + "</div>\n");
  }

  [[nodiscard]] std::string provenance() const {
    report::BarChart chart;
    chart.title = "Where the score comes from";
    chart.description = "Share of the weight by the source of its values.";
    chart.legend = {{"c1", "measured"},
                    {"good", "published"},
                    {"pale", "derived"},
                    {"c2", "assumed"},
                    {"c4", "unknown"}};
    chart.maximum = 1;
    PlainTable table{"", {"city", "measured", "published", "derived", "assumed", "unknown"}, {}};
    in_order([&](const Ranked& city) {
      const Provenance& p = city.provenance;
      chart.bars.push_back({name_of(city),
                            {{p.measured, "c1"},
                             {p.published, "good"},
                             {p.derived, "pale"},
                             {p.assumed, "c2"},
                             {p.unknown, "c4"}},
                            ""});
      table.rows.push_back({name_of(city), percent(p.measured), percent(p.published),
                            percent(p.derived), percent(p.assumed), percent(p.unknown)});
    });
    return html_section("Where the scores come from",
                        "Measured values follow from the city's model, parts of which are assumed.",
                        html_figure(report::svg_bars(chart), "Share of the weight", {table}));
  }

  [[nodiscard]] std::string methods() const {
    std::string body = "<p>" + escaped(scheme_->note) + "</p>\n";
    PlainTable table{
        "", {"indicator", "name by", "weight", "worst", "best", "target", "why"}, {}, {6}};
    for (std::size_t i = 0; i < scheme_->items.size(); ++i) {
      const Item& item = scheme_->items[i];
      const auto shown = [&item](const std::optional<double>& x) {
        return x ? show_number(*item.indicator, *x) : std::string("–");
      };
      table.rows.push_back({std::string(item.indicator->name),
                            std::string(to_string(item.indicator->named_by)),
                            percent(ranking_->weights[i], 1), shown(item.worst), shown(item.best),
                            shown(item.target), item.note});
    }
    body += report::html_table(table);
    body +=
        "<dl class=\"methods\">"
        "<dt>Frame</dt><dd>Evaluation Report on Worldwide City Hotline Services and Governance "
        "Effectiveness (2024): of it the names of four dimensions and of the three secondary "
        "indicators of collaborative governance are public. All else is ours.</dd>"
        "<dt>Composite indicator</dt><dd>OECD and JRC, Handbook on Constructing Composite "
        "Indicators "
        "(2008): missing data, normalisation, weighting and aggregation, uncertainty and "
        "sensitivity.</dd>"
        "<dt>Sensitivity</dt><dd>Sobol indices of the rank over " +
        std::to_string(ranking_->uncertainty.samples) +
        " samples, after Saltelli et al. (2010).</dd></dl>\n";
    return html_section("Methods", "", body);
  }

  [[nodiscard]] std::string sources() const {
    PlainTable runs{"", {"city", "facts"}, {}, {1}};
    in_order([&](const Ranked& city) { runs.rows.push_back({name_of(city), city.origin}); });
    PlainTable table{"", {"city", "attribute", "value", "provenance", "source or reason"}, {}, {4}};
    in_order([&](const Ranked& city) {
      for (std::size_t i = 0; i < scheme_->items.size(); ++i) {
        const Value& value = city.values[i];
        if (value.source != Source::kMeasured) {
          const bool unknown = value.source == Source::kUnknown;
          table.rows.push_back({name_of(city), std::string(scheme_->items[i].indicator->name),
                                show_value(*scheme_->items[i].indicator, value),
                                unknown ? "unknown" : value.provenance,
                                unknown ? value.reason : value.note});
        }
      }
    });
    return html_section(
        "Sources",
        "Where the facts come from that values are measured from, and the sources of "
        "everything that was not measured.",
        report::html_table(runs) + "<details><summary>What was not measured, one by one</summary>" +
            report::html_table(table) + "</details>\n" + documents());
  }

  /// What stands behind the keys in brackets: the same key means another document in another city.
  [[nodiscard]] std::string documents() const {
    PlainTable table{"", {"city", "key", "document", "address"}, {}, {2, 3}};
    in_order([&](const Ranked& city) {
      for (const CitedDocument& one : city.documents) {
        table.rows.push_back({name_of(city), one.key, one.title, one.address});
      }
    });
    return table.rows.empty() ? ""
                              : "<details><summary>What the keys in brackets stand for</summary>" +
                                    report::html_table(table) + "</details>\n";
  }

  const Ranking* ranking_;
  const Scheme* scheme_;
};

}  // namespace

std::string percent(double share, int decimals) {
  return thousands(100 * share, decimals) + " %";
}

std::string show_rank(const std::optional<double>& rank) {
  return rank ? thousands(*rank, *rank == std::floor(*rank) ? 0 : 1) : "–";
}

std::string name_of(const Ranked& city) {
  return city.title + (city.named ? "" : " *");
}

std::string to_html(const Ranking& ranking) {
  return Page(ranking).html();
}

}  // namespace hotline::evaluation
