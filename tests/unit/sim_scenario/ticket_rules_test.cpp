// What a scenario says of the life of a ticket.
#include <array>
#include <string>

#include <gtest/gtest.h>

#include "sim/scenario/load.hpp"
#include "tests/unit/sim_scenario/town.hpp"

namespace hotline::sim {
namespace {

using test::kTown;
using test::replaced;

/// The town with a key more in a table of one line.
std::string with(std::string_view table, std::string_view line) {
  return replaced(kTown, std::string(table) + "\n",
                  std::string(table) + "\n" + std::string(line) + "\n");
}

Result<Scenario> load_user(const std::string& text) {
  return load_scenario(text, "t.toml", LoadMode::kUser);
}

TEST(TicketRules, AreReadAsTheyAreWritten) {
  std::string text = with("[category.pothole]", R"(priorities = [
  { share = 0.25, priority = 1, response_target = "2 h" },
  { share = 0.75, priority = 4, resolution_target = "5 working days" }]
resolution_from = "signed"
withdrawal = { probability = 0.1, after = { constant = "2 d" } })");
  text = replaced(text, "[agency.works]\n", R"([agency.works]
refuse_reasons = { wrong_area = 0.5, unclear = 0.3, overlapping = 0.2 }
early_closure = { probability = 0.1, before_due = "4 h" }
extension = { probability = 0.5, before_due = "1 d", by = "1 working day" }
)");
  text += R"(
[[agency.works.pauses]]
reason = "weather"
when = "during-work"
probability = 0.2
length = { constant = "1 d" }
categories = ["pothole"]

[[responsibility]]
districts = ["west"]
agency = "works"

[[confusion]]
by = "machine"
categories = ["pothole"]
taken_for = { pothole = 0.9, question = 0.1 }
confident = 0.7

[duplicates]
probability = 0.1
false_merge = 0.02
recall = { constant = "1 d" }

[chasing]
from = "due"
patience = { constant = "1 d" }
channel = { phone = 1 }

[[escalation]]
after_due = "2 working days"
raise = 3
)";
  const Result<Scenario> loaded = load_user(text);
  ASSERT_TRUE(loaded) << loaded.error().message;
  const Category& pothole = loaded->categories[1];
  ASSERT_EQ(pothole.priorities.size(), 2U);
  EXPECT_EQ(pothole.priorities[0].response_target->time, 2 * kHour);
  EXPECT_FALSE(pothole.priorities[1].response_target);
  EXPECT_EQ(pothole.priorities[1].resolution_target->working_days, 5);
  EXPECT_EQ(pothole.resolution_from, ClockStart::kSigned);
  EXPECT_EQ(pothole.withdrawal->probability, 0.1);
  const Agency& works = loaded->agencies[0];
  EXPECT_EQ(works.refuse_reasons->overlapping, 0.2);
  EXPECT_EQ(*works.early_closure->before_due, 4 * kHour);
  EXPECT_EQ(works.extension->by.working_days, 1);
  EXPECT_EQ(works.pauses.at(0).reason, 3);
  EXPECT_EQ(works.pauses.at(0).when, PauseRow::When::kDuringWork);
  EXPECT_EQ(loaded->responsibilities.at(0).districts.at(0), DistrictId{1});
  EXPECT_FALSE(loaded->confusion.at(0).human);
  EXPECT_EQ(*loaded->confusion.at(0).confident, 0.7);
  EXPECT_EQ(loaded->duplicates->detected_by_machine, 1);
  EXPECT_TRUE(loaded->chasing->from_due);
  EXPECT_EQ(loaded->escalations.at(0).after_due.working_days, 2);
  EXPECT_EQ(loaded->escalations.at(0).raise, 3);
}

struct RuleTrouble {
  std::string_view table;
  std::string_view line;
  const char* message;
};

TEST(TicketRules, ThatCannotBeAreRefusedAtTheirPlace) {
  constexpr auto kTroubles = std::to_array<RuleTrouble>(
      {{"[category.pothole]", "response_target = \"5 working weeks\"",
        "category.pothole.response_target: found '5 working weeks', expected e.g. \"5 working "
        "days\", allowed 1 to 1000"},
       {"[category.pothole]", "response_target = \"0 working days\"",
        "category.pothole.response_target: found '0 working days', expected e.g. \"5 working "
        "days\", allowed 1 to 1000"},
       {"[category.pothole]", "response_from = \"signed\"",
        "category.pothole.response_from: found 'signed', allowed created, dispatched"},
       {"[category.pothole]", "priorities = [{ share = 0.5, priority = 1 }]",
        "category.pothole.priorities: found shares that sum to 0.5, allowed 1"},
       {"[category.pothole]", "duplicate_probability = 0.1",
        "category: found a duplicate_probability, expected a table [duplicates] with it"},
       {"[agency.works]", "refuse_reasons = { wrong_area = 1, unclear = 0.5, overlapping = 0 }",
        "agency.works.refuse_reasons: found shares that sum to 1.5, allowed 1"},
       {"[agency.works]", "pauses = [{ reason = \"rain\" }]", "missing key 'probability'"},
       {"[triage]", "calendar = \"office\"",
        "triage.calendar: found without dispatchers, allowed with them"},
       {"[triage]", "overlapping = \"lead\"",
        "triage.overlapping: found 'lead', allowed may-refuse, first-receiver-leads"}});
  for (const RuleTrouble& trouble : kTroubles) {
    const Result<Scenario> loaded = load_user(with(trouble.table, trouble.line));
    ASSERT_FALSE(loaded) << trouble.line;
    const std::string& message = loaded.error().message;
    EXPECT_NE(message.find(trouble.message), std::string::npos) << message;
    EXPECT_EQ(message.rfind("t.toml:", 0), 0U) << message;
  }
}

}  // namespace
}  // namespace hotline::sim
