#include "evaluation/attribute_value.hpp"

#include <charconv>
#include <string>

#include "core/base/quantity.hpp"

namespace hotline::evaluation {
namespace {

constexpr double kGreatest = 1e12;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t";
  const std::size_t first = text.find_first_not_of(kBlanks);
  return first == std::string_view::npos
             ? std::string_view()
             : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string_view expected(Unit unit) {
  switch (unit) {
    case Unit::kShare:
      return R"(a share such as "24 %")";
    case Unit::kSeconds:
      return R"(a duration such as "45 s")";
    case Unit::kCount:
      return R"(a number such as "175")";
    case Unit::kHours:
      return R"(hours such as "168 h" or "24/7")";
    case Unit::kYesNo:
      return R"("yes" or "no")";
  }
  return "";
}

tl::unexpected<Error> refused(std::string_view text, Unit unit) {
  std::string message = "found \"";
  message += text;
  message += "\", expected ";
  message += expected(unit);
  return bad_input(std::move(message));
}

/// A plain decimal number from 0 to kGreatest and nothing else.
std::optional<double> plain_number(std::string_view text) {
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
  const bool good = error == std::errc() && stop == end && value >= 0 && value <= kGreatest;
  return good ? std::optional(value) : std::nullopt;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Without the blanks that part thousands: "1 200 000". Other blanks stay, and are refused later.
std::string without_thousands(std::string_view text) {
  std::string joined;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool parts = text[i] == ' ' && i > 0 && is_digit(text[i - 1]) && i + 3 < text.size() &&
                       is_digit(text[i + 1]) && is_digit(text[i + 2]) && is_digit(text[i + 3]) &&
                       (i + 4 == text.size() || !is_digit(text[i + 4]));
    if (!parts) {
      joined += text[i];
    }
  }
  return joined;
}

std::optional<double> yes_or_no(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (lower == "yes" || lower == "true") {
    return 1;
  }
  if (lower == "no" || lower == "false") {
    return 0;
  }
  return std::nullopt;
}

template <class T>
std::optional<T> value_of(const Result<T>& result) {
  return result ? std::optional<T>(*result) : std::nullopt;
}

std::optional<double> seconds(std::string_view text) {
  const std::optional<Duration> duration = value_of(parse_duration(text));
  return duration ? std::optional(to_seconds(*duration)) : std::nullopt;
}

std::optional<double> hours(std::string_view text) {
  if (text == "24/7") {
    return to_seconds(kWeek) / to_seconds(kHour);
  }
  if (const std::optional<double> number = plain_number(text)) {
    return number;
  }
  const std::optional<double> from_duration = seconds(text);
  return from_duration ? std::optional(*from_duration / to_seconds(kHour)) : std::nullopt;
}

std::optional<double> read(std::string_view text, Unit unit) {
  switch (unit) {
    case Unit::kShare:
      return value_of(parse_share(text));
    case Unit::kSeconds:
      return seconds(text);
    case Unit::kCount:
      return plain_number(without_thousands(text));
    case Unit::kHours:
      return hours(text);
    case Unit::kYesNo:
      return yes_or_no(text);
  }
  return std::nullopt;
}

}  // namespace

Result<double> parse_attribute(std::string_view text, Unit unit) {
  const std::string_view inner = trimmed(text);
  if (const std::optional<double> value = read(inner, unit)) {
    return *value;
  }
  return refused(inner, unit);
}

}  // namespace hotline::evaluation
