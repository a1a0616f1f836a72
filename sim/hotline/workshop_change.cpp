// sim/hotline/workshop_change.cpp: other policies and other crews while tickets wait.
#include <algorithm>

#include "sim/hotline/workshop.hpp"

namespace hotline::sim {
namespace {

/// Those named, or else all that state no policy of their own.
template <class Own, class Use>
void for_each_of(std::span<const std::uint32_t> named, std::size_t agencies, const Own& states_own,
                 const Use& use) {
  for (const std::uint32_t one : named) {
    use(one);
  }
  for (std::uint32_t one = 0; named.empty() && one < agencies; ++one) {
    if (!states_own(one)) {
      use(one);
    }
  }
}

}  // namespace

void Workshop::use(std::span<const std::uint32_t> agencies, const Selection& policy) {
  for_each_of(
      agencies, scenario_->agencies.size(),
      [&](std::uint32_t agency) { return scenario_->agencies[agency].policy.has_value(); },
      [&](std::uint32_t agency) { table_.use(agency, policy); });
}

void Workshop::use(std::span<const std::uint32_t> agencies, const Routing& routing) {
  for_each_of(
      agencies, scenario_->agencies.size(),
      [&](std::uint32_t agency) { return scenario_->agencies[agency].routing.has_value(); },
      [&](std::uint32_t agency) { table_.use(agency, routing); });
}

void Workshop::reorder(World& world) {
  for (std::uint32_t list = 0; list < lists_.size(); ++list) {
    for (Line& line : lists_[list].lines) {
      reorder_line(line.line, jobs_, [&](const Job& job) { return place_of(job, list); });
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

std::uint64_t Workshop::waiting(std::uint32_t number) const {
  const UnitTable::AgencyPlan& agency = table_.agencies()[number];
  std::uint64_t waiting = 0;
  for (std::uint32_t u = agency.first; u < agency.first + agency.count; ++u) {
    waiting += lists_[u].waiting;
  }
  return waiting;
}

Duration Workshop::expected_wait(std::uint32_t number) const {
  const UnitTable::AgencyPlan& agency = table_.agencies()[number];
  double work = 0;
  double strength = 0;
  for (std::uint32_t u = agency.first; u < agency.first + agency.count; ++u) {
    const UnitTable::UnitPlan& unit = table_.units()[u];
    work += static_cast<double>(lists_[u].work.count());
    strength +=
        unit.speed * static_cast<double>(std::max<std::int64_t>(0, unit.most + more_[number]));
  }
  const auto most = static_cast<double>(kMaxSpan.count());
  return work == 0                ? Duration{0}
         : work < strength * most ? Duration(static_cast<std::int64_t>(work / strength + 0.5))
                                  : kMaxSpan;
}

}  // namespace hotline::sim
