// sim/hotline/back_office.hpp: tickets, from registration to the survey.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/facts/fact.hpp"
#include "sim/dispatch/policy.hpp"
#include "sim/hotline/front_office.hpp"
#include "sim/hotline/slab.hpp"
#include "sim/hotline/waiting_line.hpp"
#include "sim/hotline/world.hpp"

namespace hotline::sim {

/// A service request that somebody still has to do with.
struct Ticket {
  TicketId id;
  ChannelId channel;
  CategoryId category;  ///< what it is about; nobody in the model may look, only nature
  CategoryId assigned;  ///< what the last triage took it for
  DistrictId district;
  AgencyId agency;            ///< has it now, or will have it
  std::uint32_t round = 0;    ///< of dispatch
  std::uint32_t returns = 0;  ///< since it was opened, or last reopened
  std::uint32_t reopenings = 0;
  bool by_agent = false;
  bool arbitrated = false;
  bool responded = false;
  bool responded_in_time = false;
  bool resolved = false;  ///< at least once
  bool resolved_in_time = false;
  bool fixed = false;  ///< as nature has it
  SimTime opened;
  SimTime dispatched;
  SimTime response_due = kNever;
  SimTime resolution_due = kNever;
  SimTime work_began;
  EventHandle response_deadline;
  EventHandle resolution_deadline;
  WaitingNode node;
};

/// The life of a ticket (docs/MODEL.md has the picture):
///
///   open -> triage -> dispatched -> signed -> lead -> work list -> crew -> resolved -> survey ->
///   done
///                         ^  |                                                  |
///                         |  +-> returned (arbitration after max_returns)       +-> reopened ->
///                         triage
///                         +------+
///
/// A wrong class goes to a wrong agency: it refuses with its own probability for tickets that are
/// not its; if it does not, it works on the ticket and cannot fix it.
class BackOffice {
 public:
  BackOffice(const Scenario& scenario, Policy policy);

  template <class Sink>
  void start(World<Sink>& world);
  template <class Sink>
  void open(World<Sink>& world, const TicketRequest& request);
  template <class Sink>
  void handle(World<Sink>& world, const Event& event);

  [[nodiscard]] std::size_t tickets() const { return tickets_.size(); }

 private:
  struct Crews {
    std::vector<WaitingLine> lines;  ///< one a category
    std::int64_t on_duty = 0;
    std::int64_t busy = 0;
  };

  template <class Sink>
  void triage(World<Sink>& world, std::uint32_t row);
  template <class Sink>
  void dispatch(World<Sink>& world, std::uint32_t row);
  template <class Sink>
  void agency_answers(World<Sink>& world, std::uint32_t row);
  template <class Sink>
  void refuse(World<Sink>& world, std::uint32_t row);
  template <class Sink>
  void sign(World<Sink>& world, std::uint32_t row);
  template <class Sink>
  void join_work_list(World<Sink>& world, std::uint32_t row);
  template <class Sink>
  void begin_work(World<Sink>& world, std::uint32_t row);
  template <class Sink>
  void end_work(World<Sink>& world, std::uint32_t row);
  template <class Sink>
  void resolve(World<Sink>& world, std::uint32_t row);
  template <class Sink>
  void survey(World<Sink>& world, std::uint32_t row);
  template <class Sink>
  void change_crews(World<Sink>& world, std::uint32_t number);
  template <class Sink>
  void serve(World<Sink>& world, std::uint32_t number);
  template <class Sink>
  void overdue(World<Sink>& world, std::uint32_t row, TicketClock clock);

  [[nodiscard]] AgencyId catalogue(CategoryId category) const {
    return scenario_->categories[category.index()].agency;
  }

  [[nodiscard]] CategoryId wrong_class(CategoryId right, double u) const;

  const Scenario* scenario_;
  Policy policy_;
  std::vector<double> class_weights_;  ///< tickets a day by category
  std::vector<Crews> crews_;
  Slab<Ticket> tickets_;
  std::uint64_t waited_ = 0;                ///< numbers those that ever waited for a crew
  std::vector<WaitingView> waiting_views_;  ///< scratch
};

template <class Sink>
void BackOffice::start(World<Sink>& world) {
  for (std::uint32_t a = 0; a < crews_.size(); ++a) {
    change_crews(world, a);
  }
}

template <class Sink>
void BackOffice::open(World<Sink>& world, const TicketRequest& request) {
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
  world.sink(TicketOpened{world.now(), ticket.id, ticket.channel, ticket.category, ticket.district,
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

template <class Sink>
void BackOffice::handle(World<Sink>& world, const Event& event) {
  switch (event.kind) {
    case Event::Kind::kDispatch:
      return dispatch(world, event.index);
    case Event::Kind::kAgencyAnswers:
      return agency_answers(world, event.index);
    case Event::Kind::kLeadOver:
      return join_work_list(world, event.index);
    case Event::Kind::kWorkOver:
      return end_work(world, event.index);
    case Event::Kind::kSurvey:
      return survey(world, event.index);
    case Event::Kind::kResponseDue:
      return overdue(world, event.index, TicketClock::kResponse);
    case Event::Kind::kResolutionDue:
      return overdue(world, event.index, TicketClock::kResolution);
    case Event::Kind::kCrewCalendar:
      return change_crews(world, event.index);
    default:
      HOTLINE_REQUIRE(false);
  }
}

/// Somebody, or the machine on a first round without an agent, decides what it is about;
/// arbitration takes its own time.
template <class Sink>
void BackOffice::triage(World<Sink>& world, std::uint32_t row) {
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

template <class Sink>
void BackOffice::dispatch(World<Sink>& world, std::uint32_t row) {
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
  world.sink(TicketClassified{world.now(), ticket.id, ticket.assigned,
                              machine ? Classifier::kMachine : Classifier::kHuman});
  if (ticket.arbitrated) {
    world.sink(TicketArbitrated{world.now(), ticket.id, ticket.agency});
  }
  world.sink(TicketDispatched{world.now(), ticket.id, ticket.agency, ticket.opened, ticket.round});
  const Agency& agency = scenario_->agencies[ticket.agency.index()];
  const Duration delay = world.draw(agency.sign, Purpose::kSign, ticket.id.value, ticket.round);
  world.after(delay, EventClass::kCompletion, Event::Kind::kAgencyAnswers, row);
}

template <class Sink>
void BackOffice::agency_answers(World<Sink>& world, std::uint32_t row) {
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

template <class Sink>
void BackOffice::refuse(World<Sink>& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  ++ticket.returns;
  world.sink(
      TicketReturned{world.now(), ticket.id, ticket.agency, ticket.dispatched, ticket.returns});
  triage(world, row);
}

template <class Sink>
void BackOffice::sign(World<Sink>& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  world.sink(TicketSigned{world.now(), ticket.id, ticket.agency, ticket.opened, ticket.dispatched,
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

template <class Sink>
void BackOffice::join_work_list(World<Sink>& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  Crews& crews = crews_[ticket.agency.index()];
  ticket.node = WaitingNode{};
  ticket.node.since = world.now();
  ticket.node.due = ticket.resolution_due;
  ticket.node.place = policy_.place(ticket.node.since, ticket.node.due);
  ticket.node.arrival = ++waited_;
  crews.lines[ticket.assigned.index()].push(tickets_, row);
  serve(world, ticket.agency.value);
}

template <class Sink>
void BackOffice::serve(World<Sink>& world, std::uint32_t number) {
  Crews& crews = crews_[number];
  while (crews.on_duty > crews.busy) {
    waiting_views_.clear();
    for (std::uint32_t l = 0; l < crews.lines.size(); ++l) {
      if (!crews.lines[l].empty()) {
        const WaitingNode& head = tickets_[crews.lines[l].front()].node;
        waiting_views_.push_back(
            WaitingView{l, head.since, head.due, scenario_->categories[l].priority, head.arrival});
      }
    }
    if (waiting_views_.empty()) {
      return;
    }
    const std::size_t chosen = policy_.select_waiting(world.now(), waiting_views_);
    WaitingLine& line = crews.lines[waiting_views_[chosen].line];
    const std::uint32_t row = line.front();
    line.remove(tickets_, row);
    begin_work(world, row);
  }
}

template <class Sink>
void BackOffice::begin_work(World<Sink>& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  ++crews_[ticket.agency.index()].busy;
  ticket.work_began = world.now();
  world.sink(WorkStarted{world.now(), ticket.id, ticket.agency, world.now() - ticket.node.since});
  const Agency& agency = scenario_->agencies[ticket.agency.index()];
  const Duration work = world.draw(agency.work, Purpose::kWork, ticket.id.value, ticket.reopenings);
  world.after(work, EventClass::kCompletion, Event::Kind::kWorkOver, row);
}

template <class Sink>
void BackOffice::end_work(World<Sink>& world, std::uint32_t row) {
  const Ticket& ticket = tickets_[row];
  const std::uint32_t agency = ticket.agency.value;
  --crews_[agency].busy;
  world.sink(WorkEnded{world.now(), ticket.id, ticket.agency, world.now() - ticket.work_began});
  resolve(world, row);
  serve(world, agency);
}

template <class Sink>
void BackOffice::resolve(World<Sink>& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  const Agency& agency = scenario_->agencies[ticket.agency.index()];
  world.sink(TicketResolved{world.now(), ticket.id, ticket.agency, ticket.category, ticket.district,
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

template <class Sink>
void BackOffice::survey(World<Sink>& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  const Survey& survey = scenario_->survey;
  const auto chance = [&](double p, Purpose purpose) {
    return world.book.chance(p, purpose, ticket.id.value, ticket.reopenings);
  };
  const bool answered = chance(survey.answer_probability, Purpose::kSurveyAnswer);
  const bool satisfied = chance(
      ticket.fixed ? survey.satisfied_if_fixed : survey.satisfied_if_unfixed, Purpose::kSatisfied);
  world.sink(TicketSurveyed{world.now(), ticket.id, ticket.agency, ticket.opened, answered,
                            answered && ticket.responded_in_time, answered && ticket.fixed,
                            answered && satisfied, ticket.resolved_in_time});
  const bool reopen = answered && !ticket.fixed && ticket.reopenings < survey.max_reopenings &&
                      chance(survey.reopen_if_unfixed, Purpose::kReopen);
  if (!reopen) {
    return tickets_.remove(row);
  }
  ++ticket.reopenings;
  ticket.returns = 0;
  world.sink(
      TicketReopened{world.now(), ticket.id, ticket.agency, ticket.opened, ticket.reopenings});
  triage(world, row);
}

template <class Sink>
void BackOffice::change_crews(World<Sink>& world, std::uint32_t number) {
  const Agency& agency = scenario_->agencies[number];
  const Calendar& calendar = scenario_->calendars[agency.calendar];
  Crews& crews = crews_[number];
  const std::int64_t on_duty = calendar.is_open(world.now()) ? agency.crews : 0;
  world.sink(CrewsChanged{world.now(), AgencyId{number}, on_duty, on_duty - crews.on_duty});
  crews.on_duty = on_duty;
  const SimTime next = calendar.next_change(world.now());
  if (next != kNever) {
    world.simulation.schedule(next, EventClass::kStaffing,
                              Event{Event::Kind::kCrewCalendar, number});
  }
  serve(world, number);
}

template <class Sink>
void BackOffice::overdue(World<Sink>& world, std::uint32_t row, TicketClock clock) {
  const Ticket& ticket = tickets_[row];
  world.sink(TicketOverdue{world.now(), ticket.id, ticket.agency, clock, ticket.opened});
}

}  // namespace hotline::sim
