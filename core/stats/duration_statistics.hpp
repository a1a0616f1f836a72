// core/stats/duration_statistics.hpp: what is kept of many durations, mergeable without loss.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "core/base/contract.hpp"
#include "core/base/time.hpp"

namespace hotline::stats {

/// Sums of microseconds over a whole run need more than 64 bits.
__extension__ using Int128 = __int128;

/// Quantiles of non-negative durations from integer counts in log-linear bins: every power of two
/// is cut into kBinsPerOctave equal bins; below kBinsPerOctave microseconds a bin is one us.
///
/// Error   a quantile is the middle of its bin: off by at most kRelativeError of the true value.
/// Merge   adds counts: exact, in any order, so 1 worker and 1 000 give the same bytes.
/// Cost    add O(1): a count of leading zeros, a shift, one increment; quantile O(bins). Memory
///         8 bytes a bin up to the largest value.
/// Source  HDR histogram (G. Tene); compare DDSketch, Masson, Rim, Lee, PVLDB 12 (2019) 2195.
class QuantileSketch {
 public:
  static constexpr int kBinsPerOctave = 64;
  static constexpr double kRelativeError = 0.5 / kBinsPerOctave;

  /// Requires d >= 0 (checked).
  void add(Duration d, std::uint64_t times = 1) {
    HOTLINE_REQUIRE(d.count() >= 0);
    const std::size_t bin = bin_of(static_cast<std::uint64_t>(d.count()));
    if (bin >= counts_.size()) [[unlikely]] {
      grow(bin, times);
      return;
    }
    counts_[bin] += times;
  }

  void merge(const QuantileSketch& other);

  [[nodiscard]] std::uint64_t count() const;  ///< O(bins)

  /// The smallest recorded value (to within the error) such that at least q of all are <= it, i.e.
  /// that of rank max(1, ceil(q n)). Empty if nothing was added. Requires 0 <= q <= 1 (checked).
  [[nodiscard]] std::optional<Duration> quantile(double q) const;

  template <class A>
  void archive(A& a) {
    a(counts_);
  }

  friend bool operator==(const QuantileSketch&, const QuantileSketch&) = default;

 private:
  static constexpr std::size_t kBinBits = 6;
  static_assert(kBinsPerOctave == 1U << kBinBits);

  /// Below the first octave the value itself; else the leading one bit of value >> shift (worth
  /// kBinsPerOctave) counts the octave.
  [[nodiscard]] static std::size_t bin_of(std::uint64_t value) {
    const auto shift =
        static_cast<std::size_t>(std::bit_width(value | kBinsPerOctave)) - 1 - kBinBits;
    return shift * kBinsPerOctave + (value >> shift);
  }

  void grow(std::size_t bin, std::uint64_t times);

  std::vector<std::uint64_t> counts_;  // never ends in a zero
};

/// Count, mean, greatest, and exact counts at the calendar's own bounds. Add: a few instructions
/// without a branch.
class DurationHistogram {
 public:
  /// Upper bounds of the exact counts, in seconds, inclusive: from 5 s (answer targets) to 90 days,
  /// with one on every usual answer and service target, so that "share within 24 h" is exact.
  static constexpr std::array<std::int64_t, 28> kBoundsSeconds = {
      5,      10,     15,      20,      30,      60,      120,     300,    600,    900,
      1800,   3600,   7200,    14400,   28800,   43200,   86400,   172800, 259200, 432000,
      604800, 864000, 1209600, 1296000, 1814400, 2592000, 5184000, 7776000};
  static constexpr std::size_t kBuckets = kBoundsSeconds.size() + 1;

  /// Requires d >= 0 (checked).
  void add(Duration d) {
    HOTLINE_REQUIRE(d.count() >= 0);
    ++counts_[bucket_of(d.count())];
    sum_us_ += d.count();
    greatest_ = std::max(greatest_, d);
  }

  void merge(const DurationHistogram& other);

  [[nodiscard]] std::uint64_t count() const;  ///< O(buckets)

  [[nodiscard]] std::optional<double> mean_seconds() const;  ///< empty if count() == 0
  [[nodiscard]] double sum_seconds() const;

  [[nodiscard]] Int128 sum_us() const { return sum_us_; }

  [[nodiscard]] Duration greatest() const { return greatest_; }  ///< 0 if count() == 0

  /// Entry i: how many were in (bound[i-1], bound[i]]; the last: above the last bound.
  [[nodiscard]] const std::array<std::uint64_t, kBuckets>& bound_counts() const { return counts_; }

  /// For saving and loading (core/base/archive.hpp).
  template <class A>
  void archive(A& a) {
    a(sum_us_);
    a(greatest_);
    a(counts_);
  }

  friend bool operator==(const DurationHistogram&, const DurationHistogram&) = default;

 private:
  // A step is a sixteenth of an octave. The closest bounds (14 and 15 days) lie further apart than
  // a step is wide, so a step holds at most one bound: the bucket is found by one look-up and one
  // comparison.
  static constexpr int kStepBits = 4;
  static constexpr int kFirstBit = 22;  // 2^22 us = 4.2 s: no bound below
  static constexpr std::size_t kSteps = static_cast<std::size_t>(63 - kFirstBit) << kStepBits;
  static constexpr std::int64_t kLeast = std::int64_t{1} << kFirstBit;

  struct Steps {
    std::array<std::uint8_t, kSteps> bounds_below{};   ///< the step's first value
    std::array<std::int64_t, kBuckets> upper_bound{};  ///< of each bucket, us
  };

  static constexpr Steps make_steps() {
    Steps steps;
    for (std::size_t i = 0; i < kBoundsSeconds.size(); ++i) {
      steps.upper_bound[i] = kBoundsSeconds[i] * 1'000'000;
    }
    steps.upper_bound.back() = std::numeric_limits<std::int64_t>::max();
    for (std::size_t s = 0; s < kSteps; ++s) {
      const std::int64_t sixteenths = 16 + static_cast<std::int64_t>(s & 15U);
      const std::int64_t least = sixteenths << (kFirstBit - kStepBits + static_cast<int>(s >> 4U));
      std::uint8_t below = 0;
      while (steps.upper_bound[below] < least) {
        ++below;
      }
      steps.bounds_below[s] = below;
    }
    return steps;
  }

  static const Steps kStepTable;

  [[nodiscard]] static std::size_t bucket_of(std::int64_t us) {
    const auto value = static_cast<std::uint64_t>(std::max(us, kLeast));
    const auto shift = static_cast<unsigned>(std::bit_width(value)) - 1 - kStepBits;
    const std::size_t step =
        (static_cast<std::size_t>(shift - (kFirstBit - kStepBits)) << kStepBits) +
        ((value >> shift) & 15U);
    const std::size_t bucket = kStepTable.bounds_below[step];
    return bucket + static_cast<std::size_t>(us > kStepTable.upper_bound[bucket]);
  }

  Int128 sum_us_ = 0;
  Duration greatest_{0};
  std::array<std::uint64_t, kBuckets> counts_{};
};

inline constexpr DurationHistogram::Steps DurationHistogram::kStepTable =
    DurationHistogram::make_steps();

/// A histogram with quantiles.
class DurationStatistics {
 public:
  static constexpr auto kBoundsSeconds = DurationHistogram::kBoundsSeconds;

  /// Requires d >= 0 (checked).
  void add(Duration d) {
    histogram_.add(d);
    sketch_.add(d);
  }

  void merge(const DurationStatistics& other) {
    histogram_.merge(other.histogram_);
    sketch_.merge(other.sketch_);
  }

  [[nodiscard]] const DurationHistogram& histogram() const { return histogram_; }

  [[nodiscard]] std::uint64_t count() const { return histogram_.count(); }

  [[nodiscard]] std::optional<double> mean_seconds() const { return histogram_.mean_seconds(); }

  [[nodiscard]] double sum_seconds() const { return histogram_.sum_seconds(); }

  [[nodiscard]] Duration greatest() const { return histogram_.greatest(); }

  [[nodiscard]] const auto& bound_counts() const { return histogram_.bound_counts(); }

  [[nodiscard]] std::optional<Duration> quantile(double q) const { return sketch_.quantile(q); }

  template <class A>
  void archive(A& a) {
    a(histogram_);
    a(sketch_);
  }

  friend bool operator==(const DurationStatistics&, const DurationStatistics&) = default;

 private:
  DurationHistogram histogram_;
  QuantileSketch sketch_;
};

}  // namespace hotline::stats
