// sim/hotline/back_office_triage.cpp: from the registration to the signature.
#include "sim/dispatch/district_backstop.hpp"
#include "sim/dispatch/first_receiver.hpp"
#include "sim/hotline/back_office.hpp"
#include "sim/hotline/chance.hpp"

namespace hotline::sim {

/// The machine takes a first round without an agent, people the others; arbitration takes its own
/// time.
void BackOffice::triage(World& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  const Triage& triage = scenario_->triage;
  ++ticket.round;
  ticket.waited = Duration{0};
  ticket.put(Ticket::kArbitrated,
             ticket.returns >= triage.max_returns && !ticket.is(Ticket::kHandedOn));
  ticket.put(Ticket::kByMachine,
             ticket.round == 1 && !ticket.is(Ticket::kByAgent) && !ticket.is(Ticket::kArbitrated));
  if (!ticket.is(Ticket::kByMachine) && !ticket.is(Ticket::kArbitrated)) {
    return call_dispatcher(world, row);
  }
  const DurationLaw& law =
      ticket.is(Ticket::kArbitrated) ? triage.arbitration_delay : triage.machine_delay;
  step_after(world, row, Stage::kTriage,
             world.draw(law, Purpose::kTriage, ticket.id.value, ticket.round),
             Event::Kind::kTriageOver);
}

/// People classify: as many as there is work, or so many at a desk.
void BackOffice::call_dispatcher(World& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  if (!scenario_->triage.dispatchers) {
    const Duration delay =
        world.draw(scenario_->triage.human_delay, Purpose::kTriage, ticket.id.value, ticket.round);
    return step_after(world, row, Stage::kTriage, delay, Event::Kind::kTriageOver);
  }
  ticket.stage = Stage::kDesk;
  ticket.since = world.now();
  desk_.join({row, ticket.number});
  serve_desk(world);
}

void BackOffice::serve_desk(World& world) {
  while (desk_.busy < desk_.on_duty && !desk_.empty()) {
    const TriageDesk::Place place = desk_.leave();
    Ticket& ticket = tickets_[place.row];
    if (ticket.number != place.number || ticket.stage != Stage::kDesk) {
      continue;  // is gone
    }
    ++desk_.busy;
    ticket.waited = world.now() - ticket.since;
    const Duration delay =
        world.draw(scenario_->triage.human_delay, Purpose::kTriage, ticket.id.value, ticket.round);
    step_after(world, place.row, Stage::kDispatcher, delay, Event::Kind::kTriageOver);
  }
}

/// Who is busy when the desk closes finishes the case.
void BackOffice::change_dispatchers(World& world) {
  const Calendar& calendar = scenario_->calendars[scenario_->triage.calendar];
  desk_.on_duty = calendar.is_open(world.now()) ? *scenario_->triage.dispatchers : 0;
  const SimTime next = calendar.next_change(world.now());
  if (next != kNever) {
    world.simulation.schedule(next, EventClass::kStaffing, Event{Event::Kind::kDispatchers, 0});
  }
  serve_desk(world);
}

void BackOffice::end_triage(World& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  if (ticket.is(Ticket::kByMachine) && !chance(world, casebook_.confident(ticket.category),
                                               Purpose::kMachineConfident, ticket.id.value)) {
    ticket.clear(Ticket::kByMachine);
    return call_dispatcher(world, row);
  }
  const bool at_desk = ticket.stage == Stage::kDispatcher;
  dispatch(world, row);
  if (at_desk) {
    --desk_.busy;
    serve_desk(world);
  }
}

/// What it is taken for.
void BackOffice::classify(World& world, Ticket& ticket) {
  const std::uint64_t id = ticket.id.value;
  const bool machine = ticket.is(Ticket::kByMachine);
  ticket.assigned = ticket.category;
  if (!ticket.is(Ticket::kArbitrated) &&
      !casebook_.classified_rightly(machine, ticket.category,
                                    world.book.uniform(Purpose::kClassRight, id, ticket.round))) {
    ticket.assigned = casebook_.wrong_class(
        machine, ticket.category, world.book.uniform(Purpose::kWrongClass, id, ticket.round));
  }
  world.tell(TicketClassified{world.now(), ticket.id, CategoryId{ticket.assigned},
                              machine ? Classifier::kMachine : Classifier::kHuman, ticket.waited});
}

/// To whom it goes.
void BackOffice::assign(World& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  const std::uint16_t handed_to = extras_.empty() ? kKeptInPlace : extras_[row].handed_to;
  const bool unclear = ticket.is(Ticket::kToDistrict) ||
                       (ticket.is(Ticket::kUnclear) && ticket.assigned == ticket.category);
  ticket.clear(Ticket::kMustTake);
  if (ticket.is(Ticket::kArbitrated)) {
    // Otherwise who had it last has to keep it.
    if (chance(world, scenario_->triage.arbitration_accuracy, Purpose::kArbitrationRight,
               ticket.id.value, ticket.round)) {
      ticket.agency = ticket.right;
    }
    world.tell(TicketArbitrated{world.now(), ticket.id, AgencyId{ticket.agency}});
  } else if (handed_to != kKeptInPlace) {
    ticket.agency = ticket.right = handed_to;
    ticket.set(Ticket::kMustTake);
  } else if (const auto backstop =
                 DistrictBackstop::agency_for(unclear, backstop_of(ticket.district))) {
    ticket.agency = ticket.right = static_cast<std::uint16_t>(*backstop);
    ticket.set(Ticket::kUnclear);
    ticket.set(Ticket::kMustTake);
  } else {
    ticket.agency = casebook_.responsible(ticket.assigned, ticket.district);
  }
  ticket.clear(Ticket::kToDistrict);
  ticket.clear(Ticket::kHandedOn);
}

std::optional<std::uint32_t> BackOffice::backstop_of(std::size_t district) const {
  const std::optional<AgencyId>& agency = scenario_->districts[district].agency;
  return agency ? std::optional(agency->value) : std::nullopt;
}

void BackOffice::dispatch(World& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  classify(world, ticket);
  assign(world, row);
  ticket.since = world.now();
  world.tell(TicketDispatched{world.now(), ticket.id, AgencyId{ticket.agency}, ticket.opened,
                              ticket.round});
  start_clocks(world, row, ClockStart::kDispatched);
  const Agency& agency = agency_of(ticket);
  const Duration delay = world.draw(agency.sign, Purpose::kSign, ticket.id.value, ticket.round);
  const Calendar& calendar = scenario_->calendars[agency.sign_calendar];
  step_after(world, row, Stage::kDispatched, calendar.add(world.now(), delay) - world.now(),
             Event::Kind::kAgencyAnswers);
  if (agency.sign_within) {
    extras_[row].sign_due =
        world.after(*agency.sign_within, EventClass::kDeadline, Event::Kind::kSignDue, row);
  }
}

/// It signs or refuses.
void BackOffice::agency_answers(World& world, std::uint32_t row) {
  const Ticket& ticket = tickets_[row];
  if (!extras_.empty()) {
    world.simulation.cancel(extras_[row].sign_due);
  }
  ReturnReason reason = ReturnReason::kUnknown;
  if (refuses(world, ticket, reason)) {
    const DistrictBackstop rule{scenario_->triage.unclear_to_district};
    tickets_[row].put(Ticket::kToDistrict,
                      rule.takes_what_was_refused(reason == ReturnReason::kUnclear,
                                                  backstop_of(ticket.district).has_value()));
    return give_back(world, row, reason);
  }
  sign(world, row);
}

bool BackOffice::refuses(const World& world, const Ticket& ticket, ReturnReason& reason) const {
  const Agency& agency = agency_of(ticket);
  const std::uint64_t id = ticket.id.value;
  const bool theirs = ticket.agency == ticket.right;
  const double p = theirs ? agency.refuse_probability : agency.refuse_wrong_probability;
  if (ticket.is(Ticket::kArbitrated) || ticket.is(Ticket::kMustTake) ||
      !chance(world, p, Purpose::kRefuse, id, ticket.round)) {
    return false;
  }
  if (!theirs) {
    reason = ReturnReason::kWrongArea;
  } else if (agency.refuse_reasons) {
    const RefusalReasons& reasons = *agency.refuse_reasons;
    const double u = world.book.uniform(Purpose::kRefuseReason, id, ticket.round);
    reason = u < reasons.unclear                         ? ReturnReason::kUnclear
             : u < reasons.unclear + reasons.overlapping ? ReturnReason::kOverlapping
                                                         : ReturnReason::kWrongArea;
  }
  const FirstReceiver rule{scenario_->triage.first_receiver_leads};
  return reason != ReturnReason::kOverlapping || rule.may_refuse_as_overlapping();
}

void BackOffice::sign(World& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  world.tell(TicketSigned{world.now(), ticket.id, AgencyId{ticket.agency}, ticket.opened,
                          ticket.since, ticket.response_due, !ticket.is(Ticket::kResponded)});
  if (!ticket.is(Ticket::kResponded)) {
    ticket.set(Ticket::kResponded);
    ticket.put(Ticket::kRespondedInTime, world.now() <= ticket.response_due);
    world.simulation.cancel(ticket.response_deadline);
  }
  start_clocks(world, row, ClockStart::kSigned);
  if (ticket.is(Ticket::kDuplicate) && scenario_->duplicates &&
      chance(world, scenario_->duplicates->found_on_signing, Purpose::kFoundOnSigning,
             ticket.id.value, ticket.round)) {
    end_open(world, row);
    return close(world, row, Closure::kDuplicate);
  }
  const UnitTable& how = world.workshop.table();
  const DurationLaw& law =
      *how.type(how.type_of(AgencyId{ticket.agency}, CategoryId{ticket.assigned})).lead;
  const Duration lead = world.draw(law, Purpose::kLead, ticket.id.value, ticket.visits);
  step_after(world, row, Stage::kLead, lead, Event::Kind::kLeadOver);
  if (!extras_.empty()) {
    extras_[row].next_pause = 0;
    watch_agency(world, row);
  }
}

}  // namespace hotline::sim
