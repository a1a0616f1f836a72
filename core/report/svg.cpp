#include "core/report/svg.hpp"

#include <algorithm>
#include <cmath>

#include "core/report/drawing.hpp"
#include "core/report/format.hpp"

namespace hotline::report {
namespace {

double length_of(const Bar& bar, bool overlaid) {
  double length = 0;
  for (const BarPart& part : bar.parts) {
    length = overlaid ? std::max(length, part.value) : length + part.value;
  }
  return length;
}

std::string one_bar(const Bar& bar, bool overlaid, double y, double scale) {
  std::string svg = row_label(y + 13, bar.label);
  double x = kLabelWidth;
  double inset = 0;
  for (const BarPart& part : bar.parts) {
    const double width = part.value * scale;
    svg += rectangle(x, y + inset, width, kBarHeight - 2 * inset, part.style);
    if (overlaid) {
      inset += 4;
    } else {
      x += width;
    }
  }
  const double end = kLabelWidth + length_of(bar, overlaid) * scale;
  return svg + text(end + 8, y + 13, bar.note, "note");
}

// ---- The axis of time -------------------------------------------------------------------------

struct Tick {
  double seconds;
  std::string_view label;
};

constexpr std::array<Tick, 12> kTicks = {{{1, "1 s"},
                                          {10, "10 s"},
                                          {60, "1 min"},
                                          {600, "10 min"},
                                          {3600, "1 h"},
                                          {6 * 3600, "6 h"},
                                          {86400, "1 d"},
                                          {3 * 86400, "3 d"},
                                          {10 * 86400, "10 d"},
                                          {30 * 86400, "30 d"},
                                          {100 * 86400, "100 d"},
                                          {1000 * 86400, "1,000 d"}}};

/// Maps seconds to x, from the tick at or below the least value to the one at or above the
/// greatest.
class TimeAxis {
 public:
  explicit TimeAxis(const SpanChart& chart) {
    double least = kTicks.back().seconds;
    double greatest = kTicks.front().seconds;
    for (const SpanChart::Row& row : chart.rows) {
      for (const std::optional<double>& end : {row.low_seconds, row.high_seconds}) {
        least = std::min(least, end.value_or(least));
        greatest = std::max(greatest, end.value_or(greatest));
      }
    }
    while (first_ + 2 < kTicks.size() && kTicks.at(first_ + 1).seconds <= least) {
      ++first_;
    }
    while (last_ > first_ + 1 && kTicks.at(last_ - 1).seconds >= greatest) {
      --last_;
    }
  }

  [[nodiscard]] double x(double seconds) const {
    const double from = std::log(kTicks.at(first_).seconds);
    const double to = std::log(kTicks.at(last_).seconds);
    const double clamped = std::clamp(seconds, kTicks.at(first_).seconds, kTicks.at(last_).seconds);
    return kLabelWidth +
           (std::log(clamped) - from) / (to - from) * (kWidth - kLabelWidth - kNoteWidth);
  }

  [[nodiscard]] std::string grid(double top, double bottom) const {
    std::string svg;
    for (std::size_t i = first_; i <= last_; ++i) {
      const double at = x(kTicks.at(i).seconds);
      svg += line(at, top, at, bottom, "grid");
      svg += text(at, top - 6, kTicks.at(i).label, "tick");
    }
    return svg;
  }

 private:
  std::size_t first_ = 0;
  std::size_t last_ = kTicks.size() - 1;
};

std::string one_span(const SpanChart::Row& row, const TimeAxis& axis, double y) {
  std::string svg = row_label(y + 4, row.label);
  if (row.low_seconds && row.high_seconds) {
    const double low = axis.x(*row.low_seconds);
    const double high = axis.x(*row.high_seconds);
    svg += line(low, y, high, y, "span");
    svg += circle(high, y, 5, "end");
    svg += circle(low, y, 6, "c1");
  }
  return svg + text(kWidth - kNoteWidth + 12, y + 4, row.note, "note");
}

// ---- The week ---------------------------------------------------------------------------------

constexpr double kWeekLeft = 60;
constexpr double kHourWidth = (kWidth - kWeekLeft - 10) / 168;

double hour_x(std::size_t hour) {
  return kWeekLeft + static_cast<double>(hour) * kHourWidth;
}

/// 1, 2 or 5 times a power of ten, at least `value`.
double round_up(double value) {
  const double power = std::pow(10.0, std::floor(std::log10(std::max(value, 1e-9))));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (value <= factor * power) {
      return factor * power;
    }
  }
  return 10 * power;
}

std::string day_lines(double top, double bottom) {
  constexpr std::array<std::string_view, 7> kDays = {"Mon", "Tue", "Wed", "Thu",
                                                     "Fri", "Sat", "Sun"};
  std::string svg;
  for (std::size_t day = 0; day < kDays.size(); ++day) {
    svg += line(hour_x(24 * day), top, hour_x(24 * day), bottom, "grid");
    svg += text(hour_x(24 * day + 12), bottom + 18, kDays.at(day), "tick");
  }
  return svg;
}

std::string volume_columns(const WeekChart& chart, double top, double bottom) {
  const double maximum = round_up(*std::max_element(chart.volume.begin(), chart.volume.end()));
  std::string svg = text(kWeekLeft, top - 10, chart.volume_label, "note");
  for (const double part : {0.5, 1.0}) {
    const double y = bottom - part * (bottom - top);
    svg += line(kWeekLeft, y, kWidth - 10, y, "grid");
    svg += text(kWeekLeft - 8, y + 4, show(part * maximum, Unit::kCount), "label");
  }
  for (std::size_t hour = 0; hour < chart.volume.size(); ++hour) {
    const double height = chart.volume.at(hour) / maximum * (bottom - top);
    svg += rectangle(hour_x(hour) + 0.5, bottom - height, kHourWidth - 1, height, "c1");
  }
  return svg;
}

/// The known shares as a line that breaks where they are unknown; a lone hour is a dot.
std::string share_line(const WeekChart& chart, double top, double bottom) {
  std::string path;
  std::string dots;
  bool pen_down = false;
  for (std::size_t hour = 0; hour < chart.share.size(); ++hour) {
    const std::optional<double>& share = chart.share.at(hour);
    if (share) {
      const double x = hour_x(hour) + kHourWidth / 2;
      const double y = bottom - std::clamp(*share, 0.0, 1.0) * (bottom - top);
      path += pen_down ? 'L' : 'M';
      path += number(x);
      path += ' ';
      path += number(y);
      dots += circle(x, y, 1.8, "c2");
    }
    pen_down = share.has_value();
  }
  return "<path d=\"" + path + "\" class=\"curve\"/>\n" + dots;
}

std::string share_panel(const WeekChart& chart, double top, double bottom) {
  std::string svg = text(kWeekLeft, top - 10, chart.share_label, "note");
  for (const double part : {0.0, 0.5, 1.0}) {
    const double y = bottom - part * (bottom - top);
    svg += line(kWeekLeft, y, kWidth - 10, y, "grid");
    svg += text(kWeekLeft - 8, y + 4, thousands(part * 100, 0) + " %", "label");
  }
  return svg + share_line(chart, top, bottom);
}

}  // namespace

std::string svg_bars(const BarChart& chart) {
  const double top = chart.legend.empty() ? 8 : 36;
  double longest = chart.maximum.value_or(0);
  for (const Bar& bar : chart.bars) {
    longest = std::max(longest, length_of(bar, chart.overlaid));
  }
  const double scale = longest > 0 ? (kWidth - kLabelWidth - kNoteWidth) / longest : 0;
  const double bottom = top + kRowHeight * static_cast<double>(chart.bars.size());
  std::string svg = begin(chart.title, chart.description, bottom + 6);
  svg += legend(chart.legend, 18);
  svg += line(kLabelWidth, top - 4, kLabelWidth, bottom, "axis");
  double y = top;
  for (const Bar& bar : chart.bars) {
    svg += one_bar(bar, chart.overlaid, y, scale);
    y += kRowHeight;
  }
  return svg + "</svg>\n";
}

std::string svg_spans(const SpanChart& chart) {
  const double top = 28;
  const double bottom = top + kRowHeight * static_cast<double>(chart.rows.size());
  const TimeAxis axis(chart);
  std::string svg = begin(chart.title, chart.description, bottom + 8);
  svg += axis.grid(top, bottom);
  double y = top + kRowHeight / 2;
  for (const SpanChart::Row& row : chart.rows) {
    svg += one_span(row, axis, y);
    y += kRowHeight;
  }
  return svg + "</svg>\n";
}

std::string svg_week(const WeekChart& chart) {
  constexpr double kTop = 28;
  constexpr double kVolumeBottom = 178;
  constexpr double kShareTop = 240;
  constexpr double kShareBottom = 330;
  const bool shares = !chart.share_label.empty();
  const double bottom = shares ? kShareBottom : kVolumeBottom;
  std::string svg = begin(chart.title, chart.description, bottom + 28);
  svg += day_lines(kTop, kVolumeBottom);
  svg += volume_columns(chart, kTop, kVolumeBottom);
  if (shares) {
    svg += day_lines(kShareTop, kShareBottom);
    svg += share_panel(chart, kShareTop, kShareBottom);
  }
  return svg + "</svg>\n";
}

}  // namespace hotline::report
