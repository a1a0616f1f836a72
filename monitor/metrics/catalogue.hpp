// monitor/metrics/catalogue.hpp: every metric, defined once.
//
// A metric is a reading of the scorecard (core/measures/scorecard.hpp), one series a row of a
// table. There are no handles: a scrape reads what stands in the scorecard.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/measures/scorecard.hpp"
#include "monitor/watch/monitor.hpp"

namespace hotline::monitor {

enum class MetricType : std::uint8_t { kCounter, kGauge, kHistogram };

struct MetricSpec {
  std::string_view name;
  MetricType type = MetricType::kCounter;
  std::string_view unit;    ///< "contacts", "seconds of simulated time", "ratio"
  std::string_view labels;  ///< "channel, outcome"; empty for one series
  std::string_view help;    ///< one line without backslash: the exposition does not escape it
};

/// A counter or gauge with one series for each row of a table.
template <class Row>
struct NumberColumn {
  MetricSpec spec;
  double (*value)(const Row& row, SimTime until) = nullptr;
  /// A second, fixed label of this series; empty for none. Columns of one name stand side by side.
  std::string_view extra_label;
  std::string_view extra_value;
};

template <class Row>
struct HistogramColumn {
  MetricSpec spec;
  const stats::DurationHistogram& (*of)(const Row& row) = nullptr;
  std::string_view extra_label;
  std::string_view extra_value;
};

/// One number for the whole run.
struct RunColumn {
  MetricSpec spec;
  /// Empty where it is not known.
  std::optional<double> (*value)(const measures::Scorecard& card,
                                 const LiveStatus& status) = nullptr;
};

[[nodiscard]] std::span<const RunColumn> run_columns();
[[nodiscard]] std::span<const NumberColumn<measures::ChannelCounts>> channel_columns();
[[nodiscard]] std::span<const HistogramColumn<measures::ChannelCounts>> channel_histograms();
[[nodiscard]] std::span<const NumberColumn<std::uint64_t>> channel_ticket_columns();
[[nodiscard]] std::span<const NumberColumn<measures::GroupCounts>> group_columns();
[[nodiscard]] std::span<const HistogramColumn<measures::GroupCounts>> group_histograms();
[[nodiscard]] std::span<const NumberColumn<measures::AgencyCounts>> agency_columns();
[[nodiscard]] std::span<const HistogramColumn<measures::AgencyCounts>> agency_histograms();
[[nodiscard]] std::span<const NumberColumn<measures::TicketCounts>> category_columns();
[[nodiscard]] std::span<const NumberColumn<measures::TicketCounts>> district_columns();
/// hotline_run_info: its labels say what is being watched.
[[nodiscard]] const MetricSpec& run_info();

/// All metrics, each name once, in the order of exposition.
[[nodiscard]] std::vector<MetricSpec> catalogue();
/// The catalogue as the page docs/METRICS.md.
[[nodiscard]] std::string catalogue_markdown();

}  // namespace hotline::monitor
