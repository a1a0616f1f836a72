// sim/script/program.hpp: the text of a user's policy, its parameters, and what it may use up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hotline::sim {

/// What the scenario says beside the name of the script. Durations are whole microseconds.
struct ScriptParameter {
  std::string name;
  std::variant<bool, std::int64_t, double> value;
};

/// One script as the scenario names it.
struct ScriptProgram {
  std::string file;  ///< for messages
  std::string text;
  std::vector<ScriptParameter> parameters;

  /// FNV-1a over text and parameters: equal programs, equal numbers.
  [[nodiscard]] std::uint64_t number() const;
};

/// Longest text of a script: 64 KiB.
inline constexpr std::size_t kMaxScriptBytes = std::size_t{1} << 16U;

/// What one decision may use up. Both are counted, not timed, so a decision that goes through on
/// one machine goes through on all.
inline constexpr int kMaxScriptSteps = 100'000;                         ///< Lua's instructions
inline constexpr std::size_t kMaxScriptMemory = std::size_t{1} << 18U;  ///< bytes asked for
/// What an interpreter itself and the translation of a text may take.
inline constexpr std::size_t kMaxScriptStartMemory = std::size_t{1} << 22U;

}  // namespace hotline::sim
