// sim/hotline/front_office_talk.cpp: from the answer to the release of the agent.
#include <algorithm>

#include "sim/hotline/back_office.hpp"
#include "sim/hotline/chance.hpp"
#include "sim/hotline/front_office.hpp"

namespace hotline::sim {
namespace {

Duration times(Duration d, double factor) {
  return factor == 1 ? d : from_seconds(std::min(to_seconds(d) * factor, to_seconds(kMaxSpan)));
}

}  // namespace

/// An agent of the group turns to a contact: answers, or dials.
void FrontOffice::serve_contact(World& world, std::uint32_t row, std::uint32_t group) {
  Contact& contact = contacts_[row];
  if (contact.is(Contact::kCallback)) {
    return call_back(world, row, group);
  }
  Duration conference{0};
  if (contact.is(Contact::kWarm)) {
    const std::uint32_t first = contact.agent;
    const std::uint32_t rule =
        board_.transfer_of(agents_[contacts_[first].agent].group, CategoryId{contact.category});
    conference = world.draw(scenario_->transfers[rule].conference, Purpose::kConference,
                            contact.id.value, contact.draw_index());
    contact.clear(Contact::kWarm);
    world.after(conference, EventClass::kCompletion, Event::Kind::kConferenceOver, first);
  }
  const std::uint32_t in_hand_before = engage(world, row, group);
  answer(world, row, conference, in_hand_before == 0);
}

/// @return how many the agent had in hand before.
std::uint32_t FrontOffice::engage(World& world, std::uint32_t row, std::uint32_t group) {
  Contact& contact = contacts_[row];
  AgentPool& pool = groups_[group].pool;
  const bool chat = is_held_with_others(contact);
  const std::uint32_t number = chat ? pool.for_chat() : pool.longest_idle();
  const std::uint32_t before = agents_[number].in_hand;
  if (before > 0) {
    advance_clock(world.now(), number);
  }
  pool.take(agents_, number, chat);
  if (agents_[number].alone) {
    agents_[number].first = row;
  }
  contact.agent = number;
  contact.answered = world.now();
  return before;
}

/// @param before_talk  what comes before the talk proper, with the citizen on the line.
void FrontOffice::answer(World& world, std::uint32_t row, Duration before_talk, bool was_idle) {
  Contact& contact = contacts_[row];
  if (world.tell.listening()) {
    const bool waited = contact.is(Contact::kQueued);
    const bool called = contact.is(Contact::kCallback);
    world.tell(ContactAnswered{world.now(), contact.id, ChannelId{contact.channel},
                               GroupId{agents_[contact.agent].group}, contact.arrived,
                               waited ? world.now() - contact.node.since : Duration{0},
                               waited && !called, was_idle, contact.answers > 0, called});
  }
  if (!contact.is(Contact::kHasTalk)) {
    const HandleTime& handle = handle_of(contact);
    const Duration talk =
        world.draw(handle.talk, Purpose::kTalk, contact.id.value, contact.draw_index());
    contact.talk = times(talk, handle.factor);
  }
  contact.flags = contact.flags & (Contact::kHoldsLine | Contact::kGivenTalk);
  contact.talk += before_talk;
  if (contact.is(Contact::kGivenTalk)) {
    contact.finish = static_cast<double>(before_talk.count());
  }
  begin_work(world, row, contact.talk, Event::Kind::kTalkOver);
}

/// The agent who has him in hand works on him for so long, longer if he has others in hand, too.
void FrontOffice::begin_work(World& world, std::uint32_t row, Duration work, Event::Kind over) {
  Contact& contact = contacts_[row];
  const Agent& agent = agents_[contact.agent];
  if (agent.alone) {
    const EventHandle end = world.after(work, EventClass::kCompletion, over, row);
    if (scenario_->groups[agent.group].at_shift_end != ShiftEnd::kFinish) {
      contact.timer = end;
    }
    return;
  }
  advance_clock(world.now(), contact.agent);
  add_to_hand(row, work);
  schedule_next_over(world, contact.agent);
}

void FrontOffice::end_talk(World& world, std::uint32_t row) {
  Contact& contact = contacts_[row];
  contact.talk = world.now() - contact.answered;
  if (passes_on(world, contact)) {
    return transfer(world, row);
  }
  settle_matter(world, contact, true, contact.talk);
  free_line(contacts_[row]);
  wrap_up(world, row);
}

/// After-call work, if there is any.
void FrontOffice::wrap_up(World& world, std::uint32_t row) {
  Contact& contact = contacts_[row];
  const HandleTime& handle = handle_of(contact);
  const Duration work = times(
      world.draw(handle.after_call, Purpose::kAfterCall, contact.id.value, contact.draw_index()),
      handle.factor);
  contact.set(Contact::kTalked);
  if (work > Duration{0}) {
    begin_work(world, row, work, Event::Kind::kAfterCallOver);
  } else {
    release(world, row);
  }
}

/// The agent is through.
void FrontOffice::release(World& world, std::uint32_t row) {
  const std::uint32_t agent = contacts_[row].agent;
  disengage(world, row);
  wrap_ups_ -= contacts_[row].is(Contact::kWrapUp) ? 1U : 0U;
  contacts_.remove(row);
  go_on(world, agent);
}

/// The agent has one contact less in hand, and is told to be released.
void FrontOffice::disengage(World& world, std::uint32_t row) {
  const Contact& contact = contacts_[row];
  Agent& agent = agents_[contact.agent];
  if (!agent.alone) {
    advance_clock(world.now(), contact.agent);
  }
  const bool alone = agent.alone;
  const Duration past_shift =
      groups_[agent.group].pool.give_back(agents_, contact.agent, world.now());
  if (alone) {
    agent.first = kNoRow;
  } else {
    schedule_next_over(world, contact.agent);
  }
  if (world.tell.listening()) {
    world.tell(AgentReleased{world.now(), GroupId{agent.group}, contact.id, contact.talk,
                             world.now() - contact.answered - contact.talk, past_shift,
                             agent.in_hand == 0});
  }
}

// ---- Call-backs -------------------------------------------------------------------------------

/// It is his turn: an agent dials, and reaches him or not.
void FrontOffice::call_back(World& world, std::uint32_t row, std::uint32_t group) {
  Contact& contact = contacts_[row];
  const CallbackOffer& offer = *scenario_->channels[contact.channel].callback;
  const std::uint64_t index = contact.draw_index() | (std::uint64_t{contact.tries} << 20);
  const bool reached =
      chance(world, offer.reached, Purpose::kCallbackReached, contact.id.value, index);
  const Duration dial = world.draw(offer.dial, Purpose::kDial, contact.id.value, index);
  engage(world, row, group);
  world.tell(CallbackMade{world.now(), contact.id, ChannelId{contact.channel}, GroupId{group},
                          world.now() - contact.node.since, reached, contact.tries + 1U});
  if (reached) {
    return answer(world, row, dial, true);
  }
  contact.talk = Duration{0};
  begin_work(world, row, dial, Event::Kind::kDialOver);
}

/// Nobody picked up: another time, or never.
void FrontOffice::end_dial(World& world, std::uint32_t row) {
  const std::uint32_t agent = contacts_[row].agent;
  disengage(world, row);
  Contact& contact = contacts_[row];
  const CallbackOffer& offer = *scenario_->channels[contact.channel].callback;
  const std::uint64_t index = contact.draw_index() | (std::uint64_t{contact.tries} << 20);
  contact.agent = kNoRow;
  ++contact.tries;
  if (contact.tries >= offer.tries) {
    end_lost(world, row, false);
  } else {
    const Duration delay =
        world.draw(offer.retry_delay, Purpose::kCallbackRetry, contact.id.value, index);
    world.after(delay, EventClass::kArrival, Event::Kind::kCallbackRetry, row);
  }
  go_on(world, agent);
}

/// Back to his old place in the queue.
void FrontOffice::retry_callback(World& world, std::uint32_t row) {
  Contact& contact = contacts_[row];
  WaitingLine& queue = queues_[contact.queue];
  const std::uint32_t group =
      group_for(world, contact, world.now() - contact.node.since, queue.length() + 1);
  if (group != Switchboard::kNone) {
    serve_contact(world, row, group);
  } else {
    if (contact.node.place == kVeryFront) {
      queue.push(contacts_, row);
    } else {
      line_up(world, row);  // the policy may be another one since
    }
    filled_.insert(0, contact.queue);
  }
  reconsider(world);
}

// ---- Transfers --------------------------------------------------------------------------------

bool FrontOffice::passes_on(const World& world, const Contact& contact) const {
  const std::uint32_t row =
      board_.transfer_of(agents_[contact.agent].group, CategoryId{contact.category});
  if (row == Switchboard::kNone) {
    return false;
  }
  const TransferRow& rule = scenario_->transfers[row];
  return contact.transfers < rule.most && chance(world, rule.probability, Purpose::kTransfer,
                                                 contact.id.value, contact.draw_index());
}

/// Of several queues, that in whose share the draw lies that passed him on: it is uniform below the
/// probability of the row.
std::size_t FrontOffice::destination(const World& world, const Contact& contact,
                                     const TransferRow& rule) {
  if (rule.to.size() == 1) {
    return rule.to.front().queue;
  }
  const double u = world.book.uniform(Purpose::kTransfer, contact.id.value, contact.draw_index()) /
                   rule.probability;
  const auto found = std::find_if(rule.to.begin(), rule.to.end() - 1,
                                  [u](const TransferTo& to) { return u < to.up_to; });
  return found->queue;
}

/// The contact goes to another queue. The agent stays with a row of his own: to wait for the second
/// agent (warm), and for his after-call work.
void FrontOffice::transfer(World& world, std::uint32_t row) {
  Contact first = contacts_[row];
  const std::uint32_t group = agents_[first.agent].group;
  const TransferRow& rule =
      scenario_->transfers[board_.transfer_of(group, CategoryId{first.category})];
  world.tell(ContactTransferred{world.now(), first.id, ChannelId{first.channel}, GroupId{group},
                                rule.warm});
  first.flags = Contact::kWrapUp;
  const std::uint32_t wrap_up_row = contacts_.add(first);
  ++wrap_ups_;
  if (agents_[first.agent].alone) {
    agents_[first.agent].first = wrap_up_row;
  }
  Contact& contact = contacts_[row];
  contact.queue = static_cast<std::uint16_t>(destination(world, first, rule));
  contact.clear(Contact::kGivenTalk);  // it was that with the first agent
  contact.count_answer();
  ++contact.transfers;
  if (rule.warm) {
    contact.set(Contact::kWarm);
    contact.agent = wrap_up_row;
  }
  const std::uint32_t next =
      group_for(world, contact, Duration{0}, queues_[contact.queue].length() + 1);
  if (next != Switchboard::kNone) {
    serve_contact(world, row, next);
  } else {
    join(world, row, false);
  }
  if (!rule.warm) {
    wrap_up(world, wrap_up_row);
  }
  reconsider(world);
}

/// The first agent is no longer needed.
void FrontOffice::end_conference(World& world, std::uint32_t row) {
  contacts_[row].talk = world.now() - contacts_[row].answered;
  wrap_up(world, row);
}

}  // namespace hotline::sim
