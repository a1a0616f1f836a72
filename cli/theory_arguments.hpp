// cli/theory_arguments.hpp: the parameters of a formula in the field's words.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"

namespace hotline::cli {

/// How a parameter is written. Lists have commas; those of tables have semicolons between rows.
enum class ParameterKind : std::uint8_t {
  kRate,       ///< "200 /h"; per second
  kDuration,   ///< "3 min"; in seconds
  kNumber,     ///< any number
  kWhole,      ///< a whole number, 0 ... 1e9
  kShare,      ///< "0.2" or "20 %"
  kWord,       ///< one of a few
  kRates,      ///< a list
  kDurations,  ///< a list
  kNumbers,    ///< a list
  kWholes,     ///< a list
  kTable,      ///< rows of numbers
};

struct Parameter {
  std::string_view name;  ///< of the option, without the dashes
  ParameterKind kind = ParameterKind::kNumber;
  std::string_view meaning;
};

/// All parameters that formulas have.
[[nodiscard]] std::span<const Parameter> theory_parameters();

/// What one formula was given: numbers in seconds and per second.
class Arguments {
 public:
  [[nodiscard]] bool has(std::string_view name) const { return values_.contains(name); }

  /// Requires has(name) (checked), as all below.
  [[nodiscard]] double number(std::string_view name) const;
  [[nodiscard]] int whole(std::string_view name) const;
  [[nodiscard]] const std::vector<double>& list(std::string_view name) const;
  [[nodiscard]] std::vector<int> wholes(std::string_view name) const;
  [[nodiscard]] const std::vector<std::vector<double>>& table(std::string_view name) const;
  [[nodiscard]] const std::string& word(std::string_view name) const;

  [[nodiscard]] double number_or(std::string_view name, double otherwise) const {
    return has(name) ? number(name) : otherwise;
  }

  /// Nothing, if it was not given.
  [[nodiscard]] std::optional<double> number_if(std::string_view name) const {
    return has(name) ? std::optional(number(name)) : std::nullopt;
  }

  /// 1 / a duration: the rate of a mean.
  [[nodiscard]] double rate_of(std::string_view name) const { return 1 / number(name); }

  [[nodiscard]] std::vector<double> rates_of(std::string_view name) const;

 private:
  friend Result<Arguments> read_arguments(
      std::string_view formula, std::string_view wanted,
      const std::vector<std::pair<std::string, std::string>>& given);

  struct Value {
    std::vector<std::vector<double>> rows;
    std::string word;
  };

  [[nodiscard]] const Value& value(std::string_view name) const;

  std::map<std::string, Value, std::less<>> values_;
};

/// `wanted` names what the formula has, "rate handle agents within?"; what has a question mark may
/// be left out. kBadInput, in one line: what is missing, unknown to the formula, or not to be read.
[[nodiscard]] Result<Arguments> read_arguments(
    std::string_view formula, std::string_view wanted,
    const std::vector<std::pair<std::string, std::string>>& given);

}  // namespace hotline::cli
