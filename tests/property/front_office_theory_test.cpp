// The front office against queueing theory, one idea a test. Seeds are fixed; each bound is five
// standard errors of the mean over the replications, so that a fresh seed would fail one check in
// about a million.
#include <cmath>
#include <functional>
#include <map>
#include <vector>

#include <gtest/gtest.h>

#include "core/facts/port.hpp"
#include "sim/run/replication.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

using test::erlang;
using test::exponential;

/// What the tests below measure, of one replication. Whatever arrived in the first tenth of the run
/// is left out.
struct Sink {
  SimTime from;
  double first_attempts = 0;
  double attempts = 0;
  double blocked = 0;
  double balked = 0;
  double abandoned = 0;
  double answered = 0;
  double waited = 0;     ///< seconds, of the answered
  double in_system = 0;  ///< seconds from arrival to the end, of those who ended
  double ended = 0;
  double to_answer = 0;  ///< seconds from the first attempt to the answer
  std::map<ContactId, SimTime> first;
  std::int64_t queue = 0;
  std::int64_t busy = 0;

  void operator()(const ContactArrived& f) {
    first.emplace(f.contact, f.at);
    if (f.at >= from) {
      ++attempts;
      first_attempts += f.attempt == 1 ? 1 : 0;
    }
  }

  void operator()(const ContactBlocked& f) { blocked += f.at >= from ? 1 : 0; }

  void operator()(const ContactBalked& f) { balked += f.at >= from ? 1 : 0; }

  void operator()(const ContactQueued& /*f*/) { ++queue; }

  void operator()(const ContactAbandoned& f) {
    --queue;
    abandoned += f.arrived >= from ? 1 : 0;
  }

  void operator()(const ContactAnswered& f) {
    queue -= f.queued ? 1 : 0;
    busy += f.agent_was_idle ? 1 : 0;
    if (f.arrived >= from) {
      ++answered;
      waited += to_seconds(f.waited);
      to_answer += to_seconds(f.at - first.at(f.contact));
    }
  }

  void operator()(const AgentReleased& f) { busy -= f.agent_idle_now ? 1 : 0; }

  void operator()(const ContactEnded& f) {
    if (f.arrived >= from) {
      ++ended;
      in_system += to_seconds(f.at - f.arrived);
    }
  }

  template <class F>
  void operator()(const F& /*of no interest here*/) {}
};

struct Truth {
  const char* name;
  std::function<double(const Sink&)> measure;
  double value;
};

void expect(const Scenario& scenario, std::uint64_t seed, std::uint32_t replications,
            const std::vector<Truth>& truths) {
  std::vector<double> sum(truths.size());
  std::vector<double> squares(truths.size());
  for (std::uint32_t r = 0; r < replications; ++r) {
    Sink sink;
    sink.from = scenario.start + scenario.length / 10;
    ASSERT_TRUE(run_replication(scenario, seed, r, sink));
    for (std::size_t i = 0; i < truths.size(); ++i) {
      const double value = truths[i].measure(sink);
      sum[i] += value;
      squares[i] += value * value;
    }
  }
  for (std::size_t i = 0; i < truths.size(); ++i) {
    const double n = replications;
    const double mean = sum[i] / n;
    const double error = std::sqrt((squares[i] / n - mean * mean) / (n - 1));
    EXPECT_NEAR(mean, truths[i].value, 5 * error) << truths[i].name;
    EXPECT_LT(5 * error, 0.1 * truths[i].value) << truths[i].name << ": too wide to tell";
  }
}

double share_blocked(const Sink& s) {
  return s.blocked / s.attempts;
}

/// P(n in M/M/c/K) for loads a = lambda/mu. A. K. Erlang, Elektroteknikeren 13 (1917) 5.
std::vector<double> birth_death(double a, int servers, int most) {
  std::vector<double> p{1};
  double all = 1;
  for (int n = 1; n <= most; ++n) {
    p.push_back(p.back() * a / std::min(n, servers));
    all += p.back();
  }
  for (double& one : p) {
    one /= all;
  }
  return p;
}

TEST(Lines, BlockAsInTheLossSystemMM23) {
  Scenario s = erlang(30, 180, 2);
  s.channels[0].lines = 3;
  s.length = 40 * kDay;
  expect(s, 1, 20, {{"P(blocked)", share_blocked, birth_death(1.5, 2, 3)[3]}});
}

TEST(Balking, FromThreeInTheSystemOnIsTheLossSystemMM13) {
  Scenario s = erlang(15, 180, 1);
  s.channels[0].balking = Balking{1, 3, true};
  s.length = 40 * kDay;
  expect(s, 2, 20,
         {{"P(balks)", [](const Sink& k) { return k.balked / k.attempts; },
           birth_death(0.75, 1, 3)[3]}});
}

// With probability b of balking whenever one must wait: arrivals slow down to (1 - b) lambda while
// all are busy. Birth and death: p(n) ~ a^n up to c, then times ((1 - b) a / c)^(n - c).
TEST(Balking, WithAProbabilityThinsTheArrivalsWhileAllAreBusy) {
  Scenario s = erlang(16, 180, 1);
  s.channels[0].balking = Balking{0.4, 0, false};
  s.length = 40 * kDay;
  const double a = 0.8;
  const double r = 0.6 * a;
  const double p0 = 1 / (1 + a / (1 - r));
  expect(s, 3, 20,
         {{"P(balks)", [](const Sink& k) { return k.balked / k.attempts; }, 0.4 * (1 - p0)}});
}

// VC032, classical retrial queue M/M/1: mean orbit rho (lambda + rho nu) / ((1 - rho) nu) = 4.9; by
// Little's law a contact is in orbit for 4.9 / 0.7 service times. G. Falin, J. Templeton, Retrial
// Queues (1997), ch. 1.
TEST(Redial, WithoutLimitIsTheClassicalRetrialQueue) {
  Scenario s = erlang(0.7 * 60, 60, 1);
  s.channels[0].lines = 1;
  s.channels[0].redial_probability = 1;
  s.channels[0].redial_delay = exponential(120);
  s.length = 20 * kDay;
  expect(
      s, 32, 40,
      {{"time in orbit", [](const Sink& k) { return k.to_answer / k.answered; }, 4.9 / 0.7 * 60}});
}

// VC030, M/M/10+M with redial after abandonment (a continuous-time Markov chain, solved).
TEST(Redial, AfterAbandonmentAsTheMarkovChain) {
  Scenario s = erlang(10 * 60, 60, 10, 120);
  s.channels[0].redial_probability = 0.5;
  s.channels[0].redial_delay = exponential(300);
  s.length = 4 * kDay;
  expect(s, 30, 20,
         {{"attempts for one contact", [](const Sink& k) { return k.attempts / k.first_attempts; },
           1.075407725},
          {"P(abandons) of an attempt", [](const Sink& k) { return k.abandoned / k.attempts; },
           0.14024025}});
}

void hold_chats(Scenario& s, std::vector<double> speed) {
  s.channels[0].kind = Channel::Kind::kChat;
  s.groups[0].concurrency = Concurrency{Concurrency::kNoLimit, std::move(speed)};
}

double mean_sojourn(const Sink& s) {
  return s.in_system / s.ended;
}

// VC124, M/M/1-PS: E T = 1 / (mu - lambda). L. Kleinrock, J. ACM 14 (1967) 242.
TEST(Chats, WithOneProcessorAreProcessorSharing) {
  Scenario s = erlang(3 * 60, 12, 1);
  hold_chats(s, {1});
  s.length = 20 * kDay;
  expect(s, 124, 20, {{"E T", mean_sojourn, 30}});
}

// VC123, one agent with three slots at full speed: births 10, deaths min(n, 3) 12.
TEST(Chats, WithThreeSlotsAreLimitedProcessorSharing) {
  Scenario s = erlang(600, 5, 1);  // lambda 10, mu 12 an (unnamed) unit of 60 s
  s.demand[0].per_day = 600 * 24;
  hold_chats(s, {1, 1, 1});
  s.length = 4 * kDay;
  expect(s, 123, 20, {{"E T", mean_sojourn, 0.0855529512039 * 60}});
}

// PS is insensitive: the mean depends on the service law through its mean alone.
// S. F. Yashkov, Problems of Control and Information Theory 12 (1983) 1.
TEST(Chats, UnderProcessorSharingTheMeanDoesNotDependOnTheLaw) {
  Scenario s = erlang(3 * 60, 12, 1);
  s.categories[0].talk = test::constant(12);
  hold_chats(s, {1});
  s.length = 20 * kDay;
  expect(s, 125, 20, {{"E T", mean_sojourn, 30}});
}

// Chats up to two at 0.8 of full speed, more wait: birth and death with rates mu, 1.6 mu, 1.6 mu
// ...
TEST(Chats, BeyondTheLimitWait) {
  Scenario s = erlang(20, 120, 1);
  s.channels[0].kind = Channel::Kind::kChat;
  s.groups[0].concurrency = Concurrency{2, {1, 0.8}};
  s.length = 40 * kDay;
  const double a = 20.0 / 30;
  const double r = a / 1.6;
  const double p0 = 1 / (1 + a + a * r / (1 - r));
  const double in_system = p0 * (a + a * r * (2 - r) / ((1 - r) * (1 - r)));
  expect(s, 126, 20, {{"E T", mean_sojourn, in_system / 20 * 3600}});
}

// VC058: M/M/1 with multiple vacations: wait of M/M/1 plus E V^2 / (2 E V).
// S. Fuhrmann, R. Cooper, Oper. Res. 33 (1985) 1117.
TEST(SideWork, IsTheQueueWithMultipleVacations) {
  Scenario s = erlang(0.7 * 60, 60, 1);
  s.groups[0].side_work = exponential(30);
  s.length = 20 * kDay;
  expect(s, 58, 40,
         {{"mean wait", [](const Sink& k) { return k.waited / k.answered; }, 2.83333333333 * 60}});
}

// M/M/1 with a single vacation after each busy period: wait of M/M/1 plus lambda E V^2 / (2 (E
// exp(-lambda V) + lambda E V)). Y. Levy, U. Yechiali, Management Science 22 (1975) 202.
TEST(SideWork, OnceAfterAContactIsTheQueueWithSingleVacations) {
  Scenario s = erlang(0.7 * 60, 60, 1);
  s.groups[0].side_work = exponential(30);
  s.groups[0].side_work_once = true;
  s.length = 20 * kDay;
  expect(s, 59, 40,
         {{"mean wait", [](const Sink& k) { return k.waited / k.answered; }, 2.49377476 * 60}});
}

/// M/M/s(t)+M from empty, lambda 10, mu 1, theta 0.2 an hour: 14 agents for four hours, then 9.
Scenario staffing_drop(ShiftEnd rule, double hours) {
  Scenario s = erlang(10, 3600, 0, 5 * 3600);
  s.groups[0].shifts.clear();
  s.groups[0].plan = {{Duration{0}, 14}, {4 * kHour, 9}};
  s.groups[0].at_shift_end = rule;
  s.length = from_seconds(hours * 3600);
  return s;
}

double in_queue(const Sink& s) {
  return static_cast<double>(s.queue);
}

double busy(const Sink& s) {
  return static_cast<double>(s.busy);
}

// VC077: those in hand when the staffing drops are finished, and nobody new is taken until fewer
// than nine are busy (two-dimensional differential equations, solved).
TEST(ShiftEnd, WhereTheCaseIsFinishedAsTheDifferentialEquations) {
  expect(staffing_drop(ShiftEnd::kFinish, 4.25), 77, 8000,
         {{"waiting", in_queue, 1.48596897}, {"busy", busy, 8.64809208}});
  expect(staffing_drop(ShiftEnd::kFinish, 8), 78, 4000,
         {{"waiting", in_queue, 4.84761234}, {"busy", busy, 8.53549608}});
}

// Handed back, the number in system is a birth-and-death process: with rates that change at hour
// four. At hour four it is that of VC077; a quarter of an hour later its law is
// solved here by small steps.
TEST(ShiftEnd, WhereTheCaseIsHandedBackAsTheBirthAndDeathProcess) {
  std::vector<double> p(80);
  p[0] = 1;
  const double h = 0.0005;
  for (int step = 0; step < 8500; ++step) {
    const int servers = step < 8000 ? 14 : 9;
    std::vector<double> next = p;
    for (std::size_t n = 0; n < p.size(); ++n) {
      const double number = static_cast<double>(n);
      const double out = std::min<double>(number, servers) + 0.2 * std::max(0.0, number - servers);
      const double in = n + 1 < p.size() ? 10 : 0;
      next[n] -= h * (in + out) * p[n];
      if (n + 1 < p.size()) {
        next[n + 1] += h * in * p[n];
      }
      if (n > 0) {
        next[n - 1] += h * out * p[n];
      }
    }
    p = next;
  }
  double waiting = 0;
  double working = 0;
  for (std::size_t n = 0; n < p.size(); ++n) {
    waiting += p[n] * std::max(0.0, static_cast<double>(n) - 9);
    working += p[n] * std::min(9.0, static_cast<double>(n));
  }
  for (const ShiftEnd rule : {ShiftEnd::kHandBack, ShiftEnd::kHandBackFresh}) {
    expect(staffing_drop(rule, 4.25), 79, 8000,
           {{"waiting", in_queue, waiting}, {"busy", busy, working}});
  }
}

}  // namespace
}  // namespace hotline::sim
