// core/measures/fold.hpp: what the offices' parts of the fold share. Only for the scorecard itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/contract.hpp"
#include "core/measures/scorecard.hpp"

namespace hotline::measures {

/// Gives every row up to `size` a name that stands in for the one it was not given.
void grow_names(std::vector<std::string>& names, std::size_t size);

/// Table and names grow, since the id was never named.
template <class Row>
[[gnu::noinline]] void grow_table(std::vector<Row>& table, std::vector<std::string>& names,
                                  std::size_t size) {
  HOTLINE_REQUIRE(size <= kMaxId);
  table.resize(size);
  grow_names(names, size);
}

/// The row of an id; table and names grow where the id was never named.
template <class Row, class AnyId>
Row& row(std::vector<Row>& table, std::vector<std::string>& names, AnyId id) {
  if (id.index() >= table.size()) [[unlikely]] {
    grow_table(table, names, id.index() + 1);
  }
  return table[id.index()];
}

inline ChannelCounts& Scorecard::channel_row(ChannelId id) {
  return row(channels_, names_of(NameKind::kChannel), id);
}

inline GroupCounts& Scorecard::group_row(GroupId id) {
  return row(groups_, names_of(NameKind::kGroup), id);
}

inline AgencyCounts& Scorecard::agency_row(AgencyId id) {
  return id == kUnknownAgency ? no_agency_ : row(agencies_, names_of(NameKind::kAgency), id);
}

inline TicketCounts& Scorecard::category_row(CategoryId id) {
  return row(categories_, names_of(NameKind::kCategory), id);
}

inline TicketCounts& Scorecard::district_row(DistrictId id) {
  return row(districts_, names_of(NameKind::kDistrict), id);
}

inline void count_if(std::uint64_t& counter, bool holds) {
  counter += static_cast<std::uint64_t>(holds);
}

/// As hour_of_week, for every time that a fact may have, with one division by a constant: a time
/// before 1970 is moved on by whole weeks first. 1970-01-01 was a Thursday.
[[nodiscard]] inline std::size_t hour_index(SimTime at) {
  constexpr std::uint64_t kHoursOfWeek = 168;
  constexpr std::uint64_t kHourUs = 3'600'000'000;
  constexpr std::uint64_t kMondayToThursday = 72;  // in hours
  constexpr std::uint64_t kShift = (600'000 * kHoursOfWeek + kMondayToThursday) * kHourUs;
  const auto us = static_cast<std::uint64_t>(at.time_since_epoch().count()) + kShift;
  return static_cast<std::size_t>(us / kHourUs % kHoursOfWeek);
}

}  // namespace hotline::measures
