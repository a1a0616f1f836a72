// sim/live/publisher.hpp: facts to whoever listens. The messages are described in proto/README.md.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "core/facts/sink.hpp"

namespace hotline::sim {

/// Publishes the facts of one run after the other over ZeroMQ. A sink.
///
/// Loss        a monitor that listens but is slow makes the publisher wait; nothing is dropped. A
///             monitor that is not there, dies, or does not answer for kPeerTimeout loses facts,
///             and sees it by their numbers.
/// Late        who joins later is first told of the run and all names, so that it can label what
///             comes next.
/// Threads     one: take, flush, await_subscriber and finish belong to the simulator's thread.
/// Trouble     sticks: after the first failure nothing more is sent and finish() tells it.
class FactPublisher final : public AnySink {
 public:
  static constexpr std::chrono::milliseconds kPeerTimeout{10'000};

  struct Options {
    std::string endpoint = "tcp://127.0.0.1:5556";  ///< port 0 or `*`: the system chooses
    int high_water_mark = 1000;                     ///< frames that may wait for one monitor
    std::chrono::milliseconds linger{2000};   ///< how long the end waits for what is still unsent
    const std::atomic<bool>* stop = nullptr;  ///< once true, no more waiting
  };

  /// kSystem, in one line, if the endpoint is malformed or in use.
  [[nodiscard]] static Result<std::unique_ptr<FactPublisher>> bind(const Options& options);
  ~FactPublisher() override;
  FactPublisher(const FactPublisher&) = delete;
  FactPublisher& operator=(const FactPublisher&) = delete;
  FactPublisher(FactPublisher&&) = delete;
  FactPublisher& operator=(FactPublisher&&) = delete;

  /// Sends when a frame is full or the run has ended; waits while a monitor is slow.
  void take(const Fact& fact) override;
  /// Sends what is there, and greets new monitors. Call it every few milliseconds of wall time.
  void flush();
  /// Returns when at least one monitor listens. kSystem after `patience`, kInterrupted on stop.
  [[nodiscard]] Result<void> await_subscriber(std::chrono::milliseconds patience);
  /// Sends what is there and tells the first trouble, if any.
  [[nodiscard]] Result<void> finish();

  [[nodiscard]] bool failed() const;
  /// Where it listens, with the port in numbers.
  [[nodiscard]] std::string endpoint() const;
  [[nodiscard]] std::size_t subscribers() const;

 private:
  struct State;
  explicit FactPublisher(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace hotline::sim
