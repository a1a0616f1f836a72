#include "core/report/further.hpp"

#include <array>
#include <span>

namespace hotline::report {
namespace {

struct Line {
  std::string_view label;
  std::string_view measure;
  std::string_view remark;
  std::string_view only_with =
      {};  ///< where this measure is not 0 either; else it says nothing new
};

constexpr auto kContacts = std::to_array<Line>({
    {"Lost", "lost.of_offered", "abandoned or balked / offered", "contacts.balked"},
    {"Balked", "contacts.balked", "all agents busy: left rather than queue"},
    {"Self-service", "self_service.containment", "needed no agent / went through self-service"},
    {"Call-backs offered", "callbacks.offered", "to waiting contacts"},
    {"  accepted", "callbacks.accepted_of_offered", "of those offered"},
    {"  reached", "callbacks.reached_of_made", "of attempts to call back"},
    {"  wait for the call", "callbacks.wait_mean", "mean, from acceptance, of those reached"},
    {"Voicemail", "contacts.voicemail", "left a message"},
    {"Transfers", "transfers.of_answered", "of answered contacts"},
    {"Handed back", "contacts.handed_back", "into the queue, at the end of a shift or preempted"},
    {"Lost after an answer", "contacts.lost_after_answer", "waited once more and hung up"},
    {"Chasing", "chasing.of_arrived", "ask about a ticket that is open / arrived"},
    {"Joined an open ticket", "contacts.merged", "duplicates"},
    {"Answered in target", "answered_in_target.of_answered", "deferred channels, each by its own"},
    {"Contacts in hand", "agents.concurrency", "of a busy agent, on average"},
    {"Shrinkage", "agents.shrinkage", "planned agents who were not there"},
});

constexpr auto kTickets = std::to_array<Line>({
    {"Duplicates", "duplicates.of_reports", "joined an open ticket / all reports"},
    {"Withdrawn", "tickets.withdrawn", "by the citizen"},
    {"Unfixable", "unfixable.of_resolved", "says the agency, of all resolutions"},
    {"Closed as duplicates", "tickets.closed_duplicate",
     "found to be about another ticket's matter"},
    {"Returned: wrong area", "returns.wrong_area", "refused as another agency's"},
    {"  unclear", "returns.unclear", "nobody is clearly responsible"},
    {"  overlapping", "returns.overlapping", "others are responsible as well"},
    {"  after the work", "returns.after_work", "found to be another's all the same"},
    {"  overload", "returns.overload", "waited too long for a crew, and handed on"},
    {"Chased", "tickets.chased", "times that waiting citizens asked"},
    {"Escalated", "tickets.escalated", "to somebody higher up"},
    {"Paused", "tickets.paused", "times that a resolution clock stood still"},
    {"  length of pauses", "pause.mean", "mean, of those that ended"},
    {"Extensions asked for", "extensions.asked", "more time"},
    {"  granted", "extensions.granted", "of those asked for"},
    {"Co-handling", "assistance.of_dispatched", "agencies that help / agencies that lead"},
    {"Interrupted work", "interruptions.of_work", "left undone / pieces of work"},
    {"Travel", "travel.of_work", "of the crews' time on tickets"},
    {"Wait for a dispatcher", "triage.wait_mean", "mean, of those that waited"},
});

bool any(const Summary& summary, std::string_view measure) {
  return summary.get(Scope::kRun, measure).value.value_or(0) != 0;
}

std::vector<FurtherRow> known_rows(const Summary& summary, std::span<const Line> lines) {
  std::vector<FurtherRow> rows;
  for (const Line& line : lines) {
    const Estimate found = summary.get(Scope::kRun, line.measure);
    if (any(summary, line.measure) && (line.only_with.empty() || any(summary, line.only_with))) {
      rows.push_back({line.label, found, line.remark});
    }
  }
  return rows;
}

}  // namespace

std::vector<FurtherRow> further_contact_rows(const Summary& summary) {
  return known_rows(summary, kContacts);
}

std::vector<FurtherRow> further_ticket_rows(const Summary& summary) {
  return known_rows(summary, kTickets);
}

}  // namespace hotline::report
