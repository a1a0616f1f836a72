#include "cli/live_evaluation.hpp"

#include <utility>

#include "cli/evaluation_input.hpp"
#include "evaluation/standing.hpp"

namespace hotline::cli {
namespace {

monitor::GovernanceReading reading(const evaluation::Scheme& scheme,
                                   const evaluation::Standing& standing, Duration window) {
  monitor::GovernanceReading found;
  found.scheme = scheme.name;
  found.window = window;
  found.score = standing.score.total;
  found.confirmed_score = standing.confirmed_score;
  found.known = standing.score.known;
  for (std::size_t g = 0; g < scheme.groups.size(); ++g) {
    found.groups.push_back({scheme.groups[g].id, standing.score.groups[g]});
  }
  for (std::size_t i = 0; i < scheme.items.size(); ++i) {
    const evaluation::Value& value = standing.values[i];
    const evaluation::Indicator& indicator = *scheme.items[i].indicator;
    found.indicators.push_back(
        {std::string(indicator.id), std::string(evaluation::to_string(indicator.unit)),
         std::string(evaluation::to_string(value.source)), value.number, standing.score.items[i]});
  }
  return found;
}

}  // namespace

Result<LiveEvaluation> start_evaluation(const std::string& scheme,
                                        std::vector<evaluation::CityAttribute> attributes,
                                        const std::optional<Duration>& window,
                                        monitor::Monitor& monitor) {
  auto opened = open_scheme(scheme);
  if (!opened) {
    return tl::unexpected(opened.error());
  }
  if (const auto alone = evaluation::require_stands_alone(*opened); !alone) {
    return tl::unexpected(alone.error());
  }
  if (window) {
    monitor.keep_window(*window);
  }
  return LiveEvaluation{std::move(*opened), std::move(attributes)};
}

std::optional<monitor::GovernanceReading> reading_of(const LiveEvaluation& evaluation,
                                                     const monitor::Monitor& monitor) {
  std::optional<monitor::GovernanceReading> found;
  monitor.read_recent([&](const measures::Scorecard& card) {
    const auto standing =
        evaluation::standing_of(evaluation.scheme, std::span(&card, 1), evaluation.attributes);
    found = reading(evaluation.scheme, standing, card.measured_until() - card.measured_from());
  });
  return found;
}

}  // namespace hotline::cli
