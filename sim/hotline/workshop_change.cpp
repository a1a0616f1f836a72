// sim/hotline/workshop_change.cpp: other policies and other crews while tickets wait.
#include <algorithm>

#include "sim/hotline/named.hpp"
#include "sim/hotline/span.hpp"
#include "sim/hotline/workshop.hpp"

namespace hotline::sim {

void Workshop::use(std::span<const std::uint32_t> agencies, const Selection& policy) {
  for_each_of(
      agencies, scenario_->agencies.size(),
      [&](std::uint32_t agency) { return !scenario_->agencies[agency].policy; },
      [&](std::uint32_t agency) { table_.use(agency, policy); });
}

void Workshop::use(std::span<const std::uint32_t> agencies, const Routing& routing) {
  for_each_of(
      agencies, scenario_->agencies.size(),
      [&](std::uint32_t agency) { return !scenario_->agencies[agency].routing; },
      [&](std::uint32_t agency) { table_.use(agency, routing); });
}

void Workshop::reorder(World& world) {
  for (std::uint32_t list = 0; list < lists_.size(); ++list) {
    for (Line& line : lists_[list].lines) {
      reorder_line(line.line, jobs_, [&](const Job& job) { return place_of(world, job, list); });
    }
  }
  for (std::uint32_t unit = 0; unit < units_.size(); ++unit) {
    serve(world, unit);
  }
}

void Workshop::staff(World& world, std::uint32_t agency, std::int64_t more) {
  more_[agency] += more;
  count_crews(world, agency, false);
  put_to_work(world, agency);
}

std::uint64_t Workshop::waiting(std::uint32_t agency) const {
  const UnitTable::AgencyPlan& plan = table_.agencies()[agency];
  std::uint64_t waiting = 0;
  for (std::uint32_t u = plan.first; u < plan.first + plan.count; ++u) {
    waiting += lists_[u].waiting;
  }
  return waiting;
}

Duration Workshop::expected_wait(std::uint32_t agency) const {
  const UnitTable::AgencyPlan& plan = table_.agencies()[agency];
  double work = 0;
  double strength = 0;
  for (std::uint32_t u = plan.first; u < plan.first + plan.count; ++u) {
    const UnitTable::UnitPlan& unit = table_.units()[u];
    work += static_cast<double>(lists_[u].work.count());
    strength +=
        unit.speed * static_cast<double>(std::max<std::int64_t>(0, unit.most + more_[agency]));
  }
  if (work == 0) {
    return Duration{0};
  }
  return strength > 0 ? nearest_span(work / strength) : kMaxSpan;
}

}  // namespace hotline::sim
