#include "sim/hotline/front_office.hpp"

#include <algorithm>

#include "sim/hotline/back_office.hpp"
#include "sim/hotline/citizens.hpp"

namespace hotline::sim {

FrontOffice::FrontOffice(const Scenario& scenario, Selection policy)
    : scenario_(&scenario), policy_(policy) {
  lines_.resize(scenario.channels.size());
  for (std::uint32_t g = 0; g < scenario.groups.size(); ++g) {
    const AgentGroup& group = scenario.groups[g];
    groups_.push_back(Group{Roster(group.shifts), {}, 0, 0, {}});
    for (const ChannelId channel : group.channels) {
      groups_.back().lines.push_back(channel.value);
      lines_[channel.index()].groups.push_back(g);
    }
  }
}

void FrontOffice::Group::set_on_duty(SimTime now, std::int64_t agents) {
  on_duty = agents;
  past_shift.resize(static_cast<std::size_t>(std::max<std::int64_t>(0, busy - on_duty)), now);
}

Duration FrontOffice::Group::release_one(SimTime now) {
  --busy;
  if (past_shift.empty()) {
    return Duration{0};
  }
  const Duration past = now - past_shift.front();
  past_shift.erase(past_shift.begin());
  return past;
}

std::uint32_t FrontOffice::free_group(const World& world, const Contact& contact) {
  const Line& line = lines_[contact.channel.index()];
  server_views_.clear();
  for (const std::uint32_t g : line.groups) {
    if (groups_[g].idle() > 0) {
      ServerView& view = server_views_.emplace_back();
      view.unit = g;
      view.free = groups_[g].idle();
      view.present = groups_[g].on_duty;
    }
  }
  if (server_views_.empty()) {
    return kNoRow;
  }
  const Question question{world.now(), world.book, contact.id.value, contact.attempt};
  const std::size_t chosen = routing_.select(question, server_views_);
  return chosen == kNobody ? kNoRow : server_views_[chosen].unit;
}

void FrontOffice::take_from_line(std::uint32_t row) {
  lines_[contacts_[row].channel.index()].waiting.remove(contacts_, row);
}

void FrontOffice::start(World& world) {
  for (std::uint32_t g = 0; g < groups_.size(); ++g) {
    change_shift(world, g);
  }
}

void FrontOffice::handle(World& world, const Event& event) {
  switch (event.kind) {
    case Event::Kind::kRedial:
      return enter(world, event.index);
    case Event::Kind::kEntryOver:
      leave(world, event.index);
      return contacts_.remove(event.index);
    case Event::Kind::kPatienceOver:
      return abandon(world, event.index);
    case Event::Kind::kTalkOver:
      return leave(world, event.index);
    case Event::Kind::kAfterCallOver:
      return release(world, event.index);
    case Event::Kind::kShift:
      return change_shift(world, event.index);
    default:
      HOTLINE_REQUIRE(false);
  }
}

void FrontOffice::take(World& world, const Call& call) {
  Contact contact;
  contact.id = call.contact;
  contact.channel = call.channel;
  contact.category = call.category;
  contact.district = call.district;
  enter(world, contacts_.add(contact));
}

void FrontOffice::enter(World& world, std::uint32_t row) {
  Contact& contact = contacts_[row];
  contact.arrived = world.now();
  contact.queued = false;
  world.tell(ContactArrived{world.now(), contact.id, contact.channel, contact.category,
                            contact.district, contact.attempt});
  const Channel& channel = scenario_->channels[contact.channel.index()];
  if (channel.kind == Channel::Kind::kDirect) {
    const Duration entry =
        world.draw(channel.entry, Purpose::kEntry, contact.id.value, contact.attempt);
    world.after(entry, EventClass::kCompletion, Event::Kind::kEntryOver, row);
  } else {
    ring(world, row);
  }
}

void FrontOffice::ring(World& world, std::uint32_t row) {
  Contact& contact = contacts_[row];
  Line& line = lines_[contact.channel.index()];
  const Channel& channel = scenario_->channels[contact.channel.index()];
  if (channel.lines && line.in_system >= *channel.lines) {
    world.tell(ContactBlocked{world.now(), contact.id, contact.channel});
    return give_up_or_redial(world, row);
  }
  ++line.in_system;
  const std::uint32_t group = free_group(world, contact);
  if (group != kNoRow) {
    return answer(world, row, group);
  }
  contact.queued = true;
  contact.node = WaitingNode{};
  contact.node.since = world.now();
  contact.node.due = world.now() + channel.answer_target;
  contact.node.place = policy_.place(Joining{contact.node.since, contact.node.due});
  contact.node.arrival = ++queued_;
  line.waiting.push(contacts_, row);
  world.tell(ContactQueued{world.now(), contact.id, contact.channel});
  if (channel.patience) {
    const Duration patience =
        world.draw(*channel.patience, Purpose::kPatience, contact.id.value, contact.attempt);
    contact.patience =
        world.after(patience, EventClass::kPatience, Event::Kind::kPatienceOver, row);
  }
}

void FrontOffice::answer(World& world, std::uint32_t row, std::uint32_t group) {
  Contact& contact = contacts_[row];
  ++groups_[group].busy;
  contact.group = GroupId{group};
  contact.answered = world.now();
  world.tell(ContactAnswered{world.now(), contact.id, contact.channel, contact.group,
                             contact.arrived, world.now() - contact.arrived, contact.queued});
  const Category& category = scenario_->categories[contact.category.index()];
  contact.talk = world.draw(category.talk, Purpose::kTalk, contact.id.value, contact.attempt);
  world.after(contact.talk, EventClass::kCompletion, Event::Kind::kTalkOver, row);
}

void FrontOffice::abandon(World& world, std::uint32_t row) {
  const Contact& contact = contacts_[row];
  take_from_line(row);
  --lines_[contact.channel.index()].in_system;
  world.tell(ContactAbandoned{world.now(), contact.id, contact.channel, contact.arrived,
                              world.now() - contact.arrived});
  give_up_or_redial(world, row);
}

void FrontOffice::give_up_or_redial(World& world, std::uint32_t row) {
  Contact& contact = contacts_[row];
  const Channel& channel = scenario_->channels[contact.channel.index()];
  const bool again = contact.attempt < channel.max_attempts &&
                     world.book.chance(channel.redial_probability, Purpose::kRedial,
                                       contact.id.value, contact.attempt);
  if (!again) {
    return contacts_.remove(row);
  }
  const Duration delay =
      world.draw(channel.redial_delay, Purpose::kRedialDelay, contact.id.value, contact.attempt);
  ++contact.attempt;
  world.after(delay, EventClass::kArrival, Event::Kind::kRedial, row);
}

void FrontOffice::leave(World& world, std::uint32_t row) {
  const Contact& contact = contacts_[row];
  const Channel& channel = scenario_->channels[contact.channel.index()];
  const Category& category = scenario_->categories[contact.category.index()];
  const bool by_agent = channel.kind == Channel::Kind::kLive;
  const bool ticket =
      world.book.chance(category.ticket_probability, Purpose::kLeavesTicket, contact.id.value);
  world.tell(ContactEnded{world.now(), contact.id, contact.channel, contact.category,
                          ticket ? ContactOutcome::kTicketOpened : ContactOutcome::kAnswered,
                          by_agent, contact.arrived, contact.talk});
  if (ticket) {
    world.back.open(world, TicketRequest{TicketId{contact.id.value}, contact.channel,
                                         contact.category, contact.district, by_agent});
  }
  if (!by_agent) {
    return;
  }
  --lines_[contact.channel.index()].in_system;
  const Duration after_call =
      world.draw(category.after_call, Purpose::kAfterCall, contact.id.value, contact.attempt);
  world.after(after_call, EventClass::kCompletion, Event::Kind::kAfterCallOver, row);
}

void FrontOffice::release(World& world, std::uint32_t row) {
  const Contact contact = contacts_[row];
  contacts_.remove(row);
  const Duration past_shift = groups_[contact.group.index()].release_one(world.now());
  const Duration answered_to_now = world.now() - contact.answered;
  world.tell(AgentReleased{world.now(), contact.group, contact.id, contact.talk,
                           answered_to_now - contact.talk, past_shift});
  serve(world, contact.group.value);
}

void FrontOffice::change_shift(World& world, std::uint32_t number) {
  Group& group = groups_[number];
  const std::int64_t on_duty = group.roster.on_duty(world.now());
  world.tell(StaffingChanged{world.now(), GroupId{number}, on_duty, on_duty - group.on_duty});
  group.set_on_duty(world.now(), on_duty);
  const SimTime next = group.roster.next_change(world.now());
  if (next != kNever) {
    world.simulation.schedule(next, EventClass::kStaffing, Event{Event::Kind::kShift, number});
  }
  serve(world, number);
}

void FrontOffice::serve(World& world, std::uint32_t number) {
  const Group& group = groups_[number];
  while (group.idle() > 0) {
    waiting_views_.clear();
    for (const std::uint32_t l : group.lines) {
      const WaitingLine& line = lines_[l].waiting;
      if (!line.empty()) {
        const WaitingNode& head = contacts_[line.front()].node;
        WaitingView& view = waiting_views_.emplace_back();
        view.line = l;
        view.since = head.since;
        view.due = head.due;
        view.priority = scenario_->channels[l].priority;
        view.arrival = head.arrival;
        view.length = line.length();
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
    const std::uint32_t row = lines_[waiting_views_[chosen].line].waiting.front();
    take_from_line(row);
    world.simulation.cancel(contacts_[row].patience);
    answer(world, row, number);
  }
}

}  // namespace hotline::sim
