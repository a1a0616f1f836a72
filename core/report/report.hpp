// core/report/report.hpp: one set of replications as text for a manager, JSON for programs, HTML.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/measures/scorecard.hpp"

namespace hotline::report {

/// What became of the rows of a replayed export. used + sum(refused) == read.
struct InputAccount {
  std::string file;
  std::string format;
  std::uint64_t read = 0;
  std::uint64_t used = 0;
  std::vector<std::pair<std::string, std::uint64_t>> refused;  ///< reason, rows
  std::vector<std::string> listed;  ///< "line 17: closed before created": the first of each reason
};

/// What a reader should know beside the numbers. Nothing in it changes a number.
struct Context {
  std::optional<InputAccount> input;
  /// Parameters of the scenario: published, derived, assumed, unsourced. Empty for replays.
  std::optional<std::array<std::uint64_t, 4>> provenance;
  /// One sentence each: "facts 1 to 4711 were lost", "interrupted".
  std::vector<std::string> notes;
};

/// The JSON document, schema "hotline.scorecard/1" (docs/JSON.md), ending in a newline. It depends
/// on the scorecards alone, plus `input` for replays: a run and the monitor of its log give equal
/// bytes. Every measure has the value of each replication's mean, and with two or more replications
/// a 95 % Student-t interval.
[[nodiscard]] std::string to_json(std::span<const measures::Scorecard> replications,
                                  const Context& context);

/// What a manager reads: a screen and a half of aligned text, no colour.
[[nodiscard]] std::string to_text(std::span<const measures::Scorecard> replications,
                                  const Context& context);

/// A self-contained page: no script from elsewhere, no font, works offline and on paper; charts are
/// inline SVG, each with its table; light and dark.
[[nodiscard]] std::string to_html(std::span<const measures::Scorecard> replications,
                                  const Context& context);

}  // namespace hotline::report
