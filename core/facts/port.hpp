// core/facts/port.hpp: the way out for facts, without knowing who listens.
//
// The model is compiled once, against this. A fact goes to the sink by one indirect call and is
// never copied; where nobody listens it need not be built at all.
#pragma once

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <variant>

#include "core/facts/fact.hpp"
#include "core/facts/sink.hpp"

namespace hotline {

/// Refers to a sink (core/facts/sink.hpp), which must outlive it. A value: two pointers.
class FactPort {
 public:
  template <class Sink>
  explicit FactPort(Sink& sink)
      : sink_(&sink), takers_(std::is_same_v<Sink, NullSink> ? nullptr : &kTakers<Sink>) {}

  /// Whether facts go anywhere.
  [[nodiscard]] bool listening() const { return takers_ != nullptr; }

  template <class F>
  void operator()(const F& fact) const {
    if (takers_ != nullptr) {
      (*takers_)[position<F>()](sink_, &fact);
    }
  }

 private:
  using Taker = void (*)(void* sink, const void* fact);
  static constexpr std::size_t kKinds = std::variant_size_v<Fact>;
  using Takers = std::array<Taker, kKinds>;

  template <class F, std::size_t kAt = 0>
  [[nodiscard]] static constexpr std::size_t position() {
    static_assert(kAt < kKinds, "not a fact");
    if constexpr (std::is_same_v<F, std::variant_alternative_t<kAt, Fact>>) {
      return kAt;
    } else {
      return position<F, kAt + 1>();
    }
  }

  template <class Sink, std::size_t kAt>
  static void take(void* sink, const void* fact) {
    (*static_cast<Sink*>(sink))(*static_cast<const std::variant_alternative_t<kAt, Fact>*>(fact));
  }

  template <class Sink, std::size_t... kAt>
  [[nodiscard]] static constexpr Takers takers_of(std::index_sequence<kAt...> /*kinds*/) {
    return Takers{&take<Sink, kAt>...};
  }

  template <class Sink>
  static constexpr Takers kTakers = takers_of<Sink>(std::make_index_sequence<kKinds>{});

  void* sink_;
  const Takers* takers_;
};

}  // namespace hotline
