// sim/hotline/back_office_clock.cpp: due times, pauses, more time, escalation.
#include <algorithm>

#include "sim/hotline/back_office.hpp"
#include "sim/hotline/chance.hpp"

namespace hotline::sim {
namespace {

/// Draws about the k-th pause of a visit have numbers of their own.
std::uint64_t pause_index(const Ticket& ticket, std::size_t row) {
  return std::uint64_t{ticket.visits} * 256 + row;
}

}  // namespace

/// Those of the two clocks that start now begin to run, unless they did before.
void BackOffice::start_clocks(World& world, std::uint32_t row, ClockStart now) {
  Ticket& ticket = tickets_[row];
  const Category& category = scenario_->categories[ticket.category];
  const Calendar& calendar = scenario_->calendars[category.clock];
  const auto& response = Casebook::response_target(category, ticket.priority_class);
  const auto& resolution = Casebook::resolution_target(category, ticket.priority_class);
  if (category.response_from == now && response && ticket.response_due == kNever &&
      !ticket.is(Ticket::kResponded)) {
    ticket.response_due = due_time(calendar, world.now(), *response);
    if (ticket.response_due != kNever) {
      ticket.response_deadline = world.simulation.schedule(
          ticket.response_due, EventClass::kDeadline, Event{Event::Kind::kResponseDue, row});
    }
  }
  if (category.resolution_from == now && resolution && ticket.resolution_due == kNever &&
      !ticket.is(Ticket::kResolvedOnce)) {
    set_resolution_due(world, row, due_time(calendar, world.now(), *resolution));
    if (now != ClockStart::kCreated) {
      follow_due(world, row);
    }
  }
}

/// The clock runs, and ends at `due`.
void BackOffice::set_resolution_due(World& world, std::uint32_t row, SimTime due) {
  Ticket& ticket = tickets_[row];
  ticket.resolution_due = due;
  if (due != kNever) {
    ticket.resolution_deadline = world.simulation.schedule(due, EventClass::kDeadline,
                                                           Event{Event::Kind::kResolutionDue, row});
  }
}

void BackOffice::overdue(World& world, std::uint32_t row, TicketClock clock) {
  Ticket& ticket = tickets_[row];
  world.tell(TicketOverdue{world.now(), ticket.id, AgencyId{ticket.agency}, clock, ticket.opened,
                           CategoryId{ticket.category}, DistrictId{ticket.district}});
  if (clock == TicketClock::kResolution) {
    ticket.set(Ticket::kOverdue);
    if (scenario_->chasing && scenario_->chasing->from_due) {
      schedule_chase(world, row, scenario_->chasing->patience);
    }
  }
}

/// What hangs on a due time that was set or moved, and on the agency that signed: requests for more
/// time and closing without work.
void BackOffice::watch_agency(World& world, std::uint32_t row) {
  const Ticket& ticket = tickets_[row];
  TicketExtras& extras = extras_[row];
  unwatch_agency(world, row);
  if (ticket.resolution_due == kNever || ticket.is(Ticket::kOverdue) ||
      ticket.is(Ticket::kResolvedOnce)) {
    return;
  }
  const auto shortly_before = [&](Duration before, Event::Kind kind) {
    const SimTime at = std::max(world.now(), ticket.resolution_due - before);
    return world.simulation.schedule(at, EventClass::kCompletion, Event{kind, row});
  };
  const Agency& agency = agency_of(ticket);
  if (agency.extension && extras.extensions < agency.extension->most) {
    extras.extension = shortly_before(agency.extension->before_due, Event::Kind::kAskExtension);
  }
  if (agency.early_closure && agency.early_closure->before_due) {
    extras.early_closure =
        shortly_before(*agency.early_closure->before_due, Event::Kind::kEarlyClosure);
  }
}

void BackOffice::unwatch_agency(World& world, std::uint32_t row) {
  world.simulation.cancel(extras_[row].extension);
  world.simulation.cancel(extras_[row].early_closure);
}

/// A due time was set or moved: everything that hangs on it moves along.
void BackOffice::follow_due(World& world, std::uint32_t row) {
  if (extras_.empty()) {
    return;
  }
  schedule_escalation(world, row);
  const Stage stage = tickets_[row].stage;
  if (stage >= Stage::kLead && stage != Stage::kResolved) {
    watch_agency(world, row);
  }
  if (stage == Stage::kWork || stage == Stage::kPauseDuring) {
    world.workshop.change(world, tickets_[row].order, tickets_[row].resolution_due,
                          priority_of(row));
  }
}

/// The next level whose time is still to come; levels whose time has passed are left out.
void BackOffice::schedule_escalation(World& world, std::uint32_t row) {
  const Ticket& ticket = tickets_[row];
  TicketExtras& extras = extras_[row];
  world.simulation.cancel(extras.escalation);
  if (ticket.resolution_due == kNever || ticket.is(Ticket::kResolvedOnce)) {
    return;
  }
  const CategoryId category{ticket.category};
  const Calendar& calendar = scenario_->calendars[scenario_->categories[ticket.category].clock];
  SimTime next = kNever;
  for (std::size_t i = 0; i < scenario_->escalations.size(); ++i) {
    const EscalationRow& level = scenario_->escalations[i];
    if (((extras.escalated >> i) & 1U) != 0 || !admits(level.categories, category)) {
      continue;
    }
    const SimTime at = level.before ? ticket.resolution_due - level.before_due
                                    : due_time(calendar, ticket.resolution_due, level.after_due);
    if (at >= world.now() && at < next) {
      next = at;
      extras.next_escalation = static_cast<std::uint16_t>(i);
    }
  }
  if (next != kNever) {
    extras.escalation = world.simulation.schedule(next, EventClass::kDeadline,
                                                  Event{Event::Kind::kEscalation, row});
  }
}

void BackOffice::escalate_by_time(World& world, std::uint32_t row) {
  TicketExtras& extras = extras_[row];
  extras.escalated |= 1U << extras.next_escalation;
  escalate(world, row, scenario_->escalations[extras.next_escalation].raise);
  schedule_escalation(world, row);
}

/// Somebody higher up looks at it, and it may become more urgent.
void BackOffice::escalate(World& world, std::uint32_t row, int raise) {
  const Ticket& ticket = tickets_[row];
  TicketExtras& extras = extras_[row];
  const bool before_due = !ticket.is(Ticket::kOverdue);
  world.tell(TicketEscalated{world.now(), ticket.id, AgencyId{ticket.agency}, ++extras.levels,
                             before_due, ticket.opened});
  extras.raise += raise;
  if (raise > 0 && (ticket.stage == Stage::kWork || ticket.stage == Stage::kPauseDuring)) {
    world.workshop.change(world, ticket.order, ticket.resolution_due, priority_of(row));
  }
}

/// Granted, the due time moves on from where it was.
void BackOffice::ask_extension(World& world, std::uint32_t row) {
  const Ticket& ticket = tickets_[row];
  const Extension& rule = *agency_of(ticket).extension;
  const std::uint32_t number = ++extras_[row].extensions;
  if (!chance(world, rule.probability, Purpose::kExtensionAsked, ticket.id.value, number)) {
    return;
  }
  const bool granted =
      chance(world, rule.granted, Purpose::kExtensionGranted, ticket.id.value, number);
  if (granted) {
    const Calendar& calendar = scenario_->calendars[scenario_->categories[ticket.category].clock];
    world.simulation.cancel(ticket.resolution_deadline);
    set_resolution_due(world, row, due_time(calendar, ticket.resolution_due, rule.by));
  }
  world.tell(TicketExtended{world.now(), ticket.id, AgencyId{ticket.agency}, granted,
                            ticket.resolution_due});
  if (granted) {
    follow_due(world, row);
  } else {
    extras_[row].extensions = rule.most;  // a refusal is final
  }
}

/// The next of the agency's pauses that this ticket has; nullptr: none.
const PauseRow* BackOffice::next_pause(const World& world, std::uint32_t row, PauseRow::When when) {
  const Ticket& ticket = tickets_[row];
  std::uint16_t& next = extras_[row].next_pause;
  const std::vector<PauseRow>& pauses = agency_of(ticket).pauses;
  while (next < pauses.size()) {
    const PauseRow& pause = pauses[next++];
    if (pause.when == when && admits(pause.categories, CategoryId{ticket.category}) &&
        chance(world, pause.probability, Purpose::kPause, ticket.id.value,
               pause_index(ticket, next))) {
      return &pause;
    }
  }
  next = 0;
  return nullptr;
}

bool BackOffice::pause_before_work(World& world, std::uint32_t row) {
  if (next_pause(world, row, PauseRow::When::kBeforeWork) == nullptr) {
    return false;
  }
  begin_pause(world, row, Stage::kPauseBefore);
  return true;
}

/// A crew has begun: the next pause comes at a moment that is uniform on the work still to do.
void BackOffice::plan_pause(World& world, std::uint32_t row, Duration work) {
  if (next_pause(world, row, PauseRow::When::kDuringWork) == nullptr) {
    return;
  }
  Ticket& ticket = tickets_[row];
  const double u = world.book.uniform(Purpose::kPauseMoment, ticket.id.value,
                                      pause_index(ticket, extras_[row].next_pause));
  ticket.step = world.after(from_seconds(u * to_seconds(work)), EventClass::kCompletion,
                            Event::Kind::kPauseBegins, row);
}

/// The ticket waits for something the agency cannot help: the clock stands still if it was running.
void BackOffice::begin_pause(World& world, std::uint32_t row, Stage stage) {
  Ticket& ticket = tickets_[row];
  TicketExtras& extras = extras_[row];
  const PauseRow& pause = agency_of(ticket).pauses[extras.next_pause - 1U];
  if (stage == Stage::kPauseDuring) {
    world.workshop.suspend(world, ticket.order);
    ticket.clear(Ticket::kCrewAtWork);
  }
  extras.paused = world.now();
  if (ticket.resolution_due != kNever && !ticket.is(Ticket::kOverdue) &&
      !ticket.is(Ticket::kResolvedOnce)) {
    ticket.set(Ticket::kClockStopped);
    world.simulation.cancel(ticket.resolution_deadline);
    world.simulation.cancel(extras.escalation);
    unwatch_agency(world, row);
  }
  world.tell(TicketPaused{world.now(), ticket.id, AgencyId{ticket.agency},
                          static_cast<PauseReason>(pause.reason)});
  step_after(world, row, stage,
             world.draw(pause.length, Purpose::kPauseLength, ticket.id.value,
                        pause_index(ticket, extras.next_pause)),
             Event::Kind::kPauseOver);
}

/// The due time moves by the open time that the pause took.
void BackOffice::end_pause(World& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  TicketExtras& extras = extras_[row];
  const PauseRow& pause = agency_of(ticket).pauses[extras.next_pause - 1U];
  const bool stopped = ticket.is(Ticket::kClockStopped);
  if (stopped) {
    const Calendar& calendar = scenario_->calendars[scenario_->categories[ticket.category].clock];
    ticket.clear(Ticket::kClockStopped);
    // Where it was due in the very instant in which the pause began, no time may be left.
    set_resolution_due(
        world, row,
        std::max(world.now(), calendar.add(ticket.resolution_due,
                                           calendar.between(extras.paused, world.now()))));
  }
  world.tell(TicketResumed{world.now(), ticket.id, AgencyId{ticket.agency},
                           static_cast<PauseReason>(pause.reason), world.now() - extras.paused,
                           ticket.resolution_due});
  if (stopped) {
    follow_due(world, row);
  }
  if (ticket.stage == Stage::kPauseBefore) {
    return work_ready(world, row);
  }
  ticket.stage = Stage::kWork;
  ticket.step = EventHandle{};
  world.workshop.resume(world, ticket.order);
}

}  // namespace hotline::sim
