// evaluation/evaluation.hpp: the indicators of one city, from several sources side by side.
//
// Values and where they come from. Scores, weights and ranks are functions of them: ranking.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/measures/scorecard.hpp"
#include "evaluation/indicators.hpp"

namespace hotline::evaluation {

/// An institutional figure of the city model.
struct CityAttribute {
  std::string name;
  std::string value;       ///< as written: "175", "24 %", "yes"
  std::string provenance;  ///< published | derived | assumed | unsourced
  std::string note;        ///< source, derivation, or reason
};

/// One source of facts about the city. Refers to its parts: they must outlive evaluate().
struct Column {
  std::string title;  ///< "simulated, 7 days, seed 1", "replayed: nyc311 ..."
  std::span<const measures::Scorecard> replications;
  std::span<const CityAttribute> attributes;
};

enum class Source : std::uint8_t { kUnknown, kMeasured, kAttribute };

[[nodiscard]] std::string_view to_string(Source source);  ///< "unknown", "measured", "attribute"
[[nodiscard]] char letter(Source source);                 ///< '?', 'm', 'a'

struct Value {
  Source source = Source::kUnknown;
  /// Measured: the mean over the replications in which it is known. Yes is 1, no is 0. Empty
  /// exactly where the source is unknown.
  std::optional<double> number;
  /// Of the 95 % Student-t interval; with two or more replications in which it is known.
  std::optional<double> half_width;
  std::uint64_t n = 0;             ///< measured: population, summed over those replications
  std::uint64_t replications = 0;  ///< measured: in how many it is known
  std::string provenance;          ///< attribute: as in CityAttribute
  std::string note;    ///< attribute: as in CityAttribute; measured: a caution, or empty
  std::string reason;  ///< unknown: why, in a phrase
};

/// One indicator; values in the order of columns.
struct Row {
  const Indicator* indicator = nullptr;
  std::vector<Value> values;
};

struct ColumnHeading {
  std::string title;
  std::uint64_t replications = 0;
};

struct Evaluation {
  std::string city;
  std::vector<ColumnHeading> columns;
  std::vector<Row> rows;        ///< the 24, in the order of indicators()
  std::vector<Row> companions;  ///< in the order of companions()
};

/// One indicator of one city: its mean over the replications, or the attribute. Every scorecard
/// must have begun (checked).
[[nodiscard]] Value value_of(const Indicator& indicator,
                             std::span<const measures::Scorecard> replications,
                             std::span<const CityAttribute> attributes);

/// Every scorecard must have begun (RunStarted seen; checked).
[[nodiscard]] Evaluation evaluate(std::string city, std::span<const Column> columns);

/// For people: the table by dimension and secondary indicator, columns side by side, then where
/// each value comes from. No line is longer than 110 characters.
[[nodiscard]] std::string to_text(const Evaluation& evaluation);

/// For programs: schema "hotline.evaluation/1" (docs/EVALUATION.md), ending in a newline.
[[nodiscard]] std::string to_json(const Evaluation& evaluation);

}  // namespace hotline::evaluation
