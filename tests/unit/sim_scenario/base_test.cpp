// Scenarios that are based on another one: what they take over, and where trouble is said to be.
#include "sim/scenario/base.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/scenario/open.hpp"
#include "tests/unit/sim_scenario/town.hpp"

namespace hotline::sim {
namespace {

using test::kTown;

constexpr std::string_view kHead = "name = \"fair\"\nbase = \"town\"\n";

/// Of `files`, each by its name; "town" is always there.
class Library {
 public:
  void add(const std::string& name, const std::string& text) { files_.emplace_back(name, text); }

  Result<ScenarioText> get(const std::string& name) const {
    for (const auto& [known, text] : files_) {
      if (known == name) {
        return text_of(text, name + ".toml", LoadMode::kUser);
      }
    }
    if (name == "town") {
      return text_of(std::string(kTown), "town.toml", LoadMode::kShipped);
    }
    return bad_input("found no file '" + name + "'");
  }

  ScenarioText text_of(const std::string& text, const std::string& name, LoadMode mode) const {
    return ScenarioText{
        text, name, mode, {}, [this](const std::string& base) { return get(base); }};
  }

 private:
  std::vector<std::pair<std::string, std::string>> files_;
};

Result<Scenario> load(const std::string& rest, LoadMode mode = LoadMode::kUser) {
  const Library library;
  return load_scenario(library.text_of(std::string(kHead) + rest, "fair.toml", mode));
}

std::string trouble_of(const std::string& rest, LoadMode mode = LoadMode::kUser) {
  const Result<Scenario> scenario = load(rest, mode);
  return scenario ? "none" : scenario.error().message;
}

const SourcedParameter& number(const Scenario& scenario, std::string_view path) {
  return *std::find_if(scenario.parameters.begin(), scenario.parameters.end(),
                       [&](const SourcedParameter& one) { return one.path == path; });
}

TEST(Base, IsTakenOverButForItsNameAndExpectations) {
  const Result<Scenario> town = load_scenario(kTown, "town.toml", LoadMode::kUser);
  const Result<Scenario> fair = load("");
  ASSERT_TRUE(fair) << fair.error().message;
  EXPECT_EQ(fair->name, "fair");
  EXPECT_EQ(fair->title, "fair");
  EXPECT_EQ(fair->demand.size(), town->demand.size());
  EXPECT_EQ(fair->parameters.size(), town->parameters.size());
  EXPECT_NE(fair->fingerprint, town->fingerprint);
}

TEST(Base, KeysReplaceThoseOfTheBaseAndTheOthersStay) {
  const Result<Scenario> fair = load("[group.desk]\nagents = 7\n[channel.phone]\nlines = 9\n");
  ASSERT_TRUE(fair) << fair.error().message;
  EXPECT_EQ(number(*fair, "group.desk.agents").value, "7");
  EXPECT_EQ(fair->channels.at(0).lines, 9);
  EXPECT_EQ(number(*fair, "channel.phone.patience.exponential").value, "5 min");
  EXPECT_EQ(fair->channels.size(), 2U);
}

TEST(Base, ALawIsReplacedAsAWhole) {
  const Result<Scenario> fair = load("[category.pothole]\ntalk = { exponential = \"1 min\" }\n");
  ASSERT_TRUE(fair) << fair.error().message;
  EXPECT_EQ(number(*fair, "category.pothole.talk.exponential").value, "1 min");
}

TEST(Base, TablesAndRowsAreAdded) {
  const Result<Scenario> fair = load(R"([category.lost-child]
ticket_probability = 0
talk = { exponential = "4 min" }
[[demand]]
category = "lost-child"
channel = "phone"
per_day = "6 /day"
[surge.saturday]
at = ["2025-01-11"]
peak = 3
hold = "1 d"
)");
  ASSERT_TRUE(fair) << fair.error().message;
  EXPECT_EQ(fair->categories.size(), 3U);
  EXPECT_EQ(fair->surges.size(), 1U);
  ASSERT_GT(fair->demand.size(), 2U);
  EXPECT_EQ(fair->demand.back().category.index(), 2U);
  EXPECT_DOUBLE_EQ(fair->demand.back().per_day, 6);
}

TEST(Base, SetReachesRowsOfLists) {
  const Result<Scenario> fair = load("set = { \"demand.0.per_day\" = \"12 /day\" }\n");
  ASSERT_TRUE(fair) << fair.error().message;
  EXPECT_DOUBLE_EQ(fair->demand.front().per_day, 12);
  EXPECT_EQ(trouble_of("set = { \"demand.7.per_day\" = \"12 /day\" }\n"),
            "fair.toml:3:9: set: found no 'demand.7' of 'demand.7.per_day' in the file");
  EXPECT_EQ(trouble_of("set = 3\n"),
            "fair.toml:3:7: set: found 3, expected a table like { "
            "\"group.desk.agents\" = 5 }");
}

TEST(Base, ANumberDoesNotBorrowTheSourceOfTheTableItIsPutInto) {
  const Result<Scenario> fair = load("[group.desk]\nagents = 7\n");
  ASSERT_TRUE(fair) << fair.error().message;
  EXPECT_EQ(number(*fair, "group.desk.agents").kind, ProvenanceKind::kUnsourced);
  EXPECT_EQ(number(*fair, "busyness.cv").kind, ProvenanceKind::kAssumed);
  EXPECT_FALSE(fair->ships);
  const Result<Scenario> sourced =
      load("[group]\nderived = \"from [S1]\"\n[group.desk]\nagents = 7\n", LoadMode::kShipped);
  ASSERT_TRUE(sourced) << sourced.error().message;
  EXPECT_EQ(number(*sourced, "group.desk.agents").kind, ProvenanceKind::kDerived);
  EXPECT_TRUE(sourced->ships);
}

TEST(Base, AShippedFileMustSourceWhatItAdds) {
  EXPECT_EQ(trouble_of("[group.desk]\nagents = 7\n", LoadMode::kShipped),
            "fair.toml:4:10: group.desk.agents: found the number 7 without a source, expected "
            "published, derived or assumed beside it");
  EXPECT_EQ(trouble_of("[group.desk]\nagents = { value = 7, published = \"[S2] x\" }\n",
                       LoadMode::kShipped)
                .substr(0, 60),
            "fair.toml:4:35: group.desk.agents.published: found the sourc");
}

TEST(Base, TroubleIsSaidInTheFileInWhichItStands) {
  EXPECT_EQ(trouble_of("[group.desk]\nagents = -1\n").substr(0, 38),
            "fair.toml:4:10: group.desk.agents: fou");
  Library library;
  library.add("broken", "name = \"broken\"\nbase = \"town\"\n[channel.phone]\nlines = -3\n");
  const Result<Scenario> above = load_scenario(
      library.text_of("name = \"a\"\nbase = \"broken\"\n", "a.toml", LoadMode::kUser));
  ASSERT_FALSE(above);
  EXPECT_EQ(above.error().message.substr(0, 34), "broken.toml:4:9: channel.phone.lin");
}

TEST(Base, MayHaveABaseItself) {
  Library library;
  library.add("fair",
              std::string(kHead) + "[group.desk]\nagents = 7\n[channel.phone]\nlines = 9\n");
  const Result<Scenario> night = load_scenario(library.text_of(
      "name = \"night\"\nbase = \"fair\"\n[group.desk]\nagents = 1\n", "n.toml", LoadMode::kUser));
  ASSERT_TRUE(night) << night.error().message;
  EXPECT_EQ(number(*night, "group.desk.agents").value, "1");
  EXPECT_EQ(night->channels.at(0).lines, 9);
}

TEST(Base, ThatCannotBeIsRefusedAtItsPlace) {
  const Library library;
  const auto refusal = [&](const std::string& text) {
    return load_scenario(library.text_of(text, "f.toml", LoadMode::kUser)).error().message;
  };
  EXPECT_EQ(refusal("name = \"f\"\nbase = \"city\"\n"), "f.toml:2:8: base: found no file 'city'");
  EXPECT_EQ(refusal("name = \"f\"\nbase = 3\n"),
            "f.toml:2:8: base: found 3, expected the name of a city or a path");
  EXPECT_EQ(refusal("base = \"town\"\n"),
            "f.toml:1:8: missing key 'name': what is based on another scenario has a name of its "
            "own");
  EXPECT_EQ(
      load_scenario("name = \"f\"\nbase = \"town\"\n", "f.toml", LoadMode::kUser).error().message,
      "f.toml:2:8: base: found a base, allowed in a scenario that is a file");
  Library circle;
  circle.add("me", "name = \"me\"\nbase = \"me\"\n");
  EXPECT_EQ(load_scenario(circle.get("me").value()).error().message,
            "me.toml:2:8: base: found more than 8 files one upon another");
}

TEST(Base, VariantsAreThoseOfTheFileItself) {
  const Library library;
  const Result<std::vector<Scenario>> all = load_variants(library.text_of(
      std::string(kHead) +
          "[[variant]]\nname = \"more\"\nset = { \"group.desk.agents\" = 9 }\nexpect = []\n",
      "fair.toml", LoadMode::kUser));
  ASSERT_TRUE(all) << all.error().message;
  ASSERT_EQ(all->size(), 2U);
  EXPECT_EQ(all->back().name, "fair/more");
  EXPECT_EQ(number(all->back(), "group.desk.agents").value, "9");
}

// --- The surges that ship --------------------------------------------------------------------

std::vector<std::string> surge_files() {
  std::vector<std::string> files;
  const std::filesystem::path folder =
      std::filesystem::path(HOTLINE_SOURCE_DIR) / "scenarios/surges";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(Surges, AreSourcedNumberByNumberLikeTheCities) {
  const std::vector<std::string> files = surge_files();
  EXPECT_GE(files.size(), 6U);
  for (const std::string& file : files) {
    std::ifstream in(file, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    const ScenarioText shipped{text, file, LoadMode::kShipped, {}, [](const std::string& name) {
                                 return find_embedded(name).map([&](const std::string& city) {
                                   return ScenarioText{city, name, LoadMode::kShipped, {}, {}};
                                 });
                               }};
    const Result<Scenario> scenario = load_scenario(shipped);
    ASSERT_TRUE(scenario) << scenario.error().message;
    EXPECT_EQ(count_provenance(*scenario).unsourced, 0U);
    EXPECT_FALSE(scenario->surges.empty()) << file;
    EXPECT_EQ(scenario->name + ".toml", std::filesystem::path(file).filename().string());
    EXPECT_TRUE(open_scenario(file)) << file;
  }
}

}  // namespace
}  // namespace hotline::sim
