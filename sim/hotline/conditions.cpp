// sim/hotline/conditions.cpp: changes that wait for something to happen.
//
// After every event all conditions are looked at, in the order of the scenario, each once: so a
// change that undoes the reason of another cannot keep the clock from going on. What is looked at
// changes with events only, and what costs time is paid by scenarios that state conditions alone.
#include "sim/hotline/hotline.hpp"

namespace hotline::sim {

/// Its time has come: it is made, or watched for from now on.
void Hotline::begin_change(World& world, std::uint32_t row) {
  if (scenario_->changes[row].when) {
    watches_[row].state = Watch::State::kAwake;
  } else {
    intervene(world, scenario_->changes[row].what);
  }
}

void Hotline::watch(World& world) {
  for (std::uint32_t row = 0; row < watches_.size(); ++row) {
    if (scenario_->changes[row].when) {
      watch(world, row, *scenario_->changes[row].when);
    }
  }
}

void Hotline::watch(World& world, std::uint32_t row, const ChangeCondition& condition) {
  Watch& one = watches_[row];
  if (one.state == Watch::State::kAsleep || one.state == Watch::State::kOver) {
    return;
  }
  const std::int64_t value = watched(condition);
  if (one.state == Watch::State::kAwake && value >= condition.from) {
    if (condition.lasting == Duration{0}) {
      return condition_held(world, row);
    }
    one.state = Watch::State::kBegun;
    one.held = world.simulation.schedule_in(condition.lasting, EventClass::kControl,
                                            Event{Event::Kind::kConditionHeld, row});
  } else if (one.state == Watch::State::kBegun && value < condition.from) {
    world.simulation.cancel(one.held);
    one.state = Watch::State::kAwake;
  } else if (one.state == Watch::State::kHolds && value <= condition.until) {
    condition_over(world, row);
  }
}

void Hotline::condition_held(World& world, std::uint32_t row) {
  const PlannedChange& change = scenario_->changes[row];
  const bool lasts = change.when->happens == ChangeCondition::Happens::kWhile;
  watches_[row].state = change.when->happens == ChangeCondition::Happens::kOnce
                            ? Watch::State::kOver
                            : Watch::State::kHolds;
  intervene(world, change.what, lasts ? row : kForGood);
}

void Hotline::condition_over(World& world, std::uint32_t row) {
  const PlannedChange& change = scenario_->changes[row];
  watches_[row].state = Watch::State::kAwake;
  if (change.when->happens == ChangeCondition::Happens::kWhile) {
    take_back(world, change.what, row);
  }
}

/// How many, or microseconds.
std::int64_t Hotline::watched(const ChangeCondition& condition) const {
  using Of = ChangeCondition::Of;
  if (condition.what == ChangeCondition::What::kLength) {
    return static_cast<std::int64_t>(condition.of == Of::kQueue
                                         ? front_.waiting(condition.place)
                                         : workshop_.waiting(condition.place));
  }
  return (condition.of == Of::kQueue ? front_.expected_wait(condition.place)
                                     : workshop_.expected_wait(condition.place))
      .count();
}

}  // namespace hotline::sim
