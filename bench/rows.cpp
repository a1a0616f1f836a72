#include "bench/rows.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <utility>

#include "bench/cpu_time.hpp"
#include "bench/draws.hpp"
#include "bench/kernel_models.hpp"
#include "bench/whole_process.hpp"
#include "bench/yardsticks.hpp"
#include "core/facts/sink.hpp"
#include "core/measures/scorecard.hpp"
#include "core/theory/abandonment.hpp"
#include "core/theory/erlang.hpp"
#include "sim/experiment/replications.hpp"
#include "sim/run/replication.hpp"
#include "sim/scenario/open.hpp"

namespace hotline::bench {
namespace {

constexpr QueueLoad kSingle{0.9, 1, 0, 1};
constexpr QueueLoad kErlangA{50, 1, 0.5, 50};
constexpr double kMostMib = 256;
constexpr double kRounds = 5;  // the tolerances below hold from so many rounds on

// Standard deviation of the mean wait of n customers, times sqrt(n). M/M/1: from rho (2 + 5 rho -
// 4 rho^2 + rho^3) / (1 - rho)^4 (D. J. Daley, The serial correlation coefficients of waiting times
// in a stationary single server queue, J. Austral. Math. Soc. 8 (1968) 683-699). M/M/50+M: found by
// 400 runs of the yardstick.
constexpr double kSingleSpread = 189.5;
constexpr double kErlangASpread = 1.6;

using QueueModel = QueueOutcome (*)(const QueueLoad&, std::uint64_t, std::uint64_t);

Side queue_side(QueueModel model, const QueueLoad& load, std::uint64_t customers) {
  return [=](std::uint64_t seed) {
    QueueOutcome outcome;
    const double seconds = cpu_seconds([&] { outcome = model(load, customers, seed); });
    return Sample{seconds, static_cast<double>(outcome.customers), outcome.mean_wait};
  };
}

double mean_wait(const QueueLoad& load) {
  const theory::Pool pool{load.arrival_rate, load.service_rate, static_cast<int>(load.agents)};
  return load.abandonment_rate > 0 ? theory::erlang_a(pool, load.abandonment_rate, 0)->mean_wait
                                   : theory::erlang_c(pool)->mean_wait;
}

/// Four standard deviations of the mean over all rounds.
double tolerance(double spread, std::uint64_t customers, double rounds = kRounds) {
  return 4 * spread / std::sqrt(static_cast<double>(customers) * rounds);
}

Comparison kernel_row(const QueueLoad& load, std::uint64_t customers) {
  const bool single = load.agents == 1;
  Comparison row;
  row.name = single ? "M/M/1 through the kernel" : "M/M/50+M through the kernel";
  row.yardstick = single ? "Lindley" : "Kiefer-Wolfowitz";
  row.limit = single ? 4 : 5;
  row.ours = queue_side(&through_kernel<ModelDraws>, load, customers);
  row.ours_cheap = queue_side(&through_kernel<CheapDraws>, load, customers);
  row.measure =
      queue_side(single ? &lindley<ModelDraws> : &kiefer_wolfowitz<ModelDraws>, load, customers);
  row.measure_cheap =
      queue_side(single ? &lindley<CheapDraws> : &kiefer_wolfowitz<CheapDraws>, load, customers);
  row.expected = mean_wait(load);
  row.tolerance = tolerance(single ? kSingleSpread : kErlangASpread, customers);
  return row;
}

template <class Hold>
Side hold_side(std::uint32_t pending, std::uint64_t holds) {
  return [=](std::uint64_t seed) {
    Hold model(pending, seed);
    std::uint64_t sum = model.hold(pending);  // the steady state, nearly
    const double seconds = cpu_seconds([&] { sum += model.hold(holds); });
    return Sample{seconds, static_cast<double>(holds), static_cast<double>(sum)};
  };
}

Comparison hold_row(std::uint32_t pending, std::uint64_t holds) {
  Comparison row;
  row.name = "hold model, " + std::to_string(pending) + " pending";
  row.yardstick = "std::priority_queue";
  row.limit = 0.3;
  row.ours = hold_side<KernelHold<CheapDraws>>(pending, holds);
  row.measure = hold_side<HeapHold<CheapDraws>>(pending, holds);
  row.same_answer = true;
  return row;
}

using ScenarioPtr = std::shared_ptr<const sim::Scenario>;

ScenarioPtr open(const std::string& name_or_path, int days) {
  Result<sim::Scenario> scenario = sim::open_scenario(name_or_path);
  if (!scenario) {
    throw std::runtime_error(scenario.error().message);
  }
  scenario->warm_up = Duration{0};
  scenario->length = days * kDay;
  return std::make_shared<sim::Scenario>(*std::move(scenario));
}

/// The whole model with its scorecard; the unit is a contact.
Side model_side(const ScenarioPtr& scenario,
                double (*answer)(const sim::Scenario&, const measures::Scorecard&)) {
  return [=](std::uint64_t seed) {
    measures::Scorecard card;
    const double seconds = cpu_seconds([&] { sim::run_replication(*scenario, seed, 0, card); });
    return Sample{seconds, static_cast<double>(card.all_channels().arrived),
                  answer(*scenario, card)};
  };
}

double wait_in_talks(const sim::Scenario& scenario, const measures::Scorecard& card) {
  const measures::ChannelCounts all = card.all_channels();
  return (all.waited_answered.sum_seconds() + all.waited_abandoned.sum_seconds()) /
         static_cast<double>(all.arrived) / sim::mean_seconds(scenario.categories[0].talk);
}

/// With exponential patience, those who hang up are in the mean as many as the area under the queue
/// length divided by the mean patience, whatever else happens; and the difference, a martingale,
/// has the number itself as its variance. This is the difference in standard deviations.
double abandonment_deviation(const sim::Scenario& scenario, double abandoned, double area) {
  const double expected = area / sim::mean_seconds(*scenario.channels[0].patience);
  return (abandoned - expected) / std::sqrt(std::max(1.0, abandoned));
}

double abandonment_deviation(const sim::Scenario& scenario, const measures::Scorecard& card) {
  const measures::ChannelCounts all = card.all_channels();
  return abandonment_deviation(scenario, static_cast<double>(all.abandoned),
                               static_cast<double>(all.queue.area_us(card.measured_until())) / 1e6);
}

Comparison erlang_row(const RowOptions& options, std::uint64_t customers) {
  const int days = options.tiny ? 1 : 20;
  Comparison row;
  row.name = "M/M/50+M as a scenario, with scorecard";
  row.yardstick = "Kiefer-Wolfowitz";
  row.limit = 15;
  row.ours = model_side(open(options.scenarios + "/erlang-a.toml", days), &wait_in_talks);
  row.measure = queue_side(&kiefer_wolfowitz<ModelDraws>, kErlangA, customers);
  row.measure_cheap = queue_side(&kiefer_wolfowitz<CheapDraws>, kErlangA, customers);
  row.expected = mean_wait(kErlangA);
  row.tolerance = tolerance(kErlangASpread, static_cast<std::uint64_t>(days) * 24'000);
  return row;
}

Comparison front_office_row(const RowOptions& options, std::uint64_t customers) {
  Comparison row;
  row.name = "front office: 12 lines, 36 queues, 300 agents";
  row.yardstick = "Lindley";
  row.limit = 15;
  row.ours = model_side(open(options.scenarios + "/front-office.toml", options.tiny ? 1 : 4),
                        &abandonment_deviation);
  row.measure = queue_side(&lindley<ModelDraws>, kSingle, customers);
  row.measure_cheap = queue_side(&lindley<CheapDraws>, kSingle, customers);
  row.tolerance = 4 / std::sqrt(kRounds);
  return row;
}

Comparison new_york_row(const RowOptions& options, std::uint64_t customers) {
  const int days = options.tiny ? 1 : 365;
  const ScenarioPtr city = open("new-york", days);
  Comparison row;
  row.name =
      options.tiny ? "a day of New York, whole process" : "a year of New York, whole process";
  row.yardstick = "Lindley";
  row.limit = 60;
  row.rounds = 1;
  row.ours = [=](std::uint64_t seed) {
    const CityRun run = run_city(options.hotline, "new-york", days, seed);
    (void)std::printf("    %.2f M contacts, %.2f M tickets: %.1f s of CPU, %.0f MiB at most%s\n",
                      run.contacts / 1e6, run.tickets / 1e6, run.cpu_seconds, run.most_mib,
                      run.most_mib > kMostMib ? "; MORE THAN 256" : "");
    const double area = run.mean_queue * to_seconds(city->length);
    return Sample{run.cpu_seconds, run.contacts + run.tickets,
                  abandonment_deviation(*city, run.abandoned, area)};
  };
  row.measure = queue_side(&lindley<ModelDraws>, kSingle, customers);
  row.measure_cheap = queue_side(&lindley<CheapDraws>, kSingle, customers);
  row.tolerance = 6;
  return row;
}

/// Of the whole run, for the unit of a side that counts nothing.
double expected_contacts(const sim::Scenario& scenario) {
  double per_day = 0;
  for (const sim::Demand& demand : scenario.demand) {
    per_day += demand.per_day;
  }
  return per_day * to_seconds(scenario.length) / 86400;
}

Comparison scorecard_row(const RowOptions& options) {
  const ScenarioPtr scenario = open(options.scenarios + "/front-office.toml", options.tiny ? 1 : 4);
  Comparison row;
  row.name = "front office, scorecard attached";
  row.yardstick = "the same, detached";
  row.limit = 1.25;
  row.ours = model_side(scenario, &abandonment_deviation);
  row.measure = [=](std::uint64_t seed) {
    NullSink nobody;
    const double seconds = cpu_seconds([&] { sim::run_replication(*scenario, seed, 0, nobody); });
    return Sample{seconds, expected_contacts(*scenario), 0};
  };
  row.tolerance = 4 / std::sqrt(kRounds);
  return row;
}

/// Replications on so many threads, by the wall clock.
Side threads_side(const ScenarioPtr& scenario, unsigned threads) {
  return [=](std::uint64_t seed) {
    sim::ReplicationPlan plan;
    plan.seed = seed;
    plan.replications = 8;
    plan.threads = threads;
    const double before = seconds_of(CLOCK_MONOTONIC);
    const sim::ReplicationResults results = sim::run_replications(*scenario, plan);
    const double seconds = seconds_of(CLOCK_MONOTONIC) - before;
    double arrived = 0;
    for (const measures::Scorecard& card : results.scorecards) {
      arrived += static_cast<double>(card.all_channels().arrived);
    }
    return Sample{seconds, arrived, arrived};
  };
}

/// The other way round: how many times as long one thread takes.
Comparison threads_row(const RowOptions& options) {
  const ScenarioPtr scenario = open(options.scenarios + "/front-office.toml", 1);
  Comparison row;
  row.name = "8 replications, wall clock: 1 thread";
  row.yardstick = "2 threads";
  row.limit = 1.9;
  row.at_least = true;
  row.ours = threads_side(scenario, 1);
  row.measure = threads_side(scenario, 2);
  row.same_answer = true;
  return row;
}

}  // namespace

std::vector<Comparison> all_rows(const RowOptions& options) {
  const std::uint64_t customers = options.tiny ? 20'000 : 1'000'000;
  std::vector<Comparison> rows;
  rows.push_back(kernel_row(kSingle, customers));
  rows.push_back(kernel_row(kErlangA, customers));
  for (const std::uint32_t pending : {64U, 1'000U, 100'000U}) {
    rows.push_back(hold_row(pending, customers));
  }
  rows.push_back(erlang_row(options, customers));
  rows.push_back(front_office_row(options, customers));
  rows.push_back(new_york_row(options, customers));
  rows.push_back(scorecard_row(options));
  rows.push_back(threads_row(options));
  return rows;
}

}  // namespace hotline::bench
