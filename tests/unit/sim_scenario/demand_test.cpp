// Further demand as a scenario states it, and what is said of what cannot be.
#include <array>
#include <cmath>
#include <fstream>
#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "sim/scenario/open.hpp"
#include "tests/unit/sim_scenario/town.hpp"

namespace hotline::sim {
namespace {

using test::kTown;
using test::replaced;

constexpr std::string_view kRow =
    "per_day = { value = \"300 /day\", published = \"[S1] 300 a day\" }\n"
    "hour = \"day\"";

/// The first row of demand, with its rate and profile replaced.
Result<Scenario> with_row(std::string_view keys) {
  return load_scenario(replaced(kTown, kRow, keys), "t.toml", LoadMode::kUser);
}

Demand row_of(std::string_view keys) {
  const Result<Scenario> scenario = with_row(keys);
  EXPECT_TRUE(scenario) << scenario.error().message;
  return scenario ? scenario->demand.at(0) : Demand();
}

Result<Scenario> with_tables(std::string_view tables) {
  return load_scenario(std::string(kTown) + std::string(tables), "t.toml", LoadMode::kUser);
}

TEST(FurtherDemand, ReadsAPlanOfRates) {
  const Demand row =
      row_of(R"(plan = [{ from = "0 s", rate = "10 /h" }, { from = "3 d 12 h", rate = "30 /h" }])");
  ASSERT_EQ(row.extras->plan.size(), 2U);
  EXPECT_DOUBLE_EQ(row.extras->plan[1].per_hour, 30);
  EXPECT_DOUBLE_EQ(row.per_day, 480) << "its mean over the run";
}

TEST(FurtherDemand, ReadsASinusoidAndARenewalProcess) {
  const Demand wave =
      row_of(R"(sinusoid = { mean = "30 /h", amplitude = "12 /h", period = "8 h" })");
  EXPECT_DOUBLE_EQ(wave.extras->sinusoid->amplitude_per_hour, 12);
  EXPECT_EQ(wave.extras->sinusoid->period, 8 * kHour);
  const Demand gaps = row_of("interarrival = { constant = \"75 s\" }\nfirst = \"0 s\"");
  EXPECT_EQ(gaps.extras->renewal->first, Duration{0});
  EXPECT_DOUBLE_EQ(gaps.per_day, 1152);
}

TEST(FurtherDemand, ReadsBatchesReportsGrowthHorizonAndDistricts) {
  const Demand row = row_of(R"(per_day = "9 /day"
batch = { weights = [3, 1] }
growth = 0.5
from = "1 h"
until = "2 d"
districts = { west = 1 })");
  EXPECT_EQ(row.extras->batch->cumulative, (std::vector<double>{0.75, 1}));
  EXPECT_NEAR(row.extras->log_growth, std::log(1.5), 1e-15);
  EXPECT_EQ(row.extras->until, 2 * kDay);
  EXPECT_EQ(row.extras->district_edges, (std::vector<double>{0, 1}));
  const Demand incident =
      row_of("per_day = \"1 /day\"\nreports = { geometric = 5, mean_delay = \"1 h\" }");
  EXPECT_EQ(mean(incident.extras->reports->number), 5);
  EXPECT_EQ(incident.extras->reports->mean_delay, kHour);
}

TEST(FurtherDemand, AChannelMixMayDependOnTheHour) {
  std::string half = "[";
  for (int h = 0; h < 24; ++h) {
    half += std::string(h > 0 ? "," : "") + (h < 6 ? "0.25" : "0.5");
  }
  std::string rest = half;
  for (std::size_t at = rest.find("0.25"); at != std::string::npos;
       at = rest.find("0.25", at + 1)) {
    rest.replace(at, 4, "0.75");
  }
  const Result<Scenario> scenario = load_scenario(
      replaced(
          replaced(kTown, "channel = \"phone\"\nper_day",
                   "channels_by_hour = { phone = " + half + "], web = " + rest + "] }\nper_day"),
          kRow, "per_day = \"240 /day\""),
      "t.toml", LoadMode::kUser);
  ASSERT_TRUE(scenario) << scenario.error().message;
  EXPECT_EQ(scenario->demand[0].hour[3] / scenario->demand[1].hour[3], 1.0 / 3);
  EXPECT_EQ(scenario->demand[0].hour[9], scenario->demand[1].hour[9]);
}

TEST(FurtherDemand, ReadsHolidaysSurgesAndGroupsOfBusyness) {
  const Result<Scenario> scenario = load_scenario(
      replaced(kTown, "cv = 0.1\n",
               "cv = 0.1\nlaw = \"gamma\"\ngroups = [{ categories = [\"pothole\"], cv = 0.5 }]\n") +
          R"(
[holidays]
dates = ["2025-12-25", "2025-01-20"]
weekday = "Sun"
factor = 0.5
[surge.snow]
at = ["2025-01-08T06:00:00"]
per_year = 2
peak = 4
half_life = "2 d"
aftershocks = [{ delay = "3 d", categories = ["pothole"], peak = 2, hold = "1 d" }]
)",
      "t.toml", LoadMode::kUser);
  ASSERT_TRUE(scenario) << scenario.error().message;
  EXPECT_TRUE(scenario->busyness.gamma);
  EXPECT_EQ(scenario->busyness_groups.at(0).categories.at(0).value, 1U);
  EXPECT_EQ(scenario->holidays.days.size(), 2U);
  EXPECT_LT(scenario->holidays.days[0], scenario->holidays.days[1]) << "sorted";
  EXPECT_EQ(scenario->holidays.weekday, 6);
  const Surge& snow = scenario->surges.at(0);
  EXPECT_EQ(snow.waves.size(), 2U);
  EXPECT_EQ(snow.waves[1].delay, 3 * kDay);
  EXPECT_TRUE(snow.waves[0].categories.empty());
}

struct DemandTrouble {
  const char* name;
  std::string_view keys;
  const char* message;
};

std::ostream& operator<<(std::ostream& out, const DemandTrouble& trouble) {
  return out << trouble.name;
}

class NoDemand : public testing::TestWithParam<DemandTrouble> {};

TEST_P(NoDemand, IsSaidInOneLine) {
  const Result<Scenario> scenario = with_row(GetParam().keys);
  ASSERT_FALSE(scenario);
  EXPECT_NE(scenario.error().message.find(GetParam().message), std::string::npos)
      << scenario.error().message;
  EXPECT_EQ(scenario.error().message.substr(0, 9), "t.toml:46") << scenario.error().message;
}

constexpr auto kDemandTroubles = std::to_array<DemandTrouble>({
    {"PlanOutOfOrder",
     R"(plan = [{ from = "1 h", rate = "1 /h" }, { from = "0 s", rate = "1 /h" }])",
     "demand[0].plan[1].from: found no next time"},
    {"AmplitudeAboveTheMean", R"(sinusoid = { mean = "1 /h", amplitude = "2 /h", period = "1 h" })",
     "demand[0].sinusoid.amplitude: found more than the mean"},
    {"TooManyAtOnce", "interarrival = { constant = \"0 s\" }",
     "demand[0].interarrival: found a mean gap below 1 ms"},
    {"GrowthOfMinusOne", "growth = -1\nper_day = \"1 /day\"", "demand[0].growth: found -1"},
    {"BatchOfNothing", "batch = { weights = [0] }\nper_day = \"1 /day\"",
     "demand[0].batch.weights: found weights of zero"},
    {"ADistrictOfNowhere", "districts = { north = 1 }\nper_day = \"1 /day\"",
     "demand[0].districts.north: found an unknown key"},
    {"HourBesideAPlan", "hour = \"day\"\nplan = [{ from = \"0 s\", rate = \"1 /h\" }]",
     "demand[0].hour: found beside 'plan'"},
    {"FirstWithoutGaps", "first = \"1 s\"\nper_day = \"1 /day\"",
     "demand[0].first: found without 'interarrival'"},
});

INSTANTIATE_TEST_SUITE_P(Each, NoDemand, testing::ValuesIn(kDemandTroubles),
                         [](const auto& each) { return each.param.name; });

TEST(FurtherTables, SayWhatTheyCannotUse) {
  const auto message = [](std::string_view tables) {
    const Result<Scenario> scenario = with_tables(tables);
    return scenario ? std::string("loaded") : scenario.error().message;
  };
  EXPECT_NE(message("[surge.x]\npeak = 2\nhold = \"1 d\"\n").find("surge that never comes"),
            std::string::npos);
  EXPECT_NE(message("[surge.x]\nper_year = 1\npeak = 2\n").find("surge without length"),
            std::string::npos);
  EXPECT_NE(message("[surge.x]\nat = [\"2024-01-01\"]\nhold = \"1 d\"\n").find("before the run"),
            std::string::npos);
  EXPECT_NE(message("[holidays]\ndates = [\"2025-02-30\"]\n").find("found '2025-02-30'"),
            std::string::npos);
  EXPECT_NE(message("[trace.x]\nfile = \"a.csv\"\n")
                .find("trace.x.file: found a file, allowed in a "
                      "scenario that is a file"),
            std::string::npos);
  EXPECT_NE(message("[trace.x]\narrivals = [{ at = \"1 s\" }]\n").find("found no channel or no"),
            std::string::npos);
}

/// The scenario with a trace file of these bytes.
Result<Scenario> with_file(std::string_view bytes) {
  return load_scenario(std::string(kTown) + "[trace.x]\nfile = \"a.csv\"\nchannel = \"phone\"\n",
                       "t.toml", LoadMode::kUser, {}, [bytes](const std::string& path) {
                         return Result<ScriptFile>(ScriptFile{path, std::string(bytes)});
                       });
}

TEST(TraceFile, IsReadLineByLine) {
  const Result<Scenario> scenario = with_file(
      "handle,time,category,district\r\n"
      "1.5,0.25,question,west\r\n"
      ",2025-01-06T00:01:00,pothole,\n");
  ASSERT_TRUE(scenario) << scenario.error().message;
  const std::vector<TraceArrival>& all = scenario->traces.at(0).arrivals;
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].at - scenario->start, 250 * kSecond / 1000);
  EXPECT_EQ(all[0].handle, 1500 * kSecond / 1000);
  EXPECT_EQ(all[0].district.value, 1U);
  EXPECT_EQ(all[1].at - scenario->start, kMinute);
  EXPECT_LT(all[1].handle, Duration{0});
  EXPECT_EQ(all[1].district.value, TraceArrival::kDrawn);
}

TEST(TraceFile, ItsBytesArePartOfTheFingerprint) {
  EXPECT_NE(with_file("time,category\n1,question\n")->fingerprint,
            with_file("time,category\n2,question\n")->fingerprint);
}

TEST(TraceFile, SaysLineAndColumnOfWhatIsWrong) {
  const auto message = [](std::string_view bytes) {
    const Result<Scenario> scenario = with_file(bytes);
    return scenario ? std::string("loaded") : scenario.error().message;
  };
  EXPECT_EQ(message(""), "a.csv:1:1: found nothing, expected a header with 'time'");
  EXPECT_EQ(message("time,categorie\n"),
            "a.csv:1:6: found the column 'categorie', allowed time, channel, category, district, "
            "handle; did you mean 'category'?");
  EXPECT_EQ(message("time,time\n"), "a.csv:1:6: found the column 'time' a second time");
  EXPECT_EQ(message("time\n"),
            "a.csv:1:1: found no column for channel or category, expected both, here or of the "
            "trace");
  EXPECT_EQ(message("time,category\n1,question\n0.5,question\n"),
            "a.csv:3:1: found a time before that of the line above, expected times in order");
  EXPECT_EQ(message("time,category\n1,questoin\n"),
            "a.csv:2:3: found the category 'questoin', allowed question, pothole; did you mean "
            "'question'?");
  EXPECT_EQ(message("time,category\nnoon,question\n"),
            "a.csv:2:1: found 'noon', expected a time like 2025-01-06T08:00:00, or seconds after "
            "the start, 0 to 3155760000");
  EXPECT_EQ(message("time,category\n1\n"), "a.csv:2:1: found 1 values, expected 2");
  EXPECT_EQ(message("time,category\n2024-01-01,question\n"),
            "a.csv:2:1: found a time before the start of the run, allowed from there on");
}

TEST(TraceFile, IsFoundBesideTheScenario) {
  const std::string folder = std::string(HOTLINE_SOURCE_DIR) + "/scenarios/examples/demand/";
  const Result<Scenario> scenario = open_scenario(folder + "trace.toml");
  ASSERT_TRUE(scenario) << scenario.error().message;
  EXPECT_EQ(scenario->traces.at(0).arrivals.size(), 4U);
}

}  // namespace
}  // namespace hotline::sim
