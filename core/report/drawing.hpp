// core/report/drawing.hpp: the shapes of which charts are made, in SVG. Lengths are in units of the
// view box, 900 wide; styles are classes of style.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/report/svg.hpp"

namespace hotline::report {

inline constexpr double kWidth = 900;
inline constexpr double kLabelWidth = 210;
inline constexpr double kNoteWidth = 150;
inline constexpr double kRowHeight = 28;
inline constexpr double kBarHeight = 16;

/// With one decimal.
[[nodiscard]] std::string number(double value);

/// Opens a picture; `</svg>` closes it.
[[nodiscard]] std::string begin(std::string_view title, std::string_view description, double height,
                                double width = kWidth);

[[nodiscard]] std::string rectangle(double x, double y, double width, double height,
                                    std::string_view style);
[[nodiscard]] std::string line(double x1, double y1, double x2, double y2, std::string_view style);
[[nodiscard]] std::string circle(double x, double y, double radius, std::string_view style);
[[nodiscard]] std::string text(double x, double y, std::string_view words, std::string_view style);

/// At the left of a row, cut to its width; the whole is its tooltip.
[[nodiscard]] std::string row_label(double y, const std::string& label);

[[nodiscard]] std::string legend(const std::vector<LegendEntry>& entries, double y);

}  // namespace hotline::report
