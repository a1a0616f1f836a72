// Whatever the bytes, a load ends with a scenario or with one line.
#include <fstream>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "sim/scenario/open.hpp"
#include "tests/unit/sim_scenario/town.hpp"

namespace hotline::sim {
namespace {

std::string small_town() {
  std::ifstream in(std::string(HOTLINE_SOURCE_DIR) + "/scenarios/examples/small-town.toml");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// One to four small damages: a byte changed, taken out or put in, a stretch copied or cut.
std::string damaged(std::string text, std::mt19937& random) {
  constexpr std::string_view kBytes = "=\"'[]{},.#\n\\ 0159-eE+_:/%\xff\xc3\x80\x01";
  const auto below = [&random](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
  for (std::size_t damages = 1 + below(4); damages > 0 && !text.empty(); --damages) {
    const std::size_t at = below(text.size());
    const std::size_t length = 1 + below(40);
    switch (below(5)) {
      case 0:
        text[at] = kBytes[below(kBytes.size())];
        break;
      case 1:
        text.erase(at, 1);
        break;
      case 2:
        text.insert(at, 1, kBytes[below(kBytes.size())]);
        break;
      case 3:
        text.insert(below(text.size()), text.substr(at, length));
        break;
      default:
        text.erase(at, length);
        break;
    }
  }
  return text;
}

void expect_a_scenario_or_one_line(const std::string& text, int trial) {
  const Result<Scenario> scenario = load_scenario(text, "f.toml", LoadMode::kUser);
  if (scenario) {
    EXPECT_FALSE(scenario->demand.empty()) << "trial " << trial;
    return;
  }
  const std::string& message = scenario.error().message;
  EXPECT_EQ(message.substr(0, 7), "f.toml:") << "trial " << trial;
  EXPECT_EQ(message.find('\n'), std::string::npos) << "trial " << trial;
  EXPECT_LT(message.size(), 1000U) << "trial " << trial;
}

void try_damages(const std::string& text, int trials, std::uint32_t seed) {
  ASSERT_TRUE(load_scenario(text, "f.toml", LoadMode::kUser));
  std::mt19937 random(seed);  // fixed: the same damages each time
  for (int trial = 0; trial < trials; ++trial) {
    expect_a_scenario_or_one_line(damaged(text, random), trial);
  }
}

TEST(Damage, OfASmallTownIsSaidInOneLine) {
  try_damages(small_town(), 500, 1);
}

TEST(Damage, OfAScenarioWithEveryTableIsSaidInOneLine) {
  try_damages(std::string(test::kTown), 1000, 2);
}

TEST(Damage, OfNewYorkIsSaidInOneLine) {
  try_damages(find_embedded("new-york").value(), 40, 3);
}

TEST(Damage, EveryBeginningOfATownIsSaidInOneLine) {
  const std::string text(test::kTown);
  for (std::size_t length = 0; length < text.size(); ++length) {
    expect_a_scenario_or_one_line(text.substr(0, length), static_cast<int>(length));
  }
}

TEST(Damage, DeepTablesAreRefusedOrReadWithoutOverflow) {
  std::string dotted = "name = \"x\"\n[a";
  for (int i = 0; i < 250; ++i) {
    dotted += ".a";
  }
  expect_a_scenario_or_one_line(dotted + "]\n", 0);
  expect_a_scenario_or_one_line("a = " + std::string(100'000, '['), 1);
  expect_a_scenario_or_one_line("a = " + std::string(100'000, '{'), 2);
}

}  // namespace
}  // namespace hotline::sim
