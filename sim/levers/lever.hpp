// sim/levers/lever.hpp: single changes that a city might make, as data.
//
// A lever changes one kind of number of a scenario everywhere it occurs, and nothing else. With the
// same seed the changed city meets the same citizens: randomness has an address, so the difference
// between the two runs is the lever's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

/// What a lever changes. Shares stay within 0 ... 1.
enum class LeverTarget : std::uint8_t {
  kAgents,         ///< agents of every shift and plan, rounded away from what they were
  kCrews,          ///< crews of every agency and unit, likewise
  kLines,          ///< trunk lines, likewise
  kHandleTime,     ///< talk and after-call work of every contact
  kSelfService,    ///< share that voice menus and chatbots settle, where there are any
  kCallsToForms,   ///< contacts on live channels and chat; the others turn to the first form
  kSignTime,       ///< from dispatch to signature or refusal
  kLeadTime,       ///< planning, parts, permits
  kMisclassified,  ///< share of tickets that people or the machine take for another category
  kRefusals,       ///< share of rightly dispatched tickets that agencies refuse
  kEarlyClosures,  ///< share of tickets declared resolved without work
  kFailedFixes,    ///< share of tickets declared done that are not fixed
  kSurveySample,   ///< share of resolutions about which citizens are called back
  kAttribute,      ///< an institutional figure, which is not simulated
};

[[nodiscard]] std::string_view to_string(LeverTarget target);  ///< "agents", "calls_to_forms", ...

struct Lever {
  std::string id;
  std::string title;
  std::string note;
  LeverTarget target = LeverTarget::kAgents;
  std::optional<double> times;  ///< the number times this ...
  std::optional<double> plus;   ///< ... or, of a share, plus this; one of both
  std::string attribute;        ///< of kAttribute: its name ...
  std::string value;            ///< ... and its new value, as a city model writes it

  /// Whether it changes what is simulated.
  [[nodiscard]] bool simulated() const { return target != LeverTarget::kAttribute; }
};

struct LeverSet {
  std::string name;
  std::string title;
  std::vector<Lever> levers;
};

/// Reads a set of levers (docs/EVALUATION.md). kBadInput: "file:line:column: ...", one line.
[[nodiscard]] Result<LeverSet> read_levers(std::string_view text, const std::string& file_name);

/// Names of the sets within the program, in alphabetical order.
[[nodiscard]] std::vector<std::string> lever_set_names();

/// The text of such a set. kBadInput says which there are.
[[nodiscard]] Result<std::string> lever_set_text(std::string_view name);

/// Changes the scenario, and its fingerprint with it.
/// @return  how many of its numbers changed; 0: the lever finds nothing to change here.
[[nodiscard]] std::size_t apply(const Lever& lever, Scenario& scenario);

}  // namespace hotline::sim
