// sim/dispatch/catalogue.hpp: the policies by name.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sim/dispatch/routing.hpp"
#include "sim/dispatch/selection.hpp"

namespace hotline::sim {

/// What a policy may be given beside its name: { NAME = value }.
enum class PolicyParameter { kNone, kNumber, kWhole, kDuration };

/// One policy that a scenario can name.
template <class Policy>
struct PolicySpec {
  std::string_view name;
  std::string_view what;    ///< for people, one line
  std::string_view source;  ///< author and year; the rule's header has all
  PolicyParameter parameter = PolicyParameter::kNone;
  double least = 0;  ///< of the parameter; durations in seconds
  double most = 0;
  double usual = 0;                  ///< where none is given
  Policy (*make)(double) = nullptr;  ///< of a parameter within its bounds
  std::string_view applies = "contacts and tickets";
};

/// A rule about who may serve at all, before a policy chooses among those: a scenario states it by
/// keys of its own, not by its name.
struct RuleSpec {
  std::string_view name;
  std::string_view what;  ///< for people, one line
  std::string_view source;
  std::string_view keys;  ///< where a scenario states it
};

/// Which agency (queue, unit) may a ticket (contact) go to at all?
[[nodiscard]] std::span<const RuleSpec> rule_catalogue();

/// Which waiting contact (ticket) for this agent (crew)?
[[nodiscard]] std::span<const PolicySpec<Selection>> selection_catalogue();

/// Which agent (unit) for this contact (ticket)?
[[nodiscard]] std::span<const PolicySpec<Routing>> routing_catalogue();

/// The policy of that name in a catalogue; null if there is none.
template <class Policy>
[[nodiscard]] const PolicySpec<Policy>* find_policy(std::span<const PolicySpec<Policy>> catalogue,
                                                    std::string_view name) {
  for (const PolicySpec<Policy>& spec : catalogue) {
    if (spec.name == name) {
      return &spec;
    }
  }
  return nullptr;
}

/// Its name in the catalogue; of a script, its file.
[[nodiscard]] std::string name_of(const Selection& policy);
[[nodiscard]] std::string name_of(const Routing& policy);

}  // namespace hotline::sim
