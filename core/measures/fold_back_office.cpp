// core/measures/fold_back_office.cpp: the scorecard's share of tickets and crews.
#include "core/measures/fold.hpp"

namespace hotline::measures {
namespace {

void resolve(TicketCounts& counts, const TicketResolved& f) {
  count_if(counts.unfixable, f.unfixable);
  if (!f.first) {
    ++counts.resolved_again;
    return;
  }
  ++counts.resolved;
  counts.resolution.add(f.at - f.opened);
  if (f.resolution_due != kNever) {
    ++(f.at <= f.resolution_due ? counts.resolution_due_on_time : counts.resolution_late);
  }
}

}  // namespace

template <class F, class Count>
bool Scorecard::at_its_place(const F& f, Count count) {
  if (f.category == kUnknownCategory || f.district == kUnknownDistrict) {
    return false;
  }
  count(category_row(f.category));
  count(district_row(f.district));
  return true;
}

void Scorecard::operator()(const TicketOpened& f) {
  touch(f.at);
  whole_.open.change(f.at, 1);
  TicketCounts& category = category_row(f.category);
  TicketCounts& district = district_row(f.district);
  std::uint64_t& by_channel = row(opened_by_channel_, names_of(NameKind::kChannel), f.channel);
  if (measured(f.at)) {
    ++category.opened;
    ++district.opened;
    ++by_channel;
    ++opened_by_hour_[hour_index(f.at)];
  }
}

void Scorecard::operator()(const TicketMerged& f) {
  touch(f.at);
  count_if(category_row(f.category).merged, measured(f.at));
}

void Scorecard::operator()(const TicketClassified& f) {
  touch(f.at);
  if (!measured(f.at - f.waited)) {
    return;
  }
  count_if(whole_.classified_by_machine, f.by == Classifier::kMachine);
  count_if(whole_.classified_by_human, f.by == Classifier::kHuman);
  if (f.waited.count() > 0) {
    whole_.triage_wait.add(f.waited);
  }
}

void Scorecard::operator()(const TicketDispatched& f) {
  touch(f.at);
  AgencyCounts& agency = agency_row(f.agency);
  if (!measured(f.opened)) {
    return;
  }
  if (f.assisting) {
    ++agency.assisted;
    return;
  }
  ++agency.dispatched;
  count_if(agency.tickets.opened, f.round == 1);
}

void Scorecard::operator()(const TicketSigned& f) {
  touch(f.at);
  AgencyCounts& agency = agency_row(f.agency);
  if (!measured(f.opened)) {
    return;
  }
  ++agency.signed_for;
  if (!f.first) {
    return;
  }
  ++agency.responded;
  agency.response.add(f.at - f.opened);
  count_if(agency.response_due_on_time, f.response_due != kNever && f.at <= f.response_due);
}

void Scorecard::operator()(const TicketReturned& f) {
  touch(f.at);
  AgencyCounts& agency = agency_row(f.agency);
  const auto reason = static_cast<std::size_t>(f.reason);
  HOTLINE_REQUIRE(reason < agency.returned_for.size());
  count_if(agency.returned, measured(f.dispatched));
  count_if(agency.returned_for[reason], measured(f.dispatched));
}

void Scorecard::operator()(const TicketArbitrated& f) {
  touch(f.at);
  count_if(agency_row(f.agency).arbitrated, measured(f.at));
}

void Scorecard::operator()(const WorkStarted& f) {
  touch(f.at);
  AgencyCounts& agency = agency_row(f.agency);
  agency.crews_busy.change(f.at, f.beside ? 0 : 1);
  if (measured(f.at - f.waited)) {
    agency.work_wait.add(f.waited);
  }
}

void Scorecard::operator()(const WorkEnded& f) {
  touch(f.at);
  AgencyCounts& agency = agency_row(f.agency);
  agency.crews_busy.change(f.at, f.beside ? 0 : -1);
  if (!measured(f.at - f.worked)) {
    return;
  }
  agency.work.add(f.worked);
  count_if(agency.interrupted, f.interrupted);
  if (f.travelled.count() > 0) {
    agency.travel.add(f.travelled);
  }
}

void Scorecard::operator()(const CrewsChanged& f) {
  touch(f.at);
  agency_row(f.agency).crews_on_duty.change(f.at, f.change);
}

void Scorecard::operator()(const TicketPaused& f) {
  touch(f.at);
  AgencyCounts& agency = agency_row(f.agency);
  const auto reason = static_cast<std::size_t>(f.reason);
  HOTLINE_REQUIRE(reason < agency.paused.size());
  count_if(agency.paused[reason], measured(f.at));
}

void Scorecard::operator()(const TicketResumed& f) {
  touch(f.at);
  AgencyCounts& agency = agency_row(f.agency);
  if (measured(f.at - f.paused)) {
    agency.pause.add(f.paused);
  }
}

void Scorecard::operator()(const TicketExtended& f) {
  touch(f.at);
  AgencyCounts& agency = agency_row(f.agency);
  if (measured(f.at)) {
    ++agency.extensions_asked;
    count_if(agency.extensions_granted, f.granted);
  }
}

void Scorecard::operator()(const TicketOverdue& f) {
  touch(f.at);
  AgencyCounts& agency = agency_row(f.agency);
  if (!measured(f.opened)) {
    return;
  }
  if (f.clock == TicketClock::kResponse) {
    ++agency.response_overdue;
    return;
  }
  ++agency.tickets.resolution_overdue;
  const bool placed = at_its_place(f, [](TicketCounts& place) { ++place.resolution_overdue; });
  count_if(whole_.overdue_unplaced, !placed);
}

void Scorecard::operator()(const TicketEscalated& f) {
  touch(f.at);
  AgencyCounts& agency = agency_row(f.agency);
  if (measured(f.opened)) {
    ++(f.before_due ? agency.escalated_before_due : agency.escalated_after_due);
  }
}

void Scorecard::operator()(const TicketChased& f) {
  touch(f.at);
  count_if(agency_row(f.agency).chased, measured(f.opened));
}

void Scorecard::operator()(const TicketResolved& f) {
  touch(f.at);
  whole_.open.change(f.at, -1);
  AgencyCounts& agency = agency_row(f.agency);
  TicketCounts& category = category_row(f.category);
  TicketCounts& district = district_row(f.district);
  if (measured(f.opened)) {
    resolve(agency.tickets, f);
    resolve(category, f);
    resolve(district, f);
  }
}

void Scorecard::operator()(const TicketSurveyed& f) {
  touch(f.at);
  AgencyCounts& agency = agency_row(f.agency);
  if (!measured(f.opened)) {
    return;
  }
  ++agency.surveyed;
  if (!f.answered) {
    return;
  }
  ++agency.survey_answered;
  count_if(agency.survey_responded, f.responded);
  count_if(agency.survey_fixed, f.fixed);
  count_if(agency.survey_satisfied, f.satisfied);
  count_if(agency.survey_closed_on_time, f.closed_on_time);
  count_if(agency.survey_fixed_on_time, f.closed_on_time && f.fixed);
}

void Scorecard::operator()(const TicketReopened& f) {
  touch(f.at);
  whole_.open.change(f.at, 1);
  AgencyCounts& agency = agency_row(f.agency);
  if (!measured(f.opened)) {
    return;
  }
  ++agency.tickets.reopened;
  const bool placed = at_its_place(f, [](TicketCounts& place) { ++place.reopened; });
  count_if(whole_.reopened_unplaced, !placed);
}

void Scorecard::operator()(const TicketWithdrawn& f) {
  touch(f.at);
  whole_.open.change(f.at, -1);
  count_if(agency_row(f.agency).withdrawn, measured(f.opened));
}

void Scorecard::operator()(const TicketClosed& f) {
  touch(f.at);
  if (f.how == Closure::kDuplicate) {
    whole_.open.change(f.at, -1);
  }
  AgencyCounts& agency = agency_row(f.agency);
  const auto how = static_cast<std::size_t>(f.how);
  HOTLINE_REQUIRE(how < agency.tickets.closed.size());
  if (measured(f.opened)) {
    ++agency.tickets.closed[how];
    (void)at_its_place(f, [how](TicketCounts& place) { ++place.closed[how]; });
  }
}

}  // namespace hotline::measures
