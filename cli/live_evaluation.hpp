// cli/live_evaluation.hpp: the evaluation of what is being watched.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "evaluation/evaluation.hpp"
#include "evaluation/scheme.hpp"
#include "monitor/metrics/governance.hpp"
#include "monitor/watch/monitor.hpp"

namespace hotline::cli {

/// How a watched hotline is evaluated.
struct LiveEvaluation {
  evaluation::Scheme scheme;
  std::vector<evaluation::CityAttribute> attributes;  ///< none: unknown
};

/// The scheme by name or file; it must do without other cities. With `window` the monitor keeps
/// that much of the run, and that is what is evaluated.
[[nodiscard]] Result<LiveEvaluation> start_evaluation(
    const std::string& scheme, std::vector<evaluation::CityAttribute> attributes,
    const std::optional<Duration>& window, monitor::Monitor& monitor);

/// Nothing before there is a run.
[[nodiscard]] std::optional<monitor::GovernanceReading> reading_of(const LiveEvaluation& evaluation,
                                                                   const monitor::Monitor& monitor);

}  // namespace hotline::cli
