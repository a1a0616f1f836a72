// core/stats/level.hpp: a whole number that stands for a while (queue length, agents on duty).
#pragma once

#include <cstdint>

#include "core/base/time.hpp"
#include "core/stats/duration_statistics.hpp"

namespace hotline::stats {

/// A level and the exact area under it. The area is kept as sum(-change * at), so that changes may
/// come in any order and two parts add up: area(t) = value * t + sum(-change_i * at_i).
class Level {
 public:
  void change(SimTime at, std::int64_t by) {
    value_ += by;
    moment_ -= static_cast<Int128>(by) * at.time_since_epoch().count();
  }

  /// Starts measuring at `at`: what lies before no longer counts, the level stays.
  void restart(SimTime at) { before_ = raw_area(at); }

  /// Level times microseconds since the (re)start of measurement, up to `until`.
  [[nodiscard]] Int128 area_us(SimTime until) const { return raw_area(until) - before_; }

  [[nodiscard]] std::int64_t value() const { return value_; }

  void merge(const Level& other) {
    value_ += other.value_;
    moment_ += other.moment_;
    before_ += other.before_;
  }

  template <class A>
  void archive(A& a) {
    a(value_);
    a(moment_);
    a(before_);
  }

  friend bool operator==(const Level&, const Level&) = default;

 private:
  [[nodiscard]] Int128 raw_area(SimTime t) const {
    return static_cast<Int128>(value_) * t.time_since_epoch().count() + moment_;
  }

  std::int64_t value_ = 0;
  Int128 moment_ = 0;
  Int128 before_ = 0;
};

}  // namespace hotline::stats
