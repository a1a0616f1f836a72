#include "proto/codec.hpp"

#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <hotline/v1/fact.pb.h>

#include "core/base/contract.hpp"
#include "proto/fact_check.hpp"

namespace hotline::proto {
namespace {

namespace pb = ::hotline::v1;

std::int64_t micros(SimTime t) {
  return t.time_since_epoch().count();
}

std::int64_t micros(Duration d) {
  return d.count();
}

SimTime time_at(std::int64_t us) {
  return SimTime(Duration(us));
}

/// A value that the type cannot hold becomes its greatest one, which is never allowed.
template <class Enum>
Enum choice(int value) {
  using Value = std::underlying_type_t<Enum>;
  constexpr Value kRefused = std::numeric_limits<Value>::max();
  return static_cast<Enum>(value >= 0 && value < kRefused ? static_cast<Value>(value) : kRefused);
}

// One pair of functions a fact: put fills the message, get reads it.

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
}

NameDefined get(const pb::NameDefined& m) {
  NameDefined f;
  f.at = time_at(m.at_us());
  f.kind = choice<NameKind>(m.kind());
  f.id = m.id();
  f.name = m.name();
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

void put(pb::Fact& to, const ContactArrived& f) {
  pb::ContactArrived& m = *to.mutable_contact_arrived();
  m.set_at_us(micros(f.at));
  m.set_contact(f.contact.value);
  m.set_channel(f.channel.value);
  m.set_category(f.category.value);
  m.set_district(f.district.value);
  m.set_attempt(f.attempt);
}

ContactArrived get(const pb::ContactArrived& m) {
  ContactArrived f;
  f.at = time_at(m.at_us());
  f.contact.value = m.contact();
  f.channel.value = m.channel();
  f.category.value = m.category();
  f.district.value = m.district();
  f.attempt = m.attempt();
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

void put(pb::Fact& to, const ContactQueued& f) {
  pb::ContactQueued& m = *to.mutable_contact_queued();
  m.set_at_us(micros(f.at));
  m.set_contact(f.contact.value);
  m.set_channel(f.channel.value);
}

ContactQueued get(const pb::ContactQueued& m) {
  ContactQueued f;
  f.at = time_at(m.at_us());
  f.contact.value = m.contact();
  f.channel.value = m.channel();
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
}

AgentReleased get(const pb::AgentReleased& m) {
  AgentReleased f;
  f.at = time_at(m.at_us());
  f.group.value = m.group();
  f.contact.value = m.contact();
  f.talk = Duration(m.talk_us());
  f.after_call = Duration(m.after_call_us());
  f.past_shift = Duration(m.past_shift_us());
  return f;
}

void put(pb::Fact& to, const StaffingChanged& f) {
  pb::StaffingChanged& m = *to.mutable_staffing_changed();
  m.set_at_us(micros(f.at));
  m.set_group(f.group.value);
  m.set_on_duty(f.on_duty);
  m.set_change(f.change);
}

StaffingChanged get(const pb::StaffingChanged& m) {
  StaffingChanged f;
  f.at = time_at(m.at_us());
  f.group.value = m.group();
  f.on_duty = m.on_duty();
  f.change = m.change();
  return f;
}

void put(pb::Fact& to, const TicketOpened& f) {
  pb::TicketOpened& m = *to.mutable_ticket_opened();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_channel(f.channel.value);
  m.set_category(f.category.value);
  m.set_district(f.district.value);
  if (f.response_due != kNever) {
    m.set_response_due_us(micros(f.response_due));
  }
  if (f.resolution_due != kNever) {
    m.set_resolution_due_us(micros(f.resolution_due));
  }
}

TicketOpened get(const pb::TicketOpened& m) {
  TicketOpened f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.channel.value = m.channel();
  f.category.value = m.category();
  f.district.value = m.district();
  f.response_due = m.has_response_due_us() ? time_at(m.response_due_us()) : kNever;
  f.resolution_due = m.has_resolution_due_us() ? time_at(m.resolution_due_us()) : kNever;
  return f;
}

void put(pb::Fact& to, const TicketClassified& f) {
  pb::TicketClassified& m = *to.mutable_ticket_classified();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_category(f.category.value);
  m.set_by(static_cast<pb::Classifier>(f.by));
}

TicketClassified get(const pb::TicketClassified& m) {
  TicketClassified f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.category.value = m.category();
  f.by = choice<Classifier>(m.by());
  return f;
}

void put(pb::Fact& to, const TicketDispatched& f) {
  pb::TicketDispatched& m = *to.mutable_ticket_dispatched();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
  m.set_opened_us(micros(f.opened));
  m.set_round(f.round);
}

TicketDispatched get(const pb::TicketDispatched& m) {
  TicketDispatched f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  f.opened = time_at(m.opened_us());
  f.round = m.round();
  return f;
}

void put(pb::Fact& to, const TicketSigned& f) {
  pb::TicketSigned& m = *to.mutable_ticket_signed();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
  m.set_opened_us(micros(f.opened));
  m.set_dispatched_us(micros(f.dispatched));
  if (f.response_due != kNever) {
    m.set_response_due_us(micros(f.response_due));
  }
  m.set_first(f.first);
}

TicketSigned get(const pb::TicketSigned& m) {
  TicketSigned f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  f.opened = time_at(m.opened_us());
  f.dispatched = time_at(m.dispatched_us());
  f.response_due = m.has_response_due_us() ? time_at(m.response_due_us()) : kNever;
  f.first = m.first();
  return f;
}

void put(pb::Fact& to, const TicketReturned& f) {
  pb::TicketReturned& m = *to.mutable_ticket_returned();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
  m.set_dispatched_us(micros(f.dispatched));
  m.set_returns(f.returns);
}

TicketReturned get(const pb::TicketReturned& m) {
  TicketReturned f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  f.dispatched = time_at(m.dispatched_us());
  f.returns = m.returns();
  return f;
}

void put(pb::Fact& to, const TicketArbitrated& f) {
  pb::TicketArbitrated& m = *to.mutable_ticket_arbitrated();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
}

TicketArbitrated get(const pb::TicketArbitrated& m) {
  TicketArbitrated f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  return f;
}

void put(pb::Fact& to, const WorkStarted& f) {
  pb::WorkStarted& m = *to.mutable_work_started();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
  m.set_waited_us(micros(f.waited));
}

WorkStarted get(const pb::WorkStarted& m) {
  WorkStarted f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  f.waited = Duration(m.waited_us());
  return f;
}

void put(pb::Fact& to, const WorkEnded& f) {
  pb::WorkEnded& m = *to.mutable_work_ended();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
  m.set_worked_us(micros(f.worked));
}

WorkEnded get(const pb::WorkEnded& m) {
  WorkEnded f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  f.worked = Duration(m.worked_us());
  return f;
}

void put(pb::Fact& to, const CrewsChanged& f) {
  pb::CrewsChanged& m = *to.mutable_crews_changed();
  m.set_at_us(micros(f.at));
  m.set_agency(f.agency.value);
  m.set_on_duty(f.on_duty);
  m.set_change(f.change);
}

CrewsChanged get(const pb::CrewsChanged& m) {
  CrewsChanged f;
  f.at = time_at(m.at_us());
  f.agency.value = m.agency();
  f.on_duty = m.on_duty();
  f.change = m.change();
  return f;
}

void put(pb::Fact& to, const TicketOverdue& f) {
  pb::TicketOverdue& m = *to.mutable_ticket_overdue();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
  m.set_clock(static_cast<pb::TicketClock>(f.clock));
  m.set_opened_us(micros(f.opened));
}

TicketOverdue get(const pb::TicketOverdue& m) {
  TicketOverdue f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  f.clock = choice<TicketClock>(m.clock());
  f.opened = time_at(m.opened_us());
  return f;
}

void put(pb::Fact& to, const TicketResolved& f) {
  pb::TicketResolved& m = *to.mutable_ticket_resolved();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
  m.set_category(f.category.value);
  m.set_district(f.district.value);
  m.set_opened_us(micros(f.opened));
  if (f.resolution_due != kNever) {
    m.set_resolution_due_us(micros(f.resolution_due));
  }
  m.set_first(f.first);
}

TicketResolved get(const pb::TicketResolved& m) {
  TicketResolved f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  f.category.value = m.category();
  f.district.value = m.district();
  f.opened = time_at(m.opened_us());
  f.resolution_due = m.has_resolution_due_us() ? time_at(m.resolution_due_us()) : kNever;
  f.first = m.first();
  return f;
}

void put(pb::Fact& to, const TicketSurveyed& f) {
  pb::TicketSurveyed& m = *to.mutable_ticket_surveyed();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
  m.set_opened_us(micros(f.opened));
  m.set_answered(f.answered);
  m.set_responded(f.responded);
  m.set_fixed(f.fixed);
  m.set_satisfied(f.satisfied);
  m.set_closed_on_time(f.closed_on_time);
}

TicketSurveyed get(const pb::TicketSurveyed& m) {
  TicketSurveyed f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  f.opened = time_at(m.opened_us());
  f.answered = m.answered();
  f.responded = m.responded();
  f.fixed = m.fixed();
  f.satisfied = m.satisfied();
  f.closed_on_time = m.closed_on_time();
  return f;
}

void put(pb::Fact& to, const TicketReopened& f) {
  pb::TicketReopened& m = *to.mutable_ticket_reopened();
  m.set_at_us(micros(f.at));
  m.set_ticket(f.ticket.value);
  m.set_agency(f.agency.value);
  m.set_opened_us(micros(f.opened));
  m.set_times(f.times);
}

TicketReopened get(const pb::TicketReopened& m) {
  TicketReopened f;
  f.at = time_at(m.at_us());
  f.ticket.value = m.ticket();
  f.agency.value = m.agency();
  f.opened = time_at(m.opened_us());
  f.times = m.times();
  return f;
}

/// Empty where the kind is not known here.
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
    case pb::Fact::KIND_NOT_SET:
      break;
  }
  return std::nullopt;
}

/// Reads a message. The library would tell of garbage on standard error; the caller is told anyway.
template <class Message>
bool parse(Message& m, std::string_view bytes) {
  static const bool quiet = [] {
    (void)google::protobuf::SetLogHandler(nullptr);
    return true;
  }();
  (void)quiet;
  return bytes.size() <= kMaxFrameBytes &&
         m.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

/// The fields that a frame and its envelope share.
template <class Message>
void put_header(Message& m, const FrameHeader& header) {
  m.set_schema(header.schema);
  m.set_run(header.run);
  m.set_replication(header.replication);
  m.set_first_sequence(header.first_sequence);
}

template <class Message>
FrameHeader get_header(const Message& m) {
  return {m.schema(), m.run(), m.replication(), m.first_sequence()};
}

Result<void> check_schema(std::uint32_t schema) {
  if (schema != kSchema) {
    return bad_input("schema " + std::to_string(schema) + " is not known here, allowed is " +
                     std::to_string(kSchema));
  }
  return {};
}

}  // namespace

struct FrameEncoder::State {
  pb::Frame frame;
  std::string bytes;
};

FrameEncoder::FrameEncoder() : state_(std::make_unique<State>()) {}

FrameEncoder::~FrameEncoder() = default;

void FrameEncoder::append(const Fact& fact) {
  pb::Fact& message = *state_->frame.add_facts();
  std::visit([&](const auto& f) { put(message, f); }, fact);
}

std::size_t FrameEncoder::size() const {
  return static_cast<std::size_t>(state_->frame.facts_size());
}

std::string_view FrameEncoder::finish(const FrameHeader& header) {
  put_header(state_->frame, header);
  const bool serialised = state_->frame.SerializeToString(&state_->bytes);
  HOTLINE_REQUIRE(serialised);
  state_->frame.Clear();
  return state_->bytes;
}

Result<DecodedFrame> decode_frame(std::string_view bytes) {
  pb::Frame message;
  if (!parse(message, bytes)) {
    return bad_input("these " + std::to_string(bytes.size()) + " bytes are not a frame");
  }
  if (auto known = check_schema(message.schema()); !known) {
    return tl::unexpected(known.error());
  }
  if (message.facts().empty()) {
    return bad_input("a frame without facts");
  }
  DecodedFrame frame{get_header(message), {}};
  frame.facts.reserve(static_cast<std::size_t>(message.facts_size()));
  for (const pb::Fact& each : message.facts()) {
    std::optional<Fact> fact = get(each);
    std::string fault = fact ? fault_of(*fact) : "its kind is not known here";
    if (!fault.empty()) {
      return bad_input("fact " + std::to_string(frame.facts.size()) + " of the frame: " + fault);
    }
    frame.facts.push_back(std::move(*fact));
  }
  return frame;
}

std::string encode_envelope(const Envelope& envelope) {
  pb::Envelope message;
  put_header(message, envelope.header);
  message.set_count(envelope.count);
  message.set_preamble(envelope.preamble);
  return message.SerializeAsString();
}

Result<Envelope> decode_envelope(std::string_view bytes) {
  pb::Envelope message;
  if (!parse(message, bytes)) {
    return bad_input("these " + std::to_string(bytes.size()) + " bytes are not an envelope");
  }
  if (auto known = check_schema(message.schema()); !known) {
    return tl::unexpected(known.error());
  }
  return Envelope{get_header(message), message.count(), message.preamble()};
}

}  // namespace hotline::proto
