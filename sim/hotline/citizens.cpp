#include "sim/hotline/citizens.hpp"

#include <algorithm>

#include "core/base/contract.hpp"
#include "sim/hotline/front_office.hpp"
#include "sim/random/arithmetic.hpp"

namespace hotline::sim {

Citizens::Citizens(const Scenario& scenario)
    : scenario_(&scenario),
      conditions_(scenario),
      made_(scenario.demand.size()),
      trace_at_(scenario.traces.size()) {
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
  conditions_.start(world.book);
  const std::vector<Surges::Occurrence>& surges = conditions_.surges().occurrences();
  for (std::uint32_t i = 0; i < surges.size(); ++i) {
    schedule_surge(world, i, false);
  }
  for (ArrivalProcess& source : sources_) {
    schedule_next(world, source);
  }
  for (std::uint32_t trace = 0; trace < trace_at_.size(); ++trace) {
    schedule_trace(world, trace);
  }
}

void Citizens::handle(World& world, const Event& event) {
  if (stopped_) {
    return;
  }
  switch (event.kind) {
    case Event::Kind::kArrival:
      return event.index < sources_.size()
                 ? arrive(world, event.index)
                 : replay(world, event.index - static_cast<std::uint32_t>(sources_.size()));
    case Event::Kind::kReport:
      return report(world, event.index);
    case Event::Kind::kSurge:
      return tell_surge(world, event.index);
    default:
      HOTLINE_REQUIRE(false);
  }
}

/// The number says where the contact comes from, so that it does not depend on other sources.
Call Citizens::call_of(World& world, std::uint32_t source, std::uint64_t number) const {
  const Demand& demand = scenario_->demand[source];
  Call call;
  call.contact = ContactId{(static_cast<std::uint64_t>(source) << 40) | number};
  call.channel = demand.channel;
  call.category = demand.category;
  const bool own = demand.extras && !demand.extras->district_edges.empty();
  call.district =
      district_of(world, call.contact, own ? demand.extras->district_edges : district_edges_);
  return call;
}

void Citizens::arrive(World& world, std::uint32_t source) {
  ArrivalProcess& process = sources_[source];
  const Demand& demand = scenario_->demand[source];
  const std::uint64_t number = process.drawn() - 1;
  schedule_next(world, process);
  if (demand.extras && (demand.extras->batch || demand.extras->reports)) {
    return arrive_specially(world, demand, source, number);
  }
  world.front.take(world, call_of(world, source, number));
}

/// A batch, or the first report of an incident. @param number  of it, within its source.
void Citizens::arrive_specially(World& world, const Demand& demand, std::uint32_t source,
                                std::uint64_t number) {
  if (demand.extras->reports) {
    return begin_incident(world, call_of(world, source, made_[source]++), source, number);
  }
  const double u = world.book.uniform(Purpose::kBatch, source, number);
  for (std::uint32_t left = quantile(*demand.extras->batch, u); left > 0; --left) {
    world.front.take(world, call_of(world, source, made_[source]++));
  }
}

void Citizens::begin_incident(World& world, const Call& call, std::uint32_t source,
                              std::uint64_t number) {
  const Reports& reports = *scenario_->demand[source].extras->reports;
  const double u = world.book.uniform(Purpose::kReports, source, number);
  Incident incident;
  incident.number = ++incident_count_;
  incident.source = source;
  incident.left = quantile(reports.number, u) - 1;
  incident.district = call.district;
  incident.of_source = number;
  if (incident.left > 0) {
    schedule_report(world, incidents_.add(incident));
  }
  Call first = call;
  first.incident = incident.number;
  world.front.take(world, first);
}

/// The first of n delays that are exponential and independent is exponential with an n-th of their
/// mean, and what remains of the others is as it was.
void Citizens::schedule_report(World& world, std::uint32_t row) {
  const Incident& incident = incidents_[row];
  const Reports& reports = *scenario_->demand[incident.source].extras->reports;
  const std::uint64_t who =
      (static_cast<std::uint64_t>(incident.source) << 40) | incident.of_source;
  const double u = world.book.uniform(Purpose::kReportDelay, who, incident.left);
  const double seconds = -fixed_log(1 - u) * to_seconds(reports.mean_delay) / incident.left;
  world.after(from_seconds(seconds), EventClass::kArrival, Event::Kind::kReport, row);
}

void Citizens::report(World& world, std::uint32_t row) {
  Incident& incident = incidents_[row];
  Call call = call_of(world, incident.source, made_[incident.source]++);
  call.district = incident.district;
  call.incident = incident.number;
  if (--incident.left > 0) {
    schedule_report(world, row);
  } else {
    incidents_.remove(row);
  }
  world.front.take(world, call);
}

void Citizens::replay(World& world, std::uint32_t trace) {
  const std::uint64_t number = trace_at_[trace]++;
  const TraceArrival& arrival = scenario_->traces[trace].arrivals[number];
  Call call;
  call.contact = ContactId{(static_cast<std::uint64_t>(sources_.size() + trace) << 40) | number};
  call.channel = arrival.channel;
  call.category = arrival.category;
  call.district = arrival.district.value == TraceArrival::kDrawn
                      ? district_of(world, call.contact, district_edges_)
                      : arrival.district;
  call.talk = arrival.handle;
  schedule_trace(world, trace);
  world.front.take(world, call);
}

void Citizens::tell_surge(World& world, std::uint32_t index) const {
  const Surges::Occurrence& one = conditions_.surges().occurrences()[index / 2];
  const std::string& name = scenario_->surges[one.surge].name;
  if (index % 2 != 0) {
    return world.tell(SurgeEnded{world.now(), name, one.number});
  }
  world.tell(SurgeStarted{world.now(), name, one.number});
  schedule_surge(world, index / 2, true);
}

void Citizens::schedule_surge(World& world, std::uint32_t occurrence, bool end) const {
  const Surges::Occurrence& one = conditions_.surges().occurrences()[occurrence];
  world.simulation.schedule(end ? one.end : one.onset, EventClass::kControl,
                            Event{Event::Kind::kSurge, 2 * occurrence + (end ? 1U : 0U)});
}

void Citizens::schedule_next(World& world, ArrivalProcess& process) {
  const SimTime next = process.next(world.now(), world.book, conditions_);
  if (next != kNever) {
    world.simulation.schedule(next, EventClass::kArrival,
                              Event{Event::Kind::kArrival, process.source()});
  }
}

void Citizens::schedule_trace(World& world, std::uint32_t trace) {
  const std::vector<TraceArrival>& arrivals = scenario_->traces[trace].arrivals;
  if (trace_at_[trace] < arrivals.size()) {
    const auto index = static_cast<std::uint32_t>(sources_.size()) + trace;
    world.simulation.schedule(arrivals[trace_at_[trace]].at, EventClass::kArrival,
                              Event{Event::Kind::kArrival, index});
  }
}

DistrictId Citizens::district_of(World& world, ContactId contact,
                                 const std::vector<double>& edges) {
  if (edges.size() < 2) {
    return DistrictId{};
  }
  const double u = world.book.uniform(Purpose::kDistrict, contact.value);
  const auto edge = std::upper_bound(edges.begin(), edges.end(), u);
  const auto last = static_cast<std::ptrdiff_t>(edges.size()) - 1;
  return DistrictId{static_cast<std::uint32_t>(std::min(edge - edges.begin(), last))};
}

}  // namespace hotline::sim
