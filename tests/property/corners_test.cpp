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
