// sim/kernel/pacing.hpp: how simulated time meets the world.
#pragma once

#include <type_traits>

#include "core/base/time.hpp"

namespace hotline::sim {

// A pacing is called with the time of the next event, before it happens: `bool pace(SimTime next)`.
// It may wait. It returns false to stop the run at the present instant (a signal, a closed window);
// nothing is lost then: the run may be continued. This is the whole of live mode.

/// Studies: never waits, never stops.
struct AsFastAsPossible {
  bool operator()(SimTime /*next*/) const { return true; }
};

/// Refers to a pacing, without knowing which; it must outlive this. Made of nothing, or of
/// AsFastAsPossible, it never waits and never stops.
class PacePort {
 public:
  PacePort() = default;

  template <class Pacing>

  requires(!std::is_same_v<std::remove_cv_t<Pacing>, PacePort>) explicit PacePort(Pacing& pacing)
      // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): ask() gives the const back
      : pacing_(const_cast<std::remove_cv_t<Pacing>*>(&pacing)),
        ask_(std::is_same_v<std::remove_cv_t<Pacing>, AsFastAsPossible> ? nullptr : &ask<Pacing>) {}

  /// Whether it may wait or stop at all.
  [[nodiscard]] bool paces() const { return ask_ != nullptr; }

  bool operator()(SimTime next) const { return ask_ == nullptr || ask_(pacing_, next); }

 private:
  template <class Pacing>
  static bool ask(void* pacing, SimTime next) {
    return (*static_cast<Pacing*>(pacing))(next);
  }

  void* pacing_ = nullptr;
  bool (*ask_)(void*, SimTime) = nullptr;
};

}  // namespace hotline::sim
