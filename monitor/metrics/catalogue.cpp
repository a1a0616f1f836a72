#include "monitor/metrics/catalogue.hpp"

#include <array>

#include "monitor/metrics/columns.hpp"
#include "monitor/metrics/governance.hpp"

namespace hotline::monitor {
namespace {

using measures::Scorecard;

constexpr MetricSpec kRunInfo = {"hotline_run_info", MetricType::kGauge, "1",
                                 "run, scenario, source, seed, replication",
                                 "What is being watched; always 1"};

constexpr auto kRun = std::to_array<RunColumn>(
    {{{"hotline_sim_time_seconds", MetricType::kGauge, "seconds", "",
       "The city clock, as seconds since 1970-01-01 00:00 of its civil time"},
      [](const Scorecard& card, const LiveStatus& /*status*/) -> std::optional<double> {
        return to_seconds(card.measured_until().time_since_epoch());
      }},
     {{"hotline_sim_seconds_total", MetricType::kCounter, "seconds of simulated time", "",
       "Simulated time since the start of the run; divide a rate by its rate for a rate per "
       "simulated second"},
      [](const Scorecard& card, const LiveStatus& /*status*/) -> std::optional<double> {
        return to_seconds(card.measured_until() - card.run().at);
      }},
     {{"hotline_sim_running", MetricType::kGauge, "0 or 1", "",
       "1 while a run has started and not ended"},
      [](const Scorecard& /*card*/, const LiveStatus& status) -> std::optional<double> {
        return status.running ? 1.0 : 0.0;
      }},
     {{"hotline_sim_speed_ratio", MetricType::kGauge, "ratio", "",
       "Simulated seconds that pass in a second of wall time, over the last seconds"},
      [](const Scorecard& /*card*/, const LiveStatus& status) -> std::optional<double> {
        return status.running ? status.speed : std::optional<double>(0.0);
      }},
     {{"hotline_pacing_lateness_seconds", MetricType::kGauge, "seconds of wall time", "",
       "How far the simulator lags behind its pace; absent where the simulator is another process"},
      [](const Scorecard& /*card*/, const LiveStatus& status) -> std::optional<double> {
        return status.lateness;
      }},
     {{"hotline_acceptable_wait_seconds", MetricType::kGauge, "seconds of simulated time", "",
       "A wait counts as in time if it is not longer"},
      [](const Scorecard& card, const LiveStatus& /*status*/) -> std::optional<double> {
        return to_seconds(card.run().acceptable_wait);
      }},
     {{"hotline_tickets_open", MetricType::kGauge, "tickets", "",
       "Tickets open now: opened and reopened less resolved, also those opened during the warm-up"},
      [](const Scorecard& card, const LiveStatus& /*status*/) -> std::optional<double> {
        return number(card.open_tickets().value());
      }},
     {{"hotline_ingest_facts_total", MetricType::kCounter, "facts", "",
       "Facts folded into the numbers"},
      [](const Scorecard& /*card*/, const LiveStatus& status) -> std::optional<double> {
        return number(status.ingest.facts);
      }},
     {{"hotline_ingest_lost_total", MetricType::kCounter, "facts", "",
       "Facts that by their numbers must have been sent and never came (a lower bound)"},
      [](const Scorecard& /*card*/, const LiveStatus& status) -> std::optional<double> {
        return number(status.ingest.lost);
      }},
     {{"hotline_ingest_duplicates_total", MetricType::kCounter, "facts", "",
       "Facts that came again and were passed over"},
      [](const Scorecard& /*card*/, const LiveStatus& status) -> std::optional<double> {
        return number(status.ingest.duplicates);
      }},
     {{"hotline_ingest_refused_total", MetricType::kCounter, "messages and facts", "",
       "Messages or facts refused as malformed"},
      [](const Scorecard& /*card*/, const LiveStatus& status) -> std::optional<double> {
        return number(status.ingest.refused);
      }},
     {{"hotline_ingest_incomplete", MetricType::kGauge, "0 or 1", "",
       "1 if facts were lost or refused, so that the numbers lack something"},
      [](const Scorecard& /*card*/, const LiveStatus& status) -> std::optional<double> {
        return status.ingest.incomplete() ? 1.0 : 0.0;
      }}});

template <class Columns>
void append(std::vector<MetricSpec>& specs, const Columns& columns) {
  for (const auto& column : columns) {
    if (specs.empty() || specs.back().name != column.spec.name) {
      specs.push_back(column.spec);
    }
  }
}

std::string_view to_string(MetricType type) {
  switch (type) {
    case MetricType::kCounter:
      return "counter";
    case MetricType::kGauge:
      return "gauge";
    case MetricType::kHistogram:
      return "histogram";
  }
  return "";
}

std::string row_of(const MetricSpec& spec) {
  return "| `" + std::string(spec.name) + "` | " + std::string(to_string(spec.type)) + " | " +
         std::string(spec.unit) + " | " + std::string(spec.labels) + " | " +
         std::string(spec.help) + " |\n";
}

}  // namespace

std::span<const RunColumn> run_columns() {
  return kRun;
}

const MetricSpec& run_info() {
  return kRunInfo;
}

std::vector<MetricSpec> catalogue() {
  std::vector<MetricSpec> specs = {kRunInfo};
  append(specs, kRun);
  append(specs, channel_columns());
  append(specs, channel_histograms());
  append(specs, channel_ticket_columns());
  append(specs, group_columns());
  append(specs, group_histograms());
  append(specs, agency_columns());
  append(specs, agency_histograms());
  append(specs, category_columns());
  append(specs, district_columns());
  return specs;
}

std::string catalogue_markdown() {
  std::string page =
      "# Metrics\n\n"
      "What `/metrics` of `hotline live` and `hotline monitor` shows: the scorecard of the present "
      "run "
      "(of a log with\nseveral runs: of the last), read at each scrape. This page is written by "
      "the "
      "test `MetricsPage` from the catalogue in\n`monitor/metrics`.\n\n"
      "- Times and durations are on the city's simulated clock unless the unit says wall time. "
      "Prometheus scrapes on wall time:\n  for a rate per simulated hour divide two rates, "
      "`3600 * sum(rate(x_total[5m])) / sum(rate(hotline_sim_seconds_total[5m]))`.\n"
      "- Counts begin at the end of the warm-up, and anew with every run: Prometheus sees a "
      "counter "
      "reset.\n"
      "- Buckets of histograms are exact counts at the usual targets, from 5 s to 90 days; "
      "\"share within 24 h\" is a ratio of\n  buckets. Match a bound as "
      "`le=~\"86400(\\\\.0)?\"`: Prometheus 3 writes it `86400.0`.\n"
      "- Histograms of finished tickets look better as a backlog rots. Read them beside "
      "`hotline_tickets_open` and\n  `hotline_sla_missed_total`, which counts at the due time.\n"
      "- Every label set of a named channel, group, agency, category and district exists from the "
      "start, at 0. A name that\n  occurs twice in its table is shown with its number: `other "
      "#7`.\n\n"
      "| Metric | Type | Unit | Labels | Meaning |\n|---|---|---|---|---|\n";
  for (const MetricSpec& spec : catalogue()) {
    page += row_of(spec);
  }
  page +=
      "\n## Evaluation\n\n"
      "The same evaluation as `hotline evaluate` ([EVALUATION.md](EVALUATION.md)), of one hotline, "
      "over all that was measured so\nfar or, with `--window`, over the last stretch of the run. "
      "What is unknown has no series: an alert on a score should ask\n`absent()` too.\n\n"
      "| Metric | Type | Unit | Labels | Meaning |\n|---|---|---|---|---|\n";
  for (const MetricSpec& spec : governance_specs()) {
    page += row_of(spec);
  }
  return page;
}

}  // namespace hotline::monitor
