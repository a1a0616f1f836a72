// core/stats/duration_statistics.hpp: what is kept of many durations, mergeable without loss.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/time.hpp"

namespace hotline::stats {

/// Sums of squares of microseconds need more than 64 bits.
__extension__ using Int128 = __int128;

/// Quantiles of non-negative durations from integer counts in log-linear bins: every power of two
/// is cut into kBinsPerOctave equal bins; below kBinsPerOctave microseconds a bin is one us.
///
/// Error   a quantile is the middle of its bin: off by at most kRelativeError of the true value.
/// Merge   adds counts: exact, in any order, so 1 worker and 1 000 give the same bytes.
/// Cost    add O(1), no logarithm; quantile O(bins). Memory 8 bytes a bin up to the largest value.
/// Source  HDR histogram (G. Tene); compare DDSketch, Masson, Rim, Lee, PVLDB 12 (2019) 2195.
class QuantileSketch {
 public:
  static constexpr int kBinsPerOctave = 64;
  static constexpr double kRelativeError = 0.5 / kBinsPerOctave;

  /// Requires d >= 0 (checked).
  void add(Duration d, std::uint64_t times = 1);
  void merge(const QuantileSketch& other);

  [[nodiscard]] std::uint64_t count() const { return count_; }

  /// The smallest recorded value (to within the error) such that at least q of all are <= it, i.e.
  /// that of rank max(1, ceil(q n)). Empty if nothing was added. Requires 0 <= q <= 1 (checked).
  [[nodiscard]] std::optional<Duration> quantile(double q) const;

  template <class A>
  void archive(A& a) {
    a(counts_);
    a(count_);
  }

  friend bool operator==(const QuantileSketch&, const QuantileSketch&) = default;

 private:
  std::vector<std::uint64_t> counts_;  // never ends in a zero
  std::uint64_t count_ = 0;
};

/// Count, mean, variance, greatest, quantiles, and exact counts at the calendar's own bounds.
class DurationStatistics {
 public:
  /// Upper bounds of the exact counts, in seconds, inclusive: from 5 s (answer targets) to 90 days,
  /// with one on every usual answer and service target, so that "share within 24 h" is exact.
  static constexpr std::array<std::int64_t, 28> kBoundsSeconds = {
      5,      10,     15,      20,      30,      60,      120,     300,    600,    900,
      1800,   3600,   7200,    14400,   28800,   43200,   86400,   172800, 259200, 432000,
      604800, 864000, 1209600, 1296000, 1814400, 2592000, 5184000, 7776000};

  void add(Duration d);  ///< requires d >= 0 (checked)
  void merge(const DurationStatistics& other);

  [[nodiscard]] std::uint64_t count() const { return sketch_.count(); }

  [[nodiscard]] std::optional<double> mean_seconds() const;       ///< empty if count() == 0
  [[nodiscard]] std::optional<double> variance_seconds2() const;  ///< sample variance; empty if < 2
  [[nodiscard]] double sum_seconds() const;

  [[nodiscard]] Duration greatest() const { return greatest_; }  ///< 0 if count() == 0

  [[nodiscard]] std::optional<Duration> quantile(double q) const { return sketch_.quantile(q); }

  /// counts[i]: how many were in (bound[i-1], bound[i]]; the last entry: above the last bound.
  [[nodiscard]] std::span<const std::uint64_t> bound_counts() const { return bounds_; }

  template <class A>
  void archive(A& a) {
    a(sketch_);
    a(bounds_);
    a(sum_us_);
    a(sum_us2_);
    a(greatest_);
  }

  friend bool operator==(const DurationStatistics&, const DurationStatistics&) = default;

 private:
  QuantileSketch sketch_;
  std::array<std::uint64_t, kBoundsSeconds.size() + 1> bounds_{};
  Int128 sum_us_ = 0;
  Int128 sum_us2_ = 0;
  Duration greatest_{0};
};

}  // namespace hotline::stats
