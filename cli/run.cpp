#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <unistd.h>

#include "cli/audited.hpp"
#include "cli/checkpoint.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/interrupt.hpp"
#include "cli/scenario.hpp"
#include "proto/fact_log.hpp"
#include "sim/experiment/replications.hpp"

namespace hotline::cli {
namespace {

namespace fs = std::filesystem;

/// One log a replication beside the wanted file, joined at the end: so the threads do not meet, and
/// the bytes do not depend on how many there are. Whatever is left over at the end is removed.
class FactParts {
 public:
  FactParts(std::string path, std::uint32_t replications)
      : path_(std::move(path)), failures_(replications) {
    for (std::uint32_t r = 0; r < replications; ++r) {
      parts_.emplace_back(path_ + ".replication-" + std::to_string(r));
    }
  }

  ~FactParts() {
    for (const fs::path& part : parts_) {
      std::error_code gone;
      fs::remove(part, gone);
    }
  }

  FactParts(const FactParts&) = delete;
  FactParts& operator=(const FactParts&) = delete;
  FactParts(FactParts&&) = delete;
  FactParts& operator=(FactParts&&) = delete;

  [[nodiscard]] std::unique_ptr<AnySink> part(std::uint32_t replication) {
    return std::make_unique<Part>(parts_[replication], failures_[replication]);
  }

  [[nodiscard]] Result<void> join() const {
    for (const auto& failure : failures_) {
      if (failure) {
        return tl::unexpected(*failure);
      }
    }
    return proto::concatenate_fact_logs(parts_, path_);
  }

 private:
  /// Finishes its log when the run ends, which is when the runner lets go of it.
  class Part final : public AnySink {
   public:
    Part(const fs::path& path, std::optional<Error>& failure) : writer_(path), failure_(&failure) {}

    void take(const Fact& fact) override {
      writer_.take(fact);
      if (std::holds_alternative<RunEnded>(fact)) {
        if (auto finished = writer_.finish(); !finished) {
          *failure_ = finished.error();
        }
      }
    }

   private:
    proto::FactLogWriter writer_;
    std::optional<Error>* failure_;
  };

  std::string path_;
  std::vector<fs::path> parts_;
  std::vector<std::optional<Error>> failures_;
};

void show_progress(std::uint32_t done, std::uint32_t all) {
  if (all > 1 && ::isatty(STDERR_FILENO) != 0) {
    (void)std::fprintf(stderr, "\r%u of %u replications%s", done, all, done == all ? "\n" : "");
  }
}

}  // namespace

Result<int> execute(const RunOptions& options) {
  catch_interrupts();
  const Result<sim::Scenario> scenario = open(options.scenario);
  if (!scenario) {
    return tl::unexpected(scenario.error());
  }
  if (auto writable = require_writable(options.output)
                          .and_then([&] { return require_writable(options.facts); })
                          .and_then([&] { return require_writable(options.save); });
      !writable) {
    return tl::unexpected(writable.error());
  }
  if (!options.save.empty() || !options.load.empty()) {
    return run_with_checkpoint(options, *scenario);
  }
  FactParts facts(options.facts, options.replications);
  sim::ReplicationPlan plan;
  plan.seed = options.scenario.seed;
  plan.replications = options.replications;
  plan.threads = options.threads;
  plan.audit = options.audit;
  plan.stop = &interrupted_flag();
  plan.progress = [&](std::uint32_t done) { show_progress(done, options.replications); };
  if (!options.facts.empty()) {
    plan.facts = [&facts](std::uint32_t replication) { return facts.part(replication); };
  }
  const sim::ReplicationResults results = sim::run_replications(*scenario, plan);
  if (results.violation) {
    return report_violation(*results.violation);
  }
  if (results.scorecards.empty()) {
    return interrupted("stopped before the first replication was complete; nothing was written");
  }
  report::Context context = context_of(*scenario);
  if (results.interrupted) {
    context.notes.push_back("Interrupted: only " + std::to_string(results.scorecards.size()) +
                            " of " + std::to_string(options.replications) +
                            " replications are complete. No fact log was written.");
  } else if (!options.facts.empty()) {
    if (auto joined = facts.join(); !joined) {
      return tl::unexpected(joined.error());
    }
  }
  if (auto written = write_reports(options.output, results.scorecards, context); !written) {
    return tl::unexpected(written.error());
  }
  return results.interrupted ? kInterruptedStatus : kDone;
}

}  // namespace hotline::cli
