// The shape is documented in docs/JSON.md.
#include <charconv>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "core/report/format.hpp"
#include "core/report/report.hpp"
#include "core/report/summary.hpp"

namespace hotline::report {
namespace {

using Json = nlohmann::ordered_json;

// ---- Printing ---------------------------------------------------------------------------------

/// Shortest text that reads back as the same double. JSON has no infinity and no NaN; measures have
/// neither.
std::string shortest(double value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), end.ptr};
}

std::string scalar(const Json& value) {
  if (value.is_number_float()) {
    return shortest(value.get<double>());
  }
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool fits_one_line(const Json& value) {
  for (const Json& item : value) {
    if (item.is_structured() && (value.is_array() || !fits_one_line(item))) {
      return false;
    }
  }
  return value.size() <= 4 || value.is_array();
}

/// Indented by two, but what holds little (one measure, one array of numbers) stays on one line.
void print(std::string& text, const Json& value, std::size_t indent) {
  if (!value.is_structured()) {
    text += scalar(value);
    return;
  }
  const bool one_line = value.empty() || fits_one_line(value);
  const std::string gap = one_line ? "" : "\n" + std::string(indent + 2, ' ');
  text += value.is_array() ? '[' : '{';
  bool first = true;
  for (const auto& item : value.items()) {
    text += first ? "" : (one_line ? ", " : ",");
    text += gap;
    if (value.is_object()) {
      text += scalar(Json(item.key()));
      text += ": ";
    }
    print(text, item.value(), indent + 2);
    first = false;
  }
  text += one_line ? "" : "\n" + std::string(indent, ' ');
  text += value.is_array() ? ']' : '}';
}

// ---- The run ----------------------------------------------------------------------------------

std::string hexadecimal(std::uint64_t value) {
  std::array<char, 17> buffer{};
  (void)std::snprintf(buffer.data(), buffer.size(), "%016llx",
                      static_cast<unsigned long long>(value));
  return buffer.data();
}

Json replication_json(const Scorecard& card) {
  Json one;
  one["run"] = hexadecimal(card.run().run);
  one["seed"] = card.run().seed;
  one["replication"] = card.run().replication;
  one["complete"] = card.complete();
  one["measured_from"] = to_string(card.measured_from());
  one["measured_until"] = to_string(card.measured_until());
  one["facts"] = card.facts();
  return one;
}

Json run_json(const Summary& summary) {
  if (summary.replications().empty()) {
    return nullptr;
  }
  const RunStarted& run = summary.replications().front().run();
  Json json;
  json["source"] = run.source == SourceKind::kReplayed ? "replayed" : "simulated";
  json["scenario"] = run.scenario;
  json["title"] = run.title;
  json["complete"] = summary.complete();
  json["acceptable_wait_seconds"] = to_seconds(run.acceptable_wait);
  json["short_abandon_seconds"] = to_seconds(run.short_abandon);
  json["replications"] = Json::array();
  for (const Scorecard& card : summary.replications()) {
    json["replications"].push_back(replication_json(card));
  }
  return json;
}

Json input_json(const InputAccount& input) {
  Json json;
  json["file"] = input.file;
  json["format"] = input.format;
  json["read"] = input.read;
  json["used"] = input.used;
  json["refused"] = Json::object();
  for (const auto& [reason, number] : input.refused) {
    json["refused"][reason] = number;
  }
  json["listed"] = input.listed;
  return json;
}

// ---- Measures ---------------------------------------------------------------------------------

Json measure_json(const Estimate& estimate) {
  Json json;
  json["value"] = estimate.value ? Json(*estimate.value) : Json(nullptr);
  json["unit"] = measures::to_string(estimate.unit);
  if (estimate.interval) {
    json["interval"] = {{"level", estimate.interval->level},
                        {"half_width", estimate.interval->half_width},
                        {"n", estimate.interval->n}};
  }
  return json;
}

Json row_measures(const Summary& summary, Scope scope, std::size_t row) {
  Json json = Json::object();
  for (const MeasureSpec& spec : measures::catalogue()) {
    if (spec.scope == scope) {
      const Estimate found = summary.estimate(spec, row);
      if (!spec.is_occasional || found.value.value_or(0) != 0) {
        json[std::string(spec.name)] = measure_json(found);
      }
    }
  }
  return json;
}

Json scope_measures(const Summary& summary, Scope scope) {
  Json json = Json::array();
  for (std::size_t row = 0; row < summary.rows(scope); ++row) {
    Json one;
    one["id"] = row;
    one["name"] = summary.name(scope, row);
    one["measures"] = row_measures(summary, scope, row);
    json.push_back(std::move(one));
  }
  return json;
}

Json measures_json(const Summary& summary) {
  Json json;
  json["run"] = row_measures(summary, Scope::kRun, 0);
  for (const Scope scope :
       {Scope::kChannel, Scope::kGroup, Scope::kAgency, Scope::kCategory, Scope::kDistrict}) {
    json[std::string(measures::to_string(scope))] = scope_measures(summary, scope);
  }
  return json;
}

// ---- Counts -----------------------------------------------------------------------------------

/// Divided, not multiplied by 1e-6 as to_seconds does: 662.424062, not 662.4240619999999.
double in_seconds(Duration d) {
  return static_cast<double>(d.count()) / 1e6;
}

Json durations_json(const stats::DurationHistogram& durations) {
  Json json;
  json["count"] = durations.count();
  json["sum_seconds"] = durations.sum_seconds();
  json["greatest_seconds"] = in_seconds(durations.greatest());
  json["buckets"] = durations.bound_counts();
  return json;
}

// What many hotlines do not have is said only where there is any.

void add_if_any(Json& json, const char* name, std::uint64_t number) {
  if (number > 0) {
    json[name] = number;
  }
}

void add_if_any(Json& json, const char* name, std::int64_t level) {
  if (level != 0) {
    json[name] = level;
  }
}

void add_if_any(Json& json, const char* name, const stats::DurationHistogram& durations) {
  if (durations.count() > 0) {
    json[name] = durations_json(durations);
  }
}

template <std::size_t N>
void add_if_any(Json& json, const char* name, const std::array<std::uint64_t, N>& numbers,
                const std::array<const char*, N>& kinds) {
  for (std::size_t i = 0; i < N; ++i) {
    if (numbers.at(i) > 0) {
      json[name][kinds.at(i)] = numbers.at(i);
    }
  }
}

constexpr std::array<const char*, 5> kClosures = {"unknown", "archived", "withdrawn", "unfixable",
                                                  "duplicate"};
constexpr std::array<const char*, 6> kReturnReasons = {"unknown",     "wrong_area", "unclear",
                                                       "overlapping", "after_work", "overload"};
constexpr std::array<const char*, 5> kPauseReasons = {"unknown", "citizen", "parts", "weather",
                                                      "other"};

std::string_view to_string(ChannelMode mode) {
  switch (mode) {
    case ChannelMode::kUnknown:
      return "unknown";
    case ChannelMode::kLive:
      return "live";
    case ChannelMode::kDeferred:
      return "deferred";
    case ChannelMode::kDirect:
      return "direct";
  }
  return "unknown";
}

Json counts_of(const measures::ChannelCounts& c) {
  Json json;
  json["arrived"] = c.arrived;
  json["redials"] = c.redials;
  json["blocked"] = c.blocked;
  json["queued"] = c.queued;
  json["answered"] = c.answered;
  json["answered_at_once"] = c.answered_at_once;
  json["answered_within"] = c.answered_within;
  json["abandoned"] = c.abandoned;
  json["abandoned_within"] = c.abandoned_within;
  json["abandoned_short"] = c.abandoned_short;
  json["ended"] = c.ended;
  json["ended_direct"] = c.ended_direct;
  json["left_ticket"] = c.left_ticket;
  json["waiting_at_end"] = c.queue.value();
  json["waited_answered"] = durations_json(c.waited_answered.histogram());
  json["waited_abandoned"] = durations_json(c.waited_abandoned);
  json["talk"] = durations_json(c.talk);
  json["arrived_by_hour_of_week"] = c.arrived_by_hour;
  json["answered_by_hour_of_week"] = c.answered_by_hour;
  json["answered_within_by_hour_of_week"] = c.answered_within_by_hour;
  json["abandoned_by_hour_of_week"] = c.abandoned_by_hour;
  if (c.mode != ChannelMode::kUnknown) {
    json["mode"] = to_string(c.mode);
  }
  if (c.answer_target.count() != 0) {
    json["answer_target_seconds"] = in_seconds(c.answer_target);
    json["answered_within_target"] = c.answered_within_target;
  }
  add_if_any(json, "chasing", c.chasing);
  add_if_any(json, "answered_again", c.answered_again);
  add_if_any(json, "balked", c.balked);
  add_if_any(json, "self_served", c.self_served);
  add_if_any(json, "contained", c.contained);
  add_if_any(json, "self_service", c.self_service);
  add_if_any(json, "callbacks_offered", c.callbacks_offered);
  add_if_any(json, "callbacks_accepted", c.callbacks_accepted);
  add_if_any(json, "callbacks_made", c.callbacks_made);
  add_if_any(json, "callbacks_reached", c.callbacks_reached);
  add_if_any(json, "callbacks_waiting_at_end", c.callback_queue.value());
  add_if_any(json, "callback_wait", c.callback_wait.histogram());
  add_if_any(json, "voicemail", c.voicemail);
  add_if_any(json, "transferred", c.transferred);
  add_if_any(json, "transferred_warm", c.transferred_warm);
  add_if_any(json, "handed_back", c.handed_back);
  add_if_any(json, "merged", c.merged);
  add_if_any(json, "informed", c.informed);
  add_if_any(json, "lost_after_answer", c.lost_after_answer);
  add_if_any(json, "lost_callbacks", c.lost_callbacks);
  return json;
}

Json counts_of(const measures::GroupCounts& c) {
  Json json;
  json["answered"] = c.answered;
  json["on_duty_at_end"] = c.on_duty.value();
  json["busy_at_end"] = c.busy.value();
  json["handle"] = durations_json(c.handle);
  json["after_call"] = durations_json(c.after_call);
  json["past_shift_seconds"] = in_seconds(c.past_shift);
  add_if_any(json, "beside_at_end", c.beside.value());
  if (!(c.planned == c.on_duty)) {
    json["planned_at_end"] = c.planned.value();
  }
  add_if_any(json, "transferred", c.transferred);
  add_if_any(json, "handed_back", c.handed_back);
  add_if_any(json, "callbacks_made", c.callbacks_made);
  return json;
}

Json counts_of(const measures::TicketCounts& c) {
  Json json;
  json["opened"] = c.opened;
  json["resolved"] = c.resolved;
  json["resolved_again"] = c.resolved_again;
  json["resolution_due_on_time"] = c.resolution_due_on_time;
  json["resolution_late"] = c.resolution_late;
  json["resolution"] = durations_json(c.resolution.histogram());
  add_if_any(json, "merged", c.merged);
  add_if_any(json, "unfixable", c.unfixable);
  add_if_any(json, "reopened", c.reopened);
  add_if_any(json, "resolution_overdue", c.resolution_overdue);
  add_if_any(json, "closed", c.closed, kClosures);
  return json;
}

Json counts_of(const measures::AgencyCounts& c) {
  Json json = counts_of(c.tickets);
  json["reopened"] = c.tickets.reopened;
  json["resolution_overdue"] = c.tickets.resolution_overdue;
  json["dispatched"] = c.dispatched;
  json["signed_for"] = c.signed_for;
  json["responded"] = c.responded;
  json["response_due_on_time"] = c.response_due_on_time;
  json["response_overdue"] = c.response_overdue;
  json["returned"] = c.returned;
  json["arbitrated"] = c.arbitrated;
  json["surveyed"] = c.surveyed;
  json["survey_answered"] = c.survey_answered;
  json["survey_responded"] = c.survey_responded;
  json["survey_fixed"] = c.survey_fixed;
  json["survey_satisfied"] = c.survey_satisfied;
  json["survey_closed_on_time"] = c.survey_closed_on_time;
  json["survey_fixed_on_time"] = c.survey_fixed_on_time;
  json["crews_on_duty_at_end"] = c.crews_on_duty.value();
  json["crews_busy_at_end"] = c.crews_busy.value();
  json["response"] = durations_json(c.response.histogram());
  json["work_wait"] = durations_json(c.work_wait.histogram());
  json["work"] = durations_json(c.work);
  add_if_any(json, "assisted", c.assisted);
  add_if_any(json, "escalated_before_due", c.escalated_before_due);
  add_if_any(json, "escalated_after_due", c.escalated_after_due);
  add_if_any(json, "extensions_asked", c.extensions_asked);
  add_if_any(json, "extensions_granted", c.extensions_granted);
  add_if_any(json, "chased", c.chased);
  add_if_any(json, "withdrawn", c.withdrawn);
  add_if_any(json, "interrupted", c.interrupted);
  add_if_any(json, "paused", c.paused, kPauseReasons);
  add_if_any(json, "returned_for", c.returned_for, kReturnReasons);
  add_if_any(json, "pause", c.pause);
  add_if_any(json, "travel", c.travel);
  return json;
}

template <class Row>
Json scope_counts(const Summary& summary, Scope scope, const std::vector<Row>& rows) {
  Json json = Json::array();
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Json one;
    one["id"] = row;
    one["name"] = summary.name(scope, row);
    one.update(counts_of(rows[row]));
    json.push_back(std::move(one));
  }
  return json;
}

Json counts_json(const Summary& summary) {
  const Totals sum = totals(summary.replications());
  Json json;
  json["open_tickets_at_end"] = sum.open_tickets;
  json["tickets_opened_by_channel"] = sum.opened_by_channel;
  json["tickets_opened_by_hour_of_week"] = sum.opened_by_hour;
  json["bucket_bounds_seconds"] = stats::DurationStatistics::kBoundsSeconds;
  json["channel"] = scope_counts(summary, Scope::kChannel, sum.channels);
  json["group"] = scope_counts(summary, Scope::kGroup, sum.groups);
  json["agency"] = scope_counts(summary, Scope::kAgency, sum.agencies);
  json["category"] = scope_counts(summary, Scope::kCategory, sum.categories);
  json["district"] = scope_counts(summary, Scope::kDistrict, sum.districts);
  return json;
}

}  // namespace

std::string to_json(std::span<const Scorecard> replications, const Context& context) {
  const Summary summary(replications);
  Json json;
  json["schema"] = "hotline.scorecard/1";
  json["run"] = run_json(summary);
  if (context.input) {
    json["input"] = input_json(*context.input);
  }
  json["measures"] = measures_json(summary);
  json["counts"] = counts_json(summary);
  std::string text;
  print(text, json, 0);
  text += '\n';
  return text;
}

}  // namespace hotline::report
