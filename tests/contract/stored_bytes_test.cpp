// Bytes that were written once must be readable for ever, and mean the same. The fixtures are never
// rewritten: what is added to v1 gets a fixture of its own.
#include <string>

#include <gtest/gtest.h>

#include "proto/codec.hpp"
#include "proto/fact_log.hpp"
#include "tests/unit/proto/sample_facts.hpp"
#include "tests/unit/proto/temporary_folder.hpp"

namespace hotline::proto {
namespace {

std::string stored(const std::string& name) {
  const std::string text =
      samples::read_file(std::string(HOTLINE_SOURCE_DIR) + "/tests/contract/fixtures/" + name);
  std::string bytes;
  std::string digits;
  for (const char c : text) {
    if (c == '\n') {
      continue;
    }
    digits.push_back(c);
    if (digits.size() == 2) {
      bytes.push_back(static_cast<char>(std::stoi(digits, nullptr, 16)));
      digits.clear();
    }
  }
  return bytes;
}

TEST(StoredBytes, AFrameOfV1IsStillReadAndMeansTheSame) {
  const auto frame = decode_frame(stored("frame_v1.hex"));
  ASSERT_TRUE(frame) << frame.error().message;
  EXPECT_EQ(frame->header, (FrameHeader{1, 7, 3, 100}));
  EXPECT_TRUE(samples::same(frame->facts, samples::first_schema_run()));
}

TEST(StoredBytes, AFrameIsStillWrittenAsItWas) {
  FrameEncoder encoder;
  for (const Fact& fact : samples::first_schema_run()) {
    encoder.append(fact);
  }
  EXPECT_EQ(encoder.finish({1, 7, 3, 100}), stored("frame_v1.hex"));
}

TEST(StoredBytes, ALogOfV1IsStillReadAndMeansTheSame) {
  const samples::TemporaryFolder folder;
  samples::write_file(folder / "a.log", stored("log_v1.hex"));
  auto reader = FactLogReader::open(folder / "a.log");
  ASSERT_TRUE(reader) << reader.error().message;
  std::vector<Fact> facts;
  const auto collect = [&facts](const auto& fact) { facts.emplace_back(fact); };
  const auto done = reader->for_each(collect);
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_TRUE(samples::same(facts, samples::first_schema_run()));
}

TEST(StoredBytes, AFrameOfTheSecondSchemaIsStillReadAndWrittenAsItWas) {
  const std::string bytes = stored("frame_v1_schema_2.hex");
  const auto frame = decode_frame(bytes);
  ASSERT_TRUE(frame) << frame.error().message;
  EXPECT_EQ(frame->header, (FrameHeader{2, 7, 3, 100}));
  EXPECT_TRUE(samples::same(frame->facts, samples::second_schema_facts()));
  FrameEncoder encoder;
  for (const Fact& fact : samples::second_schema_facts()) {
    encoder.append(fact);
  }
  EXPECT_EQ(encoder.finish({2, 7, 3, 100}), bytes);
}

TEST(StoredBytes, AFrameOfTheThirdSchemaIsStillReadAndWrittenAsItWas) {
  const std::string bytes = stored("frame_v1_schema_3.hex");
  const auto frame = decode_frame(bytes);
  ASSERT_TRUE(frame) << frame.error().message;
  EXPECT_EQ(frame->header, (FrameHeader{3, 7, 3, 100}));
  EXPECT_TRUE(samples::same(frame->facts, samples::third_schema_facts()));
  FrameEncoder encoder;
  for (const Fact& fact : samples::third_schema_facts()) {
    encoder.append(fact);
  }
  EXPECT_EQ(encoder.finish({3, 7, 3, 100}), bytes);
}

TEST(StoredBytes, AnEnvelopeOfV1IsStillReadAndMeansTheSame) {
  const auto envelope = decode_envelope(stored("envelope_v1.hex"));
  ASSERT_TRUE(envelope) << envelope.error().message;
  EXPECT_EQ(*envelope, (Envelope{{1, 7, 3, 100}, 32, true}));
}

}  // namespace
}  // namespace hotline::proto
