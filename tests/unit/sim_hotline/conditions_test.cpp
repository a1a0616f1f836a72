// Changes that wait for a condition, and changes of what agencies do: days worked by hand.
#include <array>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/run/state.hpp"
#include "sim/scenario/load.hpp"
#include "tests/support/recorder.hpp"
#include "tests/unit/sim_hotline/loaded.hpp"
#include "tests/unit/sim_hotline/saved.hpp"

namespace hotline::sim {
namespace {

using test::Recorder;
using Lines = std::vector<std::string>;

/// One agent, who talks for 10 minutes with each of those who call at these minutes.
std::string desk(const std::vector<int>& minutes, const std::string& changes) {
  std::string arrivals;
  for (const int minute : minutes) {
    arrivals += "{ at = \"" + std::to_string(minute) + " min\" },";
  }
  return "name = \"desk\"\n[run]\nstart = \"2025-01-06\"\nlength = \"5 h\"\n"
         "[channel.phone]\nkind = \"live\"\n"
         "[category.c]\nticket_probability = 0\ntalk = { constant = \"10 min\" }\n"
         "[group.desk]\nchannels = [\"phone\"]\nagents = 1\n"
         "[trace.t]\nchannel = \"phone\"\ncategory = \"c\"\narrivals = [" +
         arrivals + "]\n" + changes;
}

/// "4 staff 2": whole minutes since the start, and what was changed into what.
Lines changes_of(const Scenario& scenario, const std::vector<Fact>& facts) {
  Lines told;
  for (const Fact& fact : facts) {
    const std::string minute = std::to_string((time_of(fact) - scenario.start) / kMinute);
    if (const auto* staff = std::get_if<StaffingChanged>(&fact)) {
      told.push_back(minute + " staff " + std::to_string(staff->on_duty));
    } else if (const auto* policy = std::get_if<PolicyChanged>(&fact)) {
      told.push_back(minute + " " + policy->where + ": " + policy->policy);
    } else if (const auto* crews = std::get_if<CrewsChanged>(&fact)) {
      told.push_back(minute + " crews " + std::to_string(crews->on_duty));
    }
  }
  return told;
}

Lines changes_of(const std::string& text) {
  const Scenario scenario = loaded(text);
  return changes_of(scenario, test::record(scenario).facts);
}

const std::vector<int> kTwoWaves{1, 2, 3, 4, 101, 102, 103, 104};

TEST(Conditions, HappenOnceInTheInstantInWhichTheyHold) {
  EXPECT_EQ(changes_of(desk(kTwoWaves,
                            "[[change]]\nwhen = { queue = \"phone\", from_length = 3 }\n"
                            "groups = [\"desk\"]\nagents = 1\n")),
            (Lines{"0 staff 1", "4 staff 2"}));
}

TEST(Conditions, HappenEachTimeAfterTheyWereOver) {
  // Nobody waits from minute 13 on; at 104 the two that are there have two more to wait for them.
  EXPECT_EQ(changes_of(desk(kTwoWaves,
                            "[[change]]\ngroups = [\"desk\"]\nagents = 1\n"
                            "when = { queue = \"phone\", from_length = 2, until_length = 0, "
                            "happens = \"each-time\" }\n")),
            (Lines{"0 staff 1", "3 staff 2", "104 staff 3"}));
  // It is not over before nobody waits.
  EXPECT_EQ(changes_of(desk({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
                            "[[change]]\ngroups = [\"desk\"]\nagents = 1\n"
                            "when = { queue = \"phone\", from_length = 2, until_length = 0, "
                            "happens = \"each-time\" }\n")),
            (Lines{"0 staff 1", "3 staff 2"}));
}

TEST(Conditions, AreTakenBackWhenTheyAreOver) {
  const std::string change =
      "[[change]]\ngroups = [\"desk\"]\nagents = 1\n"
      "when = { queue = \"phone\", from_length = 3, until_length = 0, happens = \"while\" }\n";
  EXPECT_EQ(changes_of(desk(kTwoWaves, change)),
            (Lines{"0 staff 1", "4 staff 2", "14 staff 1", "104 staff 2", "114 staff 1"}));
  // Without a bound for the end it is over when fewer wait.
  const std::string brief =
      "[[change]]\ngroups = [\"desk\"]\nagents = 1\n"
      "when = { queue = \"phone\", from_length = 3, happens = \"while\" }\n";
  EXPECT_EQ(changes_of(desk({1, 2, 3, 4}, brief)), (Lines{"0 staff 1", "4 staff 2", "11 staff 1"}))
      << "it is looked at again after the next event";
}

TEST(Conditions, MustHoldForAsLongAsIsStated) {
  const auto with = [](const std::string& lasting) {
    return desk({1, 2, 3, 4}, "[[change]]\nwhen = { queue = \"phone\", from_length = 3, for = \"" +
                                  lasting + "\" }\ngroups = [\"desk\"]\nagents = 1\n");
  };
  EXPECT_EQ(changes_of(with("5 min")), (Lines{"0 staff 1", "9 staff 2"}));
  EXPECT_EQ(changes_of(with("7 min")), (Lines{"0 staff 1", "11 staff 2"}))
      << "before the agent is free in that instant";
  EXPECT_EQ(changes_of(with("8 min")), Lines{"0 staff 1"}) << "only two wait from minute 11 on";
}

TEST(Conditions, AreNotLookedAtBeforeTheirTime) {
  EXPECT_EQ(changes_of(desk({1, 2, 3, 4},
                            "[[change]]\nat = \"6 min\"\n"
                            "when = { queue = \"phone\", from_length = 3 }\n"
                            "groups = [\"desk\"]\nagents = 1\n")),
            (Lines{"0 staff 1", "6 staff 2"}));
}

TEST(Conditions, KnowHowLongWhoWaitsWillWait) {
  const auto with = [](const std::string& bounds) {
    return changes_of(desk({1, 2, 3, 4}, "[[change]]\nwhen = { queue = \"phone\", " + bounds +
                                             " }\ngroups = [\"desk\"]\nagents = 1\n"));
  };
  // One agent, 10 minutes each: 20 minutes as soon as two wait.
  EXPECT_EQ(with("from_estimate = \"20 min\""), (Lines{"0 staff 1", "3 staff 2"}));
  EXPECT_EQ(with("from_estimate = \"20 min 1 s\""), (Lines{"0 staff 1", "4 staff 2"}));
  // Two agents: 10 minutes for two, 5 for one.
  EXPECT_EQ(with("from_estimate = \"20 min\", until_estimate = \"5 min\", happens = \"while\""),
            (Lines{"0 staff 1", "3 staff 2", "11 staff 1"}));
}

TEST(Conditions, WithoutAgentsWhoWaitsWaitsForEver) {
  std::string text = desk({61, 62},
                          "[[change]]\nwhen = { queue = \"phone\", from_estimate = "
                          "\"300 d\" }\ngroups = [\"desk\"]\nagents = 1\n");
  text.replace(text.find("agents = 1\n[trace"), 10, "plan = [{ from = \"4 h\", agents = 1 }]");
  EXPECT_EQ(changes_of(text), (Lines{"0 staff 0", "61 staff 1", "240 staff 2"}));
}

TEST(Conditions, TakePoliciesBackAndLeaveWhatOthersChanged) {
  const std::string change =
      "[[change]]\ncontact_policy = \"lifo\"\n"
      "when = { queue = \"phone\", from_length = 3, until_length = 0, happens = \"while\" }\n";
  EXPECT_EQ(changes_of(desk(kTwoWaves, change)),
            (Lines{"0 staff 1", "4 contacts: lifo", "31 group desk: fifo", "104 contacts: lifo",
                   "131 group desk: fifo"}));
  const std::string other =
      "[[change]]\nat = \"20 min\"\ncontact_policy = \"priority\"\ngroups = [\"desk\"]\n";
  EXPECT_EQ(changes_of(desk({1, 2, 3, 4}, change + other)),
            (Lines{"0 staff 1", "4 contacts: lifo", "20 group desk: priority"}))
      << "the latest change holds, whatever is taken back before it";
  const std::string outer =
      "[[change]]\ncontact_policy = \"edf\"\n"
      "when = { queue = \"phone\", from_length = 1, until_length = 0, happens = \"while\" }\n";
  const std::string inner =
      "[[change]]\ncontact_policy = \"lifo\"\n"
      "when = { queue = \"phone\", from_length = 3, until_length = 2, happens = \"while\" }\n";
  EXPECT_EQ(changes_of(desk({1, 2, 3, 4}, outer + inner)),
            (Lines{"0 staff 1", "2 contacts: edf", "4 contacts: lifo", "11 group desk: edf",
                   "31 group desk: fifo"}))
      << "one within the other";
}

TEST(Conditions, AreKeptInASavedState) {
  const Scenario scenario = loaded(
      desk(kTwoWaves,
           "[[change]]\ngroups = [\"desk\"]\nagents = 1\n"
           "when = { queue = \"phone\", from_length = 3, until_length = 0, happens = \"while\" }\n"
           "[[change]]\ncontact_policy = \"lifo\"\nwhen = { queue = \"phone\", from_length = 1, "
           "until_length = 0, for = \"90 s\", happens = \"while\" }\n"));
  expect_a_value(scenario, std::array{0, 3, 5, 13, 60, 103, 105}, 4);
}

TEST(CalendarsOfGroups, SendEverybodyHomeAndWhatIsChangedHolds) {
  std::string text =
      desk({1, 28, 29},
           "[calendar.day]\nopen = [\"Mon-Fri 00:00-00:30\", \"Mon-Fri 02:00-04:00\"]\n"
           "[[change]]\nat = \"1 h\"\ngroups = [\"desk\"]\nagents = 1\n");
  text.replace(text.find("agents = 1\n[trace"), 10,
               "calendar = \"day\"\nshift_end = \"hand-back\"\n"
               "shifts = [{ days = \"Mon\", from = \"00:00\", to = \"03:00\", agents = 2 }]");
  const Scenario scenario = loaded(text);
  const Recorder run = test::record(scenario);
  EXPECT_EQ(changes_of(scenario, run.facts),
            (Lines{"0 staff 2", "30 staff 0", "60 staff 1", "120 staff 3", "180 staff 1"}));
  EXPECT_EQ(run.all<ContactHandedBack>().size(), 2U) << "closing is the end of a shift";
}

// ---- What agencies do ---------------------------------------------------------------------------

/// Reports by a form at these minutes, each an hour of work for the one crew of `works`.
std::string office(const std::vector<int>& minutes, const std::string& agencies,
                   const std::string& changes) {
  std::string arrivals;
  for (const int minute : minutes) {
    arrivals += "{ at = \"" + std::to_string(minute) + " min\" },";
  }
  return "name = \"office\"\n[run]\nstart = \"2025-01-06\"\nlength = \"2 d\"\n"
         "[channel.web]\nkind = \"direct\"\nentry = { constant = \"0 s\" }\n"
         "[triage]\nhuman_delay = { constant = \"0 s\" }\nhuman_accuracy = 1\n"
         "arbitration_delay = { constant = \"0 s\" }\n"
         "[category.c]\nagency = \"works\"\n" +
         agencies + "[trace.t]\nchannel = \"web\"\ncategory = \"c\"\narrivals = [" + arrivals +
         "]\n" + changes;
}

const std::string kOneCrew =
    "[agency.works]\nwork = { constant = \"1 h\" }\ncrews = 1\n"
    "[agency.other]\nwork = { constant = \"1 h\" }\ncrews = 1\npolicy = \"priority\"\n";

/// "1: 3": the minute in which a crew began, and on which ticket, in order of opening from 1.
Lines work_of(const std::string& text) {
  const Scenario scenario = loaded(text);
  std::map<std::uint64_t, int> number;
  Lines told;
  for (const Fact& fact : test::record(scenario).facts) {
    if (const auto* opened = std::get_if<TicketOpened>(&fact)) {
      const int next = static_cast<int>(number.size()) + 1;
      number[opened->ticket.value] = next;
    } else if (const auto* begun = std::get_if<WorkStarted>(&fact)) {
      told.push_back(std::to_string((begun->at - scenario.start) / kMinute) + ": " +
                     std::to_string(number[begun->ticket.value]));
    }
  }
  return told;
}

TEST(ChangesOfAgencies, GiveTicketsThatWaitThePlaceOfTheNewPolicy) {
  const std::vector<int> minutes{1, 2, 3, 4, 5};
  EXPECT_EQ(work_of(office(minutes, kOneCrew, "")),
            (Lines{"1: 1", "61: 2", "121: 3", "181: 4", "241: 5"}));
  for (const std::string where : {"", "agencies = [\"works\"]\n"}) {
    EXPECT_EQ(work_of(office(minutes, kOneCrew,
                             "[[change]]\nat = \"90 min\"\nticket_policy = \"lifo\"\n" + where)),
              (Lines{"1: 1", "61: 2", "121: 5", "181: 4", "241: 3"}));
  }
  EXPECT_EQ(work_of(office(minutes, kOneCrew,
                           "[[change]]\nat = \"90 min\"\nticket_policy = \"lifo\"\n"
                           "agencies = [\"other\"]\n")),
            (Lines{"1: 1", "61: 2", "121: 3", "181: 4", "241: 5"}));
}

TEST(ChangesOfAgencies, AreToldWithWhoseChoiceItIs) {
  const Scenario scenario =
      loaded(office({1}, kOneCrew,
                    "[[change]]\nat = \"1 h\"\nticket_policy = \"lifo\"\n"
                    "[[change]]\nat = \"2 h\"\nticket_policy = \"edf\"\nagencies = [\"other\"]\n"
                    "[[change]]\nat = \"3 h\"\nunit_routing = \"longest-idle\"\n"
                    "[[change]]\nat = \"4 h\"\nunit_routing = \"fastest\"\n"
                    "agencies = [\"works\"]\n"));
  EXPECT_EQ(changes_of(scenario, test::record(scenario).facts),
            (Lines{"0 crews 1", "0 crews 1", "60 tickets: lifo", "120 agency other: edf",
                   "180 unit routing: longest-idle", "240 units of works: fastest"}));
}

TEST(ChangesOfAgencies, LeaveUnitsThatHaveAPolicyOfTheirOwn) {
  const std::string units =
      "[agency.works]\nwork = { constant = \"1 h\" }\ncrews = 1\nwork_list = \"own\"\n"
      "unit_routing = \"listed\"\n[[agency.works.unit]]\npolicy = \"fifo\"\n"
      "[[agency.works.unit]]\n";
  EXPECT_EQ(work_of(office({1, 2, 3, 4}, units,
                           "[[change]]\nat = \"30 min\"\nticket_policy = \"lifo\"\n")),
            (Lines{"1: 1", "61: 2", "121: 3", "181: 4"}));
}

TEST(ChangesOfAgencies, SendTicketsToOtherUnits) {
  const std::string units =
      "[agency.works]\nwork = { constant = \"1 h\" }\ncrews = 1\nunits = 2\n"
      "work_list = \"own\"\nunit_routing = \"listed\"\n";
  EXPECT_EQ(work_of(office({1, 2, 11, 12}, units, "")),
            (Lines{"1: 1", "61: 2", "121: 3", "181: 4"}));
  EXPECT_EQ(work_of(office({1, 2, 11, 12}, units,
                           "[[change]]\nat = \"10 min\"\nunit_routing = \"shortest-queue\"\n"
                           "agencies = [\"works\"]\n")),
            (Lines{"1: 1", "11: 3", "61: 2", "71: 4"}))
      << "what stands in a list stays there";
}

TEST(ChangesOfAgencies, BringMoreCrewsOrFewerWhileTheCalendarIsOpen) {
  const std::string daily =
      "[calendar.day]\nopen = [\"Mon-Fri 08:00-16:00\"]\n"
      "[agency.works]\nwork = { constant = \"1 h\" }\ncrews = 2\ncalendar = \"day\"\n";
  EXPECT_EQ(changes_of(office({1}, daily,
                              "[[change]]\nat = \"10 h\"\nagencies = [\"works\"]\ncrews = 3\n"
                              "[[change]]\nat = \"20 h\"\nagencies = [\"works\"]\ncrews = -1\n"
                              "[[change]]\nat = \"34 h\"\nagencies = [\"works\"]\ncrews = -9\n")),
            (Lines{"0 crews 0", "480 crews 2", "600 crews 5", "960 crews 0", "1920 crews 4",
                   "2040 crews 0"}));
}

TEST(ChangesOfAgencies, OfCrewsAreOfEachUnit) {
  const std::string units = "[agency.works]\nwork = { constant = \"1 h\" }\ncrews = 1\nunits = 3\n";
  EXPECT_EQ(changes_of(office({1}, units,
                              "[[change]]\nat = \"1 h\"\nagencies = [\"works\"]\ncrews = 1\n")),
            (Lines{"0 crews 3", "60 crews 6"}));
}

TEST(ChangesOfAgencies, TellWhoGoesBeforeWhoComes) {
  const std::string units =
      "[agency.works]\nwork = { constant = \"1 h\" }\ncrews = 1\n"
      "[[agency.works.unit]]\nplan = [{ from = \"0 s\", crews = 3 }, { from = \"1 h\", crews = 1 "
      "}]\n"
      "[[agency.works.unit]]\nplan = [{ from = \"0 s\", crews = 1 }, { from = \"1 h\", crews = 2 "
      "}]\n";
  EXPECT_EQ(changes_of(office({1}, units, "")), (Lines{"0 crews 4", "60 crews 2", "60 crews 3"}));
}

TEST(ChangesOfAgencies, WaitForConditionsOfTheirLists) {
  const std::vector<int> minutes{1, 2, 3, 4, 5};
  // At minute 4 three wait; with two crews the last of five is begun at minute 121.
  EXPECT_EQ(changes_of(office(minutes, kOneCrew,
                              "[[change]]\nagencies = [\"works\"]\ncrews = 1\n"
                              "when = { agency = \"works\", from_length = 3, until_length = 0, "
                              "happens = \"while\" }\n")),
            (Lines{"0 crews 1", "0 crews 1", "4 crews 2", "121 crews 1"}));
  // An hour of work for each that waits, and one crew at full strength.
  EXPECT_EQ(changes_of(office(minutes, kOneCrew,
                              "[[change]]\nagencies = [\"works\"]\ncrews = 1\n"
                              "when = { agency = \"works\", from_estimate = \"4 h\" }\n")),
            (Lines{"0 crews 1", "0 crews 1", "5 crews 2"}));
}

TEST(ChangesOfAgencies, OfAPersonAreThoseOfTheScenario) {
  const std::vector<int> minutes{1, 2, 3, 4, 5};
  const Scenario planned =
      loaded(office(minutes, kOneCrew,
                    "[[change]]\nat = \"90 min\"\nticket_policy = \"lifo\"\n"
                    "[[change]]\nat = \"90 min\"\nagencies = [\"works\"]\ncrews = 1\n"));
  const Scenario scenario = loaded(office(minutes, kOneCrew, ""));
  const Recorder foreseen = test::record(planned);
  Hotline hotline(scenario, policies_of(scenario), 1, 0);
  Recorder run;
  hotline.start(FactPort(run));
  ASSERT_TRUE(hotline.run_until(scenario.start + 90 * kMinute, FactPort(run)));
  ASSERT_TRUE(hotline.apply(TicketPolicyChange{{}, Selection(Lifo{})}, FactPort(run)));
  ASSERT_TRUE(hotline.apply(CrewsChange{{0}, 1}, FactPort(run)));
  ASSERT_TRUE(hotline.run_until(hotline.end(), FactPort(run)));
  hotline.finish(FactPort(run));
  ASSERT_EQ(run.facts.size(), foreseen.facts.size());
  EXPECT_EQ(test::first_difference({run.facts.begin() + 1, run.facts.end()},
                                   {foreseen.facts.begin() + 1, foreseen.facts.end()}),
            "");
  EXPECT_FALSE(hotline.apply(CrewsChange{{2}, 1}, FactPort(run)));
}

TEST(Conditions, AreReadWithTheirPlace) {
  const std::string change = "[[change]]\ngroups = [\"desk\"]\nagents = 1\nwhen = ";
  const std::map<std::string, std::string> troubles{
      {"{ from_length = 3 }", "change[0].when: found none of queue, agency, expected one of them"},
      {"{ queue = \"phone\" }",
       "change[0].when: found none of from_length, from_estimate, expected one of them"},
      {"{ queue = \"none\", from_length = 3 }",
       "change[0].when.queue: found the queue 'none', allowed phone; did you mean 'phone'?"},
      {"{ queue = \"phone\", from_length = 3, until_length = 3 }",
       "change[0].when.until_length: found a bound that is not below the first, allowed lower "
       "ones"},
      {"{ queue = \"phone\", from_length = 3, until_estimate = \"1 s\" }",
       "change[0].when.until_estimate: found beside a bound of another kind, allowed "
       "until_length"},
      {"{ queue = \"phone\", from_length = 3, happens = \"never\" }",
       "change[0].when.happens: found 'never', allowed once, each-time, while"}};
  for (const auto& [when, message] : troubles) {
    const Result<Scenario> scenario =
        load_scenario(desk({1}, change + when + "\n"), "t.toml", LoadMode::kUser);
    ASSERT_FALSE(scenario) << when;
    const std::string said = scenario.error().message;
    EXPECT_EQ(said.substr(said.find(' ') + 1), message);
  }
}

}  // namespace
}  // namespace hotline::sim
