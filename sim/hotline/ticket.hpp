// sim/hotline/ticket.hpp: a service request in the back office.
#pragma once

#include <cstdint>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/facts/back_office_facts.hpp"
#include "sim/hotline/waiting_line.hpp"
#include "sim/kernel/future_event_list.hpp"

namespace hotline::sim {

/// Where a ticket is. Each stage but kWork ends with the event `step`.
enum class Stage : std::uint8_t {
  kTriage,      ///< by the machine, or by a person if people are not limited
  kDesk,        ///< waits for a dispatcher
  kDispatcher,  ///< has one
  kDispatched,  ///< the agency has not answered yet
  kLead,
  kPauseBefore,  ///< of the work
  kWork,         ///< in the workshop
  kPauseDuring,  ///< in the workshop, suspended
  kResolved,     ///< the survey is still to come
};

/// A service request that somebody still has to do with.
struct Ticket {
  TicketId id;
  SimTime opened;
  SimTime since;  ///< in triage: joined the desk; afterwards: dispatched
  SimTime response_due = kNever;
  SimTime resolution_due = kNever;
  EventHandle step;
  EventHandle response_deadline;
  EventHandle resolution_deadline;
  Duration waited{0};        ///< for a dispatcher, this time
  std::uint32_t number = 0;  ///< among all tickets of the run: whether a row is still the same one
  std::uint32_t order = 0;   ///< name of its order in the workshop; in kWork and kPauseDuring
  std::uint16_t channel = 0;
  std::uint16_t category = 0;  ///< what it is about; nobody in the model may look, only nature
  std::uint16_t assigned = 0;  ///< what the last triage took it for
  std::uint16_t district = 0;
  std::uint16_t agency = 0;  ///< has it now, or will have it
  std::uint16_t right = 0;   ///< the agency that is responsible, as nature has it
  std::uint16_t round = 0;   ///< of dispatch
  std::uint16_t visits = 0;  ///< times that the work was ordered and done
  std::uint8_t returns = 0;  ///< since it was opened, or last reopened
  std::uint8_t reopenings = 0;
  std::uint8_t priority_class = 0;
  Stage stage = Stage::kTriage;
  std::uint32_t flags = 0;

  enum Flag : std::uint32_t {
    kByAgent = 1,
    kByMachine = 2,   ///< this round
    kArbitrated = 4,  ///< this round
    kMustTake = 8,    ///< the agency may not refuse, this round
    kResponded = 16,
    kRespondedInTime = 32,
    kResolvedOnce = 64,
    kResolvedInTime = 128,
    kFixed = 256,        ///< as nature has it
    kUnclear = 512,      ///< nobody is clearly responsible
    kToDistrict = 1024,  ///< sent back as unclear: next to the agency of the district
    kUnfixable = 2048,
    kDuplicate = 4096,      ///< of an open ticket, which nobody noticed
    kCrewAtWork = 8192,     ///< known only where somebody asks for it
    kClockStopped = 16384,  ///< the pause holds the resolution clock
    kOverdue = 32768,
    kCrewCame = 65536,   ///< for the present order, at least once; known as kCrewAtWork is
    kHandedOn = 131072,  ///< for lack of crews: next to TicketExtras::handed_to
  };

  [[nodiscard]] bool is(Flag flag) const { return (flags & flag) != 0; }

  void set(Flag flag) { flags |= flag; }

  void clear(Flag flag) { flags &= ~static_cast<std::uint32_t>(flag); }

  void put(Flag flag, bool holds) { holds ? set(flag) : clear(flag); }

  [[nodiscard]] bool open() const { return stage != Stage::kResolved; }

  template <class A>
  void archive(A& a) {
    a(id);
    a(opened);
    a(since);
    a(response_due);
    a(resolution_due);
    a(step);
    a(response_deadline);
    a(resolution_deadline);
    a(waited);
    a(number);
    a(order);
    a(channel);
    a(category);
    a(assigned);
    a(district);
    a(agency);
    a(right);
    a(round);
    a(visits);
    a(returns);
    a(reopenings);
    a(priority_class);
    a(stage);
    a(flags);
  }
};

static_assert(sizeof(Ticket) <= 128);

/// Of a ticket that nobody has handed on.
inline constexpr std::uint16_t kKeptInPlace = 0xffff;

/// What only some scenarios keep of a ticket; in a table of its own, under the same row.
struct TicketExtras {
  SimTime paused;
  EventHandle sign_due;
  EventHandle escalation;
  EventHandle extension;
  EventHandle early_closure;
  EventHandle chase;
  EventHandle withdrawal;
  EventHandle hand_over;
  std::uint32_t before = kNoRow;  ///< in the list of open tickets of its category and district
  std::uint32_t behind = kNoRow;
  std::uint32_t incident = 0;
  std::uint32_t escalated = 0;  ///< rows of [[escalation]] that have happened, as bits
  std::uint32_t levels = 0;     ///< escalations so far
  std::uint32_t chases = 0;     ///< that the citizen has tried
  std::uint32_t heard = 0;      ///< of these, heard
  std::uint32_t extensions = 0;
  std::int32_t raise = 0;
  std::uint16_t next_pause = 0;  ///< row of the agency's pauses that may come next
  std::uint16_t next_escalation = 0;
  std::uint16_t next_hand_over = 0;        ///< row of the agency's that comes next
  std::uint16_t handed_to = kKeptInPlace;  ///< the agency that has it for good since then

  template <class A>
  void archive(A& a) {
    a(paused);
    a(sign_due);
    a(escalation);
    a(extension);
    a(early_closure);
    a(chase);
    a(withdrawal);
    a(hand_over);
    a(before);
    a(behind);
    a(incident);
    a(escalated);
    a(levels);
    a(chases);
    a(heard);
    a(extensions);
    a(raise);
    a(next_pause);
    a(next_escalation);
    a(next_hand_over);
    a(handed_to);
  }
};

}  // namespace hotline::sim
