#include "monitor/metrics/governance.hpp"

#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "monitor/metrics/collector.hpp"
#include "monitor/metrics/exposition.hpp"

namespace hotline::monitor {
namespace {

GovernanceReading reading() {
  GovernanceReading one;
  one.scheme = "equal";
  one.window = 7 * kDay;
  one.score = 0.75;
  one.known = 0.6;
  one.groups = {{"process", 0.5}, {"smart", std::nullopt}};
  one.indicators = {{"connect_rate", "share", "measured", 0.9, 0.8},
                    {"languages", "count", "unknown", std::nullopt, 0.0}};
  return one;
}

std::string exposed() {
  return exposition(Monitor(), reading());
}

TEST(Governance, NamesFollowTheConventionsAndAreNobodyElses) {
  std::set<std::string_view> seen;
  for (const MetricSpec& spec : catalogue()) {
    seen.insert(spec.name);
  }
  for (const MetricSpec& spec : governance_specs()) {
    EXPECT_TRUE(seen.insert(spec.name).second) << spec.name;
    EXPECT_TRUE(
        std::regex_match(std::string(spec.name), std::regex("hotline_evaluation(_[a-z]+)+")));
    EXPECT_EQ(spec.type, MetricType::kGauge);
    EXPECT_EQ(spec.help.find_first_of("\\\n|"), std::string_view::npos) << spec.name;
    EXPECT_FALSE(spec.unit.empty() || spec.help.empty());
  }
}

TEST(Governance, EverySeriesHasTheLabelsOfItsMetric) {
  const auto all = governance_families(reading());
  const auto specs = governance_specs();
  ASSERT_EQ(all.size(), specs.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(all[i].name, specs[i].name);
    for (const auto& series : all[i].metric) {
      std::string joined;
      for (const auto& label : series.label) {
        joined += (joined.empty() ? "" : ", ") + label.name;
      }
      EXPECT_EQ(joined, specs[i].labels);
    }
  }
}

TEST(Governance, ValuesAreThoseOfTheReading) {
  const std::string text = exposed();
  for (const char* const line :
       {"hotline_evaluation_score{scheme=\"equal\"} 0.75\n",
        "hotline_evaluation_known_ratio{scheme=\"equal\"} 0.6\n",
        "hotline_evaluation_window_seconds{scheme=\"equal\"} 604800\n",
        "hotline_evaluation_group_score{scheme=\"equal\",group=\"process\"} 0.5\n",
        "hotline_evaluation_indicator{scheme=\"equal\",indicator=\"connect_rate\",unit=\"share\","
        "source=\"measured\"} 0.9\n",
        "hotline_evaluation_indicator_normalised_ratio{scheme=\"equal\",indicator=\"connect_rate\"}"
        " "
        "0.8\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << text.substr(text.find("_evaluation_"));
  }
}

TEST(Governance, WhatIsUnknownHasNoSeries) {
  const std::string text = exposed();
  EXPECT_EQ(text.find("hotline_evaluation_confirmed_score{"), std::string::npos);
  EXPECT_EQ(text.find("group=\"smart\""), std::string::npos);
  EXPECT_EQ(text.find("indicator=\"languages\""), std::string::npos);
  EXPECT_EQ(exposition(Monitor()).find("hotline_evaluation"), std::string::npos);
}

}  // namespace
}  // namespace hotline::monitor
