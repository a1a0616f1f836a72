// Scores worked out by hand, and the examples of the OECD/JRC Handbook.
#include "evaluation/score.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace hotline::evaluation {
namespace {

using Values = std::vector<std::optional<double>>;

Item item_of(const char* id) {
  Item item;
  item.indicator = find_indicator(id);
  item.worst = 0;
  item.best = 1;
  return item;
}

/// One group of items whose values are taken as they are: goalposts 0 and 1.
Scheme flat(std::size_t items) {
  const std::vector<const char*> ids = {"connect_rate", "answered_in_time", "response_rate",
                                        "satisfaction_rate"};
  Scheme scheme;
  scheme.groups = {Group{"all", "All", std::nullopt, 1}};
  for (std::size_t i = 0; i < items; ++i) {
    scheme.items.push_back(item_of(ids[i]));
  }
  return scheme;
}

std::optional<double> total(const Scheme& scheme, const Profile& city) {
  return score(scheme, std::vector<Profile>{city}).front().total;
}

// Handbook, step 6: two countries with 21, 1, 1, 1 and 6, 6, 6, 6 have equal composites if they are
// added; with a geometric mean, 2.14 and 6. Here in hundredths.
TEST(Score, AGeometricMeanDoesNotLetOneValueMakeUpForThree) {
  Scheme scheme = flat(4);
  const Profile uneven = {0.21, 0.01, 0.01, 0.01};
  const Profile even = {0.06, 0.06, 0.06, 0.06};
  EXPECT_DOUBLE_EQ(*total(scheme, uneven), 0.06);
  EXPECT_DOUBLE_EQ(*total(scheme, even), 0.06);
  scheme.aggregation = Aggregation::kGeometric;
  EXPECT_NEAR(*total(scheme, uneven), 0.0214, 0.00005);
  EXPECT_DOUBLE_EQ(*total(scheme, even), 0.06);
}

TEST(Score, FollowsTheWeights) {
  Scheme scheme = flat(2);
  EXPECT_DOUBLE_EQ(*total(scheme, {1.0, 0.5}), 0.75);
  scheme.items[0].weight = 3;
  EXPECT_DOUBLE_EQ(*total(scheme, {1.0, 0.5}), 0.875);
  scheme.aggregation = Aggregation::kGeometric;
  EXPECT_DOUBLE_EQ(*total(scheme, {1.0, 0.5}), std::pow(0.5, 0.25));
}

/// The index of the Handbook's example: four groups of two items, with goalposts.
struct TaiItem {
  double worst;
  double best;
  double new_zealand;
};

// M. Desai, S. Fukuda-Parr, C. Johansson, F. Sagasti, J. Human Development 3 (2002) 95: TAI, the
// index by which the Handbook explains its steps (data: its table A.2). Goalposts of each item, and
// New Zealand's values: patents, royalties; internet hosts, exports; telephones and electricity
// (both as logarithms; the latter beyond its goalpost); years of school, tertiary science. By hand:
//   (103/994 + 13.0/272.6)/2 = 0.0757;  (146.7/232.4 + 15.4/80.8)/2 = 0.4109;
//   (ln 720/ln 901 + 1)/2 = 0.9835;  (10.9/11.2 + 13.0/27.3)/2 = 0.7247;  their mean is 0.5487,
// and 0.55 is what is published.
TEST(Score, TheTechnologyAchievementIndexOfNewZealand) {
  const std::vector<TaiItem> table = {
      {0, 994, 103},
      {0, 272.6, 13.0},
      {0, 232.4, 146.7},
      {0, 80.8, 15.4},
      {0, std::log(901.0), std::log(720.0)},
      {std::log(22.0), std::log(6969.0), std::log(8215.0)},
      {0.8, 12.0, 11.7},
      {0.1, 27.4, 13.1},
  };
  Scheme scheme;
  Profile city;
  for (std::size_t g = 0; g < 4; ++g) {
    scheme.groups.push_back(Group{"g" + std::to_string(g), "", std::nullopt, 1});
  }
  for (std::size_t i = 0; i < table.size(); ++i) {
    Item item = item_of("language_cover");
    item.worst = table[i].worst;
    item.best = table[i].best;
    item.group = i / 2;
    scheme.items.push_back(item);
    city.emplace_back(table[i].new_zealand);
  }
  const Score found = score(scheme, std::vector<Profile>{city}).front();
  EXPECT_NEAR(*found.groups[0], 0.0757, 0.00005);
  EXPECT_NEAR(*found.groups[1], 0.4109, 0.00005);
  EXPECT_NEAR(*found.groups[2], 0.9835, 0.00005);
  EXPECT_NEAR(*found.groups[3], 0.7247, 0.00005);
  EXPECT_NEAR(*found.total, 0.5487, 0.00005);
  EXPECT_NEAR(*found.total, 0.55, 0.005);
  // Twice the weight for the creation of technology: (2 * 0.0757 + 0.4109 + 0.9835 + 0.7247) / 5.
  scheme.groups[0].weight = 2;
  EXPECT_NEAR(*total(scheme, city), 0.4541, 0.00005);
  // A geometric mean of the groups punishes it: the fourth root of the product.
  scheme.groups[0].weight = 1;
  scheme.aggregation = Aggregation::kGeometric;
  const double groups =
      std::sqrt(103 / 994.0 * 13.0 / 272.6) * std::sqrt(146.7 / 232.4 * 15.4 / 80.8) *
      std::sqrt(std::log(720.0) / std::log(901.0)) * std::sqrt(10.9 / 11.2 * 13.0 / 27.3);
  EXPECT_NEAR(*total(scheme, city), std::pow(groups, 0.25), 1e-12);
}

// By hand: values 60, 80, 90 of which more is better; mean 76.667, standard deviation 15.275.
TEST(Normalised, EachWayByHand) {
  Item item = item_of("connect_rate");
  item.worst = 50;
  item.best = 100;
  item.target = 80;
  const Values values = {60.0, std::nullopt, 80.0, 90.0};
  EXPECT_EQ(normalised(item, Normalisation::kGoalposts, values),
            (Values{0.2, std::nullopt, 0.6, 0.8}));
  EXPECT_EQ(normalised(item, Normalisation::kMinMax, values),
            (Values{0.0, std::nullopt, 2.0 / 3, 1.0}));
  EXPECT_EQ(normalised(item, Normalisation::kRank, values), (Values{0.0, std::nullopt, 0.5, 1.0}));
  EXPECT_EQ(normalised(item, Normalisation::kTarget, values),
            (Values{0.75, std::nullopt, 1.0, 1.0}));
  const Values z = normalised(item, Normalisation::kZScore, values);
  EXPECT_NEAR(*z[0], -1.0911, 0.0001);
  EXPECT_NEAR(*z[2], 0.2182, 0.0001);
  EXPECT_NEAR(*z[3], 0.8729, 0.0001);
}

TEST(Normalised, LessIsBetterTurnsEachWayRound) {
  Item item = item_of("returned");
  item.worst = 0.4;
  item.best = 0;
  item.target = 0.1;
  const Values values = {0.1, 0.3, 0.5};
  const Values goalposts = normalised(item, Normalisation::kGoalposts, values);
  EXPECT_DOUBLE_EQ(*goalposts[0], 0.75);
  EXPECT_NEAR(*goalposts[1], 0.25, 1e-12);
  EXPECT_DOUBLE_EQ(*goalposts[2], 0);  // beyond the goalpost
  EXPECT_EQ(normalised(item, Normalisation::kMinMax, values), (Values{1.0, 0.5, 0.0}));
  EXPECT_EQ(normalised(item, Normalisation::kRank, values), (Values{1.0, 0.5, 0.0}));
  const Values share = normalised(item, Normalisation::kTarget, values);
  EXPECT_DOUBLE_EQ(*share[0], 1);
  EXPECT_DOUBLE_EQ(*share[1], 1.0 / 3);
  const Values z = normalised(item, Normalisation::kZScore, values);
  EXPECT_DOUBLE_EQ(*z[0], 1);
  EXPECT_NEAR(*z[1], 0, 1e-12);
  EXPECT_DOUBLE_EQ(*z[2], -1);
}

TEST(Normalised, WhatTellsNobodyApartIsTheMiddle) {
  const Item item = item_of("connect_rate");
  const Values values = {0.7, 0.7, std::nullopt};
  EXPECT_EQ(normalised(item, Normalisation::kMinMax, values), (Values{0.5, 0.5, std::nullopt}));
  EXPECT_EQ(normalised(item, Normalisation::kZScore, values), (Values{0.0, 0.0, std::nullopt}));
  EXPECT_EQ(normalised(item, Normalisation::kRank, values), (Values{0.5, 0.5, std::nullopt}));
  EXPECT_EQ(normalised(item, Normalisation::kRank, Values{0.7}), (Values{0.5}));
}

TEST(Score, TheUnknownIsNotZero) {
  Scheme scheme = flat(4);
  const Profile city = {0.8, 0.6, std::nullopt, std::nullopt};
  EXPECT_DOUBLE_EQ(*total(scheme, city), 0.7);
  scheme.missing = Missing::kWorst;
  EXPECT_DOUBLE_EQ(*total(scheme, city), 0.35);
  scheme.missing = Missing::kBest;
  EXPECT_DOUBLE_EQ(*total(scheme, city), 0.85);
  scheme.missing = Missing::kMean;
  const std::vector<Score> scores =
      score(scheme, std::vector<Profile>{city, {0.0, 0.0, 0.2, 0.4}, {0.0, 0.0, 0.4, 0.6}});
  EXPECT_DOUBLE_EQ(*scores[0].total, (0.8 + 0.6 + 0.3 + 0.5) / 4);
  EXPECT_DOUBLE_EQ(scores[0].known, 0.5);
}

TEST(Score, TooLittleKnownIsNoScore) {
  Scheme scheme = flat(4);
  const Profile city = {0.8, std::nullopt, std::nullopt, std::nullopt};
  EXPECT_EQ(total(scheme, city), std::nullopt);
  scheme.least_known = 0.25;
  EXPECT_DOUBLE_EQ(*total(scheme, city), 0.8);
}

TEST(Score, GroupsAreWorkedOutFromTheirParts) {
  Scheme scheme = flat(3);
  scheme.groups = {Group{"a", "A", std::nullopt, 1}, Group{"b", "B", 0, 1}, Group{"c", "C", 0, 3},
                   Group{"d", "D", std::nullopt, 1}};
  scheme.items[0].group = 1;
  scheme.items[1].group = 2;
  scheme.items[2].group = 3;
  const Score city = score(scheme, std::vector<Profile>{{0.4, 0.8, 0.5}}).front();
  EXPECT_EQ(city.groups[1], 0.4);
  EXPECT_EQ(city.groups[2], 0.8);
  EXPECT_DOUBLE_EQ(*city.groups[0], (0.4 + 3 * 0.8) / 4);
  EXPECT_DOUBLE_EQ(*city.total, (0.7 + 0.5) / 2);
}

// By hand: of group b a third is known, so it counts 1/3 beside a group a of which all is:
// (0.4 + 0.9 / 3) / (4 / 3) = 0.525.
TEST(Score, AGroupCountsAsFarAsItIsKnown) {
  Scheme scheme = flat(4);
  scheme.groups = {Group{"a", "A", std::nullopt, 1}, Group{"b", "B", std::nullopt, 1}};
  for (std::size_t i = 1; i < 4; ++i) {
    scheme.items[i].group = 1;
  }
  const Profile city = {0.4, 0.9, std::nullopt, std::nullopt};
  const Score found = score(scheme, std::vector<Profile>{city}).front();
  EXPECT_DOUBLE_EQ(*found.total, 0.525);
  EXPECT_DOUBLE_EQ(found.known, 2.0 / 3);
  EXPECT_EQ(*found.groups[1], 0.9);
  EXPECT_DOUBLE_EQ(found.groups_known[1], 1.0 / 3);
  scheme.aggregation = Aggregation::kGeometric;
  EXPECT_NEAR(*total(scheme, city), std::pow(0.4, 0.75) * std::pow(0.9, 0.25), 1e-12);
}

// A weight that changes a little changes the score a little, wherever what is known begins to
// count.
TEST(Score, HasNoJumpsInTheWeights) {
  Scheme scheme = flat(4);
  scheme.groups = {Group{"a", "A", std::nullopt, 1}, Group{"b", "B", std::nullopt, 1}};
  scheme.items[2].group = 1;
  scheme.items[3].group = 1;
  const Profile city = {0.9, 0.9, 0.1, std::nullopt};
  const double even = *total(scheme, city);
  for (const double weight : {0.99, 1.01}) {
    scheme.items[3].weight = weight;
    EXPECT_NEAR(*total(scheme, city), even, 0.004);
  }
}

TEST(Ranks, TiesShareTheirMeanRank) {
  EXPECT_EQ(ranks(Values{0.2, 0.9, 0.2, std::nullopt, 0.5}),
            (Values{3.5, 1.0, 3.5, std::nullopt, 2.0}));
}

}  // namespace
}  // namespace hotline::evaluation
