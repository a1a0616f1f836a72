#include "sim/hotline/units.hpp"

#include <algorithm>

namespace hotline::sim {
namespace {

template <class Id>
bool holds_for(const std::vector<Id>& stated, Id one) {
  return stated.empty() || std::find(stated.begin(), stated.end(), one) != stated.end();
}

template <class T>
void add_once(std::vector<T>& all, const T& one) {
  if (std::find(all.begin(), all.end(), one) == all.end()) {
    all.push_back(one);
  }
}

/// Applies what the row says.
void apply(const JobRow& row, UnitTable::JobType& type) {
  type.lead = row.lead ? &*row.lead : type.lead;
  type.work = row.work ? &*row.work : type.work;
  type.travel = row.travel ? &*row.travel : type.travel;
  type.crews = row.crews.value_or(type.crews);
  type.reserve = row.reserve.value_or(type.reserve);
  type.factor *= row.factor;
}

bool same(const CrewPlan& a, const CrewPlan& b) {
  return a.crews == b.crews && a.calendar == b.calendar &&
         std::equal(a.shifts.begin(), a.shifts.end(), b.shifts.begin(), b.shifts.end(),
                    [](const Shift& x, const Shift& y) {
                      return x.from == y.from && x.to == y.to && x.agents == y.agents;
                    }) &&
         std::equal(a.plan.begin(), a.plan.end(), b.plan.begin(), b.plan.end(),
                    [](const PlanStep& x, const PlanStep& y) {
                      return x.from == y.from && x.agents == y.agents;
                    });
}

/// Mean work, as far as a run can last.
Duration mean_of(const DurationLaw& work, double factor) {
  return from_seconds(std::min(mean_seconds(work) * factor, to_seconds(kMaxSpan)));
}

/// What the scenario says of an agency's jobs in a category.
std::vector<const JobRow*> rows_for(const Scenario& scenario, AgencyId agency,
                                    CategoryId category) {
  std::vector<const JobRow*> rows;
  for (const JobRow& row : scenario.jobs) {
    if (holds_for(row.agencies, agency) && holds_for(row.categories, category)) {
      rows.push_back(&row);
    }
  }
  return rows;
}

}  // namespace

std::int64_t CrewDuty::on_duty(SimTime now) const {
  if (!calendar_->is_open(now)) {
    return 0;
  }
  if (!plan_->shifts.empty()) {
    return roster_.on_duty(now);
  }
  std::int64_t crews = plan_->crews;
  for (const PlanStep& step : plan_->plan) {
    crews = start_ + step.from <= now ? step.agents : crews;
  }
  return crews;
}

SimTime CrewDuty::next_change(SimTime now) const {
  SimTime next = calendar_->next_change(now);
  if (!plan_->shifts.empty()) {
    next = std::min(next, roster_.next_change(now));
  }
  for (const PlanStep& step : plan_->plan) {
    if (start_ + step.from > now) {
      return std::min(next, start_ + step.from);
    }
  }
  return next;
}

UnitTable::UnitTable(const Scenario& scenario, const Selection& policy)
    : categories_(scenario.categories.size()) {
  for (std::uint32_t a = 0; a < scenario.agencies.size(); ++a) {
    const Agency& agency = scenario.agencies[a];
    AgencyPlan& plan = agencies_.emplace_back();
    plan.stated = &agency;
    plan.own_lists = agency.own_lists;
    plan.routing = agency.routing.value_or(scenario.unit_routing);
    plan.watches = agency.preemption != Preemption::kNone || agency.interrupts_at_shift_end;
    plan.by_district = std::any_of(agency.units.begin(), agency.units.end(),
                                   [](const Unit& unit) { return !unit.districts.empty(); });
    plan.by_home = std::any_of(agency.units.begin(), agency.units.end(),
                               [](const Unit& unit) { return !unit.home.empty(); });
    add_units(scenario, a, agency.policy.value_or(policy));
  }
  mark_districts(scenario);
  add_helpers();
  assign_types(scenario);
}

void UnitTable::add_units(const Scenario& scenario, std::uint32_t number, const Selection& policy) {
  const Agency& agency = scenario.agencies[number];
  agencies_[number].first = static_cast<std::uint32_t>(units_.size());
  UnitPlan plan;
  plan.agency = number;
  plan.policy = policy;
  plan.travel = agency.travel ? &*agency.travel : nullptr;
  duties_.emplace_back(agency, scenario);
  plan.duty = static_cast<std::uint32_t>(duties_.size() - 1);
  plan.most = agency.most();
  if (agency.units.empty()) {
    units_.push_back(plan);
  }
  for (const Unit& unit : agency.units) {
    add_unit(scenario, agency, unit, plan);
  }
  agencies_[number].count = static_cast<std::uint32_t>(units_.size()) - agencies_[number].first;
}

void UnitTable::add_unit(const Scenario& scenario, const Agency& agency, const Unit& unit,
                         UnitPlan plan) {
  plan.speed = unit.speed;
  plan.weight = unit.weight;
  plan.policy = unit.policy.value_or(plan.policy);
  plan.travel = unit.travel ? &*unit.travel : plan.travel;
  if (!same(agency, unit)) {
    plan.most = unit.most();
    duties_.emplace_back(unit, scenario);
    plan.duty = static_cast<std::uint32_t>(duties_.size() - 1);
  }
  units_.push_back(plan);
}

void UnitTable::use(std::uint32_t agency, const Selection& policy) {
  const AgencyPlan& plan = agencies_[agency];
  for (std::uint32_t u = 0; u < plan.count; ++u) {
    if (plan.stated->units.empty() || !plan.stated->units[u].policy) {
      units_[plan.first + u].policy = policy;
    }
  }
}

void UnitTable::use(std::uint32_t agency, const Routing& routing) {
  agencies_[agency].routing = routing;
}

void UnitTable::use_own(const Scenario& scenario, const Selection& policy) {
  for (std::uint32_t a = 0; a < agencies_.size(); ++a) {
    use(a, scenario.agencies[a].policy.value_or(policy));
    use(a, scenario.agencies[a].routing.value_or(scenario.unit_routing));
  }
}

void UnitTable::mark_districts(const Scenario& scenario) {
  const std::size_t districts = scenario.districts.size();
  districts_ = BitRows(units_.size(), districts);
  home_ = BitRows(units_.size(), districts);
  const auto mark = [districts](BitRows& rows, std::uint32_t unit,
                                const std::vector<DistrictId>& stated) {
    int marked = 0;
    for (std::uint32_t d = 0; d < districts; ++d) {
      if (holds_for(stated, DistrictId{d})) {
        rows.insert(unit, d);
        ++marked;
      }
    }
    return marked;
  };
  for (const AgencyPlan& plan : agencies_) {
    const bool any = plan.by_district || plan.by_home;
    for (std::uint32_t u = 0; any && u < plan.count; ++u) {
      const Unit& stated = plan.stated->units[u];
      (void)mark(districts_, plan.first + u, stated.districts);
      units_[plan.first + u].breadth = mark(home_, plan.first + u, stated.home);
    }
  }
}

void UnitTable::add_helpers() {
  for (const AgencyPlan& plan : agencies_) {
    for (std::uint32_t u = 0; u < plan.stated->units.size(); ++u) {
      UnitPlan& helped = units_[plan.first + u];
      for (const UnitStage& stage : plan.stated->units[u].stages) {
        if (stage.after > Duration{0}) {
          add_once(helped.stages, stage.after);
        }
        for (const std::uint32_t helper : stage.units) {
          add_once(helped.helpers, plan.first + helper);
          units_[plan.first + helper].helps.push_back(Help{plan.first + u, &stage});
        }
      }
    }
  }
}

void UnitTable::assign_types(const Scenario& scenario) {
  for (const Agency& agency : scenario.agencies) {
    JobType& type = types_.emplace_back();
    type.lead = &agency.lead;
    type.work = &agency.work;
    type.mean = mean_of(agency.work, 1);
  }
  if (scenario.jobs.empty()) {
    return;
  }
  for (std::uint32_t a = 0; a < scenario.agencies.size(); ++a) {
    std::vector<std::pair<std::vector<const JobRow*>, std::uint32_t>> known;
    for (std::uint32_t c = 0; c < categories_; ++c) {
      std::vector<const JobRow*> rows = rows_for(scenario, AgencyId{a}, CategoryId{c});
      const auto alike = std::find_if(known.begin(), known.end(),
                                      [&](const auto& entry) { return entry.first == rows; });
      if (alike != known.end()) {
        types_of_.push_back(alike->second);
        continue;
      }
      JobType type = types_[a];
      for (const JobRow* row : rows) {
        apply(*row, type);
      }
      type.mean = mean_of(*type.work, type.factor);
      types_.push_back(type);
      types_of_.push_back(static_cast<std::uint32_t>(types_.size() - 1));
      known.emplace_back(std::move(rows), types_of_.back());
    }
  }
}

}  // namespace hotline::sim
