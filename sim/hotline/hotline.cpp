#include "sim/hotline/hotline.hpp"

#include <cstdint>

#include "sim/random/random.hpp"

namespace hotline::sim {

namespace {

/// Each step mixes one more thing in.
std::uint64_t mixed(const RandomBook& book, std::uint64_t number, std::int64_t setting) {
  return book.bits(Purpose::kRunNumber, number ^ static_cast<std::uint64_t>(setting), 1);
}

/// The text of the scenario, and what may have been set beside it.
std::uint64_t mixed(const RandomBook& book, const Scenario& scenario) {
  std::uint64_t number = book.bits(Purpose::kRunNumber, scenario.fingerprint);
  number = mixed(book, number, scenario.start.time_since_epoch().count());
  number = mixed(book, number, scenario.warm_up.count());
  return mixed(book, number, scenario.length.count());
}

}  // namespace

std::uint64_t setting_number(const Scenario& scenario) {
  return mixed(RandomBook(0, 0), scenario);
}

std::uint64_t run_number(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication) {
  const RandomBook book(seed, replication);
  std::uint64_t number = mixed(book, scenario);
  for (const std::uint64_t policy :
       {scenario.contact_policy.number(), scenario.contact_routing.number(),
        scenario.ticket_policy.number(), scenario.unit_routing.number()}) {
    number = mixed(book, number, static_cast<std::int64_t>(policy));
  }
  return number;
}

namespace {

ChannelMode mode_of(const Channel& channel) {
  switch (channel.kind) {
    case Channel::Kind::kDirect:
      return ChannelMode::kDirect;
    case Channel::Kind::kDeferred:
      return ChannelMode::kDeferred;
    default:
      return ChannelMode::kLive;
  }
}

}  // namespace

void Hotline::name(const FactPort& facts) const {
  const auto define = [&](NameKind kind, const auto& table) {
    for (std::uint32_t i = 0; i < table.size(); ++i) {
      facts(NameDefined{scenario_->start, kind, i, table[i].name, ChannelMode{}, Duration{0}});
    }
  };
  for (std::uint32_t c = 0; c < scenario_->channels.size(); ++c) {
    const Channel& channel = scenario_->channels[c];
    facts(NameDefined{scenario_->start, NameKind::kChannel, c, channel.name, mode_of(channel),
                      channel.answer_target});
  }
  define(NameKind::kCategory, scenario_->categories);
  define(NameKind::kDistrict, scenario_->districts);
  define(NameKind::kGroup, scenario_->groups);
  define(NameKind::kAgency, scenario_->agencies);
}

World Hotline::world_with(const FactPort& facts) {
  return World{*scenario_, book_, simulation_, facts, citizens_, front_, back_, workshop_};
}

void Hotline::start(const FactPort& facts) {
  facts(RunStarted{scenario_->start, run_number(*scenario_, seed_, replication_),
                   SourceKind::kSimulated, scenario_->name, scenario_->title, seed_, replication_,
                   scenario_->acceptable_wait, scenario_->short_abandon});
  name(facts);
  if (scenario_->warm_up > Duration{0}) {
    simulation_.schedule(scenario_->start + scenario_->warm_up, EventClass::kControl,
                         Event{Event::Kind::kWarmUpEnds, 0});
  }
  for (std::uint32_t c = 0; c < scenario_->changes.size(); ++c) {
    if (scenario_->changes[c].when) {
      watches_.resize(scenario_->changes.size());
    }
    simulation_.schedule(scenario_->start + scenario_->changes[c].at, EventClass::kControl,
                         Event{Event::Kind::kChange, c});
  }
  World world = world_with(facts);
  front_.start(world);
  citizens_.start(world);
  back_.start(world);
  workshop_.start(world);
}

void Hotline::handle(World& world, const Event& event) {
  if (event.kind == Event::Kind::kStage && !front_.still_waits(event.index, simulation_.now())) {
    return;  // nothing happens, and so no condition is looked at
  }
  if (event.kind >= Event::Kind::kWorkOver) {
    workshop_.handle(world, event);
  } else if (event.kind >= Event::Kind::kTriageOver) {
    back_.handle(world, event);
  } else if (event.kind >= Event::Kind::kRedial) {
    front_.handle(world, event);
  } else if (event.kind >= Event::Kind::kArrival) {
    citizens_.handle(world, event);
  } else if (event.kind == Event::Kind::kChange) {
    begin_change(world, event.index);
  } else if (event.kind == Event::Kind::kConditionHeld) {
    condition_held(world, event.index);
  } else {
    world.tell(WarmUpEnded{simulation_.now()});
  }
  if (!watches_.empty()) {
    watch(world);
  }
}

bool Hotline::run_until(SimTime until, const FactPort& facts, const PacePort& pace) {
  World world = world_with(facts);
  const auto handle_one = [&](const Event& event) { handle(world, event); };
  return pace.paces() ? simulation_.run_until(until, handle_one, pace)
                      : simulation_.run_until(until, handle_one);
}

bool Hotline::drain(const FactPort& facts, const PacePort& pace) {
  citizens_.stop();
  World world = world_with(facts);
  const auto handle_one = [&](const Event& event) { handle(world, event); };
  const SimTime last = end() + kLongestDrain;
  while (front_.in_hand_or_waiting() + tickets() > 0) {
    const SimTime next = simulation_.future().next_time();
    if (next > last) {  // so it is if nothing is to come
      throw EndlessRun(scenario_->name + ": " + std::to_string(contacts()) + " contacts and " +
                       std::to_string(tickets()) + " tickets are left " +
                       std::to_string(kLongestDrain / kDay) +
                       " d after the last ones came, expected nobody: is there always somebody " +
                       "who serves them in the end? at_end = \"stop\" leaves them behind");
    }
    if (!simulation_.run_until(next + Duration{1}, handle_one, pace)) {
      return false;
    }
  }
  return true;
}

}  // namespace hotline::sim
