// The publisher and the subscriber over a real socket on loopback.
#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "monitor/ingest/subscriber_source.hpp"
#include "sim/live/publisher.hpp"
#include "tests/unit/proto/sample_facts.hpp"

namespace hotline {
namespace {

using monitor::FactSource;
using samples::one_of_each;
using samples::same;
using sim::FactPublisher;

constexpr std::chrono::seconds kPatience{20};
constexpr std::size_t kLabels = 6;

FactPublisher::Options anywhere() {
  FactPublisher::Options options;
  options.endpoint = "tcp://127.0.0.1:*";
  return options;
}

std::unique_ptr<FactPublisher> publisher(const FactPublisher::Options& options = anywhere()) {
  auto result = FactPublisher::bind(options);
  EXPECT_TRUE(result) << result.error().message;
  return std::move(*result);
}

std::unique_ptr<FactSource> subscriber(const std::string& endpoint, int high_water_mark = 1000) {
  auto result = monitor::connect_subscriber({endpoint, high_water_mark, true});
  EXPECT_TRUE(result) << result.error().message;
  return std::move(*result);
}

/// Everything until the end of the run. A deadline keeps a broken build from hanging.
std::vector<Fact> pull_all(FactSource& source) {
  std::vector<Fact> all;
  std::vector<Fact> batch;
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (std::chrono::steady_clock::now() < deadline) {
    const auto pulled = source.pull(batch);
    EXPECT_TRUE(pulled);
    if (!pulled || *pulled == FactSource::Pulled::kEnd) {
      return all;
    }
    all.insert(all.end(), batch.begin(), batch.end());
  }
  ADD_FAILURE() << "the run did not end within the deadline";
  return all;
}

TEST(PublishSubscribe, AllFactsArriveInOrder) {
  const auto sender = publisher();
  const auto receiver = subscriber(sender->endpoint());
  ASSERT_TRUE(sender->await_subscriber(kPatience));
  EXPECT_EQ(sender->subscribers(), 1U);
  for (const Fact& fact : one_of_each()) {
    (*sender)(fact);
  }
  ASSERT_TRUE(sender->finish());
  EXPECT_TRUE(same(pull_all(*receiver), one_of_each()));
  EXPECT_FALSE(receiver->account().incomplete());
}

TEST(PublishSubscribe, FlushSendsWhatIsThere) {
  const auto sender = publisher();
  const auto receiver = subscriber(sender->endpoint());
  ASSERT_TRUE(sender->await_subscriber(kPatience));
  (*sender)(one_of_each().front());
  sender->flush();
  std::vector<Fact> batch;
  for (int i = 0; i < 200 && batch.empty(); ++i) {
    ASSERT_TRUE(receiver->pull(batch));
  }
  ASSERT_EQ(batch.size(), 1U);
  EXPECT_TRUE(same(batch[0], one_of_each().front()));
}

TEST(PublishSubscribe, WhoJoinsLateKnowsTheNamesAndWhatItMissed) {
  constexpr std::size_t kMissed = 15;
  const auto facts = one_of_each();
  const auto sender = publisher();
  for (std::size_t i = 0; i < kMissed; ++i) {
    (*sender)(facts[i]);
  }
  sender->flush();
  const auto receiver = subscriber(sender->endpoint());
  ASSERT_TRUE(sender->await_subscriber(kPatience));
  for (std::size_t i = kMissed; i < facts.size(); ++i) {
    (*sender)(facts[i]);
  }
  ASSERT_TRUE(sender->finish());
  std::vector<Fact> expected(facts.begin(), facts.begin() + kLabels);
  expected.insert(expected.end(), facts.begin() + kMissed, facts.end());
  EXPECT_TRUE(same(pull_all(*receiver), expected));
  EXPECT_EQ(receiver->account().lost, kMissed - kLabels);
  EXPECT_TRUE(receiver->account().incomplete());
}

TEST(PublishSubscribe, WhoIsThereIsNotDisturbedByWhoJoinsLater) {
  const auto facts = one_of_each();
  const auto sender = publisher();
  const auto first = subscriber(sender->endpoint());
  ASSERT_TRUE(sender->await_subscriber(kPatience));
  for (std::size_t i = 0; i < 15; ++i) {
    (*sender)(facts[i]);
  }
  sender->flush();
  const auto second = subscriber(sender->endpoint());
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (sender->subscribers() < 2 && std::chrono::steady_clock::now() < deadline) {
    sender->flush();
  }
  for (std::size_t i = 15; i < facts.size(); ++i) {
    (*sender)(facts[i]);
  }
  ASSERT_TRUE(sender->finish());
  EXPECT_TRUE(same(pull_all(*first), facts));
  EXPECT_EQ(first->account(), (monitor::IngestAccount{facts.size(), 0, 0, 0}));
  EXPECT_EQ(pull_all(*second).size(), facts.size() - 15 + kLabels);
}

TEST(PublishSubscribe, ASlowMonitorLosesNothing) {
  constexpr std::size_t kFacts = 100'000;
  auto options = anywhere();
  options.high_water_mark = 1;
  options.linger = kPatience;
  const auto sender = publisher(options);
  const auto receiver = subscriber(sender->endpoint(), 1);
  ASSERT_TRUE(sender->await_subscriber(kPatience));
  std::thread simulator([&sender] {
    for (std::size_t i = 0; i < kLabels; ++i) {
      (*sender)(one_of_each()[i]);
    }
    for (std::size_t i = 0; i < kFacts; ++i) {
      (*sender)(ContactQueued{samples::at(1), ContactId{i}, ChannelId{0}});
    }
    (*sender)(RunEnded{samples::at(2)});
  });
  const auto received = pull_all(*receiver);
  simulator.join();
  EXPECT_TRUE(sender->finish());
  EXPECT_EQ(received.size(), kFacts + kLabels + 1);
  EXPECT_FALSE(receiver->account().incomplete());
}

TEST(PublishSubscribe, AStopEndsTheWaitForAMonitorThatDoesNotRead) {
  const std::atomic<bool> stop{true};
  auto options = anywhere();
  options.high_water_mark = 1;
  options.linger = std::chrono::milliseconds(0);
  options.stop = &stop;
  const auto sender = publisher(options);
  const auto receiver = subscriber(sender->endpoint(), 1);
  while (sender->subscribers() == 0) {
    sender->flush();
  }
  for (std::size_t i = 0; i < kLabels; ++i) {
    (*sender)(one_of_each()[i]);
  }
  // More than any buffer of the system holds.
  for (std::size_t i = 0; i < 20'000'000 && !sender->failed(); ++i) {
    (*sender)(ContactQueued{samples::at(1), ContactId{i}, ChannelId{0}});
  }
  const auto done = sender->finish();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kInterrupted);
}

TEST(PublishSubscribe, WithoutAMonitorTheWaitEndsInOneLine) {
  const auto sender = publisher();
  const auto waited = sender->await_subscriber(std::chrono::milliseconds(1));
  ASSERT_FALSE(waited);
  EXPECT_EQ(waited.error().code, ErrorCode::kSystem);
  EXPECT_NE(waited.error().message.find("no monitor has connected to tcp://127.0.0.1:"),
            std::string::npos);
}

TEST(PublishSubscribe, APortInUseIsASystemFailure) {
  const auto sender = publisher();
  FactPublisher::Options options;
  options.endpoint = sender->endpoint();
  const auto second = FactPublisher::bind(options);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kSystem);
  EXPECT_NE(second.error().message.find("cannot publish on " + options.endpoint),
            std::string::npos);
}

TEST(PublishSubscribe, AMalformedEndpointIsASystemFailure) {
  FactPublisher::Options options;
  options.endpoint = "nonsense";
  const auto sender = FactPublisher::bind(options);
  ASSERT_FALSE(sender);
  EXPECT_EQ(sender.error().code, ErrorCode::kSystem);
  const auto receiver = monitor::connect_subscriber({"nonsense", 10, false});
  ASSERT_FALSE(receiver);
  EXPECT_EQ(receiver.error().code, ErrorCode::kSystem);
}

TEST(PublishSubscribe, AFaultyFactIsToldByFinish) {
  const auto sender = publisher();
  (*sender)(ContactQueued{});
  EXPECT_TRUE(sender->failed());
  const auto done = sender->finish();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kBadInput);
}

}  // namespace
}  // namespace hotline
