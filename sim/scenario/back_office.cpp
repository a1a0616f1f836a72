// sim/scenario/back_office.cpp: [agency.*], [triage], [survey]
#include <algorithm>

#include "sim/scenario/parts.hpp"

namespace hotline::sim {
namespace {

constexpr std::int64_t kMaxRounds = 100;

bool opens_tickets(const Scenario& scenario) {
  return std::any_of(scenario.categories.begin(), scenario.categories.end(),
                     [](const Category& category) { return category.ticket_probability > 0; });
}

void read_triage(const Table& table, Triage& triage) {
  table.need({"human_delay", "human_accuracy", "arbitration_delay"});
  triage.human_delay = table.law("human_delay").value_or(kAtOnce);
  triage.machine_delay = table.law("machine_delay").value_or(triage.human_delay);
  triage.human_accuracy = table.share("human_accuracy").value_or(1);
  triage.machine_accuracy = table.share("machine_accuracy").value_or(triage.human_accuracy);
  triage.max_returns =
      static_cast<std::uint32_t>(table.integer("max_returns", 0, kMaxRounds).value_or(2));
  triage.arbitration_delay = table.law("arbitration_delay").value_or(kAtOnce);
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
    read_triage(*triage, scenario.triage);
  }
  if (const std::optional<Table> survey = root.table("survey", "survey")) {
    read_survey(*survey, scenario.survey);
  }
}

}  // namespace hotline::sim
