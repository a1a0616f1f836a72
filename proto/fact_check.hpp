// proto/fact_check.hpp: what a fact must be before anybody folds it.
//
// The scorecard trusts its facts: an id is an index, a duration is not negative, a difference of
// two times fits. Facts that come from a file or a peer are held against these rules first.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "core/facts/fact.hpp"

namespace hotline::proto {

/// Ids of name tables are below this.
inline constexpr std::uint32_t kMaxTableId = 1U << 20;
/// Longest name, scenario name or title, in bytes of UTF-8.
inline constexpr std::size_t kMaxTextBytes = 1024;
/// Agents or crews on duty, and their change, are at most this.
inline constexpr std::int64_t kMaxStaff = 1'000'000'000;
/// Times lie within +- 9 999 years of 1970, so that no difference overflows.
inline constexpr std::int64_t kMaxTimeUs = 9999LL * 366 * 86400 * 1'000'000;

/// What is wrong with this fact taken by itself; empty if nothing is. Durations, and spans such as
/// opened ... at, lie in [0, kMaxSpan]; counts that begin at 1 are not 0; texts are UTF-8.
[[nodiscard]] std::string fault_of(const Fact& fact);

/// Whether facts form runs: RunStarted first, every name once, in order and before its use, nothing
/// after RunEnded but the next RunStarted. Holds no more than the sizes of five tables.
class RunCheck {
 public:
  /// What is wrong with this fact, by itself or at this place; empty if nothing is, and then the
  /// fact counts as seen. A faulty fact changes nothing.
  [[nodiscard]] std::string next(const Fact& fact);

  /// The number of the last fact within its run; RunStarted has 1. 0 before the first run.
  [[nodiscard]] std::uint64_t sequence() const { return sequence_; }

  /// A run has started, and not ended.
  [[nodiscard]] bool inside_run() const { return inside_; }

  [[nodiscard]] std::uint64_t run() const { return run_; }

  [[nodiscard]] std::uint32_t replication() const { return replication_; }

  /// Goes on counting from here: facts up to this number were lost.
  void skip_to(std::uint64_t sequence) { sequence_ = sequence; }

 private:
  [[nodiscard]] std::string place_fault(const Fact& fact) const;

  bool inside_ = false;
  std::uint64_t sequence_ = 0;
  std::uint64_t run_ = 0;
  std::uint32_t replication_ = 0;
  std::array<std::uint32_t, 5> named_{};  // names of each table so far
};

}  // namespace hotline::proto
