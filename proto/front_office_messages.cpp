// proto/front_office_messages.cpp: facts of contacts and agents as messages, and back.
#include "proto/messages.hpp"

namespace hotline::proto {

void put(pb::Fact& to, const ContactArrived& f) {
  pb::ContactArrived& m = *to.mutable_contact_arrived();
  m.set_at_us(micros(f.at));
  m.set_contact(f.contact.value);
  m.set_channel(f.channel.value);
  m.set_category(f.category.value);
  m.set_district(f.district.value);
  m.set_attempt(f.attempt);
  m.set_chasing(f.chasing);
}

ContactArrived get(const pb::ContactArrived& m) {
  ContactArrived f;
  f.at = time_at(m.at_us());
  f.contact.value = m.contact();
  f.channel.value = m.channel();
  f.category.value = m.category();
  f.district.value = m.district();
  f.attempt = m.attempt();
  f.chasing = m.chasing();
  return f;
}

void put(pb::Fact& to, const ContactBlocked& f) {
  pb::ContactBlocked& m = *to.mutable_contact_blocked();
  m.set_at_us(micros(f.at));
  m.set_contact(f.contact.value);
  m.set_channel(f.channel.value);
}

ContactBlocked get(const pb::ContactBlocked& m) {
  ContactBlocked f;
  f.at = time_at(m.at_us());
  f.contact.value = m.contact();
  f.channel.value = m.channel();
  return f;
}

void put(pb::Fact& to, const ContactBalked& f) {
  pb::ContactBalked& m = *to.mutable_contact_balked();
  m.set_at_us(micros(f.at));
  m.set_contact(f.contact.value);
  m.set_channel(f.channel.value);
}

ContactBalked get(const pb::ContactBalked& m) {
  ContactBalked f;
  f.at = time_at(m.at_us());
  f.contact.value = m.contact();
  f.channel.value = m.channel();
  return f;
}

void put(pb::Fact& to, const SelfServiceEnded& f) {
  pb::SelfServiceEnded& m = *to.mutable_self_service_ended();
  m.set_at_us(micros(f.at));
  m.set_contact(f.contact.value);
  m.set_channel(f.channel.value);
  m.set_category(f.category.value);
  m.set_used_us(micros(f.used));
  m.set_contained(f.contained);
}

SelfServiceEnded get(const pb::SelfServiceEnded& m) {
  SelfServiceEnded f;
  f.at = time_at(m.at_us());
  f.contact.value = m.contact();
  f.channel.value = m.channel();
  f.category.value = m.category();
  f.used = Duration(m.used_us());
  f.contained = m.contained();
  return f;
}

void put(pb::Fact& to, const ContactQueued& f) {
  pb::ContactQueued& m = *to.mutable_contact_queued();
  m.set_at_us(micros(f.at));
  m.set_contact(f.contact.value);
  m.set_channel(f.channel.value);
  m.set_again(f.again);
}

ContactQueued get(const pb::ContactQueued& m) {
  ContactQueued f;
  f.at = time_at(m.at_us());
  f.contact.value = m.contact();
  f.channel.value = m.channel();
  f.again = m.again();
  return f;
}

void put(pb::Fact& to, const CallbackOffered& f) {
  pb::CallbackOffered& m = *to.mutable_callback_offered();
  m.set_at_us(micros(f.at));
  m.set_contact(f.contact.value);
  m.set_channel(f.channel.value);
  m.set_waited_us(micros(f.waited));
  m.set_accepted(f.accepted);
}

CallbackOffered get(const pb::CallbackOffered& m) {
  CallbackOffered f;
  f.at = time_at(m.at_us());
  f.contact.value = m.contact();
  f.channel.value = m.channel();
  f.waited = Duration(m.waited_us());
  f.accepted = m.accepted();
  return f;
}

void put(pb::Fact& to, const CallbackMade& f) {
  pb::CallbackMade& m = *to.mutable_callback_made();
  m.set_at_us(micros(f.at));
  m.set_contact(f.contact.value);
  m.set_channel(f.channel.value);
  m.set_group(f.group.value);
  m.set_waited_us(micros(f.waited));
  m.set_reached(f.reached);
  m.set_attempt(f.attempt);
}

CallbackMade get(const pb::CallbackMade& m) {
  CallbackMade f;
  f.at = time_at(m.at_us());
  f.contact.value = m.contact();
  f.channel.value = m.channel();
  f.group.value = m.group();
  f.waited = Duration(m.waited_us());
  f.reached = m.reached();
  f.attempt = m.attempt();
  return f;
}

void put(pb::Fact& to, const VoicemailLeft& f) {
  pb::VoicemailLeft& m = *to.mutable_voicemail_left();
  m.set_at_us(micros(f.at));
  m.set_contact(f.contact.value);
  m.set_channel(f.channel.value);
  m.set_waited_us(micros(f.waited));
}

VoicemailLeft get(const pb::VoicemailLeft& m) {
  VoicemailLeft f;
  f.at = time_at(m.at_us());
  f.contact.value = m.contact();
  f.channel.value = m.channel();
  f.waited = Duration(m.waited_us());
  return f;
}

void put(pb::Fact& to, const ContactAnswered& f) {
  pb::ContactAnswered& m = *to.mutable_contact_answered();
  m.set_at_us(micros(f.at));
  m.set_contact(f.contact.value);
  m.set_channel(f.channel.value);
  m.set_group(f.group.value);
  m.set_arrived_us(micros(f.arrived));
  m.set_waited_us(micros(f.waited));
  m.set_queued(f.queued);
  m.set_agent_had_others(!f.agent_was_idle);
  m.set_transferred(f.transferred);
  m.set_callback(f.callback);
}

ContactAnswered get(const pb::ContactAnswered& m) {
  ContactAnswered f;
  f.at = time_at(m.at_us());
  f.contact.value = m.contact();
  f.channel.value = m.channel();
  f.group.value = m.group();
  f.arrived = time_at(m.arrived_us());
  f.waited = Duration(m.waited_us());
  f.queued = m.queued();
  f.agent_was_idle = !m.agent_had_others();
  f.transferred = m.transferred();
  f.callback = m.callback();
  return f;
}

void put(pb::Fact& to, const ContactAbandoned& f) {
  pb::ContactAbandoned& m = *to.mutable_contact_abandoned();
  m.set_at_us(micros(f.at));
  m.set_contact(f.contact.value);
  m.set_channel(f.channel.value);
  m.set_arrived_us(micros(f.arrived));
  m.set_waited_us(micros(f.waited));
}

ContactAbandoned get(const pb::ContactAbandoned& m) {
  ContactAbandoned f;
  f.at = time_at(m.at_us());
  f.contact.value = m.contact();
  f.channel.value = m.channel();
  f.arrived = time_at(m.arrived_us());
  f.waited = Duration(m.waited_us());
  return f;
}

void put(pb::Fact& to, const ContactTransferred& f) {
  pb::ContactTransferred& m = *to.mutable_contact_transferred();
  m.set_at_us(micros(f.at));
  m.set_contact(f.contact.value);
  m.set_channel(f.channel.value);
  m.set_from(f.from.value);
  m.set_warm(f.warm);
}

ContactTransferred get(const pb::ContactTransferred& m) {
  ContactTransferred f;
  f.at = time_at(m.at_us());
  f.contact.value = m.contact();
  f.channel.value = m.channel();
  f.from.value = m.from();
  f.warm = m.warm();
  return f;
}

void put(pb::Fact& to, const ContactHandedBack& f) {
  pb::ContactHandedBack& m = *to.mutable_contact_handed_back();
  m.set_at_us(micros(f.at));
  m.set_contact(f.contact.value);
  m.set_channel(f.channel.value);
  m.set_group(f.group.value);
  m.set_served_us(micros(f.served));
}

ContactHandedBack get(const pb::ContactHandedBack& m) {
  ContactHandedBack f;
  f.at = time_at(m.at_us());
  f.contact.value = m.contact();
  f.channel.value = m.channel();
  f.group.value = m.group();
  f.served = Duration(m.served_us());
  return f;
}

void put(pb::Fact& to, const ContactEnded& f) {
  pb::ContactEnded& m = *to.mutable_contact_ended();
  m.set_at_us(micros(f.at));
  m.set_contact(f.contact.value);
  m.set_channel(f.channel.value);
  m.set_category(f.category.value);
  m.set_outcome(static_cast<pb::ContactOutcome>(f.outcome));
  m.set_answered_by_agent(f.answered_by_agent);
  m.set_arrived_us(micros(f.arrived));
  m.set_talk_us(micros(f.talk));
}

ContactEnded get(const pb::ContactEnded& m) {
  ContactEnded f;
  f.at = time_at(m.at_us());
  f.contact.value = m.contact();
  f.channel.value = m.channel();
  f.category.value = m.category();
  f.outcome = choice<ContactOutcome>(m.outcome());
  f.answered_by_agent = m.answered_by_agent();
  f.arrived = time_at(m.arrived_us());
  f.talk = Duration(m.talk_us());
  return f;
}

void put(pb::Fact& to, const AgentReleased& f) {
  pb::AgentReleased& m = *to.mutable_agent_released();
  m.set_at_us(micros(f.at));
  m.set_group(f.group.value);
  m.set_contact(f.contact.value);
  m.set_talk_us(micros(f.talk));
  m.set_after_call_us(micros(f.after_call));
  m.set_past_shift_us(micros(f.past_shift));
  m.set_agent_has_others(!f.agent_idle_now);
}

AgentReleased get(const pb::AgentReleased& m) {
  AgentReleased f;
  f.at = time_at(m.at_us());
  f.group.value = m.group();
  f.contact.value = m.contact();
  f.talk = Duration(m.talk_us());
  f.after_call = Duration(m.after_call_us());
  f.past_shift = Duration(m.past_shift_us());
  f.agent_idle_now = !m.agent_has_others();
  return f;
}

void put(pb::Fact& to, const StaffingChanged& f) {
  pb::StaffingChanged& m = *to.mutable_staffing_changed();
  m.set_at_us(micros(f.at));
  m.set_group(f.group.value);
  m.set_on_duty(f.on_duty);
  m.set_change(f.change);
  m.set_reason(static_cast<pb::StaffingReason>(f.reason));
}

StaffingChanged get(const pb::StaffingChanged& m) {
  StaffingChanged f;
  f.at = time_at(m.at_us());
  f.group.value = m.group();
  f.on_duty = m.on_duty();
  f.change = m.change();
  f.reason = choice<StaffingReason>(m.reason());
  return f;
}

}  // namespace hotline::proto
