// evaluation/page_parts.hpp: parts of the ranking's page that have files of their own.
#pragma once

#include <optional>
#include <string>

#include "evaluation/ranking.hpp"

namespace hotline::evaluation {

/// "24 %".
[[nodiscard]] std::string percent(double share, int decimals = 0);
/// "3", "2.5"; a dash where there is none.
[[nodiscard]] std::string show_rank(const std::optional<double>& rank);
/// The city's title, with a star if it is our own choice.
[[nodiscard]] std::string name_of(const Ranked& city);

/// The section of what single changes would do; nothing where nobody asked.
[[nodiscard]] std::string levers_section(const Ranking& ranking);

}  // namespace hotline::evaluation
