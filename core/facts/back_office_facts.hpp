// core/facts/back_office_facts.hpp: what happens to tickets and crews.
//
//   TicketOpened - TicketClassified - TicketDispatched --+-- TicketReturned - classified again, or
//                                                        |        TicketArbitrated and dispatched
//                                                        +-- TicketSigned - WorkStarted - WorkEnded
//   - TicketResolved --+-- TicketSurveyed --+-- TicketClosed
//                      |                    +-- TicketReopened - classified again
//                      +-- TicketClosed
//   While it is open: TicketPaused and TicketResumed, TicketExtended, TicketOverdue,
//   TicketEscalated, TicketChased, TicketMerged; or TicketWithdrawn, then TicketClosed.
//
// A ticket is open from TicketOpened or TicketReopened until it is resolved, withdrawn, or closed
// as a duplicate.
#pragma once

#include <cstdint>
#include <limits>

#include "core/base/id.hpp"
#include "core/base/time.hpp"

namespace hotline {

// What stands where nobody says it: in fields that older programs did not know, and for the agency
// of a ticket that has not reached one.
inline constexpr ChannelId kUnknownChannel{std::numeric_limits<std::uint32_t>::max()};
inline constexpr CategoryId kUnknownCategory{std::numeric_limits<std::uint32_t>::max()};
inline constexpr DistrictId kUnknownDistrict{std::numeric_limits<std::uint32_t>::max()};
inline constexpr AgencyId kUnknownAgency{std::numeric_limits<std::uint32_t>::max()};

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

/// Another citizen reports what `ticket` is about already: no new ticket. `channel` and `category`
/// are those of the contact.
struct TicketMerged {
  SimTime at;
  TicketId ticket;
  ContactId contact;
  ChannelId channel;
  CategoryId category;
};

enum class Classifier : std::uint8_t { kUnknown = 0, kHuman = 1, kMachine = 2 };

/// Somebody or something decided what the ticket is about. Right or wrong, nobody knows yet.
struct TicketClassified {
  SimTime at;
  TicketId ticket;
  CategoryId category;
  Classifier by = Classifier::kUnknown;
  Duration waited{0};  ///< for a dispatcher
};

/// Sent to an agency. `round` is 1 for the first dispatch, and grows with every return and
/// reopening. Assisting: the agency helps the one that leads, within the same round.
struct TicketDispatched {
  SimTime at;
  TicketId ticket;
  AgencyId agency;
  SimTime opened;
  std::uint32_t round = 1;
  bool assisting = false;
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

/// Why an agency does not keep a ticket.
enum class ReturnReason : std::uint8_t {
  kUnknown = 0,
  kWrongArea = 1,    ///< another agency's
  kUnclear = 2,      ///< nobody is clearly responsible
  kOverlapping = 3,  ///< others are responsible as well
  kAfterWork = 4,    ///< signed for, and found to be another's when the work was done
  kOverload = 5,     ///< its own, and has waited too long for a crew
};

/// The agency refused and sent it back. `returns` counts this one.
struct TicketReturned {
  SimTime at;
  TicketId ticket;
  AgencyId agency;
  SimTime dispatched;
  std::uint32_t returns = 1;
  ReturnReason reason = ReturnReason::kUnknown;
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
  bool resumed = false;  ///< goes on with work that was interrupted
  bool beside = false;   ///< by a crew that has other work in hand as well
};

/// The crew is through with it, `worked` after it began, and free again unless `beside`.
struct WorkEnded {
  SimTime at;
  TicketId ticket;
  AgencyId agency;
  Duration worked{0};
  bool interrupted = false;  ///< left undone: the ticket stands in the work list again
  Duration travelled{0};     ///< of `worked`: on the way
  bool beside = false;       ///< the crew is not free: it has other work in hand
};

/// `on_duty` crews of the agency work from now on; `change` is the difference to before.
struct CrewsChanged {
  SimTime at;
  AgencyId agency;
  std::int64_t on_duty = 0;
  std::int64_t change = 0;
};

/// What a ticket waits for that the agency cannot help.
enum class PauseReason : std::uint8_t {
  kUnknown = 0,
  kCitizen = 1,
  kParts = 2,
  kWeather = 3,
  kOther = 4,
};

/// The resolution clock stands still from now on.
struct TicketPaused {
  SimTime at;
  TicketId ticket;
  AgencyId agency = kUnknownAgency;
  PauseReason reason = PauseReason::kUnknown;
};

/// The clock runs again, after `paused`; the due time has moved to `resolution_due`.
struct TicketResumed {
  SimTime at;
  TicketId ticket;
  AgencyId agency = kUnknownAgency;
  PauseReason reason = PauseReason::kUnknown;
  Duration paused{0};
  SimTime resolution_due = kNever;
};

/// The agency asked for more time. `resolution_due` holds from now on: moved if granted, as it was
/// if not.
struct TicketExtended {
  SimTime at;
  TicketId ticket;
  AgencyId agency = kUnknownAgency;
  bool granted = false;
  SimTime resolution_due = kNever;
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
  CategoryId category = kUnknownCategory;
  DistrictId district = kUnknownDistrict;
};

/// Somebody higher up looks at it from now on: `level` 1, 2, ... of this ticket. Before its due
/// time (a reminder) or after.
struct TicketEscalated {
  SimTime at;
  TicketId ticket;
  AgencyId agency = kUnknownAgency;
  std::uint32_t level = 1;
  bool before_due = false;
  SimTime opened;
};

/// A waiting citizen asked about it, for the `times`-th time.
struct TicketChased {
  SimTime at;
  TicketId ticket;
  AgencyId agency = kUnknownAgency;
  std::uint32_t times = 1;
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
  bool unfixable = false;  ///< done with, not fixed: cannot or will not be done
  ChannelId channel = kUnknownChannel;
};

/// A citizen of the sample was called back. Without an answer the other answers say nothing.
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
  CategoryId category = kUnknownCategory;
  DistrictId district = kUnknownDistrict;
};

/// Open again, for the `times`-th time.
struct TicketReopened {
  SimTime at;
  TicketId ticket;
  AgencyId agency;
  SimTime opened;
  std::uint32_t times = 1;
  CategoryId category = kUnknownCategory;
  DistrictId district = kUnknownDistrict;
};

/// The citizen no longer wants it: no longer open. TicketClosed follows.
struct TicketWithdrawn {
  SimTime at;
  TicketId ticket;
  AgencyId agency = kUnknownAgency;
  SimTime opened;
};

/// How a ticket ended.
enum class Closure : std::uint8_t {
  kUnknown = 0,
  kArchived = 1,   ///< resolved, and nothing more to come
  kWithdrawn = 2,  ///< after TicketWithdrawn
  kUnfixable = 3,  ///< resolved as unfixable, and nothing more to come
  kDuplicate = 4,  ///< found to be about the same as another; was open until now
};

/// The last fact of every ticket.
struct TicketClosed {
  SimTime at;
  TicketId ticket;
  AgencyId agency = kUnknownAgency;
  CategoryId category;
  DistrictId district;
  SimTime opened;
  Closure how = Closure::kUnknown;
};

}  // namespace hotline
