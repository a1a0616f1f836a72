// sim/scenario/queues.cpp: [trunks.*], [language.*], [queue.*], [[handle]], [[transfer]]
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "sim/scenario/front_office_names.hpp"
#include "sim/scenario/ids.hpp"
#include "sim/scenario/parts.hpp"

namespace hotline::sim {
namespace {

constexpr std::int64_t kMaxTransfers = 100;
constexpr std::size_t kMaxLanguages = 250;
constexpr std::size_t kMaxHandles = 10'000'000;

void read_trunks(const Table& root, const FrontOfficeNames& names, Scenario& scenario) {
  std::vector<bool> taken(scenario.channels.size());
  for (const auto& [name, table] : root.named("trunks", "trunks.*")) {
    table.need({"lines", "channels"});
    Trunks trunks;
    trunks.name = name;
    trunks.lines = table.integer("lines", 1, kMaxLines).value_or(1);
    trunks.channels = ids<ChannelId>(table, "channels", "channel", names.channels);
    for (const ChannelId id : trunks.channels) {
      const Channel& channel = scenario.channels.at(id.index());
      if (channel.lines || taken.at(id.index())) {
        table.fail_at("channels",
                      "found the channel '" + channel.name + "', which has lines already");
      }
      if (channel.kind != Channel::Kind::kLive && channel.kind != Channel::Kind::kChat) {
        table.fail_at("channels", "found the channel '" + channel.name +
                                      "', where nobody holds a line, allowed live ones");
      }
      taken.at(id.index()) = true;
    }
    scenario.trunks.push_back(std::move(trunks));
  }
}

/// Shares of all, and of those districts that state their own.
void read_languages(const Table& root, const FrontOfficeNames& names, Scenario& scenario) {
  double sum = 0;
  for (const auto& [name, table] : root.named("language", "language.*")) {
    table.need({"share"});
    scenario.languages.push_back(Language{name, table.share("share").value_or(0), {}});
    sum += scenario.languages.back().share;
  }
  std::vector<Language>& languages = scenario.languages;
  if (languages.size() > kMaxLanguages) {
    root.fail_at("language", "found more than 250 languages");
  }
  if (!languages.empty() && !root.varies() && std::fabs(sum - 1) > kShareTolerance) {
    root.fail_at("language", "found shares that sum to " + plain_number(sum) + ", allowed 1");
  }
  for (Language& language : languages) {
    language.share /= sum;
  }
  std::size_t number = 0;
  for (const auto& [name, table] : root.named("district", "district.*")) {
    if (table.has("languages")) {
      for (Language& language : languages) {
        language.share_in.resize(scenario.districts.size(), language.share);
        language.share_in[number] = 0;
      }
      for (const auto& [language, share] : table.mix("languages", "languages", names.languages)) {
        languages[language].share_in[number] = share;
      }
    }
    ++number;
  }
}

std::vector<OverflowStage> read_stages(const Table& queue, const FrontOfficeNames& names) {
  std::vector<OverflowStage> stages;
  for (const Table& table : queue.list("stages", "queue.*.stages")) {
    table.need({"groups"});
    OverflowStage stage;
    stage.after = table.duration("after").value_or(Duration{0});
    stage.groups = ids<GroupId>(table, "groups", "group", names.groups);
    stage.from_length = table.integer("from_length", 0, kMaxLength).value_or(1);
    stage.from_busy = table.share("from_busy").value_or(0);
    stages.push_back(std::move(stage));
  }
  return stages;
}

std::vector<std::uint32_t> read_queue_languages(const Table& queue, const FrontOfficeNames& names) {
  std::vector<std::uint32_t> languages;
  if (queue.has("languages")) {
    for (const std::size_t language : queue.references("languages", "language", names.languages)) {
      languages.push_back(static_cast<std::uint32_t>(language));
    }
  }
  return languages;
}

/// @param own  the queue's own number
std::vector<std::uint32_t> read_alternatives(const Table& queue, const FrontOfficeNames& names,
                                             std::size_t own) {
  std::vector<std::uint32_t> alternatives;
  for (const std::size_t other : queue.references("alternatives", "queue", names.queues)) {
    if (other == own) {
      queue.fail_at("alternatives", "found the queue itself, allowed others");
    }
    alternatives.push_back(static_cast<std::uint32_t>(other));
  }
  return alternatives;
}

void read_stated_queues(const Table& root, const FrontOfficeNames& names, Scenario& scenario) {
  constexpr std::array<std::string_view, 2> kJoiners{"anybody", "transfer"};
  for (const auto& [name, table] : root.named("queue", "queue.*")) {
    if (std::find(names.channels.begin(), names.channels.end(), name) != names.channels.end()) {
      table.fail(
          "found the name of a channel, which names the channel's own queue; allowed others");
    }
    Queue queue;
    queue.name = name;
    queue.channels = ids<ChannelId>(table, "channels", "channel", names.channels);
    queue.categories = ids<CategoryId>(table, "categories", "category", names.categories);
    queue.languages = read_queue_languages(table, names);
    queue.priority = static_cast<int>(table.integer("priority", 0, kMaxPriority).value_or(0));
    queue.answer_target = table.duration("answer_target");
    queue.weight = table.number("weight", 0, 1e9).value_or(1);
    queue.routing = read_routing(table, "routing");
    queue.stages = read_stages(table, names);
    queue.only_by_transfer = table.choice("joined_by", kJoiners).value_or(0) == 1;
    queue.districts = ids<DistrictId>(table, "districts", "district", names.districts);
    queue.alternatives = read_alternatives(table, names, scenario.queues.size());
    queue.joins = read_routing(table, "joins").value_or(Routing(QueueRatioOverflow{}));
    if (table.has("joins") && queue.alternatives.empty()) {
      table.fail_at("joins", "found without alternatives, allowed with them");
    }
    scenario.queues.push_back(std::move(queue));
  }
}

void read_handles(const Table& root, const FrontOfficeNames& names, Scenario& scenario) {
  for (const Table& table : root.list("handle", "handle")) {
    HandleRow row;
    row.groups = ids<GroupId>(table, "groups", "group", names.groups);
    row.channels = ids<ChannelId>(table, "channels", "channel", names.channels);
    row.categories = ids<CategoryId>(table, "categories", "category", names.categories);
    row.talk = table.law("talk");
    row.after_call = table.law("after_call");
    row.factor = table.number("factor", 0, 1000).value_or(1);
    scenario.handles.push_back(std::move(row));
  }
  if (!scenario.handles.empty() &&
      scenario.groups.size() * scenario.channels.size() * scenario.categories.size() >
          kMaxHandles) {
    root.fail_at("handle", "found more than 10000000 combinations of group, channel and category");
  }
}

/// A queue, or shares of several.
std::vector<TransferTo> destinations(const Table& table, const std::vector<std::string>& queues) {
  const Node* const node = table.node("to");
  if (node == nullptr || node->kind != Node::Kind::kTable) {
    return {TransferTo{table.reference("to", "queue", queues).value_or(0), 1}};
  }
  std::vector<TransferTo> out;
  double sum = 0;
  for (const auto& [queue, share] : table.mix("to", "queue", queues)) {
    sum += share;
    out.push_back(TransferTo{queue, sum});
  }
  if (out.empty()) {
    out.emplace_back();  // it has been refused
  }
  return out;
}

void read_transfers(const Table& root, const FrontOfficeNames& names, Scenario& scenario) {
  constexpr std::array<std::string_view, 2> kKinds{"cold", "warm"};
  for (const Table& table : root.list("transfer", "transfer")) {
    table.need({"probability", "to"});
    TransferRow row;
    row.groups = ids<GroupId>(table, "groups", "group", names.groups);
    row.categories = ids<CategoryId>(table, "categories", "category", names.categories);
    row.probability = table.share("probability").value_or(0);
    row.to = destinations(table, names.queues);
    row.warm = table.choice("kind", kKinds).value_or(0) == 1;
    if (table.has("conference") && !row.warm) {
      table.fail_at("conference", "found on a cold transfer, allowed on a warm one");
    }
    row.conference = table.law("conference").value_or(kAtOnce);
    row.most = static_cast<std::uint32_t>(table.integer("most", 1, kMaxTransfers).value_or(1));
    scenario.transfers.push_back(std::move(row));
  }
}

/// The queue of a contact: the first stated one that admits him, or else his channel's own.
std::size_t queue_of(const Scenario& scenario, std::uint32_t channel, std::uint32_t category,
                     std::uint32_t language, std::uint32_t district) {
  std::size_t queue = 0;
  while (queue < scenario.queues.size() &&
         !(!scenario.queues[queue].only_by_transfer &&
           admits(scenario.queues[queue].channels, ChannelId{channel}) &&
           admits(scenario.queues[queue].categories, CategoryId{category}) &&
           admits(scenario.queues[queue].languages, language) &&
           admits(scenario.queues[queue].districts, DistrictId{district}))) {
    ++queue;
  }
  for (std::uint32_t c = 0; queue >= scenario.queues.size() && c < channel; ++c) {
    queue += scenario.channels[c].has_agents() ? 1U : 0U;
  }
  return queue;
}

/// Calls visit(channel, queue) for each queue that contacts of a channel join by themselves.
template <class Visit>
void for_each_joined(const Scenario& scenario, std::size_t categories, const Visit& visit) {
  const auto languages = std::max<std::size_t>(1, scenario.languages.size());
  const bool by_district = std::any_of(scenario.queues.begin(), scenario.queues.end(),
                                       [](const Queue& queue) { return !queue.districts.empty(); });
  const std::size_t districts = by_district ? scenario.districts.size() : 1;
  for (std::uint32_t c = 0; c < scenario.channels.size(); ++c) {
    const std::size_t kinds =
        scenario.channels[c].has_agents() ? categories * languages * districts : 0;
    for (std::size_t kind = 0; kind < kinds; ++kind) {
      visit(c, queue_of(scenario, c, static_cast<std::uint32_t>(kind / districts / languages),
                        static_cast<std::uint32_t>(kind / districts % languages),
                        static_cast<std::uint32_t>(kind % districts)));
    }
  }
}

/// Of each channel, the queues that its contacts join by themselves.
std::vector<std::vector<bool>> queues_by_channel(const FrontOfficeNames& names,
                                                 const Scenario& scenario) {
  std::vector<std::vector<bool>> fed(scenario.channels.size(),
                                     std::vector<bool>(names.queues.size()));
  for_each_joined(scenario, names.categories.size(),
                  [&](std::uint32_t channel, std::size_t queue) { fed[channel][queue] = true; });
  return fed;
}

void add_queues(std::vector<bool>& all, const std::vector<bool>& more) {
  std::transform(all.begin(), all.end(), more.begin(), all.begin(), std::logical_or<>());
}

/// The queues that anybody joins: by himself, by transfer, or where his own is full.
std::vector<bool> joined_queues(const std::vector<std::vector<bool>>& fed,
                                const FrontOfficeNames& names, const Scenario& scenario) {
  std::vector<bool> joined(names.queues.size());
  for (const std::vector<bool>& queues : fed) {
    add_queues(joined, queues);
  }
  for (const TransferRow& row : scenario.transfers) {
    for (const TransferTo& to : row.to) {
      if (to.queue < joined.size()) {  // else it has been refused
        joined[to.queue] = true;
      }
    }
  }
  for (const Queue& queue : scenario.queues) {
    for (const std::uint32_t other : queue.alternatives) {
      joined[other] = true;
    }
  }
  return joined;
}

/// The queues that a group serves without conditions.
std::vector<bool> served_queues(const std::vector<std::vector<bool>>& fed,
                                const FrontOfficeNames& names, const Scenario& scenario) {
  std::vector<bool> served(names.queues.size());
  for (const AgentGroup& group : scenario.groups) {
    for (const std::uint32_t queue : group.queues) {
      served[queue] = true;
    }
    for (const ChannelId channel : group.channels) {
      add_queues(served, fed[channel.index()]);
    }
  }
  return served;
}

/// Every queue that somebody joins needs a group that serves it without conditions.
void check_served(const Table& root, const FrontOfficeNames& names, const Scenario& scenario) {
  const std::vector<std::vector<bool>> fed = queues_by_channel(names, scenario);
  const std::vector<bool> joined = joined_queues(fed, names, scenario);
  const std::vector<bool> served = served_queues(fed, names, scenario);
  for (std::size_t queue = 0; queue < served.size(); ++queue) {
    if (joined[queue] && !served[queue]) {
      const bool stated = queue < scenario.queues.size();
      root.fail_at(stated ? "queue" : "group", std::string("the ") +
                                                   (stated ? "queue '" : "queue of the channel '") +
                                                   names.queues[queue] + "' is served by no group");
    }
  }
}

/// The switchboard keeps a table of who joins which queue.
void check_size(const Table& root, const FrontOfficeNames& names, const Scenario& scenario) {
  const bool by_district = std::any_of(scenario.queues.begin(), scenario.queues.end(),
                                       [](const Queue& queue) { return !queue.districts.empty(); });
  if (by_district && scenario.channels.size() * names.categories.size() *
                             std::max<std::size_t>(1, scenario.languages.size()) *
                             scenario.districts.size() >
                         kMaxHandles) {
    root.fail_at(
        "queue",
        "found more than 10000000 combinations of channel, category, language and district");
  }
}

}  // namespace

void read_queues(const Table& root, Scenario& scenario) {
  const FrontOfficeNames names = front_office_names(root, scenario);
  read_trunks(root, names, scenario);
  read_languages(root, names, scenario);
  read_stated_queues(root, names, scenario);
  read_handles(root, names, scenario);
  read_transfers(root, names, scenario);
  check_size(root, names, scenario);
  check_served(root, names, scenario);
}

}  // namespace hotline::sim
