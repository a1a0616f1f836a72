// monitor/metrics/collector.hpp: a scorecard as Prometheus metric families.
#pragma once

#include <vector>

#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>

#include "core/measures/scorecard.hpp"
#include "monitor/metrics/governance.hpp"
#include "monitor/watch/monitor.hpp"

namespace hotline::monitor {

/// All metrics of the catalogue: a pure function of its arguments. Cost O(series).
[[nodiscard]] std::vector<prometheus::MetricFamily> families(const measures::Scorecard& card,
                                                             const LiveStatus& status);

/// The metrics of an evaluation: a pure function of its argument.
[[nodiscard]] std::vector<prometheus::MetricFamily> governance_families(
    const GovernanceReading& reading);

/// The present run of a monitor, read at each scrape. Before the first run it shows a scorecard
/// without rows. Refers to the monitor, which must outlive it.
class ScorecardCollector final : public prometheus::Collectable {
 public:
  explicit ScorecardCollector(const Monitor& monitor) : monitor_(&monitor) {}

  [[nodiscard]] std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  const Monitor* monitor_;
};

}  // namespace hotline::monitor
