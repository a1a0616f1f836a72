#include "monitor/ingest/stream_check.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/proto/sample_facts.hpp"

namespace hotline::monitor {
namespace {

using samples::one_of_each;
using samples::same;

constexpr std::size_t kLabels = 6;  // RunStarted and five names begin the sample run

struct Message {
  std::string envelope;
  std::string frame;
};

Message message(const std::vector<Fact>& facts, std::uint64_t run, std::uint32_t replication,
                std::uint64_t first, bool preamble = false) {
  proto::FrameEncoder encoder;
  for (const Fact& fact : facts) {
    encoder.append(fact);
  }
  const proto::FrameHeader header{proto::kSchema, run, replication, first};
  proto::FrameHeader inside = header;
  inside.first_sequence = preamble ? 1 : first;
  return {proto::encode_envelope({header, static_cast<std::uint32_t>(facts.size()), preamble}),
          std::string(encoder.finish(inside))};
}

/// Facts [from, to) of the sample run, as the publisher sends them.
Message part(std::size_t from, std::size_t to, std::uint32_t replication = 0) {
  const auto facts = one_of_each(replication);
  const auto at = [&facts](std::size_t i) {
    return facts.begin() + static_cast<std::ptrdiff_t>(i);
  };
  return message(std::vector<Fact>(at(from), at(to)), std::get<RunStarted>(facts[0]).run,
                 replication, from + 1);
}

Message preamble(std::size_t next_index, std::uint32_t replication = 0) {
  auto facts = one_of_each(replication);
  const std::uint64_t run = std::get<RunStarted>(facts[0]).run;
  facts.erase(facts.begin() + kLabels, facts.end());
  return message(facts, run, replication, next_index + 1, true);
}

class StreamCheckTest : public testing::Test {
 protected:
  void take(const Message& m) { check_.take(m.envelope, m.frame, facts_); }

  StreamCheck check_;
  std::vector<Fact> facts_;
  std::size_t all_ = one_of_each().size();
};

TEST_F(StreamCheckTest, AStreamWithoutGapsIsHandedOnWhole) {
  take(part(0, 10));
  take(part(10, 20));
  take(part(20, all_));
  EXPECT_TRUE(same(facts_, one_of_each()));
  EXPECT_EQ(check_.account(), (IngestAccount{all_, 0, 0, 0}));
  EXPECT_TRUE(check_.run_ended());
  EXPECT_FALSE(check_.account().incomplete());
  EXPECT_TRUE(notes_of(check_.account()).empty());
}

TEST_F(StreamCheckTest, AGapIsCountedAndReadingGoesOn) {
  take(part(0, 10));
  take(part(15, all_));
  EXPECT_EQ(check_.account(), (IngestAccount{all_ - 5, 5, 0, 0}));
  EXPECT_TRUE(check_.account().incomplete());
  EXPECT_EQ(notes_of(check_.account()).size(), 1U);
  EXPECT_TRUE(check_.run_ended());
}

TEST_F(StreamCheckTest, WhatCameAlreadyIsPassedOver) {
  take(part(0, 20));
  take(part(10, 20));
  take(part(15, all_));
  EXPECT_TRUE(same(facts_, one_of_each()));
  EXPECT_EQ(check_.account(), (IngestAccount{all_, 0, 15, 0}));
  EXPECT_FALSE(check_.account().incomplete());
}

TEST_F(StreamCheckTest, ARestartedSimulatorContinuesWhereItStopped) {
  take(part(0, 12));
  take(part(0, 10));
  take(part(10, 20));
  take(part(20, all_));
  EXPECT_TRUE(same(facts_, one_of_each()));
  EXPECT_EQ(check_.account().lost, 0U);
  EXPECT_EQ(check_.account().duplicates, 12U);
}

TEST_F(StreamCheckTest, TheSameRunAfterItsEndIsANewRun) {
  take(part(0, all_));
  take(part(0, all_));
  EXPECT_EQ(check_.account(), (IngestAccount{2 * all_, 0, 0, 0}));
}

TEST_F(StreamCheckTest, ALateJoinerIsToldTheNamesAndCountsWhatItMissed) {
  take(part(10, 12));
  EXPECT_TRUE(facts_.empty());
  EXPECT_TRUE(check_.account().incomplete());
  take(preamble(12));
  EXPECT_EQ(facts_.size(), kLabels);
  take(part(12, all_));
  EXPECT_EQ(facts_.size(), kLabels + all_ - 12);
  EXPECT_EQ(check_.account(), (IngestAccount{facts_.size(), 12 - kLabels, 0, 0}));
}

TEST_F(StreamCheckTest, AJoinerBeforeAnythingButNamesMissesNothing) {
  take(preamble(kLabels));
  take(part(kLabels, all_));
  EXPECT_TRUE(same(facts_, one_of_each()));
  EXPECT_FALSE(check_.account().incomplete());
}

TEST_F(StreamCheckTest, APreambleForSomebodyElseChangesNothing) {
  take(part(0, 12));
  take(preamble(12));
  take(part(12, all_));
  EXPECT_TRUE(same(facts_, one_of_each()));
  EXPECT_EQ(check_.account(), (IngestAccount{all_, 0, 0, 0}));
}

TEST_F(StreamCheckTest, ARunThatNeverEndsIsIncompleteWhenTheNextBegins) {
  take(part(0, all_ - 1));
  EXPECT_FALSE(check_.run_ended());
  EXPECT_FALSE(check_.account().incomplete());
  take(part(0, all_, 1));
  EXPECT_EQ(check_.account().lost, 1U);
  EXPECT_EQ(check_.account().facts, 2 * all_ - 1);
}

TEST_F(StreamCheckTest, ReplicationsFollowEachOther) {
  take(part(0, all_, 0));
  take(part(0, all_, 1));
  EXPECT_EQ(check_.account(), (IngestAccount{2 * all_, 0, 0, 0}));
}

TEST_F(StreamCheckTest, MalformedMessagesAreRefusedAndCounted) {
  const Message good = part(0, 10);
  check_.take("garbage", good.frame, facts_);
  check_.take(good.envelope, "garbage", facts_);
  check_.take(part(0, 9).envelope, good.frame, facts_);
  check_.take(part(0, 10, 1).envelope, good.frame, facts_);
  take(message({RunStarted{}}, 0, 0, 0));
  take(message({RunStarted{}}, 0, 0, UINT64_MAX));
  EXPECT_TRUE(facts_.empty());
  EXPECT_EQ(check_.account(), (IngestAccount{0, 0, 0, 6}));
  EXPECT_TRUE(check_.account().incomplete());
}

TEST_F(StreamCheckTest, AFactWithoutANameIsRefusedAndTheRestGoesOn) {
  const RunStarted start{samples::at(0), 9, SourceKind::kSimulated, "s", "t", 1, 0, {}, {}};
  take(message({start, ContactQueued{samples::at(0), {}, ChannelId{4}}, RunEnded{samples::at(1)}},
               9, 0, 1));
  EXPECT_EQ(check_.account(), (IngestAccount{2, 0, 0, 1}));
  EXPECT_TRUE(check_.run_ended());
}

TEST_F(StreamCheckTest, MutatedMessagesNeverCrashAndHandOnOnlySoundFacts) {
  constexpr std::uint32_t kSeed = 12345;
  std::mt19937 random(kSeed);
  const std::vector<Message> stream = {part(0, 10), preamble(10), part(10, 20), part(20, all_)};
  for (int round = 0; round < 5000; ++round) {
    Message m = stream[random() % stream.size()];
    std::string& bytes = random() % 2 == 0 ? m.envelope : m.frame;
    bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
    take(m);
    for (const Fact& fact : facts_) {
      ASSERT_EQ(proto::fault_of(fact), "") << "seed " << kSeed << ", round " << round;
    }
    facts_.clear();
  }
  EXPECT_GT(check_.account().refused, 0U);
}

}  // namespace
}  // namespace hotline::monitor
