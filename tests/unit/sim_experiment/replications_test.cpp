#include "sim/experiment/replications.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include <gtest/gtest.h>

#include "sim/run/replication.hpp"
#include "tests/support/fact_hash.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::sim {
namespace {

using measures::Scorecard;

Scenario short_run() {
  Scenario s = test::small_hotline();
  s.warm_up = kDay;
  s.length = 2 * kDay;
  return s;
}

ReplicationPlan plan_of(std::uint32_t replications, unsigned threads) {
  ReplicationPlan plan;
  plan.seed = 4;
  plan.replications = replications;
  plan.threads = threads;
  return plan;
}

void expect_same(const Scorecard& a, const Scorecard& b) {
  EXPECT_EQ(a.run().run, b.run().run);
  EXPECT_EQ(a.run().replication, b.run().replication);
  EXPECT_EQ(a.facts(), b.facts());
  ASSERT_EQ(a.channels().size(), b.channels().size());
  for (std::size_t c = 0; c < a.channels().size(); ++c) {
    EXPECT_EQ(a.channels()[c].arrived_by_hour, b.channels()[c].arrived_by_hour);
    EXPECT_EQ(a.channels()[c].waited_answered, b.channels()[c].waited_answered);
    EXPECT_EQ(a.channels()[c].waited_abandoned, b.channels()[c].waited_abandoned);
    EXPECT_EQ(a.channels()[c].queue, b.channels()[c].queue);
  }
  ASSERT_EQ(a.agencies().size(), b.agencies().size());
  for (std::size_t g = 0; g < a.agencies().size(); ++g) {
    EXPECT_EQ(a.agencies()[g].response, b.agencies()[g].response);
    EXPECT_EQ(a.agencies()[g].work, b.agencies()[g].work);
    EXPECT_EQ(a.agencies()[g].tickets.resolution, b.agencies()[g].tickets.resolution);
  }
}

/// Hashes of the facts of each replication, filled as their sinks end.
class Hashes {
 public:
  class Sink : public AnySink {
   public:
    Sink(Hashes& hashes, std::uint32_t replication) : hashes_(&hashes), replication_(replication) {}

    Sink(const Sink&) = delete;
    Sink& operator=(const Sink&) = delete;
    Sink(Sink&&) = delete;
    Sink& operator=(Sink&&) = delete;

    ~Sink() override { hashes_->add(replication_, hash_.value()); }

    void take(const Fact& fact) override { hash_(fact); }

   private:
    Hashes* hashes_;
    std::uint32_t replication_;
    test::FactHash hash_;
  };

  void add(std::uint32_t replication, std::uint64_t hash) {
    const std::lock_guard lock(mutex_);
    EXPECT_TRUE(of_.emplace(replication, hash).second) << "two sinks for " << replication;
  }

  [[nodiscard]] const std::map<std::uint32_t, std::uint64_t>& of() const { return of_; }

 private:
  std::mutex mutex_;
  std::map<std::uint32_t, std::uint64_t> of_;
};

TEST(Replications, AnyNumberOfThreadsGivesTheSameScorecardsInTheSameOrder) {
  const Scenario s = short_run();
  const ReplicationPlan one = plan_of(5, 1);
  const ReplicationResults expected = run_replications(s, one);
  ASSERT_EQ(expected.scorecards.size(), 5U);
  EXPECT_FALSE(expected.interrupted);
  for (const unsigned threads : {2U, 3U, 9U, 0U}) {
    ReplicationPlan plan = one;
    plan.threads = threads;
    const ReplicationResults found = run_replications(s, plan);
    ASSERT_EQ(found.scorecards.size(), 5U);
    for (std::uint32_t r = 0; r < 5; ++r) {
      EXPECT_EQ(found.scorecards[r].run().replication, r);
      EXPECT_TRUE(found.scorecards[r].complete());
      expect_same(found.scorecards[r], expected.scorecards[r]);
    }
  }
  EXPECT_NE(expected.scorecards[0].facts(), expected.scorecards[1].facts());
}

TEST(Replications, FactsOfEachReplicationGoToASinkOfItsOwn) {
  const Scenario s = short_run();
  Hashes hashes;
  ReplicationPlan plan = plan_of(4, 3);
  plan.facts = [&hashes](std::uint32_t r) { return std::make_unique<Hashes::Sink>(hashes, r); };
  (void)run_replications(s, plan);
  ASSERT_EQ(hashes.of().size(), 4U);
  for (const auto& [replication, hash] : hashes.of()) {
    test::FactHash alone;
    (void)run_replication(s, 4, replication, alone);
    EXPECT_EQ(hash, alone.value()) << replication;
  }
}

TEST(Replications, ANullSinkMeansNowhere) {
  ReplicationPlan plan = plan_of(2, 2);
  plan.facts = [](std::uint32_t) { return std::unique_ptr<AnySink>(); };
  EXPECT_EQ(run_replications(short_run(), plan).scorecards.size(), 2U);
}

TEST(Replications, ProgressCountsEachReplicationOnce) {
  std::vector<std::uint32_t> told;  // one call at a time: no lock of our own
  ReplicationPlan plan = plan_of(6, 3);
  plan.progress = [&told](std::uint32_t done) { told.push_back(done); };
  (void)run_replications(short_run(), plan);
  EXPECT_EQ(told, (std::vector<std::uint32_t>{1, 2, 3, 4, 5, 6}));
}

TEST(Replications, StoppedItKeepsWhatWasComplete) {
  std::atomic<bool> stop = false;
  ReplicationPlan plan = plan_of(5, 1);
  plan.stop = &stop;
  plan.progress = [&stop](std::uint32_t done) { stop = done == 2; };
  const ReplicationResults found = run_replications(short_run(), plan);
  EXPECT_TRUE(found.interrupted);
  ASSERT_EQ(found.scorecards.size(), 2U);
  EXPECT_EQ(found.scorecards[1].run().replication, 1U);
}

TEST(Replications, StoppedWithinAReplicationItDropsThatOne) {
  std::atomic<bool> stop = false;
  Scenario s = short_run();
  s.length = 30 * kDay;  // long enough that the flag is looked at
  ReplicationPlan plan = plan_of(3, 1);
  plan.stop = &stop;
  plan.facts = [&stop](std::uint32_t r) {
    stop = r == 1;
    return std::unique_ptr<AnySink>();
  };
  std::uint32_t done = 0;
  plan.progress = [&done](std::uint32_t count) { done = count; };
  const ReplicationResults found = run_replications(s, plan);
  EXPECT_TRUE(found.interrupted);
  EXPECT_EQ(found.scorecards.size(), 1U);
  EXPECT_EQ(done, 1U) << "a replication that was dropped is not done";
}

TEST(Replications, StoppedWithManyThreadsEveryScorecardIsComplete) {
  std::atomic<bool> stop = false;
  ReplicationPlan plan = plan_of(40, 3);
  plan.stop = &stop;
  plan.progress = [&stop](std::uint32_t done) { stop = stop || done >= 3; };
  const ReplicationResults found = run_replications(short_run(), plan);
  EXPECT_TRUE(found.interrupted);
  EXPECT_GE(found.scorecards.size(), 3U);
  EXPECT_TRUE(std::all_of(found.scorecards.begin(), found.scorecards.end(),
                          [](const Scorecard& card) { return card.complete(); }));
}

TEST(ReplicationsDeathTest, NoReplicationAtAllBreaksTheContract) {
  EXPECT_DEATH((void)run_replications(short_run(), plan_of(0, 1)), "contract broken");
}

}  // namespace
}  // namespace hotline::sim
