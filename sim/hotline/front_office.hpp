// sim/hotline/front_office.hpp: contacts, from the first ring to the end of the after-call work.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/facts/fact.hpp"
#include "sim/city/arrivals.hpp"
#include "sim/dispatch/policy.hpp"
#include "sim/hotline/roster.hpp"
#include "sim/hotline/slab.hpp"
#include "sim/hotline/waiting_line.hpp"
#include "sim/hotline/world.hpp"

namespace hotline::sim {

/// A citizen who is trying, waiting, talking, or about to call again.
struct Contact {
  ContactId id;
  ChannelId channel;
  CategoryId category;
  DistrictId district;
  GroupId group;  ///< of the agent, once answered
  std::uint32_t attempt = 1;
  bool queued = false;
  SimTime arrived;  ///< of this attempt
  SimTime answered;
  Duration talk{0};
  EventHandle patience;
  WaitingNode node;
};

/// What the back office needs to know of a conversation that leaves a ticket behind.
struct TicketRequest {
  TicketId ticket;
  ChannelId channel;
  CategoryId category;
  DistrictId district;
  bool taken_by_agent = false;  ///< an agent classifies it; otherwise the machine does
};

/// Lines, agents in counted groups, patience and redial. A value; see World for what it is handed.
///
/// Agents      idle = on duty - busy, if positive. Who is busy when the shift ends finishes the
/// case. Work        conserving: an agent who becomes free takes the waiting contact that the
/// policy names,
///             and nobody waits while an agent who may serve him is idle.
class FrontOffice {
 public:
  FrontOffice(const Scenario& scenario, Policy policy);

  template <class Sink>
  void start(World<Sink>& world);

  /// Handles a front-office event. Calls open(TicketRequest) for each ticket that is left behind.
  template <class Sink, class OpenTicket>
  void handle(World<Sink>& world, const Event& event, OpenTicket&& open);

  [[nodiscard]] std::size_t contacts() const { return contacts_.size(); }

 private:
  struct Line {
    WaitingLine waiting;
    std::int64_t in_system = 0;         ///< in queue and in talk: what takes a trunk
    std::vector<std::uint32_t> groups;  ///< who serves it, in order of preference
  };

  struct Group {
    Roster roster;
    std::vector<std::uint32_t> lines;
    std::int64_t on_duty = 0;
    std::int64_t busy = 0;
    /// When the shifts ended of those who are still busy: always busy - on_duty entries, if
    /// positive, the longest past its shift first.
    std::vector<SimTime> past_shift;

    [[nodiscard]] std::int64_t idle() const { return on_duty - busy; }

    void set_on_duty(SimTime now, std::int64_t agents);
    /// One of the busy is through. Agents are alike: it is the one longest past its shift.
    /// @return how long that is.
    Duration release_one(SimTime now);
  };

  template <class Sink>
  void arrive(World<Sink>& world, std::uint32_t source);
  template <class Sink>
  void enter(World<Sink>& world, std::uint32_t row);
  template <class Sink>
  void ring(World<Sink>& world, std::uint32_t row);
  template <class Sink>
  void answer(World<Sink>& world, std::uint32_t row, std::uint32_t group);
  template <class Sink>
  void abandon(World<Sink>& world, std::uint32_t row);
  template <class Sink>
  void give_up_or_redial(World<Sink>& world, std::uint32_t row);
  template <class Sink, class OpenTicket>
  void leave(World<Sink>& world, std::uint32_t row, OpenTicket& open);
  template <class Sink>
  void release(World<Sink>& world, std::uint32_t row);
  template <class Sink>
  void change_shift(World<Sink>& world, std::uint32_t number);
  template <class Sink>
  void serve(World<Sink>& world, std::uint32_t number);
  [[nodiscard]] std::uint32_t free_group(SimTime now, const Line& line);
  void take_from_line(std::uint32_t row);
  [[nodiscard]] DistrictId district_at(double u) const;

  const Scenario* scenario_;
  Policy policy_;
  BusynessFactors busyness_;
  std::vector<ArrivalProcess> sources_;
  std::vector<double> district_edges_;  ///< cumulative shares
  std::vector<Line> lines_;             ///< one a channel
  std::vector<Group> groups_;
  Slab<Contact> contacts_;
  std::uint64_t queued_ = 0;                ///< numbers those that ever waited
  std::vector<WaitingView> waiting_views_;  ///< scratch
  std::vector<ServerView> server_views_;    ///< scratch
};

template <class Sink>
void FrontOffice::start(World<Sink>& world) {
  for (std::uint32_t g = 0; g < groups_.size(); ++g) {
    change_shift(world, g);
  }
  for (ArrivalProcess& source : sources_) {
    const SimTime first = source.next(world.now(), world.book, busyness_);
    if (first != kNever) {
      world.simulation.schedule(first, EventClass::kArrival,
                                Event{Event::Kind::kArrival, source.source()});
    }
  }
}

template <class Sink, class OpenTicket>
void FrontOffice::handle(World<Sink>& world, const Event& event, OpenTicket&& open) {
  switch (event.kind) {
    case Event::Kind::kArrival:
      return arrive(world, event.index);
    case Event::Kind::kRedial:
      return enter(world, event.index);
    case Event::Kind::kEntryOver:
      leave(world, event.index, open);
      return contacts_.remove(event.index);
    case Event::Kind::kPatienceOver:
      return abandon(world, event.index);
    case Event::Kind::kTalkOver:
      return leave(world, event.index, open);
    case Event::Kind::kAfterCallOver:
      return release(world, event.index);
    case Event::Kind::kShift:
      return change_shift(world, event.index);
    default:
      HOTLINE_REQUIRE(false);
  }
}

template <class Sink>
void FrontOffice::arrive(World<Sink>& world, std::uint32_t source) {
  ArrivalProcess& process = sources_[source];
  const Demand& demand = scenario_->demand[source];
  // The number says where the contact comes from, so that it does not depend on other sources.
  const ContactId id{(static_cast<std::uint64_t>(source) << 40) | (process.drawn() - 1)};
  Contact contact;
  contact.id = id;
  contact.channel = demand.channel;
  contact.category = demand.category;
  contact.district = district_at(world.book.uniform(Purpose::kDistrict, id.value));
  const SimTime next = process.next(world.now(), world.book, busyness_);
  if (next != kNever) {
    world.simulation.schedule(next, EventClass::kArrival, Event{Event::Kind::kArrival, source});
  }
  enter(world, contacts_.add(contact));
}

template <class Sink>
void FrontOffice::enter(World<Sink>& world, std::uint32_t row) {
  Contact& contact = contacts_[row];
  contact.arrived = world.now();
  contact.queued = false;
  world.sink(ContactArrived{world.now(), contact.id, contact.channel, contact.category,
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

template <class Sink>
void FrontOffice::ring(World<Sink>& world, std::uint32_t row) {
  Contact& contact = contacts_[row];
  Line& line = lines_[contact.channel.index()];
  const Channel& channel = scenario_->channels[contact.channel.index()];
  if (channel.lines && line.in_system >= *channel.lines) {
    world.sink(ContactBlocked{world.now(), contact.id, contact.channel});
    return give_up_or_redial(world, row);
  }
  ++line.in_system;
  const std::uint32_t group = free_group(world.now(), line);
  if (group != kNoRow) {
    return answer(world, row, group);
  }
  contact.queued = true;
  contact.node = WaitingNode{};
  contact.node.since = world.now();
  contact.node.due = world.now() + channel.answer_target;
  contact.node.place = policy_.place(contact.node.since, contact.node.due);
  contact.node.arrival = ++queued_;
  line.waiting.push(contacts_, row);
  world.sink(ContactQueued{world.now(), contact.id, contact.channel});
  if (channel.patience) {
    const Duration patience =
        world.draw(*channel.patience, Purpose::kPatience, contact.id.value, contact.attempt);
    contact.patience =
        world.after(patience, EventClass::kPatience, Event::Kind::kPatienceOver, row);
  }
}

template <class Sink>
void FrontOffice::answer(World<Sink>& world, std::uint32_t row, std::uint32_t group) {
  Contact& contact = contacts_[row];
  ++groups_[group].busy;
  contact.group = GroupId{group};
  contact.answered = world.now();
  world.sink(ContactAnswered{world.now(), contact.id, contact.channel, contact.group,
                             contact.arrived, world.now() - contact.arrived, contact.queued});
  const Category& category = scenario_->categories[contact.category.index()];
  contact.talk = world.draw(category.talk, Purpose::kTalk, contact.id.value, contact.attempt);
  world.after(contact.talk, EventClass::kCompletion, Event::Kind::kTalkOver, row);
}

template <class Sink>
void FrontOffice::abandon(World<Sink>& world, std::uint32_t row) {
  const Contact& contact = contacts_[row];
  take_from_line(row);
  --lines_[contact.channel.index()].in_system;
  world.sink(ContactAbandoned{world.now(), contact.id, contact.channel, contact.arrived,
                              world.now() - contact.arrived});
  give_up_or_redial(world, row);
}

template <class Sink>
void FrontOffice::give_up_or_redial(World<Sink>& world, std::uint32_t row) {
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

template <class Sink, class OpenTicket>
void FrontOffice::leave(World<Sink>& world, std::uint32_t row, OpenTicket& open) {
  const Contact& contact = contacts_[row];
  const Channel& channel = scenario_->channels[contact.channel.index()];
  const Category& category = scenario_->categories[contact.category.index()];
  const bool by_agent = channel.kind == Channel::Kind::kLive;
  const bool ticket =
      world.book.chance(category.ticket_probability, Purpose::kLeavesTicket, contact.id.value);
  world.sink(ContactEnded{world.now(), contact.id, contact.channel, contact.category,
                          ticket ? ContactOutcome::kTicketOpened : ContactOutcome::kAnswered,
                          by_agent, contact.arrived, contact.talk});
  if (ticket) {
    open(TicketRequest{TicketId{contact.id.value}, contact.channel, contact.category,
                       contact.district, by_agent});
  }
  if (!by_agent) {
    return;
  }
  --lines_[contact.channel.index()].in_system;
  const Duration after_call =
      world.draw(category.after_call, Purpose::kAfterCall, contact.id.value, contact.attempt);
  world.after(after_call, EventClass::kCompletion, Event::Kind::kAfterCallOver, row);
}

template <class Sink>
void FrontOffice::release(World<Sink>& world, std::uint32_t row) {
  const Contact contact = contacts_[row];
  contacts_.remove(row);
  const Duration past_shift = groups_[contact.group.index()].release_one(world.now());
  const Duration answered_to_now = world.now() - contact.answered;
  world.sink(AgentReleased{world.now(), contact.group, contact.id, contact.talk,
                           answered_to_now - contact.talk, past_shift});
  serve(world, contact.group.value);
}

template <class Sink>
void FrontOffice::change_shift(World<Sink>& world, std::uint32_t number) {
  Group& group = groups_[number];
  const std::int64_t on_duty = group.roster.on_duty(world.now());
  world.sink(StaffingChanged{world.now(), GroupId{number}, on_duty, on_duty - group.on_duty});
  group.set_on_duty(world.now(), on_duty);
  const SimTime next = group.roster.next_change(world.now());
  if (next != kNever) {
    world.simulation.schedule(next, EventClass::kStaffing, Event{Event::Kind::kShift, number});
  }
  serve(world, number);
}

template <class Sink>
void FrontOffice::serve(World<Sink>& world, std::uint32_t number) {
  const Group& group = groups_[number];
  while (group.idle() > 0) {
    waiting_views_.clear();
    for (const std::uint32_t l : group.lines) {
      const WaitingLine& line = lines_[l].waiting;
      if (!line.empty()) {
        const WaitingNode& head = contacts_[line.front()].node;
        waiting_views_.push_back(
            WaitingView{l, head.since, head.due, scenario_->channels[l].priority, head.arrival});
      }
    }
    if (waiting_views_.empty()) {
      return;
    }
    const std::size_t chosen = policy_.select_waiting(world.now(), waiting_views_);
    const std::uint32_t row = lines_[waiting_views_[chosen].line].waiting.front();
    take_from_line(row);
    world.simulation.cancel(contacts_[row].patience);
    answer(world, row, number);
  }
}

}  // namespace hotline::sim
