// proto/messages.hpp: one pair of functions a fact: put fills its message, get reads it. Only for
// the codec: nobody else sees a message.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <type_traits>

#include <hotline/v1/fact.pb.h>

#include "core/facts/fact.hpp"

namespace hotline::proto {

namespace pb = ::hotline::v1;

[[nodiscard]] inline std::int64_t micros(SimTime t) {
  return t.time_since_epoch().count();
}

[[nodiscard]] inline std::int64_t micros(Duration d) {
  return d.count();
}

[[nodiscard]] inline SimTime time_at(std::int64_t us) {
  return SimTime(Duration(us));
}

/// A value that the type cannot hold becomes its greatest one, which is never allowed.
template <class Enum>
[[nodiscard]] Enum choice(int value) {
  using Value = std::underlying_type_t<Enum>;
  constexpr Value kRefused = std::numeric_limits<Value>::max();
  return static_cast<Enum>(value >= 0 && value < kRefused ? static_cast<Value>(value) : kRefused);
}

void put(pb::Fact& to, const RunStarted& f);
[[nodiscard]] RunStarted get(const pb::RunStarted& m);
void put(pb::Fact& to, const NameDefined& f);
[[nodiscard]] NameDefined get(const pb::NameDefined& m);
void put(pb::Fact& to, const WarmUpEnded& f);
[[nodiscard]] WarmUpEnded get(const pb::WarmUpEnded& m);
void put(pb::Fact& to, const RunEnded& f);
[[nodiscard]] RunEnded get(const pb::RunEnded& m);
void put(pb::Fact& to, const PolicyChanged& f);
[[nodiscard]] PolicyChanged get(const pb::PolicyChanged& m);
void put(pb::Fact& to, const SurgeStarted& f);
[[nodiscard]] SurgeStarted get(const pb::SurgeStarted& m);
void put(pb::Fact& to, const SurgeEnded& f);
[[nodiscard]] SurgeEnded get(const pb::SurgeEnded& m);

void put(pb::Fact& to, const ContactArrived& f);
[[nodiscard]] ContactArrived get(const pb::ContactArrived& m);
void put(pb::Fact& to, const ContactBlocked& f);
[[nodiscard]] ContactBlocked get(const pb::ContactBlocked& m);
void put(pb::Fact& to, const ContactBalked& f);
[[nodiscard]] ContactBalked get(const pb::ContactBalked& m);
void put(pb::Fact& to, const SelfServiceEnded& f);
[[nodiscard]] SelfServiceEnded get(const pb::SelfServiceEnded& m);
void put(pb::Fact& to, const ContactQueued& f);
[[nodiscard]] ContactQueued get(const pb::ContactQueued& m);
void put(pb::Fact& to, const CallbackOffered& f);
[[nodiscard]] CallbackOffered get(const pb::CallbackOffered& m);
void put(pb::Fact& to, const CallbackMade& f);
[[nodiscard]] CallbackMade get(const pb::CallbackMade& m);
void put(pb::Fact& to, const VoicemailLeft& f);
[[nodiscard]] VoicemailLeft get(const pb::VoicemailLeft& m);
void put(pb::Fact& to, const ContactAnswered& f);
[[nodiscard]] ContactAnswered get(const pb::ContactAnswered& m);
void put(pb::Fact& to, const ContactAbandoned& f);
[[nodiscard]] ContactAbandoned get(const pb::ContactAbandoned& m);
void put(pb::Fact& to, const ContactTransferred& f);
[[nodiscard]] ContactTransferred get(const pb::ContactTransferred& m);
void put(pb::Fact& to, const ContactHandedBack& f);
[[nodiscard]] ContactHandedBack get(const pb::ContactHandedBack& m);
void put(pb::Fact& to, const ContactEnded& f);
[[nodiscard]] ContactEnded get(const pb::ContactEnded& m);
void put(pb::Fact& to, const AgentReleased& f);
[[nodiscard]] AgentReleased get(const pb::AgentReleased& m);
void put(pb::Fact& to, const StaffingChanged& f);
[[nodiscard]] StaffingChanged get(const pb::StaffingChanged& m);

void put(pb::Fact& to, const TicketOpened& f);
[[nodiscard]] TicketOpened get(const pb::TicketOpened& m);
void put(pb::Fact& to, const TicketMerged& f);
[[nodiscard]] TicketMerged get(const pb::TicketMerged& m);
void put(pb::Fact& to, const TicketClassified& f);
[[nodiscard]] TicketClassified get(const pb::TicketClassified& m);
void put(pb::Fact& to, const TicketDispatched& f);
[[nodiscard]] TicketDispatched get(const pb::TicketDispatched& m);
void put(pb::Fact& to, const TicketSigned& f);
[[nodiscard]] TicketSigned get(const pb::TicketSigned& m);
void put(pb::Fact& to, const TicketReturned& f);
[[nodiscard]] TicketReturned get(const pb::TicketReturned& m);
void put(pb::Fact& to, const TicketArbitrated& f);
[[nodiscard]] TicketArbitrated get(const pb::TicketArbitrated& m);
void put(pb::Fact& to, const WorkStarted& f);
[[nodiscard]] WorkStarted get(const pb::WorkStarted& m);
void put(pb::Fact& to, const WorkEnded& f);
[[nodiscard]] WorkEnded get(const pb::WorkEnded& m);
void put(pb::Fact& to, const CrewsChanged& f);
[[nodiscard]] CrewsChanged get(const pb::CrewsChanged& m);
void put(pb::Fact& to, const TicketPaused& f);
[[nodiscard]] TicketPaused get(const pb::TicketPaused& m);
void put(pb::Fact& to, const TicketResumed& f);
[[nodiscard]] TicketResumed get(const pb::TicketResumed& m);
void put(pb::Fact& to, const TicketExtended& f);
[[nodiscard]] TicketExtended get(const pb::TicketExtended& m);
void put(pb::Fact& to, const TicketOverdue& f);
[[nodiscard]] TicketOverdue get(const pb::TicketOverdue& m);
void put(pb::Fact& to, const TicketEscalated& f);
[[nodiscard]] TicketEscalated get(const pb::TicketEscalated& m);
void put(pb::Fact& to, const TicketChased& f);
[[nodiscard]] TicketChased get(const pb::TicketChased& m);
void put(pb::Fact& to, const TicketResolved& f);
[[nodiscard]] TicketResolved get(const pb::TicketResolved& m);
void put(pb::Fact& to, const TicketSurveyed& f);
[[nodiscard]] TicketSurveyed get(const pb::TicketSurveyed& m);
void put(pb::Fact& to, const TicketReopened& f);
[[nodiscard]] TicketReopened get(const pb::TicketReopened& m);
void put(pb::Fact& to, const TicketWithdrawn& f);
[[nodiscard]] TicketWithdrawn get(const pb::TicketWithdrawn& m);
void put(pb::Fact& to, const TicketClosed& f);
[[nodiscard]] TicketClosed get(const pb::TicketClosed& m);

/// Empty where the kind is not known here.
[[nodiscard]] std::optional<Fact> get(const pb::Fact& m);

}  // namespace hotline::proto
