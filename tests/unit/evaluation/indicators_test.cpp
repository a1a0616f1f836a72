#include "evaluation/indicators.hpp"

#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "core/measures/catalogue.hpp"

namespace hotline::evaluation {
namespace {

/// The words of a text that stand in `quotes`.
std::set<std::string> quoted(std::string_view text) {
  std::set<std::string> words;
  std::size_t open = text.find('`');
  while (open != std::string_view::npos) {
    const std::size_t close = text.find('`', open + 1);
    words.insert(std::string(text.substr(open + 1, close - open - 1)));
    open = close == std::string_view::npos ? close : text.find('`', close + 1);
  }
  return words;
}

bool is_catalogued(const std::string& name) {
  return measures::find_measure(measures::Scope::kRun, name) != nullptr ||
         measures::find_measure(measures::Scope::kChannel, name) != nullptr;
}

TEST(Indicators, AreFourTenAndTwentyFour) {
  EXPECT_EQ(dimensions().size(), 4U);
  EXPECT_EQ(secondaries().size(), 10U);
  EXPECT_EQ(indicators().size(), 24U);
}

TEST(Indicators, HaveIdsOfTheirOwn) {
  std::set<std::string_view> ids;
  std::size_t count = 0;
  for (const auto table : {indicators(), companions()}) {
    for (const Indicator& one : table) {
      EXPECT_TRUE(ids.insert(one.id).second) << one.id;
      EXPECT_EQ(find_indicator(one.id), &one);
      ++count;
    }
  }
  EXPECT_EQ(ids.size(), count);
  EXPECT_EQ(find_indicator("no-such-id"), nullptr);
}

TEST(Indicators, FillEverySecondaryAndEveryDimension) {
  std::map<std::string_view, int> by_secondary;
  for (const Indicator& one : indicators()) {
    ++by_secondary[one.secondary];
  }
  std::map<std::string_view, int> by_dimension;
  for (const Secondary& one : secondaries()) {
    EXPECT_GE(by_secondary[one.id], 1) << one.id;
    by_dimension[one.dimension] += by_secondary[one.id];
  }
  EXPECT_EQ(by_secondary.size(), 10U);
  const std::map<std::string_view, int> expected = {
      {"process", 6}, {"collaborative", 7}, {"smart", 6}, {"responsive", 5}};
  EXPECT_EQ(by_dimension, expected);
}

TEST(Indicators, StandInTheOrderOfSecondaries) {
  std::vector<std::string_view> met;
  for (const Indicator& one : indicators()) {
    if (met.empty() || met.back() != one.secondary) {
      met.push_back(one.secondary);
    }
  }
  ASSERT_EQ(met.size(), secondaries().size());
  for (std::size_t i = 0; i < met.size(); ++i) {
    EXPECT_EQ(met[i], secondaries()[i].id);
  }
}

TEST(Indicators, TellTheReportsNamesFromOurs) {
  for (const Dimension& one : dimensions()) {
    EXPECT_EQ(one.named_by, NamedBy::kReport) << one.id;
  }
  std::set<std::string_view> of_report;
  for (const Secondary& one : secondaries()) {
    if (one.named_by == NamedBy::kReport) {
      of_report.insert(one.name);
      EXPECT_EQ(one.dimension, "collaborative");
    }
  }
  const std::set<std::string_view> expected = {"Policy collaboration", "Function coordination",
                                               "Platform collaboration"};
  EXPECT_EQ(of_report, expected);
  for (const Indicator& one : indicators()) {
    EXPECT_EQ(one.named_by, NamedBy::kOurs) << one.id;
  }
}

TEST(Indicators, ComeFromFactsOrFromAnAttributeNeverFromBoth) {
  for (const auto table : {indicators(), companions()}) {
    for (const Indicator& one : table) {
      EXPECT_NE(one.measure == nullptr, one.attribute.empty()) << one.id;
      EXPECT_FALSE(one.name.empty()) << one.id;
      EXPECT_FALSE(one.definition.empty()) << one.id;
    }
  }
}

TEST(Indicators, QuoteMeasuresOfTheCatalogueAndTheirAttribute) {
  for (const auto table : {indicators(), companions()}) {
    for (const Indicator& one : table) {
      const std::set<std::string> names = quoted(one.formula);
      EXPECT_FALSE(names.empty()) << one.id;
      for (const std::string& name : names) {
        EXPECT_TRUE(one.attribute.empty() ? is_catalogued(name) : name == one.attribute)
            << one.id << ": " << name;
      }
    }
  }
}

TEST(Companions, StandBesideAnIndicatorOfTheSameSecondary) {
  for (const Indicator& one : companions()) {
    const Indicator* const beside = find_indicator(one.beside);
    ASSERT_NE(beside, nullptr) << one.id;
    EXPECT_TRUE(beside->beside.empty()) << one.id;
    EXPECT_EQ(beside->secondary, one.secondary) << one.id;
  }
  for (const Indicator& one : indicators()) {
    EXPECT_TRUE(one.beside.empty()) << one.id;
  }
}

TEST(Indicators, SayWhereLessIsBetter) {
  std::set<std::string_view> lower;
  for (const Indicator& one : indicators()) {
    if (one.direction == Direction::kLower) {
      lower.insert(one.id);
    }
  }
  const std::set<std::string_view> expected = {"time_to_signature", "returned", "reopened"};
  EXPECT_EQ(lower, expected);
}

}  // namespace
}  // namespace hotline::evaluation
