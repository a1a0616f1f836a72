// sim/dispatch/policy_numbers.hpp: a policy as plain numbers, for a saved state.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>
#include <variant>

#include "core/base/time.hpp"
#include "sim/dispatch/scripted.hpp"
#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// Which rule, and its parameter. Of a script there is only the number: whoever reads it back must
/// have the script.
struct PolicyNumbers {
  std::uint32_t kind = 0;
  double parameter = 0;
  std::uint64_t script = 0;
};

/// The inverse of parameter_of; what no rule may have is brought within its bounds.
template <class Rule>
void set_parameter(Rule& rule, double parameter) {
  if constexpr (requires { rule.exponent; }) {
    rule.exponent = parameter;
  } else if constexpr (requires { rule.per_rank; }) {
    rule.per_rank = Duration(static_cast<std::int64_t>(std::clamp(parameter, 0.0, 1e15)));
  } else if constexpr (requires { rule.kept_local; }) {
    rule.kept_local = Duration(static_cast<std::int64_t>(std::clamp(parameter, 0.0, 1e15)));
  } else if constexpr (requires { rule.ratio; }) {
    rule.ratio = std::max(0.0, parameter);
  } else if constexpr (requires { rule.choices; }) {
    rule.choices =
        static_cast<std::uint32_t>(std::clamp(parameter, 1.0, static_cast<double>(Rule::kMost)));
  }
}

/// `Rule` is the variant of all rules of one question.
template <class Rule>
[[nodiscard]] PolicyNumbers numbers_of(const Rule& rule) {
  PolicyNumbers numbers;
  numbers.kind = static_cast<std::uint32_t>(rule.index());
  if (const auto* const script = std::get_if<Scripted>(&rule)) {
    numbers.script = script->number();
  } else {
    numbers.parameter = std::visit([](const auto& one) { return parameter_of(one); }, rule);
  }
  return numbers;
}

/// Nothing if there is no such rule, or its script is none of `scripts`.
template <class Rule, std::size_t kKind = 0>
[[nodiscard]] std::optional<Rule> rule_from(const PolicyNumbers& numbers,
                                            std::span<const Scripted> scripts) {
  if constexpr (kKind == std::variant_size_v<Rule>) {
    return std::nullopt;
  } else {
    using One = std::variant_alternative_t<kKind, Rule>;
    if (numbers.kind != kKind) {
      return rule_from<Rule, kKind + 1>(numbers, scripts);
    }
    if constexpr (std::is_same_v<One, Scripted>) {
      for (const Scripted& script : scripts) {
        if (script.number() == numbers.script) {
          return Rule(script);
        }
      }
      return std::nullopt;
    } else {
      One rule;
      set_parameter(rule, numbers.parameter);
      return Rule(rule);
    }
  }
}

}  // namespace hotline::sim
