// Mutated bytes must never crash a reader: they give a clear error, or the facts that were written.
#include <cstdint>
#include <functional>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "proto/codec.hpp"
#include "proto/fact_check.hpp"
#include "proto/fact_log.hpp"
#include "tests/unit/proto/sample_facts.hpp"
#include "tests/unit/proto/temporary_folder.hpp"

namespace hotline::proto {
namespace {

/// Flips, cuts, inserts or repeats bytes at one to four places. Deterministic: mt19937 is
/// specified.
std::string mutated(std::string bytes, std::mt19937& random) {
  const auto below = [&random](std::size_t bound) { return random() % bound; };
  const std::size_t changes = 1 + below(4);
  for (std::size_t i = 0; i < changes && !bytes.empty(); ++i) {
    const std::size_t at = below(bytes.size());
    switch (below(5)) {
      case 0:
        bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << below(8)));
        break;
      case 1:
        bytes[at] = static_cast<char>(below(256));
        break;
      case 2:
        bytes.erase(at, 1 + below(16));
        break;
      case 3:
        bytes.insert(at, std::string(1 + below(8), static_cast<char>(below(256))));
        break;
      default:
        bytes.insert(at, bytes.substr(below(bytes.size()), below(64)));
        break;
    }
  }
  return bytes;
}

constexpr std::uint32_t kSeed = 311;

TEST(FactLogFuzz, AMutatedLogGivesAnErrorOrTheIdenticalFacts) {
  const samples::TemporaryFolder folder;
  const auto facts = samples::one_of_each();
  FactLogWriter writer(folder / "a.log");
  for (const Fact& fact : facts) {
    writer(fact);
  }
  ASSERT_TRUE(writer.finish());
  const std::string bytes = samples::read_file(folder / "a.log");
  std::mt19937 random(kSeed);
  for (int round = 0; round < 5000; ++round) {
    samples::write_file(folder / "x", mutated(bytes, random));
    auto reader = FactLogReader::open(folder / "x");
    if (!reader) {
      ASSERT_FALSE(reader.error().message.empty());
      continue;
    }
    std::vector<Fact> read;
    auto fact = reader->next();
    for (; fact && fact->has_value(); fact = reader->next()) {
      read.push_back(**fact);
    }
    if (fact) {
      ASSERT_TRUE(samples::same(read, facts)) << "seed " << kSeed << ", round " << round;
    } else {
      ASSERT_EQ(fact.error().code, ErrorCode::kBadInput);
      ASSERT_EQ(fact.error().message.find('\n'), std::string::npos);
    }
  }
}

TEST(FactLogFuzz, AMutatedFrameGivesAnErrorOrSoundFacts) {
  FrameEncoder encoder;
  for (const Fact& fact : samples::one_of_each()) {
    encoder.append(fact);
  }
  const std::string bytes(encoder.finish({kSchema, 1, 0, 1}));
  std::mt19937 random(kSeed);
  int readable = 0;
  for (int round = 0; round < 20'000; ++round) {
    const auto frame = decode_frame(mutated(bytes, random));
    if (!frame) {
      ASSERT_FALSE(frame.error().message.empty());
      continue;
    }
    ++readable;
    for (const Fact& fact : frame->facts) {
      ASSERT_EQ(fault_of(fact), "") << "seed " << kSeed << ", round " << round;
    }
  }
  EXPECT_GT(readable, 0)
      << "without a checksum some mutations stay readable: else nothing is tested";
}

TEST(FactLogFuzz, RandomBytesAreNeverAFrameThatCrashes) {
  std::mt19937 random(kSeed);
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes(random() % 64, '\0');
    for (char& byte : bytes) {
      byte = static_cast<char>(random() % 256);
    }
    const auto frame = decode_frame(bytes);
    if (frame) {
      ASSERT_FALSE(frame->facts.empty());
    }
    const auto envelope = decode_envelope(bytes);
    if (envelope) {
      ASSERT_EQ(envelope->header.schema, kSchema);
    }
  }
}

}  // namespace
}  // namespace hotline::proto
