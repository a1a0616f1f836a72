// monitor/exports/export_format.hpp: whose export it is, and which column says what.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "monitor/exports/delimited_reader.hpp"

namespace hotline::monitor {

/// Formats that are read; docs/REPLAY.md has the columns of each.
enum class ExportFormat : std::uint8_t {
  kNyc311,     ///< New York 311: the API's column names or those of the portal's CSV
  kBoston311,  ///< Boston 311
  kLa311,      ///< Los Angeles MyLA311
  kSlim,       ///< id, created, closed, due, status, type, subtype, agency, channel, district
  kAnonbank,   ///< call log of the "Anonymous Bank" (Technion), tab separated
};

inline constexpr std::array<ExportFormat, 5> kExportFormats = {
    ExportFormat::kNyc311, ExportFormat::kBoston311, ExportFormat::kLa311, ExportFormat::kSlim,
    ExportFormat::kAnonbank};

/// "nyc311", "boston311", "la311", "slim", "anonbank".
[[nodiscard]] std::string_view to_string(ExportFormat format);
/// The format of that name, or kBadInput with the names there are.
[[nodiscard]] Result<ExportFormat> export_format_from(std::string_view name);
/// For people: "New York 311 requests".
[[nodiscard]] std::string_view title(ExportFormat format);

/// What a column can say.
enum class Column : std::uint8_t {
  kId,
  kCategory,
  // Requests
  kCreated,
  kClosed,
  kDue,
  kStatus,
  kAgency,
  kChannel,
  kDistrict,
  // Calls
  kLine,
  kDate,
  kMenuEntry,
  kMenuTime,
  kQueueStart,
  kQueueTime,
  kOutcome,
  kServiceTime,
};
inline constexpr std::size_t kColumns = 17;

/// Where the columns of one file are.
struct Layout {
  static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

  ExportFormat format = ExportFormat::kSlim;
  std::size_t width = 0;  ///< fields in a row
  std::array<std::size_t, kColumns> position{};

  /// The field without blanks around it; empty if the file has no such column. `row` is `width`
  /// wide.
  [[nodiscard]] std::string_view field(const DelimitedRow& row, Column column) const;

  [[nodiscard]] bool has(Column column) const {
    return position[static_cast<std::size_t>(column)] != kAbsent;
  }
};

/// A row is a call, not a request.
[[nodiscard]] bool is_call_log(ExportFormat format);
/// How the format calls the column; empty if it has no such column.
[[nodiscard]] std::string_view column_name(ExportFormat format, Column column);
/// Columns that the format may have and this file has not.
[[nodiscard]] std::vector<Column> absent_columns(const Layout& layout);
/// Between fields.
[[nodiscard]] char delimiter(ExportFormat format);

/// Finds the columns in a header row. Names match without regard to case, and blanks count as "_".
///
/// @param forced  the format that it must be, or empty: that whose first columns are there.
/// @return kBadInput, beginning with `file:1:`, if the format is not known (the message lists those
///         that are and what was found), if a needed column is missing, or if one is there twice.
[[nodiscard]] Result<Layout> read_header(const DelimitedRow& header,
                                         std::optional<ExportFormat> forced,
                                         const std::string& file);

/// Without blanks around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// ASCII letters in lower case.
[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace hotline::monitor
