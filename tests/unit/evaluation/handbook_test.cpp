// The worked example of the OECD/JRC Handbook (2008), computed anew: the Technology Achievement
// Index (TAI) of its 23 countries. Data: its table A.2. Results: its tables 15, 22 and 23.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "evaluation/score.hpp"

namespace hotline::evaluation {
namespace {

using Values = std::vector<std::optional<double>>;

constexpr std::size_t kItems = 8;

struct Country {
  const char* name;
  /// Patents, royalties; internet hosts, exports; telephones, electricity (decimal logarithms);
  /// years of school, tertiary science.
  std::array<double, kItems> values;
};

const std::vector<Country> kCountries = {
    {"Finland", {187, 125.6, 200.2, 50.7, 3.08, 4.15, 10, 27.4}},
    {"United States", {289, 130, 179.1, 66.2, 3.00, 4.07, 12, 13.9}},
    {"Sweden", {271, 156.6, 125.8, 59.7, 3.10, 4.14, 11.4, 15.3}},
    {"Japan", {994, 64.6, 49, 80.8, 3.00, 3.86, 9.5, 10}},
    {"Korea", {779, 9.8, 4.8, 66.7, 2.97, 3.65, 10.8, 23.2}},
    {"Netherlands", {189, 151.2, 136, 50.9, 3.02, 3.77, 9.4, 9.5}},
    {"United Kingdom", {82, 134, 57.4, 61.9, 3.02, 3.73, 9.4, 14.9}},
    {"Canada", {31, 38.6, 108, 48.7, 2.94, 4.18, 11.6, 14.2}},
    {"Australia", {75, 18.2, 125.9, 16.2, 2.94, 3.94, 10.9, 25.3}},
    {"Singapore", {8, 25.5, 72.3, 74.9, 2.95, 3.83, 7.1, 24.2}},
    {"Germany", {235, 36.8, 41.2, 64.2, 2.94, 3.75, 10.2, 14.4}},
    {"Norway", {103, 20.2, 193.6, 19, 3.12, 4.39, 11.9, 11.2}},
    {"Ireland", {106, 110.3, 48.6, 53.6, 2.97, 3.68, 9.4, 12.3}},
    {"Belgium", {72, 73.9, 58.9, 47.6, 2.91, 3.86, 9.3, 13.6}},
    {"New Zealand", {103, 13, 146.7, 15.4, 2.86, 3.91, 11.7, 13.1}},
    {"Austria", {165, 14.8, 84.2, 50.3, 2.99, 3.79, 8.4, 13.6}},
    {"France", {205, 33.6, 36.4, 58.9, 2.97, 3.80, 7.9, 12.6}},
    {"Israel", {74, 43.6, 43.2, 45, 2.96, 3.74, 9.6, 11}},
    {"Spain", {42, 8.6, 21, 53.4, 2.86, 3.62, 7.3, 15.6}},
    {"Italy", {13, 9.8, 30.4, 51, 3.00, 3.65, 7.2, 13}},
    {"Czech Republic", {28, 4.2, 25, 51.7, 2.75, 3.68, 9.5, 8.2}},
    {"Hungary", {26, 6.2, 21.6, 63.5, 2.73, 3.46, 9.1, 7.7}},
    {"Slovenia", {105, 4, 20.3, 49.5, 2.84, 3.71, 7.1, 10.6}},
};

Item item_with(double worst, double best) {
  Item item;
  item.indicator = find_indicator("language_cover");  // more is better
  item.worst = worst;
  item.best = best;
  return item;
}

/// Mean years of school of all countries.
Values years_of_school() {
  Values years;
  for (const Country& country : kCountries) {
    years.emplace_back(country.values[6]);
  }
  return years;
}

/// As far as it is printed: to two decimals.
void expect_printed(const Values& found, const std::vector<double>& printed) {
  ASSERT_EQ(found.size(), printed.size());
  for (std::size_t c = 0; c < printed.size(); ++c) {
    EXPECT_NEAR(*found[c], printed[c], 0.00501) << kCountries[c].name;
  }
}

TEST(Handbook, ZScoresOfTable15) {
  expect_printed(normalised(item_with(0, 1), Normalisation::kZScore, years_of_school()),
                 {0.26,  1.52,  1.14, -0.06, 0.76,  -0.12, -0.12, 1.27,  0.83,  -1.58, 0.38, 1.46,
                  -0.12, -0.19, 1.33, -0.76, -1.08, 0.00,  -1.46, -1.52, -0.06, -0.31, -1.58});
}

TEST(Handbook, MinMaxOfTable15) {
  expect_printed(normalised(item_with(0, 1), Normalisation::kMinMax, years_of_school()),
                 {0.59, 1.00, 0.88, 0.49, 0.76, 0.47, 0.47, 0.92, 0.78, 0.00, 0.63, 0.98,
                  0.47, 0.45, 0.94, 0.27, 0.16, 0.51, 0.04, 0.02, 0.49, 0.41, 0.00});
}

TEST(Handbook, DistancesToTheBestOfTable15) {
  Item item = item_with(0, 1);
  item.target = 12;  // the United States
  expect_printed(normalised(item, Normalisation::kTarget, years_of_school()),
                 {0.83, 1.00, 0.95, 0.79, 0.90, 0.78, 0.78, 0.97, 0.91, 0.59, 0.85, 0.99,
                  0.78, 0.78, 0.98, 0.70, 0.66, 0.80, 0.61, 0.60, 0.79, 0.76, 0.59});
}

/// Table 22: the weights of some method.
using Weights = std::array<double, kItems>;

/// Goalposts of M. Desai, S. Fukuda-Parr, C. Johansson, F. Sagasti, J. Human Development 3 (2002)
/// 95; most countries are beyond that of electricity.
std::vector<Score> index_with(const Weights& weights) {
  const std::array<std::pair<double, double>, kItems> goalposts{{{0, 994},
                                                                 {0, 272.6},
                                                                 {0, 232.4},
                                                                 {0, 80.8},
                                                                 {0, std::log10(901)},
                                                                 {std::log10(22), std::log10(6969)},
                                                                 {0.8, 12},
                                                                 {0.1, 27.4}}};
  Scheme scheme;
  scheme.groups = {Group{"all", "All", std::nullopt, 1}};
  for (std::size_t i = 0; i < kItems; ++i) {
    Item item = item_with(goalposts.at(i).first, goalposts.at(i).second);
    item.weight = weights.at(i);
    scheme.items.push_back(item);
  }
  std::vector<Profile> profiles;
  for (const Country& country : kCountries) {
    profiles.emplace_back(country.values.begin(), country.values.end());
  }
  return score(scheme, profiles);
}

std::vector<std::string> from_best_to_worst(const std::vector<Score>& scores) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return *scores[a].total > *scores[b].total; });
  std::vector<std::string> names;
  for (const std::size_t c : order) {
    names.emplace_back(kCountries[c].name);
  }
  return names;
}

TEST(Handbook, RanksOfTable23UnderEqualWeights) {
  const std::vector<Score> scores = index_with({1, 1, 1, 1, 1, 1, 1, 1});
  EXPECT_EQ(from_best_to_worst(scores),
            (std::vector<std::string>{
                "Finland",        "United States",  "Sweden",    "Japan",   "Korea",
                "Netherlands",    "United Kingdom", "Singapore", "Canada",  "Australia",
                "Germany",        "Norway",         "Ireland",   "Belgium", "New Zealand",
                "Austria",        "France",         "Israel",    "Spain",   "Italy",
                "Czech Republic", "Hungary",        "Slovenia"}));
  // What the United Nations published, of data that were not yet rounded.
  EXPECT_NEAR(*scores[0].total, 0.744, 0.0015);
  EXPECT_NEAR(*scores[1].total, 0.733, 0.0015);
  EXPECT_NEAR(*scores[2].total, 0.703, 0.0015);
  EXPECT_NEAR(*scores[3].total, 0.698, 0.0015);
  EXPECT_NEAR(*scores[4].total, 0.666, 0.0015);
}

TEST(Handbook, RanksOfTable23UnderBudgetAllocation) {
  EXPECT_EQ(
      from_best_to_worst(index_with({11, 11, 11, 18, 10, 6, 15, 18})),
      (std::vector<std::string>{"Finland",   "United States",  "Sweden",      "Korea",   "Japan",
                                "Singapore", "United Kingdom", "Netherlands", "Germany", "Canada",
                                "Australia", "Ireland",        "Norway",      "Belgium", "Austria",
                                "France",    "New Zealand",    "Israel",      "Spain",   "Hungary",
                                "Italy",     "Czech Republic", "Slovenia"}));
}

}  // namespace
}  // namespace hotline::evaluation
