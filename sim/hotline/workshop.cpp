#include "sim/hotline/workshop.hpp"

#include <algorithm>

#include "sim/hotline/back_office.hpp"

namespace hotline::sim {

Workshop::Workshop(const Scenario& scenario, const Selection& policy)
    : scenario_(&scenario), policy_(policy), lists_(scenario.agencies.size()) {}

void Workshop::start(World& world) {
  for (std::uint32_t a = 0; a < lists_.size(); ++a) {
    change_crews(world, a);
  }
}

void Workshop::handle(World& world, const Event& event) {
  switch (event.kind) {
    case Event::Kind::kWorkOver:
      return end(world, event.index);
    case Event::Kind::kCrewCalendar:
      return change_crews(world, event.index);
    default:
      HOTLINE_REQUIRE(false);
  }
}

std::uint32_t Workshop::submit(World& world, const WorkOrder& order) {
  const Agency& agency = scenario_->agencies[order.agency.index()];
  Job job;
  job.order = order;
  job.size = world.draw(agency.work, Purpose::kWork, order.ticket.value, order.number);
  job.left = job.size;
  job.since = world.now();
  job.place = ++joined_;
  job.node.since = world.now();
  const std::uint32_t row = jobs_.add(job);
  join(row);
  serve(world, order.agency.value);
  return row;
}

void Workshop::withdraw(World& world, std::uint32_t order) {
  const std::uint32_t agency = jobs_[order].order.agency.value;
  if (jobs_[order].state == State::kInWork) {
    interrupt(world, order);
  } else if (jobs_[order].state == State::kWaiting) {
    leave(order);
  }
  jobs_.remove(order);
  serve(world, agency);
}

void Workshop::suspend(World& world, std::uint32_t order) {
  HOTLINE_REQUIRE(jobs_[order].state != State::kSuspended);
  if (jobs_[order].state == State::kInWork) {
    interrupt(world, order);
  } else {
    leave(order);
  }
  jobs_[order].state = State::kSuspended;
  serve(world, jobs_[order].order.agency.value);
}

void Workshop::resume(World& world, std::uint32_t order) {
  HOTLINE_REQUIRE(jobs_[order].state == State::kSuspended);
  jobs_[order].since = world.now();
  join(order);
  serve(world, jobs_[order].order.agency.value);
}

void Workshop::change(World& world, std::uint32_t order, SimTime due, int priority) {
  const bool waits = jobs_[order].state == State::kWaiting;
  if (waits) {
    leave(order);
  }
  jobs_[order].order.due = due;
  jobs_[order].order.priority = priority;
  if (waits) {
    join(order);
    serve(world, jobs_[order].order.agency.value);
  }
}

WaitingLine& Workshop::line_of(const Job& job) {
  std::vector<Line>& lines = lists_[job.order.agency.index()].lines;
  const auto alike = std::find_if(lines.begin(), lines.end(), [&](const Line& line) {
    return line.category == job.order.category && line.priority == job.order.priority;
  });
  if (alike != lines.end()) {
    return alike->line;
  }
  return lines.emplace_back(Line{job.order.category, job.order.priority, {}}).line;
}

void Workshop::join(std::uint32_t row) {
  Job& job = jobs_[row];
  job.state = State::kWaiting;
  job.node.due = job.order.due;
  job.node.place = policy_.place(Joining{job.node.since, job.order.due, job.left, job.size});
  job.node.arrival = job.place;
  line_of(job).push(jobs_, row);
}

void Workshop::leave(std::uint32_t row) {
  line_of(jobs_[row]).remove(jobs_, row);
}

WaitingView Workshop::view_of(const Line& line) const {
  const Job& head = jobs_[line.line.front()];
  WaitingView view;
  view.line = line.category.value;
  view.since = head.node.since;
  view.due = head.node.due;
  view.priority = line.priority;
  view.arrival = head.node.arrival;
  view.length = line.line.length();
  view.work = head.left;
  view.size = head.size;
  return view;
}

void Workshop::serve(World& world, std::uint32_t agency) {
  WorkList& list = lists_[agency];
  while (list.on_duty > list.busy) {
    waiting_views_.clear();
    std::uint32_t row = kNoRow;
    for (const Line& line : list.lines) {
      if (!line.line.empty()) {
        waiting_views_.push_back(view_of(line));
      }
    }
    if (waiting_views_.empty()) {
      return;
    }
    const std::size_t chosen =
        policy_.select(Question{world.now(), world.book, 0, 0}, waiting_views_);
    if (chosen == kNobody) {
      return;
    }
    std::size_t position = 0;
    for (const Line& line : list.lines) {
      if (!line.line.empty() && position++ == chosen) {
        row = line.line.front();
      }
    }
    leave(row);
    begin(world, row);
  }
}

void Workshop::begin(World& world, std::uint32_t row) {
  Job& job = jobs_[row];
  ++lists_[job.order.agency.index()].busy;
  world.tell(WorkStarted{world.now(), job.order.ticket, job.order.agency, world.now() - job.since,
                         job.begun});
  job.state = State::kInWork;
  job.begun = true;
  job.since = world.now();
  job.over = world.after(job.left, EventClass::kCompletion, Event::Kind::kWorkOver, row);
  if (job.order.watched) {
    world.back.work_begun(world, job.order.owner, job.left);
  }
}

/// Leaves it undone; what was done counts. The caller says where it goes.
void Workshop::interrupt(World& world, std::uint32_t row) {
  Job& job = jobs_[row];
  const Duration worked = world.now() - job.since;
  --lists_[job.order.agency.index()].busy;
  world.simulation.cancel(job.over);
  job.left -= worked;
  job.since = world.now();
  world.tell(WorkEnded{world.now(), job.order.ticket, job.order.agency, worked, true});
}

void Workshop::end(World& world, std::uint32_t row) {
  const Job& job = jobs_[row];
  const std::uint32_t agency = job.order.agency.value;
  const std::uint32_t owner = job.order.owner;
  --lists_[agency].busy;
  world.tell(WorkEnded{world.now(), job.order.ticket, job.order.agency, world.now() - job.since});
  jobs_.remove(row);
  world.back.work_done(world, owner);
  serve(world, agency);
}

void Workshop::change_crews(World& world, std::uint32_t number) {
  const Agency& agency = scenario_->agencies[number];
  const Calendar& calendar = scenario_->calendars[agency.calendar];
  WorkList& list = lists_[number];
  const std::int64_t on_duty = calendar.is_open(world.now()) ? agency.crews : 0;
  world.tell(CrewsChanged{world.now(), AgencyId{number}, on_duty, on_duty - list.on_duty});
  list.on_duty = on_duty;
  const SimTime next = calendar.next_change(world.now());
  if (next != kNever) {
    world.simulation.schedule(next, EventClass::kStaffing,
                              Event{Event::Kind::kCrewCalendar, number});
  }
  serve(world, number);
}

}  // namespace hotline::sim
