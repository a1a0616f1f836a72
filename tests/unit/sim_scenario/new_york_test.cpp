// The city model within the program: it loads, it is sourced, and it says what it should.
#include <numeric>
#include <regex>
#include <sstream>

#include <gtest/gtest.h>

#include "sim/scenario/open.hpp"
#include "sim/scenario/schema.hpp"

namespace hotline::sim {
namespace {

std::string text_of_city() {
  return find_embedded("new-york").value();
}

Scenario city() {
  const Result<Scenario> scenario = open_scenario("new-york");
  EXPECT_TRUE(scenario) << scenario.error().message;
  return scenario.value_or(Scenario{});
}

double per_day(const Scenario& scenario, std::string_view channel) {
  double sum = 0;
  for (const Demand& row : scenario.demand) {
    if (scenario.channels.at(row.channel.index()).name == channel) {
      sum += row.per_day;
    }
  }
  return sum;
}

TEST(NewYork, LoadsAsAShippedModelWithEveryNumberSourced) {
  const Scenario scenario = city();
  EXPECT_TRUE(scenario.ships);
  const ProvenanceCounts counts = count_provenance(scenario);
  EXPECT_EQ(counts.unsourced, 0U);
  EXPECT_GT(counts.published, 0U);
  EXPECT_GT(counts.derived, counts.published) << "most of it is fitted to open data";
}

TEST(NewYork, HasThePublishedCallsAndRequests) {
  const Scenario scenario = city();
  // 23.5 M calls in the 366 days of 2020; 3.655 M requests in 2025, of which the model has all but
  // the rare types.
  EXPECT_NEAR(per_day(scenario, "phone"), 23.5e6 / 366, 10);
  double requests = 0;
  for (const Demand& row : scenario.demand) {
    const Category& category = scenario.categories.at(row.category.index());
    requests += row.per_day * category.ticket_probability;
  }
  EXPECT_LT(requests, 3.655e6 / 365);
  EXPECT_GT(requests, 3.655e6 / 365 * 0.99);
}

TEST(NewYork, HasFiveBoroughsWhoseSharesSumToOne) {
  const Scenario scenario = city();
  ASSERT_EQ(scenario.districts.size(), 5U);
  const double sum =
      std::accumulate(scenario.districts.begin(), scenario.districts.end(), 0.0,
                      [](double so_far, const District& one) { return so_far + one.share; });
  EXPECT_DOUBLE_EQ(sum, 1);
}

TEST(NewYork, EveryProfileHasTheMeanOne) {
  for (const Demand& row : city().demand) {
    EXPECT_NEAR(std::accumulate(row.hour.begin(), row.hour.end(), 0.0), 24, 1e-9);
    EXPECT_NEAR(std::accumulate(row.weekday.begin(), row.weekday.end(), 0.0), 7, 1e-9);
    EXPECT_NEAR(std::accumulate(row.month.begin(), row.month.end(), 0.0), 12, 1e-9);
  }
}

TEST(NewYork, HasAtMostThreeHundredAgentsInAnyHour) {
  const Scenario scenario = city();
  std::int64_t most = 0;
  for (int hour = 0; hour < 168; ++hour) {
    std::int64_t agents = 0;
    for (const Shift& shift : scenario.groups.at(0).shifts) {
      agents += shift.from <= hour * kHour && hour * kHour < shift.to ? shift.agents : 0;
    }
    most = std::max(most, agents);
    EXPECT_GT(agents, 20) << "hour " << hour;
  }
  EXPECT_GT(most, 250);
  EXPECT_LE(most, 300);
}

TEST(NewYork, CrewsAreNotOverloadedByTheMeanDemand) {
  const Scenario scenario = city();
  for (std::size_t a = 0; a < scenario.agencies.size(); ++a) {
    const Agency& agency = scenario.agencies[a];
    double tickets = 0;
    for (const Demand& row : scenario.demand) {
      const Category& category = scenario.categories.at(row.category.index());
      tickets += category.agency.index() == a ? row.per_day * category.ticket_probability : 0;
    }
    const SimTime monday = civil_date(2025, 3, 3).value();  // a week without a holiday
    const double open =
        to_seconds(scenario.calendars.at(agency.calendar).between(monday, monday + kWeek));
    const double busy =
        tickets * 7 * mean_seconds(agency.work) / (static_cast<double>(agency.crews) * open);
    EXPECT_GT(busy, 0.5) << agency.name;
    EXPECT_LT(busy, 0.8) << agency.name;
  }
}

/// The text without the provenance at the end of one line: `, KEY = "..." }`.
std::string without_provenance(const std::string& line) {
  for (const char* key : {", published = \"", ", derived = \"", ", assumed = \""}) {
    const std::size_t from = line.find(key);
    if (from != std::string::npos) {
      return line.substr(0, from) + " }";
    }
  }
  return line;
}

TEST(NewYork, RemovingTheSourceOfARateIsRefusedAtItsLine) {
  std::istringstream in(text_of_city());
  std::string line;
  std::string text;
  int number = 0;
  int removed = 0;
  while (std::getline(in, line)) {
    ++number;
    const bool rate = line.find("per_day = {") == 0;
    if (rate && removed == 0) {
      removed = number;
      line = without_provenance(line);
    }
    text += line + "\n";
  }
  ASSERT_GT(removed, 0);
  const Result<Scenario> scenario = load_scenario(text, "city.toml", LoadMode::kShipped);
  ASSERT_FALSE(scenario);
  const std::string place = "city.toml:" + std::to_string(removed) + ":21: demand[0].per_day: ";
  EXPECT_EQ(scenario.error().message.substr(0, place.size()), place);
  EXPECT_NE(scenario.error().message.find("without a source"), std::string::npos);
}

/// `text` with the source in line `number` taken away; nothing where the line has none.
std::optional<std::string> without_source_in(const std::string& text, int number) {
  std::istringstream in(text);
  std::string out;
  std::string line;
  bool changed = false;
  for (int i = 1; std::getline(in, line); ++i) {
    std::string kept = line;
    if (i == number) {
      const bool own_line = line.find("published = ") == 0 || line.find("derived = ") == 0 ||
                            line.find("assumed = ") == 0;
      kept = own_line ? std::string("# gone") : without_provenance(line);
      changed = kept != line;
    }
    out += kept + "\n";
  }
  return changed ? std::optional(out) : std::nullopt;
}

TEST(NewYork, NoSourceCanBeTakenAwayUnnoticed) {
  const std::string text = text_of_city();
  const auto lines = static_cast<int>(std::count(text.begin(), text.end(), '\n'));
  const std::size_t sourced = city().parameters.size();
  int tried = 0;
  for (int number = 1; number <= lines; number += 5) {  // every fifth line: a load takes its time
    const std::optional<std::string> changed = without_source_in(text, number);
    if (!changed) {
      continue;
    }
    ++tried;
    const Result<Scenario> shipped = load_scenario(*changed, "city.toml", LoadMode::kShipped);
    // Somebody's own file that is no city to be judged.
    const Result<Scenario> user =
        load_scenario(std::regex_replace(*changed, std::regex("named_in_report"), "listed"),
                      "city.toml", LoadMode::kUser);
    ASSERT_TRUE(user) << user.error().message;
    EXPECT_EQ(user->parameters.size(), sourced);
    // A table around it may still cover the number; if none does, the model is refused.
    EXPECT_EQ(static_cast<bool>(shipped), count_provenance(*user).unsourced == 0) << number;
  }
  EXPECT_GT(tried, 20);
}

TEST(Examples, LoadAsTheyStand) {
  for (const char* name : {"examples/small-town", "validation/1-erlang-c/mmc"}) {
    const Result<Scenario> scenario =
        open_scenario(std::string(HOTLINE_SOURCE_DIR) + "/scenarios/" + name + ".toml");
    ASSERT_TRUE(scenario) << scenario.error().message;
    EXPECT_FALSE(scenario->ships);
    EXPECT_GT(count_provenance(*scenario).unsourced, 0U);
  }
}

TEST(Open, AnUnknownNameSaysWhichCitiesThereAre) {
  const Result<Scenario> scenario = open_scenario("atlantis");
  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().code, ErrorCode::kBadInput);
  EXPECT_EQ(scenario.error().message.substr(0, 64),
            "found no city and no file 'atlantis', allowed a path or one of: ");
  EXPECT_NE(scenario.error().message.find("new-york"), std::string::npos);
}

TEST(Open, AFolderIsNotAScenario) {
  const Result<Scenario> scenario = open_scenario(HOTLINE_SOURCE_DIR);
  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().message,
            std::string(HOTLINE_SOURCE_DIR) + ": found a folder, expected a file");
}

TEST(Open, TheEmbeddedTextIsTheFile) {
  const Result<Scenario> from_file =
      open_scenario(std::string(HOTLINE_SOURCE_DIR) + "/scenarios/cities/new-york.toml");
  ASSERT_TRUE(from_file) << from_file.error().message;
  EXPECT_EQ(from_file->fingerprint, city().fingerprint);
  EXPECT_TRUE(from_file->ships) << "whoever changes a city must say where his numbers are from";
}

}  // namespace
}  // namespace hotline::sim
