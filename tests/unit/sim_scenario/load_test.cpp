#include "sim/scenario/load.hpp"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "tests/unit/sim_scenario/town.hpp"

namespace hotline::sim {
namespace {

using test::kTown;
using test::replaced;

Scenario loaded(std::string_view text, LoadMode mode = LoadMode::kUser) {
  Result<Scenario> scenario = load_scenario(text, "t.toml", mode);
  EXPECT_TRUE(scenario) << scenario.error().message;
  return scenario.value_or(Scenario{});
}

/// The law of [channel.web] entry after it was replaced by `law`.
DurationLaw entry_law(std::string_view law) {
  const std::string text =
      replaced(kTown, "{ constant = \"2 min\" }", "{ " + std::string(law) + " }");
  return loaded(text).channels.at(1).entry;
}

const SourcedParameter* find_parameter(const Scenario& scenario, std::string_view path) {
  for (const SourcedParameter& parameter : scenario.parameters) {
    if (parameter.path == path) {
      return &parameter;
    }
  }
  return nullptr;
}

TEST(Load, ReadsEveryTableInTheOrderOfTheFile) {
  const Scenario town = loaded(kTown);
  EXPECT_EQ(town.name, "town");
  EXPECT_EQ(town.title, "town");
  EXPECT_EQ(to_string(town.start), "2025-01-06T00:00:00");
  EXPECT_EQ(town.length, kWeek);
  EXPECT_EQ(town.calendar_names, (std::vector<std::string>{"always", "office"}));
  ASSERT_EQ(town.channels.size(), 2U);
  EXPECT_EQ(town.channels[0].name, "phone");
  EXPECT_EQ(town.channels[0].kind, Channel::Kind::kLive);
  EXPECT_EQ(town.channels[0].lines, 5);
  EXPECT_EQ(town.channels[1].kind, Channel::Kind::kDirect);
  ASSERT_EQ(town.categories.size(), 2U);
  EXPECT_EQ(town.categories[0].name, "question");
  EXPECT_EQ(town.categories[0].ticket_probability, 0);
  EXPECT_EQ(town.categories[1].agency.index(), 0U);
  EXPECT_EQ(town.categories[1].resolution_target->time, 40 * kHour);
  EXPECT_EQ(town.categories[1].clock, 1U);
  ASSERT_EQ(town.agencies.size(), 1U);
  EXPECT_EQ(town.agencies[0].calendar, 1U);
  EXPECT_EQ(town.agencies[0].crews, 2);
  EXPECT_EQ(town.triage.machine_accuracy, 0.9) << "as the human one where it is not stated";
  EXPECT_EQ(town.survey.max_reopenings, 1U);
  ASSERT_EQ(town.attributes.size(), 1U);
  EXPECT_EQ(town.attributes[0].value, "7");
}

TEST(Load, NumbersThingsByTheirPlaceAndNotByTheirName) {
  const Scenario town = loaded(replaced(replaced(kTown, "east =", "zenith ="), "west =", "apex ="));
  EXPECT_EQ(town.districts[0].name, "zenith");
  EXPECT_EQ(town.districts[1].name, "apex");
}

TEST(Load, MakesOneDemandOfEachChannelInAMix) {
  const Scenario town = loaded(kTown);
  ASSERT_EQ(town.demand.size(), 3U);
  EXPECT_DOUBLE_EQ(town.demand[0].per_day, 300);
  EXPECT_DOUBLE_EQ(town.demand[1].per_day, 6);
  EXPECT_EQ(town.demand[1].channel.index(), 0U);
  EXPECT_DOUBLE_EQ(town.demand[2].per_day, 2);
  EXPECT_EQ(town.demand[2].channel.index(), 1U);
}

TEST(Load, GivesEveryProfileTheMeanOne) {
  const Demand row = loaded(kTown).demand[0];
  EXPECT_EQ(row.hour[7], 0);
  EXPECT_EQ(row.hour[8], 2);
  EXPECT_DOUBLE_EQ(std::accumulate(row.hour.begin(), row.hour.end(), 0.0), 24);
  EXPECT_EQ(row.weekday[6], 1) << "flat where nothing is stated";
}

TEST(Load, TakesRoundedSharesAndScalesThem) {
  const Scenario town = loaded(replaced(replaced(kTown, "share = 0.4", "share = 0.3333333"),
                                        "share = 0.6", "share = 0.6666666"));
  EXPECT_DOUBLE_EQ(town.districts[0].share + town.districts[1].share, 1);
}

TEST(Load, HasOneDistrictWhereNoneIsStated) {
  const Scenario town = loaded(replaced(
      kTown, "[district]\nassumed = \"a test\"\neast = { share = 0.4 }\nwest = { share = 0.6 }\n",
      ""));
  ASSERT_EQ(town.districts.size(), 1U);
  EXPECT_EQ(town.districts[0].share, 1);
}

TEST(Load, AnInformationLineNeedsNeitherAgenciesNorTriage) {
  const Scenario line = loaded(R"(name = "line"
run = { start = 2025-01-06, length = "1 d" }
channel.phone = { kind = "live" }
category.question = { ticket_probability = 0, talk = { exponential = "3 min" } }
demand = [{ category = "question", channel = "phone", per_day = "4 /min" }]
group.desk = { channels = ["phone"], agents = 14 }
)");
  EXPECT_TRUE(line.agencies.empty());
  EXPECT_DOUBLE_EQ(line.demand.at(0).per_day, 5760);
  ASSERT_EQ(line.groups.at(0).shifts.size(), 1U);
  EXPECT_EQ(line.groups[0].shifts[0].from, Duration{0});
  EXPECT_EQ(line.groups[0].shifts[0].to, kWeek);
}

TEST(Load, RefusesAScenarioWithoutAnyContacts) {
  std::string text = replaced(kTown, "\"300 /day\"", "\"0 /day\"");
  text = replaced(text, "\"8 /day\"", "\"0 /day\"");
  const Result<Scenario> scenario = load_scenario(text, "t.toml", LoadMode::kUser);
  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().message,
            "t.toml:43:1: demand: found no contacts at all, expected a per_day above 0");
}

TEST(Load, RefusesWhatIsNoText) {
  const std::string zero("name = \"a\"\n\0", 12);
  for (const auto& [text, message] : std::vector<std::pair<std::string, std::string>>{
           {"", "t.toml:1:1: found an empty file, expected a scenario"},
           {" \n\t\r\n", "t.toml:1:1: found an empty file, expected a scenario"},
           {zero, "t.toml:2:1: found a byte 0, expected a text"},
           {std::string(1048577, '#'), "t.toml:1:1: found 1048577 bytes, allowed up to 1048576"},
           {"a" + std::string(300, '.'), "t.toml:1:1: found more than 256 dots in one line"}}) {
    const Result<Scenario> scenario = load_scenario(text, "t.toml", LoadMode::kUser);
    ASSERT_FALSE(scenario);
    EXPECT_EQ(scenario.error().message, message);
  }
}

// The library's parser asserts on these, or worse; see document.cpp.
TEST(Load, SaysTheLineAtWhichTheParserIsLost) {
  for (const char* broken : {"[&", "a = [,]", "a = [1,,2]"}) {
    const Result<Scenario> scenario = load_scenario(
        "name = \"x\"\n\n" + std::string(broken) + "\nb = 2\n", "t.toml", LoadMode::kUser);
    ASSERT_FALSE(scenario);
    EXPECT_EQ(scenario.error().message.substr(0, 9), "t.toml:3:") << scenario.error().message;
  }
}

TEST(Load, RefusesBytesThatAreNotUtf8InOneLine) {
  const Result<Scenario> scenario =
      load_scenario("name = \"\xff\xfe\"\n", "t.toml", LoadMode::kUser);
  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().message.substr(0, 9), "t.toml:1:");
  EXPECT_EQ(scenario.error().message.find('\n'), std::string::npos);
}

TEST(Load, TheFingerprintChangesWithTheBytes) {
  EXPECT_EQ(loaded(kTown).fingerprint, loaded(kTown).fingerprint);
  EXPECT_NE(loaded(kTown).fingerprint, loaded(std::string(kTown) + "# a note\n").fingerprint);
}

TEST(Laws, OfEachFamilyAreReadByTheirParameters) {
  const DurationLaw constant = entry_law("constant = \"90 s\"");
  EXPECT_EQ(constant.family, DurationLaw::Family::kConstant);
  EXPECT_DOUBLE_EQ(constant.first_seconds, 90);
  const DurationLaw weibull = entry_law("weibull = { scale = \"2 min\", shape = 1.5 }");
  EXPECT_EQ(weibull.family, DurationLaw::Family::kWeibull);
  EXPECT_DOUBLE_EQ(weibull.first_seconds, 120);
  EXPECT_DOUBLE_EQ(weibull.second, 1.5);
  const DurationLaw uniform = entry_law(R"(uniform = { from = "1 min", to = "3 min" })");
  EXPECT_EQ(uniform.family, DurationLaw::Family::kUniform);
  EXPECT_DOUBLE_EQ(uniform.first_seconds, 60);
  EXPECT_DOUBLE_EQ(uniform.second, 180);
}

TEST(Laws, ALognormalIsStatedByMedianOrMeanAndBySigmaCvOrNinetyPerCent) {
  const DurationLaw plain = entry_law("lognormal = { median = \"100 s\", sigma = 0.5 }");
  EXPECT_EQ(plain.family, DurationLaw::Family::kLognormal);
  EXPECT_DOUBLE_EQ(plain.first_seconds, 100);
  EXPECT_DOUBLE_EQ(plain.second, 0.5);
  // mean = median exp(sigma^2 / 2)
  const DurationLaw by_mean = entry_law("lognormal = { mean = \"100 s\", sigma = 0.5 }");
  EXPECT_NEAR(by_mean.first_seconds * std::exp(0.125), 100, 1e-9);
  // cv^2 = exp(sigma^2) - 1
  const DurationLaw by_cv = entry_law("lognormal = { mean = \"100 s\", cv = 2 }");
  EXPECT_NEAR(std::exp(by_cv.second * by_cv.second) - 1, 4, 1e-9);
  EXPECT_NEAR(by_cv.first_seconds * std::sqrt(5.0), 100, 1e-9);
  // p90 = median exp(1.2815515655446004 sigma)
  const DurationLaw by_p90 = entry_law(R"(lognormal = { median = "100 s", p90 = "300 s" })");
  EXPECT_NEAR(100 * std::exp(1.2815515655446004 * by_p90.second), 300, 1e-9);
}

TEST(Provenance, APublishedOutcomeOfAShippedModelCitesItsSource) {
  const std::string figure =
      std::string(kTown) + "[[expect]]\nmeasure = \"contacts.arrived\"\nvalue = 1\nsource = \"";
  const Result<Scenario> refused =
      load_scenario(figure + "[S2] 2024\"\n", "t.toml", LoadMode::kShipped);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("expect[0].source: found the source 'S2', allowed S1"),
            std::string::npos)
      << refused.error().message;
  EXPECT_TRUE(load_scenario(figure + "[S1] 2024\"\n", "t.toml", LoadMode::kShipped));
  EXPECT_TRUE(load_scenario(figure + "a page\"\n", "t.toml", LoadMode::kUser));
}

TEST(Provenance, IsTakenFromTheNumberItselfOrElseFromTheNearestTable) {
  const Scenario town = loaded(kTown, LoadMode::kShipped);
  const SourcedParameter* const per_day = find_parameter(town, "demand[0].per_day");
  ASSERT_NE(per_day, nullptr);
  EXPECT_EQ(per_day->kind, ProvenanceKind::kPublished);
  EXPECT_EQ(per_day->value, "300 /day");
  EXPECT_EQ(per_day->note, "[S1] 300 a day");
  EXPECT_EQ(per_day->line, 46);
  const SourcedParameter* const patience =
      find_parameter(town, "channel.phone.patience.exponential");
  ASSERT_NE(patience, nullptr);
  EXPECT_EQ(patience->kind, ProvenanceKind::kAssumed);
  EXPECT_EQ(patience->note, "a test");
}

TEST(Provenance, ListsTheNumbersInTheOrderOfTheFile) {
  const Scenario town = loaded(kTown);
  int line = 0;
  for (const SourcedParameter& parameter : town.parameters) {
    EXPECT_LE(line, parameter.line) << parameter.path;
    line = parameter.line;
  }
  EXPECT_EQ(town.parameters.front().path, "run.start");
  EXPECT_EQ(town.parameters.back().path, "attributes.languages");
}

TEST(Provenance, IsCounted) {
  const ProvenanceCounts all = count_provenance(loaded(kTown));
  EXPECT_EQ(all.published, 3U);
  EXPECT_EQ(all.derived, 1U);
  EXPECT_EQ(all.unsourced, 0U);
  const ProvenanceCounts less =
      count_provenance(loaded(replaced(kTown, "[busyness]\nassumed = \"a test\"", "[busyness]")));
  EXPECT_EQ(less.unsourced, 1U);
  EXPECT_EQ(less.assumed, all.assumed - 1);
}

TEST(Provenance, AShippedModelRefusesTheFirstNumberWithoutIt) {
  std::string text = replaced(kTown, "[busyness]\nassumed = \"a test\"", "[busyness]");
  text = replaced(text, "[triage]\nassumed = \"a test\"", "[triage]");
  const Result<Scenario> scenario = load_scenario(text, "t.toml", LoadMode::kShipped);
  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().message,
            "t.toml:55:6: busyness.cv: found the number 0.1 without a source, expected published, "
            "derived or assumed beside it");
}

TEST(Provenance, AShippedModelRefusesASourceThatItDoesNotList) {
  const Result<Scenario> scenario =
      load_scenario(replaced(kTown, "[S1] 300", "[S2] 300"), "t.toml", LoadMode::kShipped);
  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().message,
            "t.toml:46:45: demand[0].per_day.published: found the source 'S2', allowed S1; did you "
            "mean 'S1'?");
}

TEST(Provenance, AShippedModelRefusesPublishedWithoutASource) {
  const Result<Scenario> scenario =
      load_scenario(replaced(kTown, "[S1] 300 a day", "300 a day"), "t.toml", LoadMode::kShipped);
  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().message,
            "t.toml:46:45: demand[0].per_day.published: found no source, expected a key of "
            "[sources] in brackets, as in \"[C107] ...\"");
}

TEST(Provenance, AUsersFileMayCiteWhatItLikes) {
  EXPECT_TRUE(load_scenario(replaced(kTown, "[S1] 300", "[S2] 300"), "t.toml", LoadMode::kUser));
}

// ---- Assumed numbers that vary

/// With every number of the town assumed, so that all of them vary.
Scenario varied(const std::string& text, const Variation& variation) {
  Result<Scenario> scenario = load_scenario(text, "t.toml", LoadMode::kUser, variation);
  EXPECT_TRUE(scenario) << scenario.error().message;
  return scenario.value_or(Scenario{});
}

const std::string kFigures = R"(name = "figures"
[run]
start = "2025-01-06"
length = "1 d"
[channel.phone]
kind = "live"
patience = { exponential = "100 s", assumed = "why" }
redial_probability = { value = "40 %", assumed = "why" }
redial_delay = { constant = "10 min", derived = "how" }
[group.desk]
channels = ["phone"]
agents = { value = 3, assumed = "why" }
[category.matter]
ticket_probability = 0
talk = { exponential = "3 min", derived = "how" }
[[demand]]
channel = "phone"
category = "matter"
per_day = { value = "500 /day", assumed = "why" }
)";

TEST(LoadVaried, DrawNoneIsTheFileItself) {
  const Scenario plain = varied(kFigures, {});
  const Scenario same = varied(kFigures, Variation{7, 0, 0.5});
  EXPECT_EQ(plain.fingerprint, same.fingerprint);
  EXPECT_EQ(same.demand[0].per_day, 500);
}

TEST(LoadVaried, OnlyAssumedFiguresVaryAndWithinTheirSpread) {
  for (std::uint32_t draw = 1; draw <= 200; ++draw) {
    const Scenario scenario = varied(kFigures, Variation{1, draw, 0.25});
    EXPECT_GE(scenario.demand[0].per_day, 400);
    EXPECT_LE(scenario.demand[0].per_day, 625);
    const Channel& phone = scenario.channels[0];
    EXPECT_GE(phone.patience->first_seconds, 80);
    EXPECT_LE(phone.patience->first_seconds, 125);
    // Odds 2/3, divided or multiplied by 5/4.
    EXPECT_GE(phone.redial_probability, 8.0 / 23 - 1e-9);
    EXPECT_LE(phone.redial_probability, 5.0 / 11 + 1e-9);
    EXPECT_EQ(phone.redial_delay.first_seconds, 600);
    EXPECT_EQ(scenario.categories[0].talk.first_seconds, 180);
  }
}

TEST(LoadVaried, EachDrawIsAnotherModelAndTheSameEachTime) {
  const Scenario one = varied(kFigures, Variation{1, 1, 0.25});
  const Scenario again = varied(kFigures, Variation{1, 1, 0.25});
  const Scenario other = varied(kFigures, Variation{1, 2, 0.25});
  EXPECT_EQ(one.demand[0].per_day, again.demand[0].per_day);
  EXPECT_EQ(one.fingerprint, again.fingerprint);
  EXPECT_NE(one.demand[0].per_day, other.demand[0].per_day);
  EXPECT_NE(one.fingerprint, other.fingerprint);
  EXPECT_NE(one.fingerprint, varied(kFigures, {}).fingerprint);
}

TEST(LoadVaried, SharesOfOneWholeStillSumToOne) {
  const std::string text = kFigures +
                           "[district.a]\nshare = { value = 0.3, assumed = \"why\" }\n"
                           "[district.b]\nshare = { value = 0.7, assumed = \"why\" }\n";
  const Scenario scenario = varied(text, Variation{1, 3, 0.5});
  EXPECT_DOUBLE_EQ(scenario.districts[0].share + scenario.districts[1].share, 1);
  EXPECT_NE(scenario.districts[0].share, 0.3);
}

}  // namespace
}  // namespace hotline::sim
