// sim/scenario/back_office.cpp: [agency.*], [triage], [survey]
#include <algorithm>
#include <array>

#include "sim/scenario/parts.hpp"

namespace hotline::sim {
namespace {

constexpr std::int64_t kMaxRounds = 100;

bool opens_tickets(const Scenario& scenario) {
  return std::any_of(scenario.categories.begin(), scenario.categories.end(),
                     [](const Category& category) { return category.ticket_probability > 0; });
}

void read_triage(const Table& table, const std::vector<std::string>& calendars, Triage& triage) {
  constexpr std::array<std::string_view, 2> kOverlapping{"may-refuse", "first-receiver-leads"};
  constexpr std::array<std::string_view, 2> kUnclear{"triage", "district"};
  table.need({"human_delay", "human_accuracy", "arbitration_delay"});
  triage.human_delay = table.law("human_delay").value_or(kAtOnce);
  triage.machine_delay = table.law("machine_delay").value_or(triage.human_delay);
  triage.human_accuracy = table.share("human_accuracy").value_or(1);
  triage.machine_accuracy = table.share("machine_accuracy").value_or(triage.human_accuracy);
  triage.max_returns =
      static_cast<std::uint32_t>(table.integer("max_returns", 0, kMaxRounds).value_or(2));
  triage.arbitration_delay = table.law("arbitration_delay").value_or(kAtOnce);
  triage.arbitration_accuracy = table.share("arbitration_accuracy").value_or(1);
  triage.dispatchers = table.integer("dispatchers", 1, kMaxCrews);
  triage.calendar = table.reference("calendar", "calendar", calendars).value_or(0);
  if (table.has("calendar") && !triage.dispatchers) {
    table.fail_at("calendar", "found without dispatchers, allowed with them");
  }
  triage.machine_confident = table.share("machine_confident").value_or(1);
  triage.first_receiver_leads = table.choice("overlapping", kOverlapping).value_or(0) == 1;
  triage.unclear_to_district = table.choice("unclear", kUnclear).value_or(0) == 1;
}

void read_survey(const Table& table, Survey& survey) {
  table.need({"sample_share", "answer_probability", "delay", "satisfied_if_fixed",
              "satisfied_if_unfixed", "reopen_if_unfixed"});
  survey.sample_share = table.share("sample_share").value_or(0);
  survey.answer_probability = table.share("answer_probability").value_or(1);
  survey.delay = table.law("delay").value_or(kAtOnce);
  survey.satisfied_if_fixed = table.share("satisfied_if_fixed").value_or(1);
  survey.satisfied_if_unfixed = table.share("satisfied_if_unfixed").value_or(0);
  survey.reopen_if_unfixed = table.share("reopen_if_unfixed").value_or(1);
  survey.max_reopenings =
      static_cast<std::uint32_t>(table.integer("max_reopenings", 0, kMaxRounds).value_or(1));
  survey.answer_if_unfixed = table.share("answer_if_unfixed");
  survey.contacted_if_on_time = table.share("contacted_if_on_time").value_or(1);
  survey.contacted_if_late = table.share("contacted_if_late").value_or(0);
  survey.says_fixed_if_fixed = table.share("says_fixed_if_fixed").value_or(1);
  survey.says_fixed_if_unfixed = table.share("says_fixed_if_unfixed").value_or(0);
  survey.reopen_if_dissatisfied = table.share("reopen_if_dissatisfied").value_or(0);
}

}  // namespace

void read_agencies(const Table& root, Scenario& scenario) {
  for (const auto& [name, table] : root.named("agency", "agency.*")) {
    table.need({"work"});
    Agency agency;
    agency.name = name;
    agency.sign = table.law("sign").value_or(kAtOnce);
    agency.refuse_probability = table.share("refuse_probability").value_or(0);
    agency.refuse_wrong_probability = table.share("refuse_wrong_probability").value_or(1);
    agency.lead = table.law("lead").value_or(kAtOnce);
    agency.work = table.law("work").value_or(kAtOnce);
    agency.fix_probability = table.share("fix_probability").value_or(1);
    read_workshop(root, table, scenario, agency);
    scenario.agencies.push_back(std::move(agency));
  }
}

void read_after_contact(const Table& root, Scenario& scenario) {
  scenario.triage.human_delay = kAtOnce;
  scenario.triage.machine_delay = kAtOnce;
  scenario.triage.arbitration_delay = kAtOnce;
  scenario.survey.delay = kAtOnce;
  if (opens_tickets(scenario)) {
    root.need({"triage"});
  }
  if (const std::optional<Table> triage = root.table("triage", "triage")) {
    read_triage(*triage, scenario.calendar_names, scenario.triage);
  }
  if (const std::optional<Table> survey = root.table("survey", "survey")) {
    read_survey(*survey, scenario.survey);
  }
}

}  // namespace hotline::sim
