// Everything at once, under audit: scenarios/stress.toml as it stands, and thousands of scenarios
// made of it and of the examples by changing what they say. Whatever loads, runs without a fact
// that cannot be.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/audit/auditor.hpp"
#include "sim/experiment/replications.hpp"
#include "sim/run/replication.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/open.hpp"

namespace hotline::sim {
namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::filesystem::path scenarios() {
  return HOTLINE_SOURCE_DIR "/scenarios";
}

/// "" or the violation of a run that is stopped after so many events.
std::string audit(const Scenario& scenario, std::uint64_t seed, std::uint64_t most_events) {
  audit::Knowledge knowledge = knowledge_of(scenario);
  audit::Auditor auditor(std::move(knowledge));
  std::uint64_t events = 0;
  const auto pace = [&](SimTime /*next*/) { return ++events <= most_events; };
  (void)run_replication(scenario, seed, 0, auditor, pace);
  return auditor.violation() ? to_string(*auditor.violation()) : "";
}

TEST(Stress, PassesTheAuditToTheEndAndUntilNobodyIsLeft) {
  Result<Scenario> scenario = open_scenario((scenarios() / "stress.toml").string());
  ASSERT_TRUE(scenario) << scenario.error().message;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    EXPECT_EQ(audit(*scenario, seed, 10'000'000), "") << "seed " << seed;
  }
  scenario->drain = true;
  EXPECT_EQ(audit(*scenario, 4, 10'000'000), "");
}

// ---- Made of the files that are there ---------------------------------------------------------

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return lines;
}

std::string key_of(const std::string& line) {
  const std::size_t equals = line.find(" = ");
  return equals == std::string::npos || line[0] == ' ' ? "" : line.substr(0, equals);
}

/// Puts another number in the place of one of the line.
void change_number(std::string& line, std::mt19937& random) {
  static constexpr std::string_view kNumbers[] = {"0",  "1",   "2",    "3",     "7",     "0.5",
                                                  "10", "100", "1000", "0.001", "99999", "-1"};
  std::vector<std::size_t> digits;
  for (std::size_t i = line.find('=') + 1; i < line.size() && i != 0; ++i) {
    const bool is_digit = line[i] >= '0' && line[i] <= '9';
    if (is_digit && (line[i - 1] < '0' || line[i - 1] > '9')) {
      digits.push_back(i);
    }
  }
  if (!digits.empty()) {
    const std::size_t at = digits[random() % digits.size()];
    const std::size_t length = line.find_first_not_of("0123456789.", at) - at;
    line.replace(at, length, kNumbers[random() % std::size(kNumbers)]);
  }
}

/// A few changes of sense, not of bytes: numbers, values of the same key, lines, tables.
std::string changed(const std::string& text, std::mt19937& random) {
  std::vector<std::string> lines = lines_of(text);
  for (std::size_t changes = 1 + random() % 4; changes > 0; --changes) {
    const std::size_t at = random() % lines.size();
    const std::string key = key_of(lines[at]);
    std::vector<std::size_t> alike;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!key.empty() && key_of(lines[i]) == key) {
        alike.push_back(i);
      }
    }
    switch (random() % 4) {
      case 0:
      case 1:
        change_number(lines[at], random);
        break;
      case 2:
        if (!alike.empty()) {
          lines[at] = lines[alike[random() % alike.size()]];
        }
        break;
      default:
        lines[at].clear();
        break;
    }
  }
  std::string result;
  for (const std::string& line : lines) {
    result += line + '\n';
  }
  return result;
}

TEST(Stress, WhateverLoadsPassesTheAudit) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(scenarios() / "examples")) {
    if (entry.path().extension() == ".toml") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  for (int i = 0; i < 10; ++i) {
    files.push_back(scenarios() / "stress.toml");
  }
  std::mt19937 random(20250106);  // fixed: the same changes each time
  int loaded = 0;
  for (int trial = 0; trial < 300; ++trial) {
    const std::filesystem::path& file = files[random() % files.size()];
    const std::string text = changed(read(file), random);
    const auto script = [&](const std::string& path) -> Result<ScriptFile> {
      return ScriptFile{path, read(file.parent_path() / path)};
    };
    const Result<Scenario> scenario =
        load_scenario(text, file.string(), LoadMode::kUser, {}, script);
    if (!scenario) {
      EXPECT_EQ(scenario.error().message.find('\n'), std::string::npos);
      continue;
    }
    ++loaded;
    ASSERT_EQ(audit(*scenario, static_cast<std::uint64_t>(trial), 600), "")
        << "trial " << trial << " of\n"
        << text;
  }
  EXPECT_GT(loaded, 60);
}

}  // namespace
}  // namespace hotline::sim
