// core/report/svg_comparison.cpp: the charts that set many things side by side.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/report/drawing.hpp"
#include "core/report/format.hpp"
#include "core/report/markup.hpp"

namespace hotline::report {
namespace {

// ---- Intervals --------------------------------------------------------------------------------

constexpr double kTop = 34;

class Axis {
 public:
  explicit Axis(const IntervalChart& chart)
      : from_(chart.from),
        to_(chart.to > chart.from ? chart.to : chart.from + 1),
        intervals_(chart.intervals) {}

  [[nodiscard]] double x(double value) const {
    const double part = std::clamp((value - from_) / (to_ - from_), 0.0, 1.0);
    return kLabelWidth + part * (kWidth - kLabelWidth - kNoteWidth);
  }

  [[nodiscard]] std::string grid(double bottom) const {
    std::string svg;
    for (int i = 0; i <= intervals_; ++i) {
      const double value = from_ + (to_ - from_) * i / intervals_;
      svg += line(x(value), kTop - 6, x(value), bottom, "grid");
      svg += text(x(value), kTop - 12, thousands(value, to_ - from_ < intervals_ ? 1 : 0), "tick");
    }
    return svg;
  }

 private:
  double from_;
  double to_;
  int intervals_;
};

std::string one_interval(const IntervalChart::Row& row, const Axis& axis, double y) {
  std::string svg = row_label(y + 4, row.label);
  if (row.value) {
    svg += line(axis.x(row.low), y, axis.x(row.high), y, "span");
    if (row.marked) {
      svg += circle(axis.x(*row.marked), y, 5, "c2");
    }
    svg += circle(axis.x(*row.value), y, 6, "c1");
  }
  return svg + text(kWidth - kNoteWidth + 12, y + 4, row.note, "note");
}

// ---- Cells ------------------------------------------------------------------------------------

constexpr double kCellHeight = 24;
constexpr double kTurn = -50;

std::string cell(double x, double y, double width, const std::optional<double>& value,
                 std::string_view words) {
  std::string svg;
  if (value) {
    const double shade = 0.06 + 0.94 * std::clamp(*value, 0.0, 1.0);
    svg += "<rect x=\"" + number(x + 1) + "\" y=\"" + number(y + 1) + "\" width=\"" +
           number(width - 2) + "\" height=\"" + number(kCellHeight - 2) +
           R"(" class="c1" fill-opacity=")" + thousands(shade, 2) + "\"/>\n";
  }
  return svg + text(x + width / 2, y + 16, value ? words : std::string_view("–"),
                    value ? "in-cell" : "tick");
}

constexpr std::size_t kHeadColumns = 22;  ///< characters of a head that are shown

/// What the turned heads take: as much as the longest of them needs.
double head_height(const HeatMap& map) {
  constexpr double kUpPerCharacter = 5.2;
  std::size_t longest = 0;
  for (const std::string& label : map.columns) {
    longest = std::max(longest, std::min(display_width(label), kHeadColumns));
  }
  return 24 + kUpPerCharacter * static_cast<double>(longest);
}

std::string turned_head(double x, double y, const std::string& label) {
  const std::string shown = shortened(printable(label), kHeadColumns);
  return "<text transform=\"translate(" + number(x) + " " + number(y) + ") rotate(" +
         number(kTurn) + ")\" class=\"head\"><title>" + escaped(label) + "</title>" +
         escaped(shown) + "</text>\n";
}

// ---- Stars ------------------------------------------------------------------------------------

constexpr double kRadius = 120;
constexpr double kRadarWidth = 520;
constexpr double kRadarHeight = 340;
constexpr double kCentreX = kRadarWidth / 2;
constexpr double kCentreY = kRadarHeight / 2;
constexpr std::size_t kAxisColumns = 20;  ///< of a line of an axis' name

struct Place {
  double x;
  double y;
};

/// Axis `i` of `n`, clockwise from the top, at `part` of the radius.
Place place(std::size_t i, std::size_t n, double part) {
  const double angle =
      2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(n) - std::numbers::pi / 2;
  return {kCentreX + kRadius * part * std::cos(angle), kCentreY + kRadius * part * std::sin(angle)};
}

/// Words in lines of at most kAxisColumns, if they are not longer by themselves.
std::vector<std::string> lines_of(std::string_view words) {
  std::vector<std::string> lines;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    const std::string word(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
    const bool fits =
        !lines.empty() && display_width(lines.back()) + 1 + display_width(word) <= kAxisColumns;
    if (fits) {
      lines.back() += " " + word;
    } else {
      lines.push_back(word);
    }
  }
  return lines;
}

std::string axis_name(const Place& at, const std::string& words) {
  constexpr double kLine = 14;
  const double sideways = at.x - kCentreX;
  const std::string_view style = std::fabs(sideways) < 20 ? "axis-name middle"
                                 : sideways > 0           ? "axis-name"
                                                          : "axis-name left";
  const std::vector<std::string> lines = lines_of(words);
  // The block stands beside its place: above it at the top, below it at the bottom.
  const double up = (kCentreY - at.y) / kRadius;
  const double height = kLine * static_cast<double>(lines.size());
  double y = at.y + 4 - (height - kLine) * (1 + up) / 2;
  std::string svg;
  for (const std::string& one : lines) {
    svg += text(at.x, y, one, style);
    y += kLine;
  }
  return svg;
}

std::string web(const Radar& radar) {
  const std::size_t n = radar.axes.size();
  std::string svg;
  for (const double part : {0.25, 0.5, 0.75, 1.0}) {
    for (std::size_t i = 0; i < n; ++i) {
      const Place a = place(i, n, part);
      const Place b = place((i + 1) % n, n, part);
      svg += line(a.x, a.y, b.x, b.y, "grid");
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    const Place end = place(i, n, 1);
    svg += line(kCentreX, kCentreY, end.x, end.y, "grid");
    const std::string words =
        radar.axes[i] + (radar.values[i] ? " " + thousands(100 * *radar.values[i], 0) : " –");
    svg += axis_name(place(i, n, 1.1), words);
  }
  return svg;
}

}  // namespace

std::string svg_intervals(const IntervalChart& chart) {
  const double bottom = kTop + kRowHeight * static_cast<double>(chart.rows.size());
  std::string svg = begin(chart.title, chart.description, bottom + 34);
  const Axis axis(chart);
  svg += axis.grid(bottom);
  double y = kTop + kRowHeight / 2;
  for (const IntervalChart::Row& row : chart.rows) {
    svg += one_interval(row, axis, y);
    y += kRowHeight;
  }
  return svg + legend(chart.legend, bottom + 22) + "</svg>";
}

std::string svg_heat_map(const HeatMap& map) {
  const double head = head_height(map);
  const double height = head + kCellHeight * static_cast<double>(map.rows.size()) + 8;
  std::string svg = begin(map.title, map.description, height);
  const double width = (kWidth - kLabelWidth - 60) /
                       static_cast<double>(std::max<std::size_t>(map.columns.size(), 1));
  for (std::size_t i = 0; i < map.columns.size(); ++i) {
    svg +=
        turned_head(kLabelWidth + (static_cast<double>(i) + 0.5) * width, head - 8, map.columns[i]);
  }
  double y = head;
  for (const HeatMap::Row& row : map.rows) {
    svg += row_label(y + 16, row.label);
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      svg += cell(kLabelWidth + static_cast<double>(i) * width, y, width, row.cells[i],
                  i < row.words.size() ? row.words[i] : "");
    }
    y += kCellHeight;
  }
  return svg + "</svg>";
}

std::string svg_radar(const Radar& radar) {
  const std::size_t n = radar.axes.size();
  std::string svg = begin(radar.title, radar.description, kRadarHeight, kRadarWidth) + web(radar);
  std::string path;
  std::string dots;
  bool broken = false;
  for (std::size_t i = 0; i < n; ++i) {
    if (!radar.values[i]) {
      broken = true;
      continue;
    }
    const Place at = place(i, n, std::clamp(*radar.values[i], 0.0, 1.0));
    const bool pen_down = i > 0 && radar.values[i - 1].has_value();
    path += std::string(pen_down ? "L" : "M") + number(at.x) + " " + number(at.y);
    dots += circle(at.x, at.y, 4, "c1");
  }
  if (n > 0 && radar.values.front() && radar.values.back()) {
    const Place first = place(0, n, std::clamp(*radar.values.front(), 0.0, 1.0));
    path += broken ? "L" + number(first.x) + " " + number(first.y) : "Z";
  }
  svg += "<path d=\"" + path + "\" class=\"" + (broken ? "star" : "star full") + "\"/>\n";
  return svg + dots + "</svg>";
}

}  // namespace hotline::report
