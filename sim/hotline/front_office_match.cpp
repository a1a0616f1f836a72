// sim/hotline/front_office_match.cpp: which agent for this contact, which contact for this agent.
#include <algorithm>
#include <utility>

#include "sim/hotline/front_office.hpp"
#include "sim/hotline/span.hpp"

namespace hotline::sim {

bool FrontOffice::is_held_with_others(const Contact& contact) const {
  return scenario_->channels[contact.channel].kind == Channel::Kind::kChat;
}

bool FrontOffice::has_room(std::uint32_t group, const Contact& contact) const {
  const AgentPool& pool = groups_[group].pool;
  return pool.idle() > 0 || (is_held_with_others(contact) && pool.for_chat() != kNoRow);
}

/// Whether an overflow stage is open for who has waited so long in a queue of such length.
bool FrontOffice::holds(const OverflowStage& stage, std::uint32_t queue, Duration waited,
                        std::size_t length) const {
  return stage.holds(waited, static_cast<std::int64_t>(length), [&] {
    std::int64_t busy = 0;
    std::int64_t present = 0;
    for (const Switchboard::Server& server : board_.queues()[queue].servers) {
      if (server.overflow == nullptr) {
        busy += static_cast<std::int64_t>(groups_[server.group].pool.busy());
        present += groups_[server.group].pool.on_duty();
      }
    }
    return std::pair(busy, present);
  });
}

/// The queue that he joins: his own, or one that is stated beside it.
std::uint32_t FrontOffice::alternative_to(const World& world, const Contact& contact) {
  const Queue* const stated = board_.queues()[contact.queue].stated;
  if (stated == nullptr || stated->alternatives.empty()) {
    return contact.queue;
  }
  const auto queue_at = [&](std::size_t at) {
    return at == 0 ? std::uint32_t{contact.queue} : stated->alternatives[at - 1];
  };
  const std::size_t chosen = stated->joins.select(
      Question{world.now(), world.book, contact.id.value, contact.attempt & 0x3ffffU, 1,
               Purpose::kAlternative},
      stated->alternatives.size() + 1,
      [&](std::size_t at) {
        ServerView view = view_of_queue(queue_at(at));
        view.rank = static_cast<int>(at);
        return view;
      },
      server_views_);
  return chosen == kNobody ? contact.queue : queue_at(chosen);
}

/// A queue with those who serve it at any time, as one server.
ServerView FrontOffice::view_of_queue(std::uint32_t queue) const {
  const Switchboard::QueuePlan& plan = board_.queues()[queue];
  ServerView view;
  view.unit = queue;
  view.waiting = queues_[queue].length();
  view.weight = plan.weight;
  double rate = 0;
  for (const Switchboard::Server& server : plan.servers) {
    if (server.overflow != nullptr) {
      continue;
    }
    const AgentPool& pool = groups_[server.group].pool;
    const auto mean = static_cast<double>(board_.groups()[server.group].mean[queue].count());
    view.free += static_cast<std::int64_t>(pool.idle());
    view.present += pool.on_duty();
    rate += static_cast<double>(pool.on_duty()) / std::max(1.0, mean);
    if (pool.idle() > 0) {
      view.idle_since = std::min(view.idle_since, agents_[pool.longest_idle()].since);
    }
  }
  view.mean_service = rate > 0 ? nearest_span(static_cast<double>(view.present) / rate) : kMaxSpan;
  return view;
}

/// The group that takes a contact now; kNone: he waits.
std::uint32_t FrontOffice::group_for(const World& world, const Contact& contact, Duration waited,
                                     std::size_t length) {
  const Routing& routing = board_.queues()[contact.queue].routing;
  const bool first_will_do = routing.takes_first();
  server_views_.clear();
  for (const Switchboard::Server& server : board_.queues()[contact.queue].servers) {
    if (!has_room(server.group, contact) ||
        (server.overflow != nullptr && !holds(*server.overflow, contact.queue, waited, length))) {
      continue;
    }
    if (first_will_do) {
      return server.group;
    }
    const AgentPool& pool = groups_[server.group].pool;
    ServerView& view = server_views_.emplace_back();
    view.unit = server.group;
    view.free = free_agents(server.group, is_held_with_others(contact));
    view.present = pool.on_duty();
    view.idle_since = pool.idle() > 0 ? agents_[pool.longest_idle()].since : kNever;
    view.mean_service = board_.groups()[server.group].mean[contact.queue];
    view.weight = scenario_->groups[server.group].weight;
    view.rank = server.rank;
    view.item_waited = waited;
    view.reserve = board_.groups()[server.group].reserve[contact.queue];
    view.local = board_.groups()[server.group].is_local(contact.district);
    view.breadth = static_cast<int>(board_.groups()[server.group].queues.size());
  }
  if (server_views_.empty()) {
    return Switchboard::kNone;
  }
  if (server_views_.size() == 1 && !routing.may_decline()) {
    return server_views_.front().unit;
  }
  const std::uint64_t number = (contact.attempt & 0x3fffU) | (contact.answers & 0xfU) << 14U;
  const Question question{world.now(), world.book, contact.id.value, number};
  const std::size_t chosen = routing.select(question, server_views_);
  if (chosen == kNobody) {
    declined_ = true;
    return Switchboard::kNone;
  }
  return server_views_[chosen].unit;
}

/// The agents of a group that have room take whoever waits for them.
void FrontOffice::serve(World& world, std::uint32_t group) {
  const AgentPool& pool = groups_[group].pool;
  const bool chats = scenario_->groups[group].concurrency.has_value();
  while (pool.idle() > 0 || (chats && pool.for_chat() != kNoRow)) {
    const std::uint32_t queue = queue_for(world, group, pool.idle() == 0);
    if (queue == Switchboard::kNone) {
      return;
    }
    const std::uint32_t row = queues_[queue].front();
    const std::uint64_t arrival = contacts_[row].node.arrival;
    step_out_of_queue(row);
    contacts_[row].node.arrival = arrival;  // his place, should he have to come back to it
    if (contacts_[row].timer.insertion != 0) {
      world.simulation.cancel(contacts_[row].timer);
    }
    serve_contact(world, row, group);
  }
}

/// The queue whose head comes next: of those with live contacts, or else of the deferred ones.
std::uint32_t FrontOffice::queue_for(const World& world, std::uint32_t group, bool chats_only) {
  const bool overflow = !board_.groups()[group].overflow.empty();
  if (const auto live = queue_among(world, group, board_.live(), overflow, chats_only)) {
    return *live;
  }
  return queue_among(world, group, board_.deferred(), false, chats_only)
      .value_or(Switchboard::kNone);
}

/// Of the queues it serves, and of those it helps where overflow has begun. Empty: nobody waits in
/// them; kNone: the policy serves nobody now.
std::optional<std::uint32_t> FrontOffice::queue_among(const World& world, std::uint32_t group,
                                                      const BitRows& served, bool overflow,
                                                      bool chats_only) {
  const Selection& policy = board_.groups()[group].policy;
  if (!policy.may_decline() && !overflow) {
    const std::uint32_t only = only_queue(group, served, chats_only);
    if (only == Switchboard::kNone) {
      return std::nullopt;
    }
    if (only < queues_.size()) {
      return only;
    }
  }
  waiting_views_.clear();
  view_queues(world, group, served, chats_only);
  if (overflow) {
    view_overflow(world, group, chats_only);
  }
  if (waiting_views_.empty()) {
    return std::nullopt;
  }
  const std::size_t chosen = policy.select(
      Question{world.now(), world.book, 0, 0, free_agents(group, chats_only)}, waiting_views_);
  if (chosen == kNobody) {
    declined_ = true;
    return Switchboard::kNone;
  }
  return waiting_views_[chosen].line;
}

std::int64_t FrontOffice::free_agents(std::uint32_t group, bool for_chats) const {
  const AgentPool& pool = groups_[group].pool;
  return static_cast<std::int64_t>(for_chats ? pool.with_room() : pool.idle());
}

/// The one queue that is not empty; kNone if none is, and a number beyond all queues if several.
std::uint32_t FrontOffice::only_queue(std::uint32_t group, const BitRows& served,
                                      bool chats_only) const {
  std::uint32_t found = Switchboard::kNone;
  for (std::size_t w = 0; w < served.words(); ++w) {
    std::uint64_t word = served.word(group, w) & filled_.word(0, w);
    word &= chats_only ? board_.chat().word(0, w) : ~std::uint64_t{0};
    if (word != 0) {
      // Somebody who came by transfer may stand among chats: then the views must tell.
      const bool sure = !chats_only || scenario_->transfers.empty();
      if (!sure || found != Switchboard::kNone || (word & (word - 1)) != 0) {
        return static_cast<std::uint32_t>(queues_.size());
      }
      found =
          static_cast<std::uint32_t>(64 * w) + static_cast<std::uint32_t>(std::countr_zero(word));
    }
  }
  return found;
}

void FrontOffice::view_queues(const World& /*world*/, std::uint32_t group, const BitRows& served,
                              bool chats_only) {
  for (std::size_t w = 0; w < served.words(); ++w) {
    std::uint64_t word = served.word(group, w) & filled_.word(0, w);
    word &= chats_only ? board_.chat().word(0, w) : ~std::uint64_t{0};
    for_each_bit(word, w, [&](std::uint32_t queue) {
      if (!chats_only || is_held_with_others(contacts_[queues_[queue].front()])) {
        view_queue(group, queue);
      }
    });
  }
}

void FrontOffice::view_queue(std::uint32_t group, std::uint32_t queue) {
  const WaitingNode& head = contacts_[queues_[queue].front()].node;
  const Switchboard::QueuePlan& plan = board_.queues()[queue];
  const Switchboard::GroupPlan& server = board_.groups()[group];
  waiting_views_.push_back(
      WaitingView{.line = queue,
                  .since = head.since,
                  .due = head.due,
                  .priority = plan.priority,
                  .arrival = head.arrival,
                  .length = queues_[queue].length(),
                  .weight = plan.weight,
                  .mean_service = server.mean[queue],
                  .rank = server.rank[queue],
                  .reserve = server.reserve[queue],
                  .local = server.is_local(contacts_[queues_[queue].front()].district),
                  .start_by = head.due});
}

void FrontOffice::view_overflow(const World& world, std::uint32_t group, bool chats_only) {
  std::uint32_t last = Switchboard::kNone;  // stages of one queue stand together
  for (const Switchboard::Help& help : board_.groups()[group].overflow) {
    const WaitingLine& line = queues_[help.queue];
    if (help.queue == last || line.empty() ||
        (chats_only &&
         (!board_.chat().has(0, help.queue) || !is_held_with_others(contacts_[line.front()]))) ||
        board_.live().has(group, help.queue)) {
      continue;
    }
    const Duration waited = world.now() - contacts_[line.front()].node.since;
    if (holds(*help.stage, help.queue, waited, line.length())) {
      view_queue(group, help.queue);
      last = help.queue;
    }
  }
}

/// Where a policy kept somebody idle or waiting, what has happened since may change its mind.
void FrontOffice::reconsider(World& world) {
  if (!declined_) {
    return;
  }
  declined_ = false;
  for (std::uint32_t g = 0; g < groups_.size(); ++g) {
    serve(world, g);
  }
}

/// After an agent of the group has got room: he takes who waits, or else takes up side work.
void FrontOffice::settle(World& world, std::uint32_t group) {
  serve(world, group);
  reconsider(world);
  const AgentGroup& stated = scenario_->groups[group];
  if (stated.side_work && !stated.side_work_once) {
    take_up_side_work(world, group);
  }
}

/// An agent has one contact less in hand.
void FrontOffice::go_on(World& world, std::uint32_t agent) {
  const std::uint32_t number = agents_[agent].group;
  settle(world, number);
  const AgentGroup& stated = scenario_->groups[number];
  if (stated.side_work && stated.side_work_once && groups_[number].pool.newest_idle() == agent) {
    begin_side_work(world, agent);
    tell_staffing(world, number, StaffingReason::kSideWork);
  }
}

}  // namespace hotline::sim
