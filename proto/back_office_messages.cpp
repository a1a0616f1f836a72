// proto/back_office_messages.cpp: facts of tickets and crews as messages, and back.
#include "proto/messages.hpp"

namespace hotline::proto {

void put(pb::Fact& to, const TicketOpened& f) {
  pb::TicketOpened& m = *to.mutable_ticket_opened();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_channel(f.channel.value);
  m.set_category(f.category.value);
  m.set_district(f.district.value);
  if (f.response_due != kNever) {
    m.set_response_due_us(micros(f.response_due));
  }
  if (f.resolution_due != kNever) {
    m.set_resolution_due_us(micros(f.resolution_due));
  }
}

TicketOpened get(const pb::TicketOpened& m) {
  TicketOpened f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.channel.value = m.channel();
  f.category.value = m.category();
  f.district.value = m.district();
  f.response_due = m.has_response_due_us() ? time_at(m.response_due_us()) : kNever;
  f.resolution_due = m.has_resolution_due_us() ? time_at(m.resolution_due_us()) : kNever;
  return f;
}

void put(pb::Fact& to, const TicketMerged& f) {
  pb::TicketMerged& m = *to.mutable_ticket_merged();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_contact(f.contact.value);
  m.set_channel(f.channel.value);
  m.set_category(f.category.value);
}

TicketMerged get(const pb::TicketMerged& m) {
  TicketMerged f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.contact.value = m.contact();
  f.channel.value = m.channel();
  f.category.value = m.category();
  return f;
}

void put(pb::Fact& to, const TicketClassified& f) {
  pb::TicketClassified& m = *to.mutable_ticket_classified();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_category(f.category.value);
  m.set_by(static_cast<pb::Classifier>(f.by));
  m.set_waited_us(micros(f.waited));
}

TicketClassified get(const pb::TicketClassified& m) {
  TicketClassified f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.category.value = m.category();
  f.by = choice<Classifier>(m.by());
  f.waited = Duration(m.waited_us());
  return f;
}

void put(pb::Fact& to, const TicketDispatched& f) {
  pb::TicketDispatched& m = *to.mutable_ticket_dispatched();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
  m.set_opened_us(micros(f.opened));
  m.set_round(f.round);
  m.set_assisting(f.assisting);
}

TicketDispatched get(const pb::TicketDispatched& m) {
  TicketDispatched f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  f.opened = time_at(m.opened_us());
  f.round = m.round();
  f.assisting = m.assisting();
  return f;
}

void put(pb::Fact& to, const TicketSigned& f) {
  pb::TicketSigned& m = *to.mutable_ticket_signed();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
  m.set_opened_us(micros(f.opened));
  m.set_dispatched_us(micros(f.dispatched));
  if (f.response_due != kNever) {
    m.set_response_due_us(micros(f.response_due));
  }
  m.set_first(f.first);
}

TicketSigned get(const pb::TicketSigned& m) {
  TicketSigned f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  f.opened = time_at(m.opened_us());
  f.dispatched = time_at(m.dispatched_us());
  f.response_due = m.has_response_due_us() ? time_at(m.response_due_us()) : kNever;
  f.first = m.first();
  return f;
}

void put(pb::Fact& to, const TicketReturned& f) {
  pb::TicketReturned& m = *to.mutable_ticket_returned();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
  m.set_dispatched_us(micros(f.dispatched));
  m.set_returns(f.returns);
  m.set_reason(static_cast<pb::ReturnReason>(f.reason));
}

TicketReturned get(const pb::TicketReturned& m) {
  TicketReturned f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  f.dispatched = time_at(m.dispatched_us());
  f.returns = m.returns();
  f.reason = choice<ReturnReason>(m.reason());
  return f;
}

void put(pb::Fact& to, const TicketArbitrated& f) {
  pb::TicketArbitrated& m = *to.mutable_ticket_arbitrated();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
}

TicketArbitrated get(const pb::TicketArbitrated& m) {
  TicketArbitrated f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  return f;
}

void put(pb::Fact& to, const WorkStarted& f) {
  pb::WorkStarted& m = *to.mutable_work_started();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
  m.set_waited_us(micros(f.waited));
  m.set_resumed(f.resumed);
  m.set_beside(f.beside);
}

WorkStarted get(const pb::WorkStarted& m) {
  WorkStarted f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  f.waited = Duration(m.waited_us());
  f.resumed = m.resumed();
  f.beside = m.beside();
  return f;
}

void put(pb::Fact& to, const WorkEnded& f) {
  pb::WorkEnded& m = *to.mutable_work_ended();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
  m.set_worked_us(micros(f.worked));
  m.set_interrupted(f.interrupted);
  m.set_travelled_us(micros(f.travelled));
  m.set_beside(f.beside);
}

WorkEnded get(const pb::WorkEnded& m) {
  WorkEnded f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  f.worked = Duration(m.worked_us());
  f.interrupted = m.interrupted();
  f.travelled = Duration(m.travelled_us());
  f.beside = m.beside();
  return f;
}

void put(pb::Fact& to, const CrewsChanged& f) {
  pb::CrewsChanged& m = *to.mutable_crews_changed();
  m.set_at_us(micros(f.at));
  m.set_agency(f.agency.value);
  m.set_on_duty(f.on_duty);
  m.set_change(f.change);
}

CrewsChanged get(const pb::CrewsChanged& m) {
  CrewsChanged f;
  f.at = time_at(m.at_us());
  f.agency.value = m.agency();
  f.on_duty = m.on_duty();
  f.change = m.change();
  return f;
}

void put(pb::Fact& to, const TicketPaused& f) {
  pb::TicketPaused& m = *to.mutable_ticket_paused();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  if (f.agency != kUnknownAgency) {
    m.set_agency(f.agency.value);
  }
  m.set_reason(static_cast<pb::PauseReason>(f.reason));
}

TicketPaused get(const pb::TicketPaused& m) {
  TicketPaused f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency = m.has_agency() ? AgencyId{m.agency()} : kUnknownAgency;
  f.reason = choice<PauseReason>(m.reason());
  return f;
}

void put(pb::Fact& to, const TicketResumed& f) {
  pb::TicketResumed& m = *to.mutable_ticket_resumed();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  if (f.agency != kUnknownAgency) {
    m.set_agency(f.agency.value);
  }
  m.set_reason(static_cast<pb::PauseReason>(f.reason));
  m.set_paused_us(micros(f.paused));
  if (f.resolution_due != kNever) {
    m.set_resolution_due_us(micros(f.resolution_due));
  }
}

TicketResumed get(const pb::TicketResumed& m) {
  TicketResumed f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency = m.has_agency() ? AgencyId{m.agency()} : kUnknownAgency;
  f.reason = choice<PauseReason>(m.reason());
  f.paused = Duration(m.paused_us());
  f.resolution_due = m.has_resolution_due_us() ? time_at(m.resolution_due_us()) : kNever;
  return f;
}

void put(pb::Fact& to, const TicketExtended& f) {
  pb::TicketExtended& m = *to.mutable_ticket_extended();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  if (f.agency != kUnknownAgency) {
    m.set_agency(f.agency.value);
  }
  m.set_granted(f.granted);
  if (f.resolution_due != kNever) {
    m.set_resolution_due_us(micros(f.resolution_due));
  }
}

TicketExtended get(const pb::TicketExtended& m) {
  TicketExtended f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency = m.has_agency() ? AgencyId{m.agency()} : kUnknownAgency;
  f.granted = m.granted();
  f.resolution_due = m.has_resolution_due_us() ? time_at(m.resolution_due_us()) : kNever;
  return f;
}

void put(pb::Fact& to, const TicketOverdue& f) {
  pb::TicketOverdue& m = *to.mutable_ticket_overdue();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
  m.set_clock(static_cast<pb::TicketClock>(f.clock));
  m.set_opened_us(micros(f.opened));
  if (f.category != kUnknownCategory) {
    m.set_category(f.category.value);
  }
  if (f.district != kUnknownDistrict) {
    m.set_district(f.district.value);
  }
}

TicketOverdue get(const pb::TicketOverdue& m) {
  TicketOverdue f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  f.clock = choice<TicketClock>(m.clock());
  f.opened = time_at(m.opened_us());
  f.category = m.has_category() ? CategoryId{m.category()} : kUnknownCategory;
  f.district = m.has_district() ? DistrictId{m.district()} : kUnknownDistrict;
  return f;
}

void put(pb::Fact& to, const TicketEscalated& f) {
  pb::TicketEscalated& m = *to.mutable_ticket_escalated();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  if (f.agency != kUnknownAgency) {
    m.set_agency(f.agency.value);
  }
  m.set_level(f.level);
  m.set_before_due(f.before_due);
  m.set_opened_us(micros(f.opened));
}

TicketEscalated get(const pb::TicketEscalated& m) {
  TicketEscalated f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency = m.has_agency() ? AgencyId{m.agency()} : kUnknownAgency;
  f.level = m.level();
  f.before_due = m.before_due();
  f.opened = time_at(m.opened_us());
  return f;
}

void put(pb::Fact& to, const TicketChased& f) {
  pb::TicketChased& m = *to.mutable_ticket_chased();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  if (f.agency != kUnknownAgency) {
    m.set_agency(f.agency.value);
  }
  m.set_times(f.times);
  m.set_opened_us(micros(f.opened));
}

TicketChased get(const pb::TicketChased& m) {
  TicketChased f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency = m.has_agency() ? AgencyId{m.agency()} : kUnknownAgency;
  f.times = m.times();
  f.opened = time_at(m.opened_us());
  return f;
}

void put(pb::Fact& to, const TicketResolved& f) {
  pb::TicketResolved& m = *to.mutable_ticket_resolved();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
  m.set_category(f.category.value);
  m.set_district(f.district.value);
  m.set_opened_us(micros(f.opened));
  if (f.resolution_due != kNever) {
    m.set_resolution_due_us(micros(f.resolution_due));
  }
  m.set_first(f.first);
  m.set_unfixable(f.unfixable);
  if (f.channel != kUnknownChannel) {
    m.set_channel(f.channel.value);
  }
}

TicketResolved get(const pb::TicketResolved& m) {
  TicketResolved f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  f.category.value = m.category();
  f.district.value = m.district();
  f.opened = time_at(m.opened_us());
  f.resolution_due = m.has_resolution_due_us() ? time_at(m.resolution_due_us()) : kNever;
  f.first = m.first();
  f.unfixable = m.unfixable();
  f.channel = m.has_channel() ? ChannelId{m.channel()} : kUnknownChannel;
  return f;
}

void put(pb::Fact& to, const TicketSurveyed& f) {
  pb::TicketSurveyed& m = *to.mutable_ticket_surveyed();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
  m.set_opened_us(micros(f.opened));
  m.set_answered(f.answered);
  m.set_responded(f.responded);
  m.set_fixed(f.fixed);
  m.set_satisfied(f.satisfied);
  m.set_closed_on_time(f.closed_on_time);
  if (f.category != kUnknownCategory) {
    m.set_category(f.category.value);
  }
  if (f.district != kUnknownDistrict) {
    m.set_district(f.district.value);
  }
}

TicketSurveyed get(const pb::TicketSurveyed& m) {
  TicketSurveyed f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  f.opened = time_at(m.opened_us());
  f.answered = m.answered();
  f.responded = m.responded();
  f.fixed = m.fixed();
  f.satisfied = m.satisfied();
  f.closed_on_time = m.closed_on_time();
  f.category = m.has_category() ? CategoryId{m.category()} : kUnknownCategory;
  f.district = m.has_district() ? DistrictId{m.district()} : kUnknownDistrict;
  return f;
}

void put(pb::Fact& to, const TicketReopened& f) {
  pb::TicketReopened& m = *to.mutable_ticket_reopened();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
  m.set_opened_us(micros(f.opened));
  m.set_times(f.times);
  if (f.category != kUnknownCategory) {
    m.set_category(f.category.value);
  }
  if (f.district != kUnknownDistrict) {
    m.set_district(f.district.value);
  }
}

TicketReopened get(const pb::TicketReopened& m) {
  TicketReopened f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  f.opened = time_at(m.opened_us());
  f.times = m.times();
  f.category = m.has_category() ? CategoryId{m.category()} : kUnknownCategory;
  f.district = m.has_district() ? DistrictId{m.district()} : kUnknownDistrict;
  return f;
}

void put(pb::Fact& to, const TicketWithdrawn& f) {
  pb::TicketWithdrawn& m = *to.mutable_ticket_withdrawn();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  if (f.agency != kUnknownAgency) {
    m.set_agency(f.agency.value);
  }
  m.set_opened_us(micros(f.opened));
}

TicketWithdrawn get(const pb::TicketWithdrawn& m) {
  TicketWithdrawn f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency = m.has_agency() ? AgencyId{m.agency()} : kUnknownAgency;
  f.opened = time_at(m.opened_us());
  return f;
}

void put(pb::Fact& to, const TicketClosed& f) {
  pb::TicketClosed& m = *to.mutable_ticket_closed();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  if (f.agency != kUnknownAgency) {
    m.set_agency(f.agency.value);
  }
  m.set_category(f.category.value);
  m.set_district(f.district.value);
  m.set_opened_us(micros(f.opened));
  m.set_how(static_cast<pb::Closure>(f.how));
}

TicketClosed get(const pb::TicketClosed& m) {
  TicketClosed f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency = m.has_agency() ? AgencyId{m.agency()} : kUnknownAgency;
  f.category.value = m.category();
  f.district.value = m.district();
  f.opened = time_at(m.opened_us());
  f.how = choice<Closure>(m.how());
  return f;
}

}  // namespace hotline::proto
