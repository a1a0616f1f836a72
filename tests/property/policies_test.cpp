// Every policy of the catalogue against a plain model of it: a heap of things on a table, and the
// rule of docs/POLICIES.md in words, looked up anew among all of them at every question.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "sim/dispatch/catalogue.hpp"
#include "sim/hotline/slab.hpp"
#include "sim/hotline/waiting_line.hpp"

namespace hotline::sim {
namespace {

constexpr std::size_t kLines = 4;

/// Whole seconds and small whole numbers, so that ties are common and no comparison is rounded.
struct Thing {
  WaitingNode node;  ///< of the real line
  std::uint32_t line = 0;
  std::int64_t since = 0;  ///< seconds
  std::int64_t due = 0;    ///< 0: never
  std::int64_t work = 0;
  std::int64_t size = 0;
  std::uint64_t arrival = 0;
};

struct LineFigures {
  int priority = 0;
  std::int64_t weight = 1;
  std::int64_t mean_service = 1;
  int rank = 0;
  std::int64_t reserve = 0;
  bool local = true;
};

struct Table {
  std::vector<LineFigures> lines;
  std::vector<Thing> things;
  std::int64_t now = 0;
  std::int64_t free = 1;
};

/// Less is served sooner; the first entry decides, then the next.
using Score = std::vector<long double>;
constexpr long double kEndOfTime = 1e15L;

long double due_of(const Thing& t) {
  return t.due == 0 ? kEndOfTime : static_cast<long double>(t.due);
}

/// Where a thing stands in its own line, in words; equal ones by arrival.
Score within_line(std::string_view rule, const Thing& t) {
  const auto arrival = static_cast<long double>(t.arrival);
  if (rule == "lifo") {
    return {-arrival};
  }
  if (rule == "edf") {
    return {due_of(t), arrival};
  }
  if (rule == "least-slack") {
    return {t.due == 0 ? kEndOfTime : due_of(t) - static_cast<long double>(t.work), arrival};
  }
  if (rule == "shortest-job") {
    return {static_cast<long double>(t.size), arrival};
  }
  if (rule == "shortest-remaining") {
    return {static_cast<long double>(t.work), arrival};
  }
  return {arrival};
}

/// Which head comes next, in words.
Score among_lines(std::string_view rule, const Table& table, const Thing& head) {
  const LineFigures& line = table.lines[head.line];
  const auto arrival = static_cast<long double>(head.arrival);
  const auto waited = static_cast<long double>(table.now - head.since);
  const auto weight = static_cast<long double>(line.weight);
  const auto mean = static_cast<long double>(line.mean_service);
  long double length = 0;
  for (const Thing& other : table.things) {
    length += other.line == head.line ? 1 : 0;
  }
  const std::map<std::string_view, std::function<Score()>> words = {
      {"priority",
       [&] {
         return Score{static_cast<long double>(line.priority), arrival};
       }},
      {"longest-queue",
       [&] {
         return Score{-length, arrival};
       }},
      {"c-mu",
       [&] {
         return Score{-weight / mean, arrival};
       }},
      {"generalized-c-mu",
       [&] {
         return Score{-weight * waited / mean, arrival};
       }},
      {"queue-ratio",
       [&] {
         return Score{weight / 8 * static_cast<long double>(table.things.size()) - length,
                      static_cast<long double>(head.line)};
       }},
      {"accumulating",
       [&] {
         return Score{-weight * waited, arrival};
       }},
      {"relative-delay",
       [&] {
         const long double promised =
             std::max<long double>(1e-6L, static_cast<long double>(head.due - head.since));
         return Score{head.due == 0 ? 0 : -waited / promised, arrival};
       }},
      {"local-specialist",
       [&] {
         return Score{line.local ? 0.0L : 1.0L, arrival};
       }},
      {"rank",
       [&] {
         return Score{static_cast<long double>(line.rank), arrival};
       }},
      {"reservation",
       [&] {
         return Score{static_cast<long double>(line.rank), arrival};
       }},
      {"weight-index",
       [&] {
         return Score{static_cast<long double>(line.rank) * 60 - weight * waited, arrival};
       }},
  };
  const auto found = words.find(rule);
  return found == words.end() ? within_line(rule, head) : found->second();
}

/// The arrival of the thing that is served, looked for among all.
std::optional<std::uint64_t> plain_choice(std::string_view rule, const Table& table) {
  std::optional<Score> best;
  std::optional<std::uint64_t> chosen;
  for (const Thing& one : table.things) {
    const bool is_head =
        std::none_of(table.things.begin(), table.things.end(), [&](const Thing& other) {
          return other.line == one.line && within_line(rule, other) < within_line(rule, one);
        });
    const LineFigures& line = table.lines[one.line];
    if (!is_head || (rule == "reservation" && table.free <= line.reserve) ||
        (rule == "local-specialist" && !line.local && table.now - one.since < 60)) {
      continue;
    }
    const Score score = among_lines(rule, table, one);
    if (!best || score < *best) {
      best = score;
      chosen = one.arrival;
    }
  }
  return chosen;
}

SimTime at(std::int64_t seconds) {
  return SimTime(seconds * kSecond);
}

/// The real lines, asked through views as the model asks.
class RealLines {
 public:
  explicit RealLines(const Selection& policy) : policy_(policy), lines_(kLines) {}

  void join(Thing thing) {
    thing.node.since = at(thing.since);
    thing.node.due = thing.due == 0 ? kNever : at(thing.due);
    thing.node.arrival = thing.arrival;
    thing.node.place = policy_.place(Joining{thing.node.since, thing.node.due, thing.work * kSecond,
                                             thing.size * kSecond, start_of(thing)});
    const std::uint32_t row = things_.add(thing);
    lines_[thing.line].push(things_, row);
    rows_[thing.arrival] = row;
  }

  void leave(std::uint64_t arrival) {
    const std::uint32_t row = rows_.at(arrival);
    lines_[things_[row].line].remove(things_, row);
    things_.remove(row);
    rows_.erase(arrival);
  }

  [[nodiscard]] std::optional<std::uint64_t> choice(const Table& table, const RandomBook& book) {
    std::vector<WaitingView> views;
    for (std::uint32_t l = 0; l < kLines; ++l) {
      if (lines_[l].empty()) {
        continue;
      }
      const Thing& head = things_[lines_[l].front()];
      WaitingView& view = views.emplace_back();
      view.line = l;
      view.since = head.node.since;
      view.due = head.node.due;
      view.priority = table.lines[l].priority;
      view.arrival = head.arrival;
      view.length = lines_[l].length();
      const auto weight = static_cast<double>(table.lines[l].weight);
      view.weight = policy_ == Selection(QueueRatio{}) ? weight / 8 : weight;
      view.mean_service = table.lines[l].mean_service * kSecond;
      view.work = head.work * kSecond;
      view.size = head.size * kSecond;
      view.rank = table.lines[l].rank;
      view.reserve = table.lines[l].reserve;
      view.local = table.lines[l].local;
      view.start_by = start_of(head);
    }
    if (views.empty()) {
      return std::nullopt;
    }
    Question question{at(table.now), book, 0, 0};
    question.free = table.free;
    const std::size_t chosen = policy_.select(question, views);
    return chosen == kNobody ? std::nullopt : std::optional(views[chosen].arrival);
  }

 private:
  [[nodiscard]] static SimTime start_of(const Thing& thing) {
    return thing.due == 0 ? kNever : at(thing.due - thing.work);
  }

  Selection policy_;
  std::vector<WaitingLine> lines_;
  Slab<Thing> things_;
  std::map<std::uint64_t, std::uint32_t> rows_;
};

TEST(EverySelection, ServesWhomItsRuleNamesAmongAll) {
  for (const PolicySpec<Selection>& spec : selection_catalogue()) {
    std::mt19937 random(42);  // fixed: the same streams each time
    const auto below = [&](std::int64_t n) { return static_cast<std::int64_t>(random()) % n; };
    const double parameter =
        spec.name == "weight-index" || spec.name == "local-specialist" ? 60 : spec.usual;
    if (spec.make(parameter).at_random()) {
      continue;  // there is no one answer: tests/unit/sim_hotline/random_order_test.cpp
    }
    for (int stream = 0; stream < 40; ++stream) {
      RealLines real(spec.make(parameter));
      Table table;
      for (std::size_t l = 0; l < kLines; ++l) {
        table.lines.push_back(LineFigures{static_cast<int>(below(3)), 1 + below(4), 1 + below(4),
                                          static_cast<int>(below(3)), below(2), below(2) == 0});
      }
      const RandomBook book(1, 0);
      for (std::uint64_t step = 1; step <= 150; ++step) {
        table.now += 1 + below(30);
        table.free = 1 + below(2);
        if (below(5) < 3) {
          Thing thing{{}, static_cast<std::uint32_t>(below(kLines)), table.now, 0, 0, 0, step};
          thing.due = below(4) == 0 ? 0 : table.now + below(120);
          thing.size = 1 + below(20);
          thing.work = 1 + below(thing.size);
          real.join(thing);
          table.things.push_back(thing);
          continue;
        }
        const auto expected = plain_choice(spec.name, table);
        ASSERT_EQ(real.choice(table, book), expected)
            << spec.name << ", stream " << stream << ", step " << step;
        const bool gives_up = below(4) == 0 && !table.things.empty();
        const auto leaving =
            gives_up ? std::optional(table
                                         .things[static_cast<std::size_t>(
                                             below(static_cast<std::int64_t>(table.things.size())))]
                                         .arrival)
                     : expected;
        if (leaving) {
          real.leave(*leaving);
          std::erase_if(table.things, [&](const Thing& t) { return t.arrival == *leaving; });
        }
      }
    }
  }
}

// ---- Routing ----------------------------------------------------------------------------------

/// Which server takes the item, in words; less is better, equal ones: the first.
std::optional<Score> preference(std::string_view rule, const ServerView& s, SimTime now,
                                std::span<const ServerView> all) {
  const auto whole = [](auto n) { return static_cast<long double>(n); };
  if (rule == "longest-idle") {
    return Score{s.idle_since == kNever ? kEndOfTime
                                        : whole(s.idle_since.time_since_epoch().count())};
  }
  if (rule == "fastest") {
    return Score{whole(s.mean_service.count()), whole(s.rank)};
  }
  if (rule == "shortest-queue") {
    return Score{whole(s.waiting) + whole(s.present - s.free)};
  }
  if (rule == "least-work") {
    return Score{whole(s.work.count())};
  }
  if (rule == "shortest-delay") {
    const double expected = static_cast<double>(s.in_system() + 1) *
                            static_cast<double>(s.mean_service.count()) /
                            static_cast<double>(s.present);
    return Score{static_cast<long double>(expected)};
  }
  if (rule == "idleness-ratio") {
    long double total = 0;
    for (const ServerView& one : all) {
      total += whole(one.free);
    }
    return Score{static_cast<long double>(s.weight) * total - whole(s.free)};
  }
  if (rule == "idle-index") {
    const long double idle = s.idle_since == kNever ? 0 : whole((now - s.idle_since).count());
    return Score{whole(s.rank) * 60e6L - static_cast<long double>(s.weight) * idle, whole(s.rank)};
  }
  if (rule == "local-specialist") {
    return s.local || s.item_waited >= kMinute
               ? std::optional(Score{s.local ? 0.0L : 1.0L, whole(s.breadth), whole(s.rank)})
               : std::nullopt;
  }
  if (rule == "queue-ratio-overflow") {
    const double ratio = static_cast<double>(s.waiting + 1) / static_cast<double>(s.present);
    return s.free > 0 || ratio <= 1 ? Score{0, whole(s.rank)}
                                    : Score{1, static_cast<long double>(ratio), whole(s.rank)};
  }
  if (rule == "reservation" && s.free <= s.reserve) {
    return std::nullopt;
  }
  return Score{whole(s.rank)};  // listed, reservation
}

TEST(EveryRouting, TakesTheServerThatItsRuleNamesAmongAll) {
  const RandomBook book(1, 0);
  for (const PolicySpec<Routing>& spec : routing_catalogue()) {
    if (spec.name == "random" || spec.name == "power-of") {
      continue;  // toss coins: below
    }
    const Routing routing =
        spec.make(spec.name == "idle-index" || spec.name == "local-specialist" ? 60 : spec.usual);
    std::mt19937 random(43);  // fixed
    const auto below = [&](std::int64_t n) { return static_cast<std::int64_t>(random()) % n; };
    for (int trial = 0; trial < 4000; ++trial) {
      const SimTime now = at(1000);
      std::vector<ServerView> servers(1 + static_cast<std::size_t>(below(5)));
      for (std::size_t i = 0; i < servers.size(); ++i) {
        ServerView& s = servers[i];
        s.unit = static_cast<std::uint32_t>(i);
        s.present = 1 + below(4);
        s.free = below(s.present + 1);
        s.waiting = static_cast<std::uint64_t>(below(3));
        s.work = below(4) * kMinute;
        s.idle_since = s.free == 0 ? kNever : at(1000 - below(100));
        s.mean_service = (1 + below(3)) * kMinute;
        s.weight = static_cast<double>(1 + below(4)) / 4;
        s.rank = static_cast<int>(i);
        s.reserve = below(2);
        s.local = below(2) == 0;
        s.breadth = static_cast<int>(1 + below(3));
        s.item_waited = below(3) * 30 * kSecond;
      }
      std::size_t expected = kNobody;
      std::optional<Score> best;
      for (std::size_t i = 0; i < servers.size(); ++i) {
        const std::optional<Score> score = preference(spec.name, servers[i], now, servers);
        if (score && (!best || *score < *best)) {
          best = score;
          expected = i;
        }
      }
      ASSERT_EQ(routing.select(Question{now, book, 1, 0}, servers), expected)
          << spec.name << ", trial " << trial;
    }
  }
}

/// The frequencies of 20 000 tosses lie within 5 standard deviations: fails by chance less than
/// once in 10^5 seeds, and this seed does not.
TEST(EveryRouting, ThatTossesCoinsDoesSoInTheRightProportion) {
  const RandomBook book(7, 0);
  std::vector<ServerView> servers(3);
  for (std::size_t i = 0; i < 3; ++i) {
    servers[i].weight = static_cast<double>(i);  // 0, 1, 2
    servers[i].present = 5;
    servers[i].free = 5 - static_cast<std::int64_t>(i);  // i in the system
  }
  constexpr int kTosses = 20'000;
  const auto frequencies = [&](const Routing& routing) {
    std::vector<double> share(3);
    for (std::uint64_t item = 1; item <= kTosses; ++item) {
      share[routing.select(Question{at(0), book, item, 0}, servers)] += 1.0 / kTosses;
    }
    return share;
  };
  const auto near = [](double found, double expected) {
    return std::abs(found - expected) <= 5 * std::sqrt(expected * (1 - expected) / kTosses);
  };
  const std::vector<double> random = frequencies(Routing(RandomServer{}));
  EXPECT_EQ(random[0], 0);
  EXPECT_TRUE(near(random[1], 1.0 / 3)) << random[1];
  // Two of three at random: the emptiest is among them twice out of three times, the fullest never
  // the better of two.
  const std::vector<double> two = frequencies(Routing(PowerOfChoice{2}));
  EXPECT_TRUE(near(two[0], 2.0 / 3)) << two[0];
  EXPECT_EQ(two[2], 0);
  const std::vector<double> one = frequencies(Routing(PowerOfChoice{1}));
  EXPECT_TRUE(near(one[2], 1.0 / 3)) << one[2];
}

}  // namespace
}  // namespace hotline::sim
