#include "monitor/metrics/collector.hpp"

#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "monitor/metrics/catalogue.hpp"
#include "monitor/metrics/exposition.hpp"
#include "tests/unit/proto/sample_facts.hpp"

namespace hotline::monitor {
namespace {

using measures::Scorecard;
using prometheus::ClientMetric;
using prometheus::MetricFamily;
using samples::first_schema_run;

Scorecard folded(const std::vector<Fact>& facts) {
  Scorecard card;
  for (const Fact& fact : facts) {
    card(fact);
  }
  return card;
}

const MetricFamily& family(const std::vector<MetricFamily>& all, const std::string& name) {
  for (const MetricFamily& one : all) {
    if (one.name == name) {
      return one;
    }
  }
  ADD_FAILURE() << "no family " << name;
  static const MetricFamily none;
  return none;
}

/// The only series, or the one whose second label has this value.
const ClientMetric& series(const MetricFamily& family, const std::string& second = "") {
  for (const ClientMetric& metric : family.metric) {
    if (second.empty() || metric.label.at(1).value == second) {
      return metric;
    }
  }
  ADD_FAILURE() << family.name << " has no such series";
  static const ClientMetric none;
  return none;
}

class CollectorTest : public testing::Test {
 protected:
  [[nodiscard]] double counter(const std::string& name, const std::string& second = "") const {
    return series(family(all_, name), second).counter.value;
  }

  [[nodiscard]] double gauge(const std::string& name) const {
    return series(family(all_, name)).gauge.value;
  }

  std::vector<MetricFamily> all_ = families(folded(first_schema_run()), LiveStatus());
};

TEST_F(CollectorTest, ShowsEveryMetricOfTheCatalogueOnce) {
  std::multiset<std::string> shown;
  for (const MetricFamily& one : all_) {
    shown.insert(one.name);
  }
  std::multiset<std::string> expected;
  for (const MetricSpec& spec : catalogue()) {
    expected.emplace(spec.name);
  }
  EXPECT_EQ(shown, expected);
}

TEST_F(CollectorTest, LabelsOfEverySeriesAreThoseOfTheCatalogue) {
  std::map<std::string, std::string> labels;
  for (const MetricSpec& spec : catalogue()) {
    labels[std::string(spec.name)] = spec.labels;
  }
  for (const MetricFamily& one : all_) {
    for (const ClientMetric& metric : one.metric) {
      std::string joined;
      for (const auto& label : metric.label) {
        joined += (joined.empty() ? "" : ", ") + label.name;
      }
      EXPECT_EQ(joined, labels[one.name]) << one.name;
    }
  }
}

TEST_F(CollectorTest, CountsAreThoseOfTheScorecard) {
  EXPECT_EQ(counter("hotline_contacts_arrived_total"), 3);
  EXPECT_EQ(counter("hotline_contacts_redialled_total"), 1);
  EXPECT_EQ(counter("hotline_contacts_blocked_total"), 1);
  EXPECT_EQ(counter("hotline_contacts_queued_total"), 2);
  EXPECT_EQ(counter("hotline_contacts_answered_total"), 1);
  EXPECT_EQ(counter("hotline_contacts_answered_in_time_total"), 0);
  EXPECT_EQ(counter("hotline_contacts_abandoned_total"), 1);
  EXPECT_EQ(counter("hotline_tickets_opened_total"), 1);
  EXPECT_EQ(counter("hotline_tickets_returned_total"), 1);
  EXPECT_EQ(counter("hotline_tickets_returned_for_total", "unknown"), 1);
  EXPECT_EQ(counter("hotline_tickets_returned_for_total", "overload"), 0);
  EXPECT_EQ(counter("hotline_tickets_resolved_total"), 1);
  EXPECT_EQ(counter("hotline_tickets_reopened_total"), 1);
  EXPECT_EQ(counter("hotline_category_tickets_resolved_late_total"), 1);
  EXPECT_EQ(counter("hotline_district_tickets_opened_total"), 1);
  EXPECT_EQ(counter("hotline_sla_due_total", "resolution"), 1);
  EXPECT_EQ(counter("hotline_sla_missed_total", "resolution"), 1);
  EXPECT_EQ(counter("hotline_sla_due_total", "response"), 0);
  EXPECT_EQ(counter("hotline_surveys_answered_total"), 1);
  EXPECT_EQ(counter("hotline_surveys_responded_total"), 1);
  EXPECT_EQ(counter("hotline_surveys_fixed_total"), 0);
  EXPECT_EQ(counter("hotline_surveys_satisfied_total"), 1);
}

TEST_F(CollectorTest, LevelsAndTheirAreasAreThoseOfTheScorecard) {
  EXPECT_EQ(gauge("hotline_agents_on_duty"), 2);
  EXPECT_EQ(gauge("hotline_agents_busy"), 0);
  EXPECT_EQ(gauge("hotline_contacts_waiting"), 0);
  EXPECT_EQ(gauge("hotline_tickets_open"), 1);
  // Busy from second 40 to 110; two on duty from the end of the warm-up, second 1, to the end.
  EXPECT_EQ(counter("hotline_agent_busy_seconds_total"), 70);
  EXPECT_EQ(counter("hotline_agent_duty_seconds_total"), 2 * (86'400 - 1));
  EXPECT_EQ(counter("hotline_crew_busy_seconds_total"), 1700);
  EXPECT_EQ(counter("hotline_sim_seconds_total"), 86'400);
}

TEST_F(CollectorTest, BucketsAreExactAndCumulativeAndIncludeTheirBound) {
  // Answered after 30 s: in the bucket le="30", not in le="20".
  const auto& histogram =
      series(family(all_, "hotline_contact_wait_seconds"), "answered").histogram;
  EXPECT_EQ(histogram.sample_count, 1U);
  EXPECT_DOUBLE_EQ(histogram.sample_sum, 30.0);
  ASSERT_EQ(histogram.bucket.size(), stats::DurationStatistics::kBoundsSeconds.size());
  for (const auto& bucket : histogram.bucket) {
    EXPECT_EQ(bucket.cumulative_count, bucket.upper_bound >= 30 ? 1U : 0U);
  }
}

TEST_F(CollectorTest, SaysWhichRunItShows) {
  const auto& labels = series(family(all_, "hotline_run_info")).label;
  EXPECT_EQ(labels.at(0).value, "abcdef0123456789");
  EXPECT_EQ(labels.at(1).value, "smallville");
  EXPECT_EQ(labels.at(2).value, "simulated");
  EXPECT_EQ(labels.at(3).value, "42");
  EXPECT_EQ(labels.at(4).value, "0");
}

TEST_F(CollectorTest, WhatIsNotKnownHasNoSeries) {
  EXPECT_TRUE(family(all_, "hotline_pacing_lateness_seconds").metric.empty());
  LiveStatus status;
  status.running = true;
  status.speed = 600;
  status.lateness = 0.5;
  status.ingest = {10, 1, 2, 3};
  all_ = families(folded(first_schema_run()), status);
  EXPECT_EQ(gauge("hotline_pacing_lateness_seconds"), 0.5);
  EXPECT_EQ(gauge("hotline_sim_speed_ratio"), 600);
  EXPECT_EQ(gauge("hotline_sim_running"), 1);
  EXPECT_EQ(counter("hotline_ingest_facts_total"), 10);
  EXPECT_EQ(counter("hotline_ingest_lost_total"), 1);
  EXPECT_EQ(counter("hotline_ingest_duplicates_total"), 2);
  EXPECT_EQ(counter("hotline_ingest_refused_total"), 3);
  EXPECT_EQ(gauge("hotline_ingest_incomplete"), 1);
}

TEST_F(CollectorTest, EveryNamedRowIsThereFromTheStartAtZero) {
  const auto facts = first_schema_run();
  all_ = families(folded({facts.begin(), facts.begin() + 6}), LiveStatus());
  EXPECT_EQ(family(all_, "hotline_contacts_answered_total").metric.size(), 1U);
  EXPECT_EQ(counter("hotline_contacts_answered_total"), 0);
  EXPECT_EQ(series(family(all_, "hotline_ticket_resolution_seconds")).histogram.sample_count, 0U);
}

TEST_F(CollectorTest, ANameThatOccursTwiceIsShownWithItsNumber) {
  all_ = families(folded({RunStarted{}, NameDefined{{}, NameKind::kAgency, 0, "other"},
                          NameDefined{{}, NameKind::kAgency, 1, "parks"},
                          NameDefined{{}, NameKind::kAgency, 2, "other"}}),
                  LiveStatus());
  const auto& metrics = family(all_, "hotline_crews_busy").metric;
  ASSERT_EQ(metrics.size(), 3U);
  EXPECT_EQ(metrics[0].label[0].value, "other #0");
  EXPECT_EQ(metrics[1].label[0].value, "parks");
  EXPECT_EQ(metrics[2].label[0].value, "other #2");
}

TEST(Exposition, EscapesNamesAndShowsThePresentRun) {
  Monitor monitor;
  for (const std::uint32_t replication : {0U, 1U}) {
    for (const Fact& fact : first_schema_run(replication)) {
      monitor.take(fact);
    }
  }
  const std::string text = exposition(monitor);
  EXPECT_NE(
      text.find("hotline_category_tickets_opened_total{category=\"tree \\\"fallen\\\"\"} 1\n"),
      std::string::npos);
  EXPECT_NE(text.find("hotline_district_tickets_opened_total{district=\"north\\\\south\"} 1\n"),
            std::string::npos);
  EXPECT_NE(text.find("replication=\"1\"} 1\n"), std::string::npos);
  EXPECT_EQ(text.find("replication=\"0\""), std::string::npos);
  EXPECT_NE(text.find("hotline_contact_wait_seconds_bucket{channel=\"phone\",outcome=\"answered\","
                      "le=\"30\"} 1\n"),
            std::string::npos);
}

TEST(Exposition, IsAlreadyThereBeforeTheFirstRun) {
  const Monitor monitor;
  EXPECT_NE(exposition(monitor).find("hotline_sim_running 0\n"), std::string::npos);
}

}  // namespace
}  // namespace hotline::monitor
