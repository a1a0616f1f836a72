// sim/live/real_time_pacing.hpp: simulated time that follows a wall clock.
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <utility>

#include "core/base/contract.hpp"
#include "core/base/time.hpp"

namespace hotline::sim {

/// A pacing (sim/kernel/pacing.hpp) that holds each event back until the wall clock has reached it.
///
///     due(next) = wall clock at the start + (next - simulated start) / speed
///
/// A run that cannot keep up is late: it does not skip, and catches up when it can. `tick` is
/// called about every kTick of wall time, before any event that is due, with how things stand; it
/// returns false to stop the run. Clock is AsioClock, or a made-up one in tests: now() and
/// wait_until(instant).
template <class Clock>
class RealTimePacing {
 public:
  using Wall = std::chrono::steady_clock::time_point;

  struct Status {
    SimTime simulated;     ///< where the simulated clock stands, between events too
    Duration lateness{0};  ///< wall time by which the latest event came late
  };

  using Tick = std::function<bool(const Status&)>;

  static constexpr std::chrono::milliseconds kTick{50};
  /// As fast as possible: ticks, but never waits.
  static constexpr double kUnpaced = 0;

  /// @param speed  simulated seconds a second of wall time, > 0; or kUnpaced.
  RealTimePacing(Clock& clock, SimTime start, double speed, Tick tick)
      : clock_(&clock),
        start_(start),
        wall_start_(clock.now()),
        next_tick_(wall_start_),
        speed_(speed),
        tick_(std::move(tick)) {
    HOTLINE_REQUIRE(speed >= 0);
  }

  bool operator()(SimTime next) {
    while (true) {
      const Wall now = clock_->now();
      const Wall due = speed_ == kUnpaced ? now : due_time(next);
      const Duration late = std::chrono::duration_cast<Duration>(now - due);
      if (now >= next_tick_) {
        next_tick_ = now + kTick;
        const SimTime simulated = speed_ == kUnpaced ? next : std::min(next, simulated_at(now));
        if (!tick_(Status{simulated, std::max(late, Duration{0})})) {
          return false;
        }
      }
      if (now >= due) {
        return true;
      }
      clock_->wait_until(std::min(due, next_tick_));
    }
  }

 private:
  using WallDuration = std::chrono::steady_clock::duration;

  [[nodiscard]] Wall due_time(SimTime next) const {
    const double seconds = to_seconds(next - start_) / speed_;
    return wall_start_ + std::chrono::duration_cast<WallDuration>(
                             std::chrono::duration<double>(std::min(seconds, 1e9)));
  }

  [[nodiscard]] SimTime simulated_at(Wall now) const {
    const double seconds = std::chrono::duration<double>(now - wall_start_).count() * speed_;
    return start_ + from_seconds(std::min(seconds, to_seconds(kMaxSpan)));
  }

  Clock* clock_;
  SimTime start_;
  Wall wall_start_;
  Wall next_tick_;
  double speed_;
  Tick tick_;
};

}  // namespace hotline::sim
