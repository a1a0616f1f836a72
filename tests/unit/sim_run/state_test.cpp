// A run that was saved and loaded is the run that never stopped.
#include "sim/run/state.hpp"

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/facts/sink.hpp"
#include "sim/run/replication.hpp"
#include "sim/scenario/open.hpp"
#include "tests/support/fact_fields.hpp"
#include "tests/support/fact_hash.hpp"
#include "tests/support/recorder.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

using test::Recorder;

Scenario two_weeks() {
  Scenario s = test::small_hotline();
  s.length = 12 * kDay;
  return s;
}

/// A state after five and a half days.
std::string saved(const Scenario& s) {
  Hotline hotline(s, policies_of(s), 5, 2);
  Recorder past;
  hotline.start(FactPort(past));
  EXPECT_TRUE(hotline.run_until(s.start + 5 * kDay + 11 * kHour, FactPort(past)));
  EXPECT_GT(hotline.contacts(), 0U);
  EXPECT_GT(hotline.tickets(), 0U);
  return save_state(hotline);
}

Recorder rest_of(Hotline hotline) {
  Recorder facts;
  EXPECT_TRUE(hotline.run_until(hotline.end(), FactPort(facts)));
  return facts;
}

TEST(State, LoadedAndContinuedItGivesTheFactsOfARunThatNeverStopped) {
  const Scenario s = two_weeks();
  Hotline hotline(s, policies_of(s), 5, 2);
  Recorder past;
  hotline.start(FactPort(past));
  for (const Duration piece : {Duration{0}, kDay, 5 * kDay + 11 * kHour, 11 * kDay}) {
    ASSERT_TRUE(hotline.run_until(s.start + piece, FactPort(past)));
    const std::string bytes = save_state(hotline);
    const Result<Hotline> loaded = load_state(s, policies_of(s), bytes, "state");
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_EQ(loaded->now(), hotline.now());
    EXPECT_EQ(loaded->contacts(), hotline.contacts());
    EXPECT_EQ(loaded->tickets(), hotline.tickets());
    const Recorder expected = rest_of(hotline);
    const Recorder found = rest_of(*loaded);
    ASSERT_GT(expected.facts.size(), 500U);
    EXPECT_EQ(test::first_difference(expected.facts, found.facts), "");
    EXPECT_EQ(save_state(*loaded), bytes) << "what was loaded is what was saved";
  }
}

/// All scenario files but the cities and the textbook models, which are large, and New York.
std::vector<std::string> scenario_files() {
  const std::filesystem::path root = HOTLINE_SOURCE_DIR "/scenarios";
  std::vector<std::string> files = {(root / "stress.toml").string(),
                                    (root / "cities/new-york.toml").string()};
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "examples")) {
    if (entry.path().extension() == ".toml") {
      files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::uint64_t hash_of_rest(Hotline hotline) {
  test::FactHash hash;
  EXPECT_TRUE(hotline.run_until(hotline.end(), FactPort(hash)));
  hotline.finish(FactPort(hash));
  return hash.value();
}

/// Saved and loaded, copied, or forked: the past is shared to the byte, and with the same policies
/// the future as well.
TEST(State, AtAnyInstantOfAnyScenarioItIsAValue) {
  for (const std::string& file : scenario_files()) {
    Result<Scenario> scenario = open_scenario(file);
    ASSERT_TRUE(scenario) << scenario.error().message;
    scenario->warm_up = Duration{0};
    scenario->length = file.find("cities") == std::string::npos ? 30 * kHour : 9 * kHour;
    const Policies policies = policies_of(*scenario);
    Hotline hotline(*scenario, policies, 3, 1);
    NullSink nobody;
    hotline.start(FactPort(nobody));
    std::mt19937_64 random(11);  // fixed: the same instants each time
    std::vector<SimTime> instants;
    for (int i = 0; i < 3; ++i) {
      instants.push_back(
          scenario->start +
          Duration(static_cast<std::int64_t>(random() % std::uint64_t(scenario->length.count()))));
    }
    std::sort(instants.begin(), instants.end());
    for (const SimTime instant : instants) {
      SCOPED_TRACE(file + " at " + to_string(instant));
      ASSERT_TRUE(hotline.run_until(instant, FactPort(nobody)));
      const std::string bytes = save_state(hotline);
      const Hotline copy = hotline;
      const Result<Hotline> loaded = load_state(*scenario, policies, bytes, "state");
      ASSERT_TRUE(loaded) << loaded.error().message;
      EXPECT_TRUE(save_state(*loaded) == bytes);
      EXPECT_TRUE(save_state(copy) == bytes);
      const Result<Hotline> fork = load_state(
          *scenario, Policies{Selection(Lifo{}), Selection(EarliestDue{})}, bytes, "state");
      ASSERT_TRUE(fork) << fork.error().message;
      EXPECT_TRUE(save_state(*fork) == bytes) << "the past is shared";
      const std::uint64_t expected = hash_of_rest(hotline);
      EXPECT_EQ(hash_of_rest(*loaded), expected);
      EXPECT_EQ(hash_of_rest(copy), expected);
    }
  }
}

TEST(State, AForkWithAnotherPolicySharesThePastAndHasItsOwnFuture) {
  const Scenario s = two_weeks();
  const std::string bytes = saved(s);
  Scenario other = s;
  other.contact_policy = Selection(StaticPriority{});
  other.ticket_policy = Selection(EarliestDue{});
  const Result<Hotline> same = load_state(s, policies_of(s), bytes, "state");
  const Result<Hotline> fork = load_state(other, policies_of(other), bytes, "state");
  ASSERT_TRUE(same);
  ASSERT_TRUE(fork) << fork.error().message;
  EXPECT_NE(test::first_difference(rest_of(*same).facts, rest_of(*fork).facts), "");
}

TEST(State, RefusesWhatItCannotUse) {
  const Scenario s = two_weeks();
  const std::string bytes = saved(s);
  const auto message = [&](const std::string& given, const Scenario& scenario) {
    const Result<Hotline> loaded = load_state(scenario, policies_of(scenario), given, "x.state");
    return loaded ? std::string("loaded") : loaded.error().message;
  };
  EXPECT_EQ(message(bytes, s), "loaded");
  EXPECT_NE(message("", s).find("x.state: found no state"), std::string::npos);
  EXPECT_NE(message(bytes.substr(0, 20), s).find("too soon"), std::string::npos);
  EXPECT_NE(message(bytes + "!", s).find("damaged"), std::string::npos);
  Scenario longer = s;
  longer.length += kDay;
  EXPECT_NE(message(bytes, longer).find("another scenario"), std::string::npos);
}

TEST(State, NoDamagedByteGetsThrough) {
  const Scenario s = two_weeks();
  const std::string bytes = saved(s);
  const std::size_t step = bytes.size() / 400 + 1;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x20);
    EXPECT_FALSE(load_state(s, policies_of(s), damaged, "state")) << at;
  }
}

}  // namespace
}  // namespace hotline::sim
