// monitor/exports/replay.hpp: an export of a real hotline, told as facts.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/facts/sink.hpp"
#include "monitor/exports/export_format.hpp"
#include "monitor/exports/export_row.hpp"

namespace hotline::monitor {

/// A row that was not used, and why.
struct RefusedRow {
  std::uint64_t line = 0;  ///< where it begins, 1-based
  RefusalReason reason = RefusalReason::kUnreadableValue;
  std::string detail;
};

struct ReplayOptions {
  std::optional<ExportFormat> format;  ///< empty: recognised from the header
  std::size_t remembered_ids = std::size_t{1}
                               << 20;       ///< a duplicate is found within so many rows, >= 1
  std::size_t listed_rows = 20;             ///< refused rows kept for listing, per reason
  Duration acceptable_wait = 20 * kSecond;  ///< for RunStarted
  Duration short_abandon = 5 * kSecond;     ///< for RunStarted
};

/// What became of the rows: used + sum(refused) == read.
struct ReplayAccount {
  ExportFormat format = ExportFormat::kSlim;
  std::uint64_t read = 0;  ///< rows below the header; empty lines are no rows
  std::uint64_t used = 0;
  std::array<std::uint64_t, kRefusalReasons> refused{};  ///< by RefusalReason
  std::vector<RefusedRow> listed;  ///< the first listed_rows of each reason, as in the file
  std::vector<std::string> notes;  ///< what a reader of the numbers should know, one sentence each

  [[nodiscard]] std::uint64_t refused_for(RefusalReason reason) const {
    return refused[static_cast<std::size_t>(reason)];
  }
};

/// Reads the export and hands its facts to the sink: RunStarted at the earliest creation (call),
/// the rows' facts in the order of rows, RunEnded at the latest instant at which something
/// happened. docs/REPLAY.md tells which column becomes what and which rows are refused.
///
/// The file is read twice: first to see that all of it is text, where its time begins and ends, and
/// what identifies it; then to tell. So a file that cannot be used is refused before the first
/// fact.
///
/// @param path  a file, or "-" for standard input (a pipe is copied to a temporary file).
/// @return kBadInput if the file cannot be opened, is empty, is no text, has no known header, lacks
/// a
///         column, or has no row that can be used; kSystem if reading fails, or if the file changed
///         between the two readings (facts of it may have been handed out then).
/// Memory  bounded, whatever the length of the file: up to 64 bytes per remembered id, the tables
/// of
///         names (NameTables), one row and one block.
/// Cost    O(1) a byte.
[[nodiscard]] Result<ReplayAccount> replay(const std::string& path, const ReplayOptions& options,
                                           AnySink& sink);

}  // namespace hotline::monitor
