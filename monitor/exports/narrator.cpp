#include "monitor/exports/narrator.hpp"

#include <algorithm>
#include <string_view>

namespace hotline::monitor {
namespace {

void note(std::vector<std::string>& notes, std::uint64_t count, std::string_view sentence) {
  if (count > 0) {
    notes.push_back(std::to_string(count) + " " + std::string(sentence));
  }
}

}  // namespace

void Extent::operator()(const RequestRow& row) {
  first = std::min(first, row.created);
  last_created = std::max(last_created, row.created);
  last = std::max(last, row.closed.value_or(row.created));
}

void Extent::operator()(const CallRow& row) {
  first = std::min(first, row.arrived);
  last_created = std::max(last_created, row.arrived);
  last = std::max(last, row.ended());
}

Narrator::Narrator(const Extent& extent, AnySink& sink)
    : extent_(extent), sink_(sink), names_(extent.first, sink) {}

void Narrator::operator()(const RequestRow& row) {
  count(row);
  const TicketId ticket{seen_.requests};
  const ChannelId channel{names_.id(NameKind::kChannel, row.channel)};
  const CategoryId category{names_.id(NameKind::kCategory, row.category)};
  const DistrictId district{names_.id(NameKind::kDistrict, row.district)};
  const AgencyId agency{names_.id(NameKind::kAgency, row.agency)};
  sink_(TicketOpened{.at = row.created,
                     .ticket = ticket,
                     .channel = channel,
                     .category = category,
                     .district = district,
                     .resolution_due = row.due});
  sink_(TicketDispatched{
      .at = row.created, .ticket = ticket, .agency = agency, .opened = row.created});
  if (overdue(row)) {
    sink_(TicketOverdue{.at = std::max(row.due, row.created),
                        .ticket = ticket,
                        .agency = agency,
                        .clock = TicketClock::kResolution,
                        .opened = row.created,
                        .category = category,
                        .district = district});
  }
  if (row.closed) {
    sink_(TicketResolved{.at = *row.closed,
                         .ticket = ticket,
                         .agency = agency,
                         .category = category,
                         .district = district,
                         .opened = row.created,
                         .resolution_due = row.due,
                         .first = true});
  }
}

/// The due time passed before the closing time, or before the end of what the file knows. Of a
/// request that was closed nobody knows when, this cannot be said.
bool Narrator::overdue(const RequestRow& row) const {
  if (row.due == kNever) {
    return false;
  }
  if (row.closed) {
    return row.due < *row.closed;
  }
  return row.status != StatusWord::kClosed && row.status != StatusWord::kWithdrawn &&
         row.due <= extent_.last;
}

void Narrator::count(const RequestRow& row) {
  const auto one_if = [](bool condition) { return condition ? 1U : 0U; };
  const bool over = row.status == StatusWord::kClosed || row.status == StatusWord::kWithdrawn;
  ++seen_.requests;
  seen_.marked_utc += one_if(row.marked_utc);
  seen_.placeholders += one_if(row.placeholder);
  seen_.closed_without_time += one_if(over && !row.closed);
  seen_.open_with_time += one_if(row.status == StatusWord::kOpen && row.closed);
  seen_.withdrawn += one_if(row.status == StatusWord::kWithdrawn && row.closed);
  seen_.due_before_created += one_if(row.due < row.created);
}

void Narrator::operator()(const CallRow& row) {
  ++seen_.calls;
  seen_.menu_reversed += row.menu_reversed ? 1 : 0;
  seen_.service_without_answer += row.service_without_answer ? 1 : 0;
  const ContactId contact{seen_.calls};
  const bool left_menu = row.outcome == CallOutcome::kLeftMenu;
  const ChannelId channel{names_.id(NameKind::kChannel, left_menu ? "voice menu" : "phone")};
  const CategoryId category{names_.id(NameKind::kCategory, row.category)};
  const DistrictId district{names_.id(NameKind::kDistrict, "unknown")};
  sink_(ContactArrived{.at = row.arrived,
                       .contact = contact,
                       .channel = channel,
                       .category = category,
                       .district = district});
  if (left_menu) {
    ++seen_.left_menu;
    sink_(ContactEnded{.at = row.ended(),
                       .contact = contact,
                       .channel = channel,
                       .category = category,
                       .outcome = ContactOutcome::kAnswered,
                       .answered_by_agent = false,
                       .arrived = row.arrived});
    return;
  }
  if (row.queued) {
    sink_(ContactQueued{.at = row.reached_queue(), .contact = contact, .channel = channel});
  }
  if (row.outcome == CallOutcome::kAbandoned) {
    sink_(ContactAbandoned{.at = row.left_queue(),
                           .contact = contact,
                           .channel = channel,
                           .arrived = row.arrived,
                           .waited = row.waited});
    return;
  }
  tell_answered(row, contact, channel, category);
}

void Narrator::tell_answered(const CallRow& row, ContactId contact, ChannelId channel,
                             CategoryId category) {
  const GroupId group{names_.id(NameKind::kGroup, "agents")};
  sink_(ContactAnswered{.at = row.left_queue(),
                        .contact = contact,
                        .channel = channel,
                        .group = group,
                        .arrived = row.arrived,
                        .waited = row.waited,
                        .queued = row.queued});
  sink_(ContactEnded{.at = row.ended(),
                     .contact = contact,
                     .channel = channel,
                     .category = category,
                     .outcome = ContactOutcome::kAnswered,
                     .answered_by_agent = true,
                     .arrived = row.arrived,
                     .talk = row.talk});
  sink_(AgentReleased{.at = row.ended(), .group = group, .contact = contact, .talk = row.talk});
}

std::vector<std::string> Narrator::notes() const {
  std::vector<std::string> notes;
  note(notes, seen_.marked_utc,
       "rows have times that end in Z; the hours are taken as written, whatever the zone");
  note(notes, seen_.placeholders,
       "rows have a closing or due time in the year 1900, which was taken as missing");
  note(notes, seen_.closed_without_time,
       "requests are said to be closed, but not when: counted as opened, their resolution is "
       "unknown and they stay in the count of open tickets");
  note(notes, seen_.open_with_time,
       "requests have a closing time though their status is not Closed: the time decides");
  note(notes, seen_.withdrawn,
       "requests were cancelled or referred out: counted as resolved at their closing time");
  note(notes, seen_.due_before_created,
       "requests were due before they were created: overdue from the beginning");
  note(notes, seen_.left_menu,
       "callers hung up in the voice menu: counted on a channel of their own, not as abandoned");
  note(notes, seen_.menu_reversed,
       "calls left the voice menu before they entered it: they arrive when they leave it");
  note(notes, seen_.service_without_answer,
       "calls have a service time though nobody answered: the outcome decides");
  if (seen_.requests > 0) {
    notes.emplace_back(
        "an export has no dispatches, first responses and reopenings: tickets count as dispatched "
        "when created, and as resolved once");
    if (extent_.last > extent_.last_created) {
      notes.push_back("the last request was created at " + to_string(extent_.last_created) +
                      ", the last closing is of " + to_string(extent_.last) +
                      ": the run ends there");
    }
  }
  if (seen_.calls > 0) {
    notes.emplace_back(
        "the log has no staffing and no after-call work: occupancy is unknown, handle time is talk "
        "time");
  }
  if (names_.overflowed()) {
    notes.push_back("a table has more than " + std::to_string(NameTables::kMaxNames) +
                    " names: further ones are counted as one");
  }
  return notes;
}

}  // namespace hotline::monitor
