// Validation case VC142: does a 95 % interval hold the true value in 95 of 100 experiments?
//
// M/M/1 with load 0.625, whose mean wait is exactly 12.5 s; each experiment has 30 replications of
// some 900 callers. The number of experiments that cover it is binomial: with 1000 of them and a
// true coverage of 95 % it lies outside of 93 ... 97 % about four times in a thousand fresh seeds.
// A build that is not optimised makes 100 experiments, which lie below 86 % about as seldom.
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/measures/catalogue.hpp"
#include "core/stats/interval.hpp"
#include "sim/experiment/replications.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

#ifdef HOTLINE_LONG_TESTS
constexpr std::uint32_t kExperiments = 1000;
constexpr double kLeast = 0.93;
constexpr double kMost = 0.97;
#else
constexpr std::uint32_t kExperiments = 100;
constexpr double kLeast = 0.86;
constexpr double kMost = 1.0;
#endif
constexpr std::uint32_t kReplications = 30;
constexpr double kMeanWaitSeconds = 12.5;

TEST(Coverage, OfNinetyFivePercentIntervalsIsNinetyFivePercent) {
  const auto* const mean_wait =
      measures::find_measure(measures::Scope::kRun, "speed_of_answer.of_all");
  ASSERT_NE(mean_wait, nullptr);
  Scenario scenario = test::erlang(300, 7.5, 1);
  scenario.warm_up = 20 * kMinute;
  scenario.length = 160 * kMinute;
  std::uint32_t covered = 0;
  for (std::uint32_t experiment = 0; experiment < kExperiments; ++experiment) {
    ReplicationPlan plan;
    plan.seed = 1 + experiment;
    plan.replications = kReplications;
    plan.threads = 1;
    std::vector<double> waits;
    for (const measures::Scorecard& card : run_replications(scenario, plan).scorecards) {
      waits.push_back(mean_wait->value(card, 0).value());
    }
    const stats::Interval interval = stats::student_interval(waits).value();
    covered += static_cast<std::uint32_t>(interval.mean - interval.half_width <= kMeanWaitSeconds &&
                                          kMeanWaitSeconds <= interval.mean + interval.half_width);
  }
  const double coverage = static_cast<double>(covered) / kExperiments;
  RecordProperty("coverage", std::to_string(coverage));
  EXPECT_GE(coverage, kLeast);
  EXPECT_LE(coverage, kMost);
}

}  // namespace
}  // namespace hotline::sim
