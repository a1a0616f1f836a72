// Demand in whole runs: renewal and batch arrivals against theory, incidents, traces, surges as
// facts, save and load in the middle of them, common random numbers.
#include <cmath>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "core/theory/single_server.hpp"
#include "sim/run/state.hpp"
#include "sim/scenario/load.hpp"
#include "tests/support/recorder.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

Scenario with_demand(const std::string& demand, const std::string& length,
                     const std::string& talk = "{ exponential = \"1 min\" }") {
  const std::string text = "name = \"x\"\n[run]\nstart = \"2025-01-06\"\nlength = \"" + length +
                           "\"\n[channel.phone]\nkind = \"live\"\n[category.call]\n"
                           "ticket_probability = 0\ntalk = " +
                           talk + "\n[category.other]\nticket_probability = 0\ntalk = " + talk +
                           "\n[district]\neast = { share = 0.5 }\nwest = { share = 0.5 }\n"
                           "[group.desk]\nchannels = [\"phone\"]\nagents = 1\n" +
                           demand;
  Result<Scenario> scenario = load_scenario(text, "t.toml", LoadMode::kUser);
  EXPECT_TRUE(scenario) << scenario.error().message;
  return scenario.value_or(Scenario{});
}

double mean_wait_minutes(const test::Recorder& run) {
  double sum = 0;
  std::size_t count = 0;
  for (const ContactAnswered& f : run.all<ContactAnswered>()) {
    sum += to_seconds(f.waited) / 60;
    ++count;
  }
  return sum / static_cast<double>(count);
}

// Gaps of 1.25 min and exponential service of 1 min: Wq = 1.69273084 min (VC050's value; sigma =
// exp(-(1 - sigma)/0.8)). Over 1.15 million contacts the standard error is about 0.012.
TEST(DemandRuns, EqualGapsWaitAsInDM1) {
  const Scenario s = with_demand(R"([[demand]]
category = "call"
channel = "phone"
interarrival = { constant = "75 s" }
)",
                                 "1000 d");
  const double expected = hotline::theory::dm1(1.25, 1)->steady.mean_wait;
  EXPECT_NEAR(expected, 1.69273084, 1e-6);
  EXPECT_NEAR(mean_wait_minutes(test::record(s, 3)), expected, 0.06);
}

// Batches of 3, 0.2 a minute, service of 1 min: a stay of 5 min, so a wait of 4. Over 860 000
// contacts the standard error is about 0.04.
TEST(DemandRuns, BatchesWaitAsInTheBatchQueue) {
  const Scenario s = with_demand(R"([[demand]]
category = "call"
channel = "phone"
per_day = "288 /day"
batch = { size = 3 }
)",
                                 "1000 d");
  EXPECT_NEAR(mean_wait_minutes(test::record(s, 3)), 4, 0.2);
}

TEST(DemandRuns, BatchesComeAtOnceAndInTheirNumbers) {
  const Scenario s = with_demand(R"([[demand]]
category = "call"
channel = "phone"
per_day = "100 /day"
batch = { weights = [1, 0, 1] }
)",
                                 "100 d");
  std::map<SimTime, int> at;
  std::map<std::uint64_t, int> ids;
  for (const ContactArrived& f : test::record(s).all<ContactArrived>()) {
    ++at[f.at];
    EXPECT_EQ(++ids[f.contact.value], 1);
  }
  std::map<int, int> sizes;
  for (const auto& [time, size] : at) {
    ++sizes[size];
  }
  ASSERT_EQ(sizes.size(), 2U);
  // Binomial of about 10 000 with 1/2: five deviations are 250.
  EXPECT_NEAR(sizes[1], sizes[3], 2 * 250);
}

// Ten reports each: the others have a mean delay of 40 min. About 6000 of them: standard error
// below 0.6 min.
TEST(DemandRuns, AnIncidentIsReportedBySeveralWithTheirDelays) {
  const Scenario s = with_demand(R"([[demand]]
category = "call"
channel = "phone"
interarrival = { constant = "1 d" }
reports = { size = 10, mean_delay = "40 min" }
)",
                                 "700 d", "{ constant = \"1 s\" }");
  const auto all = test::record(s).all<ContactArrived>();
  double sum = 0;
  int later = 0;
  SimTime incident = s.start;
  std::map<std::int64_t, std::map<std::uint32_t, int>> districts;
  for (const ContactArrived& f : all) {
    const Duration delay = (f.at - s.start) % kDay;
    ++districts[(f.at - s.start) / kDay][f.district.value];
    if (delay == Duration{0}) {
      incident = f.at;
    } else {
      sum += to_seconds(f.at - incident) / 60;
      ++later;
    }
  }
  EXPECT_NEAR(later, 9 * 699, 12);  // a few are a day late, or after the end
  EXPECT_NEAR(sum / later, 40, 3);
  for (const auto& [day, seen] : districts) {
    EXPECT_EQ(seen.size(), 1U) << "one incident has one district, day " << day;
  }
}

TEST(DemandRuns, ATraceIsReplayedAsItIs) {
  const Scenario s = with_demand(R"([trace.list]
channel = "phone"
arrivals = [
  { at = "5 s", category = "call", handle = "21 s" },
  { at = "10 s", category = "other", handle = "21 s", district = "west" },
  { at = "10 s", category = "call", handle = "2 s", district = "east" },
]
)",
                                 "10 min");
  const test::Recorder run = test::record(s);
  std::vector<Duration> arrived;
  for (const ContactArrived& f : run.all<ContactArrived>()) {
    arrived.push_back(f.at - s.start);
  }
  EXPECT_EQ(arrived, (std::vector<Duration>{5 * kSecond, 10 * kSecond, 10 * kSecond}));
  EXPECT_EQ(run.all<ContactArrived>()[1].district.value, 1U);
  EXPECT_EQ(run.all<ContactArrived>()[1].category.value, 1U);
  std::vector<Duration> waits;
  for (const ContactAnswered& f : run.all<ContactAnswered>()) {
    waits.push_back(f.waited);
  }
  EXPECT_EQ(waits, (std::vector<Duration>{Duration{0}, 16 * kSecond, 37 * kSecond}));
  EXPECT_EQ(run.all<ContactEnded>().back().at - s.start, 49 * kSecond);
}

constexpr const char* kStorm = R"([[demand]]
category = "call"
channel = "phone"
per_day = "200 /day"
[[demand]]
category = "other"
channel = "phone"
per_day = "3 /day"
reports = { geometric = 30, mean_delay = "2 h" }
[busyness]
law = "gamma"
shape = 10
groups = [{ categories = ["call"], cv = 0.3, autocorrelation = 0.5 }]
[surge.storm]
at = ["2025-01-08T06:00:00"]
peak = 5
hold = "1 d"
half_life = "1 d"
[surge.frost]
per_year = 200
peak = 2
hold = "5 h"
[trace.list]
channel = "phone"
category = "call"
arrivals = [{ at = "1 d" }, { at = "3 d" }]
)";

TEST(DemandRuns, SurgesAreToldWhenTheyBeginAndEnd) {
  const Scenario s = with_demand(kStorm, "14 d");
  const test::Recorder run = test::record(s);
  std::map<std::string, int> open;
  int storms = 0;
  int frosts = 0;
  for (const Fact& fact : run.facts) {
    if (const auto* begun = std::get_if<SurgeStarted>(&fact)) {
      ++open[begun->name];
      storms += begun->name == "storm" ? 1 : 0;
      frosts += begun->name == "frost" ? 1 : 0;
      EXPECT_GE(begun->number, 1U);
    } else if (const auto* ended = std::get_if<SurgeEnded>(&fact)) {
      EXPECT_GE(--open[ended->name], 0);
    }
  }
  EXPECT_EQ(storms, 1);
  EXPECT_GE(frosts, 1);  // Poisson(7.7): none once in 2000 fresh seeds
  const auto ends = run.all<SurgeEnded>();
  EXPECT_TRUE(
      std::any_of(ends.begin(), ends.end(), [](const SurgeEnded& f) { return f.name == "storm"; }));
}

TEST(DemandRuns, SavedAndLoadedInTheMiddleOfASurgeItIsTheSameRun) {
  const Scenario s = with_demand(kStorm, "14 d");
  Hotline hotline(s, policies_of(s), 5, 2);
  test::Recorder past;
  hotline.start(FactPort(past));
  ASSERT_TRUE(hotline.run_until(s.start + 2 * kDay + 11 * kHour, FactPort(past)));
  const std::string bytes = save_state(hotline);
  Result<Hotline> other = load_state(s, policies_of(s), bytes, "state");
  ASSERT_TRUE(other) << other.error().message;
  EXPECT_EQ(save_state(*other), bytes);
  test::Recorder one;
  test::Recorder two;
  ASSERT_TRUE(hotline.run_until(hotline.end(), FactPort(one)));
  ASSERT_TRUE(other->run_until(other->end(), FactPort(two)));
  ASSERT_GT(one.all<ContactArrived>().size(), 2000U);
  EXPECT_EQ(test::first_difference(one.facts, two.facts), "");
}

TEST(DemandRuns, AnotherSourceMovesNoIncidentBatchOrSurge) {
  const Scenario s = with_demand(kStorm, "14 d");
  Scenario more = s;
  more.demand.push_back(test::flat_demand(ChannelId{0}, CategoryId{0}, 500));
  const auto of_incidents = [](const Scenario& scenario) {
    std::vector<std::pair<SimTime, std::uint64_t>> out;
    for (const ContactArrived& f : test::record(scenario).all<ContactArrived>()) {
      if (f.contact.value >> 40U == 1) {
        out.emplace_back(f.at, f.contact.value);
      }
    }
    return out;
  };
  const auto alone = of_incidents(s);
  ASSERT_GT(alone.size(), 300U);
  EXPECT_EQ(of_incidents(more), alone);
}

/// Twenty incidents, ten minutes apart, each reported by five; nothing is mended meanwhile, so that
/// many are open at once in the same category and district.
TEST(DemandRuns, ReportsOfAnIncidentJoinTheTicketOfThatIncident) {
  const std::string text =
      "name = \"x\"\n[run]\nstart = \"2025-01-06\"\nlength = \"2 d\"\n"
      "[channel.app]\nkind = \"direct\"\nentry = { constant = \"1 min\" }\n"
      "[category.leak]\nagency = \"water\"\n"
      "[triage]\nhuman_delay = { constant = \"1 h\" }\nhuman_accuracy = 1\n"
      "arbitration_delay = { constant = \"1 h\" }\n"
      "[agency.water]\nlead = { constant = \"30 d\" }\nwork = { constant = \"1 h\" }\ncrews = 1\n"
      "[duplicates]\ndetected = 1\n"
      "[[demand]]\ncategory = \"leak\"\nchannel = \"app\"\n"
      "interarrival = { constant = \"10 min\" }\nuntil = \"201 min\"\n"
      "reports = { size = 5, mean_delay = \"1 h\" }\n";
  const Result<Scenario> s = load_scenario(text, "t.toml", LoadMode::kUser);
  ASSERT_TRUE(s) << s.error().message;
  const test::Recorder run = test::record(*s, 3);
  EXPECT_EQ(run.all<ContactArrived>().size(), 100U);
  EXPECT_EQ(run.all<TicketOpened>().size(), 20U);
  std::map<std::uint64_t, int> merged;
  for (const TicketMerged& fact : run.all<TicketMerged>()) {
    ++merged[fact.ticket.value];
  }
  EXPECT_EQ(merged.size(), 20U);
  for (const auto& [ticket, reports] : merged) {
    EXPECT_EQ(reports, 4) << ticket;
  }
}

TEST(DemandRuns, GrowAsTheCityDoesUnlessARowSaysOtherwise) {
  const auto with = [](const std::string& head, const std::string& row) {
    const std::string text =
        head +
        "name = \"x\"\n[run]\nstart = \"2025-01-06\"\nlength = \"1461 d\"\n"
        "[channel.app]\nkind = \"direct\"\nentry = { constant = \"0 s\" }\n"
        "[category.leak]\nticket_probability = 0\n"
        "[[demand]]\ncategory = \"leak\"\nchannel = \"app\"\nper_day = \"10 /day\"\n" +
        row;
    const Result<Scenario> s = load_scenario(text, "t.toml", LoadMode::kUser);
    EXPECT_TRUE(s) << s.error().message;
    return test::record(*s, 3).all<ContactArrived>();
  };
  const auto grown = with("growth = 0.5\n", "");
  const auto stated = with("", "growth = 0.5\n");
  ASSERT_EQ(grown.size(), stated.size());
  EXPECT_EQ(grown.back().at, stated.back().at) << "the same as if the row had said it";
  EXPECT_EQ(with("growth = 0.5\n", "growth = 0\n").size(), with("", "").size());
  EXPECT_GT(grown.size(), 2 * with("", "").size());
}

}  // namespace
}  // namespace hotline::sim
