// Every example of the language can be saved on the way, loaded, and run on as if nothing had
// happened.
#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/run/replication.hpp"
#include "sim/run/state.hpp"
#include "sim/scenario/open.hpp"
#include "tests/support/fact_fields.hpp"
#include "tests/support/recorder.hpp"
#include "tests/support/ticket_life.hpp"

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

Scenario loaded(const std::string& name) {
  const Result<Scenario> scenario = open_scenario(name);
  EXPECT_TRUE(scenario.has_value()) << scenario.error().message;
  return scenario ? *scenario : Scenario();
}

class SavedExamples : public testing::TestWithParam<std::string> {};

TEST_P(SavedExamples, GoOnAsIfTheyHadNeverStopped) {
  const Scenario s = loaded(GetParam());
  Hotline hotline(s, policies_of(s), 3, 1);
  test::Recorder past;
  hotline.start(FactPort(past));
  ASSERT_TRUE(hotline.run_until(s.start + s.length / 3 + 7 * kMinute, FactPort(past)));
  const std::string bytes = save_state(hotline);
  Result<Hotline> copy = load_state(s, policies_of(s), bytes, "state");
  ASSERT_TRUE(copy.has_value()) << copy.error().message;
  EXPECT_EQ(save_state(*copy), bytes);
  test::Recorder expected;
  test::Recorder found;
  ASSERT_TRUE(hotline.run_until(hotline.end(), FactPort(expected)));
  ASSERT_TRUE(copy->run_until(copy->end(), FactPort(found)));
  EXPECT_GT(past.facts.size() + expected.facts.size(), 20U);
  EXPECT_EQ(test::first_difference(expected.facts, found.facts), "");
}

std::string name_of(const testing::TestParamInfo<std::string>& file) {
  std::string name = std::filesystem::path(file.param).stem().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '-'; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Scenarios, SavedExamples, testing::ValuesIn(examples()), name_of);

/// The examples of the workshop show what they are there for, and no ticket does what it cannot.
TEST(ExamplesOfTheWorkshop, TakeEveryStep) {
  std::map<std::string, int> seen;
  for (const std::string& name : examples()) {
    if (name.find("/examples/workshop/") == std::string::npos) {
      continue;
    }
    const Scenario s = loaded(name);
    test::TicketLives lives(s.triage.max_returns, s.survey.max_reopenings);
    const std::vector<std::string> troubles = lives.check(test::record(s, 7).facts);
    EXPECT_TRUE(troubles.empty()) << name << ": " << troubles.front();
    for (const auto& [step, count] : lives.steps()) {
      seen[step] += count;
    }
  }
  for (const char* step : {"assisted", "work started", "work left", "work ended", "resolved"}) {
    EXPECT_GT(seen[step], 0) << step;
  }
}

}  // namespace
}  // namespace hotline::sim
