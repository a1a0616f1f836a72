#include "sim/kernel/future_event_list.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/archive.hpp"
#include "tests/unit/sim_kernel/moment.hpp"

namespace hotline::sim {
namespace {

using List = FutureEventList<int>;

std::vector<int> drain(List& list) {
  std::vector<int> order;
  while (!list.empty()) {
    order.push_back(list.pop().event);
  }
  return order;
}

TEST(FutureEventList, AnEmptyListComesNever) {
  const List list;
  EXPECT_TRUE(list.empty());
  EXPECT_EQ(list.size(), 0U);
  EXPECT_EQ(list.next_time(), kNever);
}

TEST(FutureEventList, TimeGoesBeforeClassAndClassBeforeInsertion) {
  List list;
  list.schedule(at(2), EventClass::kControl, 5);
  list.schedule(at(1), EventClass::kDeadline, 4);
  list.schedule(at(1), EventClass::kCompletion, 2);
  list.schedule(at(1), EventClass::kCompletion, 3);
  list.schedule(at(1), EventClass::kControl, 1);
  list.schedule(at(-1), EventClass::kDeadline, 0);
  EXPECT_EQ(drain(list), (std::vector<int>{0, 1, 2, 3, 4, 5}));
}

TEST(FutureEventList, ClassesOfOneInstantStandInTheirDocumentedOrder) {
  List list;
  list.schedule(at(0), EventClass::kDeadline, 5);
  list.schedule(at(0), EventClass::kPatience, 4);
  list.schedule(at(0), EventClass::kArrival, 3);
  list.schedule(at(0), EventClass::kCompletion, 2);
  list.schedule(at(0), EventClass::kStaffing, 1);
  list.schedule(at(0), EventClass::kControl, 0);
  EXPECT_EQ(drain(list), (std::vector<int>{0, 1, 2, 3, 4, 5}));
}

TEST(FutureEventList, TimesBefore1970AndAtBothEndsOfTheAxisKeepTheirOrder) {
  List list;
  list.schedule(SimTime::max(), EventClass::kControl, 4);
  list.schedule(at(0), EventClass::kControl, 3);
  list.schedule(at(-1), EventClass::kControl, 2);
  list.schedule(at(-1'000'000'000'000), EventClass::kControl, 1);
  list.schedule(SimTime::min(), EventClass::kControl, 0);
  EXPECT_EQ(list.next_time(), SimTime::min());
  EXPECT_EQ(drain(list), (std::vector<int>{0, 1, 2, 3, 4}));
}

TEST(FutureEventList, ACancelledEventDoesNotHappenAndIsCancelledOnce) {
  List list;
  const EventHandle first = list.schedule(at(1), EventClass::kControl, 1);
  list.schedule(at(2), EventClass::kControl, 2);
  EXPECT_TRUE(list.cancel(first));
  EXPECT_FALSE(list.cancel(first));
  EXPECT_EQ(list.size(), 1U);
  EXPECT_EQ(list.next_time(), at(2));
}

TEST(FutureEventList, AHandleOfAnEventThatHappenedCancelsNothingNotEvenItsSuccessorInTheSlot) {
  List list;
  const EventHandle stale = list.schedule(at(1), EventClass::kControl, 1);
  (void)list.pop();
  EXPECT_FALSE(list.cancel(stale));
  const EventHandle fresh = list.schedule(at(1), EventClass::kControl, 2);
  ASSERT_EQ(fresh.slot, stale.slot);
  EXPECT_FALSE(list.cancel(stale));
  EXPECT_EQ(list.size(), 1U);
  EXPECT_TRUE(list.cancel(fresh));
}

TEST(FutureEventList, AnEventThatIsBeingHandledIsNeitherPendingNorCancelled) {
  List list;
  const EventHandle first = list.schedule(at(1), EventClass::kControl, 1);
  const EventHandle second = list.schedule(at(2), EventClass::kControl, 2);
  (void)list.pop();
  EXPECT_FALSE(list.cancel(first));
  EXPECT_EQ(list.reschedule(first, at(3)).insertion, 0U);
  EXPECT_EQ(list.size(), 1U);
  EXPECT_EQ(list.next_time(), at(2));
  EXPECT_TRUE(list.cancel(second));
  EXPECT_TRUE(list.empty());
  EXPECT_EQ(list.next_time(), kNever);
  list.schedule(at(5), EventClass::kControl, 5);
  EXPECT_EQ(drain(list), (std::vector<int>{5}));
}

TEST(FutureEventList, ARescheduledEventIsTheLastOfItsInstantAndClass) {
  List list;
  const EventHandle moved = list.schedule(at(9), EventClass::kArrival, 3);
  list.schedule(at(5), EventClass::kArrival, 1);
  list.schedule(at(5), EventClass::kArrival, 2);
  list.schedule(at(5), EventClass::kPatience, 4);
  const EventHandle fresh = list.reschedule(moved, at(5));
  EXPECT_NE(fresh.insertion, moved.insertion);
  EXPECT_FALSE(list.cancel(moved));
  EXPECT_EQ(drain(list), (std::vector<int>{1, 2, 3, 4}));
  EXPECT_EQ(list.reschedule(fresh, at(6)).insertion, 0U);
}

TEST(FutureEventList, AHandleOfNothingCancelsNothing) {
  List list;
  list.schedule(at(1), EventClass::kControl, 1);
  EXPECT_FALSE(list.cancel(EventHandle{}));
  EXPECT_EQ(list.size(), 1U);
}

TEST(FutureEventListDeathTest, NothingComesOutOfAnEmptyList) {
  List list;
  EXPECT_DEATH((void)list.pop(), "contract broken");
}

TEST(FutureEventList, KeepsOrderAndHandlesWhileItGrows) {
  List list;
  constexpr int kEvents = 20'000;  // grows at 4, 16, 64, ... 16384
  std::vector<EventHandle> handles;
  for (int i = 0; i < kEvents; ++i) {
    handles.push_back(list.schedule(at((i * 7919LL) % kEvents), EventClass::kControl, i));
    ASSERT_EQ(list.next_time(), at(0));
  }
  EXPECT_EQ(list.size(), static_cast<std::size_t>(kEvents));
  for (int i = 0; i < kEvents; i += 2) {
    ASSERT_TRUE(list.cancel(handles[static_cast<std::size_t>(i)]));
  }
  SimTime last = at(-1);
  int count = 0;
  while (!list.empty()) {
    const auto [time, event] = list.pop();
    ASSERT_LT(last, time);  // 7919 is prime: all times differ
    ASSERT_EQ(event % 2, 1);
    ASSERT_EQ(time, at((event * 7919LL) % kEvents));
    last = time;
    ++count;
  }
  EXPECT_EQ(count, kEvents / 2);
}

/// The same promises kept by a sorted map.
class Model {
 public:
  void schedule(SimTime time, EventClass event_class, int event, EventHandle handle) {
    const Key key{time, event_class, ++insertions_};
    events_[key] = event;
    keys_.emplace_back(handle, key);
  }

  bool cancel(std::size_t nth) { return events_.erase(keys_[nth].second) == 1; }

  [[nodiscard]] EventHandle handle(std::size_t nth) const { return keys_[nth].first; }

  [[nodiscard]] std::size_t scheduled() const { return keys_.size(); }

  [[nodiscard]] std::size_t size() const { return events_.size(); }

  [[nodiscard]] SimTime next_time() const {
    return events_.empty() ? kNever : std::get<0>(events_.begin()->first);
  }

  /// As cancelled and scheduled anew; its class stays.
  bool reschedule(std::size_t nth, SimTime time, EventHandle handle) {
    const auto found = events_.find(keys_[nth].second);
    if (found == events_.end()) {
      return false;
    }
    const int event = found->second;
    const EventClass event_class = std::get<1>(found->first);
    events_.erase(found);
    schedule(time, event_class, event, handle);
    return true;
  }

  int pop() {
    const int event = events_.begin()->second;
    events_.erase(events_.begin());
    return event;
  }

 private:
  using Key = std::tuple<SimTime, EventClass, std::uint64_t>;
  std::map<Key, int> events_;
  std::vector<std::pair<EventHandle, Key>> keys_;
  std::uint64_t insertions_ = 0;
};

void random_schedule(List& list, Model& model, std::mt19937_64& random, std::int64_t spread) {
  const SimTime time =
      at(static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(spread)) - spread / 2);
  const auto event_class = static_cast<EventClass>(random() % 6);
  const int event = static_cast<int>(random() % 1'000'000);
  model.schedule(time, event_class, event, list.schedule(time, event_class, event));
}

void random_reschedule(List& list, Model& model, std::mt19937_64& random, std::int64_t spread) {
  const std::size_t nth = random() % model.scheduled();
  const SimTime time = at(static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(spread)));
  const EventHandle old = model.handle(nth);
  const EventHandle fresh = list.reschedule(old, time);
  ASSERT_EQ(model.reschedule(nth, time, fresh), fresh.insertion != 0);
  ASSERT_FALSE(list.cancel(old));
}

void random_step(List& list, Model& model, std::mt19937_64& random, std::int64_t spread,
                 unsigned schedule_weight) {
  const std::uint64_t choice = random() % 100;
  if (choice < schedule_weight || model.scheduled() == 0) {
    random_schedule(list, model, random, spread);
  } else if (choice < schedule_weight + 15) {
    const std::size_t nth = random() % model.scheduled();
    ASSERT_EQ(list.cancel(model.handle(nth)), model.cancel(nth));
  } else if (choice < schedule_weight + 25) {
    random_reschedule(list, model, random, spread);
  } else if (model.size() > 0) {
    ASSERT_EQ(list.pop().event, model.pop());
  }
  ASSERT_EQ(list.size(), model.size());
  ASSERT_EQ(list.next_time(), model.next_time());
}

TEST(FutureEventList, AgreesWithASortedMapOnRandomOperations) {
  std::mt19937_64 random(42);
  for (const std::int64_t spread : {4LL, 1000LL, 1'000'000'000'000LL}) {
    for (const unsigned schedule_weight : {70U, 40U}) {  // growing, then about level
      List list;
      Model model;
      for (int i = 0; i < 8000; ++i) {
        random_step(list, model, random, spread, schedule_weight);
        ASSERT_FALSE(HasFatalFailure());
      }
    }
  }
}

TEST(FutureEventList, ACopyHasTheSameFutureAndTheSameHandles) {
  std::mt19937_64 random(7);
  List original;
  Model model;
  for (int i = 0; i < 3000; ++i) {
    random_step(original, model, random, 50, 70);
  }
  List copy = original;
  Model model_of_copy = model;
  std::mt19937_64 again = random;
  for (int i = 0; i < 3000; ++i) {
    random_step(original, model, random, 50, 30);
    ASSERT_FALSE(HasFatalFailure());
  }
  for (int i = 0; i < 3000; ++i) {  // what happened to the original did not happen to the copy
    random_step(copy, model_of_copy, again, 50, 30);
    ASSERT_FALSE(HasFatalFailure());
  }
  EXPECT_EQ(drain(original), drain(copy));
}

TEST(FutureEventList, WhatWasSavedGoesOnAsTheOriginalAlsoInTheMidstOfAnEvent) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 20; ++round) {
    List original;
    Model model;
    for (int i = 0; i < 50 * round + 1; ++i) {
      random_step(original, model, random, 50, 60);
    }
    if (round % 2 == 0 && model.size() > 0) {
      ASSERT_EQ(original.pop().event, model.pop());
    }
    ArchiveWriter writer;
    writer(original);
    const std::string bytes = writer.take();
    ArchiveReader reader(bytes);
    List loaded;
    reader(loaded);
    ASSERT_TRUE(reader.complete());
    EXPECT_EQ(loaded.size(), original.size());
    for (int i = 0; i < 300; ++i) {  // the model knows the old handles
      random_step(loaded, model, random, 50, 40);
      ASSERT_FALSE(HasFatalFailure());
    }
  }
}

// Keys whose halves are equal, next to each other, and at the ends: where a carry could be lost.
TEST(EventKey, TheLesserKeyIsTheLesserNumber) {
  std::vector<detail::EventKey> keys;
  const std::vector<std::uint64_t> halves{0, 1, 2, 1ULL << 63, (1ULL << 63) - 1, ~0ULL, ~0ULL - 1};
  for (const std::uint64_t high : halves) {
    for (const std::uint64_t low : halves) {
      keys.push_back((static_cast<detail::EventKey>(high) << 64) | low);
    }
  }
  for (const detail::EventKey a : keys) {
    for (const detail::EventKey b : keys) {
      const detail::EventKey expected = a < b ? a : b;
      ASSERT_TRUE(detail::lesser(a, b) == expected);
      ASSERT_TRUE(detail::lesser_by_mask(a, b) == expected);
    }
  }
}

}  // namespace
}  // namespace hotline::sim
