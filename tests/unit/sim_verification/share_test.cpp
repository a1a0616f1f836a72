// Shares by hour, by weekday and within a time; and the verdicts of published figures.
#include "sim/verification/share.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/scenario/load.hpp"
#include "sim/verification/verify.hpp"

namespace hotline::sim {
namespace {

// Forms come one an hour by the clock, from 00:30 on Monday, and each leaves a ticket on which a
// crew works for two days: with so many crews nobody waits.
constexpr std::string_view kOffice = R"(name = "office"
[run]
start = "2025-01-06"
length = "28 d"
[channel.web]
kind = "direct"
entry = { constant = "1 s" }
[channel.phone]
kind = "live"
[category.pothole]
agency = "works"
talk = { constant = "60 s" }
[[demand]]
category = "pothole"
channel = "web"
interarrival = { constant = "1 h" }
first = "30 min"
[[demand]]
category = "pothole"
channel = "phone"
interarrival = { constant = "1 d" }
first = "9 h 30 min"
[group.desk]
channels = ["phone"]
agents = 1
[agency.works]
work = { constant = "47 h" }
crews = 1000
[triage]
human_delay = { constant = "1 s" }
human_accuracy = 1
arbitration_delay = { constant = "1 h" }
[verify]
source = "by hand"
)";

std::vector<Finding> findings_of(const std::string& rows) {
  const Result<Scenario> scenario =
      load_scenario(std::string(kOffice) + rows, "office.toml", LoadMode::kUser);
  EXPECT_TRUE(scenario.has_value()) << scenario.error().message;
  VerificationPlan plan;
  plan.rule = Rule::kData;
  plan.replications = 2;
  const Result<VerificationResult> result = verify(*scenario, plan);
  EXPECT_TRUE(result.has_value()) << result.error().message;
  return result ? result->findings : std::vector<Finding>{};
}

double simulated(const std::string& row) {
  return findings_of("[[expect]]\nvalue = 0\nabsolute = 1\n" + row).at(0).simulated->value;
}

std::string trouble_of_row(const std::string& row) {
  const Result<Scenario> scenario = load_scenario(
      std::string(kOffice) + "[[expect]]\nvalue = 1\n" + row, "o.toml", LoadMode::kUser);
  if (!scenario) {
    return scenario.error().message;
  }
  const Result<void> good = check_expectations(*scenario);
  return good ? "none" : good.error().message;
}

TEST(Share, OfContactsByHourAndDay) {
  const std::string web = "of = 'channel web'\nmeasure = 'contacts.share_in'\n";
  EXPECT_NEAR(simulated(web + "hours = [0, 15]"), 15.0 / 24, 1e-9);
  EXPECT_NEAR(simulated(web + "days = 'Sat-Sun'"), 2.0 / 7, 1e-9);
  EXPECT_NEAR(simulated(web + "hours = [23, 24]\ndays = 'Mon'"), 1.0 / 168, 1e-9);
  EXPECT_NEAR(simulated("of = 'channel phone'\nmeasure = 'contacts.share_in'\nhours = [9, 10]"), 1,
              1e-9);
  EXPECT_NEAR(simulated("measure = 'contacts.share_in'\nhours = [9, 10]"), 2.0 / 25, 1e-9);
}

TEST(Share, OfTicketsByHour) {
  EXPECT_NEAR(simulated("measure = 'tickets.share_in'\nhours = [9, 10]"), 2.0 / 25, 1e-9);
}

TEST(Share, ResolvedWithinABoundCountsWhatTakesExactlySoLong) {
  const std::string row = "measure = 'resolution.within'\nwithin = ";
  EXPECT_NEAR(simulated(row + "'1 d'"), 0, 1e-9);
  EXPECT_NEAR(simulated(row + "'2 d'"), 1, 1e-9);
  EXPECT_NEAR(simulated(row + "'2 d'\nof = 'agency works'"), 1, 1e-9);
  EXPECT_NEAR(simulated(row + "'2 d'\nof = 'category pothole'"), 1, 1e-9);
}

TEST(Share, NeedsWhatItIsOf) {
  EXPECT_EQ(trouble_of_row("measure = 'contacts.share_in'"),
            "o.toml:35:1: expect: contacts.share_in needs 'hours' or 'days'");
  EXPECT_EQ(trouble_of_row("measure = 'tickets.share_in'\nhours = [0, 1]\nof = 'channel web'"),
            "o.toml:35:1: expect: tickets.share_in has no value of 'channel web'");
  EXPECT_EQ(trouble_of_row("measure = 'contacts.share_in'\nhours = [0, 1]\nfrom = '1 d'"),
            "o.toml:35:1: expect: contacts.share_in knows no 'from' and 'until'");
  EXPECT_EQ(trouble_of_row("measure = 'resolution.within'\nwithin = '25 h'").substr(0, 55),
            "o.toml:35:1: expect: found within = 25.0 h, allowed 5.0");
  EXPECT_EQ(trouble_of_row("measure = 'contacts.share_in'\nhours = [7, 25]"),
            "o.toml:38:9: expect[0].hours: found an array, expected [first, last] of whole hours "
            "from 0 to 24");
  EXPECT_EQ(trouble_of_row("measure = 'contacts.share_in'\ndays = 'someday'").substr(0, 47),
            "o.toml:38:8: expect[0].days: found 'someday', e");
}

TEST(PublishedFigures, AreMetWhereTheWholeIntervalLiesWithinTheTolerance) {
  const std::string row = "[[expect]]\nmeasure = 'contacts.share_in'\nhours = [9, 10]\n";
  const std::vector<Finding> findings = findings_of(
      row + "value = 0.081\ntolerance = '2 %'\n" + row + "value = 0.09\ntolerance = '5 %'\n" + row +
      "between = [0.08, 0.1]\n" + row + "between = [0.081, 0.1]\n" +
      "[[expect]]\nmeasure = 'survey.resolution_rate'\nvalue = 0.5\n");
  ASSERT_EQ(findings.size(), 5U);
  EXPECT_EQ(findings[0].verdict, Verdict::kPass);
  EXPECT_EQ(findings[1].verdict, Verdict::kFail);
  EXPECT_EQ(findings[2].verdict, Verdict::kPass);
  EXPECT_EQ(findings[3].verdict, Verdict::kFail);
  EXPECT_EQ(findings[4].verdict, Verdict::kUndecided) << "nobody is asked";
  EXPECT_EQ(findings[0].replications, 2U);
}

}  // namespace
}  // namespace hotline::sim
