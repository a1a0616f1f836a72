// monitor/watch/monitor.hpp: the scorecards of what is being watched, and how the watching goes.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/sink.hpp"
#include "core/measures/scorecard.hpp"
#include "monitor/ingest/fact_source.hpp"
#include "monitor/watch/moving_window.hpp"
#include "monitor/watch/speed_meter.hpp"

namespace hotline::monitor {

/// How the watching itself goes: the second half of the metrics, none of the measures.
struct LiveStatus {
  IngestAccount ingest;
  bool running = false;            ///< a run has started and not ended
  std::optional<double> speed;     ///< simulated seconds a second of wall time
  std::optional<double> lateness;  ///< seconds of wall time; known only beside the simulator
};

/// Folds facts into one scorecard a run. One thread folds, others read.
///
/// A sink: in `hotline live` the simulator hands it the facts; in `hotline monitor` follow() pulls
/// them from a source.
class Monitor final : public AnySink {
 public:
  void take(const Fact& fact) override;

  /// Folds all facts of `source`, until its end or its first trouble; kInterrupted once `stop` is
  /// true.
  [[nodiscard]] Result<void> follow(FactSource& source, const std::atomic<bool>& stop);

  /// Where the simulated clock stands; call it every now and then, also while nothing happens.
  void clock(std::chrono::steady_clock::time_point now, SimTime simulated);
  /// Also keeps the last `length` of the present run; call it before the first fact.
  void keep_window(Duration length);

  /// By how much the simulator lags behind its pace, if that is known here.
  void lateness(Duration wall);

  using Reader = std::function<void(std::span<const measures::Scorecard>, const LiveStatus&)>;
  /// Shows the scorecards, the present run last. Folding waits meanwhile, so be brief.
  void read(const Reader& reader) const;

  using RecentReader = std::function<void(const measures::Scorecard&)>;
  /// Shows the present run's window (MovingWindow), or where none is kept all of that run; not
  /// called before there is a run. Folding waits meanwhile.
  void read_recent(const RecentReader& reader) const;

 private:
  void fold(const Fact& fact);

  mutable std::mutex mutex_;
  measures::ScorecardBook book_;
  std::optional<MovingWindow> window_;
  SpeedMeter meter_;
  LiveStatus status_;
};

}  // namespace hotline::monitor
