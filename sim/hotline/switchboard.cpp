#include "sim/hotline/switchboard.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace hotline::sim {
namespace {

/// The queue takes such a contact by itself.
bool admits(const Queue& queue, ChannelId channel, CategoryId category, std::uint32_t language,
            DistrictId district) {
  return !queue.only_by_transfer && sim::admits(queue.channels, channel) &&
         sim::admits(queue.categories, category) && sim::admits(queue.languages, language) &&
         sim::admits(queue.districts, district);
}

/// How many contacts a day of each category come by a channel; for weights only.
std::vector<double> contacts_per_day(const Scenario& scenario, ChannelId channel) {
  std::vector<double> per_day(scenario.categories.size());
  for (const Demand& demand : scenario.demand) {
    if (demand.channel == channel) {
      per_day[demand.category.index()] += demand.per_day;
    }
  }
  for (const Trace& trace : scenario.traces) {
    for (const TraceArrival& arrival : trace.arrivals) {
      if (arrival.channel == channel) {
        per_day[arrival.category.index()] +=
            to_seconds(kDay) / to_seconds(scenario.warm_up + scenario.length);
      }
    }
  }
  return per_day;
}

/// The handle rows that apply, by position.
std::vector<std::size_t> rows_for(const Scenario& scenario, GroupId group, ChannelId channel,
                                  CategoryId category) {
  std::vector<std::size_t> rows;
  for (std::size_t r = 0; r < scenario.handles.size(); ++r) {
    const HandleRow& row = scenario.handles[r];
    if (sim::admits(row.groups, group) && sim::admits(row.channels, channel) &&
        sim::admits(row.categories, category)) {
      rows.push_back(r);
    }
  }
  return rows;
}

/// A category's handle time, and what the rows make of it.
HandleTime changed(HandleTime handle, const Scenario& scenario,
                   const std::vector<std::size_t>& rows) {
  for (const std::size_t r : rows) {
    const HandleRow& row = scenario.handles[r];
    handle.talk = row.talk.value_or(handle.talk);
    handle.after_call = row.after_call.value_or(handle.after_call);
    handle.factor *= row.factor;
  }
  return handle;
}

}  // namespace

Switchboard::Switchboard(const Scenario& scenario, const Selection& policy, const Routing& routing)
    : channels_(static_cast<std::uint32_t>(scenario.channels.size())),
      categories_(static_cast<std::uint32_t>(scenario.categories.size())),
      languages_(
          std::max<std::uint32_t>(1, static_cast<std::uint32_t>(scenario.languages.size()))) {
  if (std::any_of(scenario.queues.begin(), scenario.queues.end(),
                  [](const Queue& queue) { return !queue.districts.empty(); })) {
    districts_ = static_cast<std::uint32_t>(scenario.districts.size());
  }
  number_queues(scenario, routing);
  assign_contacts(scenario);
  assign_groups(scenario, policy);
  add_overflow(scenario);
  assign_lines(scenario);
  assign_handles(scenario);
  assign_transfers(scenario);
  work_out_means(scenario);
  mark_queues();
  collect_stages();
}

void Switchboard::number_queues(const Scenario& scenario, const Routing& routing) {
  for (const Queue& queue : scenario.queues) {
    QueuePlan& plan = queues_.emplace_back();
    plan.priority = queue.priority;
    plan.weight = queue.weight;
    plan.routing = queue.routing.value_or(routing);
    plan.answer_target = queue.answer_target.value_or(Duration{-1});
    plan.stated = &queue;
  }
  for (const Channel& channel : scenario.channels) {
    if (!channel.has_agents()) {
      own_queue_.push_back(kNone);
      continue;
    }
    own_queue_.push_back(static_cast<std::uint32_t>(queues_.size()));
    QueuePlan& plan = queues_.emplace_back();
    plan.priority = channel.priority;
    plan.weight = channel.weight;
    plan.routing = channel.routing.value_or(routing);
    plan.answer_target = channel.answer_target;
  }
}

/// The first queue that admits it. What kind of contacts a queue holds follows from who comes.
void Switchboard::assign_contacts(const Scenario& scenario) {
  const std::size_t kinds = std::size_t{categories_} * languages_ * districts_;
  queue_of_.assign(channels_ * kinds, kNone);
  std::vector<bool> alone(queues_.size());     // somebody must be served alone
  std::vector<bool> together(queues_.size());  // somebody need not
  std::vector<bool> live(queues_.size());
  for (std::uint32_t c = 0; c < channels_; ++c) {
    const Channel::Kind kind = scenario.channels[c].kind;
    const auto joins = [&](std::uint32_t queue) {
      std::vector<bool>& with = kind == Channel::Kind::kChat ? together : alone;
      with[queue] = true;
      live[queue] = live[queue] || kind != Channel::Kind::kDeferred;
    };
    for (std::uint32_t one = 0; kind != Channel::Kind::kDirect && one < kinds; ++one) {
      const std::uint32_t queue = first_queue_for(scenario, c, one);
      queue_of_[c * kinds + one] = queue;
      joins(queue);
      if (const Queue* const stated = queues_[queue].stated) {
        std::for_each(stated->alternatives.begin(), stated->alternatives.end(), joins);
      }
    }
  }
  for (std::size_t q = 0; q < queues_.size(); ++q) {
    queues_[q].chat = together[q] && !alone[q];
    queues_[q].deferred = !live[q] && alone[q];
  }
}

/// @param kind  numbers the combinations of category, language and district.
std::uint32_t Switchboard::first_queue_for(const Scenario& scenario, std::uint32_t channel,
                                           std::uint32_t kind) const {
  const CategoryId category{kind / districts_ / languages_};
  const std::uint32_t language = kind / districts_ % languages_;
  const DistrictId district{kind % districts_};
  const auto found =
      std::find_if(scenario.queues.begin(), scenario.queues.end(), [&](const Queue& queue) {
        return admits(queue, ChannelId{channel}, category, language, district);
      });
  return found == scenario.queues.end()
             ? own_queue_[channel]
             : static_cast<std::uint32_t>(found - scenario.queues.begin());
}

/// By queue: whether contacts of the channel join it by themselves.
std::vector<bool> Switchboard::fed_by(ChannelId channel) const {
  std::vector<bool> fed(queues_.size());
  const std::size_t kinds = std::size_t{categories_} * languages_ * districts_;
  for (std::size_t at = 0; at < kinds; ++at) {
    const std::uint32_t queue = queue_of_[channel.value * kinds + at];
    if (queue != kNone) {
      fed[queue] = true;
    }
  }
  return fed;
}

/// A group names its queues, or the channels whose queues it serves.
std::vector<std::uint32_t> Switchboard::served_by(const AgentGroup& group) const {
  std::vector<std::uint32_t> served = group.queues;
  for (const ChannelId channel : group.channels) {
    const std::vector<bool> fed = fed_by(channel);
    for (std::uint32_t q = 0; q < queues_.size(); ++q) {
      if (fed[q] && std::find(served.begin(), served.end(), q) == served.end()) {
        served.push_back(q);
      }
    }
  }
  return served;
}

void Switchboard::assign_groups(const Scenario& scenario, const Selection& policy) {
  for (std::uint32_t g = 0; g < scenario.groups.size(); ++g) {
    const AgentGroup& group = scenario.groups[g];
    GroupPlan& plan = groups_.emplace_back();
    plan.queues = served_by(group);
    plan.policy = group.policy.value_or(policy);
    plan.rank.assign(queues_.size(), 0);
    plan.reserve.assign(queues_.size(), 0);
    for (const Reserve& reserve : group.reserves) {
      plan.reserve[reserve.queue] = reserve.agents;
    }
    for (const DistrictId district : group.home) {
      plan.home.resize(scenario.districts.size());
      plan.home[district.index()] = true;
    }
    for (std::size_t i = 0; i < plan.queues.size(); ++i) {
      QueuePlan& queue = queues_[plan.queues[i]];
      plan.rank[plan.queues[i]] = static_cast<int>(i);
      if (queue.servers.empty()) {
        queue.place = plan.policy;
      }
      queue.servers.push_back(Server{g, static_cast<int>(queue.servers.size()), nullptr});
    }
  }
}

/// Who stands where in a queue is said by the first group that serves it.
void Switchboard::use(std::uint32_t group, const Selection& policy) {
  groups_[group].policy = policy;
  for (QueuePlan& queue : queues_) {
    if (!queue.servers.empty() && queue.servers.front().group == group &&
        queue.servers.front().overflow == nullptr) {
      queue.place = policy;
    }
  }
  collect_stages();
}

void Switchboard::use(std::uint32_t queue, const Routing& routing) {
  queues_[queue].routing = routing;
  collect_stages();
}

void Switchboard::use_own(const Scenario& scenario, const Selection& policy) {
  for (std::uint32_t g = 0; g < groups_.size(); ++g) {
    use(g, scenario.groups[g].policy.value_or(policy));
  }
  std::uint32_t q = 0;
  for (const Queue& queue : scenario.queues) {
    use(q++, queue.routing.value_or(scenario.contact_routing));
  }
  for (const Channel& channel : scenario.channels) {
    if (channel.has_agents()) {
      use(q++, channel.routing.value_or(scenario.contact_routing));
    }
  }
}

void Switchboard::add_overflow(const Scenario& scenario) {
  for (std::uint32_t q = 0; q < scenario.queues.size(); ++q) {
    QueuePlan& queue = queues_[q];
    for (const OverflowStage& stage : scenario.queues[q].stages) {
      for (const GroupId group : stage.groups) {
        queue.servers.push_back(
            Server{group.value, static_cast<int>(queue.servers.size()), &stage});
        GroupPlan& helper = groups_[group.index()];
        helper.overflow.push_back(Help{q, &stage});
        if (std::find(helper.queues.begin(), helper.queues.end(), q) == helper.queues.end()) {
          helper.rank[q] = static_cast<int>(helper.queues.size());
        }
      }
    }
  }
}

void Switchboard::collect_stages() {
  const auto add = [](std::vector<Duration>& stages, Duration after) {
    if (std::find(stages.begin(), stages.end(), after) == stages.end()) {
      stages.push_back(after);
    }
  };
  for (QueuePlan& queue : queues_) {
    queue.stages.clear();
    for (const Server& server : queue.servers) {
      if (server.overflow != nullptr) {
        add(queue.stages, server.overflow->after);
      }
      if (const Duration after = groups_[server.group].policy.changes_its_mind();
          after > Duration{0}) {
        add(queue.stages, after);
      }
    }
    if (const Duration after = queue.routing.changes_its_mind(); after > Duration{0}) {
      add(queue.stages, after);
    }
    std::sort(queue.stages.begin(), queue.stages.end());
  }
}

void Switchboard::assign_lines(const Scenario& scenario) {
  trunk_of_.assign(channels_, kNone);
  for (const Trunks& trunks : scenario.trunks) {
    for (const ChannelId channel : trunks.channels) {
      trunk_of_[channel.index()] = static_cast<std::uint32_t>(trunk_lines_.size());
    }
    trunk_lines_.push_back(trunks.lines);
  }
  for (std::uint32_t c = 0; c < channels_; ++c) {
    if (scenario.channels[c].lines && trunk_of_[c] == kNone) {
      trunk_of_[c] = static_cast<std::uint32_t>(trunk_lines_.size());
      trunk_lines_.push_back(*scenario.channels[c].lines);
    }
  }
}

/// Without rows: one handle time a category. With rows: one for each set of rows that applies.
void Switchboard::assign_handles(const Scenario& scenario) {
  for (const Category& category : scenario.categories) {
    handles_.push_back(HandleTime{category.talk, category.after_call, 1});
  }
  if (scenario.handles.empty()) {
    return;
  }
  handle_of_.resize(scenario.groups.size() * channels_ * categories_);
  std::map<std::pair<std::uint32_t, std::vector<std::size_t>>, std::uint32_t> known;
  for (std::uint32_t k = 0; k < categories_; ++k) {
    known.insert({{k, {}}, k});
  }
  for (std::uint32_t g = 0; g < scenario.groups.size(); ++g) {
    for (std::uint32_t c = 0; c < channels_; ++c) {
      for (std::uint32_t k = 0; k < categories_; ++k) {
        const std::vector<std::size_t> rows =
            rows_for(scenario, GroupId{g}, ChannelId{c}, CategoryId{k});
        const auto [entry, is_new] =
            known.try_emplace({k, rows}, static_cast<std::uint32_t>(handles_.size()));
        if (is_new) {
          handles_.push_back(changed(handles_[k], scenario, rows));
        }
        handle_of_[(g * channels_ + c) * categories_ + k] = entry->second;
      }
    }
  }
}

void Switchboard::assign_transfers(const Scenario& scenario) {
  if (scenario.transfers.empty()) {
    return;
  }
  for (std::uint32_t g = 0; g < scenario.groups.size(); ++g) {
    for (std::uint32_t k = 0; k < categories_; ++k) {
      const auto row = std::find_if(
          scenario.transfers.begin(), scenario.transfers.end(), [&](const TransferRow& one) {
            return admits(one.groups, GroupId{g}) && admits(one.categories, CategoryId{k});
          });
      transfer_of_.push_back(row == scenario.transfers.end()
                                 ? kNone
                                 : static_cast<std::uint32_t>(row - scenario.transfers.begin()));
    }
  }
}

void Switchboard::work_out_means(const Scenario& scenario) {
  std::vector<std::vector<double>> per_day;
  for (std::uint32_t c = 0; c < channels_; ++c) {
    per_day.push_back(contacts_per_day(scenario, ChannelId{c}));
  }
  for (std::uint32_t g = 0; g < groups_.size(); ++g) {
    groups_[g].mean = mean_handle_times(g, per_day);
  }
}

/// By queue: the mean over the contacts that join it, by their expected numbers (languages alike);
/// evenly where nobody is expected.
/// @param per_day  expected contacts, by channel and category
std::vector<Duration> Switchboard::mean_handle_times(
    std::uint32_t group, const std::vector<std::vector<double>>& per_day) const {
  std::vector<double> weight(queues_.size());
  std::vector<double> sum(queues_.size());
  for (std::uint32_t c = 0; c < channels_; ++c) {
    for (std::uint32_t k = 0; k < categories_; ++k) {
      for (std::uint32_t l = 0; l < languages_ * districts_; ++l) {
        const std::uint32_t queue =
            queue_of(ChannelId{c}, CategoryId{k}, l / districts_, DistrictId{l % districts_});
        if (queue != kNone) {
          const double w = per_day[c][k] + 1e-9;
          weight[queue] += w;
          sum[queue] += w * handle(group, ChannelId{c}, CategoryId{k}).mean();
        }
      }
    }
  }
  std::vector<Duration> means(queues_.size(), Duration{0});
  for (std::size_t q = 0; q < queues_.size(); ++q) {
    if (weight[q] > 0) {
      means[q] = from_seconds(std::min(sum[q] / weight[q], to_seconds(kMaxSpan)));
    }
  }
  return means;
}

void Switchboard::mark_queues() {
  live_ = BitRows(groups_.size(), queues_.size());
  deferred_ = BitRows(groups_.size(), queues_.size());
  chat_ = BitRows(1, queues_.size());
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    for (const std::uint32_t q : groups_[g].queues) {
      (queues_[q].deferred ? deferred_ : live_).insert(g, q);
    }
  }
  for (std::size_t q = 0; q < queues_.size(); ++q) {
    if (queues_[q].chat) {
      chat_.insert(0, q);
    }
  }
}

}  // namespace hotline::sim
