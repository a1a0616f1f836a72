// sim/hotline/workshop.cpp: orders, and the jobs that they consist of.
#include "sim/hotline/workshop.hpp"

#include <algorithm>

#include "sim/hotline/back_office.hpp"
#include "sim/hotline/chance.hpp"
#include "sim/hotline/span.hpp"

namespace hotline::sim {

Workshop::Workshop(const Scenario& scenario, const Selection& policy)
    : scenario_(&scenario),
      table_(scenario, policy),
      lists_(table_.units().size()),
      units_(table_.units().size()),
      on_duty_(scenario.agencies.size()),
      more_(scenario.agencies.size()) {}

void Workshop::start(World& world) {
  for (std::uint32_t a = 0; a < on_duty_.size(); ++a) {
    change_crews(world, a, true);
  }
}

void Workshop::handle(World& world, const Event& event) {
  switch (event.kind) {
    case Event::Kind::kWorkOver:
      return end(world, event.index);
    case Event::Kind::kCrewCalendar:
      return change_crews(world, event.index, false);
    case Event::Kind::kCrewBack:
      return end_side_work(world, event.index);
    case Event::Kind::kQuotaRenewed:
      return renew_quota(world, event.index);
    case Event::Kind::kUnitStage:
      return look_again(world, event.index);
    default:
      HOTLINE_REQUIRE(false);
  }
}

std::uint32_t Workshop::submit(World& world, const WorkOrder& order) {
  const std::uint32_t type = table_.type_of(order.agency, order.category);
  const UnitTable::JobType& how = table_.type(type);
  const Duration work = world.draw(*how.work, Purpose::kWork, order.ticket.value, order.number);
  const std::uint32_t row = add_job(world, order, type, scaled(work, how.factor));
  if (!scenario_->assists.empty()) {
    call_assistants(world, row);
  }
  enter_all(world, row);
  return row;
}

std::uint32_t Workshop::add_job(const World& world, const WorkOrder& order, std::uint32_t type,
                                Duration size) {
  Job job;
  job.order = order;
  job.type = type;
  job.size = size;
  job.left = size;
  job.since = world.now();
  const std::uint32_t row = jobs_.add(job);
  jobs_[row].lead = row;
  return row;
}

/// Jobs for the agencies that help, each at most once.
void Workshop::call_assistants(World& world, std::uint32_t lead) {
  const WorkOrder order = jobs_[lead].order;
  std::uint32_t last = lead;
  for (std::size_t i = 0; i < scenario_->assists.size(); ++i) {
    const AssistRow& row = scenario_->assists[i];
    const bool meant = row.categories.empty() ||
                       std::find(row.categories.begin(), row.categories.end(), order.category) !=
                           row.categories.end();
    bool there = false;
    for (std::uint32_t one = lead; one != kNoRow; one = jobs_[one].next) {
      there = there || jobs_[one].order.agency == row.agency;
    }
    const std::uint64_t draw = (std::uint64_t{order.number} << 10U) + i;
    if (!meant || there ||
        !chance(world, row.probability, Purpose::kAssist, order.ticket.value, draw)) {
      continue;
    }
    WorkOrder part = order;
    part.agency = row.agency;
    const std::uint32_t type = table_.type_of(row.agency, order.category);
    const UnitTable::JobType& how = table_.type(type);
    const Duration size = row.simultaneous
                              ? jobs_[lead].size
                              : scaled(world.draw(row.work ? *row.work : *how.work,
                                                  Purpose::kAssistWork, order.ticket.value, draw),
                                       how.factor);
    const std::uint32_t added = add_job(world, part, type, size);
    jobs_[added].lead = lead;
    jobs_[added].number = static_cast<std::uint32_t>(i + 1);
    jobs_[added].simultaneous = row.simultaneous;
    jobs_[lead].simultaneous = jobs_[lead].simultaneous || row.simultaneous;
    jobs_[last].next = added;
    last = added;
    ++jobs_[lead].open;
    world.tell(
        TicketDispatched{world.now(), order.ticket, part.agency, order.opened, order.round, true});
  }
}

/// Into the lists, all that are not there yet.
void Workshop::enter_all(World& world, std::uint32_t order) {
  for (std::uint32_t one = order; one != kNoRow; one = jobs_[one].next) {
    if (jobs_[one].state == State::kCalledLater && !jobs_[one].simultaneous) {
      enter(world, one);
    }
  }
  if (jobs_[order].simultaneous) {
    call_next(world, order);
  }
}

/// Of the agencies that work simultaneously, the next one; when all are there, they begin.
void Workshop::call_next(World& world, std::uint32_t order) {
  std::uint32_t next = kNoRow;
  for (std::uint32_t one = order; one != kNoRow; one = jobs_[one].next) {
    const Job& job = jobs_[one];
    if (job.simultaneous && job.state == State::kCalledLater &&
        (next == kNoRow || job.order.agency < jobs_[next].order.agency)) {
      next = one;
    }
  }
  if (next == kNoRow) {
    begin_together(world, order);
  } else {
    enter(world, next);
  }
}

/// Takes a job out of wherever it is.
void Workshop::stop(World& world, std::uint32_t row, State state) {
  Job& job = jobs_[row];
  if (job.state == State::kInWork) {
    job.left -= work_done(job, world.now());
    if (row == job.lead || !job.simultaneous) {
      world.simulation.cancel(job.over);
    }
  }
  if (job.state == State::kInWork || job.state == State::kHolding) {
    release(world, row, true);
  } else if (job.state == State::kWaiting) {
    leave(row);
  }
  job.state = state;
}

void Workshop::withdraw(World& world, std::uint32_t order) {
  for (std::uint32_t one = order; one != kNoRow; one = jobs_[one].next) {
    stop(world, one, State::kDone);
  }
  for (std::uint32_t one = order; one != kNoRow;) {
    const std::uint32_t next = jobs_[one].next;
    const std::uint32_t unit = jobs_[one].unit;
    jobs_.remove(one);
    serve(world, unit);
    one = next;
  }
}

void Workshop::suspend(World& world, std::uint32_t order) {
  for (std::uint32_t one = order; one != kNoRow; one = jobs_[one].next) {
    HOTLINE_REQUIRE(jobs_[one].state != State::kSuspended);
    if (jobs_[one].state != State::kDone) {
      stop(world, one, State::kSuspended);
    }
  }
  for (std::uint32_t one = order; one != kNoRow; one = jobs_[one].next) {
    serve(world, jobs_[one].unit);
  }
}

void Workshop::resume(World& world, std::uint32_t order) {
  bool found = false;
  for (std::uint32_t one = order; one != kNoRow; one = jobs_[one].next) {
    if (jobs_[one].state == State::kSuspended) {
      jobs_[one].state = State::kCalledLater;
      found = true;
    }
  }
  HOTLINE_REQUIRE(found);
  // Of a simultaneous order whose common part is done, the others go on alone.
  for (std::uint32_t one = order; one != kNoRow; one = jobs_[one].next) {
    if (jobs_[one].state == State::kCalledLater && !jobs_[one].simultaneous) {
      enter(world, one);
    }
  }
  if (jobs_[order].simultaneous && jobs_[order].state == State::kCalledLater) {
    call_next(world, order);
  }
}

void Workshop::change(World& world, std::uint32_t order, SimTime due, int priority) {
  for (std::uint32_t one = order; one != kNoRow; one = jobs_[one].next) {
    const bool waits = jobs_[one].state == State::kWaiting;
    if (waits) {
      leave(one);
    }
    jobs_[one].order.due = due;
    jobs_[one].order.priority = priority;
    if (waits) {
      join(world, one);
    }
  }
  for (std::uint32_t one = order; one != kNoRow; one = jobs_[one].next) {
    offer(world, one);
  }
}

/// The job is done; with the last one of the order, the back office is told.
void Workshop::finish(World& world, std::uint32_t row) {
  const std::uint32_t lead = jobs_[row].lead;
  jobs_[row].state = State::kDone;
  if (--jobs_[lead].open > 0) {
    return;
  }
  const std::uint32_t owner = jobs_[lead].order.owner;
  for (std::uint32_t one = lead; one != kNoRow;) {
    const std::uint32_t next = jobs_[one].next;
    jobs_.remove(one);
    one = next;
  }
  world.back.work_done(world, owner);
}

}  // namespace hotline::sim
