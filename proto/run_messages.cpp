// proto/run_messages.cpp: facts of runs as messages, and back.
#include "proto/messages.hpp"

namespace hotline::proto {

void put(pb::Fact& to, const RunStarted& f) {
  pb::RunStarted& m = *to.mutable_run_started();
  m.set_at_us(micros(f.at));
  m.set_run(f.run);
  m.set_source(static_cast<pb::SourceKind>(f.source));
  m.set_scenario(f.scenario);
  m.set_title(f.title);
  m.set_seed(f.seed);
  m.set_replication(f.replication);
  m.set_acceptable_wait_us(micros(f.acceptable_wait));
  m.set_short_abandon_us(micros(f.short_abandon));
}

RunStarted get(const pb::RunStarted& m) {
  RunStarted f;
  f.at = time_at(m.at_us());
  f.run = m.run();
  f.source = choice<SourceKind>(m.source());
  f.scenario = m.scenario();
  f.title = m.title();
  f.seed = m.seed();
  f.replication = m.replication();
  f.acceptable_wait = Duration(m.acceptable_wait_us());
  f.short_abandon = Duration(m.short_abandon_us());
  return f;
}

void put(pb::Fact& to, const NameDefined& f) {
  pb::NameDefined& m = *to.mutable_name_defined();
  m.set_at_us(micros(f.at));
  m.set_kind(static_cast<pb::NameKind>(f.kind));
  m.set_id(f.id);
  m.set_name(f.name);
  m.set_mode(static_cast<pb::ChannelMode>(f.mode));
  m.set_answer_target_us(micros(f.answer_target));
}

NameDefined get(const pb::NameDefined& m) {
  NameDefined f;
  f.at = time_at(m.at_us());
  f.kind = choice<NameKind>(m.kind());
  f.id = m.id();
  f.name = m.name();
  f.mode = choice<ChannelMode>(m.mode());
  f.answer_target = Duration(m.answer_target_us());
  return f;
}

void put(pb::Fact& to, const WarmUpEnded& f) {
  pb::WarmUpEnded& m = *to.mutable_warm_up_ended();
  m.set_at_us(micros(f.at));
}

WarmUpEnded get(const pb::WarmUpEnded& m) {
  WarmUpEnded f;
  f.at = time_at(m.at_us());
  return f;
}

void put(pb::Fact& to, const RunEnded& f) {
  pb::RunEnded& m = *to.mutable_run_ended();
  m.set_at_us(micros(f.at));
}

RunEnded get(const pb::RunEnded& m) {
  RunEnded f;
  f.at = time_at(m.at_us());
  return f;
}

void put(pb::Fact& to, const PolicyChanged& f) {
  pb::PolicyChanged& m = *to.mutable_policy_changed();
  m.set_at_us(micros(f.at));
  m.set_where(f.where);
  m.set_policy(f.policy);
}

PolicyChanged get(const pb::PolicyChanged& m) {
  PolicyChanged f;
  f.at = time_at(m.at_us());
  f.where = m.where();
  f.policy = m.policy();
  return f;
}

void put(pb::Fact& to, const SurgeStarted& f) {
  pb::SurgeStarted& m = *to.mutable_surge_started();
  m.set_at_us(micros(f.at));
  m.set_name(f.name);
  m.set_number(f.number);
}

SurgeStarted get(const pb::SurgeStarted& m) {
  SurgeStarted f;
  f.at = time_at(m.at_us());
  f.name = m.name();
  f.number = m.number();
  return f;
}

void put(pb::Fact& to, const SurgeEnded& f) {
  pb::SurgeEnded& m = *to.mutable_surge_ended();
  m.set_at_us(micros(f.at));
  m.set_name(f.name);
  m.set_number(f.number);
}

SurgeEnded get(const pb::SurgeEnded& m) {
  SurgeEnded f;
  f.at = time_at(m.at_us());
  f.name = m.name();
  f.number = m.number();
  return f;
}

// A line for each fact, of which the compiler sees that none is missing.
// NOLINTNEXTLINE(readability-function-size): see above
std::optional<Fact> get(const pb::Fact& m) {
  switch (m.kind_case()) {
    case pb::Fact::kRunStarted:
      return get(m.run_started());
    case pb::Fact::kNameDefined:
      return get(m.name_defined());
    case pb::Fact::kWarmUpEnded:
      return get(m.warm_up_ended());
    case pb::Fact::kRunEnded:
      return get(m.run_ended());
    case pb::Fact::kContactArrived:
      return get(m.contact_arrived());
    case pb::Fact::kContactBlocked:
      return get(m.contact_blocked());
    case pb::Fact::kContactQueued:
      return get(m.contact_queued());
    case pb::Fact::kContactAnswered:
      return get(m.contact_answered());
    case pb::Fact::kContactAbandoned:
      return get(m.contact_abandoned());
    case pb::Fact::kContactEnded:
      return get(m.contact_ended());
    case pb::Fact::kAgentReleased:
      return get(m.agent_released());
    case pb::Fact::kStaffingChanged:
      return get(m.staffing_changed());
    case pb::Fact::kTicketOpened:
      return get(m.ticket_opened());
    case pb::Fact::kTicketClassified:
      return get(m.ticket_classified());
    case pb::Fact::kTicketDispatched:
      return get(m.ticket_dispatched());
    case pb::Fact::kTicketSigned:
      return get(m.ticket_signed());
    case pb::Fact::kTicketReturned:
      return get(m.ticket_returned());
    case pb::Fact::kTicketArbitrated:
      return get(m.ticket_arbitrated());
    case pb::Fact::kWorkStarted:
      return get(m.work_started());
    case pb::Fact::kWorkEnded:
      return get(m.work_ended());
    case pb::Fact::kCrewsChanged:
      return get(m.crews_changed());
    case pb::Fact::kTicketOverdue:
      return get(m.ticket_overdue());
    case pb::Fact::kTicketResolved:
      return get(m.ticket_resolved());
    case pb::Fact::kTicketSurveyed:
      return get(m.ticket_surveyed());
    case pb::Fact::kTicketReopened:
      return get(m.ticket_reopened());
    case pb::Fact::kContactBalked:
      return get(m.contact_balked());
    case pb::Fact::kSelfServiceEnded:
      return get(m.self_service_ended());
    case pb::Fact::kCallbackOffered:
      return get(m.callback_offered());
    case pb::Fact::kCallbackMade:
      return get(m.callback_made());
    case pb::Fact::kVoicemailLeft:
      return get(m.voicemail_left());
    case pb::Fact::kContactTransferred:
      return get(m.contact_transferred());
    case pb::Fact::kContactHandedBack:
      return get(m.contact_handed_back());
    case pb::Fact::kTicketMerged:
      return get(m.ticket_merged());
    case pb::Fact::kTicketPaused:
      return get(m.ticket_paused());
    case pb::Fact::kTicketResumed:
      return get(m.ticket_resumed());
    case pb::Fact::kTicketEscalated:
      return get(m.ticket_escalated());
    case pb::Fact::kTicketExtended:
      return get(m.ticket_extended());
    case pb::Fact::kTicketChased:
      return get(m.ticket_chased());
    case pb::Fact::kTicketWithdrawn:
      return get(m.ticket_withdrawn());
    case pb::Fact::kTicketClosed:
      return get(m.ticket_closed());
    case pb::Fact::kPolicyChanged:
      return get(m.policy_changed());
    case pb::Fact::kSurgeStarted:
      return get(m.surge_started());
    case pb::Fact::kSurgeEnded:
      return get(m.surge_ended());
    case pb::Fact::KIND_NOT_SET:
      break;
  }
  return std::nullopt;
}

}  // namespace hotline::proto
