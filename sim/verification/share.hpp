// sim/verification/share.hpp: shares that are read off a scorecard, with what a row states.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/base/result.hpp"
#include "core/measures/scorecard.hpp"
#include "sim/scenario/expectation.hpp"
#include "sim/verification/probes.hpp"

namespace hotline::sim {

/// A share, by its name in [[expect]].
struct ShareSpec {
  std::string_view name;
  std::string_view meaning;  ///< in words
};

/// All of them; docs/VERIFY.md describes each.
[[nodiscard]] std::span<const ShareSpec> share_catalogue();

/// How a share is read.
class Share {
 public:
  /// The share of that name as the row asks for it. kBadInput in words: it is not of such a thing,
  /// or it needs what the row does not state. Requires a name of the catalogue.
  [[nodiscard]] static Result<Share> of(const Expectation& row, std::string_view name);

  [[nodiscard]] Ratio of(const measures::Scorecard& card) const;

  /// Whether the row must state `within`; else `hours` or `days`.
  [[nodiscard]] bool uses_within() const { return kind_ == Kind::kResolved; }

 private:
  enum class Kind : std::uint8_t { kContacts, kTickets, kResolved };

  Kind kind_ = Kind::kContacts;
  OfKind of_ = OfKind::kRun;
  std::size_t row_ = 0;
  std::array<bool, 168> hours_{};  ///< of the week, from Monday 00:00
  Duration within_{0};
};

}  // namespace hotline::sim
