// core/stats/tally.hpp: count, mean and variance of doubles, one pass.
#pragma once

#include <cstdint>
#include <optional>

namespace hotline::stats {

/// Count, mean and variance of a few real numbers, such as one per replication. The result depends
/// in its last bits on the order: add replications in their own order. Source  B. P. Welford,
/// Technometrics 4 (1962) 419.
class Tally {
 public:
  void add(double x) {
    ++count_;
    const double from_old = x - mean_;
    mean_ += from_old / static_cast<double>(count_);
    squares_ += from_old * (x - mean_);
  }

  [[nodiscard]] std::uint64_t count() const { return count_; }

  /// Empty if count() == 0.
  [[nodiscard]] std::optional<double> mean() const {
    return count_ == 0 ? std::nullopt : std::optional(mean_);
  }

  /// Sample variance; empty if count() < 2.
  [[nodiscard]] std::optional<double> variance() const {
    return count_ < 2 ? std::nullopt : std::optional(squares_ / static_cast<double>(count_ - 1));
  }

 private:
  std::uint64_t count_ = 0;
  double mean_ = 0;
  double squares_ = 0;  // sum of squared distances from the mean
};

}  // namespace hotline::stats
