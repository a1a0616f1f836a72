// tests/support/recorder.hpp: keeps the facts of a run, to look at them.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/facts/fact.hpp"
#include "sim/run/replication.hpp"

namespace hotline::test {

/// A sink that remembers everything.
struct Recorder {
  std::vector<Fact> facts;

  template <class F>
  void operator()(const F& fact) {
    facts.emplace_back(fact);
  }

  /// All facts of one kind, in order.
  template <class F>
  [[nodiscard]] std::vector<F> all() const {
    std::vector<F> found;
    for (const Fact& fact : facts) {
      if (const F* f = std::get_if<F>(&fact)) {
        found.push_back(*f);
      }
    }
    return found;
  }
};

/// The facts of one whole replication, with the policies that the scenario names.
[[nodiscard]] Recorder record(const sim::Scenario& scenario, std::uint64_t seed = 1,
                              std::uint32_t replication = 0);

/// "" if both are equal field by field; otherwise where they differ first.
[[nodiscard]] std::string first_difference(const std::vector<Fact>& a, const std::vector<Fact>& b);

}  // namespace hotline::test
