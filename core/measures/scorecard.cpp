#include "core/measures/scorecard.hpp"

#include <algorithm>

#include "core/base/contract.hpp"

namespace hotline::measures {
namespace {

/// What stands for the name of a row that was never named.
std::string stand_in(std::size_t index) {
  return "#" + std::to_string(index);
}

void grow_names(std::vector<std::string>& names, std::size_t size) {
  while (names.size() < size) {
    names.push_back(stand_in(names.size()));
  }
}

/// The row of an id; table and names grow where the id was never named.
template <class Row, class AnyId>
Row& row(std::vector<Row>& table, std::vector<std::string>& names, AnyId id) {
  if (id.index() >= table.size()) {
    HOTLINE_REQUIRE(id.value < kMaxId);
    table.resize(id.index() + 1);
    grow_names(names, table.size());
  }
  return table[id.index()];
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

// What is left of a row when measurement begins: its levels, their areas measured from `at`.

Level restarted(Level level, SimTime at) {
  level.restart(at);
  return level;
}

void restart(ChannelCounts& channel, SimTime at) {
  ChannelCounts fresh;
  fresh.queue = restarted(channel.queue, at);
  channel = fresh;
}

void restart(GroupCounts& group, SimTime at) {
  GroupCounts fresh;
  fresh.on_duty = restarted(group.on_duty, at);
  fresh.busy = restarted(group.busy, at);
  group = fresh;
}

void restart(AgencyCounts& agency, SimTime at) {
  AgencyCounts fresh;
  fresh.crews_on_duty = restarted(agency.crews_on_duty, at);
  fresh.crews_busy = restarted(agency.crews_busy, at);
  agency = fresh;
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

void add_hours(std::array<std::uint64_t, 168>& into, const std::array<std::uint64_t, 168>& from) {
  for (std::size_t h = 0; h < into.size(); ++h) {
    into[h] += from[h];
  }
}

void count_if(std::uint64_t& counter, bool holds) {
  counter += static_cast<std::uint64_t>(holds);
}

std::size_t hour_index(SimTime at) {
  return static_cast<std::size_t>(hour_of_week(at));
}

void resolve(TicketCounts& counts, const TicketResolved& f) {
  if (!f.first) {
    ++counts.resolved_again;
    return;
  }
  ++counts.resolved;
  counts.resolution.add(f.at - f.opened);
  if (f.resolution_due != kNever) {
    ++(f.at <= f.resolution_due ? counts.resolution_due_on_time : counts.resolution_late);
  }
}

}  // namespace

void merge(ChannelCounts& into, const ChannelCounts& from) {
  into.arrived += from.arrived;
  into.redials += from.redials;
  into.blocked += from.blocked;
  into.queued += from.queued;
  into.answered += from.answered;
  into.answered_at_once += from.answered_at_once;
  into.answered_within += from.answered_within;
  into.abandoned += from.abandoned;
  into.abandoned_within += from.abandoned_within;
  into.abandoned_short += from.abandoned_short;
  into.ended += from.ended;
  into.ended_direct += from.ended_direct;
  into.left_ticket += from.left_ticket;
  into.waited_answered.merge(from.waited_answered);
  into.waited_abandoned.merge(from.waited_abandoned);
  into.talk.merge(from.talk);
  into.queue.merge(from.queue);
  add_hours(into.arrived_by_hour, from.arrived_by_hour);
  add_hours(into.answered_by_hour, from.answered_by_hour);
  add_hours(into.answered_within_by_hour, from.answered_within_by_hour);
  add_hours(into.abandoned_by_hour, from.abandoned_by_hour);
}

void merge(GroupCounts& into, const GroupCounts& from) {
  into.answered += from.answered;
  into.handle.merge(from.handle);
  into.after_call.merge(from.after_call);
  into.on_duty.merge(from.on_duty);
  into.busy.merge(from.busy);
  into.past_shift += from.past_shift;
}

void merge(TicketCounts& into, const TicketCounts& from) {
  into.opened += from.opened;
  into.resolved += from.resolved;
  into.resolved_again += from.resolved_again;
  into.reopened += from.reopened;
  into.resolution_due_on_time += from.resolution_due_on_time;
  into.resolution_late += from.resolution_late;
  into.resolution_overdue += from.resolution_overdue;
  into.resolution.merge(from.resolution);
}

void merge(AgencyCounts& into, const AgencyCounts& from) {
  merge(into.tickets, from.tickets);
  into.dispatched += from.dispatched;
  into.signed_for += from.signed_for;
  into.responded += from.responded;
  into.response_due_on_time += from.response_due_on_time;
  into.response_overdue += from.response_overdue;
  into.returned += from.returned;
  into.arbitrated += from.arbitrated;
  into.surveyed += from.surveyed;
  into.survey_answered += from.survey_answered;
  into.survey_responded += from.survey_responded;
  into.survey_fixed += from.survey_fixed;
  into.survey_satisfied += from.survey_satisfied;
  into.survey_closed_on_time += from.survey_closed_on_time;
  into.survey_fixed_on_time += from.survey_fixed_on_time;
  into.response.merge(from.response);
  into.work_wait.merge(from.work_wait);
  into.work.merge(from.work);
  into.crews_on_duty.merge(from.crews_on_duty);
  into.crews_busy.merge(from.crews_busy);
}

bool is_live(const ChannelCounts& channel) {
  return channel.queued + channel.blocked + channel.answered + channel.abandoned > 0;
}

// ---- The run ----------------------------------------------------------------------------------

ChannelCounts& Scorecard::channel_row(ChannelId id) {
  return row(channels_, names_of(NameKind::kChannel), id);
}

GroupCounts& Scorecard::group_row(GroupId id) {
  return row(groups_, names_of(NameKind::kGroup), id);
}

AgencyCounts& Scorecard::agency_row(AgencyId id) {
  return row(agencies_, names_of(NameKind::kAgency), id);
}

TicketCounts& Scorecard::category_row(CategoryId id) {
  return row(categories_, names_of(NameKind::kCategory), id);
}

TicketCounts& Scorecard::district_row(DistrictId id) {
  return row(districts_, names_of(NameKind::kDistrict), id);
}

void Scorecard::operator()(const RunStarted& f) {
  run_ = f;
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
      row(channels_, names, ChannelId{f.id});
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
  for (ChannelCounts& channel : channels_) {
    restart(channel, f.at);
  }
  for (GroupCounts& group : groups_) {
    restart(group, f.at);
  }
  for (AgencyCounts& agency : agencies_) {
    restart(agency, f.at);
  }
  categories_.assign(categories_.size(), TicketCounts{});
  districts_.assign(districts_.size(), TicketCounts{});
  opened_by_channel_.assign(opened_by_channel_.size(), 0);
  opened_by_hour_ = {};
  open_.restart(f.at);
}

void Scorecard::operator()(const RunEnded& f) {
  touch(f.at);
  until_ = f.at;
  complete_ = true;
}

// ---- Front office -----------------------------------------------------------------------------

void Scorecard::operator()(const ContactArrived& f) {
  touch(f.at);
  ChannelCounts& channel = channel_row(f.channel);
  if (measured(f.at)) {
    ++channel.arrived;
    count_if(channel.redials, f.attempt > 1);
    ++channel.arrived_by_hour[hour_index(f.at)];
  }
}

void Scorecard::operator()(const ContactBlocked& f) {
  touch(f.at);
  count_if(channel_row(f.channel).blocked, measured(f.at));
}

void Scorecard::operator()(const ContactQueued& f) {
  touch(f.at);
  ChannelCounts& channel = channel_row(f.channel);
  channel.queue.change(f.at, 1);
  count_if(channel.queued, !f.again && measured(f.at));
}

void Scorecard::operator()(const ContactAnswered& f) {
  touch(f.at);
  ChannelCounts& channel = channel_row(f.channel);
  GroupCounts& group = group_row(f.group);
  if (f.queued) {
    channel.queue.change(f.at, -1);
  }
  group.busy.change(f.at, 1);
  if (!measured(f.arrived)) {
    return;
  }
  ++group.answered;
  ++channel.answered;
  count_if(channel.answered_at_once, f.waited.count() == 0);
  channel.waited_answered.add(f.waited);
  const std::size_t hour = hour_index(f.arrived);
  ++channel.answered_by_hour[hour];
  if (f.waited <= run_.acceptable_wait) {
    ++channel.answered_within;
    ++channel.answered_within_by_hour[hour];
  }
}

void Scorecard::operator()(const ContactAbandoned& f) {
  touch(f.at);
  ChannelCounts& channel = channel_row(f.channel);
  channel.queue.change(f.at, -1);
  if (!measured(f.arrived)) {
    return;
  }
  ++channel.abandoned;
  count_if(channel.abandoned_within, f.waited <= run_.acceptable_wait);
  count_if(channel.abandoned_short, f.waited <= run_.short_abandon);
  channel.waited_abandoned.add(f.waited);
  ++channel.abandoned_by_hour[hour_index(f.arrived)];
}

void Scorecard::operator()(const ContactEnded& f) {
  touch(f.at);
  ChannelCounts& channel = channel_row(f.channel);
  if (!measured(f.arrived)) {
    return;
  }
  ++channel.ended;
  count_if(channel.left_ticket, f.outcome == ContactOutcome::kTicketOpened);
  if (f.answered_by_agent) {
    channel.talk.add(f.talk);
  } else {
    ++channel.ended_direct;
  }
}

void Scorecard::operator()(const AgentReleased& f) {
  touch(f.at);
  GroupCounts& group = group_row(f.group);
  group.busy.change(f.at, -1);
  // An area, so measured from the start of measurement on, whenever the contact began.
  const SimTime past_from = std::max(from_, f.at - f.past_shift);
  group.past_shift += std::max(Duration{0}, f.at - past_from);
  const Duration handle = f.talk + f.after_call;
  if (measured(f.at - handle)) {
    group.handle.add(handle);
    group.after_call.add(f.after_call);
  }
}

void Scorecard::operator()(const StaffingChanged& f) {
  touch(f.at);
  group_row(f.group).on_duty.change(f.at, f.change);
}

// ---- Back office ------------------------------------------------------------------------------

void Scorecard::operator()(const TicketOpened& f) {
  touch(f.at);
  open_.change(f.at, 1);
  TicketCounts& category = category_row(f.category);
  TicketCounts& district = district_row(f.district);
  std::uint64_t& by_channel = row(opened_by_channel_, names_of(NameKind::kChannel), f.channel);
  if (measured(f.at)) {
    ++category.opened;
    ++district.opened;
    ++by_channel;
    ++opened_by_hour_[hour_index(f.at)];
  }
}

void Scorecard::operator()(const TicketClassified& f) {
  touch(f.at);
}

void Scorecard::operator()(const TicketDispatched& f) {
  touch(f.at);
  AgencyCounts& agency = agency_row(f.agency);
  if (measured(f.opened)) {
    ++agency.dispatched;
    count_if(agency.tickets.opened, f.round == 1);
  }
}

void Scorecard::operator()(const TicketSigned& f) {
  touch(f.at);
  AgencyCounts& agency = agency_row(f.agency);
  if (!measured(f.opened)) {
    return;
  }
  ++agency.signed_for;
  if (!f.first) {
    return;
  }
  ++agency.responded;
  agency.response.add(f.at - f.opened);
  count_if(agency.response_due_on_time, f.response_due != kNever && f.at <= f.response_due);
}

void Scorecard::operator()(const TicketReturned& f) {
  touch(f.at);
  count_if(agency_row(f.agency).returned, measured(f.dispatched));
}

void Scorecard::operator()(const TicketArbitrated& f) {
  touch(f.at);
  count_if(agency_row(f.agency).arbitrated, measured(f.at));
}

void Scorecard::operator()(const WorkStarted& f) {
  touch(f.at);
  AgencyCounts& agency = agency_row(f.agency);
  agency.crews_busy.change(f.at, 1);
  if (measured(f.at - f.waited)) {
    agency.work_wait.add(f.waited);
  }
}

void Scorecard::operator()(const WorkEnded& f) {
  touch(f.at);
  AgencyCounts& agency = agency_row(f.agency);
  agency.crews_busy.change(f.at, -1);
  if (measured(f.at - f.worked)) {
    agency.work.add(f.worked);
  }
}

void Scorecard::operator()(const CrewsChanged& f) {
  touch(f.at);
  agency_row(f.agency).crews_on_duty.change(f.at, f.change);
}

void Scorecard::operator()(const TicketOverdue& f) {
  touch(f.at);
  AgencyCounts& agency = agency_row(f.agency);
  if (measured(f.opened)) {
    ++(f.clock == TicketClock::kResponse ? agency.response_overdue
                                         : agency.tickets.resolution_overdue);
  }
}

void Scorecard::operator()(const TicketResolved& f) {
  touch(f.at);
  open_.change(f.at, -1);
  AgencyCounts& agency = agency_row(f.agency);
  TicketCounts& category = category_row(f.category);
  TicketCounts& district = district_row(f.district);
  if (measured(f.opened)) {
    resolve(agency.tickets, f);
    resolve(category, f);
    resolve(district, f);
  }
}

void Scorecard::operator()(const TicketSurveyed& f) {
  touch(f.at);
  AgencyCounts& agency = agency_row(f.agency);
  if (!measured(f.opened)) {
    return;
  }
  ++agency.surveyed;
  if (!f.answered) {
    return;
  }
  ++agency.survey_answered;
  count_if(agency.survey_responded, f.responded);
  count_if(agency.survey_fixed, f.fixed);
  count_if(agency.survey_satisfied, f.satisfied);
  count_if(agency.survey_closed_on_time, f.closed_on_time);
  count_if(agency.survey_fixed_on_time, f.closed_on_time && f.fixed);
}

void Scorecard::operator()(const TicketReopened& f) {
  touch(f.at);
  open_.change(f.at, 1);
  count_if(agency_row(f.agency).tickets.reopened, measured(f.opened));
}

void Scorecard::operator()(const ContactBalked& f) {
  touch(f.at);
}

void Scorecard::operator()(const SelfServiceEnded& f) {
  touch(f.at);
}

void Scorecard::operator()(const CallbackOffered& f) {
  touch(f.at);
  ChannelCounts& channel = channel_row(f.channel);
  if (f.accepted) {
    channel.queue.change(f.at, -1);
  }
}

void Scorecard::operator()(const CallbackMade& f) {
  touch(f.at);
  if (!f.reached) {
    group_row(f.group).busy.change(f.at, 1);
  }
}

void Scorecard::operator()(const VoicemailLeft& f) {
  touch(f.at);
  channel_row(f.channel).queue.change(f.at, -1);
}

void Scorecard::operator()(const ContactTransferred& f) {
  touch(f.at);
}

void Scorecard::operator()(const ContactHandedBack& f) {
  touch(f.at);
}

void Scorecard::operator()(const TicketMerged& f) {
  touch(f.at);
}

void Scorecard::operator()(const TicketPaused& f) {
  touch(f.at);
}

void Scorecard::operator()(const TicketResumed& f) {
  touch(f.at);
}

void Scorecard::operator()(const TicketEscalated& f) {
  touch(f.at);
}

void Scorecard::operator()(const TicketExtended& f) {
  touch(f.at);
}

void Scorecard::operator()(const TicketChased& f) {
  touch(f.at);
}

void Scorecard::operator()(const TicketWithdrawn& f) {
  touch(f.at);
  open_.change(f.at, -1);
}

void Scorecard::operator()(const TicketClosed& f) {
  touch(f.at);
  if (f.how == Closure::kDuplicate) {
    open_.change(f.at, -1);
  }
}

void Scorecard::operator()(const PolicyChanged& f) {
  touch(f.at);
}

void Scorecard::operator()(const SurgeStarted& f) {
  touch(f.at);
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

GroupCounts Scorecard::all_groups() const {
  return sum_of(groups_);
}

AgencyCounts Scorecard::all_agencies() const {
  return sum_of(agencies_);
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
  add_hours(opened_by_hour_, other.opened_by_hour_);
  open_.merge(other.open_);
}

}  // namespace hotline::measures
