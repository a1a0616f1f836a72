#include "core/report/format.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>

namespace hotline::report {
namespace {

std::string show_seconds(double seconds) {
  constexpr double kGreatest = 1e12;  // what from_seconds takes
  return human(from_seconds(std::clamp(seconds, -kGreatest, kGreatest)));
}

int decimals_of(double value, Unit unit) {
  const double size = std::fabs(value);
  if (unit == Unit::kCount) {
    return size >= 100 || size == std::floor(size) ? 0 : 1;
  }
  if (size >= 100) {
    return 0;
  }
  return size >= 10 ? 1 : 2;
}

std::string show_with(double value, Unit unit, int decimals) {
  switch (unit) {
    case Unit::kRatio:
      return thousands(value * 100, 1) + " %";
    case Unit::kSeconds:
      return show_seconds(value);
    case Unit::kCount:
    case Unit::kContacts:
    case Unit::kAgents:
    case Unit::kErlangs:
    case Unit::kCrews:
    case Unit::kTickets:
      break;
  }
  return thousands(value, decimals);
}

struct Codepoint {
  std::uint32_t value = 0;
  std::size_t bytes = 1;
};

/// The first character of `utf8` (not empty). A byte that begins no valid sequence stands for
/// itself.
Codepoint first_of(std::string_view utf8) {
  const auto byte = [&utf8](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
  const std::uint32_t lead = byte(0);
  std::size_t length = 1;
  std::uint32_t value = lead;
  if (lead >= 0xF0 && lead < 0xF8) {
    length = 4;
    value = lead & 0x07U;
  } else if (lead >= 0xE0 && lead < 0xF0) {
    length = 3;
    value = lead & 0x0FU;
  } else if (lead >= 0xC0 && lead < 0xE0) {
    length = 2;
    value = lead & 0x1FU;
  }
  if (length > utf8.size()) {
    return {lead, 1};
  }
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) {
      return {lead, 1};
    }
    value = (value << 6U) | (byte(i) & 0x3FU);
  }
  return {value, length};
}

struct Range {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

// Unicode, East Asian Width: the wide and full-width blocks that names of places are written in.
constexpr std::array<Range, 8> kWide = {{{0x1100, 0x115F},
                                         {0x2E80, 0xA4CF},
                                         {0xAC00, 0xD7A3},
                                         {0xF900, 0xFAFF},
                                         {0xFE30, 0xFE6F},
                                         {0xFF00, 0xFF60},
                                         {0xFFE0, 0xFFE6},
                                         {0x20000, 0x3FFFD}}};
constexpr std::array<Range, 2> kCombining = {{{0x0300, 0x036F}, {0x200B, 0x200F}}};

template <std::size_t N>
bool within(const std::array<Range, N>& ranges, std::uint32_t c) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [c](const Range& r) { return c >= r.from && c <= r.to; });
}

std::size_t width_of(std::uint32_t c) {
  if (within(kCombining, c)) {
    return 0;
  }
  return within(kWide, c) ? 2 : 1;
}

}  // namespace

std::string thousands(double value, int decimals) {
  std::array<char, 400> buffer{};  // the greatest double has 309 digits
  const int written = std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, value);
  std::string text(buffer.data(), static_cast<std::size_t>(std::max(written, 0)));
  const std::size_t begin = text.starts_with('-') ? 1 : 0;
  for (std::size_t i = std::min(text.find('.'), text.size()); i > begin + 3; i -= 3) {
    text.insert(i - 3, 1, ',');
  }
  return text;
}

std::string show(std::optional<double> value, Unit unit) {
  return value ? show_with(*value, unit, decimals_of(*value, unit)) : std::string(kUnknown);
}

std::string show(const Estimate& estimate) {
  std::string text = show(estimate.value, estimate.unit);
  if (estimate.value && estimate.interval) {
    const int decimals = decimals_of(*estimate.value, estimate.unit);
    text += " ± " + show_with(estimate.interval->half_width, estimate.unit, decimals);
  }
  return text;
}

std::string show_minute(SimTime t) {
  std::string text = to_string(t).substr(0, 16);
  text.replace(10, 1, " ");
  return text;
}

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  while (!utf8.empty()) {
    const Codepoint c = first_of(utf8);
    width += width_of(c.value);
    utf8.remove_prefix(c.bytes);
  }
  return width;
}

std::string padded_right(std::string_view text, std::size_t columns) {
  const std::size_t used = display_width(text);
  return std::string(text) + std::string(columns > used ? columns - used : 0, ' ');
}

std::string padded_left(std::string_view text, std::size_t columns) {
  const std::size_t used = display_width(text);
  return std::string(columns > used ? columns - used : 0, ' ') + std::string(text);
}

std::string shortened(std::string_view utf8, std::size_t columns) {
  if (display_width(utf8) <= columns) {
    return std::string(utf8);
  }
  std::string kept;
  std::size_t width = 1;  // of the "…"
  while (!utf8.empty()) {
    const Codepoint c = first_of(utf8);
    width += width_of(c.value);
    if (width > columns) {
      break;
    }
    kept += utf8.substr(0, c.bytes);
    utf8.remove_prefix(c.bytes);
  }
  return kept + "…";
}

std::string printable(std::string_view name) {
  std::string text;
  while (!name.empty()) {
    const Codepoint c = first_of(name);
    const bool control = c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0);
    const bool stray = c.bytes == 1 && c.value >= 0x80;  // not UTF-8
    if (control || stray) {
      text += '?';
    } else {
      text += name.substr(0, c.bytes);
    }
    name.remove_prefix(c.bytes);
  }
  return text;
}

}  // namespace hotline::report
