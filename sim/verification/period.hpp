// sim/verification/period.hpp: the scorecard of a part of a run.
#pragma once

#include <type_traits>

#include "core/facts/fact.hpp"
#include "core/measures/scorecard.hpp"

namespace hotline::sim {

/// From `from` (since ever) until `until` (the end): two scorecards, for two questions. That of
/// arrivals follows who arrives in the period to the end of the matter, however late; that of
/// levels ends with the period, so that its areas are exact.
class Period {
 public:
  Period(SimTime from, SimTime until) : from_(from), until_(until) {}

  template <class F>
  void operator()(const F& f) {
    if constexpr (std::is_same_v<F, RunStarted> || std::is_same_v<F, NameDefined>) {
      both(f);
    } else if constexpr (std::is_same_v<F, RunEnded>) {
      pass(f.at);
      arrivals_(f);
      close(f.at);
    } else if constexpr (!std::is_same_v<F, WarmUpEnded>) {
      pass(f.at);
      if (!closed_) {
        both(f);
      } else if (began_before_the_end(f)) {
        arrivals_(f);
      }
    }
  }

  [[nodiscard]] SimTime from() const { return from_; }

  [[nodiscard]] SimTime until() const { return until_; }

  [[nodiscard]] const measures::Scorecard& arrivals() const { return arrivals_; }

  [[nodiscard]] const measures::Scorecard& levels() const { return levels_; }

 private:
  template <class F>
  void both(const F& f) {
    arrivals_(f);
    levels_(f);
  }

  void pass(SimTime at) {
    if (!began_ && at >= from_) {
      began_ = true;
      both(WarmUpEnded{from_});
    }
    if (at >= until_) {
      close(until_);
    }
  }

  void close(SimTime at) {
    if (!closed_) {
      closed_ = true;
      levels_(RunEnded{at});
    }
  }

  template <class F>
  [[nodiscard]] bool began_before_the_end(const F& f) const {
    if constexpr (requires { f.arrived; }) {
      return f.arrived < until_;
    } else if constexpr (requires { f.opened; }) {
      return f.opened < until_;
    } else {
      return false;
    }
  }

  SimTime from_;
  SimTime until_;
  bool began_ = false;
  bool closed_ = false;
  measures::Scorecard arrivals_;
  measures::Scorecard levels_;
};

}  // namespace hotline::sim
