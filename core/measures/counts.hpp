// core/measures/counts.hpp: the rows of a scorecard: what is counted of one channel, group, agency
// ...
//
// What a row counts is said here; which facts are in the population, in scorecard.hpp.
#pragma once

#include <array>
#include <cstdint>

#include "core/facts/fact.hpp"
#include "core/stats/duration_statistics.hpp"
#include "core/stats/level.hpp"

namespace hotline::measures {

using stats::DurationHistogram;
using stats::DurationStatistics;
using stats::Level;

/// One number for each hour of the week, from Monday 00:00.
using HoursOfWeek = std::array<std::uint64_t, 168>;

struct ChannelCounts {
  std::uint64_t arrived = 0;  ///< attempts, redials too
  std::uint64_t redials = 0;  ///< attempts >= 2
  std::uint64_t chasing = 0;  ///< about a ticket that is open
  std::uint64_t blocked = 0;
  std::uint64_t queued = 0;                  ///< for the first time
  std::uint64_t answered = 0;                ///< for the first time; called back too
  std::uint64_t answered_at_once = 0;        ///< waited == 0
  std::uint64_t answered_within = 0;         ///< waited <= acceptable wait of the run
  std::uint64_t answered_within_target = 0;  ///< waited <= the channel's own answer target
  std::uint64_t answered_again = 0;          ///< after a transfer, or handed back
  std::uint64_t abandoned = 0;
  std::uint64_t abandoned_within = 0;  ///< waited <= acceptable wait
  std::uint64_t abandoned_short = 0;   ///< waited <= short_abandon
  std::uint64_t ended = 0;             ///< conversations, forms, messages ... that ended
  std::uint64_t ended_direct = 0;      ///< of these, without an agent
  std::uint64_t left_ticket = 0;       ///< of `ended`, those that left a ticket
  Level queue;                         ///< contacts waiting
  DurationStatistics waited_answered;  ///< of `answered` but for those called back
  DurationHistogram waited_abandoned;
  DurationHistogram talk;                 ///< of conversations with an agent
  HoursOfWeek arrived_by_hour{};          ///< hour of week of arrival
  HoursOfWeek answered_by_hour{};         ///< hour of week of ARRIVAL
  HoursOfWeek answered_within_by_hour{};  ///< hour of week of ARRIVAL
  HoursOfWeek abandoned_by_hour{};        ///< hour of week of ARRIVAL
  std::uint64_t balked = 0;               ///< left rather than queue
  std::uint64_t self_served = 0;          ///< went through self-service
  std::uint64_t contained = 0;            ///< of these, needed no agent
  std::uint64_t callbacks_offered = 0;
  std::uint64_t callbacks_accepted = 0;
  std::uint64_t callbacks_made = 0;     ///< attempts to call back
  std::uint64_t callbacks_reached = 0;  ///< of these, those that reached the citizen
  std::uint64_t voicemail = 0;          ///< left a message
  std::uint64_t transferred = 0;
  std::uint64_t transferred_warm = 0;
  std::uint64_t handed_back = 0;
  std::uint64_t merged = 0;             ///< of `ended`: joined an open ticket
  std::uint64_t informed = 0;           ///< of `ended`: asked about an open ticket
  std::uint64_t lost_after_answer = 0;  ///< of `ended`: waited again and hung up
  std::uint64_t lost_callbacks = 0;     ///< of `ended`: could not be called back
  DurationHistogram self_service;       ///< time spent with it
  Level callback_queue;                 ///< accepted, and not called back yet
  DurationStatistics callback_wait;     ///< from acceptance to the call that reached the citizen
  // What the channel is, not what happened on it.
  ChannelMode mode = ChannelMode::kUnknown;
  Duration answer_target{0};  ///< 0: the run's acceptable wait

  friend bool operator==(const ChannelCounts&, const ChannelCounts&) = default;
};

struct GroupCounts {
  std::uint64_t answered = 0;  ///< every answer, the first of a contact or not
  Level busy;                  ///< agents in talk or after-call work, also beyond their shift
  Level beside;                ///< contacts that such agents have in hand beside their first
  Level on_duty;               ///< agents on duty
  Level planned;             ///< agents on duty if nobody were absent, late, in a break, elsewhere
  DurationHistogram handle;  ///< talk + after-call work, of released agents
  DurationHistogram after_call;
  Duration past_shift{0};         ///< measured time worked after the end of the agents' shifts
  std::uint64_t transferred = 0;  ///< passed on by the group
  std::uint64_t handed_back = 0;
  std::uint64_t callbacks_made = 0;

  friend bool operator==(const GroupCounts&, const GroupCounts&) = default;
};

/// By kind of closure, as the numbers of enum Closure.
using ClosureCounts = std::array<std::uint64_t, 5>;
/// By reason of a pause, as the numbers of enum PauseReason.
using PauseCounts = std::array<std::uint64_t, 5>;
/// By reason of a return, as the numbers of enum ReturnReason.
using ReturnCounts = std::array<std::uint64_t, 6>;

/// Tickets as one agency (or one category, one district) sees them.
struct TicketCounts {
  std::uint64_t opened = 0;          ///< by category and district; for an agency: first dispatched
  std::uint64_t merged = 0;          ///< reports of what was known; by category only
  std::uint64_t resolved = 0;        ///< first resolutions
  std::uint64_t resolved_again = 0;  ///< resolutions after a reopening
  std::uint64_t unfixable = 0;       ///< of both, declared to be beyond repair
  std::uint64_t reopened = 0;
  std::uint64_t resolution_due_on_time = 0;  ///< had a due time, first resolved by it
  std::uint64_t resolution_late = 0;         ///< had a due time, first resolved after it
  std::uint64_t resolution_overdue =
      0;  ///< due time passed while unresolved (resolved since or not)
  ClosureCounts closed{};
  DurationStatistics resolution;  ///< opened -> first resolution

  friend bool operator==(const TicketCounts&, const TicketCounts&) = default;
};

struct AgencyCounts {
  TicketCounts tickets;
  std::uint64_t dispatched = 0;  ///< as the one that leads, all rounds
  std::uint64_t assisted = 0;    ///< as one that helps
  std::uint64_t signed_for = 0;  ///< all rounds
  std::uint64_t responded = 0;   ///< first signatures
  std::uint64_t response_due_on_time = 0;
  std::uint64_t response_overdue = 0;
  std::uint64_t returned = 0;
  ReturnCounts returned_for{};  ///< the same by reason
  std::uint64_t arbitrated = 0;
  std::uint64_t surveyed = 0;  ///< called back
  std::uint64_t survey_answered = 0;
  std::uint64_t survey_responded = 0;
  std::uint64_t survey_fixed = 0;
  std::uint64_t survey_satisfied = 0;
  std::uint64_t survey_closed_on_time = 0;  ///< of survey_answered
  std::uint64_t survey_fixed_on_time = 0;   ///< of these, also confirmed fixed
  std::uint64_t escalated_before_due = 0;
  std::uint64_t escalated_after_due = 0;
  std::uint64_t extensions_asked = 0;
  std::uint64_t extensions_granted = 0;
  std::uint64_t chased = 0;
  std::uint64_t withdrawn = 0;
  std::uint64_t interrupted = 0;  ///< pieces of work that were left undone
  PauseCounts paused{};           ///< pauses that began
  DurationHistogram pause;        ///< length of pauses that ended
  DurationHistogram travel;       ///< on the way, of each piece of work that had a way
  DurationStatistics response;    ///< opened -> first signature
  DurationStatistics work_wait;   ///< in the work list before a crew began
  DurationHistogram work;         ///< pieces of work, the way included
  Level crews_on_duty;
  Level crews_busy;

  friend bool operator==(const AgencyCounts&, const AgencyCounts&) = default;
};

/// What no table has a row for.
struct RunCounts {
  Level open;                     ///< tickets open: opened + reopened - resolved - withdrawn ...
  DurationHistogram triage_wait;  ///< for a dispatcher, of classifications that waited
  std::uint64_t classified_by_machine = 0;
  std::uint64_t classified_by_human = 0;
  std::uint64_t surges = 0;
  std::uint64_t policy_changes = 0;
  /// Overdue or reopened tickets of which nobody said category and district.
  std::uint64_t overdue_unplaced = 0;
  std::uint64_t reopened_unplaced = 0;

  friend bool operator==(const RunCounts&, const RunCounts&) = default;
};

// Each adds the counts of `from` to `into`; exact, in any order.
void merge(ChannelCounts& into, const ChannelCounts& from);
void merge(GroupCounts& into, const GroupCounts& from);
void merge(TicketCounts& into, const TicketCounts& from);
void merge(AgencyCounts& into, const AgencyCounts& from);
void merge(RunCounts& into, const RunCounts& from);

// What is left of a row when measurement begins at `at`: its levels, their areas measured from
// then.
void restart(ChannelCounts& channel, SimTime at);
void restart(GroupCounts& group, SimTime at);
void restart(TicketCounts& tickets, SimTime at);
void restart(AgencyCounts& agency, SimTime at);
void restart(RunCounts& run, SimTime at);

/// A channel on which people wait for an agent, now: it says so of itself, or, where it says
/// nothing, somebody was queued, blocked, answered or lost on it.
[[nodiscard]] bool is_live(const ChannelCounts& channel);
/// A channel on which agents work later.
[[nodiscard]] bool is_deferred(const ChannelCounts& channel);

}  // namespace hotline::measures
