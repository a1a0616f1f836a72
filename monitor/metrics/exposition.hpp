// monitor/metrics/exposition.hpp: the text that Prometheus scrapes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "monitor/metrics/governance.hpp"
#include "monitor/watch/monitor.hpp"

namespace hotline::monitor {

inline constexpr std::string_view kExpositionType = "text/plain; version=0.0.4; charset=utf-8";

/// All metrics of the present run in Prometheus' text format 0.0.4; those of the evaluation where
/// there is a reading.
[[nodiscard]] std::string exposition(const Monitor& monitor,
                                     const std::optional<GovernanceReading>& governance = {});

}  // namespace hotline::monitor
