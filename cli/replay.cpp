#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cli/audited.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/replayed.hpp"
#include "core/facts/sink.hpp"
#include "proto/fact_log.hpp"

namespace hotline::cli {
namespace {

/// Folds the facts, and writes them to a log where one is wanted.
class FoldAndLog final : public AnySink {
 public:
  FoldAndLog(const std::string& log, bool audit) : audit_(audit) {
    if (!log.empty()) {
      writer_ = std::make_unique<proto::FactLogWriter>(log);
    }
  }

  void take(const Fact& fact) override {
    if (audit_) {
      auditor_(fact);
    }
    scorecard_(fact);
    if (writer_) {
      writer_->take(fact);
    }
  }

  [[nodiscard]] Result<void> finish() { return writer_ ? writer_->finish() : Result<void>{}; }

  [[nodiscard]] const audit::Auditor& auditor() const { return auditor_; }

  [[nodiscard]] const measures::Scorecard& scorecard() const { return scorecard_; }

 private:
  bool audit_;
  audit::Auditor auditor_;
  measures::Scorecard scorecard_;
  std::unique_ptr<proto::FactLogWriter> writer_;
};

}  // namespace

Result<int> execute(const ReplayOptions& options) {
  if (auto writable = require_writable(options.output).and_then([&] {
        return require_writable(options.facts);
      });
      !writable) {
    return tl::unexpected(writable.error());
  }
  FoldAndLog sink(options.facts, options.audit);
  auto replayed = replay_export(options.file, options.format, options.acceptable_wait, sink);
  if (!replayed) {
    return tl::unexpected(replayed.error());
  }
  if (sink.auditor().violation()) {
    return report_violation(*sink.auditor().violation());
  }
  if (auto finished = sink.finish(); !finished) {
    return tl::unexpected(finished.error());
  }
  const measures::Scorecard& scorecard = sink.scorecard();
  return write_reports(options.output, std::span(&scorecard, 1), *replayed).map([] {
    return kDone;
  });
}

}  // namespace hotline::cli
