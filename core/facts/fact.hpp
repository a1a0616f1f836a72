// core/facts/fact.hpp: what can happen. Everything a measure knows, it knows from these.
//
// Facts look back: past tense, small, immutable, in the order in which they happened within one
// run. Each carries what is needed to fold it without remembering the contact or ticket it is about
// (when it arrived, how long it waited), so that a fold needs constant memory and no order:
// `fold(a, b) == fold(b, a)`. Truth that only a simulator can know (was the class right? was the
// problem really fixed?) is not in a fact unless somebody in the city could have observed it.
//
// Names come as facts too (NameDefined), before the first fact that uses the id.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "core/base/id.hpp"
#include "core/base/time.hpp"

namespace hotline {

/// Where the facts of a run come from.
enum class SourceKind : std::uint8_t { kSimulated = 1, kReplayed = 2 };

/// The first fact of every run. `run` names it: runs of equal number have equal facts.
struct RunStarted {
  SimTime at;
  std::uint64_t run = 0;
  SourceKind source = SourceKind::kSimulated;
  std::string scenario;  ///< name of the scenario, or of the export's format
  std::string title;     ///< for people
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;  ///< 0-based
  Duration acceptable_wait{0};    ///< AWT of the service level: a wait counts as good if <= it
  Duration short_abandon{0};      ///< an abandonment is short if its wait is <= it
};

/// Which table a name belongs to.
enum class NameKind : std::uint8_t {
  kChannel = 1,
  kCategory = 2,
  kDistrict = 3,
  kGroup = 4,
  kAgency = 5,
};

/// Gives id `id` of table `kind` its name. Ids of a table are 0, 1, 2 ... in order of definition.
struct NameDefined {
  SimTime at;
  NameKind kind = NameKind::kChannel;
  std::uint32_t id = 0;
  std::string name;
};

/// Measurement begins here: what arrived earlier is not counted, and areas under curves start
/// afresh.
struct WarmUpEnded {
  SimTime at;
};

/// The last fact of every complete run.
struct RunEnded {
  SimTime at;
};

// ---- Front office -----------------------------------------------------------------------------

/// Somebody tries to reach the city. A redial arrives again: the same contact, attempt 2, 3, ...
struct ContactArrived {
  SimTime at;
  ContactId contact;
  ChannelId channel;
  CategoryId category;
  DistrictId district;
  std::uint32_t attempt = 1;
};

/// All lines were busy: turned away before any queue.
struct ContactBlocked {
  SimTime at;
  ContactId contact;
  ChannelId channel;
};

/// No agent was free: waits from now on.
struct ContactQueued {
  SimTime at;
  ContactId contact;
  ChannelId channel;
};

/// An agent (or, on a self-service channel, the system) took the contact. `arrived` and `waited`
/// are those of this attempt; waited == 0 for who never queued (and for who queued and was taken at
/// once).
struct ContactAnswered {
  SimTime at;
  ContactId contact;
  ChannelId channel;
  GroupId group;
  SimTime arrived;
  Duration waited{0};
  bool queued = false;  ///< stood in the queue first: a ContactQueued went before
};

/// Hung up before an answer, after waiting `waited`.
struct ContactAbandoned {
  SimTime at;
  ContactId contact;
  ChannelId channel;
  SimTime arrived;
  Duration waited{0};
};

/// What an ended conversation left behind.
enum class ContactOutcome : std::uint8_t {
  kAnswered = 1,      ///< settled at first contact
  kTicketOpened = 2,  ///< a ticket carries on
};

/// The citizen leaves. On phone: `talk` after the answer. The agent may still have after-call work.
/// Channels without agents (web, app) end without having been answered: answered_by_agent == false.
struct ContactEnded {
  SimTime at;
  ContactId contact;
  ChannelId channel;
  CategoryId category;
  ContactOutcome outcome = ContactOutcome::kAnswered;
  bool answered_by_agent = false;
  SimTime arrived;
  Duration talk{0};
};

/// The agent is free again, after talk + after-call work.
struct AgentReleased {
  SimTime at;
  GroupId group;
  ContactId contact;
  Duration talk{0};
  Duration after_call{0};
  Duration past_shift{0};  ///< of talk + after_call: what lay after the end of the agent's shift
};

/// `on_duty` agents of the group are on duty from now on; `change` is the difference to before.
/// Agents who finish a case after their shift are not in it (they count as working: see Occupancy).
struct StaffingChanged {
  SimTime at;
  GroupId group;
  std::int64_t on_duty = 0;
  std::int64_t change = 0;
};

// ---- Back office ------------------------------------------------------------------------------

/// A ticket begins. Due times are kNever where there is no target.
struct TicketOpened {
  SimTime at;
  TicketId ticket;
  ChannelId channel;
  CategoryId category;  ///< what the citizen asked for
  DistrictId district;
  SimTime response_due = kNever;
  SimTime resolution_due = kNever;
};

enum class Classifier : std::uint8_t { kUnknown = 0, kHuman = 1, kMachine = 2 };

/// Somebody or something decided what the ticket is about. Right or wrong, nobody knows yet.
struct TicketClassified {
  SimTime at;
  TicketId ticket;
  CategoryId category;
  Classifier by = Classifier::kUnknown;
};

/// Sent to an agency. `round` is 1 for the first dispatch, and grows with every return and
/// reopening.
struct TicketDispatched {
  SimTime at;
  TicketId ticket;
  AgencyId agency;
  SimTime opened;
  std::uint32_t round = 1;
};

/// The agency signed for it: the first response, if `first`.
struct TicketSigned {
  SimTime at;
  TicketId ticket;
  AgencyId agency;
  SimTime opened;
  SimTime dispatched;
  SimTime response_due = kNever;
  bool first = true;
};

/// The agency refused and sent it back. `returns` counts this one.
struct TicketReturned {
  SimTime at;
  TicketId ticket;
  AgencyId agency;
  SimTime dispatched;
  std::uint32_t returns = 1;
};

/// After too many returns somebody with authority decided which agency must take it.
struct TicketArbitrated {
  SimTime at;
  TicketId ticket;
  AgencyId agency;
};

/// A crew began, after the ticket stood `waited` in the agency's work list.
struct WorkStarted {
  SimTime at;
  TicketId ticket;
  AgencyId agency;
  Duration waited{0};
};

/// The crew is free again.
struct WorkEnded {
  SimTime at;
  TicketId ticket;
  AgencyId agency;
  Duration worked{0};
};

/// `on_duty` crews of the agency work from now on; `change` is the difference to before.
struct CrewsChanged {
  SimTime at;
  AgencyId agency;
  std::int64_t on_duty = 0;
  std::int64_t change = 0;
};

/// Which of a ticket's two clocks.
enum class TicketClock : std::uint8_t { kResponse = 1, kResolution = 2 };

/// A due time passed and the clock was still running. Said once per ticket and clock, at the due
/// time.
struct TicketOverdue {
  SimTime at;
  TicketId ticket;
  AgencyId agency;  ///< responsible at that instant
  TicketClock clock = TicketClock::kResolution;
  SimTime opened;
};

/// The agency declared the ticket done. `first` unless it was resolved before and reopened.
struct TicketResolved {
  SimTime at;
  TicketId ticket;
  AgencyId agency;
  CategoryId category;
  DistrictId district;
  SimTime opened;
  SimTime resolution_due = kNever;
  bool first = true;
};

/// A citizen of the sample was called back. Without an answer the other fields say nothing.
struct TicketSurveyed {
  SimTime at;
  TicketId ticket;
  AgencyId agency;
  SimTime opened;
  bool answered = false;        ///< the citizen took part
  bool responded = false;       ///< "was I contacted in time?"  -> response rate
  bool fixed = false;           ///< "is it fixed?"              -> resolution rate
  bool satisfied = false;       ///< "am I satisfied?"           -> satisfaction rate
  bool closed_on_time = false;  ///< resolved by its due time (true if it had none)
};

/// Open again, for the `times`-th time.
struct TicketReopened {
  SimTime at;
  TicketId ticket;
  AgencyId agency;
  SimTime opened;
  std::uint32_t times = 1;
};

/// Any fact, for logs and wires. In a study facts are handed on as their own types, without it.
using Fact =
    std::variant<RunStarted, NameDefined, WarmUpEnded, RunEnded,                          //
                 ContactArrived, ContactBlocked, ContactQueued, ContactAnswered,          //
                 ContactAbandoned, ContactEnded, AgentReleased, StaffingChanged,          //
                 TicketOpened, TicketClassified, TicketDispatched, TicketSigned,          //
                 TicketReturned, TicketArbitrated, WorkStarted, WorkEnded, CrewsChanged,  //
                 TicketOverdue, TicketResolved, TicketSurveyed, TicketReopened>;

/// The instant at which it happened.
[[nodiscard]] inline SimTime time_of(const Fact& fact) {
  return std::visit([](const auto& f) { return f.at; }, fact);
}

}  // namespace hotline
