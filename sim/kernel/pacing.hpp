// sim/kernel/pacing.hpp: how simulated time meets the world.
#pragma once

#include "core/base/time.hpp"

namespace hotline::sim {

// A pacing is called with the time of the next event, before it happens: `bool pace(SimTime next)`.
// It may wait. It returns false to stop the run at the present instant (a signal, a closed window);
// nothing is lost then: the run may be continued. This is the whole of live mode.

/// Studies: never waits, never stops.
struct AsFastAsPossible {
  bool operator()(SimTime /*next*/) const { return true; }
};

}  // namespace hotline::sim
