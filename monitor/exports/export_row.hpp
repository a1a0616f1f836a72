// monitor/exports/export_row.hpp: what one row of an export says, or why it is refused.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "core/base/time.hpp"
#include "monitor/exports/delimited_reader.hpp"
#include "monitor/exports/export_format.hpp"

namespace hotline::monitor {

/// Why a row is not used.
enum class RefusalReason : std::uint8_t {
  kWrongFieldCount,      ///< more or fewer fields than the header
  kUnreadableValue,      ///< no id, or a time, number or outcome that cannot be read or believed
  kDuplicateId,          ///< the id was used by an earlier row
  kClosedBeforeCreated,  ///< impossible
  kNegativeDuration,     ///< impossible
  kCutShort,             ///< the file ends within the row
  kTooLong,              ///< longer than DelimitedReader::kMaxRowBytes
  kPhantom,              ///< the call log says itself that there was no such call
};
inline constexpr std::size_t kRefusalReasons = 8;

/// "wrong_field_count", "unreadable_value", "duplicate_id", "closed_before_created",
/// "negative_duration", "cut_short", "too_long", "phantom".
[[nodiscard]] std::string_view to_string(RefusalReason reason);

struct RowProblem {
  RefusalReason reason = RefusalReason::kUnreadableValue;
  std::string detail;  ///< what was found, one printable line
};

/// What the status column says, apart from the closing time.
enum class StatusWord : std::uint8_t {
  kNone,       ///< nothing
  kOpen,       ///< any word that is not one of the following
  kClosed,     ///< "Closed ..."
  kWithdrawn,  ///< "Cancelled", "Canceled", "Referred Out"
};

/// One request. Texts are valid as long as the row's fields.
struct RequestRow {
  std::uint64_t id_hash = 0;
  SimTime created;
  std::optional<SimTime> closed;  ///< >= created
  SimTime due = kNever;
  StatusWord status = StatusWord::kNone;
  bool marked_utc = false;   ///< a time ended in Z
  bool placeholder = false;  ///< a closing or due time of the year 1900 was taken as missing
  std::string_view category, agency, channel, district;  ///< "unknown" where the file has nothing
};

enum class CallOutcome : std::uint8_t {
  kAnswered,
  kAbandoned,  ///< hung up in the queue
  kLeftMenu,   ///< hung up in the voice menu, before any queue
};

/// One call. Its instants follow from the first one and the durations: the log's other clock
/// columns say the same to within the seconds by which the log disagrees with itself.
struct CallRow {
  std::uint64_t id_hash = 0;
  SimTime arrived;     ///< enters the voice menu
  Duration menu{0};    ///< in the voice menu
  Duration waited{0};  ///< in the queue
  Duration talk{0};    ///< with an agent
  bool queued = false;
  CallOutcome outcome = CallOutcome::kAnswered;
  bool menu_reversed = false;  ///< left the menu before entering it: arrived is then the way out
  bool service_without_answer = false;  ///< the row has a service time although nobody answered
  std::string_view category;

  [[nodiscard]] SimTime reached_queue() const { return arrived + menu; }

  /// The wait is over: answered, or hung up.
  [[nodiscard]] SimTime left_queue() const { return reached_queue() + waited; }

  [[nodiscard]] SimTime ended() const {
    return outcome == CallOutcome::kAnswered ? left_queue() + talk : left_queue();
  }
};

template <class Row>
using RowOr = tl::expected<Row, RowProblem>;

/// The row is whole and as wide as the header, or the reason why it is refused.
[[nodiscard]] std::optional<RowProblem> shape_problem(const Layout& layout,
                                                      const DelimitedRow& row);
/// Requires a whole row, as wide as the header, of a format that holds requests (checked).
[[nodiscard]] RowOr<RequestRow> read_request(const Layout& layout, const DelimitedRow& row);
/// Requires a whole row, as wide as the header, of a format that holds calls (checked).
[[nodiscard]] RowOr<CallRow> read_call(const Layout& layout, const DelimitedRow& row);

}  // namespace hotline::monitor
