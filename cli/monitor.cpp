#include <cstdio>
#include <memory>
#include <utility>

#include "cli/audited.hpp"
#include "cli/commands.hpp"
#include "cli/evaluation_input.hpp"
#include "cli/files.hpp"
#include "cli/interrupt.hpp"
#include "cli/watching.hpp"
#include "monitor/ingest/log_source.hpp"
#include "monitor/ingest/subscriber_source.hpp"

namespace hotline::cli {
namespace {

Result<std::unique_ptr<monitor::FactSource>> open_source(const MonitorOptions& options) {
  if (!options.log.empty()) {
    return monitor::open_log_source(options.log);
  }
  monitor::SubscriberOptions subscriber;
  subscriber.endpoint = options.connect;
  subscriber.end_with_run = options.once;
  return monitor::connect_subscriber(subscriber);
}

Result<LiveEvaluation> evaluation_of(const MonitorOptions& options, monitor::Monitor& watched) {
  std::vector<evaluation::CityAttribute> attributes;
  if (!options.city.empty()) {
    auto found = attributes_of_city(options.city);
    if (!found) {
      return tl::unexpected(found.error());
    }
    attributes = std::move(*found);
  }
  return start_evaluation(options.scheme, std::move(attributes), options.window, watched);
}

/// None where nobody is to be served.
Result<std::unique_ptr<monitor::HttpServer>> server_of(const MonitorOptions& options,
                                                       const monitor::Monitor& watched,
                                                       const LiveEvaluation& evaluation) {
  if (options.once) {
    return std::unique_ptr<monitor::HttpServer>();
  }
  return serve_metrics(options.listen, watched, evaluation);
}

/// What reads the source from now on looks through the auditor, who owns it.
const AuditedSource& put_under_audit(std::unique_ptr<monitor::FactSource>& source) {
  auto auditing = std::make_unique<AuditedSource>(std::move(source));
  const AuditedSource& audited = *auditing;
  source = std::move(auditing);
  return audited;
}

int report_violation_of(const AuditedSource& audited) {
  return report_violation(*audited.violation(),
                          audited.account().incomplete()
                              ? " (but facts were lost on the way, so this proves nothing)"
                              : "");
}

}  // namespace

Result<int> execute(const MonitorOptions& options) {
  catch_interrupts();
  if (auto writable = require_writable(options.output); !writable) {
    return tl::unexpected(writable.error());
  }
  auto source = open_source(options);
  if (!source) {
    return tl::unexpected(source.error());
  }
  const AuditedSource* const audited = options.audit ? &put_under_audit(*source) : nullptr;
  monitor::Monitor watched;
  const auto evaluation = evaluation_of(options, watched);
  if (!evaluation) {
    return tl::unexpected(evaluation.error());
  }
  const auto server = server_of(options, watched, *evaluation);
  if (!server) {
    return tl::unexpected(server.error());
  }
  const auto followed = watched.follow(**source, interrupted_flag());
  const bool stopped = !followed && followed.error().code == ErrorCode::kInterrupted;
  if (!followed && !stopped) {
    return tl::unexpected(followed.error());  // a damaged log measures nothing
  }
  if (audited != nullptr && audited->violation()) {
    return report_violation_of(*audited);
  }
  if (!stopped && *server) {
    (void)std::fprintf(stderr, "all facts are folded; /metrics stays until Ctrl-C\n");
    wait_for_interrupt();
  }
  report::Context context;
  if (stopped) {
    context.notes.emplace_back("Interrupted: the facts that came until then are measured.");
  }
  return report_on(watched, options.output, std::move(context)).map([&] {
    return interrupted_flag() ? kInterruptedStatus : kDone;
  });
}

}  // namespace hotline::cli
