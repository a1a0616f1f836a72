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

/// What a line should hold, and in which order: a plain sorted list.
class LineAndModel {
 public:
  void join(std::int64_t place) {
    Item item;
    item.node.place = SimTime(Duration(place));
    item.node.arrival = ++arrivals_;
    const std::uint32_t row = items_.add(item);
    line_.push(items_, row);
    const auto behind = std::upper_bound(
        model_.begin(), model_.end(), item.node.place,
        [this](SimTime at, std::uint32_t other) { return at < items_[other].node.place; });
    model_.insert(behind, row);
  }

  void join_at_front() {
    Item item;
    item.node.place = kVeryFront;
    item.node.arrival = ++arrivals_;
    const std::uint32_t row = items_.add(item);
    line_.push_front(items_, row);
    model_.insert(model_.begin(), row);
  }

  void leave(std::size_t at) {
    const std::uint32_t row = model_[at];
    line_.remove(items_, row);
    items_.remove(row);
    model_.erase(model_.begin() + static_cast<std::ptrdiff_t>(at));
  }

  /// Everybody's place from now on is its remainder.
  void reorder(std::int64_t divisor) {
    const auto place = [divisor](const Item& item) {
      return SimTime(item.node.place.time_since_epoch() % divisor);
    };
    reorder_line(line_, items_, place);
    std::stable_sort(model_.begin(), model_.end(), [this](std::uint32_t a, std::uint32_t b) {
      const WaitingNode& x = items_[a].node;
      const WaitingNode& y = items_[b].node;
      return x.place != y.place ? x.place < y.place : x.arrival < y.arrival;
    });
  }

  [[nodiscard]] std::size_t length() const { return model_.size(); }

  [[nodiscard]] bool agree() const {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = line_.empty() ? kNoRow : line_.front(); row != kNoRow;
         row = items_[row].node.behind) {
      rows.push_back(row);
    }
    return rows == model_ && line_.length() == model_.size();
  }

 private:
  Slab<Item> items_;
  WaitingLine line_;
  std::vector<std::uint32_t> model_;
  std::uint64_t arrivals_ = 0;
};

// Thousands wait, and most who join overtake hundreds of them: the marks are in use.
TEST(WaitingLine, KeepsOrderWhereManyAreOvertaken) {
  std::mt19937_64 random(9);
  LineAndModel both;
  for (int i = 0; i < 12'000; ++i) {
    const std::uint64_t what = random() % 20;
    if (what < 13 || both.length() == 0) {
      both.join(static_cast<std::int64_t>(random() % 3000));
    } else if (what < 15) {
      both.leave(0);
    } else if (what < 19) {
      both.leave(random() % both.length());
    } else if (i % 100 == 0) {
      both.join_at_front();
    }
    if (i % 500 == 0) {
      ASSERT_TRUE(both.agree());
    }
  }
  ASSERT_GT(both.length(), 2000U);
  both.reorder(700);
  EXPECT_TRUE(both.agree());
  for (int i = 0; i < 500; ++i) {
    both.join(static_cast<std::int64_t>(random() % 700));
  }
  EXPECT_TRUE(both.agree());
}

TEST(WaitingLineDeathTest, AnEmptyLineHasNoFront) {
  EXPECT_DEATH((void)WaitingLine().front(), "contract broken");
}

}  // namespace
}  // namespace hotline::sim
