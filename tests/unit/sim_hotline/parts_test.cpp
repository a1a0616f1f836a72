// The small parts of the model: roster, table of rows, waiting line.
#include <algorithm>
#include <list>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "sim/hotline/roster.hpp"
#include "sim/hotline/slab.hpp"
#include "sim/hotline/waiting_line.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

using test::monday;

std::vector<Shift> random_shifts(std::mt19937_64& random) {
  std::vector<Shift> shifts;
  for (std::size_t n = random() % 5; n > 0; --n) {
    const auto from = static_cast<std::int64_t>(random() % 167);
    const auto hours =
        static_cast<std::int64_t>(1 + random() % (168 - static_cast<std::uint64_t>(from)));
    shifts.push_back(
        {from * kHour, (from + hours) * kHour, static_cast<std::int64_t>(random() % 4)});
  }
  return shifts;
}

std::int64_t count_on_duty(const std::vector<Shift>& shifts, Duration in_week) {
  std::int64_t agents = 0;
  for (const Shift& shift : shifts) {
    agents += shift.from <= in_week && in_week < shift.to ? shift.agents : 0;
  }
  return agents;
}

TEST(Roster, CountsTheShiftsThatHoldAndNamesTheNextChangeInEveryHourOfAWeek) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 300; ++round) {
    const std::vector<Shift> shifts = random_shifts(random);
    const Roster roster(shifts);
    for (int h = 0; h < 168; h += 1 + static_cast<int>(random() % 9)) {
      const SimTime t = monday() + h * kHour;
      ASSERT_EQ(roster.on_duty(t), count_on_duty(shifts, h * kHour));
      SimTime change = kNever;
      for (int later = 1; later <= 168 && change == kNever; ++later) {
        if (count_on_duty(shifts, (h + later) % 168 * kHour) != roster.on_duty(t)) {
          change = t + later * kHour;
        }
      }
      ASSERT_EQ(roster.next_change(t), change) << h;
      ASSERT_EQ(roster.next_change(t - Duration(1)) == t,
                count_on_duty(shifts, (h + 167) % 168 * kHour) != roster.on_duty(t));
    }
  }
}

TEST(Roster, NobodyIsOnDutyWithoutShifts) {
  EXPECT_EQ(Roster({}).on_duty(monday()), 0);
  EXPECT_EQ(Roster({}).next_change(monday()), kNever);
}

TEST(Slab, GivesOutTheLastFreedRowFirstAndCountsRowsInUse) {
  Slab<int> slab;
  EXPECT_EQ(slab.add(10), 0U);
  EXPECT_EQ(slab.add(11), 1U);
  EXPECT_EQ(slab.add(12), 2U);
  slab.remove(0);
  slab.remove(2);
  EXPECT_EQ(slab.size(), 1U);
  EXPECT_EQ(slab.add(13), 2U);
  EXPECT_EQ(slab.add(14), 0U);
  EXPECT_EQ(slab[1], 11);
  EXPECT_EQ(slab[2], 13);
  EXPECT_EQ(slab.size(), 3U);
}

struct Item {
  WaitingNode node;
};

TEST(WaitingLine, KeepsOrderOfPlaceThenArrivalUnderRandomJoiningAndLeaving) {
  std::mt19937_64 random(8);
  for (int round = 0; round < 50; ++round) {
    Slab<Item> items;
    WaitingLine line;
    std::vector<std::uint32_t> model;  // rows in order
    std::uint64_t arrivals = 0;
    for (int i = 0; i < 300; ++i) {
      if (model.empty() || random() % 5 < 3) {
        Item item;
        item.node.place = SimTime(Duration(static_cast<std::int64_t>(random() % 10)));
        item.node.arrival = ++arrivals;
        const std::uint32_t row = items.add(item);
        line.push(items, row);
        const auto behind = std::find_if(model.begin(), model.end(), [&](std::uint32_t other) {
          return items[other].node.place > item.node.place;
        });
        model.insert(behind, row);
      } else {
        const auto leaver = model.begin() + static_cast<std::ptrdiff_t>(random() % model.size());
        line.remove(items, *leaver);
        items.remove(*leaver);
        model.erase(leaver);
      }
      ASSERT_EQ(line.length(), model.size());
      ASSERT_EQ(line.empty(), model.empty());
      if (!model.empty()) {
        ASSERT_EQ(line.front(), model.front());
      }
    }
    for (const std::uint32_t row : model) {
      ASSERT_EQ(line.front(), row);
      line.remove(items, row);
    }
    EXPECT_TRUE(line.empty());
  }
}

TEST(WaitingLineDeathTest, AnEmptyLineHasNoFront) {
  EXPECT_DEATH((void)WaitingLine().front(), "contract broken");
}

}  // namespace
}  // namespace hotline::sim
