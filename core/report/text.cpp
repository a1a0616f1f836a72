#include <algorithm>
#include <array>

#include "core/report/format.hpp"
#include "core/report/further.hpp"
#include "core/report/report.hpp"
#include "core/report/summary.hpp"

namespace hotline::report {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kMostRows = 12;  // of one table

// ---- Aligned text -----------------------------------------------------------------------------

using Cells = std::vector<std::string>;

/// First column left, all others right aligned; the first is shortened where the line gets too
/// long.
std::string table(const std::vector<Cells>& rows) {
  constexpr std::size_t kIndent = 2;
  constexpr std::size_t kGap = 3;
  std::vector<std::size_t> widths(rows.front().size());
  for (const Cells& cells : rows) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      widths[i] = std::max(widths[i], display_width(cells[i]));
    }
  }
  std::size_t others = kIndent;
  for (std::size_t i = 1; i < widths.size(); ++i) {
    others += widths[i] + kGap;
  }
  widths[0] = std::min(widths[0], kWidth - std::min(others, kWidth - 10));
  std::string text;
  for (const Cells& cells : rows) {
    text += std::string(kIndent, ' ') + padded_right(shortened(cells[0], widths[0]), widths[0]);
    for (std::size_t i = 1; i < cells.size(); ++i) {
      text += std::string(kGap, ' ') + padded_left(cells[i], widths[i]);
    }
    text += '\n';
  }
  return text;
}

/// One measure a line: label, value, and what it means.
class Lines {
 public:
  void add(std::string label, std::string value, std::string remark = {}) {
    lines_.push_back({std::move(label), std::move(value), std::move(remark)});
  }

  [[nodiscard]] std::string text() const {
    std::size_t label_width = 26;
    std::size_t value_width = 12;
    for (const Line& line : lines_) {
      label_width = std::max(label_width, display_width(line.label));
      value_width = std::max(value_width, display_width(line.value));
    }
    std::string text;
    for (const Line& line : lines_) {
      text += "  " + padded_right(line.label, label_width) + "  ";
      text += padded_left(line.value, value_width);
      const std::size_t left = kWidth - 6 - label_width - value_width;
      text += line.remark.empty() ? "" : "  " + shortened(line.remark, left);
      text += '\n';
    }
    return text;
  }

 private:
  struct Line {
    std::string label;
    std::string value;
    std::string remark;
  };

  std::vector<Line> lines_;
};

/// Empty where there are no rows.
std::string further(std::string_view title, const std::vector<FurtherRow>& rows) {
  if (rows.empty()) {
    return "";
  }
  Lines lines;
  for (const FurtherRow& row : rows) {
    lines.add(std::string(row.label), show(row.estimate), std::string(row.remark));
  }
  return "\n" + std::string(title) + "\n" + lines.text();
}

std::string heading(std::string_view title) {
  return "\n" + std::string(title) + "\n";
}

/// Words broken into lines of at most kWidth, the later ones indented.
std::string wrapped(std::string_view words) {
  std::string text = "  ";
  std::size_t column = 2;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    const std::string_view word = words.substr(0, end);
    if (column > 4 && column + display_width(word) > kWidth) {
      text.back() = '\n';
      text += "    ";
      column = 4;
    }
    text += word;
    text += ' ';
    column += display_width(word) + 1;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  text.back() = '\n';
  return text;
}

// ---- Sections ---------------------------------------------------------------------------------

std::string run_line(const Summary& summary) {
  const RunStarted& run = summary.replications().front().run();
  const bool replayed = run.source == SourceKind::kReplayed;
  std::string text = replayed ? "Replayed from " : "Simulated by scenario ";
  text += printable(run.scenario);
  if (!replayed) {
    text += ", seed " + std::to_string(run.seed);
    const std::size_t n = summary.replications().size();
    text += n == 1 ? "" : ", " + std::to_string(n) + " replications (means, ± 95 % interval)";
  }
  return shortened(text, kWidth) + "\n";
}

std::string head(const Summary& summary) {
  const Scorecard& first = summary.replications().front();
  std::string text;
  if (!summary.complete()) {
    text += "INCOMPLETE: the run did not end, or its end was not seen. Numbers are so far.\n";
  }
  const std::string title = printable(first.run().title);
  text += shortened(title.empty() ? printable(first.run().scenario) : title, kWidth) + "\n";
  text += run_line(summary);
  text += "Measured from " + show_minute(first.measured_from()) + " to " +
          show_minute(first.measured_until()) + " (" +
          human(first.measured_until() - first.measured_from()) + ")\n";
  return text;
}

Cells row_of(const Summary& summary, Scope scope, std::size_t row,
             std::initializer_list<std::string_view> measure_names) {
  Cells cells = {printable(summary.name(scope, row))};
  for (const std::string_view name : measure_names) {
    const Estimate found = summary.get(scope, name, row);
    cells.push_back(show(found.value, found.unit));
  }
  return cells;
}

std::string ranked_table(const Summary& summary, Scope scope, std::string_view by, Cells header,
                         std::initializer_list<std::string_view> measure_names) {
  std::vector<Cells> rows = {std::move(header)};
  const std::vector<std::size_t> all = summary.ranking(scope, by, summary.rows(scope));
  for (const std::size_t row : summary.ranking(scope, by, kMostRows)) {
    rows.push_back(row_of(summary, scope, row, measure_names));
  }
  std::string text = table(rows);
  if (all.size() > kMostRows) {
    text += "  ... and " + std::to_string(all.size() - kMostRows) + " more (see --json)\n";
  }
  return text;
}

std::string volumes(const Summary& summary) {
  std::vector<Cells> rows = {
      {"channel", "arrived", "redials", "blocked", "offered", "answered", "abandoned"}};
  for (const std::size_t row :
       summary.ranking(Scope::kChannel, "contacts.arrived", summary.rows(Scope::kChannel))) {
    Cells cells = row_of(summary, Scope::kChannel, row,
                         {"contacts.arrived", "contacts.redials", "contacts.blocked",
                          "contacts.offered", "contacts.answered", "contacts.abandoned"});
    if (!summary.get(Scope::kChannel, "contacts.offered", row).value) {
      std::fill(cells.begin() + 3, cells.end(), "-");  // no agent on this channel
    }
    rows.push_back(std::move(cells));
  }
  return heading("CONTACTS") + table(rows);
}

std::string phone(const Summary& summary) {
  const RunStarted& run = summary.replications().front().run();
  const auto value = [&summary](std::string_view name) {
    return show(summary.get(Scope::kRun, name));
  };
  const auto plain = [&summary](std::string_view name) {
    const Estimate found = summary.get(Scope::kRun, name);
    return show(found.value, found.unit);
  };
  const std::string within = "answered within " + human(run.acceptable_wait);
  Lines lines;
  lines.add("Service level", value("service_level.of_offered_less_abandoned_within"),
            within + " / (offered - gone within)");
  lines.add("  of all offered", value("service_level.of_offered"), within + " / offered");
  lines.add("Speed of answer", value("speed_of_answer.of_answered"),
            "mean wait of the answered; 90 % within " + plain("wait.p90"));
  lines.add("Abandonment", value("abandonment.of_offered"),
            "abandoned / offered; without short ones " + plain("abandonment.less_short"));
  lines.add("Blocked", value("blocking.of_arrived"), "all lines busy / arrived");
  lines.add("Occupancy of agents", value("occupancy.of_working"),
            "busy / (on duty + finishing); / on duty alone " + plain("occupancy.of_scheduled"));
  lines.add("Handle time", value("handle.mean"), "mean of talk + after-call work");
  return heading("ANSWERING (all live channels)") + lines.text();
}

std::string groups(const Summary& summary) {
  return heading("AGENT GROUPS") +
         ranked_table(
             summary, Scope::kGroup, "agents.on_duty",
             {"group", "on duty", "answered", "occupancy", "handle time"},
             {"agents.on_duty", "contacts.answered", "occupancy.of_working", "handle.mean"});
}

/// "90 % within 2.4 d", or nothing where it is not known.
std::string within(const Summary& summary, std::string_view percent, std::string_view measure) {
  const Estimate found = summary.get(Scope::kRun, measure);
  return found.value ? std::string(percent) + " within " + show(found.value, found.unit) : "";
}

/// A share of things that an export may leave out altogether: then 0 does not mean that there were
/// none.
std::string share_if_seen(const Summary& summary, std::string_view measure) {
  const Estimate found = summary.get(Scope::kRun, measure);
  const bool replayed = summary.replications().front().run().source == SourceKind::kReplayed;
  return replayed && found.value == 0.0 ? "none seen" : show(found);
}

std::string tickets(const Summary& summary) {
  const auto value = [&summary](std::string_view name) {
    return show(summary.get(Scope::kRun, name));
  };
  const Estimate open = summary.get(Scope::kRun, "tickets.open_at_end");
  const std::string p99 = within(summary, "99 %", "resolution.p99");
  Lines lines;
  lines.add("Opened", value("tickets.opened"));
  lines.add("Resolved", value("tickets.resolved"),
            "open at the end: " + show(open.value, open.unit));
  lines.add("Overdue", value("tickets.overdue"), "due time passed while unresolved");
  lines.add("On time, resolution", value("resolution.on_time_of_due"),
            "resolved by the due time / (that + overdue)");
  lines.add("On time, response", value("response.on_time_of_due"),
            "signed for by the due time / (that + overdue)");
  lines.add("Response, median", value("response.p50"), within(summary, "90 %", "response.p90"));
  lines.add("Resolution, median", value("resolution.p50"),
            within(summary, "90 %", "resolution.p90") + (p99.empty() ? "" : ", " + p99));
  lines.add("Returned by agencies", share_if_seen(summary, "returns.of_dispatched"),
            "of all dispatches");
  lines.add("Reopened", share_if_seen(summary, "reopenings.of_resolved"),
            "of all first resolutions");
  return heading("TICKETS") + lines.text();
}

/// A quantile of what is done looks the better, the longer the rest is left lying.
constexpr std::string_view kDoneOnly =
    "  Resolution times are of tickets opened and resolved in the measured time: what is still "
    "open\n"
    "  is not in them, and the shorter the time, the more the slow ones are missing.\n";

std::string agencies(const Summary& summary) {
  if (!summary.get(Scope::kRun, "response.p50").value) {
    return heading("AGENCIES (resolution)") +
           ranked_table(summary, Scope::kAgency, "tickets.opened",
                        {"agency", "opened", "resolved", "median", "90 %", "on time"},
                        {"tickets.opened", "tickets.resolved", "resolution.p50", "resolution.p90",
                         "resolution.on_time_of_due"}) +
           std::string(kDoneOnly);
  }
  return heading("AGENCIES (response and resolution: median, 90 %)") +
         ranked_table(summary, Scope::kAgency, "tickets.opened",
                      {"agency", "opened", "resolved", "resp. 50", "resp. 90", "resol. 50",
                       "resol. 90", "on time"},
                      {"tickets.opened", "tickets.resolved", "response.p50", "response.p90",
                       "resolution.p50", "resolution.p90", "resolution.on_time_of_due"}) +
         std::string(kDoneOnly);
}

std::string survey(const Summary& summary) {
  const auto value = [&summary](std::string_view name) {
    return show(summary.get(Scope::kRun, name));
  };
  if (!summary.has_survey()) {
    return heading("CITIZENS' ANSWERS") + "  unknown: nobody was surveyed in this data\n";
  }
  const Estimate called = summary.get(Scope::kRun, "survey.called");
  Lines lines;
  lines.add("Took part in the survey", value("survey.answered"),
            "of " + show(called.value, called.unit) + " called back");
  lines.add("Response rate", value("survey.response_rate"), "\"I was contacted in time\"");
  lines.add("Resolution rate", value("survey.resolution_rate"), "\"it is fixed\"");
  lines.add("Satisfaction rate", value("survey.satisfaction_rate"), "\"I am satisfied\"");
  lines.add("Closed on time", value("survey.closed_on_time"), "says the agency");
  lines.add("Confirmed fixed on time", value("survey.confirmed_fixed_on_time"),
            "closed on time, and the citizen says it is fixed");
  return heading("CITIZENS' ANSWERS (of those who took part in the survey)") + lines.text();
}

std::string input(const InputAccount& account) {
  Lines lines;
  lines.add("Rows read", thousands(static_cast<double>(account.read), 0),
            printable(account.format) + ", " + printable(account.file));
  lines.add("Used", thousands(static_cast<double>(account.used), 0));
  for (const auto& [reason, number] : account.refused) {
    lines.add("Refused", thousands(static_cast<double>(number), 0), printable(reason));
  }
  std::string text = heading("INPUT") + lines.text();
  for (const std::string& row : account.listed) {
    text += wrapped(printable(row));
  }
  return text;
}

std::string closing(const Context& context) {
  std::string text;
  if (context.input) {
    text += input(*context.input);
  }
  if (context.provenance || !context.notes.empty()) {
    text += heading("NOTES");
  }
  if (context.provenance) {
    const auto& [published, derived, assumed, unsourced] = *context.provenance;
    text +=
        wrapped("Of the scenario's parameters " + std::to_string(published) + " are published, " +
                std::to_string(derived) + " derived, " + std::to_string(assumed) + " assumed, " +
                std::to_string(unsourced) + " unsourced.");
  }
  for (const std::string& note : context.notes) {
    text += wrapped(printable(note));
  }
  return text;
}

}  // namespace

std::string to_text(std::span<const Scorecard> replications, const Context& context) {
  if (replications.empty()) {
    return "INCOMPLETE: no run was seen.\n" + closing(context);
  }
  const Summary summary(replications);
  std::string text = head(summary);
  if (summary.has_contacts()) {
    text += volumes(summary);
  }
  if (summary.has_calls()) {
    text += phone(summary);
    text += groups(summary);
  } else {
    text += "\nThere are no calls in this data: nothing is known of waiting and answering.\n";
  }
  text += further("FURTHER WAYS OF CONTACTS", further_contact_rows(summary));
  if (summary.has_tickets()) {
    text += tickets(summary);
    text += further("FURTHER WAYS OF TICKETS", further_ticket_rows(summary));
    text += agencies(summary);
    text += survey(summary);
  } else {
    text += "\nThere are no tickets in this data.\n";
  }
  text += closing(context);
  return text;
}

}  // namespace hotline::report
