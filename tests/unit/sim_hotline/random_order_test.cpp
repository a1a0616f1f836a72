// Service in random order, as the whole model carries it out.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/dispatch/selection.hpp"
#include "sim/hotline/slab.hpp"
#include "sim/hotline/waiting_line.hpp"
#include "tests/support/recorder.hpp"
#include "tests/unit/sim_hotline/loaded.hpp"
#include "tests/unit/sim_hotline/saved.hpp"

namespace hotline::sim {
namespace {

using test::Recorder;

/// Sum of (seen - expected)^2 / expected, where all are equally likely.
template <class Counts>
double chi_square(const Counts& seen) {
  double all = 0;
  for (const int count : seen) {
    all += count;
  }
  const double expected = all / static_cast<double>(seen.size());
  double sum = 0;
  for (const int count : seen) {
    sum += (count - expected) * (count - expected) / expected;
  }
  return sum;
}

struct Item {
  WaitingNode node;
};

// Five join one after the other, and the second one leaves: all 24 orders of those who are left are
// as likely. By chance it fails once in 10^6 (23 degrees of freedom).
TEST(RandomOrder, AllOrdersOfALineAreEquallyLikely) {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::map<std::vector<std::uint32_t>, int> orders;
  constexpr int kTimes = 24'000;
  for (int i = 0; i < kTimes; ++i) {
    Slab<Item> items;
    WaitingLine line;
    for (std::uint64_t k = 1; k <= 5; ++k) {
      const std::uint32_t row = items.add(Item{});
      items[row].node.arrival = k;
      line.push_anywhere(items, row, uniform(random));
    }
    line.remove(items, 1);
    std::vector<std::uint32_t> order;
    for (; !line.empty(); line.remove(items, line.front())) {
      order.push_back(line.front());
    }
    ++orders[order];
  }
  std::vector<int> counts;
  for (const auto& [order, count] : orders) {
    counts.push_back(count);
  }
  ASSERT_EQ(counts.size(), 24U);
  EXPECT_LT(chi_square(counts), 71.7);
}

TEST(RandomOrder, NobodyStandsBeforeThoseWhoWerePutToTheVeryFront) {
  Slab<Item> items;
  WaitingLine line;
  const auto add = [&](std::uint64_t arrival) {
    const std::uint32_t row = items.add(Item{});
    items[row].node.arrival = arrival;
    return row;
  };
  for (const std::uint32_t row : {add(2), add(1)}) {
    items[row].node.place = kVeryFront;
    line.push_front(items, row);
  }
  line.push_anywhere(items, add(3), 0.01);
  line.push_anywhere(items, add(4), 0.99);
  line.push_anywhere(items, add(5), 0.5);
  line.push_anywhere(items, add(6), 0.01);
  std::vector<std::uint64_t> order;
  for (; !line.empty(); line.remove(items, line.front())) {
    order.push_back(items[line.front()].node.arrival);
  }
  EXPECT_EQ(order, (std::vector<std::uint64_t>{1, 2, 6, 3, 5, 4}));
}

// Lines of 1, 2 and 5. By chance it fails once in 10^6 (7 degrees of freedom).
TEST(RandomOrder, ALineComesNextInProportionToItsLength) {
  const RandomBook book(1, 0);
  const Selection policy{RandomOrder{}};
  std::array<int, 8> served{};  // the line of 5 counts five times, in turn
  std::array<int, 3> turns{};
  constexpr std::array<int, 3> kLengths{1, 2, 5};
  constexpr std::array<int, 3> kFirst{0, 1, 3};
  for (std::uint64_t i = 0; i < 16'000; ++i) {
    std::vector<WaitingView> heads(3);
    for (std::size_t l = 0; l < heads.size(); ++l) {
      heads[l].length = static_cast<std::uint64_t>(kLengths.at(l));
      heads[l].arrival = 7 + 3 * i + l;
    }
    const std::size_t line = policy.select(Question{SimTime{}, book}, heads);
    ++served.at(static_cast<std::size_t>(kFirst.at(line) + turns.at(line)++ % kLengths.at(line)));
  }
  EXPECT_LT(chi_square(served), 40.5);
}

/// Of those who were served while three waited: how many had come first, second and third.
using Places = std::array<int, 3>;

class Watched {
 public:
  void joins(std::uint64_t who) { waiting_.push_back(who); }

  void is_served(std::uint64_t who, Places& places) {
    const auto found = std::find(waiting_.begin(), waiting_.end(), who);
    if (found == waiting_.end()) {
      return;
    }
    if (waiting_.size() == places.size()) {
      ++places.at(static_cast<std::size_t>(found - waiting_.begin()));
    }
    waiting_.erase(found);
  }

  void leaves(std::uint64_t who) {
    waiting_.erase(std::remove(waiting_.begin(), waiting_.end(), who), waiting_.end());
  }

 private:
  std::vector<std::uint64_t> waiting_;
};

const std::string kSixtyDays = "name = \"any\"\n[run]\nstart = \"2025-01-06\"\nlength = \"60 d\"\n";

/// Two queues of one agent, and citizens who hang up.
const std::string kCallCentre =
    "[channel.a]\nkind = \"live\"\npatience = { exponential = \"20 min\" }\n"
    "[channel.b]\nkind = \"live\"\npatience = { exponential = \"20 min\" }\n"
    "[category.c]\nticket_probability = 0\ntalk = { exponential = \"6 min\" }\n"
    "[[demand]]\ncategory = \"c\"\nchannel = \"a\"\nper_day = \"8 /h\"\n"
    "[[demand]]\ncategory = \"c\"\nchannel = \"b\"\nper_day = \"4 /h\"\n"
    "[group.desk]\nchannels = [\"a\", \"b\"]\nagents = 1\n";

/// Two categories of one crew.
const std::string kTicketOffice =
    "[channel.form]\nkind = \"direct\"\nentry = { constant = \"0 s\" }\n"
    "[category.c]\nagency = \"works\"\n[category.d]\nagency = \"works\"\n"
    "[[demand]]\ncategory = \"c\"\nchannel = \"form\"\nper_day = \"8 /h\"\n"
    "[[demand]]\ncategory = \"d\"\nchannel = \"form\"\nper_day = \"4 /h\"\n"
    "[triage]\nhuman_delay = { constant = \"0 s\" }\nhuman_accuracy = 1\n"
    "arbitration_delay = { constant = \"0 s\" }\n"
    "[agency.works]\nwork = { exponential = \"4 min\" }\ncrews = 1\n";

Places places_of(const Recorder& run, SimTime from, SimTime until) {
  Places places{};
  Places others{};
  Watched watched;
  for (const Fact& fact : run.facts) {
    const SimTime now = time_of(fact);
    Places& counted = from <= now && now < until ? places : others;
    if (const auto* queued = std::get_if<ContactQueued>(&fact)) {
      watched.joins(queued->contact.value);
    } else if (const auto* answered = std::get_if<ContactAnswered>(&fact)) {
      watched.is_served(answered->contact.value, counted);
    } else if (const auto* abandoned = std::get_if<ContactAbandoned>(&fact)) {
      watched.leaves(abandoned->contact.value);
    } else if (const auto* reported = std::get_if<TicketSigned>(&fact)) {
      watched.joins(reported->ticket.value);
    } else if (const auto* started = std::get_if<WorkStarted>(&fact)) {
      watched.is_served(started->ticket.value, counted);
    }
  }
  return places;
}

// By chance each statement about a random order fails once in 10^6 (2 degrees of freedom).
void expect_random_from(const std::string& text, const std::string& key) {
  const Scenario scenario = loaded(text + "[[change]]\nat = \"30 d\"\n" + key + " = \"random\"\n");
  const Recorder run = test::record(scenario, 5);
  const SimTime change = scenario.start + 30 * kDay;
  const Places before = places_of(run, scenario.start, change);
  const Places after = places_of(run, change, scenario.start + 60 * kDay);
  EXPECT_GT(before[0], 300);
  EXPECT_EQ(before[1] + before[2], 0) << "first come, first served";
  EXPECT_GT(*std::min_element(after.begin(), after.end()), 100);
  EXPECT_LT(chi_square(after), 27.6) << after[0] << ' ' << after[1] << ' ' << after[2];
}

TEST(RandomOrder, OfContactsFromTheMomentItIsTheirPolicy) {
  expect_random_from(kSixtyDays + kCallCentre, "contact_policy");
}

TEST(RandomOrder, OfTicketsFromTheMomentItIsTheirPolicy) {
  expect_random_from(kSixtyDays + kTicketOffice, "ticket_policy");
}

TEST(RandomOrder, OfThoseWhoWaitWhenItBecomesTheirPolicy) {
  // Nobody is served until three wait; then it becomes random.
  Places places{};
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    static const Scenario kThree = loaded(
        "name = \"three\"\n[run]\nstart = \"2025-01-06\"\nlength = \"1 h\"\n"
        "[channel.a]\nkind = \"live\"\n"
        "[category.c]\nticket_probability = 0\ntalk = { constant = \"10 min\" }\n"
        "[group.desk]\nchannels = [\"a\"]\nagents = 1\n"
        "[trace.t]\nchannel = \"a\"\ncategory = \"c\"\n"
        "arrivals = [{ at = \"1 min\" }, { at = \"2 min\" }, { at = \"3 min\" }, { at = \"4 min\" "
        "}]\n"
        "[[change]]\nat = \"6 min\"\ncontact_policy = \"random\"\n");
    const Recorder run = test::record(kThree, seed);
    Places first{};
    Watched watched;
    for (const Fact& fact : run.facts) {
      if (const auto* queued = std::get_if<ContactQueued>(&fact)) {
        watched.joins(queued->contact.value);
      } else if (const auto* answered = std::get_if<ContactAnswered>(&fact)) {
        watched.is_served(answered->contact.value, first);
      }
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
      places.at(i) += first.at(i);
    }
  }
  EXPECT_EQ(places[0] + places[1] + places[2], 600);
  EXPECT_LT(chi_square(places), 27.6);
}

TEST(RandomOrder, IsPartOfTheStateOfARun) {
  constexpr std::array<int, 3> kMinutes{200, 1000, 5000};
  for (const std::string& text : {kCallCentre, kTicketOffice}) {
    Scenario scenario = loaded(
        "name = \"any\"\n[run]\nstart = \"2025-01-06\"\nlength = \"5 d\"\n"
        "contact_policy = \"random\"\nticket_policy = \"random\"\n" +
        text);
    expect_a_value(scenario, kMinutes, 7);
  }
}

}  // namespace
}  // namespace hotline::sim
