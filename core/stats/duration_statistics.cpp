#include "core/stats/duration_statistics.hpp"

#include <cmath>
#include <numeric>

namespace hotline::stats {
namespace {

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

template <class Counts>
std::uint64_t sum_of(const Counts& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

}  // namespace

void QuantileSketch::grow(std::size_t bin, std::uint64_t times) {
  if (times > 0) {
    counts_.resize(bin + 1);
    counts_[bin] = times;
  }
}

void QuantileSketch::merge(const QuantileSketch& other) {
  if (other.counts_.size() > counts_.size()) {
    counts_.resize(other.counts_.size());
  }
  for (std::size_t i = 0; i < other.counts_.size(); ++i) {
    counts_[i] += other.counts_[i];
  }
}

std::uint64_t QuantileSketch::count() const {
  return sum_of(counts_);
}

std::optional<Duration> QuantileSketch::quantile(double q) const {
  HOTLINE_REQUIRE(q >= 0 && q <= 1);
  const std::uint64_t n = count();
  if (n == 0) {
    return std::nullopt;
  }
  const auto wanted = static_cast<std::uint64_t>(std::ceil(q * static_cast<double>(n)));
  const std::uint64_t rank = std::clamp(wanted, std::uint64_t{1}, n);
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

void DurationHistogram::merge(const DurationHistogram& other) {
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    counts_[i] += other.counts_[i];
  }
  sum_us_ += other.sum_us_;
  greatest_ = std::max(greatest_, other.greatest_);
}

std::uint64_t DurationHistogram::count() const {
  return sum_of(counts_);
}

std::optional<double> DurationHistogram::mean_seconds() const {
  const std::uint64_t n = count();
  if (n == 0) {
    return std::nullopt;
  }
  return seconds_of(sum_us_) / static_cast<double>(n);
}

double DurationHistogram::sum_seconds() const {
  return seconds_of(sum_us_);
}

}  // namespace hotline::stats
