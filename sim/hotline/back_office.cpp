#include "sim/hotline/back_office.hpp"

#include <numeric>

namespace hotline::sim {

BackOffice::BackOffice(const Scenario& scenario) : scenario_(&scenario) {
  class_weights_.resize(scenario.categories.size());
  for (const Demand& demand : scenario.demand) {
    const std::size_t c = demand.category.index();
    class_weights_[c] += demand.per_day * scenario.categories[c].ticket_probability;
  }
}

CategoryId BackOffice::wrong_class(CategoryId right, double u) const {
  const double all = std::accumulate(class_weights_.begin(), class_weights_.end(), 0.0);
  double left = u * (all - class_weights_[right.index()]);
  CategoryId last = right;  // if there is no other class, it cannot be mistaken
  for (std::uint32_t c = 0; c < class_weights_.size(); ++c) {
    if (c == right.value || class_weights_[c] == 0) {
      continue;
    }
    last = CategoryId{c};
    left -= class_weights_[c];
    if (left < 0) {
      break;
    }
  }
  return last;
}

void BackOffice::open(World& world, const TicketRequest& request) {
  const Category& category = scenario_->categories[request.category.index()];
  const Calendar& clock = scenario_->calendars[category.clock];
  Ticket ticket;
  ticket.id = request.ticket;
  ticket.channel = request.channel;
  ticket.category = request.category;
  ticket.district = request.district;
  ticket.agency = category.agency;
  ticket.by_agent = request.taken_by_agent;
  ticket.opened = world.now();
  if (category.response_target) {
    ticket.response_due = clock.add(world.now(), *category.response_target);
  }
  if (category.resolution_target) {
    ticket.resolution_due = clock.add(world.now(), *category.resolution_target);
  }
  world.tell(TicketOpened{world.now(), ticket.id, ticket.channel, ticket.category, ticket.district,
                          ticket.response_due, ticket.resolution_due});
  const std::uint32_t row = tickets_.add(ticket);
  if (ticket.response_due != kNever) {
    tickets_[row].response_deadline = world.simulation.schedule(
        ticket.response_due, EventClass::kDeadline, Event{Event::Kind::kResponseDue, row});
  }
  if (ticket.resolution_due != kNever) {
    tickets_[row].resolution_deadline = world.simulation.schedule(
        ticket.resolution_due, EventClass::kDeadline, Event{Event::Kind::kResolutionDue, row});
  }
  triage(world, row);
}

void BackOffice::handle(World& world, const Event& event) {
  switch (event.kind) {
    case Event::Kind::kDispatch:
      return dispatch(world, event.index);
    case Event::Kind::kAgencyAnswers:
      return agency_answers(world, event.index);
    case Event::Kind::kLeadOver:
      return order_work(world, event.index);
    case Event::Kind::kSurvey:
      return survey(world, event.index);
    case Event::Kind::kResponseDue:
      return overdue(world, event.index, TicketClock::kResponse);
    case Event::Kind::kResolutionDue:
      return overdue(world, event.index, TicketClock::kResolution);
    default:
      HOTLINE_REQUIRE(false);
  }
}

/// Somebody, or the machine on a first round without an agent, decides what it is about;
/// arbitration takes its own time.
void BackOffice::triage(World& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  const Triage& triage = scenario_->triage;
  ++ticket.round;
  ticket.arbitrated = ticket.returns >= triage.max_returns;
  const bool machine = ticket.round == 1 && !ticket.by_agent;
  const DurationLaw& law = ticket.arbitrated ? triage.arbitration_delay
                           : machine         ? triage.machine_delay
                                             : triage.human_delay;
  const Duration delay = world.draw(law, Purpose::kTriage, ticket.id.value, ticket.round);
  world.after(delay, EventClass::kCompletion, Event::Kind::kDispatch, row);
}

void BackOffice::dispatch(World& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  const Triage& triage = scenario_->triage;
  const bool machine = ticket.round == 1 && !ticket.by_agent;
  const double accuracy = machine ? triage.machine_accuracy : triage.human_accuracy;
  ticket.assigned = ticket.category;
  if (!ticket.arbitrated &&
      !world.book.chance(accuracy, Purpose::kClassRight, ticket.id.value, ticket.round)) {
    ticket.assigned = wrong_class(
        ticket.category, world.book.uniform(Purpose::kWrongClass, ticket.id.value, ticket.round));
  }
  ticket.agency = catalogue(ticket.assigned);
  ticket.dispatched = world.now();
  world.tell(TicketClassified{world.now(), ticket.id, ticket.assigned,
                              machine ? Classifier::kMachine : Classifier::kHuman});
  if (ticket.arbitrated) {
    world.tell(TicketArbitrated{world.now(), ticket.id, ticket.agency});
  }
  world.tell(TicketDispatched{world.now(), ticket.id, ticket.agency, ticket.opened, ticket.round});
  const Agency& agency = scenario_->agencies[ticket.agency.index()];
  const Duration delay = world.draw(agency.sign, Purpose::kSign, ticket.id.value, ticket.round);
  world.after(delay, EventClass::kCompletion, Event::Kind::kAgencyAnswers, row);
}

void BackOffice::agency_answers(World& world, std::uint32_t row) {
  const Ticket& ticket = tickets_[row];
  const Agency& agency = scenario_->agencies[ticket.agency.index()];
  const bool theirs = ticket.agency == catalogue(ticket.category);
  const double p = theirs ? agency.refuse_probability : agency.refuse_wrong_probability;
  if (!ticket.arbitrated && world.book.chance(p, Purpose::kRefuse, ticket.id.value, ticket.round)) {
    refuse(world, row);
  } else {
    sign(world, row);
  }
}

void BackOffice::refuse(World& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  ++ticket.returns;
  world.tell(
      TicketReturned{world.now(), ticket.id, ticket.agency, ticket.dispatched, ticket.returns});
  triage(world, row);
}

void BackOffice::sign(World& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  world.tell(TicketSigned{world.now(), ticket.id, ticket.agency, ticket.opened, ticket.dispatched,
                          ticket.response_due, !ticket.responded});
  if (!ticket.responded) {
    ticket.responded = true;
    ticket.responded_in_time = world.now() <= ticket.response_due;
    world.simulation.cancel(ticket.response_deadline);
  }
  const Agency& agency = scenario_->agencies[ticket.agency.index()];
  const Duration lead = world.draw(agency.lead, Purpose::kLead, ticket.id.value, ticket.reopenings);
  world.after(lead, EventClass::kCompletion, Event::Kind::kLeadOver, row);
}

void BackOffice::order_work(World& world, std::uint32_t row) {
  const Ticket& ticket = tickets_[row];
  WorkOrder order;
  order.ticket = ticket.id;
  order.owner = row;
  order.agency = ticket.agency;
  order.category = ticket.assigned;
  order.district = ticket.district;
  order.due = ticket.resolution_due;
  order.priority = scenario_->categories[ticket.assigned.index()].priority;
  order.number = ticket.reopenings;
  order.opened = ticket.opened;
  order.round = ticket.round;
  world.workshop.submit(world, order);
}

void BackOffice::work_done(World& world, std::uint32_t row) {
  resolve(world, row);
}

void BackOffice::resolve(World& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  const Agency& agency = scenario_->agencies[ticket.agency.index()];
  world.tell(TicketResolved{world.now(), ticket.id, ticket.agency, ticket.category, ticket.district,
                            ticket.opened, ticket.resolution_due, !ticket.resolved});
  if (!ticket.resolved) {
    ticket.resolved = true;
    ticket.resolved_in_time = world.now() <= ticket.resolution_due;
    world.simulation.cancel(ticket.resolution_deadline);
  }
  ticket.fixed = ticket.agency == catalogue(ticket.category) &&
                 world.book.chance(agency.fix_probability, Purpose::kFixed, ticket.id.value,
                                   ticket.reopenings);
  const Survey& survey = scenario_->survey;
  if (!world.book.chance(survey.sample_share, Purpose::kSampled, ticket.id.value,
                         ticket.reopenings)) {
    return tickets_.remove(row);
  }
  const Duration delay =
      world.draw(survey.delay, Purpose::kSurveyDelay, ticket.id.value, ticket.reopenings);
  world.after(delay, EventClass::kCompletion, Event::Kind::kSurvey, row);
}

void BackOffice::survey(World& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  const Survey& survey = scenario_->survey;
  const auto chance = [&](double p, Purpose purpose) {
    return world.book.chance(p, purpose, ticket.id.value, ticket.reopenings);
  };
  const bool answered = chance(survey.answer_probability, Purpose::kSurveyAnswer);
  const bool satisfied = chance(
      ticket.fixed ? survey.satisfied_if_fixed : survey.satisfied_if_unfixed, Purpose::kSatisfied);
  world.tell(TicketSurveyed{world.now(), ticket.id, ticket.agency, ticket.opened, answered,
                            answered && ticket.responded_in_time, answered && ticket.fixed,
                            answered && satisfied, ticket.resolved_in_time});
  const bool reopen = answered && !ticket.fixed && ticket.reopenings < survey.max_reopenings &&
                      chance(survey.reopen_if_unfixed, Purpose::kReopen);
  if (!reopen) {
    return tickets_.remove(row);
  }
  ++ticket.reopenings;
  ticket.returns = 0;
  world.tell(
      TicketReopened{world.now(), ticket.id, ticket.agency, ticket.opened, ticket.reopenings});
  triage(world, row);
}

void BackOffice::overdue(World& world, std::uint32_t row, TicketClock clock) {
  const Ticket& ticket = tickets_[row];
  world.tell(TicketOverdue{world.now(), ticket.id, ticket.agency, clock, ticket.opened});
}

}  // namespace hotline::sim
