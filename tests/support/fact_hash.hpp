// tests/support/fact_hash.hpp: one number for a whole run.
#pragma once

#include <cstdint>

#include "core/facts/fact.hpp"

namespace hotline::test {

/// FNV-1a, 64 bits, over kind and fields of every fact, each as little-endian 64-bit words. Two
/// runs that differ in any field of any fact differ in the hash, but for one chance in 2^64.
class FactHash {
 public:
  template <class F>
  void operator()(const F& fact) {
    take(Fact(fact));
  }

  [[nodiscard]] std::uint64_t value() const { return hash_; }

  [[nodiscard]] std::uint64_t facts() const { return facts_; }

 private:
  void take(const Fact& fact);

  std::uint64_t hash_ = 0xcbf29ce484222325ULL;
  std::uint64_t facts_ = 0;
};

}  // namespace hotline::test
