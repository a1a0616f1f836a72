// Every scenario under scenarios/examples can be loaded and run to the end, and nothing happens in
// it that cannot.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/scenario/open.hpp"
#include "tests/support/contact_life.hpp"
#include "tests/support/recorder.hpp"

namespace hotline::sim {
namespace {

std::vector<std::string> examples() {
  std::vector<std::string> files;
  const std::string folder = std::string(HOTLINE_SOURCE_DIR) + "/scenarios/examples";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".toml") {
      files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

class Examples : public testing::TestWithParam<std::string> {};

TEST_P(Examples, RunUntilNobodyIsLeft) {
  Result<Scenario> scenario = open_scenario(GetParam());
  ASSERT_TRUE(scenario.has_value()) << scenario.error().message;
  scenario->drain = true;
  const test::Recorder run = test::record(*scenario, 7);
  test::ContactLives lives;
  const std::vector<std::string> troubles = lives.check(run.facts);
  EXPECT_TRUE(troubles.empty()) << troubles.front() << ", and " << troubles.size() - 1 << " more";
  EXPECT_EQ(lives.open(), 0U);
  EXPECT_TRUE(std::holds_alternative<RunEnded>(run.facts.back()));
}

std::string name_of(const testing::TestParamInfo<std::string>& file) {
  std::string name = std::filesystem::path(file.param).stem().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '-'; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Examples, testing::ValuesIn(examples()), name_of);

/// The example shows what it is there for.
TEST(ExamplesOfTheFrontOffice, TakeEveryStep) {
  std::map<std::string, int> seen;
  for (const std::string& name : examples()) {
    const Result<Scenario> scenario = open_scenario(name);
    ASSERT_TRUE(scenario.has_value());
    test::ContactLives lives;
    ASSERT_TRUE(lives.check(test::record(*scenario, 7).facts).empty()) << name;
    for (const auto& [step, count] : lives.steps()) {
      seen[step] += count;
    }
  }
  for (const char* step : {"arrived",
                           "arrived again",
                           "blocked",
                           "balked",
                           "contained",
                           "not contained",
                           "queued",
                           "queued again",
                           "call-back accepted",
                           "call-back declined",
                           "reached",
                           "not reached",
                           "message",
                           "answered",
                           "abandoned",
                           "transferred warm",
                           "transferred cold",
                           "handed back",
                           "ended",
                           "released"}) {
    EXPECT_GT(seen[step], 0) << step;
  }
}

}  // namespace
}  // namespace hotline::sim
