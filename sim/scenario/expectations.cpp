// sim/scenario/expectations.cpp: reads [verify] and [[expect]].
#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "core/base/quantity.hpp"
#include "sim/scenario/parts.hpp"
#include "sim/scenario/week.hpp"

namespace hotline::sim {
namespace {

constexpr std::array<std::string_view, 4> kStatistics{"mean", "pooled", "variance",
                                                      "standard-deviation"};
constexpr std::array<std::string_view, 5> kKinds{"channel", "group", "agency", "category",
                                                 "district"};
constexpr std::string_view kNumbers =
    R"(, expected a number, a share like "17.4 %" or a duration like "7.84 s")";

bool is_finite_number(const Node& node) {
  return node.kind == Node::Kind::kInteger ||
         (node.kind == Node::Kind::kFloat && std::isfinite(node.number));
}

std::optional<Quantity> quantity_of(const Table& table, std::string_view key, const Node& node) {
  if (is_finite_number(node)) {
    return Quantity{node.number, false};
  }
  if (node.kind == Node::Kind::kString) {
    if (const Result<double> share = parse_share(node.text)) {
      return Quantity{*share, false};
    }
    if (const Result<Duration> duration = parse_duration(node.text)) {
      return Quantity{to_seconds(*duration), true};
    }
  }
  table.fail_at(node.at, key, "found " + node.describe() + std::string(kNumbers));
  return std::nullopt;
}

std::optional<Quantity> quantity(const Table& table, std::string_view key) {
  const Node* const node = table.node(key);
  return node == nullptr ? std::nullopt : quantity_of(table, key, *node);
}

/// A number that is no duration, within bounds.
std::optional<double> number(const Table& table, std::string_view key, double least, double most) {
  const std::optional<Quantity> value = quantity(table, key);
  if (!value) {
    return std::nullopt;
  }
  if (value->is_duration || value->number < least || value->number > most) {
    table.fail_at(key, "found " + table.node(key)->describe() + ", allowed " + plain_number(least) +
                           " to " + plain_number(most));
    return std::nullopt;
  }
  return value->number;
}

std::optional<Duration> duration(const Table& table, std::string_view key) {
  const Node* const node = table.node(key);
  if (node == nullptr) {
    return std::nullopt;
  }
  const Result<Duration> value = parse_duration(node->text);
  if (!value) {
    table.fail_at(key, value.error().message);
    return std::nullopt;
  }
  return *value;
}

/// [low, high].
void read_bounds(const Table& table, std::string_view key, Expectation& row) {
  const Node* const node = table.node(key);
  if (node->kind != Node::Kind::kArray || node->items.size() != 2) {
    table.fail_at(key, "found " + node->describe() + ", expected [lowest, highest]");
    return;
  }
  row.low = quantity_of(table, key, node->items[0]).value_or(Quantity{});
  row.high = quantity_of(table, key, node->items[1]).value_or(Quantity{});
  if (row.high.number < row.low.number || row.high.is_duration != row.low.is_duration) {
    table.fail_at(key, "found bounds that are not [lowest, highest] of one kind");
  }
}

void read_claim(const Table& table, Expectation& row) {
  const std::string_view key = table.one_of({"value", "interval", "between"});
  if (key == "value") {
    row.low = quantity(table, key).value_or(Quantity{});
    row.high = row.low;
  } else if (!key.empty()) {
    row.claim = key == "interval" ? Claim::kInterval : Claim::kBetween;
    read_bounds(table, key, row);
  }
  if (!key.empty() && key != "value" && (table.has("tolerance") || table.has("absolute"))) {
    table.fail_at(key, "found a tolerance beside bounds, allowed is one of them");
  }
  if (row.claim != Claim::kInterval && table.has("level")) {
    table.fail_at("level", "found a level without an interval");
  }
  row.level = number(table, "level", 0.5, 0.9999).value_or(0.95);
  if (table.has("tolerance") && table.has("absolute")) {
    table.fail_at("absolute", "found beside 'tolerance', allowed one of them");
  }
  row.tolerance = number(table, "tolerance", 0, 1).value_or(0.01);
  row.absolute = quantity(table, "absolute");
  if (row.absolute && row.absolute->number < 0) {
    table.fail_at("absolute", "found a tolerance below 0");
  }
  if (row.claim == Claim::kValue && row.low.number == 0 && !row.absolute &&
      !(table.has("tolerance") && row.tolerance == 0)) {
    table.fail("found a share of the value 0 as tolerance, expected 'absolute' or tolerance = 0");
  }
}

std::vector<std::string> names_of_kind(const Scenario& scenario, OfKind kind) {
  switch (kind) {
    case OfKind::kRun:
      break;
    case OfKind::kChannel:
      return names_of(scenario.channels);
    case OfKind::kGroup:
      return names_of(scenario.groups);
    case OfKind::kAgency:
      return names_of(scenario.agencies);
    case OfKind::kCategory:
      return names_of(scenario.categories);
    case OfKind::kDistrict:
      return names_of(scenario.districts);
  }
  return {};
}

/// "channel phone".
void read_of(const Table& table, const Scenario& scenario, Expectation& row) {
  const std::optional<std::string> text = table.text("of");
  if (!text) {
    return;
  }
  row.of_text = *text;
  const std::size_t blank = text->find(' ');
  const std::string kind = text->substr(0, blank);
  const auto* const found = std::find(kKinds.begin(), kKinds.end(), kind);
  if (blank == std::string::npos || found == kKinds.end()) {
    table.fail_at("of", "found '" + printable(*text) +
                            "', expected a kind and a name; kinds: " + allowed_names(kind, kKinds));
    return;
  }
  row.of = static_cast<OfKind>(found - kKinds.begin() + 1);
  const std::string name = text->substr(blank + 1);
  const std::vector<std::string> names = names_of_kind(scenario, row.of);
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) {
    const std::vector<std::string_view> known(names.begin(), names.end());
    table.fail_at(
        "of", "found the " + kind + " '" + printable(name) + "', " + allowed_names(name, known));
    return;
  }
  row.row = static_cast<std::size_t>(at - names.begin());
}

/// An instant is the shortest period there is.
void read_period(const Table& table, const Scenario& scenario, Expectation& row) {
  row.from = duration(table, "from");
  row.until = duration(table, "until");
  if (const std::optional<Duration> at = duration(table, "at")) {
    if (row.from || row.until) {
      table.fail_at("at", "found beside 'from' or 'until', allowed alone");
    }
    row.at_instant = true;
    row.from = at;
    row.until = *at + Duration{1};
  } else if (row.from.value_or(scenario.warm_up) >= row.until.value_or(kMaxSpan)) {
    table.fail(row.from ? "found 'until' that is not after 'from'"
                        : "found 'until' within the warm-up, expected a 'from' before it");
  }
  const Duration end = scenario.warm_up + scenario.verification.length.value_or(scenario.length);
  if (!scenario.drain && row.from.value_or(Duration{0}) >= end) {
    table.fail_at(row.at_instant ? "at" : "from",
                  "found a time after the end of the run, allowed less than " + human(end));
  }
}

/// [7, 23]: from 7 o'clock to 23.
std::optional<std::pair<int, int>> read_hours(const Table& table) {
  constexpr std::int64_t kHoursOfDay = 24;
  const Node* const node = table.node("hours");
  if (node == nullptr) {
    return std::nullopt;
  }
  const bool two = node->kind == Node::Kind::kArray && node->items.size() == 2 &&
                   node->items[0].kind == Node::Kind::kInteger &&
                   node->items[1].kind == Node::Kind::kInteger;
  if (!two || node->items[0].integer < 0 || node->items[1].integer > kHoursOfDay ||
      node->items[0].integer >= node->items[1].integer) {
    table.fail_at("hours", "found " + node->describe() +
                               ", expected [first, last] of whole hours from 0 to 24");
    return std::nullopt;
  }
  return std::pair{static_cast<int>(node->items[0].integer),
                   static_cast<int>(node->items[1].integer)};
}

Expectation read_expectation(const Table& table, const Scenario& scenario,
                             const std::string& source) {
  constexpr double kMostNumber = 1e9;
  Expectation row;
  row.place = table.place();
  table.need({"measure"});
  row.measure = table.text("measure").value_or("");
  row.per = table.text("per").value_or("");
  read_of(table, scenario, row);
  row.statistic = static_cast<Statistic>(table.choice("statistic", kStatistics).value_or(0));
  read_claim(table, row);
  read_period(table, scenario, row);
  if (const std::optional<double> n = number(table, "number", 0, kMostNumber)) {
    row.number = static_cast<std::int64_t>(*n);
    if (static_cast<double>(*row.number) != *n) {
      table.fail_at("number", "found a fraction, expected a whole number");
    }
  }
  row.within = duration(table, "within");
  row.hours = read_hours(table);
  if (const std::optional<std::string> days = table.text("days")) {
    const Result<std::array<bool, 7>> which = parse_days(*days);
    if (!which) {
      table.fail_at("days", "found '" + printable(*days) + "', " + which.error().message);
    } else {
      row.days = *which;
    }
  }
  row.reason = table.text("reason").value_or("");
  row.source = table.text("source").value_or(source);
  if (row.source.empty()) {
    table.fail("found no 'source', expected one here or in [verify]");
  }
  table.check_cited("source");
  return row;
}

}  // namespace

void read_verification(const Table& root, Scenario& scenario) {
  std::string source;
  if (const std::optional<Table> table = root.table("verify", "verify")) {
    source = table->text("source").value_or("");
    scenario.verification.quick = table->boolean("quick").value_or(false);
    scenario.verification.work = number(*table, "work", 1e3, 1e15);
    scenario.verification.length = duration(*table, "length");
    if (scenario.verification.length.value_or(kSecond) < kSecond ||
        scenario.warm_up + scenario.verification.length.value_or(kSecond) > kMaxSpan) {
      table->fail_at("length", "found " + table->node("length")->describe() +
                                   ", allowed 1 s to 36525 d with the warm-up");
    }
  }
  for (const Table& table : root.list("expect", "expect")) {
    scenario.verification.expectations.push_back(read_expectation(table, scenario, source));
  }
}

}  // namespace hotline::sim
