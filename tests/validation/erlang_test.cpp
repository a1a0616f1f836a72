// Does the simulator agree with theory? The scenarios under scenarios/validation, run with a fixed
// seed, against exact values (computed with 40 digits from the formulas of Erlang C and Erlang A).
//
// A value agrees if the 99.9 % interval over replications contains it and, in an optimised build,
// the estimate is within 1 % of it (2 % for probabilities below 5 %). A debug build simulates less
// and holds the interval only.
//
// With a fresh seed each value misses its interval once in a thousand, so that one of the four to
// six values of a scenario, which go together, does so about once in five hundred. In an optimised
// build the bound of 1 % is the stricter one where the interval is wider than it: VC001's mean wait
// has a half-width of 1.7 %, and misses the bound with about one fresh seed in fifteen. The seeds
// are fixed and were not chosen: each test has the number of its validation case.
#include <cmath>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/stats/interval.hpp"
#include "sim/experiment/replications.hpp"
#include "sim/scenario/load.hpp"

namespace hotline::sim {
namespace {

using measures::ChannelCounts;
using measures::Scorecard;

Scenario scenario_of(const std::string& file_name) {
  const std::string path = std::string(HOTLINE_SOURCE_DIR) + "/scenarios/validation/" + file_name;
  std::ifstream file(path, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  Result<Scenario> scenario = load_scenario(text, path, LoadMode::kUser);
  EXPECT_TRUE(scenario.has_value()) << scenario.error().message;
  return scenario.value_or(Scenario{});
}

double ratio(std::uint64_t part, std::uint64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

// The measures are written out here once more, from counts: a mistake in the catalogue of measures
// must not hide one in the simulator.

double probability_of_wait(const Scorecard& card) {
  return ratio(card.channels()[0].queued, card.channels()[0].arrived);
}

double probability_of_abandonment(const Scorecard& card) {
  return ratio(card.channels()[0].abandoned, card.channels()[0].arrived);
}

double answered_in_time(const Scorecard& card) {
  return ratio(card.channels()[0].answered_within, card.channels()[0].arrived);
}

double mean_wait_of_all_minutes(const Scorecard& card) {
  const ChannelCounts& phone = card.channels()[0];
  return (phone.waited_answered.sum_seconds() + phone.waited_abandoned.sum_seconds()) / 60 /
         static_cast<double>(phone.arrived);
}

double mean_wait_of_answered_minutes(const Scorecard& card) {
  return card.channels()[0].waited_answered.sum_seconds() / 60 /
         static_cast<double>(card.channels()[0].answered);
}

double occupancy(const Scorecard& card) {
  const SimTime end = card.measured_until();
  return static_cast<double>(card.groups()[0].busy.area_us(end)) /
         static_cast<double>(card.groups()[0].on_duty.area_us(end));
}

struct Expected {
  const char* name;
  std::function<double(const Scorecard&)> measure;
  double value;
};

#ifdef NDEBUG
constexpr std::uint32_t kReplications = 40;
constexpr bool kPrecise = true;
#else
constexpr std::uint32_t kReplications = 10;
constexpr bool kPrecise = false;
#endif

/// @param length  of a replication in an optimised build; a tenth of it in a debug build.
void expect_agreement(Scenario scenario, std::uint64_t seed, Duration length,
                      const std::vector<Expected>& theory) {
  scenario.length = kPrecise ? length : length / 10;
  ReplicationPlan plan;
  plan.seed = seed;
  plan.replications = kReplications;
  const ReplicationResults results = run_replications(scenario, plan);
  ASSERT_EQ(results.scorecards.size(), kReplications);
  for (const Expected& expected : theory) {
    stats::Tally tally;
    for (const Scorecard& card : results.scorecards) {
      tally.add(expected.measure(card));
    }
    const stats::Interval found = stats::student_interval(tally, 0.999).value();
    const double error = std::abs(found.mean - expected.value);
    (void)std::printf("%s: expected %.6f, found %.6f +- %.6f\n", expected.name, expected.value,
                      found.mean, found.half_width);
    EXPECT_LE(error, found.half_width) << expected.name << ": not in the 99.9 % interval";
    // An interval that is too wide would agree with anything.
    EXPECT_LE(found.half_width, (kPrecise ? 0.02 : 0.15) * expected.value) << expected.name;
    if (kPrecise) {
      EXPECT_LE(error, (expected.value < 0.05 ? 0.02 : 0.01) * expected.value) << expected.name;
    }
  }
}

// VC001: M/M/14, 100 calls in 30 minutes, mean talk 3 minutes. Erlang, Elektroteknikeren 13
// (1917) 5.
TEST(ErlangC, FourteenAgents) {
  expect_agreement(scenario_of("mmc.toml"), 1, 100 * kDay,
                   {{"P(wait)", probability_of_wait, 0.1741319336},
                    {"answered in 20 s", answered_in_time, 0.8883500192},
                    {"occupancy", occupancy, 0.7142857143},
                    {"mean wait, min", mean_wait_of_all_minutes, 0.1305989502}});
}

// VC021: M/M/14+M, the same with a mean patience of 5 minutes. Palm, Methods of Judging the
// Annoyance Caused by Congestion (1953); Garnett, Mandelbaum, Reiman, M&SOM 4 (2002) 208.
TEST(ErlangA, FourteenAgents) {
  expect_agreement(scenario_of("erlang-a.toml"), 21, 100 * kDay,
                   {{"P(wait)", probability_of_wait, 0.1452601143},
                    {"P(abandon)", probability_of_abandonment, 0.01398374412},
                    {"answered in 20 s", answered_in_time, 0.9167920919},
                    {"occupancy", occupancy, 0.7042973256},
                    {"mean wait of all, min", mean_wait_of_all_minutes, 0.06991872061},
                    {"mean wait of answered, min", mean_wait_of_answered_minutes, 0.06464133408}});
}

// VC027: M/M/105+M, 100 calls a minute, mean talk 1 minute, mean patience 2 minutes.
TEST(ErlangA, AHundredAndFiveAgents) {
  expect_agreement(scenario_of("erlang-a-100.toml"), 27, 10 * kDay,
                   {{"P(wait)", probability_of_wait, 0.369605322115},
                    {"P(abandon)", probability_of_abandonment, 0.0150840744609},
                    {"mean wait of all, min", mean_wait_of_all_minutes, 0.0301681489219}});
}

}  // namespace
}  // namespace hotline::sim
