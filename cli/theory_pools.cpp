// cli/theory_pools.cpp: formulas of one group of agents.
#include <array>

#include "cli/theory_formulas.hpp"
#include "core/theory/abandonment.hpp"
#include "core/theory/erlang.hpp"
#include "core/theory/finite_room.hpp"
#include "core/theory/limits.hpp"
#include "core/theory/redial.hpp"
#include "core/theory/staffing.hpp"

namespace hotline::cli {
namespace {

using theory::Pool;
using Unit = AnswerUnit;

Pool pool_of(const Arguments& a) {
  return Pool{a.number("rate"), a.rate_of("handle"), a.whole("agents")};
}

double load_of(const Arguments& a) {
  return a.number("rate") * a.number("handle");
}

Result<Answers> agents_answer(const Result<int>& agents) {
  return agents.map([](int n) { return Answers{{"agents", static_cast<double>(n)}}; });
}

Result<Answers> erlang_b(const Arguments& a) {
  return theory::erlang_b(load_of(a), a.whole("agents")).map([&](double blocking) {
    return Answers{{"offered_load", load_of(a)},
                   {"block_probability", blocking, Unit::kRatio},
                   {"carried_load", load_of(a) * (1 - blocking)}};
  });
}

Result<Answers> erlang_c(const Arguments& a) {
  return theory::erlang_c(pool_of(a)).map([&](const theory::ErlangC& c) {
    Answers all{{"offered_load", c.offered_load},
                {"occupancy", c.occupancy, Unit::kRatio},
                {"wait_probability", c.wait_probability, Unit::kRatio},
                {"mean_wait", c.mean_wait, Unit::kSeconds},
                {"mean_wait_of_delayed", c.mean_wait_of_delayed, Unit::kSeconds},
                {"mean_queue", c.mean_queue},
                {"mean_sojourn", c.mean_sojourn, Unit::kSeconds},
                {"mean_in_system", c.mean_in_system},
                {"wait_p90", theory::wait_quantile(c, 0.9), Unit::kSeconds},
                {"wait_p95", theory::wait_quantile(c, 0.95), Unit::kSeconds}};
    if (a.has("within")) {
      all.push_back({"service_level", theory::wait_within(c, a.number("within")), Unit::kRatio});
    }
    return all;
  });
}

Answers abandonment_answers(const theory::Abandonment& r, bool has_bound) {
  Answers all{{"wait_probability", r.wait_probability, Unit::kRatio},
              {"abandon_probability", r.abandon_probability, Unit::kRatio},
              {"mean_wait", r.mean_wait, Unit::kSeconds},
              {"mean_wait_of_answered", r.mean_wait_of_answered, Unit::kSeconds},
              {"mean_offered_wait", r.mean_offered_wait, Unit::kSeconds},
              {"mean_queue", r.mean_queue},
              {"occupancy", r.occupancy, Unit::kRatio}};
  if (has_bound) {
    all.push_back({"answered_within", r.answered_within, Unit::kRatio});
    all.push_back({"abandoned_within", r.abandoned_within, Unit::kRatio});
    all.push_back({"answered_within_of_answered", r.answered_within_of_answered, Unit::kRatio});
    all.push_back({"answered_within_of_others", r.answered_within_of_others, Unit::kRatio});
  }
  return all;
}

Result<Answers> erlang_a(const Arguments& a) {
  return theory::erlang_a(pool_of(a), a.rate_of("patience"), a.number_or("within", 0))
      .map([&](const auto& r) { return abandonment_answers(r, a.has("within")); });
}

Result<theory::Patience> patience_of(const Arguments& a) {
  const std::string& law = a.word("patience-law");
  if (law == "uniform") {
    return theory::uniform_patience(a.number_or("patience-from", 0), a.number("patience"));
  }
  if (law == "weibull") {
    if (!a.has("patience-shape")) {
      return bad_input("Weibull patience needs --patience-shape");
    }
    return theory::weibull_patience(a.number("patience-shape"), a.number("patience"));
  }
  if (law == "constant") {
    return theory::deterministic_patience(a.number("patience"));
  }
  if (law == "exponential") {
    return theory::exponential_patience(a.rate_of("patience"));
  }
  return bad_input("--patience-law: found '" + law +
                   "', allowed constant, exponential, uniform (up to --patience), weibull");
}

Result<Answers> answers_for(const Arguments& a, const Result<theory::Patience>& patience) {
  if (!patience) {
    return tl::unexpected(patience.error());
  }
  return theory::mmn_g(pool_of(a), *patience, a.number_or("within", 0)).map([&](const auto& r) {
    return abandonment_answers(r, a.has("within"));
  });
}

Result<Answers> mmn_g(const Arguments& a) {
  return answers_for(a, patience_of(a));
}

Result<Answers> mmn_h(const Arguments& a) {
  return answers_for(
      a, theory::hyperexponential_patience(a.list("patience-shares"), a.rates_of("patiences")));
}

Result<Answers> finite_room(const Arguments& a) {
  return theory::finite_room(pool_of(a), a.whole("lines")).map([](const theory::FiniteRoom& r) {
    Answers all{{"block_probability", r.block_probability, Unit::kRatio},
                {"wait_probability", r.wait_probability, Unit::kRatio},
                {"mean_wait", r.mean_wait, Unit::kSeconds},
                {"mean_queue", r.mean_queue},
                {"mean_in_system", r.mean_in_system},
                {"occupancy", r.occupancy, Unit::kRatio}};
    constexpr std::size_t kShown = 200;
    for (std::size_t n = 0; n < r.in_system.size() && r.in_system.size() <= kShown; ++n) {
      all.push_back({"in_system." + std::to_string(n), r.in_system[n], Unit::kRatio});
    }
    return all;
  });
}

Result<Answers> overflow(const Arguments& a) {
  return theory::overflow(load_of(a), a.whole("agents")).map([](const theory::Overflow& r) {
    return Answers{{"blocking", r.blocking, Unit::kRatio},
                   {"overflow_load", r.mean},
                   {"variance", r.variance},
                   {"peakedness", r.peakedness}};
  });
}

Result<Answers> redial(const Arguments& a) {
  return theory::erlang_a_redial(pool_of(a), a.rate_of("patience"), a.number("redial-probability"),
                                 a.rate_of("redial-delay"))
      .map([](const theory::Redial& r) {
        return Answers{{"attempt_rate", r.attempt_rate, Unit::kPerSecond},
                       {"wait_probability", r.wait_probability, Unit::kRatio},
                       {"abandon_probability", r.abandon_probability, Unit::kRatio},
                       {"loss_probability", r.loss_probability, Unit::kRatio},
                       {"mean_queue", r.mean_queue},
                       {"mean_orbit", r.mean_orbit},
                       {"mean_wait", r.mean_wait, Unit::kSeconds},
                       {"occupancy", r.occupancy, Unit::kRatio}};
      });
}

Result<Answers> retrial(const Arguments& a) {
  return theory::mm1_retrial(a.number("rate"), a.rate_of("handle"), a.rate_of("redial-delay"))
      .map([](const theory::Retrial& r) {
        return Answers{{"block_probability", r.block_probability, Unit::kRatio},
                       {"mean_orbit", r.mean_orbit},
                       {"mean_wait", r.mean_wait, Unit::kSeconds}};
      });
}

Result<Answers> agents_for(const Arguments& a) {
  theory::Targets targets;
  targets.service_level = a.number_if("service-level");
  targets.within = a.number_or("within", 0);
  targets.highest_mean_wait = a.number_if("highest-wait");
  targets.highest_wait_probability = a.number_if("highest-wait-probability");
  targets.highest_abandonment = a.number_if("highest-abandonment");
  const double hang_up = a.has("patience") ? a.rate_of("patience") : 0;
  return agents_answer(theory::agents_for(a.number("rate"), a.rate_of("handle"), hang_up, targets));
}

Result<Answers> agents_for_blocking(const Arguments& a) {
  return agents_answer(theory::agents_for_blocking(load_of(a), a.number("blocking")));
}

Result<Answers> halfin_whitt(const Arguments& a) {
  return theory::halfin_whitt(a.number("beta")).map([](double p) {
    return Answers{{"wait_probability", p, Unit::kRatio}};
  });
}

Result<Answers> halfin_whitt_beta(const Arguments& a) {
  return theory::halfin_whitt_beta(a.number("probability")).map([](double beta) {
    return Answers{{"beta", beta}};
  });
}

Result<Answers> garnett(const Arguments& a) {
  return theory::garnett(a.number("beta"), a.rate_of("patience") * a.number("handle"))
      .map([](double p) {
        return Answers{{"wait_probability", p, Unit::kRatio}};
      });
}

Result<Answers> square_root_staffing(const Arguments& a) {
  return agents_answer(theory::square_root_staffing(load_of(a), a.number("beta")));
}

constexpr auto kPoolFormulas = std::to_array<Formula>({
    {"erlang-b", "loss: who finds all agents busy is lost", "rate handle agents", erlang_b},
    {"erlang-c", "everybody waits (M/M/c)", "rate handle agents within?", erlang_c},
    {"erlang-a", "who waits longer than his exponential patience hangs up (M/M/c+M)",
     "rate handle patience agents within?", erlang_a},
    {"mmn-g", "the same with any law of patience (M/M/c+G)",
     "rate handle patience-law patience patience-from? patience-shape? agents within?", mmn_g},
    {"mmn-h", "the same with hyperexponential patience",
     "rate handle patiences patience-shares agents within?", mmn_h},
    {"finite-room", "a bounded number of lines (M/M/c/K)", "rate handle agents lines", finite_room},
    {"overflow", "what a loss group turns away (Kosten, Wilkinson)", "rate handle agents",
     overflow},
    {"redial", "Erlang A with redials",
     "rate handle patience agents redial-probability redial-delay", redial},
    {"retrial", "M/M/1 retrial queue", "rate handle redial-delay", retrial},
    {"agents-for", "fewest agents of Erlang C, or with patience Erlang A, that keep targets",
     "rate handle patience? service-level? within? highest-wait? highest-wait-probability? "
     "highest-abandonment?",
     agents_for},
    {"agents-for-blocking", "fewest lines of Erlang B", "rate handle blocking",
     agents_for_blocking},
    {"halfin-whitt", "P(wait) of Erlang C with many agents", "beta", halfin_whitt},
    {"halfin-whitt-beta", "its inverse", "probability", halfin_whitt_beta},
    {"garnett", "P(wait) of Erlang A with many agents", "beta handle patience", garnett},
    {"square-root-staffing", "agents = load + beta sqrt(load), rounded up", "rate handle beta",
     square_root_staffing},
});

}  // namespace

std::span<const Formula> pool_formulas() {
  return kPoolFormulas;
}

}  // namespace hotline::cli
