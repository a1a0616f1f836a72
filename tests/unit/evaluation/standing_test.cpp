#include "evaluation/standing.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cards.hpp"
#include "evaluation/ranking.hpp"

namespace hotline::evaluation {
namespace {

Scheme scheme_with(const std::string& head) {
  const Result<Scheme> read = read_scheme(head + R"(
[group.handling]
[indicator.closed_on_time]
in = "handling"
worst = 0.5
best = 1
target = 0.8
weight = 3
[indicator.language_cover]
in = "handling"
worst = 0
best = 10
target = 5
)",
                                          "s.toml");
  HOTLINE_REQUIRE(read.has_value());
  return *read;
}

/// Four tickets, of which `on_time` are closed on time; all citizens are asked, and say it is fixed
/// of those that are late, and of one that was on time.
measures::Scorecard surveyed_card(int on_time) {
  measures::Scorecard card = test::empty_card(SourceKind::kSimulated);
  const SimTime due = test::at(kDay);
  for (int i = 0; i < 4; ++i) {
    test::open_ticket(card, due);
    if (i >= on_time) {
      test::miss_due_time(card, due);
    }
    test::resolve(card, i < on_time ? kHour : 2 * kDay, due);
    test::survey(card, {true, i == 0 || i >= on_time, true, i < on_time});
  }
  return card;
}

// By hand: closed on time 3 of 4: (0.75 - 0.5) / 0.5 = 0.5; languages unknown: 0.5 alone, of which
// three quarters of the weight are known. Confirmed 1 of 4: below the goalpost, 0.
TEST(Standing, OfOneHotlineByHand) {
  const std::vector<measures::Scorecard> cards = {surveyed_card(3)};
  const Standing found = standing_of(scheme_with("name = \"s\""), cards, {});
  EXPECT_DOUBLE_EQ(*found.score.total, 0.5);
  EXPECT_DOUBLE_EQ(found.score.known, 0.75);
  EXPECT_DOUBLE_EQ(*found.confirmed_score, 0);
  EXPECT_EQ(found.values[1].source, Source::kUnknown);
}

TEST(Standing, WithAttributesAndTargetsByHand) {
  const std::vector<measures::Scorecard> cards = {surveyed_card(3)};
  const std::vector<CityAttribute> attributes = {{"languages", "4", "published", ""}};
  const Standing found =
      standing_of(scheme_with("name = \"s\"\nnormalisation = \"target\""), cards, attributes);
  // 0.75 of a target of 0.8, and 4 languages of 5.
  EXPECT_DOUBLE_EQ(*found.score.total, (3 * 0.75 / 0.8 + 0.8) / 4);
  EXPECT_DOUBLE_EQ(*found.confirmed_score, (3 * 0.25 / 0.8 + 0.8) / 4);
}

TEST(Standing, IsThatOfARankingOfOne) {
  CityRuns city;
  city.id = "only";
  city.runs = {{surveyed_card(3), surveyed_card(4)}};
  UncertaintyPlan plan;
  plan.samples = 16;
  const Scheme scheme = scheme_with("name = \"s\"");
  const Ranking ranking = rank(scheme, std::vector<CityRuns>{city}, plan);
  const Standing found = standing_of(scheme, city.runs.front(), {});
  EXPECT_EQ(found.score.total, ranking.cities[0].score.total);
  EXPECT_EQ(found.confirmed_score, ranking.cities[0].confirmed_score);
}

TEST(Standing, NeedsNoOthersOrIsRefused) {
  EXPECT_TRUE(require_stands_alone(scheme_with("name = \"s\"")).has_value());
  for (const char* const normalisation : {"min-max", "z-score", "rank"}) {
    const auto refused = require_stands_alone(
        scheme_with(std::string("name = \"s\"\nnormalisation = \"") + normalisation + "\""));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().message, std::string("scheme s: found the normalisation '") +
                                           normalisation +
                                           "', which needs other cities; allowed for one hotline "
                                           "are goalposts, target");
  }
}

}  // namespace
}  // namespace hotline::evaluation
