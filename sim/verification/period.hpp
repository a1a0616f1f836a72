// sim/verification/period.hpp: the scorecard of a part of a run.
#pragma once

#include <algorithm>
#include <cstdint>
#include <type_traits>

#include "core/facts/fact.hpp"
#include "core/measures/scorecard.hpp"

namespace hotline::sim {

/// What the scorecard of a period counts.
enum class Follows : std::uint8_t {
  kArrivals,  ///< who arrives in the period, to the end of the matter, however late
  kLevels,    ///< what stands in the period; it ends with it, so that areas are exact
};

/// From `from` until `until`. Before it begins it costs a comparison a fact: it goes on from a copy
/// of the run's own scorecard, which has followed all levels up to there.
class Period {
 public:
  Period(SimTime from, SimTime until, Follows follows)
      : from_(from), until_(until), follows_(follows) {}

  /// `so_far`: of the whole run, before this fact.
  template <class F>
  void operator()(const F& f, const measures::Scorecard& so_far) {
    if constexpr (std::is_same_v<F, RunStarted>) {
      return;
    } else if constexpr (std::is_same_v<F, NameDefined>) {
      if (began_) {
        card_(f);
      }
    } else if constexpr (std::is_same_v<F, RunEnded>) {
      begin(so_far);
      close(std::max(from_, follows_ == Follows::kLevels ? std::min(f.at, until_) : f.at));
    } else if (f.at >= from_ && !closed_) {
      begin(so_far);
      if (f.at < until_ || began_before_the_end(f)) {
        note(f);
      } else if (follows_ == Follows::kLevels) {
        close(until_);
      }
    }
  }

  [[nodiscard]] bool is(SimTime from, SimTime until, Follows follows) const {
    return from_ == from && until_ == until && follows_ == follows;
  }

  [[nodiscard]] const measures::Scorecard& card() const { return card_; }

 private:
  void begin(const measures::Scorecard& so_far) {
    if (!began_) {
      began_ = true;
      card_ = so_far;
      card_(WarmUpEnded{from_});
    }
  }

  template <class F>
  void note(const F& f) {
    if constexpr (!std::is_same_v<F, WarmUpEnded>) {
      card_(f);
    }
  }

  void close(SimTime at) {
    if (!closed_) {
      closed_ = true;
      card_(RunEnded{at});
    }
  }

  template <class F>
  [[nodiscard]] bool began_before_the_end(const F& f) const {
    if (follows_ == Follows::kLevels) {
      return false;
    }
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
  Follows follows_;
  bool began_ = false;
  bool closed_ = false;
  measures::Scorecard card_;
};

}  // namespace hotline::sim
