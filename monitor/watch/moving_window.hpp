// monitor/watch/moving_window.hpp: what happened of late, and not since the beginning.
#pragma once

#include <array>
#include <cstddef>

#include "core/base/time.hpp"
#include "core/facts/fact.hpp"
#include "core/measures/scorecard.hpp"

namespace hotline::monitor {

/// The scorecard of the last stretch of a run: between half its length and the whole of it.
///
/// Two scorecards are begun anew in turn, half a length apart, and the older one is shown. What is
/// begun anew counts contacts that arrive and tickets that are opened from then on; of levels
/// (queues, agents, open tickets) it knows what was before. Facts come in order of time.
///
/// Cost  two folds a fact. Memory that of two scorecards.
class MovingWindow {
 public:
  /// @param length  above 0 (checked).
  explicit MovingWindow(Duration length);

  void operator()(const Fact& fact);

  /// Begins with the run's measurement, and is not started() before there is a run.
  [[nodiscard]] const measures::Scorecard& card() const { return cards_[older_]; }

 private:
  void begin_anew(SimTime at);

  Duration half_;
  std::array<measures::Scorecard, 2> cards_;
  std::size_t older_ = 0;
  SimTime next_ = kNever;  ///< the older one is begun anew
};

}  // namespace hotline::monitor
