#include "sim/hotline/agents.hpp"

#include <algorithm>

#include "core/base/contract.hpp"

namespace hotline::sim {

std::uint32_t AgentPool::for_chat() const {
  if (!idle_.empty()) {
    return idle_.front();
  }
  if (!past_shift_.empty()) {
    return kNoRow;
  }
  const auto room = std::find_if(with_chats_.begin(), with_chats_.end(),
                                 [](const AgentList& list) { return !list.empty(); });
  return room == with_chats_.end() ? kNoRow : room->front();
}

std::size_t AgentPool::with_room() const {
  std::size_t room = idle_.size();
  if (past_shift_.empty()) {
    for (const AgentList& list : with_chats_) {
      room += list.size();
    }
  }
  return room;
}

/// Into the list that fits what he has in hand; into none if he has no room.
void AgentPool::stand(std::vector<Agent>& agents, std::uint32_t agent) {
  const Agent& who = agents[agent];
  if (who.in_hand == 0) {
    idle_.push_back(agents, agent);
  } else if (!who.alone && who.in_hand < most_in_hand_) {
    if (with_chats_.size() < who.in_hand) {
      with_chats_.resize(who.in_hand);
    }
    with_chats_[who.in_hand - 1].push_back(agents, agent);
  }
}

void AgentPool::step_out(std::vector<Agent>& agents, std::uint32_t agent) {
  const Agent& who = agents[agent];
  if (who.in_hand == 0) {
    idle_.remove(agents, agent);
  } else if (!who.alone && who.in_hand < most_in_hand_) {
    with_chats_[who.in_hand - 1].remove(agents, agent);
  }
}

void AgentPool::take(std::vector<Agent>& agents, std::uint32_t agent, bool chat) {
  step_out(agents, agent);
  Agent& who = agents[agent];
  busy_ += who.in_hand == 0 ? 1U : 0U;
  ++who.in_hand;
  who.alone = !chat || most_in_hand_ == 0;
  if (!who.alone) {
    stand(agents, agent);
  }
}

Duration AgentPool::give_back(std::vector<Agent>& agents, std::uint32_t agent, SimTime now) {
  step_out(agents, agent);
  Agent& who = agents[agent];
  --who.in_hand;
  if (who.in_hand > 0) {
    stand(agents, agent);
    return Duration{0};
  }
  --busy_;
  who.alone = false;
  if (past_shift_.empty()) {
    who.since = now;
    idle_.push_back(agents, agent);
    return Duration{0};
  }
  const Duration past = now - past_shift_.front();
  past_shift_.erase(past_shift_.begin());
  off_.push_back(agents, agent);
  return past;
}

void AgentPool::step_aside(std::vector<Agent>& agents, std::uint32_t agent) {
  idle_.remove(agents, agent);
  agents[agent].aside = true;
  ++agents[agent].side_works;
  aside_.push_back(agents, agent);
}

void AgentPool::step_back(std::vector<Agent>& agents, std::uint32_t agent, SimTime now) {
  aside_.remove(agents, agent);
  agents[agent].aside = false;
  agents[agent].since = now;
  idle_.push_back(agents, agent);
}

std::uint32_t AgentPool::enter(std::vector<Agent>& agents) {
  if (off_.empty()) {
    agents.emplace_back().group = group_;
    return static_cast<std::uint32_t>(agents.size() - 1);
  }
  const std::uint32_t agent = off_.front();
  off_.remove(agents, agent);
  return agent;
}

std::uint32_t AgentPool::set_on_duty(std::vector<Agent>& agents, std::int64_t on_duty,
                                     SimTime now) {
  for (; on_duty_ < on_duty; ++on_duty_) {
    if (!past_shift_.empty()) {
      past_shift_.pop_back();
      continue;
    }
    const std::uint32_t agent = enter(agents);
    agents[agent].since = now;
    idle_.push_back(agents, agent);
  }
  while (on_duty_ > on_duty) {
    --on_duty_;
    if (!idle_.empty()) {
      const std::uint32_t agent = idle_.front();
      idle_.remove(agents, agent);
      off_.push_back(agents, agent);
    } else if (!aside_.empty()) {
      const std::uint32_t agent = aside_.front();
      aside_.remove(agents, agent);
      agents[agent].aside = false;
      off_.push_back(agents, agent);
      return agent;
    } else {
      past_shift_.push_back(now);
    }
  }
  return kNoRow;
}

}  // namespace hotline::sim
