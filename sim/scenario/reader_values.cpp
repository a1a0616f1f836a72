#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "core/base/quantity.hpp"
#include "sim/scenario/reader.hpp"

namespace hotline::sim {
namespace {

/// As written, on one line: "[1, 2, 3]" for an array.
std::string written(const Node& node) {
  if (node.kind != Node::Kind::kArray) {
    return node.text;
  }
  std::string out = "[";
  for (const Node& item : node.items) {
    out += (out.size() == 1 ? "" : ", ") + item.text;
  }
  return out + "]";
}

bool is_number(const Node& node) {
  return node.kind == Node::Kind::kInteger ||
         (node.kind == Node::Kind::kFloat && std::isfinite(node.number));
}

std::string in_range(double least, double most) {
  return ", allowed " + plain_number(least) + " to " + plain_number(most);
}

/// 0 and 1 stay what they are.
double with_odds_times(double share, double factor) {
  return factor == 1 ? share : share * factor / (1 - share + share * factor);
}

}  // namespace

std::string plain_number(double value) {
  std::array<char, 40> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.10g", value);
  return {text.data(), static_cast<std::size_t>(length)};
}

std::optional<std::string> Table::text(std::string_view key) const {
  const Node::Member* const found = member(key);
  if (found == nullptr) {
    return std::nullopt;
  }
  if (found->value.kind != Node::Kind::kString || found->value.text.empty()) {
    fail_at(key, "found " + found->value.describe() + ", expected a text");
    return std::nullopt;
  }
  return found->value.text;
}

std::optional<bool> Table::boolean(std::string_view key) const {
  const Node::Member* const found = member(key);
  if (found == nullptr) {
    return std::nullopt;
  }
  if (found->value.kind != Node::Kind::kBoolean) {
    fail_at(key, "found " + found->value.describe() + ", expected true or false");
    return std::nullopt;
  }
  return found->value.boolean;
}

std::optional<std::size_t> Table::choice(std::string_view key,
                                         std::span<const std::string_view> names) const {
  const std::optional<std::string> found = text(key);
  if (!found) {
    return std::nullopt;
  }
  const auto name = std::find(names.begin(), names.end(), *found);
  if (name == names.end()) {
    fail_at(key, "found '" + printable(*found) + "', " + allowed_names(*found, names));
    return std::nullopt;
  }
  return static_cast<std::size_t>(name - names.begin());
}

std::optional<std::size_t> Table::reference(std::string_view key, std::string_view what,
                                            std::span<const std::string> names) const {
  const std::optional<std::string> found = text(key);
  if (!found) {
    return std::nullopt;
  }
  const auto name = std::find(names.begin(), names.end(), *found);
  if (name == names.end()) {
    const std::vector<std::string_view> known(names.begin(), names.end());
    fail_at(key, "found the " + std::string(what) + " '" + printable(*found) + "', " +
                     allowed_names(*found, known));
    return std::nullopt;
  }
  return static_cast<std::size_t>(name - names.begin());
}

std::vector<std::size_t> Table::references(std::string_view key, std::string_view what,
                                           std::span<const std::string> names) const {
  std::vector<std::size_t> out;
  for (const auto& [at, text] : texts(key)) {
    const auto name = std::find(names.begin(), names.end(), text);
    const auto index = static_cast<std::size_t>(name - names.begin());
    if (name == names.end()) {
      const std::vector<std::string_view> known(names.begin(), names.end());
      fail_at(at, key,
              "found the " + std::string(what) + " '" + printable(text) + "', " +
                  allowed_names(text, known));
    } else if (std::find(out.begin(), out.end(), index) != out.end()) {
      fail_at(at, key, "found the " + std::string(what) + " '" + *name + "' a second time");
    } else {
      out.push_back(index);
    }
  }
  return out;
}

std::optional<Table::Figure> Table::figure(std::string_view key) const {
  const Node::Member* const found = member(key);
  return found == nullptr ? std::nullopt : figure_of(*found);
}

std::optional<Table::Figure> Table::figure_of(const Node::Member& from) const {
  Figure out{&from.value, from.value.at, path_of(from.key), provenance_[from.at.file]};
  if (from.value.kind == Node::Kind::kTable) {
    constexpr std::array<std::string_view, 1> kValue{"value"};
    const Section wrapper{"", kValue};
    const Table inner(*log_, from.value, from.at, out.path, provenance_, wrapper);
    out.node = from.value.find("value");
    if (out.node == nullptr) {
      inner.fail("found a table without 'value', expected { value = ..., published = ... }");
      return std::nullopt;
    }
    out.at = out.node->at;
    out.provenance = inner.provenance_[out.at.file];
  }
  log_->note(
      SourcedParameter{out.path, written(*out.node), out.provenance.kind, out.provenance.note, 0},
      out.at);
  if (out.provenance.kind == ProvenanceKind::kAssumed ||
      out.provenance.kind == ProvenanceKind::kUnsourced) {
    out.factor = log_->factor(out.path);
  }
  return out;
}

void Table::fail_figure(const Figure& figure, std::string_view message) const {
  log_->fail(figure.at, figure.path, message);
}

std::optional<SimTime> Table::date(std::string_view key) const {
  const std::optional<Figure> from = figure(key);
  if (!from) {
    return std::nullopt;
  }
  const Result<SimTime> time = parse_time(from->node->text);
  if (!time) {
    fail_figure(*from, "found " + from->node->describe() +
                           ", expected a date like 2025-01-06 or 2025-01-06T13:05:07");
    return std::nullopt;
  }
  return *time;
}

std::optional<Duration> Table::duration(std::string_view key, Duration least) const {
  const std::optional<Figure> from = figure(key);
  if (!from) {
    return std::nullopt;
  }
  if (from->node->kind != Node::Kind::kString && !is_number(*from->node)) {
    fail_figure(*from, "found " + from->node->describe() + ", expected a duration like \"240 s\"");
    return std::nullopt;
  }
  const Result<Duration> value = parse_duration(from->node->text);
  if (!value) {
    fail_figure(*from, value.error().message);
    return std::nullopt;
  }
  if (*value < least) {
    fail_figure(*from,
                "found " + from->node->describe() + ", allowed from " + human(least) + " on");
    return std::nullopt;
  }
  if (from->factor == 1) {
    return *value;
  }
  return std::clamp(from_seconds(to_seconds(*value) * from->factor), least, kMaxSpan);
}

std::vector<Duration> Table::durations(std::string_view key) const {
  constexpr std::size_t kMost = 100'000;
  std::vector<Duration> out;
  const std::optional<Figure> from = figure(key);
  if (!from) {
    return out;
  }
  const Node& list = *from->node;
  if (list.kind != Node::Kind::kArray || list.items.empty() || list.items.size() > kMost) {
    fail_figure(*from, "found " + list.describe() + ", expected a list of 1 to 100000 durations");
    return out;
  }
  for (const Node& item : list.items) {
    const Result<Duration> value = parse_duration(item.text);
    if (!value || item.kind == Node::Kind::kTable || item.kind == Node::Kind::kArray) {
      log_->fail(
          item.at, from->path,
          value ? "found " + item.describe() + ", expected a duration" : value.error().message);
      return {};
    }
    out.push_back(*value);
  }
  return out;
}

std::optional<Target> Table::target(std::string_view key) const {
  const std::optional<Figure> from = figure(key);
  if (!from) {
    return std::nullopt;
  }
  const std::string& text = from->node->text;
  if (text.find("working") != std::string::npos) {
    constexpr std::int64_t kMostDays = 1000;
    char* end = nullptr;
    const long long days = std::strtoll(text.c_str(), &end, 10);
    const std::string_view unit(end);
    if (days < 1 || days > kMostDays || (unit != " working days" && unit != " working day")) {
      fail_figure(*from, "found '" + printable(text) +
                             "', expected e.g. \"5 working days\", allowed 1 to 1000");
      return std::nullopt;
    }
    Target target;
    target.working_days = days;
    return target;
  }
  const Result<Duration> value = parse_duration(text);
  if (!value || (from->node->kind != Node::Kind::kString && !is_number(*from->node))) {
    fail_figure(*from, value ? "found " + from->node->describe() +
                                   R"(, expected e.g. "40 h" or "5 working days")"
                             : value.error().message);
    return std::nullopt;
  }
  return Target(from->factor == 1
                    ? *value
                    : std::min(from_seconds(to_seconds(*value) * from->factor), kMaxSpan));
}

std::optional<double> Table::rate(std::string_view key) const {
  const std::optional<Figure> from = figure(key);
  if (!from) {
    return std::nullopt;
  }
  if (from->node->kind != Node::Kind::kString && !is_number(*from->node)) {
    fail_figure(*from, "found " + from->node->describe() + ", expected a rate like \"300 /day\"");
    return std::nullopt;
  }
  const Result<double> value = parse_rate(from->node->text);
  if (!value) {
    fail_figure(*from, value.error().message);
    return std::nullopt;
  }
  return *value * from->factor;
}

double Table::share_of(const Figure& figure) const {
  const Node& node = *figure.node;
  if (node.kind == Node::Kind::kString) {
    const Result<double> value = parse_share(node.text);
    if (!value) {
      fail_figure(figure, value.error().message);
      return 0;
    }
    return with_odds_times(*value, figure.factor);
  }
  if (!is_number(node) || node.number < 0 || node.number > 1) {
    fail_figure(figure, "found " + node.describe() + R"(, allowed 0 to 1, or "0 %" to "100 %")");
    return 0;
  }
  return with_odds_times(node.number, figure.factor);
}

std::optional<double> Table::share(std::string_view key) const {
  const std::optional<Figure> from = figure(key);
  return from ? std::optional<double>(share_of(*from)) : std::nullopt;
}

std::optional<double> Table::number(std::string_view key, double least, double most) const {
  const std::optional<Figure> from = figure(key);
  if (!from) {
    return std::nullopt;
  }
  const Node& node = *from->node;
  if (!is_number(node) || node.number < least || node.number > most) {
    fail_figure(*from, "found " + node.describe() + in_range(least, most));
    return std::nullopt;
  }
  return from->factor == 1 ? node.number : std::clamp(node.number * from->factor, least, most);
}

std::optional<std::int64_t> Table::integer(std::string_view key, std::int64_t least,
                                           std::int64_t most) const {
  const std::optional<Figure> from = figure(key);
  if (!from) {
    return std::nullopt;
  }
  const Node& node = *from->node;
  if (node.kind != Node::Kind::kInteger || node.integer < least || node.integer > most) {
    fail_figure(*from, "found " + node.describe() + ", allowed whole numbers from " +
                           std::to_string(least) + " to " + std::to_string(most));
    return std::nullopt;
  }
  return node.integer;
}

std::optional<std::vector<double>> Table::numbers(std::string_view key, std::size_t count) const {
  const std::optional<Figure> from = figure(key);
  if (!from) {
    return std::nullopt;
  }
  const std::string wanted = std::to_string(count) + " numbers >= 0";
  const Node& node = *from->node;
  if (node.kind != Node::Kind::kArray || node.items.size() != count) {
    const bool array = node.kind == Node::Kind::kArray;
    fail_figure(*from,
                "found " +
                    (array ? std::to_string(node.items.size()) + " values" : node.describe()) +
                    ", expected " + wanted);
    return std::nullopt;
  }
  std::vector<double> values;
  for (const Node& item : node.items) {
    if (!is_number(item) || item.number < 0 || item.number > 1e9) {
      log_->fail(item.at, from->path,
                 "found " + item.describe() + ", expected " + wanted + " up to 1e9");
      return std::nullopt;
    }
    values.push_back(item.number);
  }
  return values;
}

std::vector<double> Table::numbers_up_to(std::string_view key, std::size_t most) const {
  const Node::Member* const found = member(key);
  if (found == nullptr) {
    return {};
  }
  const Node* const inner = found->value.find("value");
  const Node& list = inner == nullptr ? found->value : *inner;
  if (list.kind != Node::Kind::kArray || list.items.empty() || list.items.size() > most) {
    fail_at(key, "found " + list.describe() + ", expected 1 to " + std::to_string(most) +
                     " numbers >= 0");
    return {};
  }
  return numbers(key, list.items.size()).value_or(std::vector<double>{});
}

std::vector<std::pair<std::size_t, std::vector<double>>> Table::number_lists(
    std::string_view key, std::string_view what, std::span<const std::string> names,
    std::size_t count) const {
  std::vector<std::pair<std::size_t, std::vector<double>>> out;
  const Node::Member* const found = member(key);
  if (found == nullptr || found->value.kind != Node::Kind::kTable) {
    fail_at(key, "found no table, expected lists like { phone = [...] }");
    return out;
  }
  const std::vector<std::string_view> known(names.begin(), names.end());
  const Section of_names{what, known};
  const Table inner(*log_, found->value, found->at, path_of(key), provenance_, of_names);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::optional<std::vector<double>> numbers = inner.numbers(names[i], count)) {
      out.emplace_back(i, std::move(*numbers));
    }
  }
  return out;
}

std::vector<std::pair<Position, std::string>> Table::texts_of(const Node& list,
                                                              const std::string& path) const {
  std::vector<std::pair<Position, std::string>> out;
  if (list.kind != Node::Kind::kArray) {
    log_->fail(list.at, path, "found " + list.describe() + ", expected a list of texts");
    return out;
  }
  for (const Node& item : list.items) {
    if (item.kind == Node::Kind::kTable || item.kind == Node::Kind::kArray) {
      log_->fail(item.at, path, "found " + item.describe() + ", expected a text");
    }
    out.emplace_back(item.at, item.text);
  }
  return out;
}

std::vector<std::pair<Position, std::string>> Table::texts(std::string_view key) const {
  const Node::Member* const found = member(key);
  return found == nullptr ? std::vector<std::pair<Position, std::string>>{}
                          : texts_of(found->value, path_of(key));
}

std::vector<std::pair<Position, std::string>> Table::figures(std::string_view key) const {
  const std::optional<Figure> from = figure(key);
  return from ? texts_of(*from->node, from->path) : std::vector<std::pair<Position, std::string>>{};
}

std::vector<Attribute> Table::attributes(std::string_view key) const {
  std::vector<Attribute> out;
  const Node::Member* const found = member(key);
  if (found == nullptr) {
    return out;
  }
  if (found->value.kind != Node::Kind::kTable) {
    fail_at(key, "found " + found->value.describe() + ", expected a table");
    return out;
  }
  std::vector<std::string_view> names;
  for (const Node::Member& one : found->value.members) {
    names.push_back(one.key);
  }
  const Section any{"", names};
  const Table inner(*log_, found->value, found->at, path_of(key), provenance_, any);
  for (const Node::Member& one : found->value.members) {
    if (one.key == "published" || one.key == "derived" || one.key == "assumed") {
      continue;
    }
    const std::optional<Figure> from = inner.figure_of(one);
    if (from && from->node->kind == Node::Kind::kTable) {
      fail_figure(*from, "found a table, expected a text, a number, a date, true or false");
    } else if (from) {
      out.push_back(
          Attribute{one.key, written(*from->node), from->provenance.kind, from->provenance.note});
    }
  }
  return out;
}

std::vector<std::pair<std::size_t, double>> Table::shares(
    std::string_view key, std::string_view what, std::span<const std::string> names) const {
  std::vector<std::pair<std::size_t, double>> out;
  const Node::Member* const found = member(key);
  if (found == nullptr) {
    return out;
  }
  if (found->value.kind != Node::Kind::kTable) {
    fail_at(key,
            "found " + found->value.describe() + ", expected shares like { phone = \"70 %\" }");
    return out;
  }
  const std::vector<std::string_view> known(names.begin(), names.end());
  const Section of_names{what, known};
  const Table inner(*log_, found->value, found->at, path_of(key), provenance_, of_names);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (const std::optional<double> share = inner.share(names[i])) {
      out.emplace_back(i, *share);
    }
  }
  return out;
}

std::vector<std::pair<std::size_t, double>> Table::mix(std::string_view key, std::string_view what,
                                                       std::span<const std::string> names) const {
  std::vector<std::pair<std::size_t, double>> out = shares(key, what, names);
  const Node::Member* const found = member(key);
  if (found == nullptr || found->value.kind != Node::Kind::kTable) {
    return out;
  }
  double sum = 0;
  for (const auto& [index, share] : out) {
    sum += share;
  }
  if (!varies() && std::fabs(sum - 1) > kShareTolerance) {
    fail_at(key, "found shares that sum to " + plain_number(sum) + ", allowed 1");
  }
  for (auto& [index, share] : out) {
    share /= sum;
  }
  return out;
}

}  // namespace hotline::sim
