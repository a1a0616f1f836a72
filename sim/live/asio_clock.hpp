// sim/live/asio_clock.hpp: the steady clock of this machine, and waiting for it.
#pragma once

#include <chrono>
#include <memory>

namespace hotline::sim {

/// Clock of RealTimePacing on a Boost.Asio steady timer.
class AsioClock {
 public:
  AsioClock();
  ~AsioClock();
  AsioClock(const AsioClock&) = delete;
  AsioClock& operator=(const AsioClock&) = delete;
  AsioClock(AsioClock&&) = delete;
  AsioClock& operator=(AsioClock&&) = delete;

  [[nodiscard]] static std::chrono::steady_clock::time_point now() {
    return std::chrono::steady_clock::now();
  }

  /// Returns at that instant or shortly after it.
  void wait_until(std::chrono::steady_clock::time_point instant);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hotline::sim
