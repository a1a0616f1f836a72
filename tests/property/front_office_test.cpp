// The front office against a slow and plain model of one line with c agents and patience, served
// first come, first served. Both meet the same contacts with the same draws: every wait is equal,
// exactly.
//
// The model is the recursion of Kiefer and Wolfowitz (Trans. AMS 78 (1955) 1) with patience: who
// arrives finds the instants at which each agent will be through with all who came before; he is
// answered by the first of them, or leaves before.
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/city/arrivals.hpp"
#include "sim/random/duration_law.hpp"
#include "tests/support/recorder.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

struct Outcome {
  std::uint64_t contact = 0;
  SimTime at;  ///< answered or abandoned
  bool answered = false;

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

void sort_by_contact(std::vector<Outcome>& outcomes) {
  std::sort(outcomes.begin(), outcomes.end(),
            [](const Outcome& a, const Outcome& b) { return a.contact < b.contact; });
}

std::vector<Outcome> plain_model(const Scenario& s, std::uint64_t seed, SimTime end) {
  const RandomBook book(seed, 0);
  Conditions conditions(s);
  ArrivalProcess process(s.demand[0], 0);
  std::vector<SimTime> through(static_cast<std::size_t>(s.groups[0].shifts[0].agents), s.start);
  const auto draw = [&](const DurationLaw& law, Purpose purpose, std::uint64_t contact) {
    return quantile(law, book.uniform(purpose, contact, 1));
  };
  std::vector<Outcome> outcomes;
  std::uint64_t contact = 0;
  for (SimTime t = process.next(s.start, book, conditions); t < end;
       t = process.next(t, book, conditions), ++contact) {
    const auto agent = std::min_element(through.begin(), through.end());
    const SimTime turn = std::max(t, *agent);
    const Duration patience = s.channels[0].patience
                                  ? draw(*s.channels[0].patience, Purpose::kPatience, contact)
                                  : kMaxSpan;
    if (turn - t > patience) {
      outcomes.push_back({contact, t + patience, false});
    } else {
      outcomes.push_back({contact, turn, true});
      *agent = turn + draw(s.categories[0].talk, Purpose::kTalk, contact) +
               draw(s.categories[0].after_call, Purpose::kAfterCall, contact);
    }
  }
  return outcomes;
}

std::vector<Outcome> front_office(const Scenario& s, std::uint64_t seed) {
  std::vector<Outcome> outcomes;
  for (const Fact& fact : test::record(s, seed).facts) {
    if (const auto* answered = std::get_if<ContactAnswered>(&fact)) {
      outcomes.push_back({answered->contact.value, answered->at, true});
    } else if (const auto* abandoned = std::get_if<ContactAbandoned>(&fact)) {
      outcomes.push_back({abandoned->contact.value, abandoned->at, false});
    }
  }
  sort_by_contact(outcomes);
  return outcomes;
}

Scenario random_line(std::mt19937_64& random) {
  const auto agents = static_cast<std::int64_t>(1 + random() % 8);
  Scenario s = test::one_line(agents);
  const double load = 0.3 + 0.01 * static_cast<double>(random() % 110);  // also overloaded
  const double per_day = load * static_cast<double>(agents) * 86400 / 200;
  s.demand = {test::flat_demand(ChannelId{0}, CategoryId{0}, per_day)};
  for (std::size_t h = 0; h < 24; ++h) {
    s.demand[0].hour.at(h) = h % 2 == 0 ? 0.6 : 1.4;
  }
  s.busyness = {0.2, 0.5};
  s.categories[0].talk = random() % 2 == 0 ? test::exponential(160) : test::lognormal(120, 0.8);
  s.categories[0].after_call = random() % 2 == 0 ? test::exponential(30) : test::constant(20);
  if (random() % 4 != 0) {
    s.channels[0].patience = random() % 2 == 0
                                 ? test::exponential(240)
                                 : DurationLaw{DurationLaw::Family::kWeibull, 300, 0.7};
  }
  s.length = 3 * kDay;
  return s;
}

TEST(FrontOffice, WaitsAsThePlainModelContactByContact) {
  std::mt19937_64 random(1955);
  std::size_t abandoned = 0;
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    const Scenario s = random_line(random);
    const std::vector<Outcome> found = front_office(s, seed);
    std::vector<Outcome> expected = plain_model(s, seed, s.start + s.length);
    // What lies beyond the end of the run has not happened yet.
    std::erase_if(expected, [&](const Outcome& o) { return o.at >= s.start + s.length; });
    sort_by_contact(expected);
    ASSERT_EQ(found.size(), expected.size()) << "seed " << seed;
    const auto [first, other] = std::mismatch(found.begin(), found.end(), expected.begin());
    ASSERT_TRUE(first == found.end())
        << "seed " << seed << ", contact " << other->contact << ": expected "
        << (other->answered ? "answered " : "abandoned ") << to_string(other->at) << ", found "
        << (first->answered ? "answered " : "abandoned ") << to_string(first->at);
    for (const Outcome& o : found) {
      abandoned += o.answered ? 0U : 1U;
    }
  }
  EXPECT_GT(abandoned, 1000U);
}

}  // namespace
}  // namespace hotline::sim
