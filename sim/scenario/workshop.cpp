// sim/scenario/workshop.cpp: units and crews of [agency.*], [[job]], [[assist]]
#include <algorithm>
#include <array>

#include "sim/scenario/front_office_names.hpp"
#include "sim/scenario/ids.hpp"
#include "sim/scenario/parts.hpp"
#include "sim/scenario/staffing.hpp"

namespace hotline::sim {
namespace {

constexpr std::int64_t kMaxUnits = 10'000;
constexpr std::int64_t kMaxNeeded = 1000;
constexpr double kMaxSpeed = 1000;

/// Reads `crews`, `shifts` or `plan`; a unit that has none of them works as its agency.
void read_crews(const Table& table, const std::string& section, const Scenario& scenario,
                CrewPlan& plan) {
  if (section == "agency.*" || table.has("crews") || table.has("shifts") || table.has("plan")) {
    const std::string_view key = table.one_of({"crews", "shifts", "plan"});
    plan.crews = key == "crews" ? table.integer("crews", 1, kMaxCrews).value_or(1) : 0;
    plan.shifts.clear();
    plan.plan.clear();
    if (key == "shifts") {
      plan.shifts = read_shifts(table, section + ".shifts", "crews", kMaxCrews);
    } else if (key == "plan") {
      plan.plan = read_plan(table, section + ".plan", "crews", kMaxCrews);
    }
  }
  if (const auto calendar = table.reference("calendar", "calendar", scenario.calendar_names)) {
    plan.calendar = *calendar;
  }
}

double read_speed(const Table& table, std::string_view key) {
  const double speed = table.number(key, 0, kMaxSpeed).value_or(1);
  if (speed < 1 / kMaxSpeed) {
    table.fail_at(key, "found " + plain_number(speed) + ", allowed 0.001 to 1000");
    return 1;
  }
  return speed;
}

/// Names are for stages alone: who states none cannot be called.
std::vector<std::string> read_unit_names(const std::vector<Table>& tables) {
  std::vector<std::string> names;
  for (const Table& one : tables) {
    const std::string name = one.text("name").value_or("");
    if (!name.empty() && std::find(names.begin(), names.end(), name) != names.end()) {
      one.fail_at("name", "found the unit '" + name + "' a second time, allowed other names");
    }
    names.push_back(name);
  }
  return names;
}

std::vector<UnitStage> read_stages(const Table& unit, const std::vector<std::string>& names,
                                   const std::string& own) {
  std::vector<UnitStage> stages;
  for (const Table& table : unit.list("stages", "agency.*.unit.stages")) {
    table.need({"units"});
    UnitStage stage;
    stage.after = table.duration("after").value_or(Duration{0});
    for (const std::size_t helper : table.references("units", "unit", names)) {
      if (names[helper] == own) {
        table.fail_at("units", "found the unit itself, allowed others");
      }
      stage.units.push_back(static_cast<std::uint32_t>(helper));
    }
    stage.from_length = table.integer("from_length", 0, kMaxCrews).value_or(1);
    stage.from_busy = table.share("from_busy").value_or(0);
    stages.push_back(std::move(stage));
  }
  return stages;
}

void read_units(const Table& root, const Table& table, const Scenario& scenario, Agency& agency) {
  Unit usual;
  static_cast<CrewPlan&>(usual) = static_cast<const CrewPlan&>(agency);
  if (table.has("units") && table.has("unit")) {
    table.fail_at("units", "found beside unit, allowed one of them");
  }
  if (const auto alike = table.integer("units", 1, kMaxUnits)) {
    agency.units.assign(static_cast<std::size_t>(*alike), usual);
  }
  const std::vector<std::string> districts = names_under(root, "district");
  std::vector<bool> served(districts.size());
  const std::vector<Table> tables = table.list("unit", "agency.*.unit");
  const std::vector<std::string> names = read_unit_names(tables);
  for (std::size_t number = 0; number < tables.size(); ++number) {
    const Table& one = tables[number];
    Unit unit = usual;
    unit.name = names[number];
    unit.stages = read_stages(one, names, unit.name);
    unit.home = ids<DistrictId>(one, "home", "district", districts);
    read_crews(one, "agency.*.unit", scenario, unit);
    unit.speed = read_speed(one, "speed");
    unit.weight = one.number("weight", 0, 1e9).value_or(1);
    unit.policy = read_selection(one, "policy");
    unit.travel = one.law("travel");
    unit.districts = ids<DistrictId>(one, "districts", "district", districts);
    for (const std::string_view own : {"policy", "districts", "stages"}) {
      if (one.has(own) && !agency.own_lists) {
        one.fail_at(own,
                    "found in a unit without a work list of its own, allowed with "
                    "work_list = \"own\"");
      }
    }
    for (std::size_t d = 0; d < served.size(); ++d) {
      served[d] = served[d] || unit.districts.empty() ||
                  std::find(unit.districts.begin(), unit.districts.end(),
                            DistrictId{static_cast<std::uint32_t>(d)}) != unit.districts.end();
    }
    agency.units.push_back(std::move(unit));
  }
  const auto nobody = std::find(served.begin(), served.end(), false);
  if (table.has("unit") && nobody != served.end()) {
    table.fail_at("unit", "found no unit for the district '" +
                              districts[static_cast<std::size_t>(nobody - served.begin())] +
                              "', expected one at least");
  }
}

/// Crews with several tickets in hand stay where they are, and finish them.
void need_no_interruption(const Table& table, const Agency& agency) {
  if (!agency.concurrency) {
    return;
  }
  if (agency.preemption != Preemption::kNone || agency.interrupts_at_shift_end) {
    table.fail_at("concurrency", "found beside work that is interrupted, allowed without");
  }
  if (agency.travel || std::any_of(agency.units.begin(), agency.units.end(),
                                   [](const Unit& unit) { return unit.travel.has_value(); })) {
    table.fail_at("concurrency", "found beside travel, allowed without");
  }
}

/// Adds what a ticket of the category may be taken for, by people or by the machine.
void add_mistaken(const Scenario& scenario, std::uint32_t category, bool human,
                  std::vector<bool>& taken) {
  const auto row = std::find_if(
      scenario.confusion.begin(), scenario.confusion.end(), [&](const ConfusionRow& one) {
        return (human ? one.human : one.machine) && admits(one.categories, CategoryId{category});
      });
  const bool stated = row != scenario.confusion.end();
  if (stated && !row->taken_for.empty()) {
    for (const auto& [other, share] : row->taken_for) {
      taken[other] = taken[other] || share > 0;
    }
    return;
  }
  const double accuracy = stated  ? row->accuracy
                          : human ? scenario.triage.human_accuracy
                                  : scenario.triage.machine_accuracy;
  for (std::uint32_t other = 0; accuracy < 1 && other < taken.size(); ++other) {
    taken[other] = taken[other] || !stated || admits(row->among, CategoryId{other});
  }
}

/// Categories whose agencies may lead a ticket of the category: its own, and where an arbitration
/// may leave it where it is, those that it may be taken for.
std::vector<bool> treated_as(const Scenario& scenario, std::uint32_t category) {
  std::vector<bool> taken(scenario.categories.size());
  taken[category] = true;
  if (scenario.triage.arbitration_accuracy < 1) {
    add_mistaken(scenario, category, true, taken);
    add_mistaken(scenario, category, false, taken);
  }
  return taken;
}

/// Adds those that are responsible for a category, in whatever district.
void add_responsible(const Scenario& scenario, std::uint32_t category,
                     std::vector<AgencyId>& agencies) {
  agencies.push_back(scenario.categories[category].agency);
  for (const ResponsibilityRow& row : scenario.responsibilities) {
    if (admits(row.categories, CategoryId{category})) {
      agencies.push_back(row.agency);
    }
  }
}

/// Agencies that may lead a ticket that is taken for some category.
std::vector<AgencyId> leaders_of(const Scenario& scenario, std::uint32_t category) {
  const std::vector<bool> taken = treated_as(scenario, category);
  std::vector<AgencyId> leaders;
  for (std::uint32_t c = 0; c < taken.size(); ++c) {
    if (taken[c]) {
      add_responsible(scenario, c, leaders);
    }
  }
  for (const District& district : scenario.districts) {
    if (district.agency) {
      leaders.push_back(*district.agency);
    }
  }
  for (const Agency& agency : scenario.agencies) {
    for (const HandOver& stage : agency.hand_over) {
      if (stage.to) {
        leaders.push_back(*stage.to);
      }
    }
  }
  return leaders;
}

/// Jobs that crews with several tickets in hand cannot do.
void check_jobs_in_hand(const Table& root, const Scenario& scenario, std::uint32_t agency) {
  for (const JobRow& row : scenario.jobs) {
    if (admits(row.agencies, AgencyId{agency}) && (row.crews.value_or(1) > 1 || row.travel)) {
      root.fail_at("job", "found several crews or travel for '" + scenario.agencies[agency].name +
                              "', whose crews have several tickets in hand, allowed neither");
    }
  }
}

/// An agency with such crews that the row would bind together with others; null: none.
const Agency* shared_in(const Scenario& scenario, const AssistRow& row) {
  std::vector<AgencyId> all{row.agency};
  for (std::uint32_t c = 0; c < scenario.categories.size(); ++c) {
    if (admits(row.categories, CategoryId{c})) {
      const std::vector<AgencyId> leaders = leaders_of(scenario, c);
      all.insert(all.end(), leaders.begin(), leaders.end());
    }
  }
  const auto wrong = std::find_if(all.begin(), all.end(), [&](AgencyId agency) {
    return scenario.agencies[agency.index()].concurrency.has_value();
  });
  return wrong == all.end() ? nullptr : &scenario.agencies[wrong->index()];
}

HandOver read_hand_over(const Table& root, const Table& table) {
  table.need({"after"});
  HandOver rule;
  rule.after = table.duration("after").value_or(Duration{0});
  rule.from_length = table.integer("from_length", 1, kMaxCrews).value_or(1);
  if (const auto to = table.reference("to", "agency", names_under(root, "agency"))) {
    rule.to = AgencyId{static_cast<std::uint32_t>(*to)};
  }
  return rule;
}

/// Who assigns tickets to lists must say how: the first unit would get them all.
void need_routing(const Table& root, const Table& table, const Agency& agency) {
  const std::optional<Table> run = root.table("run", "run");
  if (agency.own_lists && agency.units.size() > 1 && !agency.routing && run &&
      !run->has("unit_routing")) {
    table.fail_at("work_list", "found units with work lists of their own, expected unit_routing");
  }
}

/// Units that the job may come to must be able to begin it.
void need_crews(const Table& table, const Scenario& scenario, const JobRow& job) {
  const auto few = [&](const CrewPlan& plan) { return plan.most() < job.crews.value_or(1); };
  for (std::uint32_t a = 0; job.crews && a < scenario.agencies.size(); ++a) {
    const Agency& agency = scenario.agencies[a];
    const bool meant = job.agencies.empty() || std::find(job.agencies.begin(), job.agencies.end(),
                                                         AgencyId{a}) != job.agencies.end();
    if (meant &&
        (agency.units.empty() ? few(agency)
                              : std::any_of(agency.units.begin(), agency.units.end(), few))) {
      return table.fail_at("crews", "found more crews than a unit of '" + agency.name +
                                        "' ever has, allowed up to that");
    }
  }
}

}  // namespace

std::int64_t CrewPlan::most() const {
  std::int64_t most = crews;
  for (const PlanStep& step : plan) {
    most = std::max(most, step.agents);
  }
  for (const Shift& at : shifts) {
    std::int64_t sum = 0;
    for (const Shift& shift : shifts) {
      const bool covers = shift.from <= at.from && at.from < shift.to;
      const bool wraps = at.from + kWeek < shift.to;
      sum += covers || wraps ? shift.agents : 0;
    }
    most = std::max(most, sum);
  }
  return most;
}

void read_workshop(const Table& root, const Table& table, const Scenario& scenario,
                   Agency& agency) {
  constexpr std::array<std::string_view, 2> kLists{"shared", "own"};
  constexpr std::array<std::string_view, 3> kPreemptions{"none", "resume", "restart"};
  constexpr std::array<std::string_view, 2> kShiftEnds{"finish", "interrupt"};
  read_crews(table, "agency.*", scenario, agency);
  agency.travel = table.law("travel");
  agency.own_lists = table.choice("work_list", kLists).value_or(0) == 1;
  agency.policy = read_selection(table, "policy");
  agency.routing = read_routing(table, "unit_routing");
  agency.preemption = static_cast<Preemption>(table.choice("preemption", kPreemptions).value_or(0));
  agency.interrupts_at_shift_end = table.choice("shift_end", kShiftEnds).value_or(0) == 1;
  read_side_work(table, agency);
  if (const std::optional<Table> quota = table.table("quota", "agency.*.quota")) {
    quota->need({"jobs"});
    agency.quota = Quota{quota->integer("jobs", 1, kMaxCrews).value_or(1),
                         quota->duration("period", kMinute).value_or(kDay)};
  }
  if (const std::optional<Table> several = table.table("concurrency", "agency.*.concurrency")) {
    agency.concurrency = read_concurrency(*several);
  }
  read_units(root, table, scenario, agency);
  need_no_interruption(table, agency);
  for (const Table& one : table.list("hand_over", "agency.*.hand_over")) {
    agency.hand_over.push_back(read_hand_over(root, one));
  }
  std::stable_sort(agency.hand_over.begin(), agency.hand_over.end(),
                   [](const HandOver& a, const HandOver& b) { return a.after < b.after; });
  need_routing(root, table, agency);
}

void read_jobs(const Table& root, Scenario& scenario) {
  constexpr std::array<std::string_view, 2> kKinds{"fork-join", "simultaneous"};
  const std::vector<std::string> agencies = names_of(scenario.agencies);
  const std::vector<std::string> categories = names_of(scenario.categories);
  for (const Table& table : root.list("job", "job")) {
    JobRow row;
    row.agencies = ids<AgencyId>(table, "agencies", "agency", agencies);
    row.categories = ids<CategoryId>(table, "categories", "category", categories);
    row.lead = table.law("lead");
    row.work = table.law("work");
    row.travel = table.law("travel");
    row.crews = table.integer("crews", 1, kMaxNeeded);
    row.reserve = table.integer("reserve", 0, kMaxCrews);
    row.factor = table.number("factor", 0, kMaxSpeed).value_or(1);
    need_crews(table, scenario, row);
    scenario.jobs.push_back(std::move(row));
  }
  for (const Table& table : root.list("assist", "assist")) {
    table.need({"agency", "probability"});
    AssistRow row;
    row.categories = ids<CategoryId>(table, "categories", "category", categories);
    const std::size_t agency = table.reference("agency", "agency", agencies).value_or(0);
    row.agency = AgencyId{static_cast<std::uint32_t>(agency)};
    row.probability = table.share("probability").value_or(0);
    row.simultaneous = table.choice("kind", kKinds).value_or(0) == 1;
    row.work = table.law("work");
    if (row.simultaneous && row.work) {
      table.fail_at("work", "found in simultaneous work, which has the leading agency's");
    }
    scenario.assists.push_back(std::move(row));
  }
}

void check_hands(const Table& root, const Scenario& scenario) {
  for (std::uint32_t a = 0; a < scenario.agencies.size(); ++a) {
    if (scenario.agencies[a].concurrency) {
      check_jobs_in_hand(root, scenario, a);
    }
  }
  for (const AssistRow& row : scenario.assists) {
    const Agency* const shared = row.simultaneous ? shared_in(scenario, row) : nullptr;
    if (shared != nullptr) {
      root.fail_at("assist", "found simultaneous work with '" + shared->name +
                                 "', whose crews have several tickets in hand, allowed fork-join");
    }
  }
}

}  // namespace hotline::sim
