#include "sim/live/asio_clock.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace hotline::sim {

struct AsioClock::State {
  boost::asio::io_context io;
  boost::asio::steady_timer timer{io};
};

AsioClock::AsioClock() : state_(std::make_unique<State>()) {}

AsioClock::~AsioClock() = default;

void AsioClock::wait_until(std::chrono::steady_clock::time_point instant) {
  state_->timer.expires_at(instant);
  state_->timer.async_wait([](const boost::system::error_code& /*cancelled never*/) {});
  state_->io.restart();
  state_->io.run();
}

}  // namespace hotline::sim
