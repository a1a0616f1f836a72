// core/facts/sink.hpp: where facts go.
//
// A sink is anything that can be called with every kind of fact: `sink(ContactArrived{...})`. The
// model hands its facts to any sink through a FactPort (port.hpp). Where the kind of sink is chosen
// at run time and a copy is wanted, AnySink is the seam.
#pragma once

#include <tuple>
#include <utility>

#include "core/facts/fact.hpp"

namespace hotline {

/// Nobody listens.
struct NullSink {
  template <class F>
  void operator()(const F& /*fact*/) const {}
};

/// Hands every fact to each of the given sinks, in order. Refers to them: they must outlive it.
template <class... Sinks>
class Tee {
 public:
  explicit Tee(Sinks&... sinks) : sinks_(&sinks...) {}

  template <class F>
  void operator()(const F& fact) const {
    std::apply([&fact](auto*... sink) { ((*sink)(fact), ...); }, sinks_);
  }

 private:
  std::tuple<Sinks*...> sinks_;
};

/// A sink chosen at run time: one virtual call and one copy into a Fact each.
class AnySink {
 public:
  AnySink() = default;
  AnySink(const AnySink&) = delete;
  AnySink& operator=(const AnySink&) = delete;
  AnySink(AnySink&&) = delete;
  AnySink& operator=(AnySink&&) = delete;
  virtual ~AnySink() = default;

  virtual void take(const Fact& fact) = 0;

  template <class F>
  void operator()(const F& fact) {
    take(Fact(fact));
  }
};

}  // namespace hotline
