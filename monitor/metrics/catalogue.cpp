#include "monitor/metrics/catalogue.hpp"

#include <array>

namespace hotline::monitor {
namespace {

using measures::AgencyCounts;
using measures::ChannelCounts;
using measures::GroupCounts;
using measures::Scorecard;
using measures::TicketCounts;

/// Exact up to 2^53.
template <class Integer>
constexpr double number(Integer value) {
  return static_cast<double>(value);
}

double seconds_under(const stats::Level& level, SimTime until) {
  return static_cast<double>(level.area_us(until)) * 1e-6;
}

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

constexpr auto kChannel = std::to_array<NumberColumn<ChannelCounts>>(
    {{{"hotline_contacts_arrived_total", MetricType::kCounter, "contacts", "channel",
       "Attempts to reach the city, redials included"},
      [](const ChannelCounts& row, SimTime /*until*/) { return number(row.arrived); },
      {},
      {}},
     {{"hotline_contacts_redialled_total", MetricType::kCounter, "contacts", "channel",
       "Attempts after the first one of the same contact"},
      [](const ChannelCounts& row, SimTime /*until*/) { return number(row.redials); },
      {},
      {}},
     {{"hotline_contacts_blocked_total", MetricType::kCounter, "contacts", "channel",
       "Attempts turned away because all lines were busy"},
      [](const ChannelCounts& row, SimTime /*until*/) { return number(row.blocked); },
      {},
      {}},
     {{"hotline_contacts_queued_total", MetricType::kCounter, "contacts", "channel",
       "Contacts that had to wait"},
      [](const ChannelCounts& row, SimTime /*until*/) { return number(row.queued); },
      {},
      {}},
     {{"hotline_contacts_answered_total", MetricType::kCounter, "contacts", "channel",
       "Contacts taken by an agent"},
      [](const ChannelCounts& row, SimTime /*until*/) { return number(row.answered); },
      {},
      {}},
     {{"hotline_contacts_answered_at_once_total", MetricType::kCounter, "contacts", "channel",
       "Of the answered, those that did not wait"},
      [](const ChannelCounts& row, SimTime /*until*/) { return number(row.answered_at_once); },
      {},
      {}},
     {{"hotline_contacts_answered_in_time_total", MetricType::kCounter, "contacts", "channel",
       "Of the answered, those that waited at most the acceptable wait"},
      [](const ChannelCounts& row, SimTime /*until*/) { return number(row.answered_within); },
      {},
      {}},
     {{"hotline_contacts_abandoned_total", MetricType::kCounter, "contacts", "channel",
       "Contacts that hung up while waiting"},
      [](const ChannelCounts& row, SimTime /*until*/) { return number(row.abandoned); },
      {},
      {}},
     {{"hotline_contacts_abandoned_in_time_total", MetricType::kCounter, "contacts", "channel",
       "Of the abandoned, those that waited at most the acceptable wait"},
      [](const ChannelCounts& row, SimTime /*until*/) { return number(row.abandoned_within); },
      {},
      {}},
     {{"hotline_contacts_abandoned_short_total", MetricType::kCounter, "contacts", "channel",
       "Of the abandoned, those that hung up so soon that they do not count as lost"},
      [](const ChannelCounts& row, SimTime /*until*/) { return number(row.abandoned_short); },
      {},
      {}},
     {{"hotline_contacts_ended_total", MetricType::kCounter, "contacts", "channel",
       "Conversations and forms that ended"},
      [](const ChannelCounts& row, SimTime /*until*/) { return number(row.ended); },
      {},
      {}},
     {{"hotline_contacts_ended_direct_total", MetricType::kCounter, "contacts", "channel",
       "Of the ended, those without an agent (forms)"},
      [](const ChannelCounts& row, SimTime /*until*/) { return number(row.ended_direct); },
      {},
      {}},
     {{"hotline_contacts_left_ticket_total", MetricType::kCounter, "contacts", "channel",
       "Of the ended, those that left a ticket"},
      [](const ChannelCounts& row, SimTime /*until*/) { return number(row.left_ticket); },
      {},
      {}},
     {{"hotline_contacts_waiting", MetricType::kGauge, "contacts", "channel",
       "Contacts waiting now"},
      [](const ChannelCounts& row, SimTime /*until*/) { return number(row.queue.value()); },
      {},
      {}}});

constexpr auto kChannelHistograms = std::to_array<HistogramColumn<ChannelCounts>>(
    {{{"hotline_contact_wait_seconds", MetricType::kHistogram, "seconds of simulated time",
       "channel, outcome", "Wait until answer or hanging up, in simulated seconds"},
      [](const ChannelCounts& row) -> const stats::DurationStatistics& {
        return row.waited_answered;
      },
      "outcome",
      "answered"},
     {{"hotline_contact_wait_seconds", MetricType::kHistogram, "seconds of simulated time",
       "channel, outcome", "Wait until answer or hanging up, in simulated seconds"},
      [](const ChannelCounts& row) -> const stats::DurationStatistics& {
        return row.waited_abandoned;
      },
      "outcome",
      "abandoned"},
     {{"hotline_contact_talk_seconds", MetricType::kHistogram, "seconds of simulated time",
       "channel", "Conversation with an agent, in simulated seconds"},
      [](const ChannelCounts& row) -> const stats::DurationStatistics& { return row.talk; },
      {},
      {}}});

constexpr auto kChannelTickets = std::to_array<NumberColumn<std::uint64_t>>(
    {{{"hotline_tickets_opened_total", MetricType::kCounter, "tickets", "channel",
       "Tickets opened, by the channel they came in on"},
      [](const std::uint64_t& row, SimTime /*until*/) { return number(row); },
      {},
      {}}});

constexpr auto kGroup = std::to_array<NumberColumn<GroupCounts>>(
    {{{"hotline_group_contacts_answered_total", MetricType::kCounter, "contacts", "group",
       "Contacts taken by agents of the group"},
      [](const GroupCounts& row, SimTime /*until*/) { return number(row.answered); },
      {},
      {}},
     {{"hotline_agents_on_duty", MetricType::kGauge, "agents", "group", "Agents scheduled now"},
      [](const GroupCounts& row, SimTime /*until*/) { return number(row.on_duty.value()); },
      {},
      {}},
     {{"hotline_agents_busy", MetricType::kGauge, "agents", "group",
       "Agents in talk or after-call work now, also beyond their shift"},
      [](const GroupCounts& row, SimTime /*until*/) { return number(row.busy.value()); },
      {},
      {}},
     {{"hotline_agent_duty_seconds_total", MetricType::kCounter, "agent seconds of simulated time",
       "group", "Time that agents were on duty"},
      [](const GroupCounts& row, SimTime until) { return seconds_under(row.on_duty, until); },
      {},
      {}},
     {{"hotline_agent_busy_seconds_total", MetricType::kCounter, "agent seconds of simulated time",
       "group", "Time that agents were in talk or after-call work"},
      [](const GroupCounts& row, SimTime until) { return seconds_under(row.busy, until); },
      {},
      {}}});

constexpr auto kGroupHistograms = std::to_array<HistogramColumn<GroupCounts>>(
    {{{"hotline_contact_handle_seconds", MetricType::kHistogram, "seconds of simulated time",
       "group", "Talk and after-call work of one contact, in simulated seconds"},
      [](const GroupCounts& row) -> const stats::DurationStatistics& { return row.handle; },
      {},
      {}},
     {{"hotline_contact_after_call_seconds", MetricType::kHistogram, "seconds of simulated time",
       "group", "After-call work of one contact, in simulated seconds"},
      [](const GroupCounts& row) -> const stats::DurationStatistics& { return row.after_call; },
      {},
      {}}});

constexpr auto kAgency = std::to_array<NumberColumn<AgencyCounts>>(
    {{{"hotline_tickets_dispatched_total", MetricType::kCounter, "tickets", "agency",
       "Dispatches to the agency, all rounds"},
      [](const AgencyCounts& row, SimTime /*until*/) { return number(row.dispatched); },
      {},
      {}},
     {{"hotline_tickets_signed_total", MetricType::kCounter, "tickets", "agency",
       "Tickets that the agency signed for, all rounds"},
      [](const AgencyCounts& row, SimTime /*until*/) { return number(row.signed_for); },
      {},
      {}},
     {{"hotline_tickets_responded_total", MetricType::kCounter, "tickets", "agency",
       "First signatures: the first response to a ticket"},
      [](const AgencyCounts& row, SimTime /*until*/) { return number(row.responded); },
      {},
      {}},
     {{"hotline_tickets_returned_total", MetricType::kCounter, "tickets", "agency",
       "Tickets that the agency refused and sent back"},
      [](const AgencyCounts& row, SimTime /*until*/) { return number(row.returned); },
      {},
      {}},
     {{"hotline_tickets_arbitrated_total", MetricType::kCounter, "tickets", "agency",
       "Tickets given to the agency by arbitration"},
      [](const AgencyCounts& row, SimTime /*until*/) { return number(row.arbitrated); },
      {},
      {}},
     {{"hotline_tickets_resolved_total", MetricType::kCounter, "tickets", "agency",
       "First resolutions"},
      [](const AgencyCounts& row, SimTime /*until*/) { return number(row.tickets.resolved); },
      {},
      {}},
     {{"hotline_tickets_resolved_again_total", MetricType::kCounter, "tickets", "agency",
       "Resolutions after a reopening"},
      [](const AgencyCounts& row, SimTime /*until*/) { return number(row.tickets.resolved_again); },
      {},
      {}},
     {{"hotline_tickets_reopened_total", MetricType::kCounter, "tickets", "agency", "Reopenings"},
      [](const AgencyCounts& row, SimTime /*until*/) { return number(row.tickets.reopened); },
      {},
      {}},
     {{"hotline_sla_due_total", MetricType::kCounter, "tickets", "agency, clock",
       "Targets that were met or missed so far: done by the due time, or the due time has passed"},
      [](const AgencyCounts& row, SimTime /*until*/) {
        return number(row.response_due_on_time + row.response_overdue);
      },
      "clock",
      "response"},
     {{"hotline_sla_due_total", MetricType::kCounter, "tickets", "agency, clock",
       "Targets that were met or missed so far: done by the due time, or the due time has passed"},
      [](const AgencyCounts& row, SimTime /*until*/) {
        return number(row.tickets.resolution_due_on_time + row.tickets.resolution_overdue);
      },
      "clock",
      "resolution"},
     {{"hotline_sla_missed_total", MetricType::kCounter, "tickets", "agency, clock",
       "Targets missed, counted at the due time whether the ticket is ever done or not"},
      [](const AgencyCounts& row, SimTime /*until*/) { return number(row.response_overdue); },
      "clock",
      "response"},
     {{"hotline_sla_missed_total", MetricType::kCounter, "tickets", "agency, clock",
       "Targets missed, counted at the due time whether the ticket is ever done or not"},
      [](const AgencyCounts& row, SimTime /*until*/) {
        return number(row.tickets.resolution_overdue);
      },
      "clock",
      "resolution"},
     {{"hotline_surveys_total", MetricType::kCounter, "tickets", "agency", "Citizens called back"},
      [](const AgencyCounts& row, SimTime /*until*/) { return number(row.surveyed); },
      {},
      {}},
     {{"hotline_surveys_answered_total", MetricType::kCounter, "tickets", "agency",
       "Citizens who took part in the survey"},
      [](const AgencyCounts& row, SimTime /*until*/) { return number(row.survey_answered); },
      {},
      {}},
     {{"hotline_surveys_responded_total", MetricType::kCounter, "tickets", "agency",
       "Of who took part: was contacted in time (response rate)"},
      [](const AgencyCounts& row, SimTime /*until*/) { return number(row.survey_responded); },
      {},
      {}},
     {{"hotline_surveys_fixed_total", MetricType::kCounter, "tickets", "agency",
       "Of who took part: it is fixed (resolution rate)"},
      [](const AgencyCounts& row, SimTime /*until*/) { return number(row.survey_fixed); },
      {},
      {}},
     {{"hotline_surveys_satisfied_total", MetricType::kCounter, "tickets", "agency",
       "Of who took part: is satisfied (satisfaction rate)"},
      [](const AgencyCounts& row, SimTime /*until*/) { return number(row.survey_satisfied); },
      {},
      {}},
     {{"hotline_surveys_closed_on_time_total", MetricType::kCounter, "tickets", "agency",
       "Of who took part: the ticket was closed by its due time"},
      [](const AgencyCounts& row, SimTime /*until*/) { return number(row.survey_closed_on_time); },
      {},
      {}},
     {{"hotline_surveys_fixed_on_time_total", MetricType::kCounter, "tickets", "agency",
       "Of these: the citizen also confirmed that it is fixed"},
      [](const AgencyCounts& row, SimTime /*until*/) { return number(row.survey_fixed_on_time); },
      {},
      {}},
     {{"hotline_crews_on_duty", MetricType::kGauge, "crews", "agency", "Crews working now"},
      [](const AgencyCounts& row, SimTime /*until*/) { return number(row.crews_on_duty.value()); },
      {},
      {}},
     {{"hotline_crews_busy", MetricType::kGauge, "crews", "agency",
       "Crews at work on a ticket now"},
      [](const AgencyCounts& row, SimTime /*until*/) { return number(row.crews_busy.value()); },
      {},
      {}},
     {{"hotline_crew_duty_seconds_total", MetricType::kCounter, "crew seconds of simulated time",
       "agency", "Time that crews were on duty"},
      [](const AgencyCounts& row, SimTime until) {
        return seconds_under(row.crews_on_duty, until);
      },
      {},
      {}},
     {{"hotline_crew_busy_seconds_total", MetricType::kCounter, "crew seconds of simulated time",
       "agency", "Time that crews were at work on a ticket"},
      [](const AgencyCounts& row, SimTime until) { return seconds_under(row.crews_busy, until); },
      {},
      {}}});

constexpr auto kAgencyHistograms = std::to_array<HistogramColumn<AgencyCounts>>(
    {{{"hotline_ticket_response_seconds", MetricType::kHistogram, "seconds of simulated time",
       "agency",
       "Opening until first signature, in simulated seconds; only of tickets that were signed for"},
      [](const AgencyCounts& row) -> const stats::DurationStatistics& { return row.response; },
      {},
      {}},
     {{"hotline_ticket_resolution_seconds", MetricType::kHistogram, "seconds of simulated time",
       "agency",
       "Opening until first resolution, in simulated seconds; only of tickets that were resolved"},
      [](const AgencyCounts& row) -> const stats::DurationStatistics& {
        return row.tickets.resolution;
      },
      {},
      {}},
     {{"hotline_ticket_work_wait_seconds", MetricType::kHistogram, "seconds of simulated time",
       "agency", "Time in the work list before a crew began, in simulated seconds"},
      [](const AgencyCounts& row) -> const stats::DurationStatistics& { return row.work_wait; },
      {},
      {}},
     {{"hotline_ticket_work_seconds", MetricType::kHistogram, "seconds of simulated time", "agency",
       "Work of a crew on a ticket, in simulated seconds"},
      [](const AgencyCounts& row) -> const stats::DurationStatistics& { return row.work; },
      {},
      {}}});

constexpr auto kCategory = std::to_array<NumberColumn<TicketCounts>>(
    {{{"hotline_category_tickets_opened_total", MetricType::kCounter, "tickets", "category",
       "Tickets opened, by category"},
      [](const TicketCounts& row, SimTime /*until*/) { return number(row.opened); },
      {},
      {}},
     {{"hotline_category_tickets_resolved_total", MetricType::kCounter, "tickets", "category",
       "First resolutions, by category"},
      [](const TicketCounts& row, SimTime /*until*/) { return number(row.resolved); },
      {},
      {}},
     {{"hotline_category_tickets_resolved_on_time_total", MetricType::kCounter, "tickets",
       "category", "Of the resolved, those with a due time that was kept, by category"},
      [](const TicketCounts& row, SimTime /*until*/) { return number(row.resolution_due_on_time); },
      {},
      {}},
     {{"hotline_category_tickets_resolved_late_total", MetricType::kCounter, "tickets", "category",
       "Of the resolved, those with a due time that was missed, by category"},
      [](const TicketCounts& row, SimTime /*until*/) { return number(row.resolution_late); },
      {},
      {}}});

constexpr auto kDistrict = std::to_array<NumberColumn<TicketCounts>>(
    {{{"hotline_district_tickets_opened_total", MetricType::kCounter, "tickets", "district",
       "Tickets opened, by district"},
      [](const TicketCounts& row, SimTime /*until*/) { return number(row.opened); },
      {},
      {}},
     {{"hotline_district_tickets_resolved_total", MetricType::kCounter, "tickets", "district",
       "First resolutions, by district"},
      [](const TicketCounts& row, SimTime /*until*/) { return number(row.resolved); },
      {},
      {}},
     {{"hotline_district_tickets_resolved_on_time_total", MetricType::kCounter, "tickets",
       "district", "Of the resolved, those with a due time that was kept, by district"},
      [](const TicketCounts& row, SimTime /*until*/) { return number(row.resolution_due_on_time); },
      {},
      {}},
     {{"hotline_district_tickets_resolved_late_total", MetricType::kCounter, "tickets", "district",
       "Of the resolved, those with a due time that was missed, by district"},
      [](const TicketCounts& row, SimTime /*until*/) { return number(row.resolution_late); },
      {},
      {}}});

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

}  // namespace

std::span<const RunColumn> run_columns() {
  return kRun;
}

std::span<const NumberColumn<ChannelCounts>> channel_columns() {
  return kChannel;
}

std::span<const HistogramColumn<ChannelCounts>> channel_histograms() {
  return kChannelHistograms;
}

std::span<const NumberColumn<std::uint64_t>> channel_ticket_columns() {
  return kChannelTickets;
}

std::span<const NumberColumn<GroupCounts>> group_columns() {
  return kGroup;
}

std::span<const HistogramColumn<GroupCounts>> group_histograms() {
  return kGroupHistograms;
}

std::span<const NumberColumn<AgencyCounts>> agency_columns() {
  return kAgency;
}

std::span<const HistogramColumn<AgencyCounts>> agency_histograms() {
  return kAgencyHistograms;
}

std::span<const NumberColumn<TicketCounts>> category_columns() {
  return kCategory;
}

std::span<const NumberColumn<TicketCounts>> district_columns() {
  return kDistrict;
}

const MetricSpec& run_info() {
  return kRunInfo;
}

std::vector<MetricSpec> catalogue() {
  std::vector<MetricSpec> specs = {kRunInfo};
  append(specs, kRun);
  append(specs, kChannel);
  append(specs, kChannelHistograms);
  append(specs, kChannelTickets);
  append(specs, kGroup);
  append(specs, kGroupHistograms);
  append(specs, kAgency);
  append(specs, kAgencyHistograms);
  append(specs, kCategory);
  append(specs, kDistrict);
  return specs;
}

std::string catalogue_markdown() {
  std::string page =
      "# Metrics\n\n"
      "What `/metrics` of `hotline live` and `hotline monitor` shows: the scorecard of the present "
      "run "
      "(of a log with\nseveral runs: of the last), read at each scrape. This page is written by "
      "the "
      "test `MetricsPage` from the catalogue in\n`monitor/metrics/catalogue.cpp`.\n\n"
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
    page += "| `" + std::string(spec.name) + "` | " + std::string(to_string(spec.type)) + " | " +
            std::string(spec.unit) + " | " + std::string(spec.labels) + " | " +
            std::string(spec.help) + " |\n";
  }
  return page;
}

}  // namespace hotline::monitor
