// Units, crews and jobs: what a file may say of them, and what it may not.
#include <array>
#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "sim/scenario/load.hpp"
#include "tests/unit/sim_scenario/town.hpp"

namespace hotline::sim {
namespace {

using test::kTown;
using test::replaced;

constexpr std::string_view kCrews = "crews = 2\n";

/// The town with another agency, and with whatever follows its tables.
std::string town_with(std::string_view agency, std::string_view more = "") {
  return replaced(kTown, kCrews, agency) + std::string(more);
}

Scenario loaded(const std::string& text) {
  const Result<Scenario> scenario = load_scenario(text, "t.toml", LoadMode::kUser);
  EXPECT_TRUE(scenario.has_value()) << scenario.error().message;
  return scenario ? *scenario : Scenario();
}

TEST(WorkshopFile, AUnitIsLikeItsAgencyButForWhatItStates) {
  const Scenario s = loaded(town_with(R"(
shifts = [{ days = "Mon", from = "22:00", to = "06:00", crews = 3 },
          { days = "Tue", from = "05:00", to = "07:00", crews = 2 }]
travel = { constant = "10 min" }
work_list = "own"
unit_routing = { power-of = 3 }
policy = "shortest-job"
preemption = "restart"
shift_end = "interrupt"
quota = { jobs = 4 }
side_work = { constant = "5 min" }
unit = [{ districts = ["west"], policy = "edf", speed = 0.5, weight = 2 },
        { crews = 7, calendar = "always" }]
)"));
  const Agency& works = s.agencies.at(0);
  EXPECT_EQ(works.most(), 5);
  EXPECT_EQ(works.shifts.at(0).to, kDay + 6 * kHour);
  EXPECT_TRUE(works.own_lists && works.interrupts_at_shift_end);
  EXPECT_EQ(works.routing, Routing(PowerOfChoice{3}));
  EXPECT_EQ(works.policy, Selection(ShortestJob{}));
  EXPECT_EQ(works.preemption, Preemption::kRestart);
  EXPECT_EQ(works.quota->jobs, 4);
  EXPECT_EQ(works.quota->period, kDay);
  EXPECT_TRUE(works.side_work.has_value() && works.travel.has_value());
  ASSERT_EQ(works.units.size(), 2U);
  EXPECT_EQ(works.units[0].shifts.size(), 2U);
  EXPECT_EQ(works.units[0].calendar, 1U);
  EXPECT_EQ(works.units[0].policy, Selection(EarliestDue{}));
  EXPECT_EQ(works.units[0].speed, 0.5);
  EXPECT_EQ(works.units[0].weight, 2);
  EXPECT_EQ(works.units[0].districts, std::vector<DistrictId>{DistrictId{1}});
  EXPECT_EQ(works.units[1].crews, 7);
  EXPECT_TRUE(works.units[1].shifts.empty());
  EXPECT_EQ(works.units[1].calendar, 0U);
}

TEST(WorkshopFile, UnitsThatAreAlikeAreANumber) {
  const Scenario s = loaded(town_with("plan = [{ from = \"1 d\", crews = 2 }]\nunits = 500\n"));
  ASSERT_EQ(s.agencies.at(0).units.size(), 500U);
  EXPECT_EQ(s.agencies[0].units[499].plan.at(0).agents, 2);
  EXPECT_EQ(s.agencies[0].units[499].most(), 2);
}

TEST(WorkshopFile, JobsAndAssistanceAreRows) {
  const Scenario s = loaded(town_with("crews = 2\n", R"(
[agency.police]
work = { constant = "20 min" }
crews = 1
[[job]]
agencies = ["works"]
categories = ["pothole"]
lead = { constant = "3 h" }
work = { exponential = "2 h" }
crews = 2
reserve = 1
factor = 1.5
[[assist]]
agency = "police"
probability = "20 %"
kind = "simultaneous"
[[assist]]
categories = ["pothole"]
agency = "police"
probability = 1
work = { constant = "5 min" }
)"));
  ASSERT_EQ(s.jobs.size(), 1U);
  ASSERT_TRUE(s.jobs[0].lead.has_value());
  EXPECT_EQ(mean_seconds(*s.jobs[0].lead), 3 * 3600);
  EXPECT_EQ(s.jobs[0].crews, 2);
  EXPECT_EQ(s.jobs[0].reserve, 1);
  EXPECT_EQ(s.jobs[0].factor, 1.5);
  ASSERT_EQ(s.assists.size(), 2U);
  EXPECT_TRUE(s.assists[0].simultaneous && !s.assists[1].simultaneous);
  EXPECT_EQ(s.assists[0].probability, 0.2);
  EXPECT_EQ(s.assists[1].agency, AgencyId{1});
  EXPECT_TRUE(s.assists[1].work.has_value());
}

struct WorkshopTrouble {
  const char* name;
  std::string_view agency;
  std::string_view more;
  const char* message;  ///< what follows the place
};

std::ostream& operator<<(std::ostream& out, const WorkshopTrouble& trouble) {
  return out << trouble.name;
}

class WorkshopTroubles : public testing::TestWithParam<WorkshopTrouble> {};

TEST_P(WorkshopTroubles, AreSaidInOneLineWithTheirPlace) {
  const WorkshopTrouble& trouble = GetParam();
  const Result<Scenario> scenario =
      load_scenario(town_with(trouble.agency, trouble.more), "t.toml", LoadMode::kUser);
  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().code, ErrorCode::kBadInput);
  EXPECT_EQ(scenario.error().message.rfind("t.toml:", 0), 0U) << scenario.error().message;
  EXPECT_NE(scenario.error().message.find(trouble.message), std::string::npos)
      << scenario.error().message;
}

constexpr auto kWorkshopTroubles = std::to_array<WorkshopTrouble>({
    {"NoCrews", "", "", "agency.works: "},
    {"CrewsTwice", "crews = 2\nplan = [{ from = \"0 s\", crews = 1 }]\n", "", "agency.works"},
    {"UnitsTwice", "crews = 2\nunits = 2\nunit = [{ speed = 2 }]\n", "",
     "agency.works.units: found beside unit, allowed one of them"},
    {"TooManyUnits", "crews = 2\nunits = 10001\n", "", "agency.works.units: found 10001"},
    {"NoRouting", "crews = 2\nunits = 2\nwork_list = \"own\"\n", "",
     "agency.works.work_list: found units with work lists of their own, expected unit_routing"},
    {"DistrictsOfASharedList", "crews = 2\nunit = [{ districts = [\"east\"] }]\n", "",
     "found in a unit without a work list of its own, allowed with work_list = \"own\""},
    {"DistrictOfNobody", "crews = 2\nwork_list = \"own\"\nunit = [{ districts = [\"east\"] }]\n",
     "", "agency.works.unit: found no unit for the district 'west', expected one at least"},
    {"NoSpeed", "crews = 2\nunit = [{ speed = 0 }]\n", "", "speed: found 0, allowed 0.001 to 1000"},
    {"SideWorkOfNoTime", "crews = 2\nside_work = { constant = \"0 s\" }\n", "",
     "side_work: found side work that takes no time, allowed a mean above 0"},
    {"ShortPeriod", "crews = 2\nquota = { jobs = 1, period = \"1 s\" }\n", "",
     "agency.works.quota.period: found"},
    {"UnknownPreemption", "crews = 2\npreemption = \"always\"\n", "",
     "agency.works.preemption: found 'always', allowed none, resume, restart"},
    {"MoreCrewsThanThereAre", "crews = 2\nunit = [{ crews = 3 }, { crews = 1 }]\n",
     "[[job]]\ncrews = 2\n",
     "crews: found more crews than a unit of 'works' ever has, allowed up to that"},
    {"HelperUnknown", "crews = 2\n", "[[assist]]\nagency = \"wroks\"\nprobability = 1\n",
     "agency: found the agency 'wroks'"},
    {"WorkOfSimultaneous", "crews = 2\n",
     "[[assist]]\nagency = \"works\"\nprobability = 1\nkind = \"simultaneous\"\n"
     "work = { constant = \"1 h\" }\n",
     "work: found in simultaneous work, which has the leading agency's"},
});

INSTANTIATE_TEST_SUITE_P(Each, WorkshopTroubles, testing::ValuesIn(kWorkshopTroubles),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace hotline::sim
