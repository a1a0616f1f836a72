// tests/support/fact_fields.hpp: every field of every fact, in one place.
#pragma once

#include <tuple>

#include "core/facts/fact.hpp"

namespace hotline::test {

// fields(fact): its fields as a tuple of references, in the order of declaration.

inline auto fields(const RunStarted& f) {
  return std::tie(f.at, f.run, f.source, f.scenario, f.title, f.seed, f.replication,
                  f.acceptable_wait, f.short_abandon);
}

inline auto fields(const NameDefined& f) {
  return std::tie(f.at, f.kind, f.id, f.name);
}

inline auto fields(const WarmUpEnded& f) {
  return std::tie(f.at);
}

inline auto fields(const RunEnded& f) {
  return std::tie(f.at);
}

inline auto fields(const ContactArrived& f) {
  return std::tie(f.at, f.contact, f.channel, f.category, f.district, f.attempt);
}

inline auto fields(const ContactBlocked& f) {
  return std::tie(f.at, f.contact, f.channel);
}

inline auto fields(const ContactQueued& f) {
  return std::tie(f.at, f.contact, f.channel);
}

inline auto fields(const ContactAnswered& f) {
  return std::tie(f.at, f.contact, f.channel, f.group, f.arrived, f.waited, f.queued);
}

inline auto fields(const ContactAbandoned& f) {
  return std::tie(f.at, f.contact, f.channel, f.arrived, f.waited);
}

inline auto fields(const ContactEnded& f) {
  return std::tie(f.at, f.contact, f.channel, f.category, f.outcome, f.answered_by_agent, f.arrived,
                  f.talk);
}

inline auto fields(const AgentReleased& f) {
  return std::tie(f.at, f.group, f.contact, f.talk, f.after_call, f.past_shift);
}

inline auto fields(const StaffingChanged& f) {
  return std::tie(f.at, f.group, f.on_duty, f.change);
}

inline auto fields(const TicketOpened& f) {
  return std::tie(f.at, f.ticket, f.channel, f.category, f.district, f.response_due,
                  f.resolution_due);
}

inline auto fields(const TicketClassified& f) {
  return std::tie(f.at, f.ticket, f.category, f.by);
}

inline auto fields(const TicketDispatched& f) {
  return std::tie(f.at, f.ticket, f.agency, f.opened, f.round);
}

inline auto fields(const TicketSigned& f) {
  return std::tie(f.at, f.ticket, f.agency, f.opened, f.dispatched, f.response_due, f.first);
}

inline auto fields(const TicketReturned& f) {
  return std::tie(f.at, f.ticket, f.agency, f.dispatched, f.returns);
}

inline auto fields(const TicketArbitrated& f) {
  return std::tie(f.at, f.ticket, f.agency);
}

inline auto fields(const WorkStarted& f) {
  return std::tie(f.at, f.ticket, f.agency, f.waited);
}

inline auto fields(const WorkEnded& f) {
  return std::tie(f.at, f.ticket, f.agency, f.worked);
}

inline auto fields(const CrewsChanged& f) {
  return std::tie(f.at, f.agency, f.on_duty, f.change);
}

inline auto fields(const TicketOverdue& f) {
  return std::tie(f.at, f.ticket, f.agency, f.clock, f.opened);
}

inline auto fields(const TicketResolved& f) {
  return std::tie(f.at, f.ticket, f.agency, f.category, f.district, f.opened, f.resolution_due,
                  f.first);
}

inline auto fields(const TicketSurveyed& f) {
  return std::tie(f.at, f.ticket, f.agency, f.opened, f.answered, f.responded, f.fixed, f.satisfied,
                  f.closed_on_time);
}

inline auto fields(const TicketReopened& f) {
  return std::tie(f.at, f.ticket, f.agency, f.opened, f.times);
}

/// Equal in kind and in every field.
[[nodiscard]] inline bool same(const Fact& a, const Fact& b) {
  return a.index() == b.index() && std::visit(
                                       [&b](const auto& f) {
                                         using Kind = std::decay_t<decltype(f)>;
                                         return fields(f) == fields(std::get<Kind>(b));
                                       },
                                       a);
}

}  // namespace hotline::test
