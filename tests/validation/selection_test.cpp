// Validation case VC143: does the selection of the best keep its promise? Ten queues of which one
// waits less than all others by just the difference that matters; a thousand selections. With a
// probability of 0.95 of the right choice, fewer than 930 right ones come by chance in 0.2 % of all
// fresh seeds; the procedure promises more than 0.95.
#include <cmath>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "core/stats/best_of.hpp"
#include "sim/random/random.hpp"

namespace hotline::stats {
namespace {

constexpr std::size_t kSystems = 10;
constexpr std::uint64_t kSelections = 1000;
constexpr std::uint64_t kCustomers = 30;

/// Mean wait of the first customers of an M/M/1 queue of load 0.625 from empty (Lindley 1952).
double mean_wait(const sim::RandomBook& book, std::uint64_t queue, std::uint64_t replication) {
  double wait = 0;
  double sum = 0;
  for (std::uint64_t k = 0; k < kCustomers; ++k) {
    const std::uint64_t index = replication * kCustomers + k;
    const double served = -0.125 * std::log(book.uniform(sim::Purpose::kTalk, queue, index));
    const double gap = -0.2 * std::log(book.uniform(sim::Purpose::kEntry, queue, index));
    wait = std::max(0.0, wait + served - gap);
    sum += wait;
  }
  return sum / static_cast<double>(kCustomers);
}

TEST(Selection, FindsTheBestOfTenAsOftenAsItPromises) {
  constexpr double kDifference = 0.05;
  std::uint64_t right = 0;
  for (std::uint64_t run = 0; run < kSelections; ++run) {
    const sim::RandomBook book(143, static_cast<std::uint32_t>(run));
    BestOf selection(kSystems, BestOfPlan{kDifference, 0.05, 20});
    while (!selection.chosen()) {
      std::vector<double> values;
      for (const std::size_t queue : selection.contest()) {
        values.push_back((queue == 3 ? kDifference : 0.0) -
                         mean_wait(book, queue, selection.replications()));
      }
      selection.add(values);
    }
    right += selection.chosen() == 3U ? 1U : 0U;
  }
  EXPECT_GE(right, 930U);
}

}  // namespace
}  // namespace hotline::stats
