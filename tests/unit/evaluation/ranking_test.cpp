#include "evaluation/ranking.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cards.hpp"

namespace hotline::evaluation {
namespace {

using Json = nlohmann::json;
using test::card_with;

CityRuns city_of(const char* id, std::vector<int> answered, const char* languages) {
  CityRuns city;
  city.id = id;
  city.title = id;
  city.runs.emplace_back();
  for (const int n : answered) {
    city.runs.front().push_back(card_with(n));
  }
  if (languages != nullptr) {
    city.attributes.push_back(CityAttribute{"languages", languages, "published", "[K]"});
  }
  return city;
}

Scheme scheme() {
  const Result<Scheme> read = read_scheme(R"(name = "two"
least_known = 0
[group.access]
[indicator.connect_rate]
in = "access"
worst = 0
best = 1
weight = 3
[indicator.language_cover]
in = "access"
worst = 0
best = 10
)",
                                          "two.toml");
  HOTLINE_REQUIRE(read.has_value());
  return *read;
}

Ranking ranking() {
  const std::vector<CityRuns> cities = {city_of("sure", {8, 8}, "5"),
                                        city_of("unsure", {4, 10}, "5"),
                                        city_of("silent", {2}, nullptr)};
  UncertaintyPlan plan;
  plan.samples = 256;
  return rank(scheme(), cities, plan);
}

// By hand: 0.75 * 0.8 + 0.25 * 0.5 = 0.725; 0.75 * 0.7 + 0.25 * 0.5 = 0.65; 0.2 alone.
TEST(Ranking, ScoresAreOfTheMeansAndRanksAreOfTheScores) {
  const Ranking found = ranking();
  EXPECT_DOUBLE_EQ(*found.cities[0].score.total, 0.725);
  EXPECT_DOUBLE_EQ(*found.cities[1].score.total, 0.65);
  EXPECT_DOUBLE_EQ(*found.cities[2].score.total, 0.2);
  EXPECT_EQ(found.order, (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(found.cities[1].rank, 2.0);
}

TEST(Ranking, SaysHowOftenOneRanksAboveAnother) {
  const Ranking found = ranking();
  // In one replication of two the second city answers all; then it is above.
  EXPECT_NEAR(found.uncertainty.above[0][1], 0.5, 0.15);
  EXPECT_EQ(found.uncertainty.above[0][2], 1);
}

TEST(Ranking, SharesOfTheWeightByProvenance) {
  const Ranking found = ranking();
  EXPECT_DOUBLE_EQ(found.cities[0].provenance.measured, 0.75);
  EXPECT_DOUBLE_EQ(found.cities[0].provenance.published, 0.25);
  EXPECT_DOUBLE_EQ(found.cities[2].provenance.unknown, 0.25);
}

TEST(Ranking, WhatCitizensConfirmStandsBesideWhatAgenciesDeclare) {
  Scheme declared = scheme();
  declared.items[1].indicator = find_indicator("closed_on_time");
  const Scheme confirmed = substituted(declared, "closed_on_time", "confirmed_fixed_on_time");
  EXPECT_EQ(confirmed.items[1].indicator->id, "confirmed_fixed_on_time");
  EXPECT_EQ(confirmed.items[0].indicator->id, "connect_rate");
  EXPECT_FALSE(ranking().cities[0].confirmed_score);  // this scheme does not count it
}

TEST(Ranking, SaysWhatItsIntervalsHold) {
  Ranking one;
  EXPECT_EQ(
      show_extent(one),
      "1 replication, no draws of assumed parameters: intervals hold nothing of chance and of "
      "what is assumed");
  one.replications = 3;
  EXPECT_EQ(show_extent(one),
            "1 to 3 replications, no draws of assumed parameters: intervals hold nothing of chance "
            "where there is one and of what is assumed");
  one.fewest_replications = 3;
  EXPECT_EQ(show_extent(one),
            "3 replications, no draws of assumed parameters: intervals hold nothing of what is "
            "assumed");
  one.draws = 4;
  EXPECT_EQ(show_extent(one), "3 replications, 4 draws of assumed parameters");
  EXPECT_EQ(ranking().replications, 2U);
  EXPECT_NE(to_text(ranking()).find("Each city: 1 to 2 replications, no draws"), std::string::npos);
}

TEST(Ranking, TextNamesTheChoices) {
  const std::string text = to_text(ranking());
  EXPECT_NE(text.find("goalposts, arithmetic, missing values: omit; 2 indicators"),
            std::string::npos);
  EXPECT_NE(text.find("above unsure"), std::string::npos) << text;
}

TEST(Ranking, JsonAndCsvHaveTheSameNumbers) {
  const Ranking found = ranking();
  const Json json = Json::parse(to_json(found));
  EXPECT_EQ(json["schema"], "hotline.ranking/1");
  EXPECT_EQ(json["cities"][0]["id"], "sure");
  EXPECT_DOUBLE_EQ(json["cities"][0]["score"], 0.725);
  EXPECT_EQ(json["cities"][2]["values"]["language_cover"]["source"], "unknown");
  EXPECT_TRUE(json["cities"][2]["values"]["language_cover"]["value"].is_null());
  EXPECT_EQ(scores_csv(found).substr(0, 10), "city,title");
  EXPECT_NE(scores_csv(found).find("\r\nsure,sure,yes,0.725,"), std::string::npos);
  EXPECT_NE(values_csv(found).find(
                "\r\nsilent,language_cover,access,,count,unknown,,,,0.25,the city model has no "
                "attribute languages\r\n"),
            std::string::npos)
      << values_csv(found);
}

TEST(Ranking, PageNeedsNothingFromElsewhereAndHasATableBehindEachChart) {
  const std::string html = to_html(ranking());
  const auto count = [&html](std::string_view what) {
    std::size_t n = 0;
    for (std::size_t at = html.find(what); at != std::string::npos; at = html.find(what, at + 1)) {
      ++n;
    }
    return n;
  };
  EXPECT_EQ(count("src="), 0U);
  EXPECT_EQ(count("url("), 0U);
  EXPECT_EQ(count("<script"), 0U);
  EXPECT_EQ(count("<svg role=\"img\""), count("<figure>"));
  EXPECT_EQ(count("<summary>The numbers</summary>"), count("<figure>"));
  EXPECT_GE(count("<figure>"), 6U);
  EXPECT_EQ(count("<desc>"), count("<figure>"));
}

TEST(Ranking, PageEscapesWhatComesFromData) {
  std::vector<CityRuns> cities = {city_of("a", {8}, "5"), city_of("b", {4}, "5")};
  cities[0].title = "<b>&\"";
  const std::string html = to_html(rank(scheme(), cities, UncertaintyPlan{1, 8, true, true, true}));
  EXPECT_EQ(html.find("<b>"), std::string::npos);
  EXPECT_NE(html.find("&lt;b&gt;&amp;&quot;"), std::string::npos);
}

}  // namespace
}  // namespace hotline::evaluation
