// cli/theory_single.cpp: formulas of one agent, of priorities, of contacts in parallel.
#include <array>

#include "cli/theory_formulas.hpp"
#include "core/theory/priority.hpp"
#include "core/theory/sharing.hpp"
#include "core/theory/single_server.hpp"
#include "core/theory/size_based.hpp"

namespace hotline::cli {
namespace {

using theory::PriorityClass;
using theory::TimeLaw;
using Unit = AnswerUnit;

TimeLaw handling_of(const Arguments& a) {
  return TimeLaw{a.number("handle"), a.number_or("handle-cv", 1)};
}

Answers server_answers(const theory::SingleServer& s) {
  return {{"occupancy", s.occupancy, Unit::kRatio},
          {"mean_wait", s.mean_wait, Unit::kSeconds},
          {"mean_queue", s.mean_queue},
          {"mean_sojourn", s.mean_sojourn, Unit::kSeconds},
          {"mean_in_system", s.mean_in_system}};
}

Result<Answers> mg1(const Arguments& a) {
  return theory::mg1(a.number("rate"), handling_of(a)).map(server_answers);
}

Result<Answers> vacations(const Arguments& a) {
  return theory::mg1_vacations(a.number("rate"), handling_of(a),
                               TimeLaw{a.number("vacation"), a.number_or("vacation-cv", 1)})
      .map(server_answers);
}

Result<Answers> batches(const Arguments& a) {
  return theory::batch_mm1(a.number("rate"), TimeLaw{a.number("batch"), a.number_or("batch-cv", 0)},
                           a.rate_of("handle"))
      .map(server_answers);
}

Result<Answers> dm1(const Arguments& a) {
  return theory::dm1(a.number("between"), a.rate_of("handle"))
      .map([](const theory::GeneralArrivals& r) {
        Answers all = server_answers(r.steady);
        all.insert(all.begin(), {"wait_probability", r.wait_probability, Unit::kRatio});
        return all;
      });
}

Result<Answers> mdc(const Arguments& a) {
  return theory::mdc(a.number("rate"), a.number("handle"), a.whole("agents"))
      .map([](const theory::DeterministicHandling& r) {
        return Answers{{"occupancy", r.occupancy, Unit::kRatio},
                       {"wait_probability", r.wait_probability, Unit::kRatio},
                       {"mean_wait", r.mean_wait, Unit::kSeconds},
                       {"mean_queue", r.mean_queue}};
      });
}

Result<Answers> size_based(const Arguments& a) {
  return theory::size_based_mm1(a.number("rate"), a.rate_of("handle"))
      .map([](const theory::SizeBased& r) {
        return Answers{{"mean_sojourn.fifo", r.fifo, Unit::kSeconds},
                       {"mean_sojourn.sjf", r.sjf, Unit::kSeconds},
                       {"mean_sojourn.psjf", r.psjf, Unit::kSeconds},
                       {"mean_sojourn.srpt", r.srpt, Unit::kSeconds}};
      });
}

Result<std::vector<PriorityClass>> classes_of(const Arguments& a) {
  const std::vector<double>& rates = a.list("rates");
  const std::vector<double>& means = a.list("handles");
  if (means.size() != rates.size() ||
      (a.has("handle-cvs") && a.list("handle-cvs").size() != rates.size())) {
    return bad_input("found lists of different lengths, expected one entry a class in each");
  }
  std::vector<PriorityClass> classes;
  for (std::size_t k = 0; k < rates.size(); ++k) {
    const double cv = a.has("handle-cvs") ? a.list("handle-cvs")[k] : 1;
    classes.push_back(PriorityClass{rates[k], TimeLaw{means[k], cv}});
  }
  return classes;
}

Answers class_answers(std::string_view name, const std::vector<double>& values) {
  Answers all;
  for (std::size_t k = 0; k < values.size(); ++k) {
    all.push_back({std::string(name) + "." + std::to_string(k + 1), values[k], Unit::kSeconds});
  }
  return all;
}

Result<Answers> mixed(const Arguments& a) {
  return classes_of(a).and_then(theory::mg1_mixed_wait).map([](double wait) {
    return Answers{{"mean_wait", wait, Unit::kSeconds}};
  });
}

/// The cost rate of the waits, where costs are given.
Result<Answers> with_costs(const Arguments& a, const std::vector<PriorityClass>& classes,
                           const std::vector<double>& waits) {
  Answers all = class_answers("mean_wait", waits);
  if (a.has("costs")) {
    if (a.list("costs").size() != classes.size()) {
      return bad_input("--costs: expected one entry a class");
    }
    all.push_back({"cost_rate", theory::waiting_cost_rate(classes, waits, a.list("costs"))});
  }
  return all;
}

Result<Answers> cobham(const Arguments& a) {
  const Result<std::vector<PriorityClass>> classes = classes_of(a);
  if (!classes) {
    return tl::unexpected(classes.error());
  }
  return theory::mg1_priority_waits(*classes).and_then(
      [&](const std::vector<double>& waits) { return with_costs(a, *classes, waits); });
}

Result<Answers> preemptive(const Arguments& a) {
  return classes_of(a).and_then(theory::mg1_preemptive_delays).map([](const auto& delays) {
    return class_answers("mean_delay", delays);
  });
}

Result<Answers> mmc_priority(const Arguments& a) {
  return theory::mmc_priority_waits(a.list("rates"), a.rate_of("handle"), a.whole("agents"))
      .map([](const auto& waits) { return class_answers("mean_wait", waits); });
}

Result<Answers> accumulating(const Arguments& a) {
  const Result<std::vector<PriorityClass>> classes = classes_of(a);
  if (!classes) {
    return tl::unexpected(classes.error());
  }
  if (a.list("slopes").size() != classes->size()) {
    return bad_input("--slopes: expected one entry a class");
  }
  return theory::accumulating_priority_waits(*classes, a.list("slopes"))
      .and_then([&](const std::vector<double>& waits) { return with_costs(a, *classes, waits); });
}

Result<Answers> c_mu(const Arguments& a) {
  const Result<std::vector<PriorityClass>> classes = classes_of(a);
  if (!classes) {
    return tl::unexpected(classes.error());
  }
  if (a.list("costs").size() != classes->size()) {
    return bad_input("--costs: expected one entry a class");
  }
  Answers all;
  for (const std::size_t k : theory::c_mu_order(*classes, a.list("costs"))) {
    all.push_back({"rank." + std::to_string(all.size() + 1), static_cast<double>(k + 1)});
  }
  return all;
}

Result<Answers> processor_sharing(const Arguments& a) {
  return theory::processor_sharing(a.number("rate"), a.rate_of("handle"))
      .map([](const theory::ProcessorSharing& r) {
        return Answers{{"occupancy", r.occupancy, Unit::kRatio},
                       {"mean_sojourn", r.mean_sojourn, Unit::kSeconds},
                       {"mean_in_system", r.mean_in_system},
                       {"slowdown", r.slowdown}};
      });
}

Answers shared_answers(const theory::SharedAgent& r) {
  Answers all{{"busy_probability", r.busy_probability, Unit::kRatio},
              {"mean_in_system", r.mean_in_system},
              {"mean_sojourn", r.mean_sojourn, Unit::kSeconds}};
  for (int n = 0; n < 10; ++n) {
    all.push_back({"in_system." + std::to_string(n), r.probability(n), Unit::kRatio});
  }
  return all;
}

Result<Answers> slots(const Arguments& a) {
  return theory::full_speed_slots(a.number("rate"), a.rate_of("handle"), a.whole("slots"))
      .map(shared_answers);
}

Result<Answers> shared_agent(const Arguments& a) {
  std::vector<double> rates = a.list("speeds");
  for (double& one : rates) {
    one *= a.rate_of("handle");
  }
  return theory::shared_agent(a.number("rate"), rates).map(shared_answers);
}

constexpr auto kSingleQueueFormulas = std::to_array<Formula>({
    {"pollaczek-khinchine", "M/G/1", "rate handle handle-cv?", mg1},
    {"vacations", "M/G/1 whose agent does other work whenever nobody waits",
     "rate handle handle-cv? vacation vacation-cv?", vacations},
    {"batches", "M/M/1 with batch arrivals; --rate counts batches", "rate handle batch batch-cv?",
     batches},
    {"dm1", "D/M/1: an arrival every --between", "between handle", dm1},
    {"mdc", "M/D/c: every contact takes --handle", "rate handle agents", mdc},
    {"size-based", "M/M/1 by FIFO, SJF, PSJF, SRPT", "rate handle", size_based},
    {"mixed", "M/G/1 of several classes, first come, first served", "rates handles handle-cvs?",
     mixed},
    {"cobham", "M/G/1 with non-preemptive priority, highest class first",
     "rates handles handle-cvs? costs?", cobham},
    {"preemptive-priority", "M/G/1 with preemptive-resume priority: sojourn less handling",
     "rates handles handle-cvs?", preemptive},
    {"mmc-priority", "M/M/c with non-preemptive priority", "rates handle agents", mmc_priority},
    {"accumulating-priority", "M/G/1 whose priorities grow with the wait",
     "rates handles handle-cvs? slopes costs?", accumulating},
    {"c-mu", "classes in the order of cost per handling time", "rates handles costs", c_mu},
    {"processor-sharing", "M/G/1-PS", "rate handle", processor_sharing},
    {"full-speed-slots", "an agent with some contacts at full speed, sharing beyond",
     "rate handle slots", slots},
    {"shared-agent", "an agent whose total speed depends on the contacts in hand",
     "rate handle speeds", shared_agent},
});

}  // namespace

std::span<const Formula> single_formulas() {
  return kSingleQueueFormulas;
}

}  // namespace hotline::cli
