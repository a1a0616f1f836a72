// sim/scenario/load.hpp: from the text of a scenario to checked values.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

/// Whether a number may lack its source.
enum class LoadMode : std::uint8_t {
  kShipped,  ///< a city model of the project: the first number without a source is refused. So is
             ///< that of any file whose [attributes] have named_in_report: a city to be judged
  kUser,     ///< any other file: such numbers are marked kUnsourced
};

/// Numbers that are assumed, or lack a source, need not be right: each is multiplied by a factor of
/// its own, log-uniform between 1 / (1 + spread) and 1 + spread and the same wherever the number's
/// path is; of a share, its odds p / (1 - p) are. Durations, rates, shares and plain numbers vary,
/// within what is allowed; whole numbers, dates, lists, attributes, parameters of scripts and [run]
/// do not. Shares of one whole are then scaled to sum to 1.
struct Variation {
  std::uint64_t seed = 1;
  std::uint32_t draw = 0;  ///< 0: nothing varies
  double spread = 0.25;

  [[nodiscard]] bool varies() const { return draw != 0; }
};

/// A script or trace that a scenario names: its text, and what to call it in messages.
struct ScriptFile {
  std::string name;
  std::string text;
};

/// Fetches the scripts and traces of a scenario, by the path that it states.
using ScriptReader = std::function<Result<ScriptFile>(const std::string& path)>;

/// The text of a scenario, and all that is needed to understand it.
struct ScenarioText {
  std::string text;
  std::string name;  ///< for messages only
  LoadMode mode = LoadMode::kUser;
  ScriptReader scripts;  ///< where its scripts are; empty: a scenario that names one is refused
  /// Fetches the scenario that it is based on, by the name or path that it states; empty: a
  /// scenario that names one is refused.
  std::function<Result<ScenarioText>(const std::string& name)> bases;
};

/// Reads a scenario (the language is in docs/SCENARIO.md), and first the one that it is based on.
///
/// @return kBadInput in one line, `file:line:column: key path: found X, allowed Y`, for any bytes;
///         the file is the one in which the trouble stands.
[[nodiscard]] Result<Scenario> load_scenario(const ScenarioText& text,
                                             const Variation& variation = {});

/// The same for a text that is based on no other.
[[nodiscard]] Result<Scenario> load_scenario(std::string_view text, const std::string& file_name,
                                             LoadMode mode, const Variation& variation = {},
                                             const ScriptReader& scripts = {});

/// All scenarios of a file: as it stands, then with each of its [[variant]]s, whose names follow
/// the file's as "mmc/10 agents". Errors as above.
[[nodiscard]] Result<std::vector<Scenario>> load_variants(const ScenarioText& text);
[[nodiscard]] Result<std::vector<Scenario>> load_variants(std::string_view text,
                                                          const std::string& file_name,
                                                          LoadMode mode,
                                                          const ScriptReader& scripts = {});

/// How many numbers of a scenario come from where.
struct ProvenanceCounts {
  std::size_t published = 0;
  std::size_t derived = 0;
  std::size_t assumed = 0;
  std::size_t unsourced = 0;
};

[[nodiscard]] ProvenanceCounts count_provenance(const Scenario& scenario);

}  // namespace hotline::sim
