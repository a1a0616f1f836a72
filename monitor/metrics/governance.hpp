// monitor/metrics/governance.hpp: what an evaluation says of the hotline, as metrics.
//
// The monitor knows no scheme and no indicator: whoever evaluates hands on plain values, and their
// metrics are named here.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/time.hpp"
#include "monitor/metrics/catalogue.hpp"

namespace hotline::monitor {

/// One evaluation. What is empty is unknown, and has no series.
struct GovernanceReading {
  struct Group {
    std::string id;
    std::optional<double> score;
  };

  struct Indicator {
    std::string id;
    std::string unit;    ///< "share", "seconds", ...
    std::string source;  ///< "measured", "attribute"
    std::optional<double> value;
    std::optional<double> normalised;
  };

  std::string scheme;
  Duration window{0};                     ///< simulated time that it is over
  std::optional<double> score;            ///< 0 to 1
  std::optional<double> confirmed_score;  ///< with what citizens confirm
  double known = 0;                       ///< share of the weight whose values are known
  std::vector<Group> groups;
  std::vector<Indicator> indicators;
};

/// In the order of exposition.
[[nodiscard]] std::span<const MetricSpec> governance_specs();

}  // namespace hotline::monitor
