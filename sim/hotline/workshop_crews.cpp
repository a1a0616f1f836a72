// sim/hotline/workshop_crews.cpp: crews, and what they work on.
#include <algorithm>

#include "sim/hotline/back_office.hpp"
#include "sim/hotline/span.hpp"
#include "sim/hotline/workshop.hpp"

namespace hotline::sim {
namespace {

std::uint64_t ticks(SimTime t) {
  return static_cast<std::uint64_t>(t.time_since_epoch().count());
}

}  // namespace

/// Whether fewer crews are free than the job needs. Crews with several jobs in hand need no other.
bool Workshop::lacks_crews(std::uint32_t unit, std::uint32_t row) const {
  return !concurrency_of(unit) && units_[unit].free() < table_.type(jobs_[row].type).crews;
}

/// The unit's crews that are free take what they are to take.
void Workshop::serve(World& world, std::uint32_t unit) {
  const bool may_interrupt = agency_of(unit).preemption != Preemption::kNone;
  // Each job that waits interrupts once at most: an order that contradicts itself ends, too.
  std::uint64_t chances = may_interrupt ? lists_[list_of(unit)].waiting : 0;
  bool begun = false;
  while ((chances > 0 || has_room(unit)) && begin_next(world, unit, chances)) {
    begun = true;
  }
  if (begun && lists_[list_of(unit)].waiting > 0) {  // that it is busier now may let others help
    for (const std::uint32_t helper : table_.units()[unit].helpers) {
      serve(world, helper);
    }
  }
  if (agency_of(unit).side_work && !agency_of(unit).side_work_once) {
    take_up_side_work(world, unit, units_[unit].free());
  }
}

/// @param chances  interruptions that are left; one less after one.
/// @return whether a job was begun.
bool Workshop::begin_next(World& world, std::uint32_t unit, std::uint64_t& chances) {
  const std::uint32_t row = next_for(world, unit);
  if (row == kNoRow) {
    return false;
  }
  if (!quota_left(world, unit, jobs_[row])) {
    await_quota(world, unit);
    return false;
  }
  if (lacks_crews(unit, row)) {
    if (chances == 0 || !make_room(world, unit, row)) {
      return false;
    }
    --chances;
  }
  leave(row);
  begin(world, row, unit);
  return true;
}

void Workshop::begin(World& world, std::uint32_t row, std::uint32_t unit) {
  Job& job = jobs_[row];
  const std::int64_t crews = table_.type(job.type).crews;
  const bool shares = concurrency_of(unit).has_value();
  const bool beside = shares && give_to_a_hand(row, unit);
  units_[unit].busy += beside ? 0 : crews;
  note_idle(world.now(), unit);
  if (!job.begun && agency_of(unit).quota) {
    count_begun(world.now(), unit);
  }
  for (std::int64_t crew = 0; crew < crews; ++crew) {
    world.tell(WorkStarted{world.now(), job.order.ticket, job.order.agency, world.now() - job.since,
                           job.begun, beside});
  }
  job.unit = unit;
  job.begun = true;
  job.since = world.now();
  job.held = Duration{0};
  ++job.spells;
  if (table_.agencies()[job.order.agency.index()].watches) {
    job.node.place = world.now();
    lists_[list_of(unit)].in_work.push(jobs_, row);
  }
  if (shares) {
    take_in_hand(world, row);
  } else if (job.simultaneous) {
    job.state = State::kHolding;
    call_next(world, job.lead);
  } else {
    const Duration travel = draw_travel(world, job);
    set_out(row, travel, world.now() + travel + scaled(job.left, 1 / speed_of(job)));
    job.over = world.simulation.schedule(job.until, EventClass::kCompletion,
                                         Event{Event::Kind::kWorkOver, row});
    if (job.order.watched && job.lead == row) {
      world.back.work_begun(world, job.order.owner, job.until - world.now());
    }
  }
}

Duration Workshop::draw_travel(const World& world, const Job& job) const {
  const DurationLaw* own = table_.type(job.type).travel;
  const DurationLaw* law = own != nullptr ? own : table_.units()[job.unit].travel;
  return law == nullptr
             ? Duration{0}
             : world.draw(*law, Purpose::kTravel, job.order.ticket.value, job.draw_index());
}

/// Work goes on until then, if nothing comes between.
void Workshop::set_out(std::uint32_t row, Duration travel, SimTime until) {
  Job& job = jobs_[row];
  job.state = State::kInWork;
  job.travel = travel;
  job.until = until;
  units_[job.unit].ends += ticks(until);
  ++units_[job.unit].spells;
}

/// All agencies' crews are there: they set out now, and begin when the last has arrived.
void Workshop::begin_together(World& world, std::uint32_t lead) {
  Duration travel{0};
  for (std::uint32_t one = lead; one != kNoRow; one = jobs_[one].next) {
    if (jobs_[one].simultaneous) {
      travel = std::max(travel, draw_travel(world, jobs_[one]));
    }
  }
  const Duration work = scaled(jobs_[lead].left, 1 / speed_of(jobs_[lead]));
  const SimTime until = world.now() + travel + work;
  for (std::uint32_t one = lead; one != kNoRow; one = jobs_[one].next) {
    if (jobs_[one].simultaneous) {
      jobs_[one].held = world.now() - jobs_[one].since;
      set_out(one, travel, until);
    }
  }
  jobs_[lead].over = world.simulation.schedule(until, EventClass::kCompletion,
                                               Event{Event::Kind::kWorkOver, lead});
  if (jobs_[lead].order.watched) {
    world.back.work_begun(world, jobs_[lead].order.owner, until - world.now());
  }
}

double Workshop::speed_of(const Job& job) const {
  return table_.units()[job.simultaneous ? jobs_[job.lead].unit : job.unit].speed;
}

/// Of what was left when the spell began.
Duration Workshop::work_done(const Job& job, SimTime now) const {
  if (job.hand != kNoRow) {
    return job.left - left_in_hand(job, now);
  }
  const Duration worked = std::max(Duration{0}, now - job.since - job.held - job.travel);
  return std::min(job.left, scaled(worked, speed_of(job)));
}

/// The crews are free again.
void Workshop::release(World& world, std::uint32_t row, bool interrupted) {
  Job& job = jobs_[row];
  Unit& unit = units_[job.unit];
  const std::int64_t crews = table_.type(job.type).crews;
  const Duration spell = world.now() - job.since;
  Duration travelled{0};
  const bool shares = job.hand != kNoRow;
  const bool beside = shares && put_down(world, row);
  if (job.state == State::kInWork && !shares) {
    travelled = std::clamp(spell - job.held, Duration{0}, job.travel);
    unit.ends -= ticks(job.until);
    --unit.spells;
  }
  unit.busy -= beside ? 0 : crews;
  note_idle(world.now(), job.unit);
  if (table_.agencies()[job.order.agency.index()].watches) {
    lists_[list_of(job.unit)].in_work.remove(jobs_, row);
  }
  for (std::int64_t crew = 0; crew < crews; ++crew) {
    world.tell(WorkEnded{world.now(), job.order.ticket, job.order.agency, spell, interrupted,
                         travelled, beside});
  }
}

/// Back into the list; nobody is asked to take it.
void Workshop::interrupt(World& world, std::uint32_t row, bool restart) {
  stop(world, row, State::kWaiting);
  Job& job = jobs_[row];
  job.left = restart ? job.size : job.left;
  job.since = world.now();
  join(world, row);
}

void Workshop::end(World& world, std::uint32_t row) {
  if (jobs_[row].simultaneous) {
    return end_together(world, row);
  }
  const std::uint32_t unit = jobs_[row].unit;
  const std::int64_t crews = table_.type(jobs_[row].type).crews;
  release(world, row, false);
  finish(world, row);
  serve(world, unit);
  rest(world, unit, crews);
}

/// So many crews have ended a piece of work.
void Workshop::rest(World& world, std::uint32_t unit, std::int64_t crews) {
  if (agency_of(unit).side_work && agency_of(unit).side_work_once) {
    take_up_side_work(world, unit, crews);
  }
}

void Workshop::end_together(World& world, std::uint32_t lead) {
  for (std::uint32_t one = lead; one != kNoRow; one = jobs_[one].next) {
    if (jobs_[one].simultaneous) {
      release(world, one, false);
      jobs_[one].state = State::kDone;
    }
  }
  for (std::uint32_t one = lead; one != kNoRow; one = jobs_[one].next) {
    if (jobs_[one].simultaneous) {
      serve(world, jobs_[one].unit);
      rest(world, jobs_[one].unit, table_.type(jobs_[one].type).crews);
      jobs_[lead].open -= one == lead ? 0 : 1;
    }
  }
  finish(world, lead);
}

void Workshop::change_crews(World& world, std::uint32_t agency, bool at_start) {
  const UnitTable::AgencyPlan& plan = table_.agencies()[agency];
  count_crews(world, agency, at_start);
  SimTime next = kNever;
  for (std::uint32_t u = plan.first; u < plan.first + plan.count; ++u) {
    next = std::min(next, table_.duties()[table_.units()[u].duty].next_change(world.now()));
  }
  if (next != kNever) {
    world.simulation.schedule(next, EventClass::kStaffing,
                              Event{Event::Kind::kCrewCalendar, agency});
  }
  put_to_work(world, agency);
}

/// As many as are planned and, while the calendar is open, what interventions add. Those who go are
/// told before those who come: of other units, whose work they do not finish.
void Workshop::count_crews(World& world, std::uint32_t agency, bool at_start) {
  const UnitTable::AgencyPlan& plan = table_.agencies()[agency];
  std::int64_t go = 0;
  std::int64_t come = 0;
  for (std::uint32_t u = plan.first; u < plan.first + plan.count; ++u) {
    const CrewDuty& duty = table_.duties()[table_.units()[u].duty];
    const std::int64_t more =
        more_[agency] == 0 || !duty.calendar().is_open(world.now()) ? 0 : more_[agency];
    const std::int64_t due = std::max<std::int64_t>(0, duty.on_duty(world.now()) + more);
    const std::int64_t change = due - units_[u].on_duty;
    (change < 0 ? go : come) += change;
    units_[u].on_duty = due;
    note_idle(world.now(), u);
  }
  std::int64_t& on_duty = on_duty_[agency];
  if (go != 0) {
    on_duty += go;
    world.tell(CrewsChanged{world.now(), AgencyId{agency}, on_duty, go});
  }
  if (come != 0 || at_start) {
    on_duty += come;
    world.tell(CrewsChanged{world.now(), AgencyId{agency}, on_duty, come});
  }
}

void Workshop::put_to_work(World& world, std::uint32_t agency) {
  const UnitTable::AgencyPlan& plan = table_.agencies()[agency];
  for (std::uint32_t u = plan.first; u < plan.first + plan.count; ++u) {
    if (plan.stated->interrupts_at_shift_end) {
      interrupt_surplus(world, u);
    }
    serve(world, u);
  }
}

/// More work than crews: what was begun last is left until the next shift.
void Workshop::interrupt_surplus(World& world, std::uint32_t unit) {
  std::uint32_t row = lists_[list_of(unit)].in_work.back();
  while (row != kNoRow && units_[unit].busy > units_[unit].on_duty) {
    const std::uint32_t before = jobs_[row].node.before;
    if (jobs_[row].unit == unit && !jobs_[row].simultaneous) {
      interrupt(world, row, false);
    }
    row = before;
  }
}

/// As long as nothing waits; at most so many crews.
void Workshop::take_up_side_work(World& world, std::uint32_t unit, std::int64_t most) {
  Unit& there = units_[unit];
  for (; most > 0 && there.free() > 0 && lists_[list_of(unit)].waiting == 0; --most) {
    const Duration work = world.draw(*agency_of(unit).side_work, Purpose::kCrewSideWork, unit,
                                     there.asides++ & 0xfffffffU);
    ++there.aside;
    note_idle(world.now(), unit);
    world.after(work, EventClass::kCompletion, Event::Kind::kCrewBack, unit);
  }
}

void Workshop::end_side_work(World& world, std::uint32_t unit) {
  --units_[unit].aside;
  note_idle(world.now(), unit);
  serve(world, unit);
}

std::int64_t Workshop::period_of(SimTime now, const Quota& quota) const {
  return (now - start_of_day(scenario_->start)) / quota.period;
}

/// Whether the job may begin: one that was begun before may always go on.
bool Workshop::quota_left(const World& world, std::uint32_t unit, const Job& job) const {
  const std::optional<Quota>& quota = agency_of(unit).quota;
  return !quota || job.begun || units_[unit].begun < quota->jobs ||
         units_[unit].period != period_of(world.now(), *quota);
}

void Workshop::count_begun(SimTime now, std::uint32_t unit) {
  const std::int64_t period = period_of(now, *agency_of(unit).quota);
  units_[unit].begun = units_[unit].period == period ? units_[unit].begun + 1 : 1;
  units_[unit].period = period;
}

void Workshop::await_quota(World& world, std::uint32_t unit) {
  if (units_[unit].quota_awaited) {
    return;
  }
  const Quota& quota = *agency_of(unit).quota;
  const SimTime next =
      start_of_day(scenario_->start) + quota.period * (period_of(world.now(), quota) + 1);
  // After crews whose shift ends in this instant have gone.
  world.simulation.schedule(next, EventClass::kCompletion, Event{Event::Kind::kQuotaRenewed, unit});
  units_[unit].quota_awaited = true;
}

void Workshop::renew_quota(World& world, std::uint32_t unit) {
  units_[unit].quota_awaited = false;
  serve(world, unit);
}

/// Who is idle since when: who was idle longest works first, and goes first.
void Workshop::note_idle(SimTime now, std::uint32_t unit) {
  if (table_.agencies()[table_.units()[unit].agency].count == 1) {
    return;
  }
  std::vector<SimTime>& idle = units_[unit].idle;
  const auto free = static_cast<std::size_t>(std::max<std::int64_t>(0, units_[unit].free()));
  if (idle.size() > free) {
    idle.erase(idle.begin(), idle.end() - static_cast<std::ptrdiff_t>(free));
  } else {
    idle.resize(free, now);
  }
}

}  // namespace hotline::sim
