// cli/theory_varying.cpp: formulas of demand and staffing that vary, and of counts.
#include <algorithm>
#include <array>

#include "cli/theory_formulas.hpp"
#include "core/theory/counts.hpp"
#include "core/theory/infinite_server.hpp"
#include "core/theory/time_varying.hpp"

namespace hotline::cli {
namespace {

using Unit = AnswerUnit;

Result<theory::HandlingLaw> law_of(const Arguments& a) {
  const std::string law = a.has("handle-law") ? a.word("handle-law") : "exponential";
  if (law == "exponential") {
    return theory::HandlingLaw::kExponential;
  }
  if (law == "constant") {
    return theory::HandlingLaw::kDeterministic;
  }
  return bad_input("--handle-law: found '" + law + "', allowed exponential, constant");
}

theory::SinusoidalRate sinusoid_of(const Arguments& a) {
  return {a.number("rate"), a.number("amplitude"), a.number("period")};
}

std::string at_label(std::string_view name, std::size_t i) {
  return std::string(name) + "." + std::to_string(i + 1);
}

Result<Answers> infinite_server(const Arguments& a) {
  const Result<theory::HandlingLaw> law = law_of(a);
  if (!law) {
    return tl::unexpected(law.error());
  }
  Answers all;
  for (const double t : a.list("at")) {
    const Result<double> busy =
        theory::infinite_server_mean(sinusoid_of(a), a.number("handle"), *law, t);
    if (!busy) {
      return tl::unexpected(busy.error());
    }
    all.push_back({at_label("busy", all.size()), *busy});
  }
  return all;
}

Result<Answers> modified_offered_load(const Arguments& a) {
  const Result<theory::HandlingLaw> law = law_of(a);
  if (!law) {
    return tl::unexpected(law.error());
  }
  theory::Targets targets;
  targets.service_level = a.number_if("service-level");
  targets.within = a.number_or("within", 0);
  targets.highest_wait_probability = a.number_if("highest-wait-probability");
  const double hang_up = a.has("patience") ? a.rate_of("patience") : 0;
  Answers all;
  for (const double t : a.list("at")) {
    const Result<int> agents = theory::modified_offered_load_agents(
        sinusoid_of(a), a.number("handle"), *law, hang_up, targets, t);
    if (!agents) {
      return tl::unexpected(agents.error());
    }
    all.push_back({at_label("agents", all.size()), static_cast<double>(*agents)});
  }
  return all;
}

Result<Answers> poisson_tail(const Arguments& a) {
  return theory::poisson_tail(a.number("load"), a.whole("agents")).map([](double p) {
    return Answers{{"probability", p, Unit::kRatio}};
  });
}

Result<Answers> poisson_staffing(const Arguments& a) {
  return theory::poisson_staffing(a.number("load"), a.number("highest-wait-probability"))
      .map([](int n) {
        return Answers{{"agents", static_cast<double>(n)}};
      });
}

/// The piece that holds `t`.
std::size_t piece_at(const std::vector<double>& ends, double t) {
  const auto found = std::upper_bound(ends.begin(), ends.end(), t);
  return std::min(static_cast<std::size_t>(found - ends.begin()), ends.size() - 1);
}

Result<Answers> course(const Arguments& a) {
  const std::vector<double>& ends = a.list("ends");
  const std::vector<double>& rates = a.list("rates");
  const std::vector<int> plan = a.wholes("plan");
  if (rates.size() != ends.size() || plan.size() != ends.size() ||
      !std::is_sorted(ends.begin(), ends.end())) {
    return bad_input(
        "found pieces that do not fit, expected as many --rates and --plan as --ends, "
        "which ascend");
  }
  theory::VaryingPool pool;
  pool.arrival_rate = [&](double t) { return rates[piece_at(ends, t)]; };
  pool.service_rate = a.rate_of("handle");
  pool.abandonment_rate = a.has("patience") ? a.rate_of("patience") : 0;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    pool.staffing.push_back({i == 0 ? 0 : ends[i - 1], plan[i]});
  }
  pool.jumps.assign(ends.begin(), ends.end() - 1);
  if (a.has("drop") && a.word("drop") == "preemptive") {
    pool.drop = theory::StaffingDrop::kPreemptive;
  } else if (a.has("drop") && a.word("drop") != "exhaustive") {
    return bad_input("--drop: found '" + a.word("drop") + "', allowed exhaustive, preemptive");
  }
  return theory::course(pool, a.list("at")).map([](const std::vector<theory::Moment>& moments) {
    Answers all;
    for (std::size_t i = 0; i < moments.size(); ++i) {
      all.push_back({at_label("queue", i), moments[i].queue});
      all.push_back({at_label("busy", i), moments[i].busy});
      all.push_back({at_label("wait_probability", i), moments[i].wait_probability, Unit::kRatio});
    }
    return all;
  });
}

Result<Answers> day_from_empty(const Arguments& a) {
  const double rate = a.number("rate");
  const double hang_up = a.has("patience") ? a.rate_of("patience") : 0;
  return theory::day_from_empty([rate](double) { return rate; }, a.rate_of("handle"), hang_up,
                                a.whole("agents"), a.number("horizon"), a.number_or("within", 0))
      .map([](const theory::Day& day) {
        return Answers{
            {"arrived", day.arrived},
            {"answered", day.answered},
            {"abandoned", day.abandoned},
            {"answered_within", day.answered_within},
            {"service_level", day.service_level, Unit::kRatio},
            {"answered_within_of_answered", day.answered_within_of_answered, Unit::kRatio},
            {"answered_within_of_others", day.answered_within_of_others, Unit::kRatio},
            {"mean_wait_of_answered", day.mean_wait_of_answered, Unit::kSeconds},
            {"occupancy", day.occupancy, Unit::kRatio}};
      });
}

Result<Answers> first_customers(const Arguments& a) {
  return theory::mm1_delays_from_empty(a.number("rate"), a.rate_of("handle"), a.whole("customers"))
      .map([](const std::vector<double>& delays) {
        Answers all;
        double sum = 0;
        for (const double delay : delays) {
          sum += delay;
          all.push_back({at_label("mean_wait", all.size()), delay, Unit::kSeconds});
        }
        all.push_back(
            {"mean_wait.of_all", sum / static_cast<double>(delays.size()), Unit::kSeconds});
        return all;
      });
}

Result<Answers> poisson_gamma(const Arguments& a) {
  return theory::poisson_gamma_count(a.number("mean"), a.number("shape"))
      .map([](const theory::CountMoments& m) {
        return Answers{{"mean", m.mean},
                       {"variance", m.variance},
                       {"standard_deviation", m.standard_deviation}};
      });
}

Result<Answers> piecewise_counts(const Arguments& a) {
  return theory::piecewise_counts(a.list("rates"), a.list("ends"),
                                  a.has("cycles") ? a.whole("cycles") : 1)
      .map([](const std::vector<double>& counts) {
        Answers all;
        for (const double count : counts) {
          all.push_back({at_label("count", all.size()), count});
        }
        return all;
      });
}

constexpr auto kVaryingFormulas = std::to_array<Formula>({
    {"infinite-server", "busy agents if there are always enough, demand like a sine",
     "rate amplitude period handle handle-law? at", infinite_server},
    {"modified-offered-load", "agents by that load, instant by instant",
     "rate amplitude period handle handle-law? patience? service-level? within? "
     "highest-wait-probability? at",
     modified_offered_load},
    {"poisson-tail", "P(N >= agents), N Poisson with mean --load", "load agents", poisson_tail},
    {"poisson-staffing", "fewest agents with P(N >= agents) at most so much",
     "load highest-wait-probability", poisson_staffing},
    {"course", "M(t)/M/s(t)+M from empty, by differential equations",
     "rates plan ends handle patience? drop? at", course},
    {"day-from-empty", "a day from empty, seen through to its end",
     "rate handle patience? agents horizon within?", day_from_empty},
    {"first-customers", "waits of the first customers of M/M/1", "rate handle customers",
     first_customers},
    {"poisson-gamma", "counts of busy and quiet days", "mean shape", poisson_gamma},
    {"piecewise-counts", "expected counts of a rate that changes by the piece",
     "rates ends cycles?", piecewise_counts},
});

}  // namespace

std::span<const Formula> varying_formulas() {
  return kVaryingFormulas;
}

}  // namespace hotline::cli
