// core/measures/fold_front_office.cpp: the scorecard's share of contacts and agents.
#include "core/measures/fold.hpp"

namespace hotline::measures {

void Scorecard::operator()(const ContactArrived& f) {
  touch(f.at);
  ChannelCounts& channel = channel_row(f.channel);
  if (measured(f.at)) {
    ++channel.arrived;
    count_if(channel.redials, f.attempt > 1);
    count_if(channel.chasing, f.chasing);
    ++channel.arrived_by_hour[hour_index(f.at)];
  }
}

void Scorecard::operator()(const ContactBlocked& f) {
  touch(f.at);
  count_if(channel_row(f.channel).blocked, measured(f.at));
}

void Scorecard::operator()(const ContactBalked& f) {
  touch(f.at);
  count_if(channel_row(f.channel).balked, measured(f.at));
}

void Scorecard::operator()(const SelfServiceEnded& f) {
  touch(f.at);
  ChannelCounts& channel = channel_row(f.channel);
  if (measured(f.at - f.used)) {
    ++channel.self_served;
    count_if(channel.contained, f.contained);
    channel.self_service.add(f.used);
  }
}

void Scorecard::operator()(const ContactQueued& f) {
  touch(f.at);
  ChannelCounts& channel = channel_row(f.channel);
  channel.queue.change(f.at, 1);
  count_if(channel.queued, measured(f.at) && !f.again);
}

void Scorecard::operator()(const CallbackOffered& f) {
  touch(f.at);
  ChannelCounts& channel = channel_row(f.channel);
  if (f.accepted) {
    channel.queue.change(f.at, -1);
    channel.callback_queue.change(f.at, 1);
  }
  if (measured(f.at - f.waited)) {
    ++channel.callbacks_offered;
    count_if(channel.callbacks_accepted, f.accepted);
  }
}

void Scorecard::operator()(const CallbackMade& f) {
  touch(f.at);
  ChannelCounts& channel = channel_row(f.channel);
  GroupCounts& group = group_row(f.group);
  if (f.reached) {
    channel.callback_queue.change(f.at, -1);
  } else {
    group.busy.change(f.at, 1);  // who is reached is answered, in a fact of its own
  }
  if (!measured(f.at - f.waited)) {
    return;
  }
  ++group.callbacks_made;
  ++channel.callbacks_made;
  if (f.reached) {
    ++channel.callbacks_reached;
    channel.callback_wait.add(f.waited);
  }
}

void Scorecard::operator()(const VoicemailLeft& f) {
  touch(f.at);
  ChannelCounts& channel = channel_row(f.channel);
  channel.queue.change(f.at, -1);
  count_if(channel.voicemail, measured(f.at - f.waited));
}

void Scorecard::operator()(const ContactAnswered& f) {
  touch(f.at);
  ChannelCounts& channel = channel_row(f.channel);
  GroupCounts& group = group_row(f.group);
  if (f.queued) {
    channel.queue.change(f.at, -1);
  }
  (f.agent_was_idle ? group.busy : group.beside).change(f.at, 1);
  if (!measured(f.arrived)) {
    return;
  }
  ++group.answered;
  if (f.transferred) {
    ++channel.answered_again;
    return;
  }
  ++channel.answered;
  const std::size_t hour = hour_index(f.arrived);
  ++channel.answered_by_hour[hour];
  const bool within = f.waited <= acceptable_wait_;
  count_if(channel.answered_within, within);
  count_if(channel.answered_within_by_hour[hour], within);
  if (channel.answer_target.count() != 0) {
    count_if(channel.answered_within_target, f.waited <= channel.answer_target);
  }
  if (!f.callback) {
    count_if(channel.answered_at_once, f.waited.count() == 0);
    channel.waited_answered.add(f.waited);
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
  count_if(channel.abandoned_within, f.waited <= acceptable_wait_);
  count_if(channel.abandoned_short, f.waited <= short_abandon_);
  channel.waited_abandoned.add(f.waited);
  ++channel.abandoned_by_hour[hour_index(f.arrived)];
}

void Scorecard::operator()(const ContactTransferred& f) {
  touch(f.at);
  ChannelCounts& channel = channel_row(f.channel);
  GroupCounts& group = group_row(f.from);
  if (measured(f.at)) {
    ++group.transferred;
    ++channel.transferred;
    count_if(channel.transferred_warm, f.warm);
  }
}

void Scorecard::operator()(const ContactHandedBack& f) {
  touch(f.at);
  ChannelCounts& channel = channel_row(f.channel);
  GroupCounts& group = group_row(f.group);
  if (measured(f.at)) {
    ++group.handed_back;
    ++channel.handed_back;
  }
}

void Scorecard::operator()(const ContactEnded& f) {
  touch(f.at);
  ChannelCounts& channel = channel_row(f.channel);
  const bool lost = f.outcome == ContactOutcome::kLost;
  if (lost) {
    (f.answered_by_agent ? channel.queue : channel.callback_queue).change(f.at, -1);
  }
  if (!measured(f.arrived) || f.outcome == ContactOutcome::kHandedOver) {
    return;  // who is handed over goes on
  }
  ++channel.ended;
  count_if(channel.left_ticket, f.outcome == ContactOutcome::kTicketOpened);
  if (f.outcome > ContactOutcome::kTicketOpened) {
    count_if(channel.merged, f.outcome == ContactOutcome::kMerged);
    count_if(channel.informed, f.outcome == ContactOutcome::kInformed);
    count_if(channel.lost_after_answer, lost && f.answered_by_agent);
    count_if(channel.lost_callbacks, lost && !f.answered_by_agent);
  }
  if (!f.answered_by_agent) {
    ++channel.ended_direct;
  } else if (!lost) {
    channel.talk.add(f.talk);
  }
}

void Scorecard::operator()(const AgentReleased& f) {
  touch(f.at);
  GroupCounts& group = group_row(f.group);
  (f.agent_idle_now ? group.busy : group.beside).change(f.at, -1);
  if (f.past_shift.count() != 0) {
    // An area, so measured from the start of measurement on, whenever the contact began.
    const SimTime past_from = std::max(from_, f.at - f.past_shift);
    group.past_shift += std::max(Duration{0}, f.at - past_from);
  }
  const Duration handle = f.talk + f.after_call;
  if (measured(f.at - handle)) {
    group.handle.add(handle);
    group.after_call.add(f.after_call);
  }
}

void Scorecard::operator()(const StaffingChanged& f) {
  touch(f.at);
  GroupCounts& group = group_row(f.group);
  group.on_duty.change(f.at, f.change);
  switch (f.reason) {
    case StaffingReason::kUnknown:
    case StaffingReason::kShift:
    case StaffingReason::kIntervention:
      group.planned.change(f.at, f.change);
      break;
    case StaffingReason::kBreak:
    case StaffingReason::kAbsence:
    case StaffingReason::kLate:
    case StaffingReason::kSideWork:
      break;
  }
}

}  // namespace hotline::measures
