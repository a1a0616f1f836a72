// monitor/ingest/subscriber_source.hpp: the facts that a simulator publishes.
#pragma once

#include <memory>
#include <string>

#include "monitor/ingest/fact_source.hpp"

namespace hotline::monitor {

struct SubscriberOptions {
  std::string endpoint = "tcp://127.0.0.1:5556";
  int high_water_mark = 1000;  ///< frames that may wait here before the publisher waits
  /// The stream ends when a run ends; otherwise it never does, and the next run is waited for.
  bool end_with_run = false;
};

/// Connects to a publisher (sim/live/publisher.hpp), which may come later and may come back.
/// kSystem if the endpoint is malformed.
[[nodiscard]] Result<std::unique_ptr<FactSource>> connect_subscriber(
    const SubscriberOptions& options);

}  // namespace hotline::monitor
