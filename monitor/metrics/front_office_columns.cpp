// monitor/metrics/front_office_columns.cpp: metrics of contacts and agents.
#include <array>

#include "monitor/metrics/columns.hpp"

namespace hotline::monitor {
namespace {

using measures::ChannelCounts;
using measures::GroupCounts;

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
      {}},
     counter<&ChannelCounts::answered_again, ChannelCounts>(
         "hotline_contacts_answered_again_total", "contacts", "channel",
         "Answers after a transfer, or after having been handed back"),
     counter<&ChannelCounts::answered_within_target, ChannelCounts>(
         "hotline_contacts_answered_in_target_total", "contacts", "channel",
         "Of the answered, those that waited at most the channel's own target; 0 without one"),
     counter<&ChannelCounts::balked, ChannelCounts>(
         "hotline_contacts_balked_total", "contacts", "channel",
         "Contacts that found all agents busy and left rather than queue"),
     counter<&ChannelCounts::chasing, ChannelCounts>("hotline_contacts_chasing_total", "contacts",
                                                     "channel",
                                                     "Attempts to ask about a ticket that is open"),
     counter<&ChannelCounts::self_served, ChannelCounts>(
         "hotline_contacts_self_served_total", "contacts", "channel",
         "Contacts that self-service was done with"),
     counter<&ChannelCounts::contained, ChannelCounts>("hotline_contacts_contained_total",
                                                       "contacts", "channel",
                                                       "Of these, those that needed no agent"),
     counter<&ChannelCounts::callbacks_offered, ChannelCounts>(
         "hotline_callbacks_offered_total", "contacts", "channel",
         "Call-backs offered to waiting contacts"),
     counter<&ChannelCounts::callbacks_accepted, ChannelCounts>(
         "hotline_callbacks_accepted_total", "contacts", "channel", "Of these, those accepted"),
     counter<&ChannelCounts::callbacks_made, ChannelCounts>(
         "hotline_callbacks_made_total", "calls", "channel", "Attempts of agents to call back"),
     counter<&ChannelCounts::callbacks_reached, ChannelCounts>(
         "hotline_callbacks_reached_total", "calls", "channel",
         "Of these, those that reached the citizen"),
     counter<&ChannelCounts::lost_callbacks, ChannelCounts>(
         "hotline_callbacks_given_up_total", "contacts", "channel",
         "Accepted call-backs that reached nobody in the end"),
     counter<&ChannelCounts::voicemail, ChannelCounts>(
         "hotline_contacts_voicemail_total", "contacts", "channel",
         "Contacts that left the queue and left a message"),
     counter<&ChannelCounts::transferred, ChannelCounts>("hotline_contacts_transferred_total",
                                                         "contacts", "channel",
                                                         "Transfers from agent to agent"),
     counter<&ChannelCounts::handed_back, ChannelCounts>(
         "hotline_contacts_handed_back_total", "contacts", "channel",
         "Contacts that an agent had to put back into the queue"),
     counter<&ChannelCounts::merged, ChannelCounts>(
         "hotline_contacts_merged_total", "contacts", "channel",
         "Of the ended, those that joined an open ticket"),
     counter<&ChannelCounts::informed, ChannelCounts>(
         "hotline_contacts_informed_total", "contacts", "channel",
         "Of the ended, those that asked about an open ticket"),
     counter<&ChannelCounts::lost_after_answer, ChannelCounts>(
         "hotline_contacts_lost_after_answer_total", "contacts", "channel",
         "Of the ended, those that waited again after an answer and hung up"),
     {{"hotline_callbacks_waiting", MetricType::kGauge, "contacts", "channel",
       "Call-backs accepted and not made or given up yet"},
      [](const ChannelCounts& row, SimTime /*until*/) {
        return number(row.callback_queue.value());
      },
      {},
      {}}});

constexpr auto kChannelHistograms = std::to_array<HistogramColumn<ChannelCounts>>(
    {{{"hotline_contact_wait_seconds", MetricType::kHistogram, "seconds of simulated time",
       "channel, outcome", "Wait until answer or hanging up, in simulated seconds"},
      [](const ChannelCounts& row) -> const stats::DurationHistogram& {
        return row.waited_answered.histogram();
      },
      "outcome",
      "answered"},
     {{"hotline_contact_wait_seconds", MetricType::kHistogram, "seconds of simulated time",
       "channel, outcome", "Wait until answer or hanging up, in simulated seconds"},
      [](const ChannelCounts& row) -> const stats::DurationHistogram& {
        return row.waited_abandoned;
      },
      "outcome",
      "abandoned"},
     {{"hotline_contact_talk_seconds", MetricType::kHistogram, "seconds of simulated time",
       "channel", "Conversation with an agent, in simulated seconds"},
      [](const ChannelCounts& row) -> const stats::DurationHistogram& { return row.talk; },
      {},
      {}},
     {{"hotline_self_service_seconds", MetricType::kHistogram, "seconds of simulated time",
       "channel", "Time with self-service, in simulated seconds"},
      [](const ChannelCounts& row) -> const stats::DurationHistogram& { return row.self_service; },
      {},
      {}},
     {{"hotline_callback_wait_seconds", MetricType::kHistogram, "seconds of simulated time",
       "channel",
       "From the acceptance of a call-back to the call that reached the citizen, in simulated "
       "seconds"},
      [](const ChannelCounts& row) -> const stats::DurationHistogram& {
        return row.callback_wait.histogram();
      },
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
      {}},
     counter<&GroupCounts::transferred, GroupCounts>("hotline_group_contacts_transferred_total",
                                                     "contacts", "group",
                                                     "Contacts that agents of the group passed on"),
     counter<&GroupCounts::handed_back, GroupCounts>(
         "hotline_group_contacts_handed_back_total", "contacts", "group",
         "Contacts that agents of the group put back into the queue"),
     counter<&GroupCounts::callbacks_made, GroupCounts>(
         "hotline_group_callbacks_made_total", "calls", "group",
         "Attempts of agents of the group to call back"),
     {{"hotline_agents_planned", MetricType::kGauge, "agents", "group",
       "Agents on duty now if nobody were in a break, absent, late or at side work"},
      [](const GroupCounts& row, SimTime /*until*/) { return number(row.planned.value()); },
      {},
      {}},
     {{"hotline_agent_contacts_in_hand", MetricType::kGauge, "contacts", "group",
       "Contacts in the hands of busy agents now"},
      [](const GroupCounts& row, SimTime /*until*/) {
        return number(row.busy.value() + row.beside.value());
      },
      {},
      {}},
     {{"hotline_agent_planned_seconds_total", MetricType::kCounter,
       "agent seconds of simulated time", "group", "Time for which agents were planned"},
      [](const GroupCounts& row, SimTime until) { return seconds_under(row.planned, until); },
      {},
      {}}});

constexpr auto kGroupHistograms = std::to_array<HistogramColumn<GroupCounts>>(
    {{{"hotline_contact_handle_seconds", MetricType::kHistogram, "seconds of simulated time",
       "group", "Talk and after-call work of one contact, in simulated seconds"},
      [](const GroupCounts& row) -> const stats::DurationHistogram& { return row.handle; },
      {},
      {}},
     {{"hotline_contact_after_call_seconds", MetricType::kHistogram, "seconds of simulated time",
       "group", "After-call work of one contact, in simulated seconds"},
      [](const GroupCounts& row) -> const stats::DurationHistogram& { return row.after_call; },
      {},
      {}}});

}  // namespace

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

}  // namespace hotline::monitor
