#include "monitor/metrics/governance.hpp"

#include <array>

#include "monitor/metrics/collector.hpp"

namespace hotline::monitor {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using Label = ClientMetric::Label;

enum Metric : std::size_t {
  kScore,
  kConfirmed,
  kKnown,
  kWindow,
  kGroupScore,
  kIndicator,
  kNormalised,
};

constexpr auto kSpecs = std::to_array<MetricSpec>({
    {"hotline_evaluation_score", MetricType::kGauge, "ratio", "scheme",
     "Score under the scheme, 0 to 1; absent while too little is known"},
    {"hotline_evaluation_confirmed_score", MetricType::kGauge, "ratio", "scheme",
     "The same with what surveyed citizens confirm in place of what agencies declare closed on "
     "time"},
    {"hotline_evaluation_known_ratio", MetricType::kGauge, "ratio", "scheme",
     "Share of the scheme's weight whose values are known"},
    {"hotline_evaluation_window_seconds", MetricType::kGauge, "seconds of simulated time", "scheme",
     "Simulated time that the evaluation is over"},
    {"hotline_evaluation_group_score", MetricType::kGauge, "ratio", "scheme, group",
     "Score of a group of indicators, 0 to 1"},
    {"hotline_evaluation_indicator", MetricType::kGauge, "see the label unit",
     "scheme, indicator, unit, source",
     "Value of an indicator: a share, seconds, a count, hours a week, or 1 for yes and 0 for no"},
    {"hotline_evaluation_indicator_normalised_ratio", MetricType::kGauge, "ratio",
     "scheme, indicator", "Normalised value of an indicator, 1 is best"},
});

/// The families, one a metric, filled series by series.
class GovernanceFamilies {
 public:
  GovernanceFamilies() : families_(kSpecs.size()) {
    for (std::size_t i = 0; i < kSpecs.size(); ++i) {
      families_[i].name = kSpecs.at(i).name;
      families_[i].help = kSpecs.at(i).help;
      families_[i].type = prometheus::MetricType::Gauge;
    }
  }

  void add(Metric metric, std::vector<Label> labels, const std::optional<double>& value) {
    if (value) {
      ClientMetric series;
      series.label = std::move(labels);
      series.gauge.value = *value;
      families_[metric].metric.push_back(std::move(series));
    }
  }

  [[nodiscard]] std::vector<MetricFamily> take() { return std::move(families_); }

 private:
  std::vector<MetricFamily> families_;
};

}  // namespace

std::span<const MetricSpec> governance_specs() {
  return kSpecs;
}

std::vector<MetricFamily> governance_families(const GovernanceReading& reading) {
  GovernanceFamilies families;
  const Label scheme{"scheme", reading.scheme};
  families.add(kScore, {scheme}, reading.score);
  families.add(kConfirmed, {scheme}, reading.confirmed_score);
  families.add(kKnown, {scheme}, reading.known);
  families.add(kWindow, {scheme}, to_seconds(reading.window));
  for (const GovernanceReading::Group& group : reading.groups) {
    families.add(kGroupScore, {scheme, {"group", group.id}}, group.score);
  }
  for (const GovernanceReading::Indicator& one : reading.indicators) {
    const Label indicator{"indicator", one.id};
    families.add(kIndicator, {scheme, indicator, {"unit", one.unit}, {"source", one.source}},
                 one.value);
    families.add(kNormalised, {scheme, indicator}, one.value ? one.normalised : std::nullopt);
  }
  return families.take();
}

}  // namespace hotline::monitor
