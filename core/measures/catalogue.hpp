// core/measures/catalogue.hpp: every measure, defined once.
//
// A measure has a name, a unit, a formula in words over the counts of a Scorecard, and a source.
// Where the field has several definitions each has its own name (service level has five); every
// export uses these names, so that a number always says which definition it follows.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/measures/scorecard.hpp"

namespace hotline::measures {

/// Over what a measure is taken: one row for each name of the table, or one for the whole run.
enum class Scope : std::uint8_t { kRun, kChannel, kGroup, kAgency, kCategory, kDistrict };

enum class Unit : std::uint8_t {
  kCount,
  kRatio,
  kSeconds,
  kContacts,
  kAgents,
  kErlangs,
  kCrews,
  kTickets
};

[[nodiscard]] std::string_view to_string(Scope scope);
[[nodiscard]] std::string_view to_string(Unit unit);

struct MeasureSpec {
  std::string_view name;  ///< "service_level.of_offered"
  Scope scope = Scope::kRun;
  Unit unit = Unit::kCount;
  std::string_view formula;  ///< numerator, denominator, population, interval ends
  std::string_view source;
  /// The value for row `index` of the scope's table (0 for kRun); empty where unknown or 0 / 0.
  std::optional<double> (*value)(const Scorecard& card, std::size_t index) = nullptr;
  /// Of several definitions of one idea (the part of the name before the dot), the one that is
  /// meant where nobody says which: those of ContactCenters.
  bool is_default = false;
  /// Of something that many hotlines do not have: reports leave it out where it is unknown or 0.
  bool is_occasional = false;
};

/// All measures, by scope, in the order in which they are exported.
[[nodiscard]] std::span<const MeasureSpec> catalogue();

/// The measure of that name and scope, or null.
[[nodiscard]] const MeasureSpec* find_measure(Scope scope, std::string_view name);

/// The catalogue as Markdown, for people: docs/MEASURES.md is this text.
[[nodiscard]] std::string to_markdown();

/// Rows that the scope has in this scorecard (1 for kRun).
[[nodiscard]] std::size_t rows(const Scorecard& card, Scope scope);
/// The name of a row ("" for kRun).
[[nodiscard]] std::string_view row_name(const Scorecard& card, Scope scope, std::size_t index);

}  // namespace hotline::measures
