// What is changed while a hotline runs.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/run/state.hpp"
#include "sim/scenario/load.hpp"
#include "tests/support/recorder.hpp"

namespace hotline::sim {
namespace {

using test::Recorder;

constexpr Duration kWhen = 10 * kHour;

/// One queue that is rarely empty, and one that follows its own policy; nobody hangs up.
std::string busy(const std::string& changes) {
  return "name = \"busy\"\n[run]\nstart = \"2025-01-06\"\nlength = \"20 h\"\n"
         "[channel.phone]\nkind = \"live\"\n[channel.desk]\nkind = \"live\"\n"
         "[category.c]\nticket_probability = 0\ntalk = { exponential = \"3 min\" }\n"
         "[[demand]]\ncategory = \"c\"\nchannel = \"phone\"\nper_day = \"930 /day\"\n"
         "[[demand]]\ncategory = \"c\"\nchannel = \"desk\"\nper_day = \"450 /day\"\n"
         "[group.first]\nchannels = [\"phone\"]\nagents = 2\n"
         "[group.second]\nchannels = [\"desk\"]\nagents = 1\npolicy = \"priority\"\n" +
         changes;
}

Scenario scenario(const std::string& changes = "") {
  Result<Scenario> loaded = load_scenario(busy(changes), "t.toml", LoadMode::kUser);
  EXPECT_TRUE(loaded) << loaded.error().message;
  return loaded ? *std::move(loaded) : Scenario{};
}

/// How often who was answered out of the queue of a channel had waited the longest and the least of
/// all who waited there, up to a time and from then on.
struct Order {
  int longest = 0;
  int least = 0;
  int all = 0;
};

struct Orders {
  Order before;
  Order after;
};

Orders orders_of(const Recorder& run, std::uint32_t channel, SimTime change) {
  Orders orders;
  std::vector<ContactId> waiting;
  for (const Fact& fact : run.facts) {
    if (const auto* queued = std::get_if<ContactQueued>(&fact);
        queued != nullptr && queued->channel.value == channel) {
      waiting.push_back(queued->contact);
    }
    const auto* answered = std::get_if<ContactAnswered>(&fact);
    if (answered == nullptr || answered->channel.value != channel) {
      continue;
    }
    const auto who = std::find(waiting.begin(), waiting.end(), answered->contact);
    if (who == waiting.end()) {
      continue;
    }
    if (waiting.size() > 1) {
      Order& order = answered->at < change ? orders.before : orders.after;
      order.longest += who == waiting.begin() ? 1 : 0;
      order.least += who + 1 == waiting.end() ? 1 : 0;
      ++order.all;
    }
    waiting.erase(who);
  }
  return orders;
}

TEST(Interventions, GiveWhoWaitsThePlaceOfTheNewPolicy) {
  const Scenario s = scenario("[[change]]\nat = \"10 h\"\ncontact_policy = \"lifo\"\n");
  const Recorder run = test::record(s, 2);
  const Orders phone = orders_of(run, 0, s.start + kWhen);
  ASSERT_GT(phone.before.all, 20);
  ASSERT_GT(phone.after.all, 20);
  EXPECT_EQ(phone.before.longest, phone.before.all);
  EXPECT_EQ(phone.after.least, phone.after.all) << "also of those who had queued before";
  const Orders desk = orders_of(run, 1, s.start + kWhen);
  ASSERT_GT(desk.after.all, 20);
  EXPECT_EQ(desk.after.longest, desk.after.all) << "has a policy of its own";
  const auto changed = run.all<PolicyChanged>();
  ASSERT_EQ(changed.size(), 1U);
  EXPECT_EQ(changed[0].at, s.start + kWhen);
  EXPECT_EQ(changed[0].where, "contacts");
  EXPECT_EQ(changed[0].policy, "lifo");
}

TEST(Interventions, ChangeOnlyTheGroupsThatAreNamed) {
  const Scenario s =
      scenario("[[change]]\nat = \"10 h\"\ngroups = [\"second\"]\ncontact_policy = \"lifo\"\n");
  const Recorder run = test::record(s, 2);
  const Orders phone = orders_of(run, 0, s.start + kWhen);
  const Orders desk = orders_of(run, 1, s.start + kWhen);
  ASSERT_GT(desk.after.all, 20);
  EXPECT_EQ(phone.after.longest, phone.after.all);
  EXPECT_EQ(desk.before.longest, desk.before.all);
  EXPECT_EQ(desk.after.least, desk.after.all);
  EXPECT_EQ(run.all<PolicyChanged>().at(0).where, "group second");
}

TEST(Interventions, ChangeWhoTakesAContactThatFindsSeveralFree) {
  const std::string more = "[group.third]\nchannels = [\"phone\"]\nagents = 20\n";
  const Scenario s = scenario(
      more +
      "[[change]]\nat = \"10 h\"\nqueues = [\"phone\"]\ncontact_routing = \"longest-idle\"\n");
  const Scenario without = scenario(more);
  const Recorder run = test::record(s, 2);
  const Recorder plain = test::record(without, 2);
  const auto by_third = [&](const Recorder& of, bool after) {
    int count = 0;
    for (const ContactAnswered& fact : of.all<ContactAnswered>()) {
      count += fact.group.value == 2 && (fact.at >= s.start + kWhen) == after ? 1 : 0;
    }
    return count;
  };
  EXPECT_EQ(by_third(run, false), by_third(plain, false)) << "the past is the same";
  EXPECT_GT(by_third(run, true), by_third(plain, true) + 50);
  EXPECT_EQ(run.all<PolicyChanged>().at(0).where, "queue phone");
  EXPECT_EQ(run.all<PolicyChanged>().at(0).policy, "longest-idle");
}

TEST(Interventions, BringMoreAgentsOrFewerAndLeaveTheShiftsTheirTimes) {
  std::string text = busy(
      "[[change]]\nat = \"10 h\"\ngroups = [\"first\"]\nagents = 3\n"
      "[[change]]\nat = \"14 h\"\ngroups = [\"first\"]\nagents = -50\n");
  text.replace(text.find("agents = 2"), 10,
               "shifts = [{ days = \"Mon\", from = \"06:00\", to = \"12:00\", agents = 2 }]");
  const Result<Scenario> s = load_scenario(text, "t.toml", LoadMode::kUser);
  ASSERT_TRUE(s) << s.error().message;
  std::vector<std::string> seen;
  for (const StaffingChanged& fact : test::record(*s, 2).all<StaffingChanged>()) {
    if (fact.group.value == 0) {
      seen.push_back(std::to_string((fact.at - s->start) / kHour) + ":" +
                     std::to_string(fact.on_duty) +
                     (fact.reason == StaffingReason::kIntervention ? "!" : ""));
    }
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"0:0", "6:2", "10:5!", "12:3", "14:0!"}));
}

/// Facts from a time on, without the first, which has the number of the run.
std::vector<Fact> from(const Recorder& run, SimTime time) {
  std::vector<Fact> facts;
  for (const Fact& fact : run.facts) {
    if (std::visit([](const auto& one) { return one.at; }, fact) >= time &&
        !std::holds_alternative<RunStarted>(fact)) {
      facts.push_back(fact);
    }
  }
  return facts;
}

TEST(Interventions, OfAPersonAreThoseOfTheScenario) {
  const Scenario planned = scenario(
      "[[change]]\nat = \"10 h\"\ncontact_policy = \"lifo\"\n"
      "[[change]]\nat = \"10 h\"\ngroups = [\"second\"]\nagents = 1\n");
  const Recorder foreseen = test::record(planned, 4);
  const Scenario s = scenario();
  Hotline hotline(s, policies_of(s), 4, 0);
  Recorder run;
  hotline.start(FactPort(run));
  ASSERT_TRUE(hotline.run_until(s.start + kWhen, FactPort(run)));
  ASSERT_TRUE(hotline.apply(ContactPolicyChange{{}, Selection(Lifo{})}, FactPort(run)));
  ASSERT_TRUE(hotline.apply(AgentsChange{{1}, 1}, FactPort(run)));
  ASSERT_TRUE(hotline.run_until(hotline.end(), FactPort(run)));
  hotline.finish(FactPort(run));
  EXPECT_EQ(test::first_difference(from(foreseen, s.start), from(run, s.start)), "");
}

TEST(Interventions, AreKeptInASavedState) {
  const Scenario s = scenario(
      "[[change]]\nat = \"8 h\"\ncontact_policy = { weight-index = \"3 s\" }\n"
      "[[change]]\nat = \"9 h\"\nqueues = [\"desk\"]\ncontact_routing = \"longest-idle\"\n"
      "[[change]]\nat = \"9 h\"\ngroups = [\"first\"]\nagents = 1\n"
      "[[change]]\nat = \"15 h\"\ncontact_policy = \"fifo\"\n");
  Hotline hotline(s, policies_of(s), 4, 0);
  Recorder past;
  hotline.start(FactPort(past));
  ASSERT_TRUE(hotline.run_until(s.start + kWhen, FactPort(past)));
  ASSERT_TRUE(hotline.apply(ContactPolicyChange{{0}, Selection(Lifo{})}, FactPort(past)));
  const std::string bytes = save_state(hotline);
  Result<Hotline> loaded = load_state(s, policies_of(s), bytes, "state");
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(save_state(*loaded), bytes);
  Recorder expected;
  Recorder found;
  ASSERT_TRUE(hotline.run_until(hotline.end(), FactPort(expected)));
  ASSERT_TRUE(loaded->run_until(loaded->end(), FactPort(found)));
  ASSERT_GT(expected.facts.size(), 1000U);
  EXPECT_EQ(test::first_difference(expected.facts, found.facts), "");
  const Orders phone = orders_of(found, 0, s.start + 15 * kHour);
  EXPECT_EQ(phone.before.least, phone.before.all) << "lifo, as changed by hand";
  ASSERT_GT(phone.before.all, 10);
}

TEST(Interventions, AreRefusedWhereTheyCannotBe) {
  const Scenario s = scenario();
  Hotline hotline(s, policies_of(s), 4, 0);
  Recorder run;
  hotline.start(FactPort(run));
  const std::size_t facts = run.facts.size();
  for (const Intervention& change :
       {Intervention(ContactPolicyChange{{2}, Selection()}), Intervention(AgentsChange{{7}, 1}),
        Intervention(ContactRoutingChange{{2}, Routing()})}) {
    const Result<void> applied = hotline.apply(change, FactPort(run));
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().message,
              "found a change of something that the scenario does not have");
  }
  EXPECT_EQ(run.facts.size(), facts) << "and nothing has happened";
}

TEST(Interventions, AreReadWithTheirPlace) {
  const std::map<std::string, std::string> troubles{
      {"[[change]]\ncontact_policy = \"fifo\"\n", "change[0]: missing key 'at'"},
      {"[[change]]\nat = \"1 h\"\n",
       "change[0]: found none of contact_policy, contact_routing, agents, ticket_policy, "
       "unit_routing, crews, expected one of them"},
      {"[[change]]\nat = \"1 h\"\nagents = 1\n", "change[0]: missing key 'groups'"},
      {"[[change]]\nat = \"1 h\"\nagents = 1\ngroups = [\"none\"]\n",
       "change[0].groups: found the group 'none', allowed first, second"},
      {"[[change]]\nat = \"1 h\"\nagents = 1\ncontact_policy = \"fifo\"\ngroups = [\"first\"]\n",
       "change[0].agents: found beside 'contact_policy', allowed one of them"},
      {"[[change]]\nat = \"1 h\"\ncontact_policy = \"fifo\"\nqueues = [\"phone\"]\n",
       "change[0].queues: found where groups are changed, allowed groups"}};
  for (const auto& [change, message] : troubles) {
    const Result<Scenario> loaded = load_scenario(busy(change), "t.toml", LoadMode::kUser);
    ASSERT_FALSE(loaded) << change;
    const std::string said = loaded.error().message;
    EXPECT_EQ(said.substr(said.find(' ') + 1), message);
  }
}

}  // namespace
}  // namespace hotline::sim
