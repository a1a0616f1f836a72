// sim/scenario/front_office.cpp: [channel.*]
#include <algorithm>
#include <array>

#include "sim/scenario/front_office_names.hpp"
#include "sim/scenario/parts.hpp"

namespace hotline::sim {
namespace {

constexpr std::int64_t kMaxAttempts = 1'000'000;
constexpr std::int64_t kMaxTries = 100;

using Kind = Channel::Kind;

/// What an attempt may come to that waits for an agent.
constexpr std::array<std::string_view, 10> kLiveKeys{"lines",
                                                     "patience",
                                                     "redial_probability",
                                                     "redial_if_blocked",
                                                     "redial_if_balked",
                                                     "redial_delay",
                                                     "redial_channel",
                                                     "max_attempts",
                                                     "balk",
                                                     "voicemail"};

void refuse(const Table& table, std::string_view key, const char* message) {
  if (table.has(key)) {
    table.fail_at(key, message);
  }
}

void read_redial(const Table& table, const std::vector<std::string>& channels, Channel& channel) {
  channel.redial_probability = table.share("redial_probability").value_or(0);
  channel.redial_if_blocked = table.share("redial_if_blocked");
  channel.redial_if_balked = table.share("redial_if_balked");
  channel.redial_delay = table.law("redial_delay").value_or(kAtOnce);
  channel.redial_channels = table.mix("redial_channel", "redial_channel", channels);
  channel.max_attempts =
      static_cast<std::uint32_t>(table.integer("max_attempts", 0, kMaxAttempts).value_or(0));
  if (channel.redial_probability > 0 || channel.redial_if_blocked.value_or(0) > 0 ||
      channel.redial_if_balked.value_or(0) > 0) {
    table.need({"redial_delay"});
    if (channel.max_attempts == 0 && table.has("redial_delay") &&
        mean_seconds(channel.redial_delay) <= 0) {
      table.fail_at("redial_delay", "found no delay without max_attempts, allowed a mean above 0");
    }
  }
}

Balking read_balking(const Table& table) {
  constexpr std::array<std::string_view, 2> kCounts{"queue", "system"};
  table.need({"probability"});
  Balking rule;
  rule.probability = table.share("probability").value_or(0);
  rule.from_length = table.integer("from_length", 0, kMaxLength).value_or(0);
  rule.in_system = table.choice("count", kCounts).value_or(0) == 1;
  return rule;
}

SelfService read_self_service(const Table& table, const std::vector<std::string>& channels,
                              const std::vector<std::string>& categories) {
  table.need({"time", "contained"});
  SelfService machine;
  machine.time = table.law("time").value_or(kAtOnce);
  machine.contained.assign(categories.size(), table.share("contained").value_or(0));
  for (const auto& [category, share] : table.shares("contained_by", "contained_by", categories)) {
    machine.contained[category] = share;
  }
  if (const std::optional<std::size_t> to = table.reference("hand_over", "channel", channels)) {
    machine.handed_over = ChannelId{static_cast<std::uint32_t>(*to)};
  }
  return machine;
}

CallbackOffer read_callback(const Table& table) {
  table.need({"accepted"});
  CallbackOffer offer;
  offer.from_length = table.integer("from_length", 0, kMaxLength);
  offer.from_wait = table.duration("from_wait");
  if (!offer.from_length && !offer.from_wait) {
    table.fail("found no bound, expected from_length, from_wait or both");
  }
  offer.accepted = table.share("accepted").value_or(1);
  offer.reached = table.share("reached").value_or(1);
  offer.dial = table.law("dial").value_or(kAtOnce);
  offer.retry_delay = table.law("retry_delay").value_or(kAtOnce);
  offer.tries = static_cast<std::uint32_t>(table.integer("tries", 1, kMaxTries).value_or(1));
  if (offer.tries > 1) {
    table.need({"retry_delay"});
  }
  return offer;
}

Voicemail read_voicemail(const Table& table, const std::vector<std::string>& channels) {
  table.need({"after", "share", "channel"});
  Voicemail rule;
  rule.after = table.duration("after").value_or(Duration{0});
  rule.share = table.share("share").value_or(0);
  rule.channel = ChannelId{
      static_cast<std::uint32_t>(table.reference("channel", "channel", channels).value_or(0))};
  return rule;
}

void read_live(const Table& table, const std::vector<std::string>& channels, Channel& channel) {
  channel.lines = table.integer("lines", 1, kMaxLines);
  channel.patience = table.law("patience");
  read_redial(table, channels, channel);
  if (const std::optional<Table> balk = table.table("balk", "channel.*.balk")) {
    channel.balking = read_balking(*balk);
  }
  if (const std::optional<Table> offer = table.table("callback", "channel.*.callback")) {
    if (channel.kind != Kind::kLive) {
      table.fail_at("callback", "found on a chat channel, allowed on a live one");
    }
    channel.callback = read_callback(*offer);
  }
  if (const std::optional<Table> voicemail = table.table("voicemail", "channel.*.voicemail")) {
    channel.voicemail = read_voicemail(*voicemail, channels);
  }
}

Channel read_channel(const Table& table, const std::vector<std::string>& channels,
                     const std::vector<std::string>& categories) {
  constexpr std::array<std::string_view, 4> kKinds{"live", "direct", "chat", "deferred"};
  table.need({"kind"});
  Channel channel;
  channel.kind = static_cast<Kind>(table.choice("kind", kKinds).value_or(0));
  channel.priority = static_cast<int>(table.integer("priority", 0, kMaxPriority).value_or(0));
  channel.weight = table.number("weight", 0, 1e9).value_or(1);
  channel.routing = read_routing(table, "routing");
  channel.entry = kAtOnce;
  channel.redial_delay = kAtOnce;
  if (const std::optional<Table> machine = table.table("self_service", "channel.*.self_service")) {
    channel.self_service = read_self_service(*machine, channels, categories);
  }
  if (channel.kind == Kind::kDirect) {
    for (const std::string_view key : kLiveKeys) {
      refuse(table, key, "found on a direct channel, allowed on a live one");
    }
    refuse(table, "callback", "found on a direct channel, allowed on a live one");
    refuse(table, "answer_target", "found on a direct channel, allowed on a live one");
    table.need({"entry"});
    channel.entry = table.law("entry").value_or(kAtOnce);
    return channel;
  }
  channel.answer_target = table.duration("answer_target").value_or(Duration{0});
  if (channel.kind == Kind::kDeferred) {
    for (const std::string_view key : kLiveKeys) {
      refuse(table, key, "found on a deferred channel, allowed on a live one");
    }
    refuse(table, "callback", "found on a deferred channel, allowed on a live one");
    refuse(table, "entry", "found on a deferred channel, allowed on a direct one");
    return channel;
  }
  refuse(table, "entry", "found on a live channel, allowed on a direct one");
  read_live(table, channels, channel);
  return channel;
}

/// What a channel says of others that are read after it.
void check_others(const Table& table, const Scenario& scenario, const Channel& channel) {
  if (channel.voicemail &&
      scenario.channels.at(channel.voicemail->channel.index()).kind != Kind::kDeferred) {
    table.fail_at("voicemail",
                  "found a channel for messages that is not deferred, allowed "
                  "deferred ones");
  }
  if (channel.self_service && channel.self_service->handed_over) {
    const Channel& to = scenario.channels.at(channel.self_service->handed_over->index());
    if (to.self_service && to.self_service->handed_over) {
      table.fail_at("self_service",
                    "found a hand-over to a channel that hands over itself, "
                    "allowed others");
    }
  }
}

}  // namespace

std::vector<std::string> names_under(const Table& root, std::string_view key) {
  std::vector<std::string> names;
  for (const auto& [name, table] : root.named(key, std::string(key) + ".*")) {
    names.push_back(name);
  }
  return names;
}

FrontOfficeNames front_office_names(const Table& root, const Scenario& scenario) {
  FrontOfficeNames names;
  names.channels = names_of(scenario.channels);
  names.categories = names_under(root, "category");
  names.languages = names_under(root, "language");
  names.districts = names_under(root, "district");
  names.groups = names_under(root, "group");
  names.queues = names_under(root, "queue");
  for (const Channel& channel : scenario.channels) {
    if (channel.has_agents()) {
      names.queues.push_back(channel.name);
    }
  }
  return names;
}

void read_channels(const Table& root, Scenario& scenario) {
  root.need({"channel"});
  const std::vector<std::string> channels = names_under(root, "channel");
  const std::vector<std::string> categories = names_under(root, "category");
  for (const auto& [name, table] : root.named("channel", "channel.*")) {
    Channel channel = read_channel(table, channels, categories);
    channel.name = name;
    scenario.channels.push_back(std::move(channel));
  }
  if (scenario.channels.empty()) {
    root.fail_at("channel", "found no channel, expected one at least");
  }
  for (const auto& [name, table] : root.named("channel", "channel.*")) {
    const auto channel =
        std::find_if(scenario.channels.begin(), scenario.channels.end(),
                     [&name = name](const Channel& one) { return one.name == name; });
    check_others(table, scenario, *channel);
  }
}

}  // namespace hotline::sim
