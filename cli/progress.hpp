// cli/progress.hpp: how far many runs have come, and how long they will still take.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/base/time.hpp"

namespace hotline::cli {

/// Work that is done and to be done, in any unit: only ratios count.
class Headway {
 public:
  /// @param works  of each run; runs of no work at all count as a little.
  explicit Headway(std::vector<double> works);

  /// The run has come so far, from 0 to 1; less than before changes nothing.
  void advance(std::size_t run, double share);
  /// The run is done; what was found done takes no time, and says nothing of the pace.
  void done(std::size_t run, bool simulated);

  /// From 0 to 1.
  [[nodiscard]] double share() const;
  /// At the pace so far; nothing before there is one.
  [[nodiscard]] std::optional<Duration> left(std::chrono::duration<double> passed) const;
  /// "3 of 20 runs, 42 %, 1 min 05 s left".
  [[nodiscard]] std::string line(std::chrono::duration<double> passed) const;

 private:
  std::vector<double> works_;
  std::vector<double> shares_;
  double all_ = 0;
  double simulated_ = 0;  ///< work, since the beginning
  double found_ = 0;
  std::size_t runs_done_ = 0;
};

/// One line on standard error that is written over; only where that is a terminal. From any thread.
class Progress {
 public:
  explicit Progress(std::vector<double> works);

  void advance(std::size_t run, double share);
  void simulated(std::size_t run);
  void found(std::size_t run);
  /// Ends the line.
  void end();

 private:
  void show();

  std::mutex mutex_;
  Headway headway_;
  bool shown_;
  bool begun_ = false;  ///< there is a line to end
  std::chrono::steady_clock::time_point began_;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace hotline::cli
