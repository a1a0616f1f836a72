#include <chrono>
#include <cstdio>
#include <memory>
#include <utility>

#include "cli/commands.hpp"
#include "cli/evaluate.hpp"
#include "cli/files.hpp"
#include "cli/interrupt.hpp"
#include "cli/scenario.hpp"
#include "cli/watching.hpp"
#include "sim/live/asio_clock.hpp"
#include "sim/live/publisher.hpp"
#include "sim/live/real_time_pacing.hpp"
#include "sim/run/replication.hpp"

namespace hotline::cli {
namespace {

using Pacing = sim::RealTimePacing<sim::AsioClock>;

constexpr std::chrono::minutes kPatienceForMonitor{10};

/// The monitor in this process, and where wanted the one elsewhere.
class LiveSink final : public AnySink {
 public:
  LiveSink(monitor::Monitor& here, sim::FactPublisher* elsewhere)
      : here_(&here), elsewhere_(elsewhere) {}

  void take(const Fact& fact) override {
    here_->take(fact);
    if (elsewhere_ != nullptr) {
      elsewhere_->take(fact);
    }
  }

 private:
  monitor::Monitor* here_;
  sim::FactPublisher* elsewhere_;
};

Result<std::unique_ptr<sim::FactPublisher>> open_publisher(const LiveOptions& options) {
  if (options.publish.empty()) {
    return std::unique_ptr<sim::FactPublisher>();
  }
  sim::FactPublisher::Options publisher;
  publisher.endpoint = options.publish;
  publisher.stop = &interrupted_flag();
  auto bound = sim::FactPublisher::bind(publisher);
  if (!bound) {
    return bound;
  }
  (void)std::fprintf(stderr, "publishing on %s\n", (*bound)->endpoint().c_str());
  if (options.await_monitor) {
    if (auto heard = (*bound)->await_subscriber(kPatienceForMonitor); !heard) {
      return tl::unexpected(heard.error());
    }
  }
  return bound;
}

/// Simulates against the clock. @return false if it was interrupted.
bool simulate(const sim::Scenario& scenario, const LiveOptions& options, monitor::Monitor& here,
              sim::FactPublisher* publisher) {
  sim::AsioClock clock;
  const auto tick = [&](const Pacing::Status& status) {
    here.clock(sim::AsioClock::now(), status.simulated);
    here.lateness(status.lateness);
    if (publisher != nullptr) {
      publisher->flush();
    }
    return !interrupted_flag() && (publisher == nullptr || !publisher->failed());
  };
  LiveSink sink(here, publisher);
  return sim::run_replication(scenario, options.scenario.seed, 0, sink,
                              Pacing(clock, scenario.start, options.speed, tick));
}

}  // namespace

Result<int> execute(const LiveOptions& options) {
  catch_interrupts();
  const Result<sim::Scenario> scenario = open(options.scenario);
  if (!scenario) {
    return tl::unexpected(scenario.error());
  }
  if (auto writable = require_writable(options.output); !writable) {
    return tl::unexpected(writable.error());
  }
  monitor::Monitor here;
  const auto evaluation =
      start_evaluation(options.scheme, attributes_of(*scenario), options.window, here);
  if (!evaluation) {
    return tl::unexpected(evaluation.error());
  }
  auto server = serve_metrics(options.listen, here, *evaluation);
  if (!server) {
    return tl::unexpected(server.error());
  }
  auto publisher = open_publisher(options);
  if (!publisher) {
    return tl::unexpected(publisher.error());
  }
  const bool complete = simulate(*scenario, options, here, publisher->get());
  if (*publisher) {
    if (auto finished = (*publisher)->finish(); !finished && complete) {
      return tl::unexpected(finished.error());
    }
  }
  if (complete && !options.once) {
    (void)std::fprintf(stderr, "the run has ended; /metrics stays until Ctrl-C\n");
    wait_for_interrupt();
  }
  report::Context context = context_of(*scenario);
  if (!complete) {
    context.notes.emplace_back("Interrupted: what happened until then is measured.");
  }
  return report_on(here, options.output, std::move(context)).map([&] {
    return interrupted_flag() ? kInterruptedStatus : kDone;
  });
}

}  // namespace hotline::cli
