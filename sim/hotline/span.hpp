// sim/hotline/span.hpp: spans of time that are computed; the same on every CPU.
#pragma once

#include <algorithm>
#include <cstdint>

#include "core/base/time.hpp"

namespace hotline::sim {

/// The nearest microsecond; at most kMaxSpan.
[[nodiscard]] inline Duration nearest_span(double microseconds) {
  const auto most = static_cast<double>(kMaxSpan.count());
  return Duration(static_cast<std::int64_t>(std::min(most, microseconds + 0.5)));
}

/// A span by a factor, to the nearest microsecond; at most kMaxSpan.
[[nodiscard]] inline Duration scaled(Duration span, double by) {
  return by == 1 ? span : nearest_span(static_cast<double>(span.count()) * by);
}

}  // namespace hotline::sim
