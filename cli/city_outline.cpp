#include "cli/city_outline.hpp"

#include <algorithm>
#include <array>

namespace hotline::cli {
namespace {

constexpr std::size_t kHours = 168;

template <class Named>
std::vector<OutlineRow> rows_of(const std::vector<Named>& table) {
  std::vector<OutlineRow> rows;
  rows.reserve(table.size());
  for (const Named& one : table) {
    rows.push_back(OutlineRow{one.name, 0, 0});
  }
  return rows;
}

void add(OutlineRow& row, double contacts, double tickets) {
  row.contacts_per_day += contacts;
  row.tickets_per_day += tickets;
}

std::int64_t peak_agents(const sim::Scenario& city) {
  std::array<std::int64_t, kHours> due{};
  for (const sim::AgentGroup& group : city.groups) {
    for (const sim::Shift& shift : group.shifts) {
      const auto from = static_cast<std::size_t>(shift.from / kHour);
      const auto until = static_cast<std::size_t>((shift.to + kHour - Duration{1}) / kHour);
      for (std::size_t hour = from; hour < until; ++hour) {
        due.at(hour % kHours) += shift.agents;
      }
    }
  }
  return *std::max_element(due.begin(), due.end());
}

std::optional<bool> named_in_report(const sim::Scenario& city) {
  for (const sim::Attribute& attribute : city.attributes) {
    if (attribute.name == "named_in_report" &&
        (attribute.value == "true" || attribute.value == "false")) {
      return attribute.value == "true";
    }
  }
  return std::nullopt;
}

}  // namespace

CityOutline outline_of(const sim::Scenario& city) {
  CityOutline outline;
  outline.channels = rows_of(city.channels);
  outline.categories = rows_of(city.categories);
  outline.agencies = rows_of(city.agencies);
  for (const sim::Demand& row : city.demand) {
    const sim::Category& category = city.categories.at(row.category.index());
    const double tickets = row.per_day * category.ticket_probability;
    outline.contacts_per_day += row.per_day;
    outline.tickets_per_day += tickets;
    add(outline.channels.at(row.channel.index()), row.per_day, tickets);
    add(outline.categories.at(row.category.index()), row.per_day, tickets);
    if (category.ticket_probability > 0) {
      add(outline.agencies.at(category.agency.index()), row.per_day, tickets);
    }
  }
  outline.peak_agents = peak_agents(city);
  outline.provenance = sim::count_provenance(city);
  outline.named_in_report = named_in_report(city);
  return outline;
}

std::string to_string(sim::Channel::Kind kind) {
  switch (kind) {
    case sim::Channel::Kind::kLive:
      return "live";
    case sim::Channel::Kind::kDirect:
      return "direct";
    case sim::Channel::Kind::kChat:
      return "chat";
    case sim::Channel::Kind::kDeferred:
      break;
  }
  return "deferred";
}

}  // namespace hotline::cli
