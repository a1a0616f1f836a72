#include "core/theory/time_varying.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "core/theory/differential.hpp"
#include "core/theory/domain.hpp"

namespace hotline::theory {
namespace {

constexpr int kMostAgents = 1000;
constexpr int kFirstCap = 64;
constexpr int kLastCap = 4096;
constexpr double kNegligible = 1e-10;  // of all arrivals

/// The states (in hand, waiting) and the flows between them. Below `lowest` in hand nobody waits,
/// so the numbering is: 0 ... lowest - 1 in hand; then, for each number in hand from there on, all
/// lengths of the queue up to the cap.
class Layout {
 public:
  Layout(int lowest, int highest, int cap) : lowest_(lowest), highest_(highest), cap_(cap) {}

  [[nodiscard]] std::size_t size() const {
    const auto lengths = static_cast<std::size_t>(cap_) + 1;
    return static_cast<std::size_t>(lowest_) +
           static_cast<std::size_t>(highest_ - lowest_ + 1) * lengths;
  }

  [[nodiscard]] std::size_t at(int busy, int queue) const {
    return static_cast<std::size_t>(
        busy < lowest_ ? busy : lowest_ + (busy - lowest_) * (cap_ + 1) + queue);
  }

  [[nodiscard]] int cap() const { return cap_; }

  /// Calls f(busy, queue, index) for every state.
  template <class F>
  void each(F f) const {
    for (int busy = 0; busy <= highest_; ++busy) {
      const int longest = busy < lowest_ ? 0 : cap_;
      for (int queue = 0; queue <= longest; ++queue) {
        f(busy, queue, at(busy, queue));
      }
    }
  }

 private:
  int lowest_;
  int highest_;
  int cap_;
};

struct Rates {
  double arrival = 0;
  double service = 0;
  double abandonment = 0;
  int agents = 0;
};

/// dp/dt of the states; returns the rate of arrivals that the cut turns away.
double forward(const Layout& layout, const Rates& rates, const std::vector<double>& p,
               std::vector<double>& dp) {
  double lost = 0;
  std::fill_n(dp.begin(), layout.size(), 0.0);
  layout.each([&](int busy, int queue, std::size_t here) {
    const double mass = p[here];
    const auto flow = [&](double rate, int to_busy, int to_queue) {
      const double moved = rate * mass;
      dp[here] -= moved;
      dp[layout.at(to_busy, to_queue)] += moved;
    };
    if (busy < rates.agents) {
      flow(rates.arrival, busy + 1, queue);
    } else if (queue < layout.cap()) {
      flow(rates.arrival, busy, queue + 1);
    } else {
      lost += rates.arrival * mass;
    }
    if (busy > 0) {
      const bool next = queue > 0 && busy <= rates.agents;
      flow(busy * rates.service, next ? busy : busy - 1, next ? queue - 1 : queue);
    }
    if (queue > 0) {
      flow(queue * rates.abandonment, busy, queue - 1);
    }
  });
  return lost;
}

/// Moves the probabilities when `agents` become those on duty.
void change_staffing(const Layout& layout, int agents, StaffingDrop drop, std::vector<double>& p) {
  std::vector<double> next(p.size(), 0.0);
  std::copy(p.begin() + static_cast<std::ptrdiff_t>(layout.size()), p.end(),
            next.begin() + static_cast<std::ptrdiff_t>(layout.size()));
  layout.each([&](int busy, int queue, std::size_t here) {
    int taken = std::clamp(agents - busy, 0, queue);
    if (drop == StaffingDrop::kPreemptive && busy > agents) {
      taken = -std::min(busy - agents, layout.cap() - queue);
    }
    next[layout.at(busy + taken, queue - taken)] += p[here];
  });
  p = std::move(next);
}

void check(Domain& domain, const VaryingPool& pool) {
  domain.require(static_cast<bool>(pool.arrival_rate), "arrival rate: found none")
      .positive("service rate", pool.service_rate)
      .not_negative("abandonment rate", pool.abandonment_rate)
      .require(!pool.staffing.empty() && pool.staffing.front().from == 0,
               "staffing: expected a first step from time 0");
  double before = -1;
  for (const StaffingStep& step : pool.staffing) {
    domain.whole("agents", step.agents, 0, kMostAgents)
        .require(step.from > before,
                 "staffing: found a step at " + shown(step.from) + ", expected ascending instants");
    before = step.from;
  }
}

/// Jumps and instants of interest in (0, until], in order, without doubles.
std::vector<double> stops(const VaryingPool& pool, const std::vector<double>& instants) {
  std::vector<double> all = instants;
  all.insert(all.end(), pool.jumps.begin(), pool.jumps.end());
  for (const StaffingStep& step : pool.staffing) {
    all.push_back(step.from);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::erase_if(all, [&](double t) { return t < 0 || t > instants.back(); });
  return all;
}

Moment moment_of(const Layout& layout, int agents, const std::vector<double>& p) {
  Moment m;
  layout.each([&](int busy, int queue, std::size_t here) {
    m.queue += queue * p[here];
    m.busy += busy * p[here];
    m.wait_probability += busy >= agents ? p[here] : 0;
  });
  return m;
}

struct Attempt {
  std::vector<Moment> moments;
  double lost_share = 0;
};

Result<Attempt> course_with_cap(const VaryingPool& pool, const std::vector<double>& instants,
                                int cap) {
  const auto [fewest, most] =
      std::minmax_element(pool.staffing.begin(), pool.staffing.end(),
                          [](const auto& a, const auto& b) { return a.agents < b.agents; });
  const Layout layout(fewest->agents, most->agents, cap);
  Rates rates{0, pool.service_rate, pool.abandonment_rate, pool.staffing.front().agents};
  const std::size_t lost = layout.size();
  const std::size_t arrived = lost + 1;
  std::vector<double> p(layout.size() + 2, 0.0);
  p[0] = 1;
  const Derivative derivative = [&](const std::vector<double>& y, std::vector<double>& dy,
                                    double t) {
    rates.arrival = pool.arrival_rate(t);
    dy[lost] = forward(layout, rates, y, dy);
    dy[arrived] = rates.arrival;
  };
  Attempt attempt;
  double now = 0;
  auto step = pool.staffing.begin();
  auto wanted = instants.begin();
  for (const double stop : stops(pool, instants)) {
    if (auto done = integrate(derivative, p, now, stop); !done) {
      return tl::unexpected(done.error());
    }
    now = stop;
    for (; wanted != instants.end() && *wanted == now; ++wanted) {
      attempt.moments.push_back(moment_of(layout, rates.agents, p));
    }
    if (step != pool.staffing.end() && step->from == now) {
      rates.agents = step->agents;
      change_staffing(layout, rates.agents, pool.drop, p);
      ++step;
    }
  }
  attempt.lost_share = p[arrived] > 0 ? p[lost] / p[arrived] : 0;
  return attempt;
}

/// What becomes of a caller who meets j others waiting, j = 0 ... highest.
struct Fate {
  std::vector<double> answered;         ///< probability
  std::vector<double> answered_within;  ///< probability
  std::vector<double> gone_within;      ///< probability: hangs up within the acceptable wait
  std::vector<double> wait;             ///< mean of wait * [answered]
};

Result<Fate> fate_of(const Rates& rates, int highest, double within) {
  const double drain = rates.agents * rates.service;
  const auto size = static_cast<std::size_t>(highest) + 1;
  Fate fate;
  double mean = 0;
  for (std::size_t j = 0; j < size; ++j) {
    const double behind = drain + static_cast<double>(j + 1) * rates.abandonment;
    mean += 1 / behind;
    fate.answered.push_back(drain / behind);
    fate.wait.push_back(mean * drain / behind);
  }
  // answered_within and gone_within, one after the other
  std::vector<double> early(2 * size, 0.0);
  const Derivative derivative = [&](const std::vector<double>& u, std::vector<double>& du, double) {
    double answered_ahead = 1;  // with nobody ahead, the next departure is his answer
    double gone_ahead = 0;
    for (std::size_t j = 0; j < size; ++j) {
      const double departures = drain + static_cast<double>(j) * rates.abandonment;
      const double answered = u[j];
      const double gone = u[size + j];
      du[j] = departures * (answered_ahead - answered) - rates.abandonment * answered;
      du[size + j] = departures * (gone_ahead - gone) + rates.abandonment * (1 - gone);
      answered_ahead = answered;
      gone_ahead = gone;
    }
  };
  if (auto done = integrate(derivative, early, 0, within); !done) {
    return tl::unexpected(done.error());
  }
  const auto half = early.begin() + static_cast<std::ptrdiff_t>(size);
  fate.answered_within.assign(early.begin(), half);
  fate.gone_within.assign(half, early.end());
  return fate;
}

struct DayAttempt {
  Day day;
  double lost_share = 0;
};

/// What is summed up over a day.
enum Sum : std::uint8_t { kLost, kArrived, kAnswered, kGood, kGone, kWait, kBusy, kSums };

/// Who arrives with so many in the queue has the fate of that; p is the probability of the state.
void add_fate(const Fate& fate, double p, bool at_once, std::size_t queue, double* sums) {
  sums[kAnswered] += p * (at_once ? 1 : fate.answered[queue]);
  sums[kGood] += p * (at_once ? 1 : fate.answered_within[queue]);
  sums[kGone] += p * (at_once ? 0 : fate.gone_within[queue]);
  sums[kWait] += p * (at_once ? 0 : fate.wait[queue]);
}

Result<DayAttempt> day_with_cap(const RealFunction& arrival_rate, Rates rates, double horizon,
                                double within, int cap) {
  const Layout layout(rates.agents, rates.agents, cap);
  const Result<Fate> fate = fate_of(rates, cap, within);
  if (!fate) {
    return tl::unexpected(fate.error());
  }
  std::vector<double> y(layout.size() + kSums, 0.0);
  y[0] = 1;
  const Derivative derivative = [&](const std::vector<double>& p, std::vector<double>& dp,
                                    double t) {
    rates.arrival = arrival_rate(t);
    const double lost = forward(layout, rates, p, dp);
    double* sums = &dp[layout.size()];
    std::fill_n(sums, kSums, 0.0);
    layout.each([&](int busy, int queue, std::size_t here) {
      add_fate(*fate, p[here], busy < rates.agents, static_cast<std::size_t>(queue), sums);
      sums[kBusy] += p[here] * busy;
    });
    for (const Sum sum : {kAnswered, kGood, kGone, kWait}) {
      sums[sum] *= rates.arrival;
    }
    sums[kLost] = lost;
    sums[kArrived] = rates.arrival;
  };
  if (auto done = integrate(derivative, y, 0, horizon); !done) {
    return tl::unexpected(done.error());
  }
  const double* sums = &y[layout.size()];
  Day day;
  day.arrived = sums[kArrived];
  day.answered = sums[kAnswered];
  day.abandoned = rates.abandonment > 0 ? day.arrived - day.answered : 0;
  day.answered_within = sums[kGood];
  day.service_level = day.answered_within / day.arrived;
  day.answered_within_of_answered = day.answered_within / day.answered;
  day.answered_within_of_others = day.answered_within / (day.arrived - sums[kGone]);
  day.mean_wait_of_answered = sums[kWait] / day.answered;
  day.occupancy = sums[kBusy] / (rates.agents * horizon);
  return DayAttempt{day, day.arrived > 0 ? sums[kLost] / day.arrived : 0};
}

tl::unexpected<Error> too_long() {
  return bad_input("queue: grows beyond " + std::to_string(kLastCap) +
                   " waiting: a shorter time or a smaller load can be solved");
}

}  // namespace

Result<std::vector<Moment>> course(const VaryingPool& pool, const std::vector<double>& instants) {
  Domain domain;
  check(domain, pool);
  domain.require(!instants.empty() && std::is_sorted(instants.begin(), instants.end()) &&
                     instants.front() >= 0 && std::isfinite(instants.back()),
                 "instants: expected at least one, ascending, from 0 on");
  if (domain.broken()) {
    return domain.error();
  }
  for (int cap = kFirstCap; cap <= kLastCap; cap *= 2) {
    Result<Attempt> attempt = course_with_cap(pool, instants, cap);
    if (!attempt) {
      return tl::unexpected(attempt.error());
    }
    if (attempt->lost_share <= kNegligible) {
      return std::move(attempt->moments);
    }
  }
  return too_long();
}

Result<Day> day_from_empty(const RealFunction& arrival_rate, double service_rate,
                           double abandonment_rate, int agents, double horizon, double within) {
  Domain domain;
  domain.positive("service rate", service_rate)
      .not_negative("abandonment rate", abandonment_rate)
      .whole("agents", agents, 1, kMostAgents)
      .positive("horizon", horizon)
      .not_negative("acceptable wait", within);
  if (domain.broken()) {
    return domain.error();
  }
  const Rates rates{0, service_rate, abandonment_rate, agents};
  for (int cap = kFirstCap; cap <= kLastCap; cap *= 2) {
    const Result<DayAttempt> attempt = day_with_cap(arrival_rate, rates, horizon, within, cap);
    if (!attempt) {
      return tl::unexpected(attempt.error());
    }
    if (attempt->lost_share <= kNegligible) {
      return attempt->day;
    }
  }
  return too_long();
}

Result<std::vector<double>> mm1_delays_from_empty(double arrival_rate, double service_rate,
                                                  int customers) {
  Domain domain;
  domain.pool({arrival_rate, service_rate, 1}).whole("customers", customers, 1, 10'000);
  if (domain.broken()) {
    return domain.error();
  }
  const double arrives =
      arrival_rate / (arrival_rate + service_rate);  // before the next completion
  const double completes = service_rate / (arrival_rate + service_rate);
  std::vector<double> found = {1};  // probability that customer i meets n others
  std::vector<double> delays;
  for (int i = 0; i < customers; ++i) {
    double mean = 0;
    for (std::size_t n = 1; n < found.size(); ++n) {
      mean += static_cast<double>(n) * found[n];
    }
    delays.push_back(mean / service_rate);
    // Of n + 1 in the system, m are left: next[m] = arrives * sum_{n >= m-1} found[n]
    // completes^(n+1-m).
    std::vector<double> next(found.size() + 1, 0.0);
    double sum = 0;
    for (std::size_t m = found.size(); m >= 1; --m) {
      sum = found[m - 1] + completes * sum;
      next[m] = arrives * sum;
    }
    next[0] = completes * sum;
    found = std::move(next);
  }
  return delays;
}

}  // namespace hotline::theory
