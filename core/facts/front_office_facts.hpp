// core/facts/front_office_facts.hpp: what happens to contacts and agents.
//
//   ContactArrived --+-- ContactBlocked                                           all lines busy
//                    |
//                    +-- SelfServiceEnded (contained) -- ContactEnded             needed no agent
//                    |        | (not contained) -- ContactEnded (kHandedOver)
//                    +--------+-- ContactBalked                                   did not queue
//                             +-- ContactQueued --+-- ContactAbandoned            gave up
//                             |                   +-- VoicemailLeft -- ContactEnded (kVoicemail)
//                             |                   +-- CallbackOffered (accepted) -- CallbackMade
//                             |                   |         CallbackMade (reached) -- answered
//                             +-------------------+-- ContactAnswered -- talk -- ContactEnded
//                                                           |
//        ContactTransferred, ContactHandedBack: after it ---+--> ContactQueued (again)
//                                                           +--> ContactAnswered (transferred)
//
// Every attempt ends exactly once: blocked, balked, abandoned or ended.
#pragma once

#include <cstdint>

#include "core/base/id.hpp"
#include "core/base/time.hpp"

namespace hotline {

/// Somebody tries to reach the city. A redial arrives again: the same contact, attempt 2, 3, ...
struct ContactArrived {
  SimTime at;
  ContactId contact;
  ChannelId channel;
  CategoryId category;
  DistrictId district;
  std::uint32_t attempt = 1;
  bool chasing = false;  ///< a waiting citizen asks about a ticket that is open
};

/// All lines were busy: turned away before any queue.
struct ContactBlocked {
  SimTime at;
  ContactId contact;
  ChannelId channel;
};

/// All agents were busy: left rather than queue. No ContactQueued went before.
struct ContactBalked {
  SimTime at;
  ContactId contact;
  ChannelId channel;
};

/// The machine that speaks first is done with the contact, after `used` since the arrival.
/// Contained: it settled the matter, and a ContactEnded without an agent follows in the same
/// instant; otherwise the contact goes on to the agents.
struct SelfServiceEnded {
  SimTime at;
  ContactId contact;
  ChannelId channel;
  CategoryId category;
  Duration used{0};
  bool contained = false;
};

/// No agent was free: waits from now on.
struct ContactQueued {
  SimTime at;
  ContactId contact;
  ChannelId channel;
  bool again = false;  ///< handed back or transferred: stands in a queue once more
};

/// Somebody who stood in the queue was offered to be called back, `waited` after he was queued.
/// Accepted: he leaves the queue, but keeps his place in the order.
struct CallbackOffered {
  SimTime at;
  ContactId contact;
  ChannelId channel;
  Duration waited{0};
  bool accepted = false;
};

/// An agent of `group` calls back, `waited` after the offer was accepted. Reached: a
/// ContactAnswered with `callback` follows in the same instant. Not reached: an AgentReleased tells
/// when the agent is free again, and another attempt or the end (ContactOutcome::kLost) follows.
struct CallbackMade {
  SimTime at;
  ContactId contact;
  ChannelId channel;
  GroupId group;
  Duration waited{0};
  bool reached = false;
  std::uint32_t attempt = 1;
};

/// Left the queue after `waited` and spoke to a machine instead. A ContactEnded with
/// ContactOutcome::kVoicemail follows in the same instant.
struct VoicemailLeft {
  SimTime at;
  ContactId contact;
  ChannelId channel;
  Duration waited{0};
};

/// An agent (or, on a self-service channel, the system) took the contact. `arrived` is that of this
/// attempt; `waited` runs from the last ContactQueued (who accepted a call-back waits on until he
/// is called); waited == 0 for who never queued (and for who queued and was taken at once).
struct ContactAnswered {
  SimTime at;
  ContactId contact;
  ChannelId channel;
  GroupId group;
  SimTime arrived;
  Duration waited{0};
  bool queued = false;         ///< leaves the queue with this: was in it until now
  bool agent_was_idle = true;  ///< false: an agent who had other contacts in hand (chat)
  bool transferred = false;    ///< not the first answer of this attempt
  bool callback = false;       ///< the city called back; then not `queued`
};

/// Hung up before any answer, after waiting `waited` in the queue. (Who has been answered, waits
/// again and hangs up ends with ContactOutcome::kLost.)
struct ContactAbandoned {
  SimTime at;
  ContactId contact;
  ChannelId channel;
  SimTime arrived;
  Duration waited{0};
};

/// The agent of group `from` passes the contact on. Warm: the agent stays until the next one has
/// taken over. A queue (again) or an answer (transferred) follows.
struct ContactTransferred {
  SimTime at;
  ContactId contact;
  ChannelId channel;
  GroupId from;
  bool warm = false;
};

/// The agent had to let go after `served` with the citizen: the shift ended where the rule is to
/// hand back, or something more urgent came. The contact is queued again in the same instant.
struct ContactHandedBack {
  SimTime at;
  ContactId contact;
  ChannelId channel;
  GroupId group;
  Duration served{0};
};

/// What an ended attempt left behind.
enum class ContactOutcome : std::uint8_t {
  kAnswered = 1,      ///< settled at first contact
  kTicketOpened = 2,  ///< a ticket carries on
  kMerged = 3,        ///< about what is known: joined an open ticket (TicketMerged)
  kInformed = 4,      ///< asked about an open ticket (TicketChased)
  kVoicemail = 5,     ///< left a message
  /// Nobody was reached: waited again after an answer and hung up (answered_by_agent; leaves the
  /// queue with this), or could not be called back (not answered_by_agent).
  kLost = 6,
  kHandedOver = 7,  ///< by the machine to another channel, where the contact arrives again
};

/// The citizen leaves. On phone: `talk` after the last answer; 0 if the outcome is kLost. The agent
/// may still have after-call work. Channels without agents (web, app) end without having been
/// answered: answered_by_agent == false.
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

/// The agent is done with the contact, talk + after_call after its answer (or after the call-back
/// that reached nobody).
struct AgentReleased {
  SimTime at;
  GroupId group;
  ContactId contact;
  Duration talk{0};
  Duration after_call{0};
  /// Of talk + after_call: what lay after the end of the agent's shift. An agent with several
  /// contacts in hand counts such time once, with the last of them.
  Duration past_shift{0};
  bool agent_idle_now = true;  ///< false: has other contacts in hand
};

/// Why the number of agents on duty changed.
enum class StaffingReason : std::uint8_t {
  kUnknown = 0,
  kShift = 1,         ///< planned begin or end of a shift
  kBreak = 2,         ///< a break begins or ends
  kAbsence = 3,       ///< did not come
  kLate = 4,          ///< comes late
  kSideWork = 5,      ///< takes up or leaves other work: training, meetings
  kIntervention = 6,  ///< somebody changed the plan while the run went on
};

/// `on_duty` agents of the group are on duty from now on; `change` is the difference to before.
/// Agents who finish a case after their shift are not in it (they count as working: see Occupancy).
struct StaffingChanged {
  SimTime at;
  GroupId group;
  std::int64_t on_duty = 0;
  std::int64_t change = 0;
  StaffingReason reason = StaffingReason::kUnknown;
};

}  // namespace hotline
