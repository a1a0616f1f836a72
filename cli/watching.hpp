// cli/watching.hpp: what live and monitor have in common.
#pragma once

#include <memory>
#include <string>

#include "cli/live_evaluation.hpp"
#include "cli/options.hpp"
#include "core/base/result.hpp"
#include "core/report/report.hpp"
#include "monitor/serve/http_server.hpp"
#include "monitor/watch/monitor.hpp"

namespace hotline::cli {

/// Serves the monitor's metrics and its evaluation at `listen` ("127.0.0.1:9464") and says so on
/// standard error. Both must outlive the server.
[[nodiscard]] Result<std::unique_ptr<monitor::HttpServer>> serve_metrics(
    const std::string& listen, const monitor::Monitor& monitor, const LiveEvaluation& evaluation);

/// JSON, HTML and the summary of what the monitor has seen, with `context` and, where facts are
/// missing, a note that says so. If it has seen no run: kInterrupted after a signal, else
/// kBadInput.
[[nodiscard]] Result<void> report_on(const monitor::Monitor& monitor, const OutputOptions& options,
                                     report::Context context);

/// Returns when a signal has come.
void wait_for_interrupt();

}  // namespace hotline::cli
