#include "monitor/watch/moving_window.hpp"

#include <variant>

#include "core/base/contract.hpp"

namespace hotline::monitor {

MovingWindow::MovingWindow(Duration length) : half_(length / 2) {
  HOTLINE_REQUIRE(half_ > Duration{0});
}

void MovingWindow::begin_anew(SimTime at) {
  // The end of a warm-up is just that: counts go back to nothing, and levels stay.
  cards_[older_](WarmUpEnded{at});
  older_ = 1 - older_;
}

void MovingWindow::operator()(const Fact& fact) {
  const SimTime at = time_of(fact);
  if (std::holds_alternative<RunStarted>(fact)) {
    cards_ = {};
  }
  for (; at >= next_ && cards_[older_].started(); next_ += half_) {
    begin_anew(next_);
  }
  for (measures::Scorecard& card : cards_) {
    card(fact);
  }
  if (std::holds_alternative<RunStarted>(fact) || std::holds_alternative<WarmUpEnded>(fact)) {
    next_ = at + half_;
  }
}

}  // namespace hotline::monitor
