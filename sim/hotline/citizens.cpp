#include "sim/hotline/citizens.hpp"

#include <algorithm>

#include "core/base/contract.hpp"
#include "sim/hotline/front_office.hpp"

namespace hotline::sim {

Citizens::Citizens(const Scenario& scenario)
    : scenario_(&scenario), busyness_(scenario.busyness, scenario.start) {
  for (std::uint32_t d = 0; d < scenario.demand.size(); ++d) {
    sources_.emplace_back(scenario.demand[d], d);
  }
  double edge = 0;
  for (const District& district : scenario.districts) {
    edge += district.share;
    district_edges_.push_back(edge);
  }
}

void Citizens::start(World& world) {
  for (ArrivalProcess& source : sources_) {
    schedule_next(world, source);
  }
}

void Citizens::handle(World& world, const Event& event) {
  HOTLINE_REQUIRE(event.kind == Event::Kind::kArrival);
  if (!stopped_) {
    arrive(world, event.index);
  }
}

void Citizens::arrive(World& world, std::uint32_t source) {
  ArrivalProcess& process = sources_[source];
  const Demand& demand = scenario_->demand[source];
  // The number says where the contact comes from, so that it does not depend on other sources.
  const ContactId id{(static_cast<std::uint64_t>(source) << 40) | (process.drawn() - 1)};
  Call call;
  call.contact = id;
  call.channel = demand.channel;
  call.category = demand.category;
  if (district_edges_.size() > 1) {
    call.district = district_at(world.book.uniform(Purpose::kDistrict, id.value));
  }
  schedule_next(world, process);
  world.front.take(world, call);
}

void Citizens::schedule_next(World& world, ArrivalProcess& process) {
  const SimTime next = process.next(world.now(), world.book, busyness_);
  if (next != kNever) {
    world.simulation.schedule(next, EventClass::kArrival,
                              Event{Event::Kind::kArrival, process.source()});
  }
}

DistrictId Citizens::district_at(double u) const {
  const auto edge = std::upper_bound(district_edges_.begin(), district_edges_.end(), u);
  const auto last = static_cast<std::ptrdiff_t>(district_edges_.size()) - 1;
  return DistrictId{static_cast<std::uint32_t>(
      std::min(edge - district_edges_.begin(), std::max<std::ptrdiff_t>(last, 0)))};
}

}  // namespace hotline::sim
