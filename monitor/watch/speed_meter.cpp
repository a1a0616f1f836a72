#include "monitor/watch/speed_meter.hpp"

namespace hotline::monitor {

void SpeedMeter::update(Wall now, SimTime simulated) {
  if (!mark_ || simulated < mark_->simulated) {
    mark_ = Mark{now, simulated};
    return;
  }
  const std::chrono::duration<double> passed = now - mark_->wall;
  if (passed >= kWindow) {
    speed_ = to_seconds(simulated - mark_->simulated) / passed.count();
    mark_ = Mark{now, simulated};
  }
}

}  // namespace hotline::monitor
