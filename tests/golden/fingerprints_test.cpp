// Every fact of a few fixed runs, held against one number each: a change of the model that nobody
// meant is seen, and one that was meant is seen in the review of fingerprints.csv.
#include <array>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/run/replication.hpp"
#include "sim/scenario/load.hpp"
#include "tests/support/fact_hash.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

const char* const kFile = HOTLINE_SOURCE_DIR "/tests/golden/fingerprints.csv";
const char* const kHead = "scenario,policy,seed,days,facts,fnv64";

struct Golden {
  std::string scenario;  ///< "small-hotline", or a file under scenarios/
  Selection policy = Selection(Fifo{});
  std::uint64_t seed = 1;
  int days = 1;
};

std::vector<Golden> goldens() {
  return {{"small-hotline", Selection(Fifo{}), 1, 14},
          {"small-hotline", Selection(Fifo{}), 2, 14},
          {"small-hotline", Selection(StaticPriority{}), 1, 14},
          {"small-hotline", Selection(EarliestDue{}), 1, 14},
          {"examples/small-town.toml", Selection(Fifo{}), 1, 14},
          {"validation/mmc.toml", Selection(Fifo{}), 1, 5},
          {"validation/erlang-a.toml", Selection(Fifo{}), 1, 5},
          {"validation/erlang-a-100.toml", Selection(Fifo{}), 1, 1},
          {"cities/new-york.toml", Selection(Fifo{}), 1, 1}};
}

std::string name_of(Selection policy) {
  return policy == Selection(Fifo{})             ? "fifo"
         : policy == Selection(StaticPriority{}) ? "priority"
                                                 : "edf";
}

std::string key_of(const Golden& golden) {
  return golden.scenario + "," + name_of(golden.policy) + "," + std::to_string(golden.seed) + "," +
         std::to_string(golden.days);
}

/// Nothing where there is no such file.
std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return std::nullopt;
  }
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::optional<Scenario> scenario_of(const std::string& name) {
  if (name == "small-hotline") {
    return test::small_hotline();
  }
  const std::optional<std::string> text =
      read_file(std::string(HOTLINE_SOURCE_DIR) + "/scenarios/" + name);
  if (!text) {
    return std::nullopt;
  }
  const LoadMode mode = name.rfind("cities/", 0) == 0 ? LoadMode::kShipped : LoadMode::kUser;
  Result<Scenario> scenario = load_scenario(*text, name, mode);
  if (!scenario) {
    ADD_FAILURE() << scenario.error().message;
    return std::nullopt;
  }
  // The wording of the file is not the model: the run's number must not change with a comment.
  scenario->fingerprint = 0;
  return *scenario;
}

std::string fingerprint_of(const Golden& golden, Scenario scenario) {
  scenario.contact_policy = golden.policy;
  scenario.ticket_policy = golden.policy;
  scenario.warm_up = kHour;
  scenario.length = golden.days * kDay - kHour;
  test::FactHash hash;
  (void)run_replication(scenario, golden.seed, 0, hash);
  std::array<char, 64> text{};
  (void)std::snprintf(text.data(), text.size(), "%" PRIu64 ",%016" PRIx64, hash.facts(),
                      hash.value());
  return text.data();
}

std::map<std::string, std::string> kept_fingerprints() {
  std::map<std::string, std::string> kept;
  std::istringstream lines(read_file(kFile).value_or(""));
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(line, kHead) << kFile;
  while (std::getline(lines, line)) {
    std::size_t end_of_key = 0;
    for (int comma = 0; comma < 4; ++comma) {
      end_of_key = line.find(',', end_of_key + 1);
    }
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
  std::string table = std::string(kHead) + "\n";
  for (const Golden& golden : goldens()) {
    const std::optional<Scenario> scenario = scenario_of(golden.scenario);
    if (scenario) {
      const std::string fingerprint = fingerprint_of(golden, *scenario);
      found[key_of(golden)] = fingerprint;
      table += key_of(golden) + "," + fingerprint + "\n";
    }
  }
  if (updating()) {
    std::ofstream(kFile, std::ios::binary) << table;
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
