// sim/hotline/front_office_staff.cpp: shifts, breaks, side work.
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "sim/hotline/front_office.hpp"

namespace hotline::sim {

void FrontOffice::change_shift(World& world, std::uint32_t number) {
  Group& group = groups_[number];
  const Duty::State state = group.duty.at(world.now(), world.book);
  const Calendar& calendar = scenario_->calendars[scenario_->groups[number].calendar];
  const bool was_open = std::exchange(group.open, calendar.is_open(world.now()));
  group.planned = group.open ? state.present : 0;
  const SimTime next = std::min(group.duty.next(world.now()), calendar.next_change(world.now()));
  if (next != kNever) {
    world.simulation.schedule(next, EventClass::kStaffing, Event{Event::Kind::kShift, number});
  }
  bring_on_duty(world, number,
                group.open != was_open ? StaffingReason::kShift
                : state.by_break       ? StaffingReason::kBreak
                : state.by_late        ? StaffingReason::kLate
                                       : StaffingReason::kShift);
}

void FrontOffice::staff(World& world, std::uint32_t number, std::int64_t more) {
  groups_[number].more += more;
  bring_on_duty(world, number, StaffingReason::kIntervention);
}

/// As many as are planned, and what interventions add.
void FrontOffice::bring_on_duty(World& world, std::uint32_t number, StaffingReason reason) {
  Group& group = groups_[number];
  const std::int64_t due = std::max<std::int64_t>(0, group.planned + group.more);
  const std::size_t past_shift = group.pool.past_shift();
  for (std::uint32_t aside = group.pool.set_on_duty(agents_, due, world.now()); aside != kNoRow;
       aside = group.pool.set_on_duty(agents_, due, world.now())) {
    world.simulation.cancel(agents_[aside].timer);
  }
  tell_staffing(world, number, reason);
  if (scenario_->groups[number].at_shift_end != ShiftEnd::kFinish &&
      reason != StaffingReason::kBreak && group.pool.past_shift() > past_shift) {
    hand_back(world, number, group.pool.past_shift() - past_shift);
  }
  settle(world, number);
}

/// Who does side work is not on duty for contacts.
void FrontOffice::tell_staffing(const World& world, std::uint32_t number, StaffingReason reason) {
  Group& group = groups_[number];
  const std::int64_t on_duty = group.pool.on_duty() - static_cast<std::int64_t>(group.pool.aside());
  const bool first = world.now() == scenario_->start && reason != StaffingReason::kSideWork &&
                     reason != StaffingReason::kIntervention;
  if (on_duty != group.told || first) {
    world.tell(
        StaffingChanged{world.now(), GroupId{number}, on_duty, on_duty - group.told, reason});
    group.told = on_duty;
  }
}

std::vector<std::uint32_t> FrontOffice::in_hand(std::uint32_t agent) const {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = agents_[agent].first; row != kNoRow;
       row = agents_[agent].alone ? kNoRow : contacts_[row].node.behind) {
    rows.push_back(row);
  }
  return rows;
}

/// When he answered the last of those who talk with him; none: nobody does.
std::optional<SimTime> FrontOffice::last_answer(std::uint32_t agent) const {
  std::optional<SimTime> last;
  for (const std::uint32_t row : in_hand(agent)) {
    const Contact& contact = contacts_[row];
    if (!contact.is(Contact::kTalked) && !contact.is(Contact::kWrapUp) &&
        !contact.is(Contact::kCallback)) {
      last = std::max(last.value_or(contact.answered), contact.answered);
    }
  }
  return last;
}

/// So many busy agents go home at once: those who have begun last, so that the least is lost. Who
/// is in after-call work, or in a conference that he leaves anyway, finishes it.
void FrontOffice::hand_back(World& world, std::uint32_t number, std::size_t count) {
  std::vector<std::pair<SimTime, std::uint32_t>> talking;  // since when, agent
  for (std::uint32_t a = 0; a < agents_.size(); ++a) {
    if (agents_[a].group != number) {
      continue;
    }
    if (const std::optional<SimTime> last = last_answer(a)) {
      talking.emplace_back(*last, a);
    }
  }
  std::stable_sort(talking.begin(), talking.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  talking.resize(std::min(talking.size(), count));
  for (const auto& [since, agent] : talking) {
    std::vector<std::uint32_t> rows = in_hand(agent);
    std::erase_if(rows, [this](std::uint32_t row) { return contacts_[row].is(Contact::kTalked); });
    for (const std::uint32_t row : rows) {
      hand_back_contact(world, row, scenario_->groups[number].at_shift_end);
    }
  }
}

void FrontOffice::hand_back_contact(World& world, std::uint32_t row, ShiftEnd rule) {
  Contact& contact = contacts_[row];
  const Agent& agent = agents_[contact.agent];
  const Duration served = world.now() - contact.answered;
  Duration whole = contact.talk;
  if (agent.alone &&
      contact.is(Contact::kGivenTalk)) {  // who dials again does so for so long again
    whole -= Duration(static_cast<std::int64_t>(contact.finish));
  }
  Duration left = whole - served;
  if (agent.alone) {
    world.simulation.cancel(contact.timer);
  } else {
    advance_clock(world.now(), contact.agent);
    left = Duration(static_cast<std::int64_t>(std::max(0.0, contact.finish - agent.clock)));
    take_from_hand(row);
  }
  world.tell(ContactHandedBack{world.now(), contact.id, ChannelId{contact.channel},
                               GroupId{agent.group}, served});
  contact.talk = served;
  disengage(world, row);
  contact.count_answer();
  contact.talk = rule == ShiftEnd::kHandBack ? left : whole;
  if (rule == ShiftEnd::kHandBack || contact.is(Contact::kGivenTalk)) {
    contact.set(Contact::kHasTalk);  // else the next agent's talk is drawn
  }
  contact.agent = kNoRow;
  join(world, row, true);
  for (const Switchboard::Server& server : board_.queues()[contacts_[row].queue].servers) {
    if (server.overflow == nullptr) {
      serve(world, server.group);
    }
  }
}

void FrontOffice::take_up_side_work(World& world, std::uint32_t number) {
  AgentPool& pool = groups_[number].pool;
  while (pool.idle() > 0) {
    begin_side_work(world, pool.longest_idle());
  }
  tell_staffing(world, number, StaffingReason::kSideWork);
}

void FrontOffice::begin_side_work(World& world, std::uint32_t agent) {
  const std::uint32_t number = agents_[agent].group;
  groups_[number].pool.step_aside(agents_, agent);
  const Duration work = world.draw(*scenario_->groups[number].side_work, Purpose::kSideWork, agent,
                                   agents_[agent].side_works);
  agents_[agent].timer =
      world.after(work, EventClass::kCompletion, Event::Kind::kSideWorkOver, agent);
}

void FrontOffice::end_side_work(World& world, std::uint32_t agent) {
  const std::uint32_t group = agents_[agent].group;
  groups_[group].pool.step_back(agents_, agent, world.now());
  tell_staffing(world, group, StaffingReason::kSideWork);
  settle(world, group);
}

}  // namespace hotline::sim
