// The twenty city models within the program: each loads as it ships, says what it is, and is
// refused without the source of a number.
#include <algorithm>
#include <charconv>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/scenario/open.hpp"

namespace hotline::sim {
namespace {

const std::vector<std::string> kNamedInTheReport{
    "beijing", "berlin", "guangzhou", "hong-kong", "london",        "madrid", "new-york",
    "paris",   "seoul",  "shanghai",  "singapore", "san-francisco", "tokyo",  "toronto"};

const Attribute* attribute(const Scenario& city, std::string_view name) {
  const auto found = std::find_if(city.attributes.begin(), city.attributes.end(),
                                  [name](const Attribute& one) { return one.name == name; });
  return found == city.attributes.end() ? nullptr : &*found;
}

double contacts_a_year(const Scenario& city) {
  double sum = 0;
  for (const Demand& row : city.demand) {
    sum += row.per_day * 365;
  }
  return sum;
}

double tickets_a_day(const Scenario& city, std::size_t agency) {
  double sum = 0;
  for (const Demand& row : city.demand) {
    const Category& category = city.categories.at(row.category.index());
    sum += category.ticket_probability > 0 && category.agency.index() == agency
               ? row.per_day * category.ticket_probability
               : 0;
  }
  return sum;
}

class EveryCity : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    const Result<Scenario> opened = open_scenario(GetParam());
    ASSERT_TRUE(opened) << opened.error().message;
    city_ = *opened;
  }

  Scenario city_;
};

TEST_P(EveryCity, ShipsWithEveryNumberSourced) {
  EXPECT_EQ(city_.name, GetParam());
  EXPECT_TRUE(city_.ships);
  const ProvenanceCounts counts = count_provenance(city_);
  EXPECT_EQ(counts.unsourced, 0U);
  EXPECT_GT(counts.published, 0U);
  EXPECT_GT(counts.derived, 0U);
  EXPECT_GT(counts.assumed, 0U) << "no city publishes everything";
}

TEST_P(EveryCity, SaysWhetherTheReportNamesIt) {
  const Attribute* const named = attribute(city_, "named_in_report");
  ASSERT_NE(named, nullptr);
  const bool expected = std::find(kNamedInTheReport.begin(), kNamedInTheReport.end(), GetParam()) !=
                        kNamedInTheReport.end();
  EXPECT_EQ(named->value, expected ? "true" : "false");
  EXPECT_EQ(named->kind, expected ? ProvenanceKind::kPublished : ProvenanceKind::kAssumed);
}

TEST_P(EveryCity, ItsNormalisedContactsAreThoseOfItsDemand) {
  const Attribute* const stated = attribute(city_, "contacts_per_year");
  ASSERT_NE(stated, nullptr);
  ASSERT_NE(attribute(city_, "contacts_published"), nullptr) << "what the city says itself";
  ASSERT_NE(attribute(city_, "contacts_counted"), nullptr) << "what the city counts";
  double number = 0;
  const std::string& text = stated->value;
  ASSERT_EQ(std::from_chars(text.data(), text.data() + text.size(), number).ec, std::errc());
  EXPECT_NEAR(contacts_a_year(city_) / number, 1, 0.02);
}

TEST_P(EveryCity, CrewsAreNotOverloadedByTheMeanDemand) {
  const SimTime monday = civil_date(2025, 3, 10).value();  // a week without a holiday anywhere
  for (std::size_t a = 0; a < city_.agencies.size(); ++a) {
    const Agency& agency = city_.agencies[a];
    const double open =
        to_seconds(city_.calendars.at(agency.calendar).between(monday, monday + kWeek));
    const double busy = tickets_a_day(city_, a) * 7 * mean_seconds(agency.work) /
                        (static_cast<double>(agency.crews) * open);
    EXPECT_GT(busy, 0) << agency.name;
    EXPECT_LT(busy, 0.85) << agency.name;
  }
}

TEST_P(EveryCity, HasBetweenEightAndTwentyFiveMatters) {
  EXPECT_GE(city_.categories.size(), 8U);
  EXPECT_LE(city_.categories.size(), 25U);
  EXPECT_GE(city_.districts.size(), 3U);
}

/// `line` without what says where its number comes from.
std::optional<std::string> bare(const std::string& line) {
  for (const char* key : {", published = \"", ", derived = \"", ", assumed = \""}) {
    const std::size_t from = line.find(key);
    if (from != std::string::npos) {
      return line.substr(0, from) + " }";
    }
  }
  return std::nullopt;
}

TEST_P(EveryCity, IsRefusedAtTheLineOfARateWithoutItsSource) {
  std::istringstream in(find_embedded(GetParam()).value());
  std::string text;
  std::string line;
  int number = 0;
  int removed = 0;
  while (std::getline(in, line)) {
    ++number;
    const bool rate = line.rfind("per_day = {", 0) == 0;
    if (rate && removed == 0) {
      removed = number;
      line = bare(line).value();
    }
    text += line + "\n";
  }
  ASSERT_GT(removed, 0);
  const Result<Scenario> refused = load_scenario(text, "city.toml", LoadMode::kShipped);
  ASSERT_FALSE(refused);
  const std::string place = "city.toml:" + std::to_string(removed) + ":21: demand[0].per_day: ";
  EXPECT_EQ(refused.error().message.substr(0, place.size()), place);
  EXPECT_NE(refused.error().message.find("without a source"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Cities, EveryCity, testing::ValuesIn(embedded_names()),
                         [](const auto& city) {
                           std::string name = city.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(Cities, AreTwentyOfWhichTheReportNamesFourteen) {
  const std::vector<std::string> names = embedded_names();
  EXPECT_EQ(names.size(), 20U);
  for (const std::string& named : kNamedInTheReport) {
    EXPECT_NE(std::find(names.begin(), names.end(), named), names.end()) << named;
  }
}

}  // namespace
}  // namespace hotline::sim
