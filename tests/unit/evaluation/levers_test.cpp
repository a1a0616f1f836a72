// What single changes do to a score and a rank, by hand.
#include "evaluation/levers.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cards.hpp"
#include "evaluation/ranking.hpp"

namespace hotline::evaluation {
namespace {

using Json = nlohmann::json;
using measures::Scorecard;
using test::card_with;

std::vector<Scorecard> cards_with(const std::vector<int>& answered) {
  std::vector<Scorecard> cards;
  for (const int one : answered) {
    cards.push_back(card_with(one));
  }
  return cards;
}

CityRuns city_of(const char* id, const std::vector<int>& answered) {
  CityRuns city;
  city.id = id;
  city.title = id;
  city.runs.push_back(cards_with(answered));
  city.attributes = {CityAttribute{"languages", "5", "published", "[K]"}};
  return city;
}

/// Three quarters connect rate, one quarter languages from 0 to 10.
Scheme usual_scheme() {
  const Result<Scheme> read = read_scheme(R"(name = "two"
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

LeverRuns lever_of(const char* id, const std::vector<int>& answered, const char* languages) {
  LeverRuns lever;
  lever.id = id;
  lever.title = id;
  lever.changed = 1;
  lever.runs = cards_with(answered);
  lever.attributes = {CityAttribute{"languages", languages, "assumed", ""}};
  return lever;
}

UncertaintyPlan plan() {
  UncertaintyPlan one;
  one.samples = 512;
  one.vary_normalisation = false;
  one.vary_aggregation = false;
  one.vary_missing = false;
  return one;
}

std::vector<CityRuns> cities() {
  return {city_of("mine", {6, 4}), city_of("other", {7, 7})};
}

LeverStudy study(const std::vector<LeverRuns>& levers) {
  return study_levers(usual_scheme(), cities(), 0, levers, plan());
}

// Mine scores 0.75 * 0.5 + 0.25 * 0.5 = 0.5, the other 0.75 * 0.7 + 0.125 = 0.65. With 8 and 8 of
// 10 answered mine scores 0.725: + 0.225, and it passes the other. Replication by replication the
// changes are 0.15 and 0.30: standard deviation 0.1061, half width 12.7062 * 0.1061 / sqrt(2) =
// 0.9530 (Student's t with one degree of freedom).
TEST(Levers, ChangeOfScoreRankAndIntervalByHand) {
  const LeverEffect found = study({lever_of("more", {8, 8}, "5")}).effects.front();
  EXPECT_DOUBLE_EQ(*found.score, 0.725);
  EXPECT_NEAR(*found.change, 0.225, 1e-12);
  EXPECT_NEAR(*found.half_width, 0.95296, 1e-4);
  EXPECT_EQ(found.rank, 1.0);
  EXPECT_EQ(found.places, 1.0);
  EXPECT_NEAR(*found.items[0], 0.225, 1e-12);  // all of it by the connect rate
  EXPECT_NEAR(*found.items[1], 0, 1e-12);
}

// The same draws before and after: a change that does nothing is nothing in every sample, though
// chance moves the score by 0.15.
TEST(Levers, WhatChangesNothingChangesNothingInEverySample) {
  const LeverEffect found = study({lever_of("idle", {6, 4}, "5")}).effects.front();
  EXPECT_EQ(found.change, 0.0);
  EXPECT_EQ(found.half_width, 0.0);
  ASSERT_TRUE(found.shift);
  EXPECT_EQ(found.shift->score_low, 0);
  EXPECT_EQ(found.shift->score_high, 0);
  EXPECT_EQ(found.shift->gains, 0);
}

// Before, mine is never above the other (0.575 or 0.425 against 0.65). With 9 and 6 answered it is
// in the first replication alone (0.8, 0.575): in half of the samples. Of 512 samples the share is
// off by more than 0.1 about once in 150,000 seeds; the seed is fixed.
TEST(Levers, SaysHowOftenAPlaceIsGained) {
  const LeverEffect found = study({lever_of("some", {9, 6}, "5")}).effects.front();
  ASSERT_TRUE(found.shift);
  EXPECT_NEAR(found.shift->gains, 0.5, 0.1);
  EXPECT_EQ(found.shift->loses, 0);
  EXPECT_EQ(found.shift->places_low, 0);
  EXPECT_EQ(found.shift->places_high, 1);
  EXPECT_NEAR(found.shift->score_low, 0.15, 1e-12);
  EXPECT_NEAR(found.shift->score_high, 0.225, 1e-12);
}

TEST(Levers, BestFirstAndWhatFindsNothingToChangeLast) {
  LeverRuns none;
  none.id = "none";
  LeverRuns worse = lever_of("worse", {5, 3}, "5");
  LeverRuns words = lever_of("words", {6, 4}, "10");  // + 0.125, and not simulated
  words.simulated = false;
  const LeverStudy found = study({none, worse, words, lever_of("more", {8, 8}, "5")});
  ASSERT_EQ(found.effects.size(), 4U);
  EXPECT_EQ(found.effects[0].id, "more");
  EXPECT_EQ(found.effects[1].id, "words");
  EXPECT_NEAR(*found.effects[1].change, 0.125, 1e-12);
  EXPECT_FALSE(found.effects[1].half_width);
  EXPECT_EQ(found.effects[2].id, "worse");
  EXPECT_EQ(found.effects[3].id, "none");
  EXPECT_FALSE(found.effects[3].change);
}

TEST(Levers, OneReplicationHasNoInterval) {
  const std::vector<CityRuns> alone = {city_of("mine", {6})};
  const std::vector<LeverRuns> levers = {lever_of("more", {8}, "5")};
  const LeverStudy found = study_levers(usual_scheme(), alone, 0, levers, plan());
  EXPECT_NEAR(*found.effects[0].change, 0.15, 1e-12);
  EXPECT_FALSE(found.effects[0].half_width);
}

// Both are surveyed, 1 of 2 closed on time is confirmed. A lever that closes 2 of 2 on time without
// fixing more looks better by what agencies declare, and no better by what citizens confirm.
TEST(Levers, GamingIsSeenInTheConfirmedScore) {
  const auto surveyed = [](bool second_closed) {
    Scorecard card = test::empty_card(SourceKind::kSimulated);
    const SimTime due = test::at(kDay);
    for (const bool closed : {true, second_closed}) {
      test::open_ticket(card, due);
      if (!closed) {
        test::miss_due_time(card, due);
      }
      test::resolve(card, closed ? kHour : 2 * kDay, due);
    }
    test::survey(card, {true, true, true, true});
    test::survey(card, {true, false, false, second_closed});
    return card;
  };
  const Result<Scheme> closed = read_scheme(
      "name = \"c\"\n[group.a]\n[indicator.closed_on_time]\nin = \"a\"\nworst = 0\nbest = 1\n",
      "c.toml");
  ASSERT_TRUE(closed.has_value());
  CityRuns city;
  city.id = "mine";
  city.runs = {{surveyed(false)}};
  LeverRuns lever;
  lever.changed = 1;
  lever.runs = {surveyed(true)};
  const LeverStudy found =
      study_levers(*closed, std::vector<CityRuns>{city}, 0, std::vector<LeverRuns>{lever}, plan());
  EXPECT_NEAR(*found.effects[0].change, 0.5, 1e-12);
  EXPECT_NEAR(*found.effects[0].confirmed_change, 0, 1e-12);
}

Ranking with_study() {
  const std::vector<CityRuns> all = cities();
  Ranking ranking = rank(usual_scheme(), all, plan());
  LeverRuns none;
  none.id = "none";
  none.title = "Nowhere, \"at all\"";
  const std::vector<LeverRuns> levers = {lever_of("more", {8, 8}, "5"), none};
  ranking.levers.push_back(study_levers(usual_scheme(), all, 0, levers, plan()));
  return ranking;
}

TEST(Levers, SaysHowFarTheNextPlaceIsAndThatNothingReachesIt) {
  Ranking ranking = with_study();
  EXPECT_EQ(show_distance(ranking, 0), "15.0 below other");
  EXPECT_EQ(show_distance(ranking, 1), "first");
  ranking.levers = {study({lever_of("little", {7, 4}, "5")})};
  const std::string text = to_text(ranking);
  EXPECT_NE(text.find("No single change gains a place."), std::string::npos) << text;
  ranking.cities[0].score.total.reset();
  EXPECT_EQ(show_distance(ranking, 0), "");
}

TEST(Levers, AreInEveryOutput) {
  const Ranking ranking = with_study();
  const std::string text = to_text(ranking);
  EXPECT_NE(text.find("What would move mine (score 50.0, rank 2, 15.0 below other),"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("Gains a place by itself: more\n"), std::string::npos) << text;
  EXPECT_NE(text.find("+22.5"), std::string::npos) << text;
  EXPECT_NE(text.find("Nothing to change here: Nowhere"), std::string::npos) << text;
  for (std::size_t from = 0, to = 0; to != std::string::npos; from = to + 1) {
    to = text.find('\n', from);
    EXPECT_LE(std::min(to, text.size()) - from, 112U) << text.substr(from, 130);
  }
  const Json json = Json::parse(to_json(ranking));
  EXPECT_EQ(json["levers"][0]["city"], "mine");
  const Json& effect = json["levers"][0]["effects"][0];
  EXPECT_EQ(effect["id"], "more");
  EXPECT_NEAR(effect["score_change"].get<double>(), 0.225, 1e-12);
  EXPECT_EQ(effect["places_gained"], 1.0);
  EXPECT_TRUE(json["levers"][0]["effects"][1]["score_change"].is_null());
  const std::string csv = levers_csv(ranking);
  EXPECT_NE(csv.find("\r\nmine,more,more,yes,1,0.725,0.225,0.952"), std::string::npos) << csv;
  EXPECT_NE(csv.find("mine,none,\"Nowhere, \"\"at all\"\"\",yes,0,,,"), std::string::npos) << csv;
  const std::string html = to_html(ranking);
  EXPECT_NE(html.find("What would move a city"), std::string::npos);
  EXPECT_NE(html.find("nothing to change here"), std::string::npos);
  EXPECT_EQ(levers_csv(rank(usual_scheme(), cities(), plan())), "");
}

}  // namespace
}  // namespace hotline::evaluation
