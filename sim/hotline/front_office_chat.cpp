// sim/hotline/front_office_chat.cpp: agents with several contacts in hand.
//
// All that an agent has in hand go on at the same speed, which depends on how many there are
// (Concurrency). So one clock an agent is enough: it runs at that speed, each contact is through
// when the clock shows its `finish`, and only the next of them needs an event. With speed 1/n it is
// processor sharing: L. Kleinrock, Time-shared systems, J. ACM 14 (1967) 242; with full speed up to
// a limit, limited processor sharing.
#include <algorithm>
#include <cmath>

#include "sim/hotline/front_office.hpp"

namespace hotline::sim {

/// Brings the agent's clock to the present. Before the number in hand changes.
void FrontOffice::advance_clock(SimTime now, std::uint32_t number) {
  Agent& agent = agents_[number];
  if (agent.in_hand > 0) {
    const Concurrency& rule = *scenario_->groups[agent.group].concurrency;
    agent.clock +=
        static_cast<double>((now - agent.clock_at).count()) * rule.speed_with(agent.in_hand);
  }
  agent.clock_at = now;
}

/// In order of who is through first. Requires that the agent's clock shows the present.
void FrontOffice::add_to_hand(std::uint32_t row, Duration work) {
  Contact& contact = contacts_[row];
  Agent& agent = agents_[contact.agent];
  if (agent.first == kNoRow) {
    agent.clock = 0;
  }
  contact.finish = agent.clock + static_cast<double>(work.count());
  std::uint32_t before = kNoRow;
  std::uint32_t behind = agent.first;
  while (behind != kNoRow && contacts_[behind].finish <= contact.finish) {
    before = behind;
    behind = contacts_[behind].node.behind;
  }
  contact.node.before = before;
  contact.node.behind = behind;
  (before == kNoRow ? agent.first : contacts_[before].node.behind) = row;
  if (behind != kNoRow) {
    contacts_[behind].node.before = row;
  }
}

void FrontOffice::take_from_hand(std::uint32_t row) {
  const Contact& contact = contacts_[row];
  Agent& agent = agents_[contact.agent];
  const WaitingNode& node = contact.node;
  (node.before == kNoRow ? agent.first : contacts_[node.before].node.behind) = node.behind;
  if (node.behind != kNoRow) {
    contacts_[node.behind].node.before = node.before;
  }
}

void FrontOffice::schedule_next_over(World& world, std::uint32_t number) {
  Agent& agent = agents_[number];
  world.simulation.cancel(agent.timer);
  agent.timer = EventHandle{};
  if (agent.first == kNoRow) {
    return;
  }
  const Concurrency& rule = *scenario_->groups[agent.group].concurrency;
  const double left = std::max(0.0, contacts_[agent.first].finish - agent.clock);
  const double delay = std::ceil(left / rule.speed_with(agent.in_hand));
  agent.timer =
      world.after(std::min(Duration(static_cast<std::int64_t>(std::min(delay, 1e18))), kMaxSpan),
                  EventClass::kCompletion, Event::Kind::kChatOver, number);
}

/// The next one of those in hand is through with his talk, or the agent with his after-call work.
void FrontOffice::end_chat(World& world, std::uint32_t number) {
  agents_[number].timer = EventHandle{};
  advance_clock(world.now(), number);
  const std::uint32_t row = agents_[number].first;
  take_from_hand(row);
  if (contacts_[row].is(Contact::kTalked)) {
    release(world, row);
  } else {
    end_talk(world, row);
  }
  // Meanwhile he may have taken up something else, and may be with it alone.
  if (!agents_[number].alone && agents_[number].timer.insertion == 0) {
    schedule_next_over(world, number);
  }
}

}  // namespace hotline::sim
