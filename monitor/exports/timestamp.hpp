// monitor/exports/timestamp.hpp: the ways in which exports write an instant.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/time.hpp"

namespace hotline::monitor {

/// Exports are believed from 1970 up to the end of 2069: other years are placeholders or mistakes,
/// and a span of a century keeps every sum exact.
inline constexpr int kFirstYear = 1970;
inline constexpr int kLastYear = 2069;

struct Timestamp {
  SimTime at;
  bool marked_utc = false;  ///< it ended in Z
};

/// Reads an ISO time ("2021-09-21T04:45:18", blank for T, up to six decimals, a Z behind it) or the
/// form of the portals ("09/21/2021 04:45:18 AM"; one-digit numbers, missing seconds, and 24 hours
/// where there is no AM or PM, are taken too). The hour is taken as written, also before a Z. Empty
/// if it is neither. Any year that civil_date knows is read.
[[nodiscard]] std::optional<Timestamp> parse_timestamp(std::string_view text);

/// The year lies within [kFirstYear, kLastYear].
[[nodiscard]] bool believable(SimTime at);
/// The year is 1900: some systems write so that there is no such time yet.
[[nodiscard]] bool is_placeholder(SimTime at);

/// "13:05:07" or "9:05:07" since midnight; empty if it is not that.
[[nodiscard]] std::optional<Duration> parse_clock(std::string_view text);
/// "990131" is 31 January 1999: years 70 to 99 are 1970 to 1999, the others 2000 to 2069.
[[nodiscard]] std::optional<SimTime> parse_yymmdd(std::string_view text);

}  // namespace hotline::monitor
