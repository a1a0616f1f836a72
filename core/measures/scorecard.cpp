#include "core/measures/scorecard.hpp"

#include <algorithm>

#include "core/base/contract.hpp"
#include "core/measures/fold.hpp"

namespace hotline::measures {
namespace {

/// What stands for the name of a row that was never named.
std::string stand_in(std::size_t index) {
  return "#" + std::to_string(index);
}

/// Keeps the names given here, and takes over those that only the other part was told.
void merge_names(std::vector<std::string>& into, const std::vector<std::string>& from) {
  grow_names(into, from.size());
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (into[i] == stand_in(i)) {
      into[i] = from[i];
    }
  }
}

template <class Row>
void restart_table(std::vector<Row>& table, SimTime at) {
  for (Row& one : table) {
    restart(one, at);
  }
}

template <class Row>
void merge_tables(std::vector<Row>& into, const std::vector<Row>& from) {
  if (into.size() < from.size()) {
    into.resize(from.size());
  }
  for (std::size_t i = 0; i < from.size(); ++i) {
    merge(into[i], from[i]);
  }
}

template <class Row>
Row sum_of(const std::vector<Row>& table) {
  Row sum;
  for (const Row& one : table) {
    merge(sum, one);
  }
  return sum;
}

}  // namespace

void grow_names(std::vector<std::string>& names, std::size_t size) {
  while (names.size() < size) {
    names.push_back(stand_in(names.size()));
  }
}

// ---- The run ----------------------------------------------------------------------------------

void Scorecard::operator()(const RunStarted& f) {
  run_ = f;
  acceptable_wait_ = f.acceptable_wait;
  short_abandon_ = f.short_abandon;
  started_ = true;
  from_ = f.at;
  until_ = f.at;
  touch(f.at);
}

void Scorecard::operator()(const NameDefined& f) {
  const auto table = static_cast<std::size_t>(f.kind) - 1;
  HOTLINE_REQUIRE(table < names_.size());
  touch(f.at);
  std::vector<std::string>& names = names_[table];
  switch (f.kind) {
    case NameKind::kChannel:
      row(channels_, names, ChannelId{f.id}).mode = f.mode;
      channels_[f.id].answer_target = f.answer_target;
      row(opened_by_channel_, names, ChannelId{f.id});
      break;
    case NameKind::kCategory:
      row(categories_, names, CategoryId{f.id});
      break;
    case NameKind::kDistrict:
      row(districts_, names, DistrictId{f.id});
      break;
    case NameKind::kGroup:
      row(groups_, names, GroupId{f.id});
      break;
    case NameKind::kAgency:
      row(agencies_, names, AgencyId{f.id});
      break;
  }
  names[f.id] = f.name.empty() ? stand_in(f.id) : f.name;
}

void Scorecard::operator()(const WarmUpEnded& f) {
  touch(f.at);
  from_ = f.at;
  restart_table(channels_, f.at);
  restart_table(groups_, f.at);
  restart_table(agencies_, f.at);
  restart_table(categories_, f.at);
  restart_table(districts_, f.at);
  restart(no_agency_, f.at);
  restart(whole_, f.at);
  opened_by_channel_.assign(opened_by_channel_.size(), 0);
  opened_by_hour_ = {};
}

void Scorecard::operator()(const RunEnded& f) {
  touch(f.at);
  until_ = f.at;
  complete_ = true;
}

void Scorecard::operator()(const PolicyChanged& f) {
  touch(f.at);
  count_if(whole_.policy_changes, measured(f.at));
}

void Scorecard::operator()(const SurgeStarted& f) {
  touch(f.at);
  count_if(whole_.surges, measured(f.at));
}

void Scorecard::operator()(const SurgeEnded& f) {
  touch(f.at);
}

void Scorecard::operator()(const Fact& fact) {
  std::visit([this](const auto& f) { (*this)(f); }, fact);
}

// ---- Reading and merging ----------------------------------------------------------------------

const std::vector<std::string>& Scorecard::names(NameKind kind) const {
  const auto table = static_cast<std::size_t>(kind) - 1;
  HOTLINE_REQUIRE(table < names_.size());
  return names_[table];
}

ChannelCounts Scorecard::live_channels() const {
  ChannelCounts sum;
  for (const ChannelCounts& channel : channels_) {
    if (is_live(channel)) {
      measures::merge(sum, channel);
    }
  }
  return sum;
}

ChannelCounts Scorecard::all_channels() const {
  return sum_of(channels_);
}

ChannelCounts Scorecard::deferred_channels() const {
  ChannelCounts sum;
  for (const ChannelCounts& channel : channels_) {
    if (is_deferred(channel)) {
      measures::merge(sum, channel);
    }
  }
  sum.answer_target = Duration{0};
  return sum;
}

GroupCounts Scorecard::all_groups() const {
  return sum_of(groups_);
}

AgencyCounts Scorecard::all_agencies() const {
  AgencyCounts sum = sum_of(agencies_);
  measures::merge(sum, no_agency_);
  return sum;
}

TicketCounts Scorecard::all_tickets() const {
  return sum_of(categories_);
}

void Scorecard::merge(const Scorecard& other) {
  HOTLINE_REQUIRE(started_ && other.started_ && from_ == other.from_);
  // What a complete part says of the end stands; otherwise the latest fact does.
  if (complete_ == other.complete_) {
    until_ = std::max(until_, other.until_);
  } else if (other.complete_) {
    until_ = other.until_;
  }
  complete_ = complete_ || other.complete_;
  facts_ += other.facts_;
  for (std::size_t table = 0; table < names_.size(); ++table) {
    merge_names(names_[table], other.names_[table]);
  }
  merge_tables(channels_, other.channels_);
  merge_tables(groups_, other.groups_);
  merge_tables(agencies_, other.agencies_);
  merge_tables(categories_, other.categories_);
  merge_tables(districts_, other.districts_);
  if (opened_by_channel_.size() < other.opened_by_channel_.size()) {
    opened_by_channel_.resize(other.opened_by_channel_.size());
  }
  for (std::size_t i = 0; i < other.opened_by_channel_.size(); ++i) {
    opened_by_channel_[i] += other.opened_by_channel_[i];
  }
  for (std::size_t h = 0; h < opened_by_hour_.size(); ++h) {
    opened_by_hour_[h] += other.opened_by_hour_[h];
  }
  measures::merge(no_agency_, other.no_agency_);
  measures::merge(whole_, other.whole_);
}

}  // namespace hotline::measures
