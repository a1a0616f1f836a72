#include <array>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/unit/evaluation/cards.hpp"

namespace hotline::evaluation::test {
namespace {

using Json = nlohmann::json;

std::string made_up_json(const std::string& title) {
  Scorecard card = empty_card(SourceKind::kReplayed);
  answered_call(card, kSecond);
  abandoned_call(card, kMinute);
  const std::vector<Scorecard> cards = {card, card};
  const std::vector<CityAttribute> attributes = {{"languages", "175", "published", "[X1]"}};
  const std::array<Column, 2> columns = {Column{title, cards, attributes}, Column{"none", {}, {}}};
  return to_json(evaluate("Testville", columns));
}

const Json& by_id(const Json& list, std::string_view id) {
  for (const Json& one : list) {
    if (one.at("id") == id) {
      return one;
    }
  }
  throw std::out_of_range(std::string(id));
}

TEST(EvaluationJson, HasTheWholeFrame) {
  const std::string text = made_up_json("replayed");
  EXPECT_EQ(text.back(), '\n');
  const Json json = Json::parse(text);
  EXPECT_EQ(json.at("schema"), "hotline.evaluation/1");
  EXPECT_EQ(json.at("city"), "Testville");
  EXPECT_EQ(json.at("columns").size(), 2U);
  EXPECT_EQ(json.at("columns")[0], (Json{{"title", "replayed"}, {"replications", 2}}));
  EXPECT_EQ(json.at("dimensions").size(), 4U);
  EXPECT_EQ(json.at("secondaries").size(), 10U);
  EXPECT_EQ(json.at("indicators").size(), 24U);
  EXPECT_EQ(json.at("companions").size(), companions().size());
  EXPECT_EQ(by_id(json.at("secondaries"), "policy_collaboration").at("named_by"), "report");
  EXPECT_EQ(by_id(json.at("secondaries"), "accessibility").at("named_by"), "ours");
}

TEST(EvaluationJson, GivesAMeasuredValueItsIntervalAndPopulation) {
  const Json json = Json::parse(made_up_json("replayed"));
  const Json& indicator = by_id(json.at("indicators"), "connect_rate");
  EXPECT_EQ(indicator.at("dimension"), "process");
  EXPECT_EQ(indicator.at("secondary"), "accessibility");
  EXPECT_EQ(indicator.at("named_by"), "ours");
  EXPECT_EQ(indicator.at("better"), "higher");
  EXPECT_EQ(indicator.at("unit"), "share");
  EXPECT_FALSE(indicator.contains("beside"));
  ASSERT_EQ(indicator.at("values").size(), 2U);
  const Json expected = {{"source", "measured"},
                         {"value", 0.5},
                         {"half_width", 0.0},
                         {"n", 4},
                         {"replications", 2},
                         {"note", "this export does not tell of calls that found all lines busy"}};
  EXPECT_EQ(indicator.at("values")[0], expected);
}

TEST(EvaluationJson, GivesAnAttributeItsProvenance) {
  const Json json = Json::parse(made_up_json("replayed"));
  const Json expected = {
      {"source", "attribute"}, {"value", 175.0}, {"provenance", "published"}, {"note", "[X1]"}};
  EXPECT_EQ(by_id(json.at("indicators"), "language_cover").at("values")[0], expected);
}

TEST(EvaluationJson, WritesUnknownAsNullWithTheReason) {
  const Json json = Json::parse(made_up_json("replayed"));
  const Json expected = {
      {"source", "unknown"}, {"value", nullptr}, {"reason", "this export has no survey"}};
  EXPECT_EQ(by_id(json.at("indicators"), "satisfaction_rate").at("values")[0], expected);
}

TEST(EvaluationJson, SaysBesideWhatACompanionStands) {
  const Json json = Json::parse(made_up_json("replayed"));
  EXPECT_EQ(by_id(json.at("companions"), "confirmed_fixed_on_time").at("beside"), "closed_on_time");
}

TEST(EvaluationJson, ReplacesBytesThatAreNoText) {
  const Json json = Json::parse(made_up_json("replayed: \xff\xfe"));
  EXPECT_NE(json.at("columns")[0].at("title"), "");
}

}  // namespace
}  // namespace hotline::evaluation::test
