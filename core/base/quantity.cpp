#include "core/base/quantity.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace hotline {
namespace {

struct Unit {
  std::string_view name;
  double size;
};

constexpr std::array<Unit, 7> kDurationUnits{{{"us", 1.0},
                                              {"ms", 1e3},
                                              {"s", 1e6},
                                              {"min", 60e6},
                                              {"h", 3600e6},
                                              {"d", 86400e6},
                                              {"w", 604800e6}}};

constexpr std::array<Unit, 8> kRateUnits{{{"/s", 86400.0},
                                          {"/min", 1440.0},
                                          {"/h", 24.0},
                                          {"/day", 1.0},
                                          {"/d", 1.0},
                                          {"/week", 1 / 7.0},
                                          {"/w", 1 / 7.0},
                                          {"/year", 1 / 365.25}}};

constexpr std::string_view kDurationHelp = ", write e.g. 240 s; units are us, ms, s, min, h, d, w";
constexpr std::string_view kRateHelp =
    ", write e.g. 64000 /day; units are /s, /min, /h, /day, /week, /year";

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

void skip_blanks(std::string_view& text) {
  while (!text.empty() && is_blank(text.front())) {
    text.remove_prefix(1);
  }
}

/// What was found, short and printable, for an error of one line.
std::string quoted(std::string_view text) {
  constexpr std::size_t kShown = 40;
  std::string out = "'";
  for (const char c : text.substr(0, kShown)) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    out += control ? '?' : c;
  }
  return out + (text.size() > kShown ? "...'" : "'");
}

tl::unexpected<Error> refuse(std::string_view reason, std::string_view text,
                             std::string_view help) {
  return bad_input(std::string(reason) + ": found " + quoted(text) + std::string(help));
}

/// Takes a decimal number >= 0 ("12", "0.9", "1e6") from the front; nothing where there is none.
std::optional<double> take_number(std::string_view& text) {
  if (text.empty() || text.front() < '0' || text.front() > '9') {
    return std::nullopt;  // neither signs nor "inf" nor "nan"
  }
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || !std::isfinite(value)) {
    return std::nullopt;
  }
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

/// Takes the unit at the front: everything up to a blank or a digit.
std::string_view take_unit(std::string_view& text) {
  const auto* const end = std::find_if(
      text.begin(), text.end(), [](char c) { return is_blank(c) || (c >= '0' && c <= '9'); });
  const std::string_view unit = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(unit.size());
  return unit;
}

template <std::size_t N>
const Unit* find_unit(const std::array<Unit, N>& units, std::string_view name) {
  const auto* const found = std::find_if(units.begin(), units.end(),
                                         [name](const Unit& unit) { return unit.name == name; });
  return found == units.end() ? nullptr : &*found;
}

}  // namespace

Result<Duration> parse_duration(std::string_view text) {
  constexpr auto kMost = static_cast<double>(kMaxSpan.count());
  std::string_view rest = text;
  double micros = 0;
  skip_blanks(rest);
  do {
    const std::optional<double> value = take_number(rest);
    if (!value) {
      return refuse("not a duration", text, kDurationHelp);
    }
    skip_blanks(rest);
    const std::string_view name = take_unit(rest);
    if (name.empty()) {
      return refuse("missing unit", text, kDurationHelp);
    }
    const Unit* const unit = find_unit(kDurationUnits, name);
    if (unit == nullptr) {
      return refuse("unknown unit", text, kDurationHelp);
    }
    micros += *value * unit->size;
    if (!(micros <= kMost)) {
      return refuse("too long", text, ", allowed up to 36525 d");
    }
    skip_blanks(rest);
  } while (!rest.empty());
  return Duration(std::llround(micros));
}

Result<double> parse_rate(std::string_view text) {
  std::string_view rest = text;
  skip_blanks(rest);
  const std::optional<double> value = take_number(rest);
  if (!value) {
    return refuse("not a rate", text, kRateHelp);
  }
  skip_blanks(rest);
  const std::string_view name = take_unit(rest);
  skip_blanks(rest);
  if (name.empty() && rest.empty()) {
    return refuse("missing unit", text, kRateHelp);
  }
  const Unit* const unit = find_unit(kRateUnits, name);
  if (unit == nullptr || !rest.empty()) {
    return refuse("unknown unit", text, kRateHelp);
  }
  const double per_day = *value * unit->size;
  if (!(per_day <= kMaxRatePerDay)) {
    return refuse("too many", text, ", allowed up to 1e7 /day");
  }
  return per_day;
}

Result<double> parse_share(std::string_view text) {
  std::string_view rest = text;
  skip_blanks(rest);
  const std::optional<double> value = take_number(rest);
  skip_blanks(rest);
  const bool percent = !rest.empty() && rest.front() == '%';
  if (percent) {
    rest.remove_prefix(1);
    skip_blanks(rest);
  }
  if (!value || !rest.empty()) {
    return refuse("not a share", text, ", write e.g. 24 % or 0.24");
  }
  const double share = percent ? *value / 100 : *value;
  if (share > 1) {
    return refuse("out of range", text, ", allowed 0 % to 100 %");
  }
  return share;
}

}  // namespace hotline
