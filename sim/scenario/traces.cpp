// sim/scenario/traces.cpp: [trace.*], in the scenario or in a file of its own.
#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/quantity.hpp"
#include "sim/scenario/parts.hpp"

namespace hotline::sim {
namespace {

/// What a row may refer to.
struct TraceNames {
  std::vector<std::string> channels;
  std::vector<std::string> categories;
  std::vector<std::string> districts;
};

/// What a row leaves out.
struct Usual {
  std::optional<std::size_t> channel;
  std::optional<std::size_t> category;
};

template <class AnyId>
AnyId id_of(std::size_t index) {
  return AnyId{static_cast<std::uint32_t>(index)};
}

TraceArrival read_arrival(const Table& row, const TraceNames& names, const Usual& usual,
                          SimTime start) {
  row.need({"at"});
  TraceArrival out;
  out.at = start + row.duration("at").value_or(Duration{0});
  const auto channel =
      row.has("channel") ? row.reference("channel", "channel", names.channels) : usual.channel;
  const auto category = row.has("category")
                            ? row.reference("category", "category", names.categories)
                            : usual.category;
  if (!channel || !category) {
    row.fail("found no channel or no category, expected both, here or of the trace");
  }
  out.channel = id_of<ChannelId>(channel.value_or(0));
  out.category = id_of<CategoryId>(category.value_or(0));
  if (const auto district = row.reference("district", "district", names.districts)) {
    out.district = id_of<DistrictId>(*district);
  }
  out.handle = row.duration("handle").value_or(out.handle);
  return out;
}

/// A file of comma-separated values: a header that names the columns, then a contact a line.
class TraceFile {
 public:
  TraceFile(std::string_view text, std::string name, const TraceNames& names, const Usual& usual,
            SimTime start)
      : left_(text), name_(std::move(name)), names_(&names), usual_(&usual), start_(start) {}

  /// kBadInput: file:line:column and what is wrong.
  Result<std::vector<TraceArrival>> read() {
    std::vector<TraceArrival> out;
    read_header();
    while (!error_ && next_line()) {
      const TraceArrival arrival = read_line();
      if (!error_ && !out.empty() && arrival.at < out.back().at) {
        fail(0, "found a time before that of the line above, expected times in order");
      }
      out.push_back(arrival);
    }
    if (error_) {
      return tl::unexpected<Error>(*error_);
    }
    return out;
  }

 private:
  enum Column : std::size_t { kTime, kChannel, kCategory, kDistrict, kHandle, kColumns };

  static constexpr std::array<std::string_view, kColumns> kNames{"time", "channel", "category",
                                                                 "district", "handle"};

  bool next_line() {
    if (left_.empty()) {
      return false;
    }
    const std::size_t end = std::min(left_.find('\n'), left_.size());
    std::string_view line = left_.substr(0, end);
    left_.remove_prefix(std::min(end + 1, left_.size()));
    ++line_;
    if (!line.empty() && line.back() == '\r') {
      line.remove_suffix(1);
    }
    fields_.clear();
    columns_.clear();
    for (std::size_t from = 0;;) {
      const std::size_t comma = std::min(line.find(',', from), line.size());
      fields_.push_back(line.substr(from, comma - from));
      columns_.push_back(static_cast<std::uint32_t>(from + 1));
      if (comma == line.size()) {
        return true;
      }
      from = comma + 1;
    }
  }

  void fail(std::size_t field, const std::string& message) {
    if (!error_) {
      const Position at{line_, field < columns_.size() ? columns_[field] : 1};
      error_ = Error{ErrorCode::kBadInput, located(name_, at, message)};
    }
  }

  void read_header() {
    place_.fill(kColumns);
    if (!next_line()) {
      line_ = 1;
      return fail(0, "found nothing, expected a header with 'time'");
    }
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      const auto* const found = std::find(kNames.begin(), kNames.end(), fields_[i]);
      const auto column = static_cast<std::size_t>(found - kNames.begin());
      if (column == kColumns) {
        return fail(i, "found the column '" + printable(fields_[i]) + "', " +
                           allowed_names(fields_[i], kNames));
      }
      if (place_.at(column) != kColumns) {
        return fail(i, "found the column '" + printable(fields_[i]) + "' a second time");
      }
      place_.at(column) = i;
    }
    width_ = fields_.size();
    if (place_[kTime] == kColumns) {
      return fail(0, "found no column 'time', expected it");
    }
    if ((place_[kChannel] == kColumns && !usual_->channel) ||
        (place_[kCategory] == kColumns && !usual_->category)) {
      fail(0, "found no column for channel or category, expected both, here or of the trace");
    }
  }

  [[nodiscard]] std::string_view field(Column column) const {
    return place_.at(column) == kColumns ? std::string_view() : fields_[place_.at(column)];
  }

  std::size_t named(Column column, const std::vector<std::string>& names, std::size_t usual) {
    const std::string_view text = field(column);
    if (text.empty()) {
      return usual;
    }
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) {
      const std::vector<std::string_view> known(names.begin(), names.end());
      fail(place_.at(column), "found the " + std::string(kNames.at(column)) + " '" +
                                  printable(text) + "', " + allowed_names(text, known));
      return usual;
    }
    return static_cast<std::size_t>(found - names.begin());
  }

  /// A date with a time of day, or seconds after the start of the run.
  SimTime read_time() {
    const std::string_view text = field(kTime);
    if (const Result<SimTime> date = parse_time(text)) {
      if (*date < start_) {
        fail(place_[kTime], "found a time before the start of the run, allowed from there on");
      }
      return *date;
    }
    return start_ + read_seconds(kTime, "a time like 2025-01-06T08:00:00, or seconds");
  }

  Duration read_seconds(Column column, const std::string& wanted) {
    const std::string_view text = field(column);
    double seconds = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (code != std::errc{} || end != text.data() + text.size() || !(seconds >= 0) ||
        seconds > to_seconds(kMaxSpan)) {
      fail(place_.at(column), "found '" + printable(text) + "', expected " + wanted +
                                  " after the start, 0 to 3155760000");
      return Duration{0};
    }
    return from_seconds(seconds);
  }

  TraceArrival read_line() {
    TraceArrival out;
    if (fields_.size() != width_) {
      fail(0, "found " + std::to_string(fields_.size()) + " values, expected " +
                  std::to_string(width_));
      return out;
    }
    out.at = read_time();
    out.channel = id_of<ChannelId>(named(kChannel, names_->channels, usual_->channel.value_or(0)));
    out.category =
        id_of<CategoryId>(named(kCategory, names_->categories, usual_->category.value_or(0)));
    out.district = id_of<DistrictId>(named(kDistrict, names_->districts, TraceArrival::kDrawn));
    if (!field(kHandle).empty()) {
      out.handle = read_seconds(kHandle, "seconds");
    }
    return out;
  }

  std::string_view left_;
  std::string name_;
  const TraceNames* names_;
  const Usual* usual_;
  SimTime start_;
  std::uint32_t line_ = 0;
  std::size_t width_ = 0;
  std::array<std::size_t, kColumns> place_{};
  std::vector<std::string_view> fields_;
  std::vector<std::uint32_t> columns_;
  std::optional<Error> error_;
};

void read_from_file(const Table& table, LoadLog& log, const TraceNames& names, const Usual& usual,
                    SimTime start, Trace& trace) {
  const std::optional<std::string> file = table.text("file");
  if (!file) {
    return;
  }
  if (!file->ends_with(".csv")) {
    return table.fail_at("file",
                         "found '" + printable(*file) + "', expected a name ending in .csv");
  }
  const Result<ScriptFile> text = log.read_script(*file, table.node("file")->at);
  if (!text) {
    return table.fail_at("file", text.error().message);
  }
  Result<std::vector<TraceArrival>> arrivals =
      TraceFile(text->text, text->name, names, usual, start).read();
  if (!arrivals) {
    return log.fail_elsewhere(arrivals.error());
  }
  trace.arrivals = std::move(*arrivals);
}

}  // namespace

void read_traces(const Table& root, LoadLog& log, Scenario& scenario) {
  const TraceNames names{names_of(scenario.channels), names_of(scenario.categories),
                         names_of(scenario.districts)};
  for (const auto& [name, table] : root.named("trace", "trace.*")) {
    Trace trace;
    trace.name = name;
    const Usual usual{table.reference("channel", "channel", names.channels),
                      table.reference("category", "category", names.categories)};
    if (table.one_of({"arrivals", "file"}) == "file") {
      read_from_file(table, log, names, usual, scenario.start, trace);
    } else {
      for (const Table& row : table.list("arrivals", "trace.*.arrivals")) {
        trace.arrivals.push_back(read_arrival(row, names, usual, scenario.start));
        if (trace.arrivals.size() > 1 &&
            trace.arrivals.back().at < (trace.arrivals.end() - 2)->at) {
          row.fail_at("at", "found a time before that of the row above, expected them in order");
        }
      }
    }
    scenario.traces.push_back(std::move(trace));
  }
}

}  // namespace hotline::sim
