#include "monitor/watch/monitor.hpp"

#include <atomic>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/proto/sample_facts.hpp"

namespace hotline::monitor {
namespace {

using samples::one_of_each;

/// Hands on prepared batches, an empty one meaning "nothing yet", then ends or fails.
class PreparedSource final : public FactSource {
 public:
  explicit PreparedSource(std::vector<std::vector<Fact>> batches, bool fails = false)
      : batches_(std::move(batches)), fails_(fails) {}

  Result<Pulled> pull(std::vector<Fact>& facts) override {
    if (next_ == batches_.size()) {
      if (fails_) {
        return system_failure("the source broke");
      }
      return Pulled::kEnd;
    }
    facts = batches_[next_++];
    return facts.empty() ? Pulled::kNothingYet : Pulled::kFacts;
  }

  [[nodiscard]] IngestAccount account() const override { return {77, 3, 2, 1}; }

 private:
  std::vector<std::vector<Fact>> batches_;
  std::size_t next_ = 0;
  bool fails_;
};

const std::atomic<bool> kGoOn{false};

TEST(Monitor, FoldsAllFactsOfASource) {
  Monitor monitor;
  PreparedSource source({one_of_each(0), {}, one_of_each(1)});
  ASSERT_TRUE(monitor.follow(source, kGoOn));
  monitor.read([](std::span<const measures::Scorecard> runs, const LiveStatus& status) {
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_EQ(runs[0].run().replication, 0U);
    EXPECT_EQ(runs[1].run().replication, 1U);
    EXPECT_EQ(runs[1].facts(), one_of_each().size());
    EXPECT_EQ(status.ingest, (IngestAccount{77, 3, 2, 1}));
    EXPECT_FALSE(status.running);
  });
}

TEST(Monitor, IsASinkForASimulatorInTheSameProcess) {
  Monitor monitor;
  auto facts = one_of_each();
  facts.pop_back();
  for (const Fact& fact : facts) {
    std::visit([&monitor](const auto& f) { monitor(f); }, fact);
  }
  monitor.lateness(250 * std::chrono::milliseconds(1));
  monitor.read([&facts](std::span<const measures::Scorecard> runs, const LiveStatus& status) {
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_TRUE(status.running);
    EXPECT_EQ(status.ingest.facts, facts.size());
    EXPECT_DOUBLE_EQ(status.lateness.value(), 0.25);
  });
}

TEST(Monitor, ShowsNothingBeforeTheFirstRun) {
  const Monitor monitor;
  bool read = false;
  monitor.read([&read](std::span<const measures::Scorecard> runs, const LiveStatus& status) {
    read = true;
    EXPECT_TRUE(runs.empty());
    EXPECT_FALSE(status.running);
    EXPECT_FALSE(status.speed);
    EXPECT_FALSE(status.lateness);
  });
  EXPECT_TRUE(read);
}

TEST(Monitor, ASourceThatBreaksIsToldAndWhatCameIsKept) {
  Monitor monitor;
  PreparedSource source({one_of_each()}, true);
  const auto followed = monitor.follow(source, kGoOn);
  ASSERT_FALSE(followed);
  EXPECT_EQ(followed.error().message, "the source broke");
  monitor.read([](std::span<const measures::Scorecard> runs, const LiveStatus& /*status*/) {
    EXPECT_EQ(runs.size(), 1U);
  });
}

TEST(Monitor, AStopEndsFollowing) {
  Monitor monitor;
  const std::atomic<bool> stop{true};
  PreparedSource source({one_of_each()});
  const auto followed = monitor.follow(source, stop);
  ASSERT_FALSE(followed);
  EXPECT_EQ(followed.error().code, ErrorCode::kInterrupted);
}

TEST(Monitor, IsReadWhileItFolds) {
  Monitor monitor;
  std::thread simulator([&monitor] {
    for (std::uint32_t r = 0; r < 50; ++r) {
      for (const Fact& fact : one_of_each(r)) {
        monitor.take(fact);
      }
    }
  });
  std::uint64_t seen = 0;
  while (seen < 50 * one_of_each().size()) {
    monitor.read([&seen](std::span<const measures::Scorecard> runs, const LiveStatus& status) {
      EXPECT_GE(status.ingest.facts, seen);
      seen = status.ingest.facts;
      std::uint64_t folded = 0;
      for (const auto& run : runs) {
        folded += run.facts();
      }
      EXPECT_EQ(folded, seen);
    });
  }
  simulator.join();
}

}  // namespace
}  // namespace hotline::monitor
