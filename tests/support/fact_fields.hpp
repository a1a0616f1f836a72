// tests/support/fact_fields.hpp: every field of every fact, so that no comparison forgets one.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include "core/facts/fact.hpp"

namespace hotline::test {

/// Converts into whatever a field is; only to count fields.
struct AnyField {
  template <class T>
  operator T() const;  // NOLINT(google-explicit-constructor): the conversion is the purpose
};

template <class F, std::size_t... I>
constexpr bool made_of(std::index_sequence<I...> /*count*/) {
  return requires {
    F{((void)I, AnyField{})...};
  };
}

/// Number of fields of a fact.
template <class F, std::size_t Count = 11>
constexpr std::size_t fields_of() {
  if constexpr (made_of<F>(std::make_index_sequence<Count>())) {
    static_assert(Count < 11 || !made_of<F>(std::make_index_sequence<Count + 1>()));
    return Count;
  } else {
    return fields_of<F, Count - 1>();
  }
}

/// All fields of a fact as a tuple of references, in the order of declaration.
template <class F>
auto fields(F& fact) {
  constexpr std::size_t kFields = fields_of<std::remove_const_t<F>>();
  if constexpr (kFields == 1) {
    auto& [a] = fact;
    return std::tie(a);
  } else if constexpr (kFields == 3) {
    auto& [a, b, c] = fact;
    return std::tie(a, b, c);
  } else if constexpr (kFields == 4) {
    auto& [a, b, c, d] = fact;
    return std::tie(a, b, c, d);
  } else if constexpr (kFields == 5) {
    auto& [a, b, c, d, e] = fact;
    return std::tie(a, b, c, d, e);
  } else if constexpr (kFields == 6) {
    auto& [a, b, c, d, e, f] = fact;
    return std::tie(a, b, c, d, e, f);
  } else if constexpr (kFields == 7) {
    auto& [a, b, c, d, e, f, g] = fact;
    return std::tie(a, b, c, d, e, f, g);
  } else if constexpr (kFields == 8) {
    auto& [a, b, c, d, e, f, g, h] = fact;
    return std::tie(a, b, c, d, e, f, g, h);
  } else if constexpr (kFields == 9) {
    auto& [a, b, c, d, e, f, g, h, i] = fact;
    return std::tie(a, b, c, d, e, f, g, h, i);
  } else if constexpr (kFields == 10) {
    auto& [a, b, c, d, e, f, g, h, i, j] = fact;
    return std::tie(a, b, c, d, e, f, g, h, i, j);
  } else {
    static_assert(kFields == 11);
    auto& [a, b, c, d, e, f, g, h, i, j, k] = fact;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k);
  }
}

/// Equal in kind and in every field.
[[nodiscard]] inline bool same(const Fact& a, const Fact& b) {
  return a.index() == b.index() && std::visit(
                                       [&b](const auto& f) {
                                         using Kind = std::decay_t<decltype(f)>;
                                         return fields(f) == fields(std::get<Kind>(b));
                                       },
                                       a);
}

}  // namespace hotline::test
