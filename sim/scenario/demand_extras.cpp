// sim/scenario/demand_extras.cpp: what few rows of [[demand]] state.
#include <algorithm>
#include <numeric>

#include "sim/random/arithmetic.hpp"
#include "sim/scenario/parts.hpp"

namespace hotline::sim {
namespace {

constexpr std::size_t kMaxRateSteps = 10'000;
constexpr double kHoursADay = 24;

std::vector<RateStep> read_plan(const Table& row) {
  std::vector<RateStep> plan;
  for (const Table& step : row.list("plan", "demand.plan")) {
    step.need({"from", "rate"});
    const Duration from = step.duration("from").value_or(Duration{0});
    if (plan.size() == kMaxRateSteps || (!plan.empty() && from <= plan.back().from)) {
      step.fail_at("from", "found no next time, expected up to 10000 times in order");
      return plan;
    }
    plan.push_back(RateStep{from, step.rate("rate").value_or(0) / kHoursADay});
  }
  if (plan.empty()) {
    row.fail_at("plan", R"(found no step, expected { from = "0 s", rate = "100 /h" })");
  }
  return plan;
}

/// Contacts a day of the plan, for weights.
double mean_per_day(const std::vector<RateStep>& plan, Duration length) {
  double contacts = 0;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const Duration end = i + 1 < plan.size() ? std::min(plan[i + 1].from, length) : length;
    const Duration span = std::max(end - plan[i].from, Duration{0});
    contacts += plan[i].per_hour * to_seconds(span) / to_seconds(kHour);
  }
  return contacts / (to_seconds(length) / to_seconds(kDay));
}

SinusoidRate read_sinusoid(const Table& table) {
  table.need({"mean", "amplitude", "period"});
  SinusoidRate rate;
  rate.mean_per_hour = table.rate("mean").value_or(0) / kHoursADay;
  rate.amplitude_per_hour = table.rate("amplitude").value_or(0) / kHoursADay;
  rate.period = table.duration("period", kSecond).value_or(kDay);
  rate.phase = table.duration("phase").value_or(Duration{0});
  if (rate.amplitude_per_hour > rate.mean_per_hour) {
    if (!table.varies()) {
      table.fail_at("amplitude", "found more than the mean, allowed up to it");
    }
    rate.amplitude_per_hour = rate.mean_per_hour;
  }
  return rate;
}

std::vector<double> cumulative_shares(const std::vector<double>& weights) {
  std::vector<double> edges(weights.size());
  std::partial_sum(weights.begin(), weights.end(), edges.begin());
  for (double& edge : edges) {
    edge /= edges.back();
  }
  return edges;
}

/// { size = 3 }, { geometric = 2.5 } or { weights = [...] }
CountLaw read_count(const Table& table) {
  CountLaw law;
  const std::string_view form = table.one_of({"size", "geometric", "weights"});
  if (form == "size") {
    law.number = static_cast<double>(table.integer("size", 1, 10'000).value_or(1));
  } else if (form == "geometric") {
    law.family = CountLaw::Family::kGeometric;
    law.number = table.number("geometric", 1, 5000).value_or(1);
  } else if (form == "weights") {
    law.family = CountLaw::Family::kWeights;
    const std::vector<double> weights = table.numbers_up_to("weights", 1000);
    if (std::accumulate(weights.begin(), weights.end(), 0.0) > 0) {
      law.cumulative = cumulative_shares(weights);
      law.cumulative.back() = 1;
    } else {
      table.fail_at("weights", "found weights of zero, expected one above 0 at least");
    }
  }
  return law;
}

void read_extras(const Table& row, const Scenario& scenario, DemandExtras& extras) {
  extras.from = row.duration("from").value_or(extras.from);
  extras.until = row.duration("until").value_or(extras.until);
  if (extras.until < extras.from) {
    row.fail_at("until", "found less than 'from', allowed from there on");
  }
  if (const std::optional<double> growth = row.number("growth", -0.9, 10)) {
    extras.log_growth = fixed_log(1 + *growth);
  }
  if (const std::optional<Table> batch = row.table("batch", "demand.batch")) {
    extras.batch = read_count(*batch);
  }
  if (const std::optional<Table> reports = row.table("reports", "demand.reports")) {
    reports->need({"mean_delay"});
    extras.reports =
        Reports{read_count(*reports), reports->duration("mean_delay").value_or(Duration{0})};
    if (extras.batch) {
      row.fail_at("reports", "found beside 'batch', allowed one of them");
    }
  }
  if (row.has("districts")) {
    std::vector<double> shares(scenario.districts.size());
    for (const auto& [district, share] :
         row.mix("districts", "district", names_of(scenario.districts))) {
      shares[district] = share;
    }
    if (std::accumulate(shares.begin(), shares.end(), 0.0) > 0) {
      extras.district_edges = cumulative_shares(shares);
    }
  }
}

/// Profiles stand with per_day alone, the first arrival with gaps.
void check_beside(const Table& row, std::string_view form) {
  if (form != "per_day" && !form.empty()) {
    for (const std::string_view key : {"hour", "weekday", "month", "week"}) {
      if (row.has(key)) {
        row.fail_at(key, "found beside '" + std::string(form) + "', allowed with per_day only");
      }
    }
  }
  if (row.has("first") && form != "interarrival") {
    row.fail_at("first", "found without 'interarrival', allowed with it only");
  }
}

}  // namespace

double read_process(const Table& row, const Scenario& scenario, Demand& demand) {
  constexpr auto kRare =
      std::to_array<std::string_view>({"plan", "sinusoid", "interarrival", "from", "until",
                                       "growth", "batch", "reports", "districts", "week"});
  if (std::any_of(kRare.begin(), kRare.end(), [&](auto key) { return row.has(key); })) {
    demand.extras.emplace();
    read_extras(row, scenario, *demand.extras);
  }
  if (scenario.growth != 0 && !row.has("growth")) {
    demand.extras = demand.extras ? demand.extras : DemandExtras{};
    demand.extras->log_growth = fixed_log(1 + scenario.growth);
  }
  const std::string_view form = row.one_of({"per_day", "plan", "sinusoid", "interarrival"});
  check_beside(row, form);
  if (form == "plan") {
    demand.extras->plan = read_plan(row);
    return mean_per_day(demand.extras->plan, scenario.warm_up + scenario.length);
  }
  if (form == "sinusoid") {
    const std::optional<Table> table = row.table("sinusoid", "demand.sinusoid");
    demand.extras->sinusoid = table ? read_sinusoid(*table) : SinusoidRate{};
    return demand.extras->sinusoid->mean_per_hour * kHoursADay;
  }
  if (form == "interarrival") {
    const DurationLaw gap = row.law("interarrival").value_or(DurationLaw{});
    demand.extras->renewal = Renewal{gap, row.duration("first")};
    const double mean = mean_seconds(gap);
    if (!(mean >= 1e-3)) {
      row.fail_at("interarrival", "found a mean gap below 1 ms, allowed from there on");
    }
    return mean > 0 ? to_seconds(kDay) / mean : 0;
  }
  return row.rate("per_day").value_or(0);
}

}  // namespace hotline::sim
