// Scripts that a scenario names.
#include <algorithm>
#include <cmath>

#include "core/base/quantity.hpp"
#include "sim/scenario/reader.hpp"

namespace hotline::sim {

void LoadLog::read(std::string_view bytes) {
  for (const char c : bytes) {
    fingerprint_ = (fingerprint_ ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
}

Result<ScriptFile> LoadLog::read_script(const std::string& path, Position at) {
  const ScriptReader& scripts = texts_[at.file].scripts;
  if (!scripts) {
    return bad_input("found a file, allowed in a scenario that is a file");
  }
  Result<ScriptFile> file = scripts(path);
  if (file) {
    read(file->text);
  }
  return file;
}

std::optional<ScriptProgram> Table::script(std::string_view key,
                                           std::string_view parameters) const {
  const std::optional<std::string> path = text(key);
  std::vector<ScriptParameter> given = script_parameters(parameters);
  if (!path) {
    return std::nullopt;
  }
  Result<ScriptFile> file = log_->read_script(*path, node(key)->at);
  if (!file) {
    fail_at(key, file.error().message);
    return std::nullopt;
  }
  return ScriptProgram{std::move(file->name), std::move(file->text), std::move(given)};
}

std::vector<ScriptParameter> Table::script_parameters(std::string_view key) const {
  std::vector<ScriptParameter> out;
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
    if (auto parameter = inner.script_parameter(one)) {
      out.push_back(*std::move(parameter));
    }
  }
  return out;
}

std::optional<ScriptParameter> Table::script_parameter(const Node::Member& from) const {
  const std::optional<Figure> figure = figure_of(from);
  if (!figure) {
    return std::nullopt;
  }
  const Node& node = *figure->node;
  switch (node.kind) {
    case Node::Kind::kBoolean:
      return ScriptParameter{from.key, node.boolean};
    case Node::Kind::kInteger:
      return ScriptParameter{from.key, node.integer};
    case Node::Kind::kFloat:
      if (std::isfinite(node.number)) {
        return ScriptParameter{from.key, node.number};
      }
      break;
    case Node::Kind::kString:
      if (const Result<Duration> duration = parse_duration(node.text)) {
        return ScriptParameter{from.key, std::int64_t{duration->count()}};
      }
      break;
    default:
      break;
  }
  fail_figure(*figure, "found " + node.describe() +
                           ", expected a number, true, false or a duration like \"30 s\"");
  return std::nullopt;
}

}  // namespace hotline::sim
