#include "core/stats/duration_statistics.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/base/contract.hpp"

namespace hotline::stats {
namespace {

constexpr std::size_t kBinBits = 6;
static_assert(QuantileSketch::kBinsPerOctave == 1U << kBinBits);

std::size_t bin_of(Duration d) {
  const auto value = static_cast<std::uint64_t>(d.count());
  if (value < QuantileSketch::kBinsPerOctave) {
    return value;
  }
  const auto shift = static_cast<std::size_t>(std::bit_width(value)) - 1 - kBinBits;
  // The leading one bit of value >> shift (worth kBinsPerOctave) counts the octave itself.
  return shift * QuantileSketch::kBinsPerOctave + (value >> shift);
}

Duration middle_of(std::size_t bin) {
  if (bin < QuantileSketch::kBinsPerOctave) {
    return Duration(static_cast<std::int64_t>(bin));
  }
  const std::size_t shift = bin / QuantileSketch::kBinsPerOctave - 1;
  const std::uint64_t lower = (bin - shift * QuantileSketch::kBinsPerOctave) << shift;
  const std::uint64_t half_width = (std::uint64_t{1} << shift) / 2;
  return Duration(static_cast<std::int64_t>(lower + half_width));
}

/// Whole microseconds as seconds: exact up to 2^53 us (285 years), then rounded.
double seconds_of(Int128 us) {
  return static_cast<double>(us) / 1e6;
}

}  // namespace

void QuantileSketch::add(Duration d, std::uint64_t times) {
  HOTLINE_REQUIRE(d.count() >= 0);
  if (times == 0) {
    return;
  }
  const std::size_t bin = bin_of(d);
  if (bin >= counts_.size()) {
    counts_.resize(bin + 1);
  }
  counts_[bin] += times;
  count_ += times;
}

void QuantileSketch::merge(const QuantileSketch& other) {
  if (other.counts_.size() > counts_.size()) {
    counts_.resize(other.counts_.size());
  }
  for (std::size_t i = 0; i < other.counts_.size(); ++i) {
    counts_[i] += other.counts_[i];
  }
  count_ += other.count_;
}

std::optional<Duration> QuantileSketch::quantile(double q) const {
  HOTLINE_REQUIRE(q >= 0 && q <= 1);
  if (count_ == 0) {
    return std::nullopt;
  }
  const auto wanted = static_cast<std::uint64_t>(std::ceil(q * static_cast<double>(count_)));
  const std::uint64_t rank = std::clamp(wanted, std::uint64_t{1}, count_);
  std::uint64_t below = 0;
  std::size_t bin = 0;
  for (; bin + 1 < counts_.size(); ++bin) {
    below += counts_[bin];
    if (below >= rank) {
      break;
    }
  }
  return middle_of(bin);
}

void DurationStatistics::add(Duration d) {
  sketch_.add(d);
  const auto* const bound =
      std::lower_bound(kBoundsSeconds.begin(), kBoundsSeconds.end(), d,
                       [](std::int64_t seconds, Duration x) { return seconds * kSecond < x; });
  ++bounds_[static_cast<std::size_t>(bound - kBoundsSeconds.begin())];
  const auto us = static_cast<Int128>(d.count());
  sum_us_ += us;
  sum_us2_ += us * us;
  greatest_ = std::max(greatest_, d);
}

void DurationStatistics::merge(const DurationStatistics& other) {
  sketch_.merge(other.sketch_);
  for (std::size_t i = 0; i < bounds_.size(); ++i) {
    bounds_[i] += other.bounds_[i];
  }
  sum_us_ += other.sum_us_;
  sum_us2_ += other.sum_us2_;
  greatest_ = std::max(greatest_, other.greatest_);
}

std::optional<double> DurationStatistics::mean_seconds() const {
  if (count() == 0) {
    return std::nullopt;
  }
  return seconds_of(sum_us_) / static_cast<double>(count());
}

std::optional<double> DurationStatistics::variance_seconds2() const {
  if (count() < 2) {
    return std::nullopt;
  }
  // sum (x - mean)^2 = sum x^2 - mean * sum x. With the mean rounded down to a whole microsecond m,
  // sum (x - m)^2 is an exact integer, and what it has too much, n (mean - m)^2, is below n us^2.
  const auto n = static_cast<Int128>(count());
  const Int128 m = sum_us_ / n;
  const Int128 rest = sum_us_ - m * n;
  const Int128 about_m = sum_us2_ - 2 * m * sum_us_ + n * m * m;
  const auto count_as_double = static_cast<double>(count());
  const double excess = static_cast<double>(rest) * static_cast<double>(rest) / count_as_double;
  return (static_cast<double>(about_m) - excess) / (count_as_double - 1) * 1e-12;
}

double DurationStatistics::sum_seconds() const {
  return seconds_of(sum_us_);
}

}  // namespace hotline::stats
