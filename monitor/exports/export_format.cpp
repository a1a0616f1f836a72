#include "monitor/exports/export_format.hpp"

#include <algorithm>
#include <span>

#include "core/base/contract.hpp"
#include "monitor/exports/name_tables.hpp"

namespace hotline::monitor {
namespace {

struct ColumnSpec {
  Column column = Column::kId;
  bool needed = false;
  std::array<std::string_view, 3> names;  // as columns are called, the usual one first
};

constexpr bool kNeeded = true;
constexpr bool kOptional = false;

// The first two columns of each are those by which a format is recognised.
constexpr std::array kNycColumns = {
    ColumnSpec{Column::kId, kNeeded, {"unique_key"}},
    ColumnSpec{Column::kCreated, kNeeded, {"created_date"}},
    ColumnSpec{Column::kClosed, kNeeded, {"closed_date"}},
    ColumnSpec{Column::kCategory,
               kNeeded,
               {"complaint_type", "problem_(formerly_complaint_type)", "problem"}},
    ColumnSpec{Column::kDue, kOptional, {"due_date"}},
    ColumnSpec{Column::kStatus, kOptional, {"status"}},
    ColumnSpec{Column::kAgency, kOptional, {"agency"}},
    ColumnSpec{Column::kChannel, kOptional, {"open_data_channel_type"}},
    ColumnSpec{Column::kDistrict, kOptional, {"borough"}},
};

constexpr std::array kBostonColumns = {
    ColumnSpec{Column::kId, kNeeded, {"case_enquiry_id"}},
    ColumnSpec{Column::kCreated, kNeeded, {"open_dt"}},
    ColumnSpec{Column::kClosed, kNeeded, {"closed_dt"}},
    ColumnSpec{Column::kCategory, kNeeded, {"reason"}},
    ColumnSpec{Column::kDue, kOptional, {"target_dt", "sla_target_dt"}},
    ColumnSpec{Column::kStatus, kOptional, {"case_status"}},
    ColumnSpec{Column::kAgency, kOptional, {"department"}},
    ColumnSpec{Column::kChannel, kOptional, {"source"}},
    ColumnSpec{Column::kDistrict, kOptional, {"neighborhood"}},
};

constexpr std::array kLaColumns = {
    ColumnSpec{Column::kId, kNeeded, {"srnumber"}},
    ColumnSpec{Column::kCreated, kNeeded, {"createddate"}},
    ColumnSpec{Column::kClosed, kNeeded, {"closeddate"}},
    ColumnSpec{Column::kCategory, kNeeded, {"requesttype"}},
    ColumnSpec{Column::kStatus, kOptional, {"status"}},
    ColumnSpec{Column::kAgency, kOptional, {"owner"}},
    ColumnSpec{Column::kChannel, kOptional, {"requestsource"}},
    ColumnSpec{Column::kDistrict, kOptional, {"ncname"}},
};

constexpr std::array kSlimColumns = {
    ColumnSpec{Column::kId, kNeeded, {"id"}},
    ColumnSpec{Column::kCreated, kNeeded, {"created"}},
    ColumnSpec{Column::kClosed, kNeeded, {"closed"}},
    ColumnSpec{Column::kCategory, kNeeded, {"type"}},
    ColumnSpec{Column::kDue, kOptional, {"due"}},
    ColumnSpec{Column::kStatus, kOptional, {"status"}},
    ColumnSpec{Column::kAgency, kOptional, {"agency"}},
    ColumnSpec{Column::kChannel, kOptional, {"channel"}},
    ColumnSpec{Column::kDistrict, kOptional, {"district"}},
};

constexpr std::array kAnonbankColumns = {
    ColumnSpec{Column::kLine, kNeeded, {"vru+line"}},
    ColumnSpec{Column::kId, kNeeded, {"call_id"}},
    ColumnSpec{Column::kCategory, kNeeded, {"type"}},
    ColumnSpec{Column::kDate, kNeeded, {"date"}},
    ColumnSpec{Column::kMenuEntry, kNeeded, {"vru_entry"}},
    ColumnSpec{Column::kMenuTime, kNeeded, {"vru_time"}},
    ColumnSpec{Column::kQueueStart, kNeeded, {"q_start"}},
    ColumnSpec{Column::kQueueTime, kNeeded, {"q_time"}},
    ColumnSpec{Column::kOutcome, kNeeded, {"outcome"}},
    ColumnSpec{Column::kServiceTime, kNeeded, {"ser_time"}},
};

struct FormatSpec {
  std::string_view name;
  std::string_view title;
  char delimiter = ',';
  bool calls = false;
  std::span<const ColumnSpec> columns;
};

const FormatSpec& spec(ExportFormat format) {
  static constexpr std::array<FormatSpec, kExportFormats.size()> kSpecs = {{
      {"nyc311", "New York 311 requests", ',', false, kNycColumns},
      {"boston311", "Boston 311 requests", ',', false, kBostonColumns},
      {"la311", "Los Angeles 311 requests", ',', false, kLaColumns},
      {"slim", "311 requests", ',', false, kSlimColumns},
      {"anonbank", "Call log of the Anonymous Bank", '\t', true, kAnonbankColumns},
  }};
  return kSpecs[static_cast<std::size_t>(format)];
}

/// "Created Date" -> "created_date".
std::string normalised(std::string_view name) {
  std::string result = lower_case(trimmed(name));
  std::replace(result.begin(), result.end(), ' ', '_');
  return result;
}

bool is_called(const ColumnSpec& column, std::string_view name) {
  return !name.empty() &&
         std::find(column.names.begin(), column.names.end(), name) != column.names.end();
}

bool contains(const std::vector<std::string>& header, const ColumnSpec& column) {
  return std::any_of(header.begin(), header.end(),
                     [&column](const std::string& name) { return is_called(column, name); });
}

std::optional<ExportFormat> recognised(const std::vector<std::string>& header) {
  for (const ExportFormat format : kExportFormats) {
    const auto first = spec(format).columns.first(2);
    if (contains(header, first[0]) && contains(header, first[1])) {
      return format;
    }
  }
  return std::nullopt;
}

std::string in_quotes(std::string_view text) {
  std::string result = "'";
  result += text;
  result += '\'';
  return result;
}

void append(std::string& list, std::string_view item) {
  if (!list.empty()) {
    list += ", ";
  }
  list += item;
}

/// "'id', 'created' and 8 more": what a header has, for messages.
std::string found_columns(const DelimitedRow& header) {
  constexpr std::size_t kShown = 6;
  constexpr std::size_t kShownBytes = 40;
  std::string found;
  for (std::size_t i = 0; i < std::min(kShown, header.fields.size()); ++i) {
    append(found, in_quotes(printable(trimmed(header.fields[i]), kShownBytes)));
  }
  if (header.fields.size() > kShown) {
    found += " and " + std::to_string(header.fields.size() - kShown) + " more";
  }
  return found;
}

std::string needed_columns(ExportFormat format) {
  std::string needed;
  for (const ColumnSpec& column : spec(format).columns) {
    if (column.needed) {
      append(needed, column.names[0]);
    }
  }
  return needed;
}

std::string unknown_header(const DelimitedRow& header) {
  std::string formats;
  for (const ExportFormat format : kExportFormats) {
    if (!formats.empty()) {
      formats += "; ";
    }
    formats += std::string(to_string(format)) + " (" + needed_columns(format) + ")";
  }
  return "found the columns " + found_columns(header) +
         ", expected those of a known export: " + formats;
}

/// The position of the column, kAbsent, or the reason why the header is refused.
Result<std::size_t> position_of(const ColumnSpec& column, const std::vector<std::string>& header) {
  std::size_t position = Layout::kAbsent;
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (!is_called(column, header[i])) {
      continue;
    }
    if (position != Layout::kAbsent) {
      return bad_input("the column '" + header[i] + "' is there twice, expected once");
    }
    position = i;
  }
  return position;
}

}  // namespace

std::string_view to_string(ExportFormat format) {
  return spec(format).name;
}

std::string_view title(ExportFormat format) {
  return spec(format).title;
}

bool is_call_log(ExportFormat format) {
  return spec(format).calls;
}

char delimiter(ExportFormat format) {
  return spec(format).delimiter;
}

Result<ExportFormat> export_format_from(std::string_view name) {
  std::string known;
  for (const ExportFormat format : kExportFormats) {
    if (to_string(format) == name) {
      return format;
    }
    append(known, to_string(format));
  }
  return bad_input("found the format '" + std::string(name) + "', expected one of " + known);
}

std::string_view column_name(ExportFormat format, Column column) {
  for (const ColumnSpec& candidate : spec(format).columns) {
    if (candidate.column == column) {
      return candidate.names[0];
    }
  }
  return {};
}

std::vector<Column> absent_columns(const Layout& layout) {
  std::vector<Column> absent;
  for (const ColumnSpec& column : spec(layout.format).columns) {
    if (!layout.has(column.column)) {
      absent.push_back(column.column);
    }
  }
  return absent;
}

std::string_view Layout::field(const DelimitedRow& row, Column column) const {
  if (!has(column)) {
    return {};
  }
  const std::size_t at = position[static_cast<std::size_t>(column)];
  HOTLINE_REQUIRE(at < row.fields.size());
  return trimmed(row.fields[at]);
}

Result<Layout> read_header(const DelimitedRow& header, std::optional<ExportFormat> forced,
                           const std::string& file) {
  const std::string where = file + ":" + std::to_string(header.line) + ": ";
  std::vector<std::string> names;
  names.reserve(header.fields.size());
  for (const std::string_view field : header.fields) {
    names.push_back(normalised(field));
  }
  const std::optional<ExportFormat> format = forced ? forced : recognised(names);
  if (!format) {
    return bad_input(where + unknown_header(header));
  }
  Layout layout;
  layout.format = *format;
  layout.width = header.fields.size();
  layout.position.fill(Layout::kAbsent);
  std::string missing;
  for (const ColumnSpec& column : spec(*format).columns) {
    const Result<std::size_t> position = position_of(column, names);
    if (!position) {
      return bad_input(where + position.error().message);
    }
    layout.position[static_cast<std::size_t>(column.column)] = *position;
    if (column.needed && *position == Layout::kAbsent) {
      append(missing, in_quotes(column.names[0]));
    }
  }
  if (!missing.empty()) {
    return bad_input(where + "an export of the format " + std::string(to_string(*format)) +
                     " lacks " + missing + "; found the columns " + found_columns(header));
  }
  return layout;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) {
    return {};
  }
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

}  // namespace hotline::monitor
