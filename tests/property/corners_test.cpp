// Corners in which features meet: each runs under audit to its end, and shows what is worked out by
// hand.
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/audit/auditor.hpp"
#include "core/measures/catalogue.hpp"
#include "sim/experiment/replications.hpp"
#include "sim/run/replication.hpp"
#include "sim/scenario/load.hpp"

namespace hotline::sim {
namespace {

Scenario loaded(const std::string& text) {
  Result<Scenario> scenario = load_scenario(text, "t.toml", LoadMode::kUser);
  EXPECT_TRUE(scenario) << scenario.error().message;
  return scenario ? *std::move(scenario) : Scenario{};
}

/// "" or the violation.
std::string audit(const Scenario& scenario, std::uint64_t seed = 1) {
  audit::Auditor auditor(knowledge_of(scenario));
  (void)run_replication(scenario, seed, 0, auditor);
  return auditor.violation() ? to_string(*auditor.violation()) : "";
}

measures::Scorecard card_of(const Scenario& scenario, std::uint32_t replications = 1) {
  ReplicationPlan plan;
  plan.replications = replications;
  return run_replications(scenario, plan).scorecards.front();
}

/// A measure of the whole run.
double value_of(const char* measure, const measures::Scorecard& card) {
  return *measures::find_measure(measures::Scope::kRun, measure)->value(card, 0);
}

std::string run_of(const std::string& length, const std::string& more = "") {
  return "name = \"corner\"\n[run]\nstart = \"2025-01-06\"\nlength = \"" + length + "\"\n" + more;
}

std::string calls(const std::string& talk, const std::string& per_day) {
  return "[channel.phone]\nkind = \"live\"\n"
         "[category.a]\nticket_probability = 0\ntalk = " +
         talk + "\n[[demand]]\ncategory = \"a\"\nchannel = \"phone\"\nper_day = \"" + per_day +
         " /day\"\n";
}

/// A form that takes no time, triage that takes none.
const std::string kForm =
    "[channel.form]\nkind = \"direct\"\nentry = { constant = \"0 s\" }\n"
    "[triage]\nhuman_delay = { constant = \"0 s\" }\nhuman_accuracy = 1\n";

std::string forms(const std::string& per_day) {
  return kForm + "arbitration_delay = { constant = \"1 h\" }\n" +
         "[[demand]]\ncategory = \"a\"\nchannel = \"form\"\nper_day = \"" + per_day + " /day\"\n";
}

TEST(Corners, CallersWhoArePassedOnToChatsNeedAnAgentForThemselves) {
  const std::string channels =
      "[channel.chat]\nkind = \"chat\"\n[channel.phone]\nkind = \"live\"\n"
      "[category.a]\nticket_probability = 0\ntalk = { constant = \"100 s\" }\n"
      "[[demand]]\ncategory = \"a\"\nchannels = { chat = 0.7, phone = 0.3 }\n"
      "per_day = \"400 /day\"\n"
      "[[transfer]]\nprobability = 0.5\nto = \"chat\"\n";
  EXPECT_EQ(audit(loaded(run_of("1 d") + channels +
                         "[group.g]\nqueues = [\"chat\", \"phone\"]\nagents = 1\n"
                         "concurrency = { most = 3, full_speed = 1 }\n")),
            "");
  EXPECT_EQ(audit(loaded(run_of("1 d") + channels +
                         "[group.g]\nqueues = [\"chat\"]\nagents = 1\n"
                         "concurrency = { most = 3, full_speed = 1 }\n"
                         "[group.h]\nqueues = [\"phone\"]\nagents = 1\n")),
            "");
}

TEST(Corners, ATransferWithoutAnythingElseIsRefused) {
  const Result<Scenario> scenario = load_scenario("[[transfer]]\n", "t.toml", LoadMode::kUser);
  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().message.rfind("t.toml:1:", 0), 0U) << scenario.error().message;
}

TEST(Corners, ARunThatWouldNeverEndIsRefused) {
  const std::string drained =
      run_of("1 d", "at_end = \"drain\"\n") + calls("{ exponential = \"2 min\" }", "100");
  for (const std::string& group :
       {std::string("shifts = [{ days = \"Mon-Fri\", from = \"08:00\", to = \"16:00\", agents = 1 "
                    "}]\nshrinkage = 0.6\n"),
        std::string("agents = 0\n"),
        std::string("plan = [{ from = \"0 h\", agents = 1 }, { from "
                    "= \"2 h\", agents = 0 }]\n")}) {
    const Scenario scenario = loaded(drained + "[group.g]\nchannels = [\"phone\"]\n" + group);
    EXPECT_THROW((void)card_of(scenario), EndlessRun) << group;
  }
}

// Each unit may begin one job a day. Tickets come at 8, 10, 12 and 60 h: the third waits from 12:00
// to midnight, and no other waits.
TEST(Corners, ANewPeriodOfAQuotaWakesUnitsThatShareAList) {
  const Scenario scenario = loaded(
      run_of("5 d") + kForm +
      "arbitration_delay = { constant = \"0 s\" }\n[category.a]\nagency = \"works\"\n"
      "[trace.t]\nchannel = \"form\"\ncategory = \"a\"\n"
      "arrivals = [{ at = \"8 h\" }, { at = \"10 h\" }, { at = \"12 h\" }, { at = \"60 h\" }]\n"
      "[agency.works]\nwork = { constant = \"1 h\" }\ncrews = 1\nunits = 2\n"
      "unit_routing = \"listed\"\nquota = { jobs = 1 }\n");
  EXPECT_EQ(audit(scenario), "");
  EXPECT_DOUBLE_EQ(value_of("work_wait.mean", card_of(scenario)), 3 * 3600);
}

TEST(Corners, QuotasOfSharedListsHoldUpNoDrain) {
  const Scenario scenario =
      loaded(run_of("1 d", "at_end = \"drain\"\n") + forms("60") +
             "[category.a]\nagency = \"works\"\n"
             "[agency.works]\nwork = { constant = \"0 s\" }\ncrews = 2\nunits = 2\n"
             "unit_routing = \"listed\"\nquota = { jobs = 5, period = \"24 h\" }\n");
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    EXPECT_EQ(audit(scenario, seed), "") << seed;
  }
}

TEST(Corners, HalvesOfShrinkageAreRoundedUp) {
  const std::vector<std::pair<std::pair<int, const char*>, double>> table{
      {{5, "0.9"}, 1}, {{15, "0.9"}, 2}, {{25, "0.9"}, 3},  {{55, "0.9"}, 6}, {{45, "0.3"}, 32},
      {{5, "0.7"}, 2}, {{3, "0.5"}, 2},  {{10, "0.26"}, 7}, {{10, "0.24"}, 8}};
  for (const auto& [stated, expected] : table) {
    const Scenario scenario =
        loaded(run_of("1 d") + calls("{ constant = \"1 s\" }", "1") +
               "[group.g]\nchannels = [\"phone\"]\nagents = " + std::to_string(stated.first) +
               "\nshrinkage = " + stated.second + "\n");
    EXPECT_DOUBLE_EQ(value_of("agents.on_duty", card_of(scenario)), expected)
        << stated.first << ' ' << stated.second;
  }
}

TEST(Corners, SideWorkOfWhoIsNotThereYetChangesNothing) {
  for (const std::string& staff :
       {std::string("shifts = [{ days = \"Mon-Fri\", from = \"08:00\", to = \"16:00\", agents = 2 "
                    "}]\n"),
        std::string("agents = 0\n"), std::string("plan = [{ from = \"1 h\", agents = 2 }]\n"),
        std::string("agents = 2\nshrinkage = 1.0\n")}) {
    EXPECT_EQ(audit(loaded(run_of("2 d") + calls("{ exponential = \"2 min\" }", "200") +
                           "[group.g]\nchannels = [\"phone\"]\n"
                           "side_work = { exponential = \"5 min\" }\n" +
                           staff)),
              "")
        << staff;
  }
}

TEST(Corners, WhereNoReturnIsAllowedTheFirstDispatchIsArbitrated) {
  EXPECT_EQ(audit(loaded(run_of("3 d") + kForm +
                         "arbitration_delay = { constant = \"1 h\" }\nmax_returns = 0\n"
                         "[[demand]]\ncategory = \"a\"\nchannel = \"form\"\nper_day = \"50 /day\"\n"
                         "[category.a]\nagency = \"works\"\n"
                         "[agency.works]\nwork = { exponential = \"1 h\" }\ncrews = 5\n")),
            "");
}

TEST(Corners, AWarmTransferMayFollowATalkOfNoTime) {
  for (const std::string& conference : {std::string(), std::string("conference = { constant = "
                                                                   "\"30 s\" }\n")}) {
    EXPECT_EQ(
        audit(loaded(run_of("2 d") + calls("{ exponential = \"2 min\", at_zero = 0.3 }", "700") +
                     "[queue.second]\njoined_by = \"transfer\"\n"
                     "[group.g]\nqueues = [\"phone\"]\nagents = 2\n"
                     "[group.h]\nqueues = [\"second\"]\nagents = 1\n"
                     "[[transfer]]\ngroups = [\"g\"]\nprobability = 0.5\nto = \"second\"\n"
                     "kind = \"warm\"\n" +
                     conference)),
        "");
  }
}

TEST(Corners, NobodyClosesEarlyWhatAHelperHasBegun) {
  for (const std::string& kind : {std::string("fork-join"), std::string("simultaneous")}) {
    EXPECT_EQ(audit(loaded(run_of("5 d") + forms("200") +
                           "[category.a]\nagency = \"works\"\nresolution_target = \"30 min\"\n"
                           "[agency.works]\nwork = { constant = \"15 min\" }\ncrews = 2\n"
                           "early_closure = { probability = 0.3, before_due = \"10 min\" }\n"
                           "[agency.help]\nwork = { constant = \"25 min\" }\ncrews = 3\n"
                           "[[assist]]\nagency = \"help\"\nprobability = 1\nkind = \"" +
                           kind + "\"\n")),
              "")
        << kind;
  }
}

TEST(Corners, QueuesMayBeJoinedAtRandom) {
  for (const char* rule : {"\"random\"", "{ power-of = 2 }"}) {
    EXPECT_EQ(
        audit(loaded(run_of("1 d") + calls("{ constant = \"60 s\" }", "500") +
                     "[queue.q]\nchannels = [\"phone\"]\nalternatives = [\"phone\"]\njoins = " +
                     rule + "\n[group.g]\nqueues = [\"q\", \"phone\"]\nagents = 1\n")),
        "")
        << rule;
  }
}

// The pause begins at 17:00, when the two hours are up and the office closes until Tuesday 13:00.
TEST(Corners, APauseMayBeginInTheInstantInWhichTheClockIsDue) {
  EXPECT_EQ(
      audit(loaded(run_of("3 d") + kForm +
                   "arbitration_delay = { constant = \"1 h\" }\n"
                   "[calendar.office]\nopen = [\"Mon-Fri 13:00-17:00\"]\n"
                   "[category.b]\nagency = \"w\"\nresolution_target = \"2 h\"\nclock = \"office\"\n"
                   "[agency.w]\nlead = { constant = \"2 h\" }\nwork = { constant = \"900 s\" }\n"
                   "crews = 4\npauses = [{ reason = \"citizen\", probability = 1, length = { "
                   "constant = \"5 h\" } }]\n"
                   "[trace.t]\nchannel = \"form\"\ncategory = \"b\"\narrivals = [{ at = \"15 h\" "
                   "}]\n")),
      "");
}

TEST(Corners, CallBacksAreTriedUpToAHundredTimes) {
  EXPECT_EQ(
      audit(loaded(run_of("1 d", "contact_policy = \"random\"\n") +
                   "[channel.phone]\nkind = \"live\"\ncallback = { from_length = 0, accepted = 1, "
                   "reached = 0, tries = 40, dial = { constant = \"10 s\" }, retry_delay = { "
                   "constant = \"30 s\" } }\n"
                   "[category.a]\nticket_probability = 0\ntalk = { constant = \"60 s\" }\n"
                   "[[demand]]\ncategory = \"a\"\nchannel = \"phone\"\nper_day = \"2000 /day\"\n"
                   "[group.g]\nchannels = [\"phone\"]\nagents = 1\n")),
      "");
}

TEST(Corners, WhereArbitrationMayErrAnyAgencyMayLead) {
  const Result<Scenario> scenario = load_scenario(
      run_of("2 d") + kForm +
          "arbitration_delay = { constant = \"1 h\" }\nmax_returns = 1\narbitration_accuracy = 0\n"
          "[category.a]\nagency = \"a1\"\n[category.c]\nagency = \"a3\"\n"
          "[[confusion]]\ncategories = [\"c\"]\ntaken_for = { a = 1 }\n"
          "[agency.a1]\nwork = { constant = \"20 min\" }\ncrews = 3\n"
          "concurrency = { full_speed = 2 }\n"
          "[agency.a2]\nwork = { constant = \"15 min\" }\ncrews = 4\n"
          "[agency.a3]\nwork = { constant = \"10 min\" }\ncrews = 1\n"
          "[[assist]]\nagency = \"a2\"\nprobability = 1\nkind = \"simultaneous\"\n"
          "categories = [\"c\"]\n"
          "[trace.t]\nchannel = \"form\"\ncategory = \"c\"\narrivals = [{ at = \"1 h\" }]\n",
      "t.toml", LoadMode::kUser);
  ASSERT_FALSE(scenario);
  EXPECT_NE(scenario.error().message.find("several tickets in hand"), std::string::npos)
      << scenario.error().message;
}

// Each change of the staff hands three of them back, again and again.
TEST(Corners, WhoJoinsAQueueAnewLeavesNothingBehindInTheFuture) {
  EXPECT_EQ(
      audit(loaded(run_of("1 h") +
                   "[category.c]\ntalk = { constant = \"20 min\" }\nticket_probability = 0\n"
                   "[channel.mail]\nkind = \"deferred\"\n"
                   "[queue.m]\nchannels = [\"mail\"]\nstages = [{ after = \"15 s\", groups = "
                   "[\"h\"] }]\n"
                   "[group.g]\nqueues = [\"m\"]\nagents = 0\nshift_end = \"hand-back\"\n"
                   "[group.h]\nqueues = [\"mail\"]\nagents = 0\n"
                   "[trace.t]\nchannel = \"mail\"\ncategory = \"c\"\narrivals = [{ at = \"1 min\" "
                   "}, { at = \"2 min\" }, { at = \"3 min\" }, { at = \"4 min\" }]\n"
                   "[[change]]\nwhen = { queue = \"m\", from_length = 4, happens = \"while\" }\n"
                   "agents = 3\ngroups = [\"g\"]\n")),
      "");
}

// A crew works from 8 to 9 each day; tickets of two hours come at 7:00 and 7:30. The first is
// worked on on two days, and the second, its equal, waits.
TEST(Corners, WhatIsInterruptedKeepsItsPlaceAmongEquals) {
  for (const char* policy : {"edf", "shortest-job", "fifo", "priority"}) {
    const Scenario scenario = loaded(
        run_of("3 d") + kForm +
        "arbitration_delay = { constant = \"1 h\" }\n[category.a]\nagency = \"w\"\n"
        "[agency.w]\nwork = { constant = \"2 h\" }\nshift_end = \"interrupt\"\npolicy = \"" +
        policy +
        "\"\nshifts = [{ days = \"Mon-Sun\", from = \"08:00\", to = \"09:00\", crews = 1 }]\n"
        "[trace.t]\nchannel = \"form\"\ncategory = \"a\"\n"
        "arrivals = [{ at = \"7 h\" }, { at = \"7.5 h\" }]\n");
    EXPECT_EQ(value_of("tickets.resolved", card_of(scenario)), 1) << policy;
  }
}

// Talks of 20 min; calls at 0, 10 and 110 s. At 110 s two wait, and the first of them has waited
// more than 30 s: the helper takes him then, and the other after another 1,090 s or at 1,200 s:
// waits of 0, 100 and 1,090 s.
TEST(Corners, OthersHelpAsSoonAsEnoughWait) {
  const Scenario scenario = loaded(
      run_of("1 h", "at_end = \"drain\"\n") +
      "[category.a]\nticket_probability = 0\ntalk = { constant = \"20 min\" }\n"
      "[channel.phone]\nkind = \"live\"\n"
      "[queue.q]\nchannels = [\"phone\"]\nstages = [{ after = \"30 s\", from_length = 2, groups = "
      "[\"h\"] }]\n"
      "[group.g]\nqueues = [\"q\"]\nagents = 1\n[group.h]\nqueues = [\"phone\"]\nagents = 1\n"
      "[trace.t]\nchannel = \"phone\"\ncategory = \"a\"\narrivals = [{ at = \"0 s\" }, { at = \"10 "
      "s\" }, { at = \"110 s\" }]\n");
  EXPECT_NEAR(value_of("speed_of_answer.of_all", card_of(scenario)), (100 + 1090) / 3.0, 1e-6);
}

// Jobs of an hour at 0, 10 and 20 min, of one, two and one of the two crews. At 60 min the second
// begins, all crews are busy, and the other unit helps: waits of 0, 50 and 40 min; the job of two
// crews counts for each of them.
TEST(Corners, OthersHelpAsSoonAsAUnitIsBusyEnough) {
  const Scenario scenario = loaded(
      run_of("10 h", "at_end = \"drain\"\nunit_routing = \"listed\"\n") + kForm +
      "arbitration_delay = { constant = \"1 h\" }\n"
      "[district.n]\nshare = 0.5\n[district.s]\nshare = 0.5\n"
      "[category.one]\nagency = \"w\"\n[category.two]\nagency = \"w\"\n"
      "[agency.w]\nwork = { constant = \"60 min\" }\ncrews = 2\nwork_list = \"own\"\n"
      "[[agency.w.unit]]\nname = \"u0\"\ndistricts = [\"n\"]\ncrews = 2\n"
      "stages = [{ from_busy = 1, units = [\"u1\"] }]\n"
      "[[agency.w.unit]]\nname = \"u1\"\ndistricts = [\"s\"]\ncrews = 2\n"
      "[[job]]\ncategories = [\"two\"]\ncrews = 2\n"
      "[trace.t]\nchannel = \"form\"\narrivals = [{ at = \"0 min\", category = \"one\", district = "
      "\"n\" }, { at = \"10 min\", category = \"two\", district = \"n\" }, { at = \"20 min\", "
      "category = \"one\", district = \"n\" }]\n");
  EXPECT_EQ(audit(scenario), "");
  EXPECT_NEAR(value_of("work_wait.mean", card_of(scenario)), (0 + 2 * 50 + 40) / 4.0 * 60, 1e-6);
}

// Two agents from 0 to 10 and two from 2 to 3 o'clock; breaks from 1 to 3 and from 2 to 4 h after
// the beginning: each of the first is away for three hours, not for four.
TEST(Corners, NobodyIsAwayTwice) {
  const Scenario scenario =
      loaded(run_of("1 d") + calls("{ constant = \"1 s\" }", "1") +
             "[group.h]\nchannels = [\"phone\"]\n"
             "breaks = [{ after = \"1 h\", length = \"2 h\" }, { after = \"2 h\", length = \"2 h\" "
             "}]\nshifts = [{ days = \"Mon\", from = \"00:00\", to = \"10:00\", agents = 2 }, { "
             "days = \"Mon\", from = \"02:00\", to = \"03:00\", agents = 2 }]\n");
  EXPECT_NEAR(value_of("agents.on_duty", card_of(scenario)), (2 * 7 + 2 * 1) / 24.0, 1e-9);
}

// One agent from 8 to 10 dials for 15 min and talks for 40; at 10:00 he has 20 min of the second
// call-back behind him, and begins it anew the next day: 55 + 55 + 10 ... the first from 9:00 to
// 9:40 at once, the second called at 9:40 (20 min lost), and then 15 + 40 min: 115 - 15 for
// dialling twice.
TEST(Corners, WhoBeginsAnewDialsOnce) {
  const auto busy = [](const std::string& talk, const std::string& handle) {
    const Scenario scenario = loaded(
        run_of("3 d", "at_end = \"drain\"\n") +
        "[channel.phone]\nkind = \"live\"\ncallback = { from_length = 0, accepted = 1, dial = { "
        "constant = \"15 min\" } }\n[category.a]\nticket_probability = 0\ntalk = { constant = \"" +
        talk +
        "\" }\n[group.g]\nchannels = [\"phone\"]\nshift_end = \"hand-back-fresh\"\n"
        "shifts = [{ days = \"Mon-Sun\", from = \"08:00\", to = \"10:00\", agents = 1 }]\n"
        "[trace.t]\nchannel = \"phone\"\ncategory = \"a\"\narrivals = [{ at = \"9 h\"" +
        handle + " }, { at = \"9 h\"" + handle + " }]\n");
    return value_of("agents.busy", card_of(scenario));
  };
  EXPECT_DOUBLE_EQ(busy("1 min", ", handle = \"40 min\""), busy("40 min", ""));
}

TEST(Corners, WhoIsHandedBackHundredsOfTimesIsStillTheSame) {
  std::string hours = "agents = [";
  for (int hour = 0; hour < 24; ++hour) {
    hours += hour % 2 == 0 ? "1, " : "0, ";
  }
  EXPECT_EQ(audit(loaded(run_of("30 d") +
                         "[channel.phone]\nkind = \"live\"\n"
                         "[category.a]\nticket_probability = 0\ntalk = { constant = \"20 d\" }\n"
                         "[group.g]\nchannels = [\"phone\"]\nshift_end = \"hand-back\"\n"
                         "hourly = [{ days = \"Mon-Sun\", " +
                         hours.substr(0, hours.size() - 2) +
                         "] }]\n[trace.t]\nchannel = \"phone\"\ncategory = \"a\"\n"
                         "arrivals = [{ at = \"0 s\" }]\n")),
            "");
}

TEST(Corners, ARunDrainsUntilAllAgentsAreThrough) {
  const Scenario scenario = loaded(
      run_of("1 h", "at_end = \"drain\"\n") +
      "[channel.phone]\nkind = \"live\"\n"
      "[category.a]\nticket_probability = 0\ntalk = { constant = \"60 s\" }\n"
      "after_call = { constant = \"1 h\" }\n"
      "[queue.q]\njoined_by = \"transfer\"\n[group.g1]\nqueues = [\"phone\"]\nagents = 1\n"
      "[group.g2]\nqueues = [\"q\"]\nagents = 1\n"
      "[[handle]]\ngroups = [\"g2\"]\nafter_call = { constant = \"0 s\" }\n"
      "[[transfer]]\ngroups = [\"g1\"]\nprobability = 1\nto = \"q\"\n"
      "[trace.t]\nchannel = \"phone\"\ncategory = \"a\"\narrivals = [{ at = \"10 min\" }]\n");
  EXPECT_EQ(audit(scenario), "");
}

TEST(Corners, TwoOfOneGroupMayBeginInOneInstant) {
  EXPECT_EQ(
      audit(loaded(run_of("5 d") +
                   "[channel.phone]\nkind = \"live\"\n"
                   "[category.a]\nticket_probability = 0\n"
                   "talk = { constant = \"60 s\", at_zero = 0.5 }\n"
                   "after_call = { exponential = \"300 s\" }\n"
                   "[[demand]]\ncategory = \"a\"\nchannel = \"phone\"\nper_day = \"100 /day\"\n"
                   "[group.g]\nchannels = [\"phone\"]\nagents = 2\n"
                   "[[transfer]]\nprobability = 1\nto = \"phone\"\nkind = \"warm\"\n")),
      "");
}

TEST(Corners, AChangeAtTheVeryStartMayChangeNothing) {
  EXPECT_EQ(audit(loaded(run_of("1 d") + calls("{ constant = \"60 s\" }", "10") +
                         "[group.g]\nchannels = [\"phone\"]\nagents = 1\n"
                         "[[change]]\nat = \"0 s\"\ngroups = [\"g\"]\nagents = 0\n")),
            "");
}

// One ticket a day; a shift ends as the next day begins. The second begins with the next shift,
// whatever other shifts there are: waits of 0 and of 23 h 40 min.
TEST(Corners, ANewPeriodBeginsAfterTheCrewsOfTheOldOneHaveGone) {
  for (const char* more :
       {"", ", { days = \"Mon-Sun\", from = \"23:00\", to = \"23:30\", crews = 1 }"}) {
    const Scenario scenario = loaded(
        run_of("2 d") + kForm +
        "arbitration_delay = { constant = \"1 h\" }\n[category.a]\nagency = \"w\"\n"
        "[agency.w]\nwork = { constant = \"10 min\" }\nquota = { jobs = 1 }\n"
        "shifts = [{ days = \"Mon-Sun\", from = \"20:00\", to = \"24:00\", crews = 1 }" +
        more +
        "]\n[trace.t]\nchannel = \"form\"\ncategory = \"a\"\narrivals = [{ at = \"20 h 10 min\" }, "
        "{ at = \"20 h 20 min\" }]\n");
    EXPECT_NEAR(value_of("work_wait.mean", card_of(scenario)), (0 + 85200) / 2.0, 1e-6) << more;
  }
}

// 50,000 a day, and of a surge to five times as many from 5:00 on with a half-life of 6 h, 4 x 0.25
// / ln 2 x 0.99 days' worth more (a hundredth is left when it ends): 271,413. The count is Poisson:
// its mean of 20 runs has a standard error of 116, so this fails once in two million seeds.
TEST(Corners, ADecayingSurgeBringsAsManyAsItSays) {
  const Scenario scenario =
      loaded(run_of("4 d") +
             "[channel.form]\nkind = \"direct\"\nentry = { constant = \"0 s\" "
             "}\n[category.a]\nticket_probability = 0\n"
             "[[demand]]\ncategory = \"a\"\nchannel = \"form\"\n"
             "per_day = \"50000 /day\"\n"
             "[surge.s]\nat = [\"2025-01-06T05:00:00\"]\npeak = 5\n"
             "half_life = \"6 h\"\n");
  ReplicationPlan plan;
  plan.replications = 20;
  double sum = 0;
  for (const measures::Scorecard& card : run_replications(scenario, plan).scorecards) {
    sum += value_of("contacts.arrived", card);
  }
  EXPECT_NEAR(sum / 20, 50000 * (4 + 4 * 0.25 / std::log(2.0) * 0.99), 5.1 * 116);
}

}  // namespace
}  // namespace hotline::sim
