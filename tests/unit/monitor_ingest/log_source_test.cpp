#include "monitor/ingest/log_source.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "proto/fact_log.hpp"
#include "tests/unit/proto/sample_facts.hpp"
#include "tests/unit/proto/temporary_folder.hpp"

namespace hotline::monitor {
namespace {

TEST(LogSource, HandsOnAllFactsInBatchesAndThenEnds) {
  const samples::TemporaryFolder folder;
  std::vector<Fact> written;
  proto::FactLogWriter writer(folder / "a.log");
  for (std::uint32_t replication = 0; replication < 100; ++replication) {
    for (const Fact& fact : samples::one_of_each(replication)) {
      writer(fact);
      written.push_back(fact);
    }
  }
  ASSERT_TRUE(writer.finish());
  auto source = open_log_source(folder / "a.log");
  ASSERT_TRUE(source) << source.error().message;
  std::vector<Fact> batch;
  std::vector<Fact> read;
  auto pulled = (*source)->pull(batch);
  while (pulled && *pulled == FactSource::Pulled::kFacts) {
    EXPECT_LE(batch.size(), kLogBatch);
    read.insert(read.end(), batch.begin(), batch.end());
    pulled = (*source)->pull(batch);
  }
  ASSERT_TRUE(pulled);
  EXPECT_EQ(*pulled, FactSource::Pulled::kEnd);
  EXPECT_TRUE(samples::same(read, written));
  EXPECT_EQ((*source)->account(), (IngestAccount{written.size(), 0, 0, 0}));
}

TEST(LogSource, ADamagedLogIsTold) {
  const samples::TemporaryFolder folder;
  {
    proto::FactLogWriter writer(folder / "a.log");
    for (const Fact& fact : samples::one_of_each()) {
      writer(fact);
    }
    ASSERT_TRUE(writer.finish());
  }
  std::string bytes = samples::read_file(folder / "a.log");
  bytes.resize(bytes.size() - 8);
  samples::write_file(folder / "a.log", bytes);
  auto source = open_log_source(folder / "a.log");
  ASSERT_TRUE(source);
  std::vector<Fact> batch;
  const auto pulled = (*source)->pull(batch);
  ASSERT_FALSE(pulled);
  EXPECT_EQ(pulled.error().code, ErrorCode::kBadInput);
}

TEST(LogSource, AFileThatIsNoLogIsTold) {
  const samples::TemporaryFolder folder;
  samples::write_file(folder / "x", "time,category\n");
  const auto source = open_log_source(folder / "x");
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, ErrorCode::kBadInput);
}

}  // namespace
}  // namespace hotline::monitor
