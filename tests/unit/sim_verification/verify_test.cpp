// Verdicts over an M/M/2 queue. The seeds are fixed; a row with the right value fails by chance
// once in 1e5 fresh seeds at each look, and the wrong values are wrong by many half-widths.
#include "sim/verification/verify.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/scenario/load.hpp"

namespace hotline::sim {
namespace {

// Load 1.2 on two agents: C = 0.45, mean wait C / (2 - 1.2) = 0.5625 min.
constexpr std::string_view kQueue = R"(name = "queue"
[run]
start = "2025-01-06"
warm_up = "5 h"
length = "2 d"
[channel.phone]
kind = "live"
[category.call]
ticket_probability = 0
talk = { exponential = "1 min" }
[[demand]]
category = "call"
channel = "phone"
per_day = "1.2 /min"
[group.agents]
channels = ["phone"]
agents = 2
[verify]
source = "exact: Erlang C"
)";

std::vector<Scenario> scenarios_of(const std::string& rows) {
  const Result<std::vector<Scenario>> all =
      load_variants(std::string(kQueue) + rows, "queue.toml", LoadMode::kUser);
  EXPECT_TRUE(all.has_value()) << all.error().message;
  return all.value_or(std::vector<Scenario>{});
}

Scenario scenario_of(const std::string& rows) {
  return scenarios_of(rows).front();
}

std::string trouble_of(const std::string& rows) {
  const Result<std::vector<Scenario>> all =
      load_variants(std::string(kQueue) + rows, "queue.toml", LoadMode::kUser);
  if (!all) {
    return all.error().message;
  }
  for (const Scenario& scenario : *all) {
    if (const auto good = check_expectations(scenario); !good) {
      return good.error().message;
    }
  }
  return "none";
}

VerificationResult verdicts_of(const Scenario& scenario, VerificationPlan plan = {}) {
  return verify(scenario, plan).value();
}

Verdict verdict_of(const std::string& row, double work = 2e9) {
  VerificationPlan plan;
  plan.work = work;
  const VerificationResult result = verdicts_of(scenario_of("[[expect]]\n" + row), plan);
  EXPECT_EQ(result.findings.size(), 1U);
  return result.findings.at(0).verdict;
}

TEST(Verify, PassesWhatIsRightAndFailsWhatIsWrong) {
  EXPECT_EQ(verdict_of("measure = 'wait.probability'\nvalue = 0.45\ntolerance = 0.06"),
            Verdict::kPass);
  EXPECT_EQ(verdict_of("measure = 'wait.probability'\nvalue = 0.5\ntolerance = 0.06"),
            Verdict::kFail);
  EXPECT_EQ(verdict_of("measure = 'speed_of_answer.of_all'\nvalue = '0.5625 min'\n"
                       "absolute = '2 s'\nof = 'channel phone'"),
            Verdict::kPass);
}

// Of two runs of two days the interval of the mean wait of 34 s is some seconds wide.
TEST(Verify, BesideDataTheWholeIntervalCounts) {
  VerificationPlan plan;
  plan.rule = Rule::kData;
  plan.replications = 4;
  const auto verdict = [&](const std::string& bounds) {
    const VerificationResult result =
        verdicts_of(scenario_of("[[expect]]\nmeasure = 'speed_of_answer.of_all'\n" + bounds), plan);
    EXPECT_LT(result.findings.at(0).simulated->half_width, 15);
    EXPECT_GT(result.findings.at(0).simulated->half_width, 0.2);
    return result.findings.at(0).verdict;
  };
  EXPECT_EQ(verdict("between = ['10 s', '70 s']"), Verdict::kPass);
  EXPECT_EQ(verdict("between = ['60 s', '70 s']"), Verdict::kFail);
  EXPECT_EQ(verdict("value = '33.75 s'\nabsolute = '0.1 s'"), Verdict::kUndecided);
}

TEST(Verify, SaysSoWhereTheLimitComesFirst) {
  EXPECT_EQ(verdict_of("measure = 'wait.probability'\nvalue = 0.45\ntolerance = 0.0001", 1e6),
            Verdict::kUndecided);
}

TEST(Verify, HoldsIntervalsAndBounds) {
  EXPECT_EQ(verdict_of("measure = 'queue.mean'\ninterval = [0.64, 0.70]\nlevel = 0.9"),
            Verdict::kPass);
  EXPECT_EQ(verdict_of("measure = 'queue.mean'\ninterval = [0.50, 0.54]"), Verdict::kFail);
  EXPECT_EQ(verdict_of("measure = 'queue.mean'\nbetween = [0.5, 0.8]"), Verdict::kPass);
  EXPECT_EQ(verdict_of("measure = 'queue.mean'\nbetween = [0, 0.4]"), Verdict::kFail);
}

TEST(Verify, ComparesSumsAndSpreads) {
  EXPECT_EQ(verdict_of("measure = 'contacts.queued'\nper = 'contacts.offered'\nvalue = 0.45\n"
                       "tolerance = 0.06"),
            Verdict::kPass);
  EXPECT_EQ(verdict_of("measure = 'wait.probability'\nstatistic = 'pooled'\nvalue = 0.45\n"
                       "tolerance = 0.06"),
            Verdict::kPass);
  // A Poisson number: the variance is the mean.
  EXPECT_EQ(verdict_of("measure = 'contacts.arrived'\nstatistic = 'variance'\nvalue = 3456\n"
                       "tolerance = 0.4"),
            Verdict::kPass);
  EXPECT_EQ(verdict_of("measure = 'contacts.arrived'\nvalue = 1440\ntolerance = 0.06\n"
                       "from = '1 d'\nuntil = '44 h'"),
            Verdict::kPass);
}

// The warm-up is 5 h: one hour of 72 calls.
TEST(Verify, MeasuresFromTheEndOfTheWarmUpWhereOnlyTheEndIsStated) {
  EXPECT_EQ(verdict_of("measure = 'contacts.arrived'\nvalue = 72\ntolerance = 0.06\n"
                       "until = '6 h'"),
            Verdict::kPass);
  EXPECT_EQ(verdict_of("measure = 'in_system.mean'\nstatistic = 'pooled'\nvalue = 1.875\n"
                       "tolerance = 0.1\nuntil = '53 h'"),
            Verdict::kPass);
}

// There are no tickets.
TEST(Verify, GivesUpWhatIsNeverKnown) {
  const Scenario scenario = scenario_of(
      "[[expect]]\nmeasure = 'resolution.mean'\nvalue = 3\n"
      "[[expect]]\nmeasure = 'wait.probability'\nstatistic = 'pooled'\nvalue = 0.45\n"
      "tolerance = 0.06\n");
  const VerificationResult result = verdicts_of(scenario);
  EXPECT_EQ(result.findings[0].verdict, Verdict::kUndecided);
  EXPECT_FALSE(result.findings[0].simulated.has_value());
  EXPECT_EQ(result.findings[1].verdict, Verdict::kPass);
  EXPECT_LT(result.replications, 2000U);
}

TEST(Verify, HoldsToleranceNothingInEveryReplication) {
  const std::string calm = "agents.on_duty'\ntolerance = 0\nvalue = ";
  EXPECT_EQ(verdict_of("measure = '" + calm + "2"), Verdict::kPass);
  EXPECT_EQ(verdict_of("measure = '" + calm + "2.000001"), Verdict::kFail);
  EXPECT_EQ(verdict_of("measure = 'contacts.arrived'\ntolerance = 0\nvalue = 3456"),
            Verdict::kFail);
}

// Both agents are busy with probability 0.45, and 1.2 of them on average.
TEST(Verify, AsksLevelsAtAnInstant) {
  EXPECT_EQ(verdict_of("measure = 'in_system.share_from'\nnumber = 2\nat = '1 d'\nvalue = 0.45\n"
                       "absolute = 0.08"),
            Verdict::kPass);
  EXPECT_EQ(verdict_of("measure = 'agents.busy'\nof = 'group agents'\nat = '20 h'\nvalue = 1.2\n"
                       "tolerance = 0.1"),
            Verdict::kPass);
  EXPECT_EQ(verdict_of("measure = 'agents.on_duty'\nat = '0 s'\nvalue = 2\ntolerance = 0"),
            Verdict::kPass);
}

TEST(Verify, CallsNothingWrongAfterAFewReplicationsUnlessTheWorkIsDone) {
  const Scenario wrong = scenario_of("[[expect]]\nmeasure = 'queue.mean'\nvalue = 3\n");
  const VerificationResult sure = verdicts_of(wrong);
  EXPECT_EQ(sure.findings[0].verdict, Verdict::kFail);
  EXPECT_GE(sure.findings[0].replications, 300U);
  VerificationPlan plan;
  plan.work = 1e6;
  const VerificationResult hasty = verdicts_of(wrong, plan);
  EXPECT_EQ(hasty.findings[0].verdict, Verdict::kFail);
  EXPECT_LT(hasty.findings[0].replications, 300U);
}

TEST(Verify, GivesTheSameNumbersOnAnyNumberOfThreads) {
  const Scenario scenario = scenario_of(
      "[[expect]]\nmeasure = 'queue.mean'\nvalue = 0.675\ntolerance = 0.06\n"
      "[[expect]]\nmeasure = 'wait.probability'\nstatistic = 'pooled'\nvalue = 0.45\n");
  VerificationPlan plan;
  plan.threads = 1;
  const VerificationResult one = verdicts_of(scenario, plan);
  plan.threads = 3;
  const VerificationResult three = verdicts_of(scenario, plan);
  EXPECT_EQ(one.replications, three.replications);
  EXPECT_EQ(one.facts, three.facts);
  for (std::size_t i = 0; i < one.findings.size(); ++i) {
    EXPECT_EQ(one.findings[i].simulated->value, three.findings[i].simulated->value);
    EXPECT_EQ(one.findings[i].simulated->half_width, three.findings[i].simulated->half_width);
  }
}

TEST(Verify, StopsWhenItIsTold) {
  const std::atomic<bool> stop = true;
  VerificationPlan plan;
  plan.stop = &stop;
  const Scenario scenario = scenario_of("[[expect]]\nmeasure = 'queue.mean'\nvalue = 1");
  EXPECT_TRUE(verdicts_of(scenario, plan).interrupted);
}

TEST(Variants, ChangeValuesInTheirPlacesAndAddKeys) {
  const std::vector<Scenario> all = scenarios_of(R"(
[[variant]]
name = "three"
title = "Three agents"
quick = true
[variant.set]
"group.agents.agents" = 3
"demand.0.per_day" = "2 /min"
"channel.phone.lines" = 7
"category.call.talk" = { constant = "30 s" }
[[variant.expect]]
measure = "queue.mean"
value = 1
)");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_TRUE(all[0].verification.expectations.empty());
  const Scenario& three = all[1];
  EXPECT_EQ(three.name, "queue/three");
  EXPECT_EQ(three.title, "Three agents");
  EXPECT_TRUE(three.verification.quick);
  EXPECT_EQ(three.channels[0].lines, 7U);
  EXPECT_NE(three.fingerprint, all[0].fingerprint);
  ASSERT_EQ(three.verification.expectations.size(), 1U);
  EXPECT_EQ(three.verification.expectations[0].source, "exact: Erlang C");
}

TEST(Variants, SayWhichPlaceThereIsNot) {
  EXPECT_EQ(trouble_of("[[variant]]\nname = 'a'\nset = { 'group.desk.agents' = 3 }\n"),
            "queue.toml:22:9: variant.set: found no 'group.desk' of 'group.desk.agents' in the "
            "file");
  EXPECT_NE(trouble_of("[[variant]]\nname = 'a'\nset = { 'demand.4' = 3 }\n").find("demand.4"),
            std::string::npos);
  EXPECT_NE(trouble_of("[[variant]]\nset = {}\n").find("missing key 'name'"), std::string::npos);
  EXPECT_NE(trouble_of("[[variant]]\nname = 'a'\nsett = {}\n").find("unknown key"),
            std::string::npos);
  EXPECT_NE(trouble_of("[[variant]]\nname = 'a'\n[[variant]]\nname = 'a'\n").find("second time"),
            std::string::npos);
}

TEST(Expectations, SayWhatIsWrongAndWhere) {
  const auto expect = [](const std::string& row, const std::string& words) {
    const std::string trouble = trouble_of("[[expect]]\n" + row);
    EXPECT_NE(trouble.find(words), std::string::npos) << row << ": " << trouble;
    EXPECT_EQ(trouble.rfind("queue.toml:2", 0), 0U) << trouble;
  };
  expect("value = 1", "missing key 'measure'");
  expect("measure = 'queue.mean'", "none of value, interval, between");
  expect("measure = 'queue.mean'\nvalue = 'x'", "expected a number");
  expect("measure = 'queue.mean'\nvalue = '3 s'", "is in contacts");
  expect("measure = 'queue.means'\nvalue = 3", "found no measure 'queue.means'");
  expect("measure = 'queue.mean'\nvalue = 0", "expected 'absolute' or tolerance = 0");
  expect("measure = 'queue.mean'\nvalue = 1\nof = 'channel fone'", "did you mean 'phone'?");
  expect("measure = 'queue.mean'\nvalue = 1\nof = 'phone'", "expected a kind and a name");
  expect("measure = 'queue.mean'\ninterval = [2, 1]", "[lowest, highest]");
  expect("measure = 'queue.mean'\nbetween = [1, 2]\ntolerance = 0.1", "tolerance beside bounds");
  expect("measure = 'queue.mean'\ntolerance = 0.1", "found none of value, interval, between");
  expect("measure = 'queue.mean'\nvalue = 1\nlevel = 0.9", "level without an interval");
  expect("measure = 'queue.mean'\nvalue = 1\ntolerance = 2", "allowed 0 to 1");
  expect("measure = 'in_system.share'\nvalue = 1", "needs 'number'");
  expect("measure = 'wait.within'\nvalue = 1", "needs 'within'");
  expect("measure = 'orbit.mean'\nvalue = 1\nfrom = '1 h'", "knows no 'from'");
  expect("measure = 'sojourn.mean'\nvalue = 1\nof = 'group agents'", "of a channel or of the run");
  expect("measure = 'queue.mean'\nvalue = 1\nstatistic = 'pooled'", "no ratio or mean");
  expect("measure = 'queue.mean'\nvalue = 1\nfrom = '2 h'\nuntil = '1 h'", "not after 'from'");
  expect("measure = 'queue.mean'\nvalue = 1\nuntil = '4 h'", "found 'until' within the warm-up");
  expect("measure = 'service_level.of_offered'\nvalue = 1\nwithin = '2 min'",
         "found 'within', which service_level.of_offered does not take");
  expect("measure = 'sojourn.mean'\nvalue = 1\nnumber = 2", "found 'number'");
  expect("measure = 'wait.within'\nwithin = '1 s'\nvalue = 1\ndays = 'Mon'", "found 'days'");
  expect("measure = 'contacts.share_in'\nvalue = 1\nhours = [7, 9]\nwithin = '1 s'",
         "found 'within'");
  expect("measure = 'tickets.open_share'\nvalue = 1\nnumber = 2\nof = 'channel phone'",
         "is of the run");
  const std::string drained =
      "measure = 'occupancy.of_working'\nstatistic = 'pooled'\nvalue = 0.6\n";
  expect(drained +
             "[[variant]]\nname = 'a'\nset = { 'run.at_end' = 'drain' }\n[[variant.expect]]\n" +
             drained,
         "a level in a run that drains, expected 'until' of at most");
  expect("measure = 'queue.mean'\nvalue = 1\nat = '2 h'\nuntil = '3 h'", "found beside 'from'");
  expect("measure = 'queue.mean'\nvalue = 1\nat = '90 d'", "after the end of the run");
  expect("measure = 'queue.mean'\nvalue = 1\nfrom = '90 d'", "after the end of the run");
  expect("measure = 'wait.total'\nvalue = 1\nat = '2 h'", "no value at an instant");
  expect("measure = 'wait.probability'\nvalue = 1\nat = '2 h'", "no value at an instant");
  expect("measure = 'orbit.mean'\nvalue = 1\nat = '2 h'", "knows no 'from', 'until' and 'at'");
}

}  // namespace
}  // namespace hotline::sim
