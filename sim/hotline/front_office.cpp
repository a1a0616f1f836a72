#include "sim/hotline/front_office.hpp"

namespace hotline::sim {

FrontOffice::FrontOffice(const Scenario& scenario, Policy policy)
    : scenario_(&scenario), policy_(policy), busyness_(scenario.busyness, scenario.start) {
  for (std::uint32_t d = 0; d < scenario.demand.size(); ++d) {
    sources_.emplace_back(scenario.demand[d], d);
  }
  double edge = 0;
  for (const District& district : scenario.districts) {
    edge += district.share;
    district_edges_.push_back(edge);
  }
  lines_.resize(scenario.channels.size());
  for (std::uint32_t g = 0; g < scenario.groups.size(); ++g) {
    const AgentGroup& group = scenario.groups[g];
    groups_.push_back(Group{Roster(group.shifts), {}, 0, 0, {}});
    for (const ChannelId channel : group.channels) {
      groups_.back().lines.push_back(channel.value);
      lines_[channel.index()].groups.push_back(g);
    }
  }
}

void FrontOffice::Group::set_on_duty(SimTime now, std::int64_t agents) {
  on_duty = agents;
  past_shift.resize(static_cast<std::size_t>(std::max<std::int64_t>(0, busy - on_duty)), now);
}

Duration FrontOffice::Group::release_one(SimTime now) {
  --busy;
  if (past_shift.empty()) {
    return Duration{0};
  }
  const Duration past = now - past_shift.front();
  past_shift.erase(past_shift.begin());
  return past;
}

DistrictId FrontOffice::district_at(double u) const {
  const auto edge = std::upper_bound(district_edges_.begin(), district_edges_.end(), u);
  const auto last = static_cast<std::ptrdiff_t>(district_edges_.size()) - 1;
  return DistrictId{static_cast<std::uint32_t>(
      std::min(edge - district_edges_.begin(), std::max<std::ptrdiff_t>(last, 0)))};
}

std::uint32_t FrontOffice::free_group(SimTime now, const Line& line) {
  server_views_.clear();
  for (const std::uint32_t g : line.groups) {
    if (groups_[g].idle() > 0) {
      server_views_.push_back(ServerView{g, groups_[g].idle()});
    }
  }
  if (server_views_.empty()) {
    return kNoRow;
  }
  return server_views_[Policy::select_server(now, server_views_)].unit;
}

void FrontOffice::take_from_line(std::uint32_t row) {
  lines_[contacts_[row].channel.index()].waiting.remove(contacts_, row);
}

}  // namespace hotline::sim
