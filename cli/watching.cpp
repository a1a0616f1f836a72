#include "cli/watching.hpp"

#include <cstdio>
#include <utility>
#include <vector>

#include <poll.h>

#include "cli/files.hpp"
#include "cli/interrupt.hpp"
#include "monitor/metrics/exposition.hpp"

namespace hotline::cli {
namespace {

constexpr int kPollMilliseconds = 100;

monitor::HttpServer::Routes routes(const monitor::Monitor& monitor,
                                   const LiveEvaluation& evaluation) {
  monitor::HttpServer::Routes routes;
  routes["/metrics"] = [&monitor, &evaluation](std::string_view) {
    return monitor::HttpResponse{200, std::string(monitor::kExpositionType),
                                 monitor::exposition(monitor, reading_of(evaluation, monitor))};
  };
  routes["/healthz"] = [](std::string_view) {
    return monitor::HttpResponse{200, "text/plain; charset=utf-8", "ok\n"};
  };
  routes["/"] = [](std::string_view) {
    return monitor::HttpResponse{
        200, "text/plain; charset=utf-8",
        "hotline: /metrics for Prometheus, /healthz says ok while this process serves\n"};
  };
  return routes;
}

}  // namespace

Result<std::unique_ptr<monitor::HttpServer>> serve_metrics(const std::string& listen,
                                                           const monitor::Monitor& monitor,
                                                           const LiveEvaluation& evaluation) {
  monitor::HttpServer::Options options;
  options.listen = listen;
  auto server = monitor::HttpServer::start(options, routes(monitor, evaluation));
  if (server) {
    (void)std::fprintf(stderr, "listening on %s\n", (*server)->url().c_str());
  }
  return server;
}

Result<void> report_on(const monitor::Monitor& monitor, const OutputOptions& options,
                       report::Context context) {
  std::vector<measures::Scorecard> scorecards;
  monitor.read([&](std::span<const measures::Scorecard> cards, const monitor::LiveStatus& status) {
    scorecards.assign(cards.begin(), cards.end());
    for (std::string& note : monitor::notes_of(status.ingest)) {
      context.notes.push_back(std::move(note));
    }
  });
  if (scorecards.empty() && interrupted_flag()) {
    return interrupted("stopped before a run was seen; there is nothing to report");
  }
  if (scorecards.empty()) {
    return bad_input("no run was seen; there is nothing to report");
  }
  return write_reports(options, scorecards, context);
}

void wait_for_interrupt() {
  while (!interrupted_flag()) {
    (void)::poll(nullptr, 0, kPollMilliseconds);
  }
}

}  // namespace hotline::cli
