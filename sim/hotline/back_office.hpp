// sim/hotline/back_office.hpp: tickets, from registration to the archive.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/facts/fact.hpp"
#include "sim/hotline/casebook.hpp"
#include "sim/hotline/front_office.hpp"
#include "sim/hotline/slab.hpp"
#include "sim/hotline/ticket.hpp"
#include "sim/hotline/triage_desk.hpp"
#include "sim/hotline/workshop.hpp"
#include "sim/hotline/world.hpp"

namespace hotline::sim {

/// The life of a ticket (docs/MODEL.md has the picture):
///
///   open -> triage -> dispatched -> signed -> lead -> workshop -> resolved -> survey -> archived
///             ^             |          |                 |                       |
///             +- refused ---+          +-> duplicate     |                       |
///             +- returned after the work ----------------+                       |
///             +- reopened -------------------------------------------------------+
///
/// Refused or returned often enough, it is assigned by arbitration. On the way it may be paused,
/// extended, chased, escalated, closed without work, withdrawn. It ends in exactly one
/// TicketClosed.
///
/// Cost    O(log n) an event. What a scenario does not state costs a test of a flag; memory is
///         bounded by the tickets that are there at once.
class BackOffice {
 public:
  explicit BackOffice(const Scenario& scenario);

  void start(World& world);

  /// What is done with a report of something to be done: a ticket of its own, or none because it is
  /// taken for the matter of an open one, rightly or not.
  struct Intake {
    std::uint32_t into = kNoRow;  ///< the open ticket that it joins; kNoRow: none
    bool mistaken = false;        ///< joins a ticket that is about something else
    bool duplicate = false;       ///< gets its own although there is one
  };

  [[nodiscard]] Intake consider(const World& world, const TicketRequest& request) const;
  /// A ticket of its own.
  void open(World& world, const TicketRequest& request, bool duplicate = false);
  /// Does what `intake` says.
  void take(World& world, const TicketRequest& request, const Intake& intake);

  /// A citizen was heard who asked about his ticket.
  void hear(World& world, const Matter& about);

  /// The workshop is through with the order of the ticket in that row.
  void work_done(World& world, std::uint32_t row);
  /// A crew begins with an order that asks to be watched, and will need `work`.
  void work_begun(World& world, std::uint32_t row, Duration work);

  void handle(World& world, const Event& event);

  [[nodiscard]] std::size_t tickets() const { return tickets_.size(); }

  template <class A>
  void archive(A& a) {
    a(tickets_);
    a(extras_);
    a(desk_);
    a(newest_);
    a(incidents_);
    a(opened_);
  }

 private:
  /// How a ticket came to be declared resolved.
  enum class Resolution : std::uint8_t { kWorkedOn, kUntouched, kUnfixable };

  // back_office.cpp: the backbone
  void handle_rare(World& world, const Event& event);
  void work_ready(World& world, std::uint32_t row);
  void order_work(World& world, std::uint32_t row);
  void give_back(World& world, std::uint32_t row, ReturnReason reason);
  void step_after(World& world, std::uint32_t row, Stage stage, Duration delay, Event::Kind kind);
  void leave_stage(World& world, std::uint32_t row);
  [[nodiscard]] int priority_of(std::uint32_t row) const;

  // back_office_triage.cpp: from the registration to the signature
  void triage(World& world, std::uint32_t row);
  void call_dispatcher(World& world, std::uint32_t row);
  void serve_desk(World& world);
  void change_dispatchers(World& world);
  void end_triage(World& world, std::uint32_t row);
  void classify(World& world, Ticket& ticket);
  void assign(World& world, std::uint32_t row);
  [[nodiscard]] std::optional<std::uint32_t> backstop_of(std::size_t district) const;
  void dispatch(World& world, std::uint32_t row);
  void agency_answers(World& world, std::uint32_t row);
  [[nodiscard]] bool refuses(const World& world, const Ticket& ticket, ReturnReason& reason) const;
  void sign(World& world, std::uint32_t row);

  // back_office_overflow.cpp: what has waited too long is handed on
  void await_hand_over(World& world, std::uint32_t row, Duration waited);
  void consider_hand_over(World& world, std::uint32_t row);
  [[nodiscard]] std::uint16_t hand_over_target(const Ticket& ticket, const HandOver& rule) const;

  // back_office_clock.cpp: due times, pauses, more time, escalation
  void start_clocks(World& world, std::uint32_t row, ClockStart now);
  void set_resolution_due(World& world, std::uint32_t row, SimTime due);
  void stop_resolution_clock(World& world, std::uint32_t row);
  void overdue(World& world, std::uint32_t row, TicketClock clock);
  void follow_due(World& world, std::uint32_t row);
  void watch_agency(World& world, std::uint32_t row);
  void unwatch_agency(World& world, std::uint32_t row);
  void schedule_escalation(World& world, std::uint32_t row);
  void escalate_by_time(World& world, std::uint32_t row);
  void escalate(World& world, std::uint32_t row, int raise);
  void ask_extension(World& world, std::uint32_t row);
  void plan_pause(World& world, std::uint32_t row, Duration work);
  [[nodiscard]] bool pause_before_work(World& world, std::uint32_t row);
  void begin_pause(World& world, std::uint32_t row, Stage stage);
  void end_pause(World& world, std::uint32_t row);
  [[nodiscard]] const PauseRow* next_pause(const World& world, std::uint32_t row,
                                           PauseRow::When when);

  // back_office_close.cpp: from the resolution to the archive
  void resolve(World& world, std::uint32_t row, Resolution how);
  void close_early(World& world, std::uint32_t row);
  void survey(World& world, std::uint32_t row);
  void reopen(World& world, std::uint32_t row);
  void withdraw(World& world, std::uint32_t row);
  void archive(World& world, std::uint32_t row);
  void close(World& world, std::uint32_t row, Closure how);

  // back_office_citizen.cpp: those who report the same, ask, or no longer want it
  void begin_open(World& world, std::uint32_t row);
  void end_open(World& world, std::uint32_t row);
  void list_as_open(std::uint32_t row);
  void strike_from_open(std::uint32_t row);
  [[nodiscard]] std::uint32_t open_about(std::uint32_t incident) const;
  void merge(World& world, const TicketRequest& request, const Intake& intake);
  void schedule_chase(World& world, std::uint32_t row, const DurationLaw& law);
  void chase(World& world, std::uint32_t row);

  [[nodiscard]] std::size_t place_of(const Ticket& ticket) const {
    return std::size_t{ticket.category} * scenario_->districts.size() + ticket.district;
  }

  [[nodiscard]] const Agency& agency_of(const Ticket& ticket) const {
    return scenario_->agencies[ticket.agency];
  }

  const Scenario* scenario_;
  Casebook casebook_;
  Slab<Ticket> tickets_;
  std::vector<TicketExtras> extras_;  ///< by row of tickets_; empty where no rule needs it
  TriageDesk desk_;
  std::vector<std::uint32_t> newest_;  ///< open ticket by category and district; heads of lists
  /// Open tickets of known incidents: (incident, row), sorted.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> incidents_;
  std::uint32_t opened_ = 0;
};

}  // namespace hotline::sim
