// core/facts/fact.hpp: what can happen. Everything a measure knows, it knows from these.
//
// Facts look back: past tense, small, immutable, in the order in which they happened within one
// run. Each carries what is needed to fold it without remembering the contact or ticket it is about
// (when it arrived, how long it waited), so that a fold needs constant memory and no order:
// `fold(a, b) == fold(b, a)`. Truth that only a simulator can know (was the class right? was the
// problem really fixed?) is not in a fact unless somebody in the city could have observed it.
//
// Names come as facts too (NameDefined), before the first fact that uses the id.
//
// What came later stands at the end of each fact, and of the list: a field that nobody sets says
// what was always meant before there was such a field.
#pragma once

#include <variant>

#include "core/facts/back_office_facts.hpp"
#include "core/facts/front_office_facts.hpp"
#include "core/facts/run_facts.hpp"

namespace hotline {

/// Any fact, for logs and wires. In a study facts are handed on as their own types, without it.
using Fact =
    std::variant<RunStarted, NameDefined, WarmUpEnded, RunEnded,                              //
                 ContactArrived, ContactBlocked, ContactQueued, ContactAnswered,              //
                 ContactAbandoned, ContactEnded, AgentReleased, StaffingChanged,              //
                 TicketOpened, TicketClassified, TicketDispatched, TicketSigned,              //
                 TicketReturned, TicketArbitrated, WorkStarted, WorkEnded, CrewsChanged,      //
                 TicketOverdue, TicketResolved, TicketSurveyed, TicketReopened,               //
                 ContactBalked, SelfServiceEnded, CallbackOffered, CallbackMade,              //
                 VoicemailLeft, ContactTransferred, ContactHandedBack,                        //
                 TicketMerged, TicketPaused, TicketResumed, TicketEscalated, TicketExtended,  //
                 TicketChased, TicketWithdrawn, TicketClosed,                                 //
                 PolicyChanged, SurgeStarted, SurgeEnded>;

/// The instant at which it happened.
[[nodiscard]] inline SimTime time_of(const Fact& fact) {
  return std::visit([](const auto& f) { return f.at; }, fact);
}

}  // namespace hotline
