// cli/theory_networks.cpp: formulas of several groups, queues and stations.
#include <array>

#include "cli/theory_formulas.hpp"
#include "core/theory/balancing.hpp"
#include "core/theory/network.hpp"
#include "core/theory/routing.hpp"

namespace hotline::cli {
namespace {

using Unit = AnswerUnit;

Result<Answers> sojourn_answer(const Result<double>& sojourn) {
  return sojourn.map([](double t) { return Answers{{"mean_sojourn", t, Unit::kSeconds}}; });
}

Result<Answers> power_of_d(const Arguments& a) {
  return sojourn_answer(
      theory::power_of_d_sojourn(a.number("rate"), a.rate_of("handle"), a.whole("choices")));
}

Result<Answers> shortest_of_d(const Arguments& a) {
  const theory::Pool pool{a.number("rate"), a.rate_of("handle"), a.whole("agents")};
  return sojourn_answer(theory::shortest_of_d_sojourn(pool, a.whole("choices")));
}

Result<void> need_two(const Arguments& a, std::initializer_list<const char*> names) {
  for (const char* const name : names) {
    if (a.list(name).size() != 2) {
      return bad_input("--" + std::string(name) + ": found " + std::to_string(a.list(name).size()) +
                       " entries, expected 2");
    }
  }
  return {};
}

std::array<double, 2> pair_of(const std::vector<double>& list) {
  return {list[0], list[1]};
}

Result<Answers> unequal_agents(const Arguments& a) {
  using theory::FreeAgentRule;
  if (auto good = need_two(a, {"handles"}); !good) {
    return tl::unexpected(good.error());
  }
  constexpr std::array<std::string_view, 4> kRules{"random", "longest-idle", "first", "second"};
  for (std::size_t i = 0; i < kRules.size(); ++i) {
    if (a.word("rule") == kRules[i]) {
      return theory::unequal_agents(a.number("rate"), pair_of(a.rates_of("handles")),
                                    static_cast<FreeAgentRule>(i))
          .map([](const theory::UnequalAgents& r) {
            return Answers{{"mean_sojourn", r.mean_sojourn, Unit::kSeconds},
                           {"mean_wait", r.mean_wait, Unit::kSeconds},
                           {"occupancy.1", r.occupancy[0], Unit::kRatio},
                           {"occupancy.2", r.occupancy[1], Unit::kRatio}};
          });
    }
  }
  return bad_input("--rule: found '" + a.word("rule") +
                   "', allowed random, longest-idle, first, second");
}

Answers queue_answers(const theory::TwoQueues& r) {
  Answers all;
  for (std::size_t k = 0; k < 2; ++k) {
    const std::string number = "." + std::to_string(k + 1);
    all.push_back({"mean_queue" + number, r.mean_queue[k]});
    all.push_back({"abandon_probability" + number, r.abandon_probability[k], Unit::kRatio});
    all.push_back({"mean_wait" + number, r.mean_wait[k], Unit::kSeconds});
    all.push_back({"occupancy" + number, r.occupancy[k], Unit::kRatio});
  }
  return all;
}

theory::TwoClasses two_classes_of(const Arguments& a) {
  return {pair_of(a.list("rates")), pair_of(a.rates_of("patiences"))};
}

Result<Answers> v_model(const Arguments& a) {
  using theory::QueueRule;
  if (auto good = need_two(a, {"rates", "handles", "patiences"}); !good) {
    return tl::unexpected(good.error());
  }
  theory::VModel model;
  model.classes = two_classes_of(a);
  model.service_rates = pair_of(a.rates_of("handles"));
  model.agents = a.whole("agents");
  model.ratio = a.number_or("ratio", 0.5);
  const std::string& rule = a.word("rule");
  if (rule == "second-class") {
    model.rule = QueueRule::kSecondClass;
  } else if (rule == "fixed-ratio") {
    model.rule = QueueRule::kFixedRatio;
  } else if (rule != "first-class") {
    return bad_input("--rule: found '" + rule +
                     "', allowed first-class, second-class, fixed-ratio");
  }
  return theory::v_model(model).map(queue_answers);
}

Result<Answers> n_model(const Arguments& a) {
  if (auto good = need_two(a, {"rates", "handles", "patiences", "group-agents"}); !good) {
    return tl::unexpected(good.error());
  }
  theory::NModel model;
  model.classes = two_classes_of(a);
  model.service_rates = pair_of(a.rates_of("handles"));
  const std::vector<int> agents = a.wholes("group-agents");
  model.agents = {agents[0], agents[1]};
  model.reserved = a.has("reserved") ? a.whole("reserved") : 0;
  return theory::n_model(model).map([](const theory::TwoQueues& r) {
    Answers all = queue_answers(r);
    all.push_back({"second_group_full", r.second_group_full, Unit::kRatio});
    return all;
  });
}

Result<Answers> jackson(const Arguments& a) {
  const std::vector<double>& rates = a.list("rates");
  const std::vector<double> service = a.rates_of("handles");
  const std::vector<int> agents = a.wholes("group-agents");
  if (service.size() != rates.size() || agents.size() != rates.size()) {
    return bad_input(
        "found lists of different lengths, expected one entry a station in --rates, "
        "--handles and --group-agents");
  }
  std::vector<theory::Station> stations;
  for (std::size_t i = 0; i < rates.size(); ++i) {
    stations.push_back({rates[i], service[i], agents[i]});
  }
  return theory::jackson(stations, a.table("routing")).map([](const theory::Network& r) {
    Answers all{{"mean_in_system", r.mean_in_system},
                {"mean_sojourn", r.mean_sojourn, Unit::kSeconds}};
    for (std::size_t i = 0; i < r.stations.size(); ++i) {
      const std::string number = "." + std::to_string(i + 1);
      const theory::StationMeasures& s = r.stations[i];
      all.push_back({"visits" + number, s.visits});
      all.push_back({"arrival_rate" + number, s.arrival_rate, Unit::kPerSecond});
      all.push_back({"occupancy" + number, s.occupancy, Unit::kRatio});
      all.push_back({"mean_wait" + number, s.mean_wait, Unit::kSeconds});
      all.push_back({"mean_in_system" + number, s.mean_in_system});
    }
    return all;
  });
}

Result<Answers> fork_join(const Arguments& a) {
  return sojourn_answer(theory::fork_join_sojourn(a.number("rate"), a.rate_of("handle"),
                                                  a.has("parts") ? a.whole("parts") : 2));
}

constexpr auto kNetworkFormulas = std::to_array<Formula>({
    {"power-of-d", "shortest of some queues among infinitely many; --rate is that of one agent",
     "rate handle choices", power_of_d},
    {"shortest-of-d", "shortest of some queues among up to four", "rate handle agents choices",
     shortest_of_d},
    {"unequal-agents", "two agents, one queue; rule random, longest-idle, first or second",
     "rate handles rule", unequal_agents},
    {"v-model", "two classes, one group; rule first-class, second-class or fixed-ratio",
     "rates handles patiences agents rule ratio?", v_model},
    {"n-model", "two classes, two groups, the second helps the first; --handles by group",
     "rates handles patiences group-agents reserved?", n_model},
    {"jackson", "open network of stations", "rates handles group-agents routing", jackson},
    {"fork-join", "a case whose parts are worked on in parallel; exact for 2", "rate handle parts?",
     fork_join},
});

}  // namespace

std::span<const Formula> network_formulas() {
  return kNetworkFormulas;
}

}  // namespace hotline::cli
