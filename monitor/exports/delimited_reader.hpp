// monitor/exports/delimited_reader.hpp: rows of a delimited text, one at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "monitor/exports/input_file.hpp"

namespace hotline::monitor {

/// One row. The fields are valid until the next one is read.
struct DelimitedRow {
  enum class State : std::uint8_t {
    kWhole,       ///< ended by a line end, or by the end of the file outside quotes
    kOpenQuotes,  ///< the file ended within quotes
    kTooLong,     ///< longer than kMaxRowBytes; the fields are not kept
  };
  std::uint64_t line = 0;       ///< where the row begins, 1-based; a row may have several lines
  std::uint64_t last_line = 0;  ///< where it ends
  State state = State::kWhole;
  bool ended_by_newline = false;
  std::vector<std::string_view> fields;
};

/// Reads RFC 4180: fields in quotes may hold delimiters, line ends and doubled quotes. More is
/// taken than the RFC allows, as common readers do: LF, CR LF or CR end a line, the last line end
/// may be missing, a byte order mark is skipped, and a quote within an unquoted field is an
/// ordinary letter.
///
/// Empty lines are no rows. A row longer than kMaxRowBytes (usually a quote that is never closed)
/// is given as kTooLong, and reading goes on after the next line end.
///
/// Memory      one block and one row, whatever the length of the file.
/// Cost        O(1) a byte.
class DelimitedReader {
 public:
  /// Bound on one row, in bytes without its quotes and line end.
  static constexpr std::size_t kMaxRowBytes = std::size_t{1} << 17;

  /// @param input      stands at its beginning and outlives the reader.
  /// @param delimiter  or empty: a tab if the first line has one, else a comma.
  DelimitedReader(InputFile& input, std::optional<char> delimiter);

  /// The next row, or false at the end. kBadInput on a byte 0: no text has one.
  [[nodiscard]] Result<bool> next(DelimitedRow& row);

  /// A hash of all bytes read so far, the same for the same bytes. Not against forgery.
  [[nodiscard]] std::uint64_t fingerprint() const { return fingerprint_; }

  /// No byte at all was read.
  [[nodiscard]] bool empty() const { return bytes_ == 0; }

 private:
  enum class Place : std::uint8_t { kFieldStart, kPlain, kQuoted, kQuoteSeen, kDiscarding };

  [[nodiscard]] Result<bool> read_line();
  [[nodiscard]] Result<bool> refill();
  [[nodiscard]] Result<bool> check_block() const;
  void look_at_first_block();
  bool step();
  bool step_outside_quotes();
  void step_inside_quotes();
  bool step_after_quote();
  bool step_discarding();
  bool end_line(char newline);
  void end_field();
  [[nodiscard]] std::size_t reach() const;

  [[nodiscard]] std::size_t row_bytes() const { return text_.size() + ends_.size(); }

  [[nodiscard]] bool nothing_yet() const {
    return ends_.empty() && text_.empty() && place_ == Place::kFieldStart;
  }

  void begin_row(DelimitedRow& row);
  void hand_out(DelimitedRow& row, bool ended_by_newline);
  void count_newlines(std::size_t from, std::size_t to);

  InputFile& input_;
  std::optional<char> wanted_delimiter_;
  char delimiter_ = ',';
  std::vector<char> block_;
  std::size_t at_ = 0;
  std::size_t filled_ = 0;
  bool at_end_ = false;
  std::uint64_t bytes_ = 0;
  std::uint64_t fingerprint_;
  std::uint64_t line_ = 1;
  bool skip_lf_ = false;  // the last byte was a CR that ended a line
  Place place_ = Place::kFieldStart;
  std::string text_;               // the fields of the row, one after the other, without quotes
  std::vector<std::size_t> ends_;  // where each field ends in text_
};

}  // namespace hotline::monitor
