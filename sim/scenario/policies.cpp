#include <string>
#include <vector>

#include "core/base/time.hpp"
#include "sim/dispatch/catalogue.hpp"
#include "sim/scenario/parts.hpp"
#include "sim/script/policy_script.hpp"

namespace hotline::sim {
namespace {

template <class Policy>
std::vector<std::string_view> names_in(std::span<const PolicySpec<Policy>> catalogue) {
  std::vector<std::string_view> names;
  names.reserve(catalogue.size());
  for (const PolicySpec<Policy>& spec : catalogue) {
    names.push_back(spec.name);
  }
  return names;
}

/// The parameter in { NAME = parameter }.
template <class Policy>
std::optional<Policy> read_with_parameter(const Table& table, const PolicySpec<Policy>& spec) {
  std::optional<double> value;
  switch (spec.parameter) {
    case PolicyParameter::kNone:
      break;
    case PolicyParameter::kNumber:
      value = table.number(spec.name, spec.least, spec.most);
      break;
    case PolicyParameter::kWhole:
      if (const auto whole = table.integer(spec.name, static_cast<std::int64_t>(spec.least),
                                           static_cast<std::int64_t>(spec.most))) {
        value = static_cast<double>(*whole);
      }
      break;
    case PolicyParameter::kDuration:
      if (const auto duration = table.duration(spec.name)) {
        value = to_seconds(*duration);
        if (*value > spec.most) {
          table.fail_at(spec.name, "found '" + human(*duration) + "', allowed up to " +
                                       human(from_seconds(spec.most)));
          return std::nullopt;
        }
      }
      break;
  }
  return value ? std::optional<Policy>(spec.make(*value)) : std::nullopt;
}

/// { script = "my.lua", parameters = { ... } }
template <class Policy>
std::optional<Policy> read_script(const Table& table, ScriptFunction asked) {
  std::optional<ScriptProgram> program = table.script("script", "parameters");
  if (!program) {
    return std::nullopt;
  }
  Result<Scripted> rule = load_policy_script(*std::move(program), asked);
  if (!rule) {
    table.fail_at("script", rule.error().message);
    return std::nullopt;
  }
  table.add_script(*rule);
  return Policy(*std::move(rule));
}

template <class Policy>
std::optional<Policy> read_policy(const Table& table, std::string_view key,
                                  std::string_view section, ScriptFunction asked,
                                  std::span<const PolicySpec<Policy>> catalogue) {
  if (!table.has(key)) {
    return std::nullopt;
  }
  const std::vector<std::string_view> names = names_in(catalogue);
  if (table.is_text(key)) {
    const std::optional<std::size_t> chosen = table.choice(key, names);
    return chosen ? std::optional<Policy>(catalogue[*chosen].make(catalogue[*chosen].usual))
                  : std::nullopt;
  }
  const std::optional<Table> inner = table.table(key, section);
  if (!inner) {
    return std::nullopt;
  }
  if (inner->has("script")) {
    return read_script<Policy>(*inner, asked);
  }
  for (const PolicySpec<Policy>& spec : catalogue) {
    if (spec.parameter != PolicyParameter::kNone && inner->has(spec.name)) {
      return read_with_parameter(*inner, spec);
    }
  }
  inner->fail("found no policy, " + allowed_names("", names) + ", script");
  return std::nullopt;
}

}  // namespace

std::optional<Selection> read_selection(const Table& table, std::string_view key) {
  return read_policy(table, key, "policy", ScriptFunction::kSelect, selection_catalogue());
}

std::optional<Routing> read_routing(const Table& table, std::string_view key) {
  return read_policy(table, key, "routing", ScriptFunction::kRoute, routing_catalogue());
}

}  // namespace hotline::sim
