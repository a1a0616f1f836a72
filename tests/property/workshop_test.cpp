// Work lists, crews and interruption against a slow and plain model of one list. Both meet the same
// tickets with the same work: every ticket is done in the same instant, exactly.
//
// The model looks at all tickets whenever something happens. Where work may be interrupted, the
// first c of all that are there are in work; where not, a crew that is free takes the first of
// those that wait.
#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "sim/random/duration_law.hpp"
#include "tests/support/recorder.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

struct Piece {
  std::uint64_t ticket = 0;
  SimTime arrival;
  SimTime due;
  int priority = 0;
  std::int64_t place = 0;
  Duration size{0};
  Duration left{0};
  bool in_work = false;
};

using Key = std::tuple<std::int64_t, std::int64_t>;

struct Order {
  const char* name;
  Selection policy;
  std::function<Key(const Piece&)> key;
};

std::vector<Order> orders() {
  return {
      {"fifo", Selection(Fifo{}), [](const Piece& p) { return Key(0, p.place); }},
      {"lifo", Selection(Lifo{}), [](const Piece& p) { return Key(0, -p.place); }},
      {"priority", Selection(StaticPriority{}),
       [](const Piece& p) { return Key(p.priority, p.place); }},
      {"edf", Selection(EarliestDue{}),
       [](const Piece& p) { return Key(p.due.time_since_epoch().count(), p.place); }},
      {"slack", Selection(LeastSlack{}),
       [](const Piece& p) { return Key((p.due - p.left).time_since_epoch().count(), p.place); }},
      {"shortest-job", Selection(ShortestJob{}),
       [](const Piece& p) { return Key(p.size.count(), p.place); }},
      {"shortest-remaining", Selection(ShortestRemaining{}),
       [](const Piece& p) { return Key(p.left.count(), p.place); }},
  };
}

using Done = std::map<std::uint64_t, SimTime>;

/// Marks who is in work from now on.
void assign(std::vector<Piece>& there, std::size_t crews, const Order& order, Preemption rule) {
  if (rule == Preemption::kNone) {
    auto busy = static_cast<std::size_t>(
        std::count_if(there.begin(), there.end(), [](const Piece& p) { return p.in_work; }));
    for (; busy < std::min(crews, there.size()); ++busy) {
      Piece* first = nullptr;
      for (Piece& piece : there) {
        if (!piece.in_work && (first == nullptr || order.key(piece) < order.key(*first))) {
          first = &piece;
        }
      }
      first->in_work = true;
    }
    return;
  }
  for (bool reset = true; reset;) {  // who begins anew may stand elsewhere
    reset = false;
    std::sort(there.begin(), there.end(),
              [&](const Piece& a, const Piece& b) { return order.key(a) < order.key(b); });
    for (std::size_t i = 0; i < there.size(); ++i) {
      if (there[i].in_work && i >= crews && rule == Preemption::kRestart) {
        there[i].left = there[i].size;
        reset = true;
      }
      there[i].in_work = i < crews;
    }
  }
}

Done plain_model(const std::vector<Piece>& tickets, std::size_t crews, const Order& order,
                 Preemption rule) {
  Done done;
  std::vector<Piece> there;
  SimTime now = tickets.front().arrival;
  std::size_t next = 0;
  while (next < tickets.size() || !there.empty()) {
    SimTime then = next < tickets.size() ? tickets[next].arrival : kNever;
    for (const Piece& piece : there) {
      then = piece.in_work ? std::min(then, now + piece.left) : then;
    }
    for (Piece& piece : there) {
      piece.left -= piece.in_work ? then - now : Duration{0};
    }
    now = then;
    std::erase_if(there, [&](const Piece& piece) {
      if (piece.in_work && piece.left == Duration{0}) {
        done[piece.ticket] = now;
        return true;
      }
      return false;
    });
    assign(there, crews, order, rule);
    if (next < tickets.size() && tickets[next].arrival == now) {
      there.push_back(tickets[next++]);
      assign(there, crews, order, rule);
    }
  }
  return done;
}

Scenario random_list(std::mt19937_64& random) {
  const auto crews = static_cast<std::int64_t>(1 + random() % 3);
  const DurationLaw work = random() % 2 == 0 ? test::exponential(3000) : test::lognormal(2000, 1);
  const double load = 0.5 + 0.01 * static_cast<double>(random() % 45);
  Scenario s = test::work_list(0, work);
  s.agencies[0].crews = crews;
  s.categories.push_back(s.categories[0]);
  s.categories[0].priority = 2;
  s.categories[0].resolution_target = 9 * kHour;
  s.categories[1].resolution_target = 3 * kHour;
  const double per_day = load * static_cast<double>(crews) * 86400 / 3000 / 2;
  s.demand = {test::flat_demand(ChannelId{0}, CategoryId{0}, per_day),
              test::flat_demand(ChannelId{0}, CategoryId{1}, per_day)};
  s.length = 12 * kDay;
  s.drain = true;
  return s;
}

std::vector<Piece> tickets_of(const Scenario& s, const test::Recorder& run, std::uint64_t seed) {
  const RandomBook book(seed, 0);
  std::vector<Piece> tickets;
  for (const TicketOpened& f : run.all<TicketOpened>()) {
    Piece piece;
    piece.ticket = f.ticket.value;
    piece.arrival = f.at;
    piece.due = f.resolution_due;
    piece.priority = s.categories[f.category.index()].priority;
    piece.place = static_cast<std::int64_t>(tickets.size());
    piece.size = quantile(s.agencies[0].work, book.uniform(Purpose::kWork, f.ticket.value, 0));
    piece.left = piece.size;
    tickets.push_back(piece);
  }
  return tickets;
}

TEST(Workshop, IsDoneWithEveryTicketWhenThePlainModelIs) {
  std::mt19937_64 random(1966);
  std::size_t interrupted = 0;
  for (const Order& order : orders()) {
    for (const Preemption rule : {Preemption::kNone, Preemption::kResume, Preemption::kRestart}) {
      for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        Scenario s = random_list(random);
        s.ticket_policy = order.policy;
        s.agencies[0].preemption = rule;
        const test::Recorder run = test::record(s, seed);
        Done found;
        for (const TicketResolved& f : run.all<TicketResolved>()) {
          found[f.ticket.value] = f.at;
        }
        const Done expected = plain_model(
            tickets_of(s, run, seed), static_cast<std::size_t>(s.agencies[0].crews), order, rule);
        EXPECT_GT(expected.size(), 50U);
        EXPECT_EQ(found, expected)
            << order.name << ", rule " << static_cast<int>(rule) << ", seed " << seed;
        for (const WorkEnded& f : run.all<WorkEnded>()) {
          interrupted += f.interrupted ? 1U : 0U;
        }
      }
    }
  }
  EXPECT_GT(interrupted, 1000U);
}

}  // namespace
}  // namespace hotline::sim
