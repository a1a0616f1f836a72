// Policies in a scenario: by name, with a parameter, as a script.
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "sim/dispatch/catalogue.hpp"
#include "sim/scenario/load.hpp"

namespace hotline::sim {
namespace {

/// A scenario with this line in [run].
std::string with(const std::string& line) {
  return "name = \"t\"\n[run]\nstart = \"2025-01-06\"\nlength = \"1 d\"\n" + line +
         "\n[channel.phone]\nkind = \"live\"\n[category.c]\nticket_probability = 0\n"
         "talk = { constant = \"1 min\" }\n[group.g]\nchannels = [\"phone\"]\nagents = 1\n"
         "[[demand]]\ncategory = \"c\"\nchannel = \"phone\"\nper_day = \"9 /day\"\n";
}

Result<ScriptFile> script_at(const std::string& path) {
  const std::map<std::string, std::string> scripts{
      {"good.lua",
       "function select(q, w)\n"
       "  assert(parameters.n == 3 and parameters.x == 0.5 and parameters.yes == true)\n"
       "  assert(parameters.wait == 90 * second)\n  return 1\nend"},
      {"router.lua", "function route(q, s) return 1 end"},
      {"torn.lua", "function select(q, w)\n  return 1 +\nend"}};
  const auto found = scripts.find(path);
  if (found == scripts.end()) {
    return bad_input("found no file '" + path + "'");
  }
  return ScriptFile{"dir/" + path, found->second};
}

Result<Scenario> load_with_scripts(const std::string& line) {
  return load_scenario(with(line), "t.toml", LoadMode::kUser, {}, script_at);
}

std::string trouble(const std::string& line) {
  const Result<Scenario> scenario = load_with_scripts(line);
  return scenario ? "" : scenario.error().message;
}

TEST(ScenarioPolicies, ByNameOrWithTheirParameter) {
  const Result<Scenario> index = load_with_scripts("contact_policy = { weight-index = \"1 min\" }");
  ASSERT_TRUE(index) << index.error().message;
  EXPECT_TRUE(index->contact_policy == Selection(WeightIndex{kMinute}));
  const Result<Scenario> power = load_with_scripts("unit_routing = { power-of = 3 }");
  ASSERT_TRUE(power) << power.error().message;
  EXPECT_TRUE(power->unit_routing == Routing(PowerOfChoice{3}));
  EXPECT_EQ(trouble("contact_policy = { fifo = 1 }").substr(0, 57),
            "t.toml:5:20: run.contact_policy.fifo: found an unknown ke");
  EXPECT_EQ(trouble("contact_policy = { }").substr(0, 53),
            "t.toml:5:1: run.contact_policy: found no policy, allo");
  EXPECT_EQ(trouble("unit_routing = { power-of = 17 }"),
            "t.toml:5:29: run.unit_routing.power-of: found 17, allowed whole numbers from 1 to 16");
}

TEST(ScenarioPolicies, AsAScriptWithParametersOfEveryKind) {
  const Result<Scenario> scenario = load_with_scripts(
      "contact_policy = { script = \"good.lua\", parameters = { n = 3, x = 0.5, yes = true, "
      "wait = { value = \"90 s\", assumed = \"no data\" } } }");
  ASSERT_TRUE(scenario) << scenario.error().message;
  const RandomBook book(1, 0);
  const std::vector<WaitingView> waiting(1);
  EXPECT_EQ(scenario->contact_policy.select(Question{SimTime(), book}, waiting), 0U);
  const Result<Scenario> other = load_with_scripts("contact_routing = { script = \"router.lua\" }");
  ASSERT_TRUE(other) << other.error().message;
  EXPECT_TRUE(other->contact_routing.may_decline());
  EXPECT_NE(other->fingerprint, scenario->fingerprint);
}

TEST(ScenarioPolicies, SayWhereAScriptIsWrong) {
  EXPECT_EQ(trouble("contact_policy = { script = \"torn.lua\" }"),
            "t.toml:5:29: run.contact_policy.script: dir/torn.lua:3: unexpected symbol near 'end'");
  EXPECT_EQ(trouble("contact_policy = { script = \"router.lua\" }"),
            "t.toml:5:29: run.contact_policy.script: dir/router.lua:1: found no function "
            "select(question, waiting), which is what it is asked for");
  EXPECT_EQ(trouble("contact_policy = { script = \"none.lua\" }"),
            "t.toml:5:29: run.contact_policy.script: found no file 'none.lua'");
  EXPECT_EQ(trouble("contact_policy = { script = 3 }"),
            "t.toml:5:29: run.contact_policy.script: found 3, expected a text");
  EXPECT_EQ(trouble("contact_policy = { script = \"good.lua\", parameters = { n = \"3\" } }"),
            "t.toml:5:60: run.contact_policy.parameters.n: found '3', expected a number, "
            "true, false or a duration like \"30 s\"");
  const Result<Scenario> text =
      load_scenario(with("contact_policy = { script = \"good.lua\" }"), "t.toml", LoadMode::kUser);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().message,
            "t.toml:5:29: run.contact_policy.script: found a file, allowed in a scenario that is "
            "a file");
}

}  // namespace
}  // namespace hotline::sim
