// sim/hotline/front_office_change.cpp: other policies while people wait.
#include <algorithm>
#include <utility>

#include "sim/hotline/front_office.hpp"
#include "sim/hotline/named.hpp"
#include "sim/hotline/span.hpp"

namespace hotline::sim {
namespace {

/// Whether a queue names no routing of its own.
bool follows_the_run(const Scenario& scenario, std::uint32_t queue) {
  if (queue < scenario.queues.size()) {
    return !scenario.queues[queue].routing;
  }
  std::size_t left = queue - scenario.queues.size();
  for (const Channel& channel : scenario.channels) {
    if (channel.has_agents() && left-- == 0) {
      return !channel.routing;
    }
  }
  return false;
}

}  // namespace

void FrontOffice::use(std::span<const std::uint32_t> groups, const Selection& policy) {
  for_each_of(
      groups, groups_.size(), [&](std::uint32_t group) { return !scenario_->groups[group].policy; },
      [&](std::uint32_t group) { board_.use(group, policy); });
}

void FrontOffice::use(std::span<const std::uint32_t> queues, const Routing& routing) {
  for_each_of(
      queues, queues_.size(),
      [&](std::uint32_t queue) { return follows_the_run(*scenario_, queue); },
      [&](std::uint32_t queue) { board_.use(queue, routing); });
}

Duration FrontOffice::expected_wait(std::uint32_t queue) const {
  if (queues_[queue].empty()) {
    return Duration{0};
  }
  double rate = 0;  // of contacts served, a microsecond
  for (const Switchboard::Server& server : board_.queues()[queue].servers) {
    const auto mean = static_cast<double>(board_.groups()[server.group].mean[queue].count());
    if (server.overflow == nullptr) {
      rate += static_cast<double>(groups_[server.group].pool.on_duty()) / std::max(1.0, mean);
    }
  }
  return rate > 0 ? nearest_span(static_cast<double>(queues_[queue].length()) / rate) : kMaxSpan;
}

void FrontOffice::reorder(World& world) {
  for (std::uint32_t q = 0; q < queues_.size(); ++q) {
    const Selection& policy = board_.queues()[q].place;
    reorder_line(queues_[q], contacts_, [&](const Contact& contact) {
      if (policy.at_random()) {
        return SimTime(Duration(static_cast<std::int64_t>(
            world.book.bits(Purpose::kQueueShuffle, contact.id.value) >> 1U)));
      }
      return policy.place(Joining{contact.node.since, contact.node.due, {}, {}, contact.node.due});
    });
  }
  declined_ = true;
  reconsider(world);
}

}  // namespace hotline::sim
