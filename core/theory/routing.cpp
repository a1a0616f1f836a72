#include "core/theory/routing.hpp"

#include "core/theory/domain.hpp"
#include "core/theory/markov_chain.hpp"

namespace hotline::theory {
namespace {

// States: busy 1, busy 2 (by class in the V-model, by group in the N-model), waiting 1, waiting 2.
constexpr std::size_t kWaiting = 2;

ChainState changed(ChainState s, std::size_t place, int by) {
  s.at(place) += by;
  return s;
}

void add_abandonments(const TwoClasses& classes, const ChainState& s, std::vector<Move>& out) {
  for (std::size_t k = 0; k < 2; ++k) {
    const int waiting = s.at(kWaiting + k);
    if (waiting > 0) {
      out.push_back({changed(s, kWaiting + k, -1), waiting * classes.abandonment_rates.at(k)});
    }
  }
}

/// Which class a free agent takes, if both or one of them wait.
std::size_t chosen(const VModel& model, const ChainState& s) {
  const int first = s[kWaiting];
  const int second = s[kWaiting + 1];
  if (first == 0 || second == 0) {
    return first == 0 ? 1 : 0;
  }
  if (model.rule == QueueRule::kFixedRatio) {
    // Q1 - p Q >= Q2 - (1 - p) Q; a hair of tolerance, for p such as 0.1 is not exact.
    return first - model.ratio * (first + second) >= -1e-9 ? 0 : 1;
  }
  return model.rule == QueueRule::kFirstClass ? 0 : 1;
}

Moves v_moves(const VModel& model, int cap) {
  return [=](const ChainState& s, std::vector<Move>& out) {
    const bool free = s[0] + s[1] < model.agents;
    for (std::size_t k = 0; k < 2; ++k) {
      if (free) {
        out.push_back({changed(s, k, 1), model.classes.arrival_rates.at(k)});
      } else if (s.at(kWaiting + k) < cap) {
        out.push_back({changed(s, kWaiting + k, 1), model.classes.arrival_rates.at(k)});
      }
      if (s.at(k) > 0) {
        ChainState next = changed(s, k, -1);
        if (s[2] + s[3] > 0) {
          const std::size_t taken = chosen(model, s);
          next = changed(changed(next, taken, 1), kWaiting + taken, -1);
        }
        out.push_back({next, s.at(k) * model.service_rates.at(k)});
      }
    }
    add_abandonments(model.classes, s, out);
  };
}

ChainState after_arrival_of_first(const NModel& model, const ChainState& s) {
  if (s[0] < model.agents[0]) {
    return changed(s, 0, 1);
  }
  const bool helps = model.agents[1] - s[1] > model.reserved;
  return changed(s, helps ? 1 : kWaiting, 1);
}

ChainState after_completion_in_second(const NModel& model, const ChainState& s) {
  if (s[3] > 0) {
    return changed(s, 3, -1);
  }
  const bool helps = s[2] > 0 && model.agents[1] - s[1] + 1 > model.reserved;
  return changed(s, helps ? kWaiting : 1, -1);
}

Moves n_moves(const NModel& model, int cap) {
  return [=](const ChainState& s, std::vector<Move>& out) {
    const auto add = [&](const ChainState& to, double rate) {
      if (rate > 0 && to[2] <= cap && to[3] <= cap) {
        out.push_back({to, rate});
      }
    };
    add(after_arrival_of_first(model, s), model.classes.arrival_rates[0]);
    add(changed(s, s[1] < model.agents[1] ? 1 : 3, 1), model.classes.arrival_rates[1]);
    add(changed(s, s[2] > 0 ? kWaiting : 0, -1), s[0] * model.service_rates[0]);
    add(after_completion_in_second(model, s), s[1] * model.service_rates[1]);
    add_abandonments(model.classes, s, out);
  };
}

void check(Domain& domain, const TwoClasses& classes, const std::array<double, 2>& service_rates) {
  for (std::size_t k = 0; k < 2; ++k) {
    domain.positive("arrival rate", classes.arrival_rates.at(k))
        .positive("abandonment rate", classes.abandonment_rates.at(k))
        .positive("service rate", service_rates.at(k));
  }
}

bool at_edge(const ChainState& s, int cap) {
  return s[2] == cap || s[3] == cap;
}

TwoQueues queues_of(const SteadyState& steady, const TwoClasses& classes,
                    const std::array<int, 2>& agents) {
  TwoQueues q;
  for (std::size_t k = 0; k < 2; ++k) {
    const double rate = classes.arrival_rates.at(k);
    q.mean_queue.at(k) = steady.mean([&](const ChainState& s) { return s.at(kWaiting + k); });
    q.mean_wait.at(k) = q.mean_queue.at(k) / rate;
    q.abandon_probability.at(k) = classes.abandonment_rates.at(k) * q.mean_queue.at(k) / rate;
    q.occupancy.at(k) = steady.mean([&](const ChainState& s) { return s.at(k); }) / agents.at(k);
  }
  return q;
}

}  // namespace

Result<TwoQueues> v_model(const VModel& model) {
  Domain domain;
  check(domain, model.classes, model.service_rates);
  domain.whole("agents", model.agents, 1, 100).share("ratio", model.ratio);
  if (domain.broken()) {
    return domain.error();
  }
  return unlimited_steady_state(
             {}, 24, [&](int cap) { return v_moves(model, cap); }, at_edge)
      .map([&](const SteadyState& steady) {
        return queues_of(steady, model.classes, {model.agents, model.agents});
      });
}

Result<TwoQueues> n_model(const NModel& model) {
  Domain domain;
  check(domain, model.classes, model.service_rates);
  domain.whole("agents of group 1", model.agents[0], 1, 30)
      .whole("agents of group 2", model.agents[1], 1, 30)
      .whole("reserved agents", model.reserved, 0, model.agents[1]);
  if (domain.broken()) {
    return domain.error();
  }
  return unlimited_steady_state(
             {}, 24, [&](int cap) { return n_moves(model, cap); }, at_edge)
      .map([&](const SteadyState& steady) {
        TwoQueues q = queues_of(steady, model.classes, model.agents);
        q.second_group_full =
            steady.probability([&](const ChainState& s) { return s[1] == model.agents[1]; });
        return q;
      });
}

}  // namespace hotline::theory
