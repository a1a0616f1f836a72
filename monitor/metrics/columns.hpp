// monitor/metrics/columns.hpp: what the parts of the catalogue of metrics are written with.
#pragma once

#include "monitor/metrics/catalogue.hpp"

namespace hotline::monitor {

/// Exact up to 2^53.
template <class Integer>
[[nodiscard]] constexpr double number(Integer value) {
  return static_cast<double>(value);
}

[[nodiscard]] inline double seconds_under(const stats::Level& level, SimTime until) {
  return static_cast<double>(level.area_us(until)) * 1e-6;
}

/// A column of one count.
template <auto kCount, class Row>
[[nodiscard]] constexpr NumberColumn<Row> counter(std::string_view name, std::string_view unit,
                                                  std::string_view label, std::string_view help) {
  return {{name, MetricType::kCounter, unit, label, help},
          [](const Row& row, SimTime /*until*/) { return number(row.*kCount); },
          {},
          {}};
}

}  // namespace hotline::monitor
