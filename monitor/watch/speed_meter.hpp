// monitor/watch/speed_meter.hpp: how fast a simulated clock runs against the wall clock.
#pragma once

#include <chrono>
#include <optional>

#include "core/base/time.hpp"

namespace hotline::monitor {

/// Simulated seconds a second of wall time, over the last kWindow or a little more.
class SpeedMeter {
 public:
  using Wall = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::seconds kWindow{2};

  /// The simulated clock stands at `simulated` now. A clock that goes back begins anew.
  void update(Wall now, SimTime simulated);

  /// Empty before the first window is full.
  [[nodiscard]] std::optional<double> speed() const { return speed_; }

 private:
  struct Mark {
    Wall wall;
    SimTime simulated;
  };

  std::optional<Mark> mark_;
  std::optional<double> speed_;
};

}  // namespace hotline::monitor
