// evaluation/indicators.hpp: the frame of the evaluation, as data.
//
// 4 dimensions, 10 secondary and 24 tertiary indicators: the counts of the Evaluation Report on
// Worldwide City Hotline Services and Governance Effectiveness (2024). Of the names, only those of
// the dimensions and of the three secondary indicators of collaborative governance are public; all
// others, and every definition, are our operationalisation.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/measures/scorecard.hpp"

namespace hotline::evaluation {

enum class NamedBy : std::uint8_t { kReport, kOurs };
enum class Direction : std::uint8_t { kHigher, kLower };  ///< which is better
enum class Unit : std::uint8_t { kShare, kSeconds, kCount, kHours, kYesNo };

[[nodiscard]] std::string_view to_string(NamedBy named_by);     ///< "report", "ours"
[[nodiscard]] std::string_view to_string(Direction direction);  ///< "higher", "lower"
[[nodiscard]] std::string_view to_string(Unit unit);            ///< "share", ..., "yes/no"

/// What the facts of one run say about an indicator.
struct Measurement {
  std::optional<double> value;
  std::uint64_t n = 0;      ///< the population over which it was taken
  std::string_view reason;  ///< why there is no value: "this export has no calls"
  std::string note;         ///< what a reader should know beside the value; mostly empty
};

struct Dimension {
  std::string_view id;
  std::string_view name;
  NamedBy named_by = NamedBy::kReport;
};

struct Secondary {
  std::string_view id;
  std::string_view dimension;  ///< id
  std::string_view name;
  NamedBy named_by = NamedBy::kOurs;
};

/// One tertiary indicator. Its value comes from exactly one place: from facts (`measure`), or from
/// an attribute of the city model (`attribute`). There is no falling back from one on the other:
/// what is published follows other definitions than what is measured.
struct Indicator {
  std::string_view id;
  std::string_view secondary;  ///< id
  std::string_view name;
  NamedBy named_by = NamedBy::kOurs;
  std::string_view definition;
  std::string_view formula;  ///< over measures of the catalogue (in `quotes`), or the attribute
  Direction direction = Direction::kHigher;
  Unit unit = Unit::kShare;
  Measurement (*measure)(const measures::Scorecard& card) = nullptr;
  std::string_view attribute{};  ///< name in [attributes]; empty where it is measured
  std::string_view beside{};     ///< of companions only: the indicator beside which it is shown
};

[[nodiscard]] std::span<const Dimension> dimensions();   ///< 4
[[nodiscard]] std::span<const Secondary> secondaries();  ///< 10, in the order of dimensions
[[nodiscard]] std::span<const Indicator> indicators();   ///< 24, in the order of secondaries
/// Figures that are no indicators of their own but belong beside one, because that one alone would
/// mislead: closed on time beside confirmed fixed.
[[nodiscard]] std::span<const Indicator> companions();

/// Null where there is none.
[[nodiscard]] const Indicator* find_indicator(std::string_view id);  ///< companions too
[[nodiscard]] const Secondary* find_secondary(std::string_view id);

/// The table of docs/EVALUATION.md.
[[nodiscard]] std::string to_markdown();

}  // namespace hotline::evaluation
