// sim/hotline/hotline.hpp: one hotline of one city, from its start to any instant.
#pragma once

#include <cstdint>
#include <utility>

#include "core/facts/fact.hpp"
#include "sim/hotline/back_office.hpp"
#include "sim/hotline/front_office.hpp"
#include "sim/hotline/world.hpp"
#include "sim/kernel/simulation.hpp"
#include "sim/random/random.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

/// The policies of one run.
struct Policies {
  Policy contacts;
  Policy tickets;
};

/// The whole model as a value: a copy has the same past and, with the same policies and sink, the
/// same future. It refers to the scenario, which must outlive it, and owns everything else.
///
/// Facts   every run begins with RunStarted and the names, and ends with RunEnded when finish() is
///         called. Facts of one run are in order of time.
/// Cost    O(log n) an event, no allocation once the greatest load has been seen.
class Hotline {
 public:
  Hotline(const Scenario& scenario, const Policies& policies, std::uint64_t seed,
          std::uint32_t replication)
      : scenario_(&scenario),
        seed_(seed),
        replication_(replication),
        book_(seed, replication),
        simulation_(scenario.start),
        front_(scenario, policies.contacts),
        back_(scenario, policies.tickets) {}

  /// Says who and what this run is, and schedules what comes first. Once, before run_until.
  template <class Sink>
  void start(Sink& sink);

  /// Runs to `until` (events at `until` itself stay in the future).
  /// @return false if the pacing stopped it before; it may then be run on.
  template <class Sink, class Pacing = AsFastAsPossible>
  bool run_until(SimTime until, Sink& sink, Pacing&& pace = {});

  /// Says that the run ends now.
  template <class Sink>
  void finish(Sink& sink) {
    sink(RunEnded{simulation_.now()});
  }

  [[nodiscard]] SimTime now() const { return simulation_.now(); }

  [[nodiscard]] SimTime end() const {
    return scenario_->start + scenario_->warm_up + scenario_->length;
  }

  /// Contacts in the front office (also those about to redial or in after-call work), and tickets
  /// in the back office (also those resolved that wait for their survey).
  [[nodiscard]] std::size_t contacts() const { return front_.contacts(); }

  [[nodiscard]] std::size_t tickets() const { return back_.tickets(); }

 private:
  template <class Sink>
  void name(Sink& sink) const;

  const Scenario* scenario_;
  std::uint64_t seed_;
  std::uint32_t replication_;
  RandomBook book_;
  Simulation<Event> simulation_;
  FrontOffice front_;
  BackOffice back_;
};

/// The number that names a run: equal for equal scenario text, start, lengths, policies, seed and
/// replication, so that equal numbers mean equal facts.
[[nodiscard]] std::uint64_t run_number(const Scenario& scenario, std::uint64_t seed,
                                       std::uint32_t replication);

template <class Sink>
void Hotline::name(Sink& sink) const {
  const auto define = [&](NameKind kind, const auto& table) {
    for (std::uint32_t i = 0; i < table.size(); ++i) {
      sink(NameDefined{scenario_->start, kind, i, table[i].name});
    }
  };
  define(NameKind::kChannel, scenario_->channels);
  define(NameKind::kCategory, scenario_->categories);
  define(NameKind::kDistrict, scenario_->districts);
  define(NameKind::kGroup, scenario_->groups);
  define(NameKind::kAgency, scenario_->agencies);
}

template <class Sink>
void Hotline::start(Sink& sink) {
  sink(RunStarted{scenario_->start, run_number(*scenario_, seed_, replication_),
                  SourceKind::kSimulated, scenario_->name, scenario_->title, seed_, replication_,
                  scenario_->acceptable_wait, scenario_->short_abandon});
  name(sink);
  if (scenario_->warm_up > Duration{0}) {
    simulation_.schedule(scenario_->start + scenario_->warm_up, EventClass::kControl,
                         Event{Event::Kind::kWarmUpEnds, 0});
  }
  World<Sink> world{*scenario_, book_, simulation_, sink};
  front_.start(world);
  back_.start(world);
}

template <class Sink, class Pacing>
bool Hotline::run_until(SimTime until, Sink& sink, Pacing&& pace) {
  World<Sink> world{*scenario_, book_, simulation_, sink};
  const auto open = [&](const TicketRequest& request) { back_.open(world, request); };
  const auto handle = [&](const Event& event) {
    if (event.kind == Event::Kind::kWarmUpEnds) {
      sink(WarmUpEnded{simulation_.now()});
    } else if (event.kind < Event::Kind::kDispatch) {
      front_.handle(world, event, open);
    } else {
      back_.handle(world, event);
    }
  };
  return simulation_.run_until(until, handle, std::forward<Pacing>(pace));
}

}  // namespace hotline::sim
