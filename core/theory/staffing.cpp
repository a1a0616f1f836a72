#include "core/theory/staffing.hpp"

#include <algorithm>
#include <cmath>

#include "core/theory/abandonment.hpp"
#include "core/theory/erlang.hpp"

namespace hotline::theory {
namespace {

struct Kept {
  double service_level = 0;
  double mean_wait = 0;
  double wait_probability = 0;
  double abandonment = 0;
};

Result<Kept> measured(const Pool& pool, double abandonment_rate, double within) {
  if (abandonment_rate > 0) {
    return erlang_a(pool, abandonment_rate, within).map([](const Abandonment& a) {
      return Kept{a.answered_within, a.mean_wait, a.wait_probability, a.abandon_probability};
    });
  }
  return erlang_c(pool).map([&](const ErlangC& c) {
    return Kept{wait_within(c, within), c.mean_wait, c.wait_probability, 0};
  });
}

bool keeps(const Kept& kept, const Targets& targets) {
  return kept.service_level >= targets.service_level.value_or(0) &&
         (!targets.highest_mean_wait || kept.mean_wait <= *targets.highest_mean_wait) &&
         kept.wait_probability <= targets.highest_wait_probability.value_or(1) &&
         kept.abandonment <= targets.highest_abandonment.value_or(1);
}

void check(Domain& domain, double abandonment_rate, const Targets& targets) {
  domain.not_negative("acceptable wait", targets.within)
      .require(targets.service_level || targets.highest_mean_wait ||
                   targets.highest_wait_probability || targets.highest_abandonment,
               "targets: found none, expected at least one")
      .require(!targets.highest_abandonment || abandonment_rate > 0,
               "abandonment target: found one for callers who do not hang up");
  if (targets.service_level) {
    domain.inner_share("service level", *targets.service_level);
  }
  if (targets.highest_mean_wait) {
    domain.positive("mean wait", *targets.highest_mean_wait);
  }
  if (targets.highest_wait_probability) {
    domain.inner_share("wait probability", *targets.highest_wait_probability);
  }
  if (targets.highest_abandonment) {
    domain.inner_share("abandonment", *targets.highest_abandonment);
  }
}

}  // namespace

Result<int> fewest_agents(int lowest, const std::function<bool(int)>& good) {
  int bad = lowest - 1;
  int step = 1;
  int found = lowest;
  while (found <= kMaxAgents && !good(found)) {
    bad = found;
    found += step;
    step *= 2;
    if (found > kMaxAgents && bad < kMaxAgents) {
      found = kMaxAgents;
    }
  }
  if (found > kMaxAgents) {
    return bad_input("targets: found none kept by " + std::to_string(kMaxAgents) + " agents");
  }
  while (found - bad > 1) {
    const int middle = bad + (found - bad) / 2;
    (good(middle) ? found : bad) = middle;
  }
  return found;
}

Result<int> agents_for(double arrival_rate, double service_rate, double abandonment_rate,
                       const Targets& targets) {
  Domain domain;
  domain.pool({arrival_rate, service_rate, 1}).not_negative("abandonment rate", abandonment_rate);
  check(domain, abandonment_rate, targets);
  const double load = arrival_rate / service_rate;
  domain.require(load < kMaxAgents, "offered load: found " + shown(load) + ", expected less than " +
                                        std::to_string(kMaxAgents));
  if (domain.broken()) {
    return domain.error();
  }
  const int lowest = abandonment_rate > 0 ? 1 : static_cast<int>(std::floor(load)) + 1;
  return fewest_agents(lowest, [&](int agents) {
    const Result<Kept> kept =
        measured({arrival_rate, service_rate, agents}, abandonment_rate, targets.within);
    return kept && keeps(*kept, targets);
  });
}

Result<int> agents_for_blocking(double offered_load, double highest_blocking) {
  Domain domain;
  domain.not_negative("offered load", offered_load).inner_share("blocking", highest_blocking);
  if (domain.broken()) {
    return domain.error();
  }
  double b = 1;
  for (int k = 1; k <= kMaxAgents; ++k) {
    b = offered_load * b / (k + offered_load * b);
    if (b <= highest_blocking) {
      return k;
    }
  }
  return bad_input("offered load: found " + shown(offered_load) + ", which " +
                   std::to_string(kMaxAgents) + " agents block more of than allowed");
}

}  // namespace hotline::theory
