#include "monitor/exports/export_row.hpp"

#include <charconv>
#include <system_error>

#include "core/base/contract.hpp"
#include "monitor/exports/name_tables.hpp"
#include "monitor/exports/timestamp.hpp"

namespace hotline::monitor {
namespace {

constexpr std::size_t kShownBytes = 60;

std::uint64_t extend_hash(std::uint64_t hash, std::string_view text) {
  for (const char c : text) {  // FNV-1a
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  return (hash ^ 0xFFU) * 1099511628211ULL;  // so that "a", "bc" and "ab", "c" differ
}

/// The end of MurmurHash3 (A. Appleby): spreads FNV's bits over the low ones, which choose a slot.
std::uint64_t finish_hash(std::uint64_t hash) {
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdULL;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53ULL;
  return hash ^ (hash >> 33);
}

constexpr std::uint64_t kHashStart = 14695981039346656037ULL;

/// R and some data bases write NA for nothing.
bool is_nothing(std::string_view text) {
  return text.empty() || text == "NA";
}

std::string_view name_or_unknown(std::string_view text) {
  return is_nothing(text) ? std::string_view("unknown") : text;
}

std::string quoted(const Layout& layout, Column column, std::string_view text) {
  std::string result(column_name(layout.format, column));
  result += " '";
  result += printable(text, kShownBytes);
  result += '\'';
  return result;
}

tl::unexpected<RowProblem> unreadable(const Layout& layout, Column column, std::string_view text,
                                      std::string_view expected) {
  return tl::unexpected<RowProblem>(
      RowProblem{RefusalReason::kUnreadableValue,
                 quoted(layout, column, text) + ", expected " + std::string(expected)});
}

/// A time that may be missing. Placeholders count as missing unless `must_be_there`.
RowOr<std::optional<SimTime>> read_time(const Layout& layout, const DelimitedRow& row,
                                        Column column, bool must_be_there, RequestRow& request) {
  const std::string_view text = layout.field(row, column);
  if (is_nothing(text) && !must_be_there) {
    return std::nullopt;
  }
  const std::optional<Timestamp> stamp = parse_timestamp(text);
  if (!stamp) {
    return unreadable(layout, column, text, "a time");
  }
  if (!must_be_there && is_placeholder(stamp->at)) {
    request.placeholder = true;
    return std::nullopt;
  }
  if (!believable(stamp->at)) {
    return unreadable(
        layout, column, text,
        "a year from " + std::to_string(kFirstYear) + " to " + std::to_string(kLastYear));
  }
  request.marked_utc = request.marked_utc || stamp->marked_utc;
  return stamp->at;
}

StatusWord status_word(std::string_view text) {
  if (is_nothing(text)) {
    return StatusWord::kNone;
  }
  const std::string word = lower_case(text.substr(0, kShownBytes));
  if (word.starts_with("closed")) {
    return StatusWord::kClosed;
  }
  const bool withdrawn = word == "cancelled" || word == "canceled" || word == "referred out";
  return withdrawn ? StatusWord::kWithdrawn : StatusWord::kOpen;
}

/// A whole number of seconds, at most a day. Only the time in the voice menu may be negative.
RowOr<Duration> read_seconds(const Layout& layout, const DelimitedRow& row, Column column) {
  const std::string_view text = layout.field(row, column);
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size() || seconds > kDay / kSecond ||
      seconds < -(kDay / kSecond)) {
    return unreadable(layout, column, text, "seconds, at most 86400");
  }
  if (seconds < 0 && column != Column::kMenuTime) {
    return tl::unexpected<RowProblem>(
        RowProblem{RefusalReason::kNegativeDuration, quoted(layout, column, text)});
  }
  return seconds * kSecond;
}

/// Reads the three durations of a call.
std::optional<RowProblem> read_durations(const Layout& layout, const DelimitedRow& row,
                                         CallRow& call) {
  struct Target {
    Column column;
    Duration* value;
  };

  for (const Target& target :
       {Target{Column::kMenuTime, &call.menu}, Target{Column::kQueueTime, &call.waited},
        Target{Column::kServiceTime, &call.talk}}) {
    const RowOr<Duration> duration = read_seconds(layout, row, target.column);
    if (!duration) {
      return duration.error();
    }
    *target.value = *duration;
  }
  return std::nullopt;
}

/// date + vru_entry.
RowOr<SimTime> read_arrival(const Layout& layout, const DelimitedRow& row) {
  const std::string_view day = layout.field(row, Column::kDate);
  const std::optional<SimTime> date = parse_yymmdd(day);
  if (!date) {
    return unreadable(layout, Column::kDate, day, "a date like 990131");
  }
  const std::string_view time = layout.field(row, Column::kMenuEntry);
  const std::optional<Duration> clock = parse_clock(time);
  if (!clock) {
    return unreadable(layout, Column::kMenuEntry, time, "a time like 9:05:07");
  }
  return *date + *clock;
}

/// Sets outcome, queued and what depends on them.
std::optional<RowProblem> read_outcome(const Layout& layout, const DelimitedRow& row,
                                       CallRow& call) {
  const std::string_view outcome = layout.field(row, Column::kOutcome);
  if (outcome != "AGENT" && outcome != "HANG") {
    return unreadable(layout, Column::kOutcome, outcome, "AGENT, HANG or PHANTOM").value();
  }
  const std::string_view start = layout.field(row, Column::kQueueStart);
  const std::optional<Duration> queue_start = parse_clock(start);
  if (!queue_start) {
    return unreadable(layout, Column::kQueueStart, start, "a time like 9:05:07").value();
  }
  // 0:00:00 stands for "never", unless a wait shows that it was midnight.
  call.queued = *queue_start != Duration{0} || call.waited > Duration{0};
  if (outcome == "AGENT") {
    call.outcome = CallOutcome::kAnswered;
    return std::nullopt;
  }
  call.outcome = call.queued ? CallOutcome::kAbandoned : CallOutcome::kLeftMenu;
  call.service_without_answer = call.talk > Duration{0};
  call.talk = Duration{0};
  return std::nullopt;
}

}  // namespace

std::string_view to_string(RefusalReason reason) {
  static constexpr std::array<std::string_view, kRefusalReasons> kNames = {
      "wrong_field_count", "unreadable_value", "duplicate_id", "closed_before_created",
      "negative_duration", "cut_short",        "too_long",     "phantom"};
  return kNames[static_cast<std::size_t>(reason)];
}

std::optional<RowProblem> shape_problem(const Layout& layout, const DelimitedRow& row) {
  if (row.state == DelimitedRow::State::kTooLong) {
    return RowProblem{RefusalReason::kTooLong, "lines " + std::to_string(row.line) + " to " +
                                                   std::to_string(row.last_line) + ": more than " +
                                                   std::to_string(DelimitedReader::kMaxRowBytes) +
                                                   " bytes, perhaps a quote that is never closed"};
  }
  if (row.state == DelimitedRow::State::kOpenQuotes) {
    return RowProblem{RefusalReason::kCutShort,
                      "the file ends within quotes, in line " + std::to_string(row.last_line)};
  }
  if (row.fields.size() == layout.width) {
    return std::nullopt;
  }
  const bool cut = !row.ended_by_newline && row.fields.size() < layout.width;
  return RowProblem{
      cut ? RefusalReason::kCutShort : RefusalReason::kWrongFieldCount,
      std::to_string(row.fields.size()) + " fields, expected " + std::to_string(layout.width)};
}

RowOr<RequestRow> read_request(const Layout& layout, const DelimitedRow& row) {
  HOTLINE_REQUIRE(!is_call_log(layout.format) && row.fields.size() == layout.width);
  RequestRow request;
  const std::string_view id = layout.field(row, Column::kId);
  if (is_nothing(id)) {
    return unreadable(layout, Column::kId, id, "an id");
  }
  request.id_hash = finish_hash(extend_hash(kHashStart, id));
  const auto created = read_time(layout, row, Column::kCreated, true, request);
  const auto closed = read_time(layout, row, Column::kClosed, false, request);
  const auto due = read_time(layout, row, Column::kDue, false, request);
  for (const auto* time : {&created, &closed, &due}) {
    if (!*time) {
      return tl::unexpected<RowProblem>(time->error());
    }
  }
  request.created = **created;
  request.closed = *closed;
  request.due = due->value_or(kNever);
  if (request.closed && *request.closed < request.created) {
    return tl::unexpected<RowProblem>(RowProblem{
        RefusalReason::kClosedBeforeCreated,
        "created " + to_string(request.created) + ", closed " + to_string(*request.closed)});
  }
  request.status = status_word(layout.field(row, Column::kStatus));
  request.category = name_or_unknown(layout.field(row, Column::kCategory));
  request.agency = name_or_unknown(layout.field(row, Column::kAgency));
  request.channel = name_or_unknown(layout.field(row, Column::kChannel));
  request.district = name_or_unknown(layout.field(row, Column::kDistrict));
  return request;
}

RowOr<CallRow> read_call(const Layout& layout, const DelimitedRow& row) {
  HOTLINE_REQUIRE(is_call_log(layout.format) && row.fields.size() == layout.width);
  if (layout.field(row, Column::kOutcome) == "PHANTOM") {
    return tl::unexpected<RowProblem>(
        RowProblem{RefusalReason::kPhantom, "the log says that there was no such call"});
  }
  const std::string_view id = layout.field(row, Column::kId);
  if (is_nothing(id)) {
    return unreadable(layout, Column::kId, id, "an id");
  }
  CallRow call;
  std::uint64_t hash = kHashStart;
  for (const Column part : {Column::kLine, Column::kId, Column::kDate, Column::kMenuEntry}) {
    hash = extend_hash(hash, layout.field(row, part));
  }
  call.id_hash = finish_hash(hash);
  std::optional<RowProblem> problem = read_durations(layout, row, call);
  if (!problem) {
    problem = read_outcome(layout, row, call);
  }
  if (problem) {
    return tl::unexpected<RowProblem>(std::move(*problem));
  }
  const RowOr<SimTime> arrived = read_arrival(layout, row);
  if (!arrived) {
    return tl::unexpected<RowProblem>(arrived.error());
  }
  call.arrived = *arrived;
  if (call.menu < Duration{0}) {
    // Out of the menu before into it: the wait and the service are sound, and so is the way out.
    call.arrived += call.menu;
    call.menu = Duration{0};
    call.menu_reversed = true;
  }
  call.category = name_or_unknown(layout.field(row, Column::kCategory));
  return call;
}

}  // namespace hotline::monitor
