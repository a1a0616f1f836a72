#include "core/report/drawing.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "core/report/format.hpp"
#include "core/report/markup.hpp"

namespace hotline::report {
namespace {

constexpr std::size_t kLabelColumns = 27;  // characters that fit into kLabelWidth

std::string attribute(std::string_view name, double value) {
  return " " + std::string(name) + "=\"" + number(value) + "\"";
}

}  // namespace

std::string number(double value) {
  std::array<char, 400> buffer{};
  const int written = std::snprintf(buffer.data(), buffer.size(), "%.1f", value);
  return {buffer.data(), static_cast<std::size_t>(std::max(written, 0))};
}

std::string begin(std::string_view title, std::string_view description, double height,
                  double width) {
  return R"(<svg role="img" viewBox="0 0 )" + number(width) + " " + number(height) +
         "\" xmlns=\"http://www.w3.org/2000/svg\">\n<title>" + escaped(title) + "</title>\n<desc>" +
         escaped(description) + "</desc>\n";
}

std::string rectangle(double x, double y, double width, double height, std::string_view style) {
  return "<rect" + attribute("x", x) + attribute("y", y) + attribute("width", width) +
         attribute("height", height) + " class=\"" + std::string(style) + "\"/>\n";
}

std::string line(double x1, double y1, double x2, double y2, std::string_view style) {
  return "<line" + attribute("x1", x1) + attribute("y1", y1) + attribute("x2", x2) +
         attribute("y2", y2) + " class=\"" + std::string(style) + "\"/>\n";
}

std::string circle(double x, double y, double radius, std::string_view style) {
  return "<circle" + attribute("cx", x) + attribute("cy", y) + attribute("r", radius) +
         " class=\"" + std::string(style) + "\"/>\n";
}

std::string text(double x, double y, std::string_view words, std::string_view style) {
  return "<text" + attribute("x", x) + attribute("y", y) + " class=\"" + std::string(style) +
         "\">" + escaped(words) + "</text>\n";
}

std::string row_label(double y, const std::string& label) {
  const std::string shown = shortened(printable(label), kLabelColumns);
  return "<text" + attribute("x", kLabelWidth - 10) + attribute("y", y) + " class=\"label\">" +
         (shown == label ? "" : "<title>" + escaped(label) + "</title>") + escaped(shown) +
         "</text>\n";
}

std::string legend(const std::vector<LegendEntry>& entries, double y) {
  std::string svg;
  double x = kLabelWidth;
  for (const LegendEntry& entry : entries) {
    svg += rectangle(x, y - 11, 12, 12, entry.style);
    svg += text(x + 18, y, entry.text, "note");
    x += 18 + 7.2 * static_cast<double>(display_width(entry.text)) + 24;
  }
  return svg;
}

}  // namespace hotline::report
