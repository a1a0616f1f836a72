#include "monitor/metrics/collector.hpp"

#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdio>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "monitor/metrics/catalogue.hpp"

namespace hotline::monitor {
namespace {

using measures::Scorecard;
using prometheus::ClientMetric;
using prometheus::MetricFamily;
using Families = std::vector<MetricFamily>;

prometheus::MetricType library_type(MetricType type) {
  switch (type) {
    case MetricType::kCounter:
      return prometheus::MetricType::Counter;
    case MetricType::kGauge:
      return prometheus::MetricType::Gauge;
    case MetricType::kHistogram:
      return prometheus::MetricType::Histogram;
  }
  return prometheus::MetricType::Untyped;
}

/// The family of that metric: the last one, if its columns stand side by side, or a new one.
MetricFamily& family_of(Families& families, const MetricSpec& spec) {
  if (families.empty() || families.back().name != spec.name) {
    MetricFamily family;
    family.name = spec.name;
    family.help = spec.help;
    family.type = library_type(spec.type);
    families.push_back(std::move(family));
  }
  return families.back();
}

void set_value(ClientMetric& metric, MetricType type, double value) {
  if (type == MetricType::kCounter) {
    metric.counter.value = value;
  } else {
    metric.gauge.value = value;
  }
}

void set_histogram(ClientMetric& metric, const stats::DurationHistogram& statistics) {
  ClientMetric::Histogram& histogram = metric.histogram;
  histogram.sample_count = statistics.count();
  histogram.sample_sum = statistics.sum_seconds();
  const auto counts = statistics.bound_counts();
  std::uint64_t cumulative = 0;
  for (std::size_t i = 0; i < stats::DurationHistogram::kBoundsSeconds.size(); ++i) {
    cumulative += counts[i];
    histogram.bucket.push_back(
        {cumulative, static_cast<double>(stats::DurationHistogram::kBoundsSeconds.at(i))});
  }
}

/// Two series must not have equal labels: a name that occurs twice is shown with its number.
std::vector<std::string> distinct(const std::vector<std::string>& names) {
  std::map<std::string_view, int> times;
  for (const std::string& name : names) {
    ++times[name];
  }
  std::vector<std::string> labels;
  labels.reserve(names.size());
  for (const std::string& name : names) {
    labels.push_back(times[name] == 1 ? name : name + " #" + std::to_string(labels.size()));
  }
  return labels;
}

/// A table of the scorecard, and how its rows are labelled.
template <class Row>
struct Table {
  const char* label = nullptr;
  std::vector<std::string> names;
  const std::vector<Row>* rows = nullptr;
};

template <class Column, class Row, class Fill>
void add_series(Families& families, const Table<Row>& table, const Column& column, Fill fill) {
  MetricFamily& family = family_of(families, column.spec);
  for (std::size_t i = 0; i < std::min(table.names.size(), table.rows->size()); ++i) {
    ClientMetric metric;
    metric.label.push_back({table.label, table.names[i]});
    if (!column.extra_label.empty()) {
      metric.label.push_back({std::string(column.extra_label), std::string(column.extra_value)});
    }
    fill(metric, (*table.rows)[i]);
    family.metric.push_back(std::move(metric));
  }
}

template <class Row>
void add_numbers(Families& families, const Table<Row>& table,
                 std::span<const NumberColumn<Row>> columns, SimTime until) {
  for (const auto& column : columns) {
    add_series(families, table, column, [&](ClientMetric& metric, const Row& row) {
      set_value(metric, column.spec.type, column.value(row, until));
    });
  }
}

template <class Row>
void add_histograms(Families& families, const Table<Row>& table,
                    std::span<const HistogramColumn<Row>> columns) {
  for (const auto& column : columns) {
    add_series(families, table, column, [&](ClientMetric& metric, const Row& row) {
      set_histogram(metric, column.of(row));
    });
  }
}

void add_run(Families& families, const Scorecard& card, const LiveStatus& status) {
  MetricFamily& info = family_of(families, run_info());
  if (card.started()) {
    const RunStarted& run = card.run();
    std::array<char, 17> name{};
    (void)std::snprintf(name.data(), name.size(), "%016" PRIx64, run.run);
    ClientMetric metric;
    metric.label = {{"run", name.data()},
                    {"scenario", run.scenario},
                    {"source", run.source == SourceKind::kReplayed ? "replayed" : "simulated"},
                    {"seed", std::to_string(run.seed)},
                    {"replication", std::to_string(run.replication)}};
    metric.gauge.value = 1;
    info.metric.push_back(std::move(metric));
  }
  for (const RunColumn& column : run_columns()) {
    MetricFamily& family = family_of(families, column.spec);
    if (const std::optional<double> value = column.value(card, status)) {
      ClientMetric metric;
      set_value(metric, column.spec.type, *value);
      family.metric.push_back(std::move(metric));
    }
  }
}

}  // namespace

std::vector<MetricFamily> families(const Scorecard& card, const LiveStatus& status) {
  const SimTime until = card.measured_until();
  const auto names = [&card](NameKind kind) { return distinct(card.names(kind)); };
  const Table<measures::ChannelCounts> channels{"channel", names(NameKind::kChannel),
                                                &card.channels()};
  const Table<std::uint64_t> opened{"channel", channels.names, &card.opened_by_channel()};
  const Table<measures::GroupCounts> groups{"group", names(NameKind::kGroup), &card.groups()};
  const Table<measures::AgencyCounts> agencies{"agency", names(NameKind::kAgency),
                                               &card.agencies()};
  const Table<measures::TicketCounts> categories{"category", names(NameKind::kCategory),
                                                 &card.categories()};
  const Table<measures::TicketCounts> districts{"district", names(NameKind::kDistrict),
                                                &card.districts()};
  Families all;
  add_run(all, card, status);
  add_numbers(all, channels, channel_columns(), until);
  add_histograms(all, channels, channel_histograms());
  add_numbers(all, opened, channel_ticket_columns(), until);
  add_numbers(all, groups, group_columns(), until);
  add_histograms(all, groups, group_histograms());
  add_numbers(all, agencies, agency_columns(), until);
  add_histograms(all, agencies, agency_histograms());
  add_numbers(all, categories, category_columns(), until);
  add_numbers(all, districts, district_columns(), until);
  return all;
}

std::vector<MetricFamily> ScorecardCollector::Collect() const {
  Families all;
  monitor_->read([&all](std::span<const Scorecard> runs, const LiveStatus& status) {
    all = families(runs.empty() ? Scorecard() : runs.back(), status);
  });
  return all;
}

}  // namespace hotline::monitor
