// sim/experiment/parallel.hpp: replications on threads, and how they are stopped.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "core/base/time.hpp"

namespace hotline::sim {

/// A pacing that looks at a flag once in a while: a look at each event would cost more than many
/// events.
class Stoppable {
 public:
  /// @param stop  may be null.
  explicit Stoppable(const std::atomic<bool>* stop) : stop_(stop) {}

  bool operator()(SimTime /*next*/) {
    if (++events_ % kEventsBetweenLooks != 0 || stop_ == nullptr) {
      return true;
    }
    return !stop_->load(std::memory_order_relaxed);
  }

 private:
  static constexpr unsigned kEventsBetweenLooks = 4096;
  const std::atomic<bool>* stop_;
  unsigned events_ = 0;
};

/// Calls one(index) once for each index from `first` to `end` - 1, on `threads` threads (0: one a
/// core), in any order. A thread ends where `one` returns false. What `one` throws ends all of
/// them, and is thrown on, the first by index of what was met.
void for_each_index(std::uint32_t first, std::uint32_t end, unsigned threads,
                    const std::function<bool(std::uint32_t index)>& one);

}  // namespace hotline::sim
