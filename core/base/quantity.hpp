// core/base/quantity.hpp: numbers with units, as people write them in scenarios and on the command
// line.
#pragma once

#include <string_view>

#include "core/base/result.hpp"
#include "core/base/time.hpp"

namespace hotline {

/// The most contacts a day that anybody may ask for; ten times what the busiest city states.
inline constexpr double kMaxRatePerDay = 1e7;

/// Reads "240 s", "0.9 h", "1 h 30 min", "500ms". Units: us, ms, s, min, h, d (24 h), w (7 d).
/// Each part is a decimal number >= 0 and a unit; parts add up and may stand in any order.
/// Nearest microsecond. kBadInput where a unit is missing or unknown, or above kMaxSpan.
[[nodiscard]] Result<Duration> parse_duration(std::string_view text);

/// Reads "64000 /day", "4.2 /min", "12 /h": how many in a day, 0 ... kMaxRatePerDay.
/// Units: /s, /min, /h, /day (/d), /week (/w), /year (365.25 days).
[[nodiscard]] Result<double> parse_rate(std::string_view text);

/// Reads "24 %" or "0.24": a share of a whole, 0 ... 1.
[[nodiscard]] Result<double> parse_share(std::string_view text);

}  // namespace hotline
