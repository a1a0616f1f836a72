#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/measures/catalogue.hpp"
#include "core/report/report.hpp"
#include "tests/unit/core_measures/small_city.hpp"
#include "tests/unit/core_report/made_up_city.hpp"

namespace hotline::report {
namespace {

using Json = nlohmann::json;
using measures::Scorecard;

Json parsed(const std::vector<Scorecard>& cards, const Context& context = {}) {
  return Json::parse(to_json(cards, context));
}

TEST(JsonReport, SaysItsSchemaAndItsRun) {
  const Json json = parsed({measures::test::small_city()});
  EXPECT_EQ(json["schema"], "hotline.scorecard/1");
  EXPECT_EQ(json["run"]["source"], "simulated");
  EXPECT_EQ(json["run"]["scenario"], "small-city");
  EXPECT_EQ(json["run"]["complete"], true);
  EXPECT_EQ(json["run"]["acceptable_wait_seconds"], 20);
  EXPECT_EQ(json["run"]["replications"][0]["run"], "000000000000002a");
  EXPECT_EQ(json["run"]["replications"][0]["measured_until"], "2025-01-06T00:03:20");
  EXPECT_FALSE(json.contains("input"));
}

TEST(JsonReport, HoldsEveryMeasureOfTheCatalogueAsTheCatalogueGivesIt) {
  const Scorecard card = measures::test::small_city();
  const Json json = parsed({card});
  for (const measures::MeasureSpec& spec : measures::catalogue()) {
    const std::string scope(measures::to_string(spec.scope));
    for (std::size_t row = 0; row < measures::rows(card, spec.scope); ++row) {
      const Json& of_scope = json["measures"][scope];
      const Json& of_row =
          spec.scope == measures::Scope::kRun ? of_scope : of_scope[row]["measures"];
      const std::optional<double> value = spec.value(card, row);
      const std::string name(spec.name);
      if (spec.is_occasional && value.value_or(0) == 0) {
        EXPECT_FALSE(of_row.contains(name)) << name;
        continue;
      }
      ASSERT_TRUE(of_row.contains(name)) << name;
      const Json& found = of_row[name];
      EXPECT_EQ(found["value"], value ? Json(*value) : Json(nullptr)) << spec.name;
      EXPECT_EQ(found["unit"], std::string(measures::to_string(spec.unit)));
      EXPECT_FALSE(found.contains("interval"));
    }
  }
}

TEST(JsonReport, HoldsTheRawCounts) {
  const Json counts = parsed({measures::test::small_city()})["counts"];
  EXPECT_EQ(counts["open_tickets_at_end"], 1);
  EXPECT_EQ(counts["channel"][0]["name"], "phone");
  EXPECT_EQ(counts["channel"][0]["answered_within"], 3);
  EXPECT_EQ(counts["channel"][0]["waited_answered"]["count"], 4);
  EXPECT_EQ(counts["channel"][0]["waited_answered"]["sum_seconds"], 60);
  EXPECT_EQ(counts["channel"][0]["waited_answered"]["buckets"][0], 2);
  EXPECT_EQ(counts["channel"][0]["waited_answered"]["buckets"].size(),
            counts["bucket_bounds_seconds"].size() + 1);
  EXPECT_EQ(counts["channel"][0]["arrived_by_hour_of_week"][0], 7);
  EXPECT_EQ(counts["group"][0]["past_shift_seconds"], 30);
  EXPECT_EQ(counts["agency"][1]["reopened"], 1);
  EXPECT_EQ(counts["category"][0]["opened"], 2);
}

TEST(JsonReport, SaysOfWhatFewHotlinesHaveOnlyWhatHappened) {
  Scorecard card = measures::test::small_city();
  card(NameDefined{measures::test::at(0), NameKind::kChannel, 1, "web", ChannelMode::kDirect, {}});
  card(ContactBalked{measures::test::at(20), {77}, {0}});
  card(TicketPaused{measures::test::at(90), {1}, {1}, PauseReason::kWeather});
  card(TicketReturned{
      measures::test::at(90), {1}, {0}, measures::test::at(80), 1, ReturnReason::kUnclear});
  const Json json = parsed({card});
  EXPECT_EQ(json["measures"]["run"]["contacts.balked"]["value"], 1);
  EXPECT_FALSE(json["measures"]["run"].contains("contacts.voicemail"));
  const Json& counts = json["counts"];
  EXPECT_EQ(counts["channel"][0]["balked"], 1);
  EXPECT_FALSE(counts["channel"][0].contains("voicemail"));
  EXPECT_FALSE(counts["channel"][0].contains("mode"));
  EXPECT_EQ(counts["channel"][1]["mode"], "direct");
  EXPECT_EQ(counts["agency"][1]["paused"], Json({{"weather", 1}}));
  EXPECT_EQ(counts["agency"][0]["returned_for"]["unclear"], 1);
  EXPECT_FALSE(counts["agency"][1].contains("returned_for"));
}

TEST(JsonReport, GivesMeanAndIntervalOverReplications) {
  std::vector<Scorecard> cards;
  for (const int arrivals : {1, 2, 3}) {
    Scorecard card = measures::test::fold(measures::test::opening());
    for (int i = 0; i < arrivals; ++i) {
      card(ContactArrived{measures::test::at(1), {1}, {0}, {0}, {0}, 1});
    }
    cards.push_back(card);
  }
  // One replication alone knows a wait: its mean is its own, and there is no interval.
  cards[1](ContactAnswered{
      measures::test::at(7), {1}, {0}, {0}, measures::test::at(1), measures::test::sec(6), true});
  const Json run = parsed(cards)["measures"]["run"];
  EXPECT_EQ(run["contacts.arrived"]["value"], 2);
  EXPECT_EQ(run["contacts.arrived"]["interval"]["n"], 3);
  EXPECT_EQ(run["contacts.arrived"]["interval"]["level"], 0.95);
  // t(0.975; 2) = 4.302653, s = 1.
  EXPECT_NEAR(run["contacts.arrived"]["interval"]["half_width"].get<double>(), 2.484138, 1e-6);
  EXPECT_EQ(run["speed_of_answer.of_answered"]["value"], 6);
  EXPECT_FALSE(run["speed_of_answer.of_answered"].contains("interval"));
}

TEST(JsonReport, AccountsForTheRowsOfAnExport) {
  Context context;
  context.input = InputAccount{
      "export.csv", "nyc311", 10, 7, {{"no date", 2}, {"no agency", 1}}, {"line 17: no date"}};
  const Json input = parsed({test::made_up_export()}, context)["input"];
  EXPECT_EQ(input["read"], 10);
  EXPECT_EQ(input["used"], 7);
  EXPECT_EQ(input["refused"]["no date"], 2);
  EXPECT_EQ(input["listed"][0], "line 17: no date");
}

TEST(JsonReport, DoesNotDependOnWhatIsOnlyForReaders) {
  const std::vector<Scorecard> cards = {measures::test::small_city()};
  Context context;
  context.notes = {"a note"};
  context.provenance = {{1, 2, 3, 4}};
  EXPECT_EQ(to_json(cards, context), to_json(cards, {}));
}

TEST(JsonReport, PrintsDoublesShortestAndEndsInANewline) {
  const std::string text = to_json(std::vector{measures::test::small_city()}, {});
  EXPECT_NE(text.find("\"queue.mean\": {\"value\": 0.425, \"unit\": \"contacts\"}"),
            std::string::npos);
  EXPECT_NE(text.find("\"blocking.of_arrived\": {\"value\": 0.14285714285714285,"),
            std::string::npos);
  EXPECT_TRUE(text.ends_with("}\n"));
}

TEST(JsonReport, TakesAnyBytesAsNames) {
  Scorecard card = measures::test::fold(measures::test::opening());
  card(NameDefined{measures::test::at(0), NameKind::kAgency, 0, std::string("\xFF\"\n\0<", 5)});
  EXPECT_EQ(parsed({card})["measures"]["agency"][0]["name"], std::string("\xEF\xBF\xBD\"\n\0<", 7));
}

TEST(JsonReport, IsADocumentEvenOfNothing) {
  const Json json = parsed({});
  EXPECT_EQ(json["run"], nullptr);
  EXPECT_EQ(json["measures"]["run"]["contacts.arrived"]["value"], nullptr);
  EXPECT_EQ(json["measures"]["channel"], Json::array());
}

}  // namespace
}  // namespace hotline::report
