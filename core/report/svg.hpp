// core/report/svg.hpp: the few kinds of chart that the report needs. Colours are classes of
// style.cpp.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hotline::report {

/// One part of a bar. `style` is the class that colours it: "c1" ... "c4" or "pale".
struct BarPart {
  double value = 0;
  std::string_view style = "c1";
};

/// A bar with its label on the left and `note` at its end.
struct Bar {
  std::string label;
  std::vector<BarPart> parts;
  std::string note;
};

struct LegendEntry {
  std::string_view style;
  std::string_view text;
};

struct BarChart {
  std::string title;        ///< what is read out for the picture
  std::string description;  ///< one sentence for who cannot see it
  std::vector<LegendEntry> legend;
  std::vector<Bar> bars;
  bool overlaid = false;          ///< parts lie on each other from 0, the later in front
  std::optional<double> maximum;  ///< of the axis; otherwise the longest bar
};

[[nodiscard]] std::string svg_bars(const BarChart& chart);

/// Median and 90 % quantile of each row on a logarithmic axis of time.
struct SpanChart {
  struct Row {
    std::string label;
    std::optional<double> low_seconds;
    std::optional<double> high_seconds;
    std::string note;
  };

  std::string title;
  std::string description;
  std::vector<Row> rows;
};

[[nodiscard]] std::string svg_spans(const SpanChart& chart);

/// A week in hours: a column for each hour, and below it, where known, a share as a line.
struct WeekChart {
  std::string title;
  std::string description;
  std::string volume_label;
  std::array<double, 168> volume{};
  std::string share_label;  ///< empty: no lower panel
  std::array<std::optional<double>, 168> share{};
};

[[nodiscard]] std::string svg_week(const WeekChart& chart);

/// Estimates with their intervals on one axis, from `from` to `to`; `marked` is a second figure.
struct IntervalChart {
  struct Row {
    std::string label;
    std::optional<double> value;
    double low = 0;
    double high = 0;
    std::optional<double> marked;
    std::string note;
  };

  std::string title;
  std::string description;
  std::vector<LegendEntry> legend;
  std::vector<Row> rows;
  double from = 0;
  double to = 1;
  int intervals = 5;  ///< that the axis is cut into
};

[[nodiscard]] std::string svg_intervals(const IntervalChart& chart);

/// Cells from 0 (pale) to 1 (full); unknown is left blank with a dash.
struct HeatMap {
  std::string title;
  std::string description;
  std::vector<std::string> columns;

  struct Row {
    std::string label;
    std::vector<std::optional<double>> cells;
    std::vector<std::string> words;  ///< in the cells, if not empty
  };

  std::vector<Row> rows;
};

[[nodiscard]] std::string svg_heat_map(const HeatMap& map);

/// A star with one ray for each axis, from 0 in the middle to 1; unknown breaks the line.
struct Radar {
  std::string title;
  std::string description;
  std::vector<std::string> axes;
  std::vector<std::optional<double>> values;
};

[[nodiscard]] std::string svg_radar(const Radar& radar);

}  // namespace hotline::report
