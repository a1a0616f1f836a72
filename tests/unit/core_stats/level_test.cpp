#include "core/stats/level.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace hotline::stats {
namespace {

struct Change {
  SimTime at;
  std::int64_t by = 0;
};

SimTime second(std::int64_t s) {
  return SimTime(s * kSecond);
}

/// 200 changes at random whole seconds in [0, 1000), in order of time.
std::vector<Change> random_changes(std::mt19937_64& random) {
  std::vector<Change> changes;
  changes.reserve(200);
  for (int i = 0; i < 200; ++i) {
    changes.push_back(Change{second(static_cast<std::int64_t>(random() % 1000)),
                             static_cast<std::int64_t>(random() % 9) - 4});
  }
  std::stable_sort(changes.begin(), changes.end(),
                   [](const Change& a, const Change& b) { return a.at < b.at; });
  return changes;
}

/// The area in [from, until), piece by piece.
std::int64_t plain_area(const std::vector<Change>& in_order, SimTime from, SimTime until) {
  std::int64_t area = 0;
  std::int64_t level = 0;
  SimTime since = SimTime::min();
  for (const Change& change : in_order) {
    const SimTime begin = std::max(since, from);
    const SimTime end = std::min(change.at, until);
    area += begin < end ? level * (end - begin).count() : 0;
    level += change.by;
    since = change.at;
  }
  const SimTime begin = std::max(since, from);
  return begin < until ? area + level * (until - begin).count() : area;
}

TEST(Level, HasTheAreaOfAPlainSumWhateverTheOrderOfChanges) {
  std::mt19937_64 random(11);
  for (int trial = 0; trial < 50; ++trial) {
    std::vector<Change> changes = random_changes(random);
    const std::int64_t expected = plain_area(changes, second(-1), second(1000));
    std::shuffle(changes.begin(), changes.end(), random);
    Level level;
    for (const Change& change : changes) {
      level.change(change.at, change.by);
    }
    EXPECT_TRUE(level.area_us(second(1000)) == expected) << "trial " << trial;
  }
}

TEST(Level, MeasuresFromItsRestartAndKeepsItsValue) {
  std::mt19937_64 random(12);
  const SimTime restart = second(500);
  for (int trial = 0; trial < 50; ++trial) {
    const std::vector<Change> changes = random_changes(random);
    Level level;
    bool restarted = false;
    for (const Change& change : changes) {
      if (!restarted && change.at >= restart) {
        level.restart(restart);
        restarted = true;
      }
      level.change(change.at, change.by);
    }
    ASSERT_TRUE(restarted);
    EXPECT_TRUE(level.area_us(second(1000)) == plain_area(changes, restart, second(1000)));
  }
}

TEST(Level, MergesTwoPartsIntoTheWhole) {
  std::mt19937_64 random(13);
  const std::vector<Change> changes = random_changes(random);
  Level whole;
  std::array<Level, 2> parts;
  for (const Change& change : changes) {
    whole.change(change.at, change.by);
    parts.at(random() % 2).change(change.at, change.by);
  }
  Level forward = parts[0];
  forward.merge(parts[1]);
  Level backward = parts[1];
  backward.merge(parts[0]);
  EXPECT_EQ(forward, whole);
  EXPECT_EQ(backward, whole);
  EXPECT_EQ(forward.value(), whole.value());
}

TEST(Level, DoesNotOverflowOverACentury) {
  Level level;
  level.change(SimTime(Duration(0)), 1'000'000);
  const Int128 expected = static_cast<Int128>(1'000'000) * kMaxSpan.count();
  EXPECT_TRUE(level.area_us(SimTime(kMaxSpan)) == expected);
}

}  // namespace
}  // namespace hotline::stats
