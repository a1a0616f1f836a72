// sim/hotline/world.hpp: what the parts of a hotline share while they handle one event.
#pragma once

#include "core/base/time.hpp"
#include "core/facts/port.hpp"
#include "sim/hotline/event.hpp"
#include "sim/kernel/simulation.hpp"
#include "sim/random/duration_law.hpp"
#include "sim/random/random.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

class Citizens;
class FrontOffice;
class BackOffice;
class Workshop;

/// References only, handed down call by call: the parts keep no pointers to each other, so that a
/// hotline is a value. Citizens turn to the front office; it opens tickets in the back office;
/// the back office hands work to the workshop, which tells it when it is done; citizens who wait
/// for their ticket turn to the front office again.
struct World {
  const Scenario& scenario;
  const RandomBook& book;
  Simulation<Event>& simulation;
  const FactPort& tell;  ///< where facts go: `world.tell(ContactQueued{...})`
  Citizens& citizens;
  FrontOffice& front;
  BackOffice& back;
  Workshop& workshop;

  [[nodiscard]] SimTime now() const { return simulation.now(); }

  [[nodiscard]] Duration draw(const DurationLaw& law, Purpose purpose, std::uint64_t entity,
                              std::uint64_t index) const {
    if (law.family == DurationLaw::Family::kConstant) {
      return from_seconds(law.first_seconds);
    }
    return quantile(law, book.uniform(purpose, entity, index));
  }

  EventHandle after(Duration delay, EventClass event_class, Event::Kind kind, std::uint32_t index) {
    return simulation.schedule_in(delay, event_class, Event{kind, index});
  }
};

}  // namespace hotline::sim
