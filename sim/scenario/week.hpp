// sim/scenario/week.hpp: days of the week and times of the day, as people write them.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "core/base/calendar.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

/// Reads "Mon", "Mon-Fri", "Mon, Wed, Sat-Sun"; [0] is Monday. A range does not wrap round Sunday.
[[nodiscard]] Result<std::array<bool, 7>> parse_days(std::string_view text);

/// Reads "00:00" ... "24:00".
[[nodiscard]] Result<Duration> parse_clock(std::string_view text);

/// Reads "Mon-Fri 09:00-17:00": one interval for each day, ends after it begins.
[[nodiscard]] Result<std::vector<Calendar::Interval>> parse_opening(std::string_view text);

/// Shifts that add up to `agents[h]` in each hour h of the week; [0] is Monday 00:00-01:00. A shift
/// lasts as long as it can: where the number falls, those who came last leave.
[[nodiscard]] std::vector<Shift> shifts_of(const std::array<std::int64_t, 168>& agents);

}  // namespace hotline::sim
