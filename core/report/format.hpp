// core/report/format.hpp: numbers and names as people read them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/report/summary.hpp"

namespace hotline::report {

inline constexpr std::string_view kUnknown = "unknown";

/// "12,345.6"; "-1,000".
[[nodiscard]] std::string thousands(double value, int decimals);
/// "81.2 %", "12,345", "2 min 05 s", "3.42", or "unknown".
[[nodiscard]] std::string show(std::optional<double> value, Unit unit);
/// The same, and the half width of the interval where there is one: "81.2 % ± 0.4 %".
[[nodiscard]] std::string show(const Estimate& estimate);
/// "2025-01-06 13:05".
[[nodiscard]] std::string show_minute(SimTime t);

/// Columns that the text takes on a terminal: combining marks 0, East Asian wide characters 2.
[[nodiscard]] std::size_t display_width(std::string_view utf8);
/// With blanks up to `columns`; as it is, where it is wider.
[[nodiscard]] std::string padded_right(std::string_view text, std::size_t columns);
[[nodiscard]] std::string padded_left(std::string_view text, std::size_t columns);
/// At most `columns` wide; what is cut off is shown as "…".
[[nodiscard]] std::string shortened(std::string_view utf8, std::size_t columns);
/// Without control characters, so that a name cannot steer a terminal: each becomes "?".
[[nodiscard]] std::string printable(std::string_view name);

}  // namespace hotline::report
