#include "core/measures/counts.hpp"

namespace hotline::measures {
namespace {

template <std::size_t N>
void add(std::array<std::uint64_t, N>& into, const std::array<std::uint64_t, N>& from) {
  for (std::size_t i = 0; i < N; ++i) {
    into[i] += from[i];
  }
}

Level restarted(Level level, SimTime at) {
  level.restart(at);
  return level;
}

}  // namespace

void merge(ChannelCounts& into, const ChannelCounts& from) {
  into.arrived += from.arrived;
  into.redials += from.redials;
  into.chasing += from.chasing;
  into.blocked += from.blocked;
  into.queued += from.queued;
  into.answered += from.answered;
  into.answered_at_once += from.answered_at_once;
  into.answered_within += from.answered_within;
  into.answered_within_target += from.answered_within_target;
  into.answered_again += from.answered_again;
  into.abandoned += from.abandoned;
  into.abandoned_within += from.abandoned_within;
  into.abandoned_short += from.abandoned_short;
  into.ended += from.ended;
  into.ended_direct += from.ended_direct;
  into.left_ticket += from.left_ticket;
  into.queue.merge(from.queue);
  into.waited_answered.merge(from.waited_answered);
  into.waited_abandoned.merge(from.waited_abandoned);
  into.talk.merge(from.talk);
  add(into.arrived_by_hour, from.arrived_by_hour);
  add(into.answered_by_hour, from.answered_by_hour);
  add(into.answered_within_by_hour, from.answered_within_by_hour);
  add(into.abandoned_by_hour, from.abandoned_by_hour);
  into.balked += from.balked;
  into.self_served += from.self_served;
  into.contained += from.contained;
  into.callbacks_offered += from.callbacks_offered;
  into.callbacks_accepted += from.callbacks_accepted;
  into.callbacks_made += from.callbacks_made;
  into.callbacks_reached += from.callbacks_reached;
  into.voicemail += from.voicemail;
  into.transferred += from.transferred;
  into.transferred_warm += from.transferred_warm;
  into.handed_back += from.handed_back;
  into.merged += from.merged;
  into.informed += from.informed;
  into.lost_after_answer += from.lost_after_answer;
  into.lost_callbacks += from.lost_callbacks;
  into.self_service.merge(from.self_service);
  into.callback_queue.merge(from.callback_queue);
  into.callback_wait.merge(from.callback_wait);
  if (into.mode == ChannelMode::kUnknown) {
    into.mode = from.mode;
    into.answer_target = from.answer_target;
  }
}

void merge(GroupCounts& into, const GroupCounts& from) {
  into.answered += from.answered;
  into.busy.merge(from.busy);
  into.beside.merge(from.beside);
  into.on_duty.merge(from.on_duty);
  into.planned.merge(from.planned);
  into.handle.merge(from.handle);
  into.after_call.merge(from.after_call);
  into.past_shift += from.past_shift;
  into.transferred += from.transferred;
  into.handed_back += from.handed_back;
  into.callbacks_made += from.callbacks_made;
}

void merge(TicketCounts& into, const TicketCounts& from) {
  into.opened += from.opened;
  into.merged += from.merged;
  into.resolved += from.resolved;
  into.resolved_again += from.resolved_again;
  into.unfixable += from.unfixable;
  into.reopened += from.reopened;
  into.resolution_due_on_time += from.resolution_due_on_time;
  into.resolution_late += from.resolution_late;
  into.resolution_overdue += from.resolution_overdue;
  add(into.closed, from.closed);
  into.resolution.merge(from.resolution);
}

void merge(AgencyCounts& into, const AgencyCounts& from) {
  merge(into.tickets, from.tickets);
  into.dispatched += from.dispatched;
  into.assisted += from.assisted;
  into.signed_for += from.signed_for;
  into.responded += from.responded;
  into.response_due_on_time += from.response_due_on_time;
  into.response_overdue += from.response_overdue;
  into.returned += from.returned;
  add(into.returned_for, from.returned_for);
  into.arbitrated += from.arbitrated;
  into.surveyed += from.surveyed;
  into.survey_answered += from.survey_answered;
  into.survey_responded += from.survey_responded;
  into.survey_fixed += from.survey_fixed;
  into.survey_satisfied += from.survey_satisfied;
  into.survey_closed_on_time += from.survey_closed_on_time;
  into.survey_fixed_on_time += from.survey_fixed_on_time;
  into.escalated_before_due += from.escalated_before_due;
  into.escalated_after_due += from.escalated_after_due;
  into.extensions_asked += from.extensions_asked;
  into.extensions_granted += from.extensions_granted;
  into.chased += from.chased;
  into.withdrawn += from.withdrawn;
  into.interrupted += from.interrupted;
  add(into.paused, from.paused);
  into.pause.merge(from.pause);
  into.travel.merge(from.travel);
  into.response.merge(from.response);
  into.work_wait.merge(from.work_wait);
  into.work.merge(from.work);
  into.crews_on_duty.merge(from.crews_on_duty);
  into.crews_busy.merge(from.crews_busy);
}

void merge(RunCounts& into, const RunCounts& from) {
  into.open.merge(from.open);
  into.triage_wait.merge(from.triage_wait);
  into.classified_by_machine += from.classified_by_machine;
  into.classified_by_human += from.classified_by_human;
  into.surges += from.surges;
  into.policy_changes += from.policy_changes;
  into.overdue_unplaced += from.overdue_unplaced;
  into.reopened_unplaced += from.reopened_unplaced;
}

void restart(ChannelCounts& channel, SimTime at) {
  ChannelCounts fresh;
  fresh.queue = restarted(channel.queue, at);
  fresh.callback_queue = restarted(channel.callback_queue, at);
  fresh.mode = channel.mode;
  fresh.answer_target = channel.answer_target;
  channel = fresh;
}

void restart(GroupCounts& group, SimTime at) {
  GroupCounts fresh;
  fresh.busy = restarted(group.busy, at);
  fresh.beside = restarted(group.beside, at);
  fresh.on_duty = restarted(group.on_duty, at);
  fresh.planned = restarted(group.planned, at);
  group = fresh;
}

void restart(TicketCounts& tickets, SimTime /*no level*/) {
  tickets = {};
}

void restart(AgencyCounts& agency, SimTime at) {
  AgencyCounts fresh;
  fresh.crews_on_duty = restarted(agency.crews_on_duty, at);
  fresh.crews_busy = restarted(agency.crews_busy, at);
  agency = fresh;
}

void restart(RunCounts& run, SimTime at) {
  RunCounts fresh;
  fresh.open = restarted(run.open, at);
  run = fresh;
}

bool is_live(const ChannelCounts& channel) {
  if (channel.mode != ChannelMode::kUnknown) {
    return channel.mode == ChannelMode::kLive;
  }
  return channel.queued + channel.blocked + channel.answered + channel.abandoned > 0;
}

bool is_deferred(const ChannelCounts& channel) {
  return channel.mode == ChannelMode::kDeferred;
}

}  // namespace hotline::measures
