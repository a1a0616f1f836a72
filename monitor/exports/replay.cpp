#include "monitor/exports/replay.hpp"

#include <string_view>
#include <type_traits>
#include <utility>

#include "core/base/contract.hpp"
#include "monitor/exports/input_file.hpp"
#include "monitor/exports/narrator.hpp"
#include "monitor/exports/recent_ids.hpp"

namespace hotline::monitor {
namespace {

/// One reading of the file.
struct Reading {
  Layout layout;
  ReplayAccount account;  // without notes
  std::uint64_t fingerprint = 0;
};

void refuse(ReplayAccount& account, const ReplayOptions& options, std::uint64_t line,
            RowProblem problem) {
  std::uint64_t& count = account.refused[static_cast<std::size_t>(problem.reason)];
  if (count < options.listed_rows) {
    account.listed.push_back(RefusedRow{line, problem.reason, std::move(problem.detail)});
  }
  ++count;
}

/// Shows the row to `visit` if it is new; else says why it is refused.
template <class Row, class Visit>
std::optional<RowProblem> use(const RowOr<Row>& row, RecentIds& ids, Visit& visit) {
  if (!row) {
    return row.error();
  }
  if (!ids.insert(row->id_hash)) {
    return RowProblem{RefusalReason::kDuplicateId, "an earlier row has the same id"};
  }
  visit(*row);
  return std::nullopt;
}

template <class Visit>
std::optional<RowProblem> take_row(const Layout& layout, const DelimitedRow& row, RecentIds& ids,
                                   Visit& visit) {
  std::optional<RowProblem> problem = shape_problem(layout, row);
  if (problem) {
    return problem;
  }
  return is_call_log(layout.format) ? use(read_call(layout, row), ids, visit)
                                    : use(read_request(layout, row), ids, visit);
}

Result<Layout> read_layout(DelimitedReader& reader, DelimitedRow& row, const InputFile& input,
                           const ReplayOptions& options) {
  const Result<bool> header = reader.next(row);
  if (!header) {
    return tl::unexpected(header.error());
  }
  if (!*header) {
    return bad_input(input.name() + ": is empty, expected a row of column names");
  }
  if (row.state != DelimitedRow::State::kWhole) {
    return bad_input(input.name() + ":1: the first row does not end, expected column names");
  }
  return read_header(row, options.format, input.name());
}

/// Reads the file from its beginning and shows every row that can be used to `visit`.
template <class Visit>
Result<Reading> read_rows(InputFile& input, const ReplayOptions& options, RecentIds& ids,
                          Visit& visit) {
  const std::optional<char> forced =
      options.format ? std::optional<char>(delimiter(*options.format)) : std::nullopt;
  DelimitedReader reader(input, forced);
  DelimitedRow row;
  Reading reading;
  Result<Layout> layout = read_layout(reader, row, input, options);
  if (!layout) {
    return tl::unexpected(layout.error());
  }
  reading.layout = *layout;
  reading.account.format = layout->format;
  for (;;) {
    const Result<bool> more = reader.next(row);
    if (!more) {
      return tl::unexpected(more.error());
    }
    if (!*more) {
      break;
    }
    ++reading.account.read;
    std::optional<RowProblem> problem = take_row(reading.layout, row, ids, visit);
    if (problem) {
      refuse(reading.account, options, row.line, std::move(*problem));
    } else {
      ++reading.account.used;
    }
  }
  reading.fingerprint = reader.fingerprint();
  return reading;
}

Error nothing_used(const InputFile& input, const ReplayAccount& account) {
  std::string message = input.name() + ": ";
  if (account.read == 0) {
    message += "has no row below the column names";
  } else {
    message += "none of its " + std::to_string(account.read) + " rows can be used";
    if (!account.listed.empty()) {
      const RefusedRow& first = account.listed.front();
      message += "; the first, in line " + std::to_string(first.line) + ": " +
                 std::string(to_string(first.reason)) + ": " + first.detail;
    }
  }
  return Error{ErrorCode::kBadInput, std::move(message)};
}

RunStarted run_started(const Reading& reading, const Extent& extent, const ReplayOptions& options) {
  RunStarted start;
  start.at = extent.first;
  start.run = reading.fingerprint ^ static_cast<std::uint64_t>(reading.layout.format);
  start.source = SourceKind::kReplayed;
  start.scenario = to_string(reading.layout.format);
  start.title = title(reading.layout.format);
  start.acceptable_wait = options.acceptable_wait;
  start.short_abandon = options.short_abandon;
  return start;
}

std::string_view what_becomes_unknown(Column column) {
  switch (column) {
    case Column::kAgency:
      return "every agency is 'unknown'";
    case Column::kChannel:
      return "every channel is 'unknown'";
    case Column::kDistrict:
      return "every district is 'unknown'";
    case Column::kDue:
      return "no request has a due time";
    default:
      return "a request is closed if it has a closing time";
  }
}

std::vector<std::string> notes(const Reading& reading, const InputFile& input,
                               const Narrator& narrator) {
  std::vector<std::string> notes = narrator.notes();
  for (const Column column : absent_columns(reading.layout)) {
    notes.push_back("the file has no column '" +
                    std::string(column_name(reading.layout.format, column)) +
                    "': " + std::string(what_becomes_unknown(column)));
  }
  if (input.spooled()) {
    notes.push_back(input.name() + " was copied to a temporary file, to be read twice");
  }
  return notes;
}

}  // namespace

Result<ReplayAccount> replay(const std::string& path, const ReplayOptions& options, AnySink& sink) {
  HOTLINE_REQUIRE(options.remembered_ids >= 1);
  Result<InputFile> input = InputFile::open(path);
  if (!input) {
    return tl::unexpected(input.error());
  }
  RecentIds ids(options.remembered_ids);
  Extent extent;
  const Result<Reading> first = read_rows(*input, options, ids, extent);
  if (!first) {
    return tl::unexpected(first.error());
  }
  if (first->account.used == 0) {
    return tl::unexpected(nothing_used(*input, first->account));
  }
  const Result<std::size_t> again = input->rewind();
  if (!again) {
    return tl::unexpected(again.error());
  }
  ids.clear();
  sink(run_started(*first, extent, options));
  Narrator narrator(extent, sink);
  Result<Reading> second = read_rows(*input, options, ids, narrator);
  if (!second) {
    return tl::unexpected(second.error());
  }
  if (second->fingerprint != first->fingerprint) {
    return system_failure(input->name() + ": changed while it was read");
  }
  sink(RunEnded{extent.last});
  second->account.notes = notes(*second, *input, narrator);
  return std::move(second->account);
}

}  // namespace hotline::monitor
