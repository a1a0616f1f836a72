// sim/hotline/workshop.hpp: what stands in agencies' work lists and is worked on by crews.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/facts/fact.hpp"
#include "sim/dispatch/routing.hpp"
#include "sim/dispatch/selection.hpp"
#include "sim/hotline/slab.hpp"
#include "sim/hotline/units.hpp"
#include "sim/hotline/waiting_line.hpp"
#include "sim/hotline/world.hpp"

namespace hotline::sim {

/// A piece of work that the back office wants done.
struct WorkOrder {
  TicketId ticket;
  std::uint32_t owner = 0;   ///< handed back when it is done; the workshop does not look at it
  AgencyId agency;           ///< leads
  CategoryId category;       ///< what it is taken for
  DistrictId district;       ///< where it is to be done
  SimTime due = kNever;      ///< for policies that look at due times
  int priority = 0;          ///< of this piece: lower is more urgent
  std::uint32_t number = 0;  ///< of this order among those of its ticket: other orders, other work
  SimTime opened;            ///< the ticket was, and
  std::uint32_t round = 1;   ///< its round of dispatch: to be told where other agencies assist
  bool watched = false;      ///< when crews of the leading agency begin, work_begun is told
};

/// Work lists and crews. A value; see World for what it is handed, and docs/MODEL.md for its rules.
///
/// The back office submits an order and is told, by BackOffice::work_done(world, owner), when all
/// of it is done; the order is then forgotten. A ticket may have several orders open at once, each
/// with its own name (the answer of submit). Before an order is done it may be
///   withdrawn   forgotten at once, wherever it stands; work_done is not called;
///   suspended   nobody works on it until it is resumed; what was done counts. Who worked on it is
///               free (WorkEnded, interrupted). Resumed, it has its old place in the list;
///   changed     another due time or priority, and thus another place in the list.
/// All of these may be called from within work_done. In what a call sets free, crews look for work
/// before it returns.
///
/// Jobs    an order is a job of the agency that leads, and one of each agency that the scenario
///         calls to assist: each goes into its list at once, and all must be done (fork and join);
///         or they are done simultaneously: the agencies' crews are called one agency after the
///         other, in the order of the scenario (so that no two orders wait for each other), and who
///         is there waits; when all are there they work together, uninterrupted.
/// Units   a job goes to a unit of its agency and stands in the unit's own list, or it stands in
///         the list that the agency's units share. A crew that is free takes the job that the
///         policy names; if that needs more crews than are free, they wait for it.
/// Size    the work is drawn when the order is submitted: policies that look at sizes know it.
/// Facts   WorkStarted and WorkEnded of every spell of work, one for each crew; CrewsChanged;
///         TicketDispatched of every agency that assists.
/// Cost    O(classes that ever stood in the list) a decision; O(units that the routing looks at) a
///         job of an agency with several; O(jobs in work there) where work may be interrupted. No
///         allocation once the greatest load has been seen.
class Workshop {
 public:
  /// @param policy  of agencies that name none.
  Workshop(const Scenario& scenario, const Selection& policy);

  void start(World& world);

  /// Into the work lists; a crew that is free may begin at once. Returns the order's name.
  std::uint32_t submit(World& world, const WorkOrder& order);

  void withdraw(World& world, std::uint32_t order);
  /// Requires that it is not suspended.
  void suspend(World& world, std::uint32_t order);
  /// Requires that it is suspended.
  void resume(World& world, std::uint32_t order);

  /// Whether it waits, and no crew of the agency that leads has begun with it.
  [[nodiscard]] bool is_untouched(std::uint32_t order) const {
    return jobs_[order].state == State::kWaiting && !jobs_[order].begun;
  }

  /// Whether some crew has begun with it, of the agency that leads or of one that helps.
  [[nodiscard]] bool has_begun(std::uint32_t order) const {
    bool begun = false;
    for (std::uint32_t one = order; one != kNoRow; one = jobs_[one].next) {
      begun = begun || jobs_[one].begun;
    }
    return begun;
  }

  /// Requires that it is open.
  void change(World& world, std::uint32_t order, SimTime due, int priority);

  void handle(World& world, const Event& event);

  /// Another policy from now on, for these agencies, or for all that follow the run's own; units
  /// that state a policy keep it.
  void use(std::span<const std::uint32_t> agencies, const Selection& policy);
  void use(std::span<const std::uint32_t> agencies, const Routing& routing);

  /// As the scenario states them, from now on; `policy` as for the constructor.
  void use_own(const Selection& policy) { table_.use_own(*scenario_, policy); }

  /// After policies have changed: what waits takes the place that the new policy gives it, and who
  /// is free takes what it is to take. What stands in the list of a unit stays in that list.
  void reorder(World& world);

  /// So many more crews than planned from now on, in each unit of the agency while its calendar is
  /// open; fewer, if negative, but never less than none.
  void staff(World& world, std::uint32_t agency, std::int64_t more);

  /// Jobs that wait in the lists of an agency.
  [[nodiscard]] std::uint64_t waiting(std::uint32_t agency) const;

  /// How long an agency at its full strength would take for all the work that waits in its lists,
  /// in working time; kMaxSpan if it never has a crew.
  [[nodiscard]] Duration expected_wait(std::uint32_t agency) const;

  [[nodiscard]] const UnitTable& table() const { return table_; }

  template <class A>
  void archive(A& a) {
    a(jobs_);
    a(lists_);
    a(units_);
    a(on_duty_);
    a(more_);
    a(joined_);
  }

 private:
  enum class State : std::uint8_t {
    kCalledLater,  ///< simultaneous: agencies before are not there yet
    kWaiting,
    kHolding,  ///< simultaneous: the crews are there and wait for others
    kInWork,
    kSuspended,
    kDone,  ///< others of the order are not
  };

  /// One agency's part of an order; the first one, of the agency that leads, stands for the order.
  struct Job {
    WorkOrder order;  ///< its agency is that of the job
    State state = State::kCalledLater;
    bool begun = false;           ///< some crew has worked on it
    bool simultaneous = false;    ///< with the others of the order that are
    std::uint32_t type = 0;       ///< UnitTable::type
    std::uint32_t unit = 0;       ///< whose crews are there, or whose list it stands in
    std::uint32_t lead = 0;       ///< the order
    std::uint32_t next = kNoRow;  ///< of the order
    std::uint32_t open = 1;       ///< of the lead: jobs that are not done
    std::uint32_t number = 0;     ///< within the order
    std::uint32_t spells = 0;     ///< of work, so far
    Duration size{0};             ///< all of it, at speed 1
    Duration left{0};             ///< of it, when the present spell began
    Duration held{0};             ///< the present spell began with waiting for others ...
    Duration travel{0};           ///< ... and then with the way
    SimTime since;                ///< the present wait or spell of work began
    std::uint64_t place = 0;      ///< its number among all that ever joined: kept for life
    SimTime until;                ///< end of the present spell
    EventHandle over;             ///< that event; simultaneous jobs have that of the lead
    std::uint32_t hand = kNoRow;  ///< the crew, where crews have several jobs in hand
    double finish = 0;            ///< it is done when the crew's clock shows that
    WaitingNode node;             ///< node.since: joined for the first time

    /// Numbers the draws of one purpose about one ticket: by order, job and spell of work.
    [[nodiscard]] std::uint64_t draw_index() const {
      return (order.number & 0xffU) << 20U | (number & 0xffU) << 12U | (spells & 0xfffU);
    }
  };

  /// Those alike stand in one line. Where some districts are local to some units, work of other
  /// districts is not alike.
  struct Line {
    CategoryId category;
    int priority = 0;
    DistrictId district;
    WaitingLine line;
  };

  /// Who stands first in a line, and how many stand in it.
  struct Head {
    std::uint32_t row = 0;
    std::uint64_t length = 0;
  };

  struct WorkList {
    std::vector<Line> lines;  ///< every class that ever stood in it
    WaitingLine in_work;      ///< in the order in which they began; where the agency watches them
    std::uint64_t waiting = 0;
    Duration work{0};  ///< of those that wait
  };

  /// A crew that may have several jobs in hand. All go on at the same speed, which depends on how
  /// many there are: so one clock, which runs at that speed, is enough, and one event.
  struct Hand {
    std::uint32_t jobs = 0;
    std::uint32_t first = kNoRow;  ///< who is done first; the others behind it
    double clock = 0;              ///< microseconds of work
    SimTime at;                    ///< when the clock showed that
    EventHandle next;
  };

  struct Unit {
    std::int64_t on_duty = 0;
    std::int64_t busy = 0;
    std::int64_t aside = 0;      ///< crews with side work
    std::uint64_t asides = 0;    ///< numbers the side works
    std::int64_t begun = 0;      ///< in the present period of the quota
    std::int64_t period = 0;     ///< its number
    bool quota_awaited = false;  ///< an event tells when the next period begins
    std::uint64_t ends = 0;      ///< sum of the ends of all spells of work, modulo 2^64
    std::uint64_t spells = 0;    ///< that have an end
    std::vector<SimTime> idle;   ///< since when; where the agency has several units
    std::vector<Hand> hands;     ///< crews, where they may have several jobs in hand

    [[nodiscard]] std::int64_t free() const { return on_duty - busy - aside; }
  };

  // workshop.cpp: orders
  std::uint32_t add_job(const World& world, const WorkOrder& order, std::uint32_t type,
                        Duration size);
  void call_assistants(World& world, std::uint32_t lead);
  void enter_all(World& world, std::uint32_t order);
  void stop(World& world, std::uint32_t row, State state);
  void call_next(World& world, std::uint32_t order);
  void finish(World& world, std::uint32_t row);

  // workshop_list.cpp: who stands where
  void enter(World& world, std::uint32_t row);
  void offer(World& world, std::uint32_t row);
  void join(const World& world, std::uint32_t row);
  void leave(std::uint32_t row);
  [[nodiscard]] WaitingLine& line_of(const Job& job);
  [[nodiscard]] SimTime start_by(std::uint32_t list, SimTime due, Duration work) const;
  [[nodiscard]] SimTime place_of(const World& world, const Job& job, std::uint32_t list) const;
  void find_candidates(const World& world, const UnitTable::AgencyPlan& agency, const Job& job);
  [[nodiscard]] std::uint32_t route(const World& world, const Job& job);
  [[nodiscard]] bool can_take(const World& world, std::uint32_t unit, const Job& job) const;
  [[nodiscard]] ServerView view_of(const World& world, std::uint32_t unit, const Job& job) const;
  [[nodiscard]] WaitingView view_of(const World& world, const Job& job, std::uint64_t length,
                                    std::uint32_t unit) const;
  [[nodiscard]] std::uint32_t next_for(const World& world, std::uint32_t unit);
  void add_heads_of_others(const World& world, std::uint32_t unit);
  void schedule_stages(World& world, std::uint32_t list);
  void look_again(World& world, std::uint32_t list);
  [[nodiscard]] bool make_room(World& world, std::uint32_t unit, std::uint32_t row);
  [[nodiscard]] std::uint32_t unit_of_last(const World& world, std::uint32_t list);

  /// The list that a unit's crews take from.
  [[nodiscard]] std::uint32_t list_of(std::uint32_t unit) const {
    const UnitTable::AgencyPlan& agency = table_.agencies()[table_.units()[unit].agency];
    return agency.own_lists ? unit : agency.first;
  }

  // workshop_crews.cpp: who works on what
  [[nodiscard]] bool lacks_crews(std::uint32_t unit, std::uint32_t row) const;
  void serve(World& world, std::uint32_t unit);
  bool begin_next(World& world, std::uint32_t unit, std::uint64_t& chances);
  void begin(World& world, std::uint32_t row, std::uint32_t unit);
  [[nodiscard]] Duration draw_travel(const World& world, const Job& job) const;
  void set_out(std::uint32_t row, Duration travel, SimTime until);
  void begin_together(World& world, std::uint32_t lead);
  [[nodiscard]] double speed_of(const Job& job) const;
  [[nodiscard]] Duration work_done(const Job& job, SimTime now) const;
  void release(World& world, std::uint32_t row, bool interrupted);
  void interrupt(World& world, std::uint32_t row, bool restart);
  void end(World& world, std::uint32_t row);
  void end_together(World& world, std::uint32_t lead);
  void count_crews(World& world, std::uint32_t agency, bool at_start);
  void put_to_work(World& world, std::uint32_t agency);
  void change_crews(World& world, std::uint32_t agency, bool at_start);
  void interrupt_surplus(World& world, std::uint32_t unit);
  void take_up_side_work(World& world, std::uint32_t unit, std::int64_t most);
  void rest(World& world, std::uint32_t unit, std::int64_t crews);
  void end_side_work(World& world, std::uint32_t unit);
  void renew_quota(World& world, std::uint32_t unit);
  [[nodiscard]] std::int64_t period_of(SimTime now, const Quota& quota) const;
  [[nodiscard]] bool quota_left(const World& world, std::uint32_t unit, const Job& job) const;
  void count_begun(SimTime now, std::uint32_t unit);
  void await_quota(World& world, std::uint32_t unit);
  void note_idle(SimTime now, std::uint32_t unit);

  // workshop_hands.cpp: crews with several jobs in hand
  [[nodiscard]] bool has_room(std::uint32_t unit) const;
  [[nodiscard]] bool give_to_a_hand(std::uint32_t row, std::uint32_t unit);
  void take_in_hand(World& world, std::uint32_t row);
  [[nodiscard]] bool put_down(World& world, std::uint32_t row);
  static void advance_clock(SimTime now, Hand& hand, const Concurrency& rule);
  void schedule_next(World& world, std::uint32_t unit, Hand& hand);
  [[nodiscard]] Duration left_in_hand(const Job& job, SimTime now) const;
  [[nodiscard]] Duration work_in_hands(std::uint32_t unit, SimTime now) const;

  [[nodiscard]] const std::optional<Concurrency>& concurrency_of(std::uint32_t unit) const {
    return agency_of(unit).concurrency;
  }

  [[nodiscard]] const Agency& agency_of(std::uint32_t unit) const {
    return *table_.agencies()[table_.units()[unit].agency].stated;
  }

  const Scenario* scenario_;
  UnitTable table_;
  Slab<Job> jobs_;
  std::vector<WorkList> lists_;  ///< one a unit; the first of an agency is the shared one
  std::vector<Unit> units_;
  std::vector<std::int64_t> on_duty_;  ///< crews by agency, as last told
  std::vector<std::int64_t> more_;     ///< by agency: crews of each unit beside those planned
  std::uint64_t joined_ = 0;           ///< numbers those that ever stood in a list

  std::vector<WaitingView> waiting_views_;  ///< scratch, as what follows
  std::vector<Head> heads_;
  std::vector<std::uint32_t> candidates_;
  std::vector<ServerView> server_views_;
};

}  // namespace hotline::sim
