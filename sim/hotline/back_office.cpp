#include "sim/hotline/back_office.hpp"

#include <algorithm>

#include "sim/hotline/chance.hpp"

namespace hotline::sim {

BackOffice::BackOffice(const Scenario& scenario) : scenario_(&scenario), casebook_(scenario) {
  if (casebook_.finds_duplicates()) {
    newest_.assign(scenario.categories.size() * scenario.districts.size(), kNoRow);
  }
}

void BackOffice::start(World& world) {
  if (scenario_->triage.dispatchers) {
    change_dispatchers(world);
  }
}

void BackOffice::handle(World& world, const Event& event) {
  switch (event.kind) {
    case Event::Kind::kTriageOver:
      return end_triage(world, event.index);
    case Event::Kind::kAgencyAnswers:
      return agency_answers(world, event.index);
    case Event::Kind::kLeadOver:
      return work_ready(world, event.index);
    case Event::Kind::kSurvey:
      return survey(world, event.index);
    case Event::Kind::kResponseDue:
      return overdue(world, event.index, TicketClock::kResponse);
    case Event::Kind::kResolutionDue:
      return overdue(world, event.index, TicketClock::kResolution);
    default:
      return handle_rare(world, event);
  }
}

/// What happens only where a scenario asks for it.
void BackOffice::handle_rare(World& world, const Event& event) {
  switch (event.kind) {
    case Event::Kind::kDispatchers:
      return change_dispatchers(world);
    case Event::Kind::kSignDue:
    case Event::Kind::kEscalation:
      return event.kind == Event::Kind::kSignDue ? escalate(world, event.index, 0)
                                                 : escalate_by_time(world, event.index);
    case Event::Kind::kAskExtension:
      return ask_extension(world, event.index);
    case Event::Kind::kEarlyClosure:
      return close_early(world, event.index);
    case Event::Kind::kPauseBegins:
      return begin_pause(world, event.index, Stage::kPauseDuring);
    case Event::Kind::kPauseOver:
      return end_pause(world, event.index);
    case Event::Kind::kChase:
      return chase(world, event.index);
    case Event::Kind::kWithdrawal:
      return withdraw(world, event.index);
    case Event::Kind::kHandOver:
      return consider_hand_over(world, event.index);
    default:
      HOTLINE_REQUIRE(false);
  }
}

void BackOffice::open(World& world, const TicketRequest& request, bool duplicate) {
  const Category& category = scenario_->categories[request.category.index()];
  const std::uint32_t row = tickets_.take();
  Ticket& ticket = tickets_[row];
  ticket = Ticket{};
  ticket.id = request.ticket;
  ticket.opened = world.now();
  ticket.number = ++opened_;
  ticket.channel = static_cast<std::uint16_t>(request.channel.value);
  ticket.category = static_cast<std::uint16_t>(request.category.value);
  ticket.assigned = ticket.category;
  ticket.district = static_cast<std::uint16_t>(request.district.value);
  ticket.right = casebook_.responsible(ticket.category, ticket.district);
  ticket.put(Ticket::kByAgent, request.taken_by_agent);
  ticket.put(Ticket::kDuplicate, duplicate);
  const std::optional<AgencyId>& backstop = scenario_->districts[ticket.district].agency;
  if (backstop && chance(world, category.unclear_probability, Purpose::kUnclear, ticket.id.value)) {
    ticket.set(Ticket::kUnclear);
    ticket.right = static_cast<std::uint16_t>(backstop->value);
  }
  ticket.agency = ticket.right;
  if (!category.priorities.empty()) {
    ticket.priority_class = Casebook::priority_class(
        category, world.book.uniform(Purpose::kPriorityClass, ticket.id.value));
  }
  start_clocks(world, row, ClockStart::kCreated);
  world.tell(TicketOpened{world.now(), ticket.id, request.channel, request.category,
                          request.district, ticket.response_due, ticket.resolution_due});
  if (casebook_.keeps_extras()) {
    extras_.resize(std::max<std::size_t>(extras_.size(), row + 1));
    extras_[row] = TicketExtras{};
    extras_[row].incident = request.incident;
    begin_open(world, row);
  }
  triage(world, row);
}

void BackOffice::step_after(World& world, std::uint32_t row, Stage stage, Duration delay,
                            Event::Kind kind) {
  Ticket& ticket = tickets_[row];
  ticket.stage = stage;
  ticket.step = world.after(delay, EventClass::kCompletion, kind, row);
}

/// Whatever stage it is in does not come to its end.
void BackOffice::leave_stage(World& world, std::uint32_t row) {
  const Stage stage = tickets_[row].stage;
  world.simulation.cancel(tickets_[row].step);
  if (stage == Stage::kDispatcher) {
    --desk_.busy;
    serve_desk(world);
  } else if (stage == Stage::kWork || stage == Stage::kPauseDuring) {
    if (!extras_.empty()) {
      world.simulation.cancel(extras_[row].hand_over);
    }
    world.workshop.withdraw(world, tickets_[row].order);
  }
}

/// It is signed for and planned: pauses come first, then the crew.
void BackOffice::work_ready(World& world, std::uint32_t row) {
  if (!extras_.empty() && pause_before_work(world, row)) {
    return;
  }
  const Ticket& ticket = tickets_[row];
  const std::optional<EarlyClosure>& early = agency_of(ticket).early_closure;
  if (early && !early->before_due &&
      chance(world, early->probability, Purpose::kEarlyClosure, ticket.id.value, ticket.visits)) {
    return resolve(world, row, Resolution::kUntouched);
  }
  order_work(world, row);
}

int BackOffice::priority_of(std::uint32_t row) const {
  const Ticket& ticket = tickets_[row];
  const Category& category = scenario_->categories[ticket.category];
  const int plain = category.priorities.empty()
                        ? scenario_->categories[ticket.assigned].priority
                        : category.priorities[ticket.priority_class].priority;
  return extras_.empty() ? plain : std::max(0, plain - extras_[row].raise);
}

void BackOffice::order_work(World& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  const Agency& agency = agency_of(ticket);
  ticket.stage = Stage::kWork;
  ticket.step = EventHandle{};
  ticket.clear(Ticket::kCrewAtWork);
  ticket.clear(Ticket::kCrewCame);
  WorkOrder order;
  order.ticket = ticket.id;
  order.owner = row;
  order.agency = AgencyId{ticket.agency};
  order.category = CategoryId{ticket.assigned};
  order.district = DistrictId{ticket.district};
  order.due = ticket.resolution_due;
  order.priority = priority_of(row);
  order.number = ticket.visits;
  order.opened = ticket.opened;
  order.round = ticket.round;
  order.watched = agency.early_closure || !agency.pauses.empty() || !agency.hand_over.empty();
  if (!agency.hand_over.empty()) {
    extras_[row].next_hand_over = 0;
    await_hand_over(world, row, Duration{0});
  }
  const std::uint32_t name = world.workshop.submit(world, order);
  tickets_[row].order = name;
}

void BackOffice::work_begun(World& world, std::uint32_t row, Duration work) {
  Ticket& ticket = tickets_[row];
  if (ticket.is(Ticket::kCrewAtWork)) {
    return;  // goes on
  }
  ticket.set(Ticket::kCrewAtWork);
  ticket.set(Ticket::kCrewCame);
  world.simulation.cancel(extras_[row].hand_over);
  plan_pause(world, row, work);
}

void BackOffice::work_done(World& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  const Agency& agency = agency_of(ticket);
  world.simulation.cancel(ticket.step);
  const std::uint16_t visit = ticket.visits++;
  if (!ticket.is(Ticket::kArbitrated) && !ticket.is(Ticket::kMustTake) &&
      chance(world, agency.return_probability, Purpose::kReturnAfterWork, ticket.id.value, visit)) {
    return give_back(world, row, ReturnReason::kAfterWork);
  }
  const bool unfixable =
      chance(world, agency.unfixable_probability, Purpose::kUnfixable, ticket.id.value, visit);
  resolve(world, row, unfixable ? Resolution::kUnfixable : Resolution::kWorkedOn);
}

/// The agency does not want it.
void BackOffice::give_back(World& world, std::uint32_t row, ReturnReason reason) {
  Ticket& ticket = tickets_[row];
  ++ticket.returns;
  world.tell(TicketReturned{world.now(), ticket.id, AgencyId{ticket.agency}, ticket.since,
                            ticket.returns, reason});
  if (!extras_.empty()) {
    unwatch_agency(world, row);
  }
  triage(world, row);
}

}  // namespace hotline::sim
