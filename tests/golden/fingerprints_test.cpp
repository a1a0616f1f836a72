// Every fact of a run of every shipped scenario, held against one number each: a change of the
// model that nobody meant is seen, and one that was meant is seen in the review of
// fingerprints.csv.
#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/run/replication.hpp"
#include "sim/scenario/open.hpp"
#include "tests/support/fact_hash.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

const char* const kFile = HOTLINE_SOURCE_DIR "/tests/golden/fingerprints.csv";
const char* const kHead = "scenario,seed,facts,fnv64";
constexpr Duration kLongest =
    kDay;  // of the runs of files; many are as long as their own [run] says

std::string fingerprint_of(Scenario scenario, std::uint64_t seed) {
  // The wording of the file is not the model: the run's number must not change with a comment.
  scenario.fingerprint = 0;
  test::FactHash hash;
  (void)run_replication(scenario, seed, 0, hash);
  std::array<char, 64> text{};
  (void)std::snprintf(text.data(), text.size(), "%" PRIu64 ",%016" PRIx64, hash.facts(),
                      hash.value());
  return text.data();
}

/// All that can be run; scenarios/levers/ holds changes to scenarios.
std::vector<std::filesystem::path> shipped_scenarios() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(HOTLINE_SOURCE_DIR "/scenarios")) {
    if (entry.path().extension() == ".toml" && entry.path().parent_path().stem() != "levers") {
      found.push_back(entry.path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// Each file as it stands, from its beginning, for a day at most.
void add_files(std::map<std::string, std::string>& found) {
  for (const std::filesystem::path& path : shipped_scenarios()) {
    Result<Scenario> scenario = open_scenario(path.string());
    ASSERT_TRUE(scenario.has_value()) << scenario.error().message;
    scenario->length = std::min(scenario->warm_up + scenario->length, kLongest);
    scenario->warm_up = Duration{0};
    const std::string name = path.lexically_relative(HOTLINE_SOURCE_DIR "/scenarios").string();
    found[name + ",1"] = fingerprint_of(*std::move(scenario), 1);
  }
}

/// One small hotline for two weeks, so that policies and seeds are seen to matter.
void add_small_hotline(std::map<std::string, std::string>& found) {
  const std::array<std::pair<const char*, Selection>, 3> policies{
      {{"fifo", Selection(Fifo{})},
       {"priority", Selection(StaticPriority{})},
       {"edf", Selection(EarliestDue{})}}};
  for (const auto& [policy, selection] : policies) {
    for (const std::uint64_t seed : {std::uint64_t{1}, std::uint64_t{2}}) {
      Scenario scenario = test::small_hotline();
      scenario.contact_policy = selection;
      scenario.ticket_policy = selection;
      scenario.warm_up = kHour;
      scenario.length = 14 * kDay - kHour;
      found[std::string("small-hotline ") + policy + "," + std::to_string(seed)] =
          fingerprint_of(std::move(scenario), seed);
    }
  }
}

std::map<std::string, std::string> kept_fingerprints() {
  std::map<std::string, std::string> kept;
  std::ifstream lines(kFile, std::ios::binary);
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(line, kHead) << kFile;
  while (std::getline(lines, line)) {
    const std::size_t end_of_key = line.find(',', line.find(',') + 1);
    kept[line.substr(0, end_of_key)] = line.substr(end_of_key + 1);
  }
  return kept;
}

bool updating() {
  const char* update = std::getenv("HOTLINE_UPDATE");  // NOLINT(concurrency-mt-unsafe): one thread
  return update != nullptr && std::string(update) == "1";
}

TEST(Fingerprints, EveryFactOfTheGoldenRunsIsAsItWas) {
  std::map<std::string, std::string> found;
  add_files(found);
  add_small_hotline(found);
  if (updating()) {
    std::ofstream file(kFile, std::ios::binary);
    file << kHead << "\n";
    for (const auto& [key, fingerprint] : found) {
      file << key << "," << fingerprint << "\n";
    }
    GTEST_SKIP() << "rewrote " << kFile << ": look at its diff before you commit it";
  }
  EXPECT_EQ(found, kept_fingerprints())
      << "The facts of a run have changed (count of facts, hash of all of them).\n"
         "If you did not mean to change the model, this is a bug: find the first fact that "
         "differs.\n"
         "If you did, run again with HOTLINE_UPDATE=1, and say in the commit which lines of\n"
         "tests/golden/fingerprints.csv changed and why no other did.";
}

}  // namespace
}  // namespace hotline::sim
