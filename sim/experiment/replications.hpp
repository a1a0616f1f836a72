// sim/experiment/replications.hpp: many replications of one scenario, on as many threads as wanted.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/audit/auditor.hpp"
#include "core/facts/sink.hpp"
#include "core/measures/scorecard.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

struct ReplicationPlan {
  std::uint64_t seed = 1;
  std::uint32_t replications = 1;
  /// 0: as many as the machine has cores. Changes nothing but the time it takes.
  unsigned threads = 0;
  /// Where the facts of a replication go beside the scorecard; empty, or returning null: nowhere.
  /// Called on the thread that runs the replication, which also destroys the sink at its end.
  std::function<std::unique_ptr<AnySink>(std::uint32_t replication)> facts;
  /// Told after each replication how many are done; on any thread, one call at a time.
  std::function<void(std::uint32_t done)> progress;
  /// Holds every fact against what must be true (core/audit/auditor.hpp), and stops at the first
  /// that is not.
  bool audit = false;
  /// Set to true (by a signal handler, say) to stop within a few thousand events; may be null.
  const std::atomic<bool>* stop = nullptr;
};

struct ReplicationResults {
  /// Scorecards of the replications that were completed, in order of replication.
  std::vector<measures::Scorecard> scorecards;
  bool interrupted = false;
  /// Of the first replication that has one; then others may not have been run.
  std::optional<audit::Violation> violation;
};

/// What an auditor can know of the runs of a scenario: its lines, and whether they drain.
[[nodiscard]] audit::Knowledge knowledge_of(const Scenario& scenario);

/// Requires replications >= 1 (checked). Each replication has its own model and scorecard; nothing
/// is shared, and results stand in order of replication, so that the number of threads changes no
/// bit. Throws PolicyFailure, the first by replication of those that were met, if a user's script
/// cannot answer; EndlessRun likewise, where a run would not end.
[[nodiscard]] ReplicationResults run_replications(const Scenario& scenario,
                                                  const ReplicationPlan& plan);

}  // namespace hotline::sim
