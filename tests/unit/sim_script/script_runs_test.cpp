// Runs whose policies are scripts.
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "core/base/archive.hpp"
#include "sim/experiment/replications.hpp"
#include "sim/run/state.hpp"
#include "sim/scenario/open.hpp"
#include "tests/support/recorder.hpp"
#include "tests/support/scenarios.hpp"
#include "tests/unit/sim_script/script.hpp"

namespace hotline::sim {
namespace {

using test_script::load;
using test_script::select_body;

const std::string kFolder = std::string(HOTLINE_SOURCE_DIR) + "/scenarios/examples/policies/";

Selection from_file(const std::string& name) {
  std::ifstream file(kFolder + name, std::ios::binary);
  const Result<Scripted> rule = load(std::string(std::istreambuf_iterator<char>(file), {}));
  EXPECT_TRUE(rule) << rule.error().message;
  return Selection(*rule);
}

/// Both lines of contacts and of tickets of a small town are long at times.
Scenario busy_town() {
  Scenario s = test::small_hotline();
  s.length = 6 * kDay;
  double weight = 1;
  for (Channel& channel : s.channels) {
    channel.weight = weight;
    weight *= 2.5;
  }
  return s;
}

TEST(ScriptRuns, AccumulatingPriorityInLuaIsTheBuiltInOneBitForBit) {
  Scenario s = busy_town();
  s.contact_policy = Selection(AccumulatingPriority{});
  s.ticket_policy = Selection(AccumulatingPriority{});
  test::Recorder built_in = test::record(s, 3);
  s.contact_policy = from_file("accumulating.lua");
  s.ticket_policy = from_file("accumulating.lua");
  test::Recorder scripted = test::record(s, 3);
  ASSERT_GT(built_in.facts.size(), 1000U);
  // The first fact has the number of the run, which is another: its policies have another text.
  EXPECT_NE(std::get<RunStarted>(built_in.facts[0]).run,
            std::get<RunStarted>(scripted.facts[0]).run);
  built_in.facts.erase(built_in.facts.begin());
  scripted.facts.erase(scripted.facts.begin());
  EXPECT_EQ(test::first_difference(built_in.facts, scripted.facts), "");
  s.contact_policy = Selection(Lifo{});
  test::Recorder other = test::record(s, 3);
  other.facts.erase(other.facts.begin());
  EXPECT_NE(test::first_difference(other.facts, scripted.facts), "") << "policies matter here";
}

TEST(ScriptRuns, DoNotDependOnThreads) {
  const Result<Scenario> s = open_scenario(kFolder + "scripts.toml");
  ASSERT_TRUE(s) << s.error().message;
  ReplicationPlan plan;
  plan.replications = 4;
  const auto bytes = [&](unsigned threads) {
    plan.threads = threads;
    ReplicationResults results = run_replications(*s, plan);
    ArchiveWriter writer;
    writer(results.scorecards);
    return writer.take();
  };
  EXPECT_EQ(bytes(1), bytes(3));
}

TEST(ScriptRuns, SavedAndLoadedGoOnAsIfTheyHadNeverStopped) {
  const Result<Scenario> s = open_scenario(kFolder + "scripts.toml");
  ASSERT_TRUE(s) << s.error().message;
  Hotline hotline(*s, policies_of(*s), 5, 0);
  test::Recorder past;
  hotline.start(FactPort(past));
  ASSERT_TRUE(hotline.run_until(s->start + 2 * kDay + 10 * kHour, FactPort(past)));
  Result<Hotline> loaded = load_state(*s, policies_of(*s), save_state(hotline), "state");
  ASSERT_TRUE(loaded) << loaded.error().message;
  Hotline copy = hotline;
  test::Recorder expected;
  test::Recorder found;
  test::Recorder copied;
  ASSERT_TRUE(hotline.run_until(hotline.end(), FactPort(expected)));
  ASSERT_TRUE(loaded->run_until(loaded->end(), FactPort(found)));
  ASSERT_TRUE(copy.run_until(copy.end(), FactPort(copied)));
  ASSERT_GT(expected.facts.size(), 1000U);
  EXPECT_EQ(test::first_difference(expected.facts, found.facts), "");
  EXPECT_EQ(test::first_difference(expected.facts, copied.facts), "");
}

TEST(ScriptRuns, EndWithTheErrorOfTheScriptWhateverTheThread) {
  Scenario s = busy_town();
  const Result<Scripted> rule =
      load(select_body("if question.now % 7 == 3 then\n  return waiting[1].nothing\nend return 1"));
  ASSERT_TRUE(rule);
  s.contact_policy = Selection(*rule);
  ReplicationPlan plan;
  plan.replications = 4;
  for (const unsigned threads : {1U, 3U}) {
    plan.threads = threads;
    try {
      (void)run_replications(s, plan);
      FAIL() << "the script has answered";
    } catch (const PolicyFailure& failure) {
      EXPECT_EQ(std::string(failure.what()),
                "my.lua:3: found 'nothing' in 'waiting', allowed are the names in "
                "docs/POLICIES.md");
    }
  }
}

TEST(ScriptRuns, AreNumberedByTheBytesOfTheirScripts) {
  const auto fingerprint = [](const std::string& script) {
    const std::string text =
        "name = \"t\"\n[run]\nstart = \"2025-01-06\"\nlength = \"1 d\"\n"
        "contact_policy = { script = \"a.lua\" }\n"
        "[channel.phone]\nkind = \"live\"\n[category.c]\nticket_probability = 0\n"
        "talk = { constant = \"1 min\" }\n[[demand]]\ncategory = \"c\"\nchannel = \"phone\"\n"
        "per_day = \"9 /day\"\n[group.g]\nchannels = [\"phone\"]\nagents = 1\n";
    const Result<Scenario> s =
        load_scenario(text, "t.toml", LoadMode::kUser, {}, [&](const std::string& path) {
          EXPECT_EQ(path, "a.lua");
          return Result<ScriptFile>(ScriptFile{"a.lua", script});
        });
    EXPECT_TRUE(s) << s.error().message;
    return s ? setting_number(*s) : 0;
  };
  EXPECT_EQ(fingerprint(select_body("return 1")), fingerprint(select_body("return 1")));
  EXPECT_NE(fingerprint(select_body("return 1")), fingerprint(select_body("return 1 ")));
}

}  // namespace
}  // namespace hotline::sim
