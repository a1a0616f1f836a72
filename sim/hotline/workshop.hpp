// sim/hotline/workshop.hpp: what stands in agencies' work lists and is worked on by crews.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/facts/fact.hpp"
#include "sim/dispatch/selection.hpp"
#include "sim/hotline/slab.hpp"
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
  bool watched = false;      ///< each time a crew begins, BackOffice::work_begun is told
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
/// Size    the work is drawn when the order is submitted: policies that look at sizes know it.
/// Facts   WorkStarted and WorkEnded of every spell of work; CrewsChanged.
/// Cost    O(classes that ever stood in the list) a decision; no allocation once the greatest load
///         has been seen.
class Workshop {
 public:
  /// @param policy  of agencies that name none.
  Workshop(const Scenario& scenario, const Selection& policy);

  void start(World& world);

  /// Into the work list; a crew that is free may begin at once. Returns the order's name.
  std::uint32_t submit(World& world, const WorkOrder& order);

  void withdraw(World& world, std::uint32_t order);
  /// Requires that it is not suspended.
  void suspend(World& world, std::uint32_t order);
  /// Requires that it is suspended.
  void resume(World& world, std::uint32_t order);
  /// Requires that it is open.
  void change(World& world, std::uint32_t order, SimTime due, int priority);

  void handle(World& world, const Event& event);

  template <class A>
  void archive(A& a) {
    a(jobs_);
    a(lists_);
    a(joined_);
  }

 private:
  enum class State : std::uint8_t { kWaiting, kInWork, kSuspended };

  struct Job {
    WorkOrder order;
    State state = State::kWaiting;
    bool begun = false;       ///< some crew has worked on it
    Duration size{0};         ///< all of it
    Duration left{0};         ///< of it, when the present spell began
    SimTime since;            ///< the present wait or spell of work began
    std::uint64_t place = 0;  ///< its number among all that ever joined: kept for life
    EventHandle over;         ///< end of the present spell
    WaitingNode node;         ///< node.since: joined for the first time
  };

  /// Those alike stand in one line.
  struct Line {
    CategoryId category;
    int priority = 0;
    WaitingLine line;
  };

  struct WorkList {
    std::vector<Line> lines;  ///< every class that ever stood in it
    std::int64_t on_duty = 0;
    std::int64_t busy = 0;
  };

  void join(std::uint32_t row);
  void leave(std::uint32_t row);
  [[nodiscard]] WaitingLine& line_of(const Job& job);
  [[nodiscard]] WaitingView view_of(const Line& line) const;
  void serve(World& world, std::uint32_t agency);
  void begin(World& world, std::uint32_t row);
  void interrupt(World& world, std::uint32_t row);
  void end(World& world, std::uint32_t row);
  void change_crews(World& world, std::uint32_t agency);

  const Scenario* scenario_;
  Selection policy_;
  Slab<Job> jobs_;
  std::vector<WorkList> lists_;             ///< one an agency
  std::uint64_t joined_ = 0;                ///< numbers those that ever stood in a list
  std::vector<WaitingView> waiting_views_;  ///< scratch
};

}  // namespace hotline::sim
