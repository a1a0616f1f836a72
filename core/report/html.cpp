#include <algorithm>

#include "core/report/format.hpp"
#include "core/report/further.hpp"
#include "core/report/markup.hpp"
#include "core/report/report.hpp"
#include "core/report/summary.hpp"
#include "core/report/svg.hpp"

namespace hotline::report {
namespace {

constexpr std::size_t kMostBars = 20;

double known(const Estimate& estimate) {
  return estimate.value.value_or(0);
}

std::string show_plain(const Estimate& estimate) {
  return show(estimate.value, estimate.unit);
}

/// Empty where there are no rows.
std::string further_table(std::string_view caption, const std::vector<FurtherRow>& rows) {
  if (rows.empty()) {
    return "";
  }
  PlainTable table{std::string(caption), {"measure", "value", "meaning"}, {}};
  for (const FurtherRow& row : rows) {
    table.rows.push_back({std::string(row.label), show(row.estimate), std::string(row.remark)});
  }
  return html_table(table);
}

// ---- Head -------------------------------------------------------------------------------------

std::string tile(const Summary& summary, std::string_view label, std::string_view measure,
                 const std::string& remark) {
  const Estimate found = summary.get(Scope::kRun, measure);
  std::string html = "<div><dt>" + escaped(label) + "</dt>";
  html += found.value ? "<dd>" : "<dd class=\"unknown\">";
  html += escaped(show_plain(found)) + "</dd>";
  std::string small = remark;
  if (found.value && found.interval) {
    const Estimate half{found.interval->half_width, std::nullopt, found.unit};
    small = "± " + show_plain(half) + "; " + small;
  }
  return html + "<dd class=\"remark\">" + escaped(small) + "</dd></div>\n";
}

std::string tiles(const Summary& summary) {
  const RunStarted& run = summary.replications().front().run();
  std::string html = "<dl class=\"tiles\">\n";
  if (summary.has_calls()) {
    html += tile(summary, "Service level", "service_level.of_offered_less_abandoned_within",
                 "answered within " + human(run.acceptable_wait));
    html += tile(summary, "Speed of answer", "speed_of_answer.of_answered",
                 "mean wait of the answered");
    html += tile(summary, "Abandoned", "abandonment.of_offered", "of all offered");
    html += tile(summary, "Occupancy of agents", "occupancy.of_working", "busy, of those working");
  }
  if (summary.has_tickets()) {
    html += tile(summary, "Tickets opened", "tickets.opened",
                 show_plain(summary.get(Scope::kRun, "tickets.resolved")) + " resolved");
    html += tile(summary, "Time to resolve", "resolution.p50",
                 "median; 90 % within " + show_plain(summary.get(Scope::kRun, "resolution.p90")));
    html += tile(summary, "Resolved on time", "resolution.on_time_of_due", "of those due");
    html += tile(summary, "Confirmed fixed on time", "survey.confirmed_fixed_on_time",
                 "of citizens surveyed");
  }
  return html + "</dl>\n";
}

std::string provenance_of_run(const Summary& summary) {
  const RunStarted& run = summary.replications().front().run();
  if (run.source == SourceKind::kReplayed) {
    return "Replayed from " + run.scenario;
  }
  const std::size_t n = summary.replications().size();
  return "Simulated by scenario " + run.scenario + ", seed " + std::to_string(run.seed) +
         (n == 1 ? "" : ", mean of " + std::to_string(n) + " replications");
}

std::string title_of(const Summary& summary) {
  const RunStarted& run = summary.replications().front().run();
  return run.title.empty() ? run.scenario : run.title;
}

std::string page_header(const Summary& summary) {
  const Scorecard& first = summary.replications().front();
  std::string html = "<header>\n<h1>" + escaped(title_of(summary)) + "</h1>\n<p class=\"period\">";
  html += escaped(
      show_minute(first.measured_from()) + " to " + show_minute(first.measured_until()) + " (" +
      human(first.measured_until() - first.measured_from()) + ") · " + provenance_of_run(summary));
  html += "</p>\n";
  if (!summary.complete()) {
    html +=
        "<p class=\"warning\">Incomplete: the run did not end, or its end was not seen. The "
        "numbers are so far.</p>\n";
  }
  return html + "</header>\n";
}

// ---- Contacts ---------------------------------------------------------------------------------

Bar volume_bar(const Summary& summary, std::size_t row) {
  const auto value = [&summary, row](std::string_view measure) {
    return known(summary.get(Scope::kChannel, measure, row));
  };
  const double arrived = value("contacts.arrived");
  Bar bar{std::string(summary.name(Scope::kChannel, row)), {}, show(arrived, Unit::kCount)};
  bar.parts = {{value("contacts.answered"), "c1"},
               {value("contacts.ended_direct"), "pale"},
               {value("contacts.abandoned"), "c2"},
               {value("contacts.blocked"), "c3"}};
  double told = 0;
  for (const BarPart& part : bar.parts) {
    told += part.value;
  }
  bar.parts.push_back({std::max(0.0, arrived - told), "c4"});
  return bar;
}

PlainTable rows_table(const Summary& summary, Scope scope, const std::vector<std::size_t>& rows,
                      const std::vector<std::pair<std::string, std::string_view>>& columns) {
  PlainTable table;
  table.header.emplace_back(measures::to_string(scope));
  for (const auto& [label, measure] : columns) {
    table.header.push_back(label);
  }
  for (const std::size_t row : rows) {
    std::vector<std::string> cells = {std::string(summary.name(scope, row))};
    for (const auto& [label, measure] : columns) {
      cells.push_back(show(summary.get(scope, measure, row)));
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

std::string volume_figure(const Summary& summary) {
  const std::vector<std::size_t> order =
      summary.ranking(Scope::kChannel, "contacts.arrived", kMostBars);
  BarChart chart;
  chart.title = "Contacts by channel";
  chart.description = "A bar for each channel: what became of the contacts that arrived.";
  chart.legend = {{"c1", "answered"},
                  {"pale", "without an agent"},
                  {"c2", "abandoned"},
                  {"c3", "blocked"},
                  {"c4", "not ended"}};
  for (const std::size_t row : order) {
    chart.bars.push_back(volume_bar(summary, row));
  }
  const PlainTable table =
      rows_table(summary, Scope::kChannel, order,
                 {{"arrived", "contacts.arrived"},
                  {"redials", "contacts.redials"},
                  {"blocked", "contacts.blocked"},
                  {"offered", "contacts.offered"},
                  {"answered", "contacts.answered"},
                  {"abandoned", "contacts.abandoned"},
                  {"service level", "service_level.of_offered_less_abandoned_within"}});
  return html_figure(svg_bars(chart), "Contacts by channel", {table});
}

/// Hours as rows, days as columns.
template <class Show>
PlainTable week_table(const std::string& caption, Show show_hour) {
  PlainTable table{caption, {"hour", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}, {}};
  for (std::size_t hour = 0; hour < 24; ++hour) {
    std::vector<std::string> cells = {(hour < 10 ? "0" : "") + std::to_string(hour) + ":00"};
    for (std::size_t day = 0; day < 7; ++day) {
      cells.push_back(show_hour(24 * day + hour));
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

std::array<double, 168> per_replication(const std::array<std::uint64_t, 168>& sums,
                                        std::size_t replications) {
  std::array<double, 168> means{};
  for (std::size_t h = 0; h < means.size(); ++h) {
    means.at(h) = static_cast<double>(sums.at(h)) / static_cast<double>(replications);
  }
  return means;
}

std::string calls_by_hour(const Summary& summary, const Totals& sums) {
  measures::ChannelCounts live;
  for (const measures::ChannelCounts& channel : sums.channels) {
    if (measures::is_live(channel)) {
      measures::merge(live, channel);
    }
  }
  WeekChart chart;
  chart.title = "Arrivals and service level by hour of the week";
  chart.description =
      "Above, a column for each hour of the week: contacts that arrived on live channels. Below, "
      "the "
      "share of those arriving in that hour who were answered within the acceptable wait.";
  chart.volume_label = "contacts that arrived in the hour";
  chart.share_label = "answered within the acceptable wait, of answered and abandoned";
  chart.volume = per_replication(live.arrived_by_hour, summary.replications().size());
  for (std::size_t h = 0; h < chart.share.size(); ++h) {
    const std::uint64_t left = live.answered_by_hour.at(h) + live.abandoned_by_hour.at(h);
    if (left > 0) {
      chart.share.at(h) =
          static_cast<double>(live.answered_within_by_hour.at(h)) / static_cast<double>(left);
    }
  }
  const auto volume = [&chart](std::size_t h) { return show(chart.volume.at(h), Unit::kCount); };
  const auto share = [&chart](std::size_t h) { return show(chart.share.at(h), Unit::kRatio); };
  return html_figure(
      svg_week(chart), "When people call, and how fast they are answered",
      {week_table(chart.volume_label, volume), week_table(chart.share_label, share)});
}

std::string contacts_section(const Summary& summary, const Totals& sums) {
  std::string body;
  if (summary.has_contacts()) {
    body += volume_figure(summary);
  }
  const std::string further =
      further_table("Further ways of contacts", further_contact_rows(summary));
  if (summary.has_calls()) {
    body += calls_by_hour(summary, sums) + further;
    return html_section("Reaching the city", "", body);
  }
  return html_section("Reaching the city",
                      "There are no calls in this data: nothing is known of waiting and answering.",
                      body + further);
}

// ---- Tickets ----------------------------------------------------------------------------------

std::string tickets_by_hour(const Summary& summary, const Totals& sums) {
  WeekChart chart;
  chart.title = "Tickets opened by hour of the week";
  chart.description = "A column for each hour of the week: tickets opened in it.";
  chart.volume_label = "tickets opened in the hour";
  chart.volume = per_replication(sums.opened_by_hour, summary.replications().size());
  const auto volume = [&chart](std::size_t h) { return show(chart.volume.at(h), Unit::kCount); };
  return html_figure(svg_week(chart), "When tickets are opened",
                     {week_table(chart.volume_label, volume)});
}

std::string opened_by_channel_figure(const Summary& summary, const Totals& sums) {
  BarChart chart;
  chart.title = "Tickets opened by channel";
  chart.description = "A bar for each channel on which tickets came in.";
  PlainTable table{"", {"channel", "opened"}, {}};
  for (std::size_t row = 0; row < sums.opened_by_channel.size(); ++row) {
    if (sums.opened_by_channel[row] == 0) {
      continue;
    }
    const double opened = static_cast<double>(sums.opened_by_channel[row]) /
                          static_cast<double>(summary.replications().size());
    const std::string name(summary.name(Scope::kChannel, row));
    chart.bars.push_back({name, {{opened, "c1"}}, show(opened, Unit::kCount)});
    table.rows.push_back({name, show(opened, Unit::kCount)});
  }
  return html_figure(svg_bars(chart), "How tickets come in", {table});
}

std::string categories_figure(const Summary& summary) {
  const std::vector<std::size_t> order =
      summary.ranking(Scope::kCategory, "tickets.opened", kMostBars);
  BarChart chart;
  chart.title = "Tickets opened by category";
  chart.description = "A bar for each of the most frequent categories.";
  for (const std::size_t row : order) {
    const double opened = known(summary.get(Scope::kCategory, "tickets.opened", row));
    chart.bars.push_back({std::string(summary.name(Scope::kCategory, row)),
                          {{opened, "c1"}},
                          show(opened, Unit::kCount)});
  }
  const PlainTable table = rows_table(summary, Scope::kCategory, order,
                                      {{"opened", "tickets.opened"},
                                       {"resolved", "tickets.resolved"},
                                       {"median", "resolution.p50"},
                                       {"90 % within", "resolution.p90"},
                                       {"on time, of resolved", "resolution.on_time_of_resolved"}});
  return html_figure(svg_bars(chart), "What it is about: tickets opened by category", {table});
}

std::string resolution_figure(const Summary& summary) {
  const std::vector<std::size_t> order =
      summary.ranking(Scope::kAgency, "tickets.resolved", kMostBars);
  SpanChart chart;
  chart.title = "Time to resolve by agency";
  chart.description =
      "For each agency a filled dot at the median and an open dot at the 90 % quantile of the time "
      "from opening to first resolution, on a logarithmic axis.";
  for (const std::size_t row : order) {
    const Estimate median = summary.get(Scope::kAgency, "resolution.p50", row);
    const Estimate late = summary.get(Scope::kAgency, "resolution.p90", row);
    chart.rows.push_back({std::string(summary.name(Scope::kAgency, row)), median.value, late.value,
                          show_plain(median) + " · " + show_plain(late)});
  }
  const PlainTable table = rows_table(summary, Scope::kAgency, order,
                                      {{"resolved", "tickets.resolved"},
                                       {"response median", "response.p50"},
                                       {"90 %", "response.p90"},
                                       {"resolution median", "resolution.p50"},
                                       {"90 %", "resolution.p90"},
                                       {"on time, of due", "resolution.on_time_of_due"}});
  return html_figure(
      svg_spans(chart),
      "How long it takes, of what was opened and resolved in the measured time (what is still open "
      "is not in it): median (filled) and 90 % quantile (open), logarithmic axis",
      {table});
}

std::string districts_table(const Summary& summary) {
  const std::vector<std::size_t> order =
      summary.ranking(Scope::kDistrict, "tickets.opened", summary.rows(Scope::kDistrict));
  return html_table(rows_table(summary, Scope::kDistrict, order,
                               {{"opened", "tickets.opened"},
                                {"resolved", "tickets.resolved"},
                                {"median", "resolution.p50"},
                                {"90 % within", "resolution.p90"},
                                {"on time, of resolved", "resolution.on_time_of_resolved"}}));
}

// ---- Survey -----------------------------------------------------------------------------------

std::string rates_figure(const Summary& summary) {
  BarChart chart;
  chart.title = "The three rates";
  chart.description =
      "Shares of the citizens surveyed who were contacted in time, whose problem is "
      "fixed, and who are satisfied.";
  chart.maximum = 1;
  const auto add = [&summary, &chart](const char* label, std::string_view measure) {
    const Estimate rate = summary.get(Scope::kRun, measure);
    chart.bars.push_back({label, {{known(rate), "good"}}, show_plain(rate)});
  };
  add("Contacted in time", "survey.response_rate");
  add("It is fixed", "survey.resolution_rate");
  add("Satisfied", "survey.satisfaction_rate");
  const std::vector<std::size_t> order =
      summary.ranking(Scope::kAgency, "survey.answered", kMostBars);
  const PlainTable table = rows_table(summary, Scope::kAgency, order,
                                      {{"surveyed", "survey.answered"},
                                       {"response rate", "survey.response_rate"},
                                       {"resolution rate", "survey.resolution_rate"},
                                       {"satisfaction rate", "survey.satisfaction_rate"}});
  return html_figure(svg_bars(chart), "The three rates: what citizens say", {table});
}

std::string on_time_figure(const Summary& summary) {
  const std::vector<std::size_t> order =
      summary.ranking(Scope::kAgency, "survey.answered", kMostBars);
  BarChart chart;
  chart.title = "Closed on time, and confirmed fixed on time, by agency";
  chart.description =
      "For each agency a pale bar for the share closed on time, and in it a dark bar "
      "for the share that citizens also confirm as fixed.";
  chart.legend = {{"pale", "closed on time"}, {"c1", "and confirmed fixed by the citizen"}};
  chart.overlaid = true;
  chart.maximum = 1;
  for (const std::size_t row : order) {
    const Estimate closed = summary.get(Scope::kAgency, "survey.closed_on_time", row);
    const Estimate fixed = summary.get(Scope::kAgency, "survey.confirmed_fixed_on_time", row);
    chart.bars.push_back({std::string(summary.name(Scope::kAgency, row)),
                          {{known(closed), "pale"}, {known(fixed), "c1"}},
                          show_plain(closed) + " · " + show_plain(fixed)});
  }
  const PlainTable table =
      rows_table(summary, Scope::kAgency, order,
                 {{"surveyed", "survey.answered"},
                  {"closed on time", "survey.closed_on_time"},
                  {"confirmed fixed on time", "survey.confirmed_fixed_on_time"}});
  return html_figure(svg_bars(chart), "Closed on time is not yet fixed", {table});
}

std::string survey_section(const Summary& summary) {
  constexpr std::string_view kTitle = "What citizens say";
  if (!summary.has_survey()) {
    return html_section(kTitle, "Unknown: nobody was surveyed in this data.", "");
  }
  const std::string lead = show_plain(summary.get(Scope::kRun, "survey.answered")) + " of " +
                           show_plain(summary.get(Scope::kRun, "survey.called")) +
                           " citizens who were called back took part.";
  return html_section(kTitle, lead, rates_figure(summary) + on_time_figure(summary));
}

std::string ticket_sections(const Summary& summary, const Totals& sums) {
  if (!summary.has_tickets()) {
    return html_section("Tickets", "There are no tickets in this data.", "");
  }
  const auto value = [&summary](std::string_view measure) {
    return show_plain(summary.get(Scope::kRun, measure));
  };
  const std::string lead = value("tickets.opened") + " opened, " + value("tickets.resolved") +
                           " of them resolved, " + value("tickets.overdue") + " overdue; " +
                           value("tickets.open_at_end") + " open at the end.";
  std::string body = opened_by_channel_figure(summary, sums) + tickets_by_hour(summary, sums) +
                     categories_figure(summary);
  if (summary.get(Scope::kRun, "resolution.p50").value) {
    body += resolution_figure(summary);
  }
  body += further_table("Further ways of tickets", further_ticket_rows(summary));
  return html_section("Tickets", lead, body) +
         html_section("Districts", "Tickets by the district they come from.",
                      districts_table(summary)) +
         survey_section(summary);
}

// ---- Methods and notes ------------------------------------------------------------------------

std::string methods_section(const Summary& summary) {
  const RunStarted& run = summary.replications().front().run();
  std::vector<std::string_view> names;
  if (summary.has_calls()) {
    names = {"service_level.of_offered_less_abandoned_within", "speed_of_answer.of_answered",
             "abandonment.of_offered", "occupancy.of_working"};
  }
  if (summary.has_tickets()) {
    names.insert(names.end(), {"resolution.p50", "resolution.on_time_of_due"});
  }
  if (summary.has_survey()) {
    names.insert(names.end(),
                 {"survey.response_rate", "survey.resolution_rate", "survey.satisfaction_rate",
                  "survey.closed_on_time", "survey.confirmed_fixed_on_time"});
  }
  std::string body = "<dl class=\"methods\">\n";
  for (const std::string_view name : names) {
    if (const MeasureSpec* const spec = measures::find_measure(Scope::kRun, name)) {
      body += "<dt><code>" + escaped(spec->name) + "</code></dt><dd>" + escaped(spec->formula) +
              "</dd>\n";
    }
  }
  body += "</dl>\n";
  std::string lead;
  if (summary.has_calls()) {
    lead = "Acceptable wait " + human(run.acceptable_wait) + ", short-abandon bound " +
           human(run.short_abandon) + ". ";
  }
  lead +=
      "Quantiles are off by less than 0.8 %. What is not known is called unknown, "
      "never zero.";
  if (summary.replications().size() > 1) {
    lead += " Values are means over replications, ± the half width of a 95 % Student-t interval.";
  }
  return html_section("How these numbers are defined", lead, body);
}

std::string html_list(const std::vector<std::string>& items) {
  std::string html = "<ul>\n";
  for (const std::string& item : items) {
    html += "<li>" + escaped(item) + "</li>\n";
  }
  return items.empty() ? "" : html + "</ul>\n";
}

std::string input_table(const InputAccount& input) {
  PlainTable table;
  table.caption = "Rows of " + input.file + " (" + input.format + ")";
  table.header = {"rows", "number"};
  const auto add = [&table](const std::string& what, std::uint64_t number) {
    table.rows.push_back({what, thousands(static_cast<double>(number), 0)});
  };
  add("read", input.read);
  add("used", input.used);
  for (const auto& [reason, number] : input.refused) {
    add("refused: " + reason, number);
  }
  return html_table(table);
}

std::string provenance_figure(const std::array<std::uint64_t, 4>& provenance) {
  constexpr std::array<const char*, 4> kKinds = {"published", "derived", "assumed", "unsourced"};
  constexpr std::array<std::string_view, 4> kStyles = {"good", "c1", "c2", "c3"};
  BarChart chart;
  chart.title = "Where the scenario's parameters come from";
  chart.description = "A bar for each kind of source.";
  PlainTable table{"", {"source", "parameters"}, {}};
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    const auto number = static_cast<double>(provenance.at(i));
    chart.bars.push_back({kKinds.at(i), {{number, kStyles.at(i)}}, show(number, Unit::kCount)});
    table.rows.push_back({kKinds.at(i), show(number, Unit::kCount)});
  }
  return html_figure(svg_bars(chart), "Where the scenario's parameters come from", {table});
}

std::string notes_section(const Context& context) {
  std::string body;
  if (context.input) {
    body += input_table(*context.input) + html_list(context.input->listed);
  }
  if (context.provenance) {
    body += provenance_figure(*context.provenance);
  }
  body += html_list(context.notes);
  return body.empty() ? "" : html_section("Sources and notes", "", body);
}

}  // namespace

std::string to_html(std::span<const Scorecard> replications, const Context& context) {
  if (replications.empty()) {
    return html_page("No run",
                     "<main>\n<h1>No run</h1>\n<p class=\"warning\">Incomplete: no run was "
                     "seen.</p>\n" +
                         notes_section(context) + "</main>\n");
  }
  const Summary summary(replications);
  const Totals sums = totals(replications);
  std::string body = page_header(summary);
  body += "<main>\n" + tiles(summary);
  body += contacts_section(summary, sums);
  body += ticket_sections(summary, sums);
  body += methods_section(summary);
  body += notes_section(context);
  body +=
      "</main>\n<footer><p>Every number is folded from facts by one library of measures; "
      "definitions in docs/MEASURES.md.</p></footer>\n";
  return html_page(title_of(summary), body);
}

}  // namespace hotline::report
