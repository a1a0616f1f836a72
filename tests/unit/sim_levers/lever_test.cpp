#include "sim/levers/lever.hpp"

#include <cmath>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "sim/random/duration_law.hpp"
#include "sim/scenario/open.hpp"

namespace hotline::sim {
namespace {

Lever times(LeverTarget target, double factor) {
  Lever lever;
  lever.id = "one";
  lever.target = target;
  lever.times = factor;
  return lever;
}

Lever plus(LeverTarget target, double more) {
  Lever lever = times(target, 1);
  lever.times.reset();
  lever.plus = more;
  return lever;
}

/// A city with a bit of everything that levers change.
Scenario city() {
  Scenario scenario;
  scenario.fingerprint = 77;
  Channel phone;
  phone.name = "phone";
  phone.lines = 8;
  phone.self_service = SelfService{};
  phone.self_service->contained = {0.2, 0.95};
  Channel web;
  web.name = "web";
  web.kind = Channel::Kind::kDirect;
  scenario.channels = {phone, web};
  scenario.demand.resize(1);
  scenario.demand[0].channel = ChannelId{0};
  scenario.demand[0].per_day = 200;
  AgentGroup desk;
  desk.shifts = {Shift{Duration{0}, kDay, 3}, Shift{kDay, 2 * kDay, 20}};
  scenario.groups = {desk};
  Agency works;
  works.crews = 4;
  works.sign = DurationLaw{DurationLaw::Family::kExponential, 7200, 0};
  works.lead = DurationLaw{DurationLaw::Family::kConstant, 0, 0};
  works.refuse_probability = 0.03;
  works.fix_probability = 0.9;
  works.early_closure = EarlyClosure{0.2, std::nullopt};
  scenario.agencies = {works};
  scenario.triage.human_accuracy = 0.8;
  scenario.survey.sample_share = 0.6;
  return scenario;
}

TEST(Lever, PeopleAndLinesAreWholeAndASmallGroupFeelsItToo) {
  Scenario one = city();
  EXPECT_EQ(apply(times(LeverTarget::kAgents, 1.1), one), 2U);
  EXPECT_EQ(one.groups[0].shifts[0].agents, 4);   // 3.3, away from 3
  EXPECT_EQ(one.groups[0].shifts[1].agents, 22);  // and not 23 for 20 * 1.1 in binary
  EXPECT_EQ(apply(times(LeverTarget::kAgents, 0.5), one), 2U);
  EXPECT_EQ(one.groups[0].shifts[0].agents, 2);
  EXPECT_EQ(apply(times(LeverTarget::kCrews, 1.2), one), 1U);
  EXPECT_EQ(one.agencies[0].crews, 5);
  EXPECT_EQ(apply(times(LeverTarget::kLines, 1.25), one), 1U);
  EXPECT_EQ(one.channels[0].lines, 10);
}

TEST(Lever, CrewsOfUnitsAndShiftsAreThoseThatWork) {
  Scenario one = city();
  one.agencies[0].units.resize(2);
  one.agencies[0].units[0].crews = 10;
  one.agencies[0].units[1].shifts = {Shift{Duration{0}, kDay, 5}};
  EXPECT_EQ(apply(times(LeverTarget::kCrews, 1.2), one), 2U);
  EXPECT_EQ(one.agencies[0].crews, 4);
  EXPECT_EQ(one.agencies[0].units[0].crews, 12);
  EXPECT_EQ(one.agencies[0].units[1].shifts[0].agents, 6);
}

TEST(Lever, SharesStayShares) {
  Scenario one = city();
  EXPECT_EQ(apply(plus(LeverTarget::kSelfService, 0.1), one), 2U);
  EXPECT_NEAR(one.channels[0].self_service->contained[0], 0.3, 1e-12);
  EXPECT_EQ(one.channels[0].self_service->contained[1], 1);
  EXPECT_EQ(apply(times(LeverTarget::kRefusals, 0.5), one), 1U);
  EXPECT_DOUBLE_EQ(one.agencies[0].refuse_probability, 0.015);
  EXPECT_EQ(apply(times(LeverTarget::kEarlyClosures, 0.5), one), 1U);
  EXPECT_DOUBLE_EQ(one.agencies[0].early_closure->probability, 0.1);
  EXPECT_EQ(apply(times(LeverTarget::kSurveySample, 2), one), 1U);
  EXPECT_EQ(one.survey.sample_share, 1);
}

TEST(Lever, WhatFailsIsTheRest) {
  Scenario one = city();
  EXPECT_EQ(apply(times(LeverTarget::kFailedFixes, 0.5), one), 1U);
  EXPECT_NEAR(one.agencies[0].fix_probability, 0.95, 1e-12);
  EXPECT_EQ(apply(times(LeverTarget::kMisclassified, 0.5), one), 1U);
  EXPECT_NEAR(one.triage.human_accuracy, 0.9, 1e-12);
  EXPECT_EQ(one.triage.machine_accuracy, 1);  // there was nothing to halve
}

TEST(Lever, AConfusionRowKeepsItsSum) {
  Scenario one = city();
  one.triage.human_accuracy = 1;
  ConfusionRow row;
  row.categories = {CategoryId{1}};
  row.taken_for = {{0, 0.2}, {1, 0.7}, {2, 0.1}};
  one.confusion = {row};
  EXPECT_EQ(apply(times(LeverTarget::kMisclassified, 0.5), one), 2U);
  EXPECT_NEAR(one.confusion[0].taken_for[0].second, 0.1, 1e-12);
  EXPECT_NEAR(one.confusion[0].taken_for[1].second, 0.85, 1e-12);
  EXPECT_NEAR(one.confusion[0].taken_for[2].second, 0.05, 1e-12);
}

TEST(Lever, WhoNoLongerCallsFillsInAForm) {
  Scenario one = city();
  EXPECT_EQ(apply(times(LeverTarget::kCallsToForms, 0.9), one), 1U);
  ASSERT_EQ(one.demand.size(), 2U);
  EXPECT_DOUBLE_EQ(one.demand[0].per_day, 180);
  EXPECT_NEAR(one.demand[1].per_day, 20, 1e-9);
  EXPECT_EQ(one.demand[1].channel, ChannelId{1});
  one.channels.pop_back();  // no form: nowhere to go
  EXPECT_EQ(apply(times(LeverTarget::kCallsToForms, 0.9), one), 0U);
}

TEST(Lever, DurationsOfEveryFamilyStretch) {
  const std::vector<DurationLaw> laws = {
      DurationLaw{DurationLaw::Family::kConstant, 60, 0},
      DurationLaw{DurationLaw::Family::kExponential, 60, 0},
      DurationLaw{DurationLaw::Family::kLognormal, 60, 0.5},
      DurationLaw{DurationLaw::Family::kWeibull, 60, 1.5},
      DurationLaw{DurationLaw::Family::kUniform, 30, 90},
      DurationLaw{DurationLaw::Family::kPareto, 30, 3},
      gamma_law(60, 2),
      with_mass_at_zero(0.3, DurationLaw{DurationLaw::Family::kExponential, 60, 0}),
      mixture_law({{1, DurationLaw{DurationLaw::Family::kExponential, 60, 0}},
                   {2, DurationLaw{DurationLaw::Family::kConstant, 90, 0}}}),
      empirical_law({10, 20, 60}),
      quantile_law({{0, 10}, {0.5, 30}, {1, 100}}),
      survival_law({{60, 0.5}, {120, 0}}),
  };
  for (const DurationLaw& law : laws) {
    Scenario one = city();
    one.agencies[0].sign = law;
    EXPECT_EQ(apply(times(LeverTarget::kSignTime, 0.5), one), 1U);
    const DurationLaw& half = one.agencies[0].sign;
    EXPECT_NEAR(mean_seconds(half), mean_seconds(law) / 2, 1e-6 * mean_seconds(law));
    EXPECT_NEAR(to_seconds(quantile(half, 0.9)), to_seconds(quantile(law, 0.9)) / 2, 2e-6);
  }
}

TEST(Lever, HandleTimesOfEverybodyHaveOneMoreFactor) {
  Scenario one = city();
  EXPECT_EQ(apply(times(LeverTarget::kHandleTime, 0.9), one), 1U);
  ASSERT_EQ(one.handles.size(), 1U);
  EXPECT_EQ(one.handles[0].factor, 0.9);
  EXPECT_TRUE(one.handles[0].groups.empty() && one.handles[0].channels.empty());
}

TEST(Lever, AttributesAreSetAndSayWhoDidIt) {
  Scenario one = city();
  Lever lever;
  lever.id = "open";
  lever.target = LeverTarget::kAttribute;
  lever.attribute = "open_data";
  lever.value = "true";
  EXPECT_FALSE(lever.simulated());
  EXPECT_EQ(apply(lever, one), 1U);
  ASSERT_EQ(one.attributes.size(), 1U);
  EXPECT_EQ(one.attributes[0].value, "true");
  EXPECT_EQ(one.attributes[0].kind, ProvenanceKind::kAssumed);
  EXPECT_EQ(one.attributes[0].note, "changed by the lever open");
  EXPECT_EQ(apply(lever, one), 0U);
}

TEST(Lever, TheLeadOfCertainWorkChangesWithThatOfItsAgency) {
  Scenario one = city();
  one.jobs.resize(2);
  one.jobs[1].lead = DurationLaw{DurationLaw::Family::kConstant, 3600, 0};
  EXPECT_EQ(apply(times(LeverTarget::kLeadTime, 0.8), one), 1U);
  EXPECT_DOUBLE_EQ(mean_seconds(*one.jobs[1].lead), 2880);
}

TEST(Lever, AChangedCityIsAnotherRunAndAnUnchangedOneIsNot) {
  Scenario one = city();
  EXPECT_EQ(apply(times(LeverTarget::kLeadTime, 0.8), one), 0U);  // it has none
  EXPECT_EQ(one.fingerprint, 77U);
  std::set<std::uint64_t> fingerprints{one.fingerprint};
  for (const Lever& lever : {times(LeverTarget::kAgents, 1.1), times(LeverTarget::kAgents, 1.2),
                             times(LeverTarget::kCrews, 1.2), plus(LeverTarget::kRefusals, 0.1)}) {
    Scenario other = city();
    EXPECT_GT(apply(lever, other), 0U);
    EXPECT_TRUE(fingerprints.insert(other.fingerprint).second);
  }
}

// ---- The file -----------------------------------------------------------------------------------

std::string trouble(const std::string& text) {
  const Result<LeverSet> read = read_levers(text, "set.toml");
  return read ? "" : read.error().message;
}

TEST(LeverFile, IsReadInItsOrder) {
  const Result<LeverSet> set = read_levers(R"(name = "mine"
[lever.more]
title = "More agents"
change = "agents"
times = 1.5
[lever.law]
title = "A law"
attribute = "legal_base"
value = "true"
)",
                                           "set.toml");
  ASSERT_TRUE(set.has_value()) << set.error().message;
  EXPECT_EQ(set->title, "mine");
  ASSERT_EQ(set->levers.size(), 2U);
  EXPECT_EQ(set->levers[0].id, "more");
  EXPECT_EQ(set->levers[0].times, 1.5);
  EXPECT_EQ(set->levers[1].attribute, "legal_base");
}

TEST(LeverFile, SaysWhereAndWhatIsWrong) {
  const std::string head = "name = \"x\"\n[lever.a]\ntitle = \"A\"\n";
  EXPECT_EQ(trouble("name = \"x\"\n"),
            "set.toml:1:1: lever: found no lever, expected tables [lever.ID]");
  EXPECT_NE(trouble(head + "change = \"agent\"\ntimes = 2\n")
                .find("set.toml:4:10: lever.a.change: found 'agent', allowed agents, crews"),
            std::string::npos);
  EXPECT_EQ(trouble(head + "change = \"agents\"\n"),
            "set.toml:2:8: lever.a.times: found both or none of times and plus, allowed is one");
  EXPECT_EQ(trouble(head + "change = \"agents\"\nplus = 0.1\n"),
            "set.toml:5:8: lever.a.plus: found with 'agents', which is no share; allowed is times");
  EXPECT_EQ(trouble(head + "change = \"crews\"\ntimes = -1\n"),
            "set.toml:5:9: lever.a.times: found -1, expected a number from 0 to 100");
  EXPECT_EQ(trouble(head + "change = \"sign_time\"\ntimes = 0\n"),
            "set.toml:5:9: lever.a.times: found 0 for a duration, allowed is a number above 0");
  EXPECT_EQ(trouble(head + "change = \"calls_to_forms\"\ntimes = 1.5\n"),
            "set.toml:5:9: lever.a.times: found more than 1, allowed is the share that goes on to "
            "call");
  EXPECT_EQ(trouble(head + "attribute = \"open_data\"\nvalue = \"true\"\ntimes = 2\n"),
            "set.toml:6:9: lever.a.times: found beside attribute, allowed is one of the two");
  EXPECT_NE(trouble(head + "chance = 1\n").find("set.toml:4:1: lever.a.: found the key 'chance'"),
            std::string::npos);
  EXPECT_NE(trouble("name = \"x\"\nlever = 3\n").find("set.toml:2:9"), std::string::npos);
}

TEST(LeverFile, ThoseOfTheProgramAreReadAndChangeSomethingSomewhere) {
  ASSERT_FALSE(lever_set_names().empty());
  std::vector<std::string> scenarios = embedded_names();
  scenarios.push_back(std::string(HOTLINE_SOURCE_DIR) + "/scenarios/stress.toml");
  for (const std::string& name : lever_set_names()) {
    const Result<LeverSet> set = read_levers(*lever_set_text(name), name + ".toml");
    ASSERT_TRUE(set.has_value()) << set.error().message;
    EXPECT_EQ(set->name, name);
    for (const Lever& lever : set->levers) {
      std::size_t changed = 0;
      for (const std::string& name_or_path : scenarios) {
        Scenario one = *open_scenario(name_or_path);
        changed += apply(lever, one);
      }
      EXPECT_GT(changed, 0U) << lever.id << " is of no use anywhere";
    }
  }
  EXPECT_EQ(lever_set_text("none").error().message,
            "found no set of levers 'none', allowed a file or one of: usual");
}

}  // namespace
}  // namespace hotline::sim
