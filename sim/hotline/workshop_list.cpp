// sim/hotline/workshop_list.cpp: who stands in which list, and whom a crew takes next.
#include <algorithm>
#include <utility>

#include "sim/hotline/span.hpp"
#include "sim/hotline/workshop.hpp"

namespace hotline::sim {
namespace {

/// Beyond this bit, numbers of questions are those of tickets: contacts ask others.
constexpr std::uint64_t kTicketsAsk = std::uint64_t{1} << 17U;

}  // namespace

/// Into a list: for the first time, into that of the unit that the routing names.
void Workshop::enter(World& world, std::uint32_t row) {
  Job& job = jobs_[row];
  const UnitTable::AgencyPlan& agency = table_.agencies()[job.order.agency.index()];
  job.since = world.now();
  if (job.place == 0) {
    job.place = ++joined_;
    job.node.since = world.now();
    job.unit = agency.first;
    if (agency.own_lists && agency.count > 1) {
      job.unit = route(world, job);
    }
  }
  join(world, row);
  schedule_stages(world, list_of(jobs_[row].unit));
  offer(world, row);
}

/// When what joins a list has waited so long, others may take it.
void Workshop::schedule_stages(World& world, std::uint32_t list) {
  const UnitTable::UnitPlan& unit = table_.units()[list];
  const auto look_after = [&](Duration wait) {
    if (wait > Duration{0}) {
      world.after(wait, EventClass::kCompletion, Event::Kind::kUnitStage, list);
    }
  };
  for (const Duration wait : unit.stages) {
    look_after(wait);
  }
  look_after(unit.policy.changes_its_mind());
  look_after(table_.agencies()[unit.agency].routing.changes_its_mind());
}

void Workshop::look_again(World& world, std::uint32_t list) {
  const UnitTable::AgencyPlan& agency = table_.agencies()[table_.units()[list].agency];
  if (!agency.own_lists) {
    for (std::uint32_t u = agency.first; u < agency.first + agency.count; ++u) {
      serve(world, u);
    }
    return;
  }
  serve(world, list);
  for (const std::uint32_t helper : table_.units()[list].helpers) {
    serve(world, helper);
  }
}

/// A job waits: who is free may take it, or it interrupts another.
void Workshop::offer(World& world, std::uint32_t row) {
  const Job& job = jobs_[row];
  const UnitTable::AgencyPlan& agency = table_.agencies()[job.order.agency.index()];
  if (agency.own_lists || agency.count == 1) {
    const std::uint32_t unit = job.unit;
    serve(world, unit);
    for (const std::uint32_t helper : table_.units()[unit].helpers) {
      serve(world, helper);
    }
    return;
  }
  std::uint32_t unit = route(world, job);
  if (unit == kNoRow && agency.stated->preemption != Preemption::kNone) {
    unit = unit_of_last(world, agency.first);
  }
  if (unit != kNoRow) {
    serve(world, unit);
  } else if (agency.stated->quota) {
    for (std::uint32_t u = agency.first; u < agency.first + agency.count; ++u) {
      if (!quota_left(world, u, jobs_[row])) {
        await_quota(world, u);
      }
    }
  }
}

/// The units that may have the job; no more than the first where the routing asks for no other.
void Workshop::find_candidates(const World& world, const UnitTable::AgencyPlan& agency,
                               const Job& job) {
  candidates_.clear();
  for (std::uint32_t u = agency.first; u < agency.first + agency.count; ++u) {
    if (agency.own_lists ? table_.takes(u, job.order.district) : can_take(world, u, job)) {
      candidates_.push_back(u);
      if (agency.routing.takes_first()) {
        return;
      }
    }
  }
}

/// The unit whose list it joins; where they share one, a unit that could begin now, or kNoRow.
std::uint32_t Workshop::route(const World& world, const Job& job) {
  const UnitTable::AgencyPlan& agency = table_.agencies()[job.order.agency.index()];
  const bool all = agency.own_lists && !agency.by_district;
  if (!all) {
    find_candidates(world, agency, job);
  }
  const std::size_t count = all ? agency.count : candidates_.size();
  if (count == 0) {
    return kNoRow;
  }
  const auto unit_at = [&](std::size_t at) {
    return all ? agency.first + static_cast<std::uint32_t>(at) : candidates_[at];
  };
  const std::uint64_t number =
      kTicketsAsk | (job.order.number & 0xffU) << 8U | (job.number & 0xffU);
  const std::size_t chosen = agency.routing.select(
      Question{world.now(), world.book, job.order.ticket.value, number}, count,
      [&](std::size_t at) { return view_of(world, unit_at(at), job); }, server_views_);
  // A list of its own must be somebody's: where no unit wants the job, the first one's.
  return chosen != kNobody ? unit_at(chosen) : agency.own_lists ? unit_at(0) : kNoRow;
}

bool Workshop::can_take(const World& world, std::uint32_t unit, const Job& job) const {
  const bool room =
      concurrency_of(unit) ? has_room(unit) : units_[unit].free() >= table_.type(job.type).crews;
  return room && quota_left(world, unit, job);
}

ServerView Workshop::view_of(const World& world, std::uint32_t unit, const Job& job) const {
  const Unit& there = units_[unit];
  const UnitTable::UnitPlan& plan = table_.units()[unit];
  const WorkList& list = lists_[list_of(unit)];
  ServerView view;
  view.unit = unit;
  view.free = std::max<std::int64_t>(0, there.free());
  view.present = view.free + there.busy + there.aside;
  view.waiting = list.waiting;
  // What is begun ends at known instants: the sum of those less now, for each.
  const auto now = static_cast<std::uint64_t>(world.now().time_since_epoch().count());
  view.work = scaled(list.work, 1 / plan.speed) +
              Duration(static_cast<std::int64_t>(there.ends - there.spells * now));
  if (concurrency_of(unit)) {
    std::uint64_t in_hand = 0;
    for (const Hand& hand : there.hands) {
      in_hand += hand.jobs;
    }
    view.waiting += in_hand - static_cast<std::uint64_t>(there.busy);
    view.work += scaled(work_in_hands(unit, world.now()), 1 / plan.speed);
  }
  view.idle_since = there.idle.empty() ? kNever : there.idle.front();
  view.mean_service = scaled(table_.type(job.type).mean, 1 / plan.speed);
  view.weight = plan.weight;
  view.rank = static_cast<int>(unit);
  view.local = table_.is_local(unit, job.order.district);
  view.breadth = plan.breadth;
  view.item_waited = world.now() - job.node.since;
  return view;
}

WaitingView Workshop::view_of(const World& world, const Job& job, std::uint64_t length,
                              std::uint32_t unit) const {
  const UnitTable::JobType& type = table_.type(job.type);
  WaitingView view;
  view.line = job.order.category.value;
  view.since = job.node.since;
  view.due = job.order.due;
  view.priority = job.order.priority;
  view.arrival = job.place;
  view.length = length;
  view.weight = scenario_->categories[job.order.category.index()].weight;
  view.mean_service = scaled(type.mean, 1 / table_.units()[unit].speed);
  view.work = job.left;
  if (job.state == State::kInWork) {
    view.work -= work_done(job, world.now());
  }
  view.rank = static_cast<int>(job.order.category.value);
  view.size = job.size;
  view.reserve = type.reserve;
  view.local = table_.is_local(unit, job.order.district);
  if (table_.units()[list_of(unit)].policy.needs_start()) {
    view.start_by = start_by(list_of(unit), view.due, view.work);
  }
  return view;
}

WaitingLine& Workshop::line_of(const Job& job) {
  std::vector<Line>& lines = lists_[list_of(job.unit)].lines;
  const bool by_home = table_.agencies()[job.order.agency.index()].by_home;
  const DistrictId district = by_home ? job.order.district : DistrictId{0};
  const auto alike = std::find_if(lines.begin(), lines.end(), [&](const Line& line) {
    return line.category == job.order.category && line.priority == job.order.priority &&
           line.district == district;
  });
  if (alike != lines.end()) {
    return alike->line;
  }
  return lines.emplace_back(Line{job.order.category, job.order.priority, district, {}}).line;
}

/// When work must begin to be done when it is due, if the crews of the list work on nothing else.
SimTime Workshop::start_by(std::uint32_t list, SimTime due, Duration work) const {
  const UnitTable::UnitPlan& unit = table_.units()[list];
  return due == kNever
             ? kNever
             : table_.duties()[unit.duty].calendar().subtract(due, scaled(work, 1 / unit.speed));
}

SimTime Workshop::place_of(const World& world, const Job& job, std::uint32_t list) const {
  const Selection& policy = table_.units()[list].policy;
  if (policy.at_random()) {  // of a line that is put in order anew
    return SimTime(Duration(static_cast<std::int64_t>(
        world.book.bits(Purpose::kListShuffle, job.order.ticket.value, job.draw_index()) >> 1U)));
  }
  Joining joining{job.node.since, job.order.due, job.left, job.size};
  if (policy.needs_start()) {
    joining.start_by = start_by(list, job.order.due, job.left);
  }
  return policy.place(joining);
}

void Workshop::join(const World& world, std::uint32_t row) {
  Job& job = jobs_[row];
  WorkList& list = lists_[list_of(job.unit)];
  job.state = State::kWaiting;
  job.node.due = job.order.due;
  job.node.arrival = job.place;
  if (table_.units()[list_of(job.unit)].policy.at_random()) {
    line_of(job).push_anywhere(
        jobs_, row,
        world.book.uniform(Purpose::kListPlace, job.order.ticket.value, job.draw_index()));
  } else {
    job.node.place = place_of(world, job, list_of(job.unit));
    line_of(job).push(jobs_, row);
  }
  ++list.waiting;
  list.work += job.left;
}

void Workshop::leave(std::uint32_t row) {
  const Job& job = jobs_[row];
  WorkList& list = lists_[list_of(job.unit)];
  line_of(job).remove(jobs_, row);
  --list.waiting;
  list.work -= job.left;
}

/// The job that a crew of the unit takes next; kNoRow: none.
std::uint32_t Workshop::next_for(const World& world, std::uint32_t unit) {
  const WorkList& list = lists_[list_of(unit)];
  const bool helps = !table_.units()[unit].helps.empty();
  if (list.waiting == 0 && !helps) {
    return kNoRow;
  }
  const Selection& policy = table_.units()[unit].policy;
  heads_.clear();
  for (const Line& line : list.lines) {
    if (!line.line.empty()) {
      heads_.push_back(Head{line.line.front(), line.line.length()});
    }
  }
  if (helps && has_room(unit)) {
    add_heads_of_others(world, unit);
  }
  if (heads_.empty()) {
    return kNoRow;
  }
  if (heads_.size() == 1 && !policy.may_decline()) {
    return heads_.front().row;
  }
  waiting_views_.clear();
  for (const Head& head : heads_) {
    waiting_views_.push_back(view_of(world, jobs_[head.row], head.length, unit));
  }
  const std::size_t chosen =
      policy.select(Question{world.now(), world.book, 0, 0, units_[unit].free()}, waiting_views_);
  return chosen == kNobody ? kNoRow : heads_[chosen].row;
}

/// What stands in the lists of other units, as far as a stage of theirs is open for it.
void Workshop::add_heads_of_others(const World& world, std::uint32_t unit) {
  for (const UnitTable::Help& help : table_.units()[unit].helps) {
    const WorkList& list = lists_[help.unit];
    for (const Line& line : list.lines) {
      const std::uint32_t row = line.line.empty() ? kNoRow : line.line.front();
      const bool known = std::any_of(heads_.begin(), heads_.end(),
                                     [&](const Head& head) { return head.row == row; });
      if (row == kNoRow || known) {
        continue;
      }
      const Unit& there = units_[help.unit];
      if (help.stage->holds(world.now() - jobs_[row].node.since,
                            static_cast<std::int64_t>(list.waiting),
                            [&] { return std::pair(there.busy, there.on_duty); })) {
        heads_.push_back(Head{row, line.line.length()});
      }
    }
  }
}

/// Interrupts what comes after the job, last first, until there are crews enough; if there can be.
bool Workshop::make_room(World& world, std::uint32_t unit, std::uint32_t row) {
  // Whoever is in work is nobody's longest line, however many of its class wait.
  constexpr std::uint64_t kLongest = std::uint64_t{1} << 62U;
  const Selection& policy = table_.units()[unit].policy;
  const Question question{world.now(), world.book, 0, 0, units_[unit].free()};
  const auto comes_after = [&](std::uint32_t first, std::uint32_t second) {
    const auto length = [&](std::uint32_t one) { return one == row ? 1 : kLongest; };
    return policy.before(question, view_of(world, jobs_[first], length(first), unit),
                         view_of(world, jobs_[second], length(second), unit));
  };
  std::int64_t missing = table_.type(jobs_[row].type).crews - units_[unit].free();
  std::int64_t there = 0;
  candidates_.clear();
  const WaitingLine& in_work = lists_[list_of(unit)].in_work;
  for (std::uint32_t one = in_work.empty() ? kNoRow : in_work.front(); one != kNoRow;
       one = jobs_[one].node.behind) {
    if (jobs_[one].unit == unit && !jobs_[one].simultaneous && comes_after(row, one)) {
      candidates_.push_back(one);
      there += table_.type(jobs_[one].type).crews;
    }
  }
  if (there < missing) {
    return false;
  }
  while (missing > 0) {
    const auto last = std::max_element(candidates_.begin(), candidates_.end(), comes_after);
    missing -= table_.type(jobs_[*last].type).crews;
    interrupt(world, *last, agency_of(unit).preemption == Preemption::kRestart);
    candidates_.erase(last);
  }
  return true;
}

/// The unit, of those that share the list, with the job that would be interrupted first.
std::uint32_t Workshop::unit_of_last(const World& world, std::uint32_t list) {
  const Question question{world.now(), world.book, 0, 0, 0};
  std::uint32_t last = kNoRow;
  const WaitingLine& in_work = lists_[list].in_work;
  for (std::uint32_t one = in_work.empty() ? kNoRow : in_work.front(); one != kNoRow;
       one = jobs_[one].node.behind) {
    const Job& job = jobs_[one];
    if (!job.simultaneous &&
        (last == kNoRow || table_.units()[list].policy.before(
                               question, view_of(world, jobs_[last], 1, jobs_[last].unit),
                               view_of(world, job, 1, job.unit)))) {
      last = one;
    }
  }
  return last == kNoRow ? kNoRow : jobs_[last].unit;
}

}  // namespace hotline::sim
