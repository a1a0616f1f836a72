// sim/kernel/simulation.hpp: the executive. It knows times and order, and no ticket.
#pragma once

#include "core/base/contract.hpp"
#include "core/base/time.hpp"
#include "sim/kernel/future_event_list.hpp"
#include "sim/kernel/pacing.hpp"

namespace hotline::sim {

/// The clock and the future of one run. A value: a copy continues on its own.
template <class Event>
class Simulation {
 public:
  explicit Simulation(SimTime start) : now_(start) {}

  [[nodiscard]] SimTime now() const { return now_; }

  [[nodiscard]] const FutureEventList<Event>& future() const { return future_; }

  /// Requires at >= now() (checked): nothing happens in the past.
  EventHandle schedule(SimTime at, EventClass event_class, const Event& event) {
    HOTLINE_REQUIRE(at >= now_);
    return future_.schedule(at, event_class, event);
  }

  EventHandle schedule_in(Duration delay, EventClass event_class, const Event& event) {
    return schedule(now_ + delay, event_class, event);
  }

  bool cancel(EventHandle handle) { return future_.cancel(handle); }

  /// As FutureEventList::reschedule. Requires at >= now() (checked).
  EventHandle reschedule(EventHandle handle, SimTime at) {
    HOTLINE_REQUIRE(at >= now_);
    return future_.reschedule(handle, at);
  }

  /// Hands the events before `until` to `handle(event)`, each at its own time, and then sets the
  /// clock to `until`. Events at `until` itself stay in the future.
  /// @return true when `until` was reached; false if the pacing stopped the run before.
  template <class Handle, class Pacing = AsFastAsPossible>
  bool run_until(SimTime until, Handle&& handle, Pacing&& pace = {}) {
    HOTLINE_REQUIRE(until >= now_);
    while (future_.next_time() < until) {
      if (!pace(future_.next_time())) {
        return false;
      }
      auto [at, event] = future_.pop();
      now_ = at;
      handle(event);
      future_.close_gap();
    }
    if (!pace(until)) {
      return false;
    }
    now_ = until;
    return true;
  }

  /// For core/base/archive.hpp; Event must be archivable, too.
  template <class A>
  void archive(A& a) {
    a(now_);
    a(future_);
  }

 private:
  SimTime now_;
  FutureEventList<Event> future_;
};

}  // namespace hotline::sim
