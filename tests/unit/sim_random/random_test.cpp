#include "sim/random/random.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include <Random123/philox.h>
#include <gtest/gtest.h>

namespace hotline::sim {
namespace {

template <unsigned kRounds>
std::vector<std::uint64_t> philox(std::uint64_t c0, std::uint64_t c1, std::uint64_t key) {
  const auto out = r123::Philox2x64_R<kRounds>()({{c0, c1}}, {{key}});
  return {out[0], out[1]};
}

/// The rounds of the paper's figure 3, word for word.
std::uint64_t first_word_of_six_rounds(std::uint64_t left, std::uint64_t right, std::uint64_t key) {
  __extension__ using Wide = unsigned __int128;
  for (int round = 0; round < 6; ++round) {
    const Wide product = Wide{0xD2B74407B1CE6E93} * left;
    left = static_cast<std::uint64_t>(product >> 64) ^ key ^ right;
    right = static_cast<std::uint64_t>(product);
    key += 0x9E3779B97F4A7C15;
  }
  return left;
}

// The published known answers of Random123 (kat_vectors, philox2x64 with 10 rounds).
TEST(Philox, GivesThePublishedKnownAnswers) {
  using Words = std::vector<std::uint64_t>;
  EXPECT_EQ(philox<10>(0, 0, 0), (Words{0xca00a0459843d731, 0x66c24222c9a845b5}));
  EXPECT_EQ(philox<10>(~0ULL, ~0ULL, ~0ULL), (Words{0x65b021d60cd8310f, 0x4d02f3222f86df20}));
  EXPECT_EQ(philox<10>(0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0),
            (Words{0x0a5e742c2997341c, 0xb0f883d38000de5d}));
}

TEST(RandomBook, TheAddressIsSeedReplicationPurposeEntityAndIndexAsDocumented) {
  const std::uint64_t where = (3ULL << 40) | (6ULL << 28) | 9;
  const std::uint64_t draw = RandomBook(17, 3).bits(Purpose::kTalk, 4711, 9);
  EXPECT_EQ(draw, philox<6>(4711, where, 17)[0]);
  EXPECT_EQ(draw, first_word_of_six_rounds(4711, where, 17));
}

// Each of the 192 bits of an address is flipped at 8192 addresses like those of a run. A fair bit
// then flips each of 64 bits half of the time: six standard errors, so that fresh addresses fail
// once in 40,000 times. (With three rounds, most bits fail.)
TEST(RandomBook, EveryBitOfAnAddressMovesEveryBitOfTheDraw) {
  constexpr int kAddresses = 8192;
  constexpr std::uint64_t kSeed = 20250106;
  for (unsigned bit = 0; bit < 192; ++bit) {
    const std::uint64_t flip = std::uint64_t{1} << (bit % 64);
    std::vector<int> flips(64);
    for (std::uint64_t i = 0; i < kAddresses; ++i) {
      // Far enough apart that no two addresses differ in the flipped bit alone.
      const std::uint64_t entity = (i % 3 << 40) | (i * 0x10001);
      const std::uint64_t where = (i % 2 << 40) | (i % 32 << 28) | i % 5;
      const std::uint64_t difference =
          philox<6>(entity, where, kSeed)[0] ^ philox<6>(entity ^ (bit < 64 ? flip : 0),
                                                         where ^ (bit / 64 == 1 ? flip : 0),
                                                         kSeed ^ (bit >= 128 ? flip : 0))[0];
      for (unsigned j = 0; j < 64; ++j) {
        flips[j] += static_cast<int>(difference >> j & 1);
      }
    }
    for (const int count : flips) {
      ASSERT_LT(std::abs(count - kAddresses / 2), 6 * std::sqrt(kAddresses) / 2) << "bit " << bit;
    }
  }
}

TEST(RandomBook, NoTwoAddressesShareADraw) {
  std::set<std::uint64_t> seen;
  std::size_t draws = 0;
  for (const std::uint64_t seed : {0ULL, 1ULL, ~0ULL}) {
    for (const std::uint32_t replication : {0U, 1U, (1U << 24) - 1}) {
      const RandomBook book(seed, replication);
      for (const Purpose purpose : {Purpose::kRunNumber, Purpose::kGap, Purpose::kReopen}) {
        for (const std::uint64_t entity : {0ULL, 1ULL, 1ULL << 40, ~0ULL}) {
          for (const std::uint64_t index : {0ULL, 1ULL, (1ULL << 28) - 1}) {
            seen.insert(book.bits(purpose, entity, index));
            ++draws;
          }
        }
      }
    }
  }
  EXPECT_EQ(seen.size(), draws);
}

TEST(RandomBook, ADrawCanBeMadeAgainAtAnyTimeAndFromACopy) {
  const RandomBook book(5, 6);
  const double first = book.uniform(Purpose::kPatience, 4711, 2);
  (void)book.uniform(Purpose::kTalk, 4711, 2);
  const RandomBook copy = book;
  EXPECT_EQ(book.uniform(Purpose::kPatience, 4711, 2), first);
  EXPECT_EQ(copy.uniform(Purpose::kPatience, 4711, 2), first);
}

TEST(RandomBook, UniformsAreOddMultiplesOfTwoToMinus53StrictlyWithinZeroAndOne) {
  const RandomBook book(1, 0);
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    const double u = book.uniform(Purpose::kGap, 0, i);
    ASSERT_GT(u, 0);
    ASSERT_LT(u, 1);
    const double scaled = u * 0x1p53;
    ASSERT_EQ(scaled, std::floor(scaled));
    ASSERT_EQ(std::fmod(scaled, 2), 1);
  }
}

// Kolmogorov-Smirnov at 1e-6: with a fresh seed one run in a million would fail.
TEST(RandomBook, UniformsAreUniform) {
  const RandomBook book(20250106, 7);
  std::vector<double> u;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    u.push_back(book.uniform(Purpose::kTalk, i));
  }
  std::sort(u.begin(), u.end());
  double distance = 0;
  const auto n = static_cast<double>(u.size());
  for (std::size_t i = 0; i < u.size(); ++i) {
    distance = std::max({distance, std::abs(u[i] - static_cast<double>(i) / n),
                         std::abs(u[i] - static_cast<double>(i + 1) / n)});
  }
  EXPECT_LT(distance * std::sqrt(n), 2.70);  // sqrt(ln(2 / 1e-6) / 2)
}

// Six standard errors: one fresh seed in 500 million fails for each pair.
TEST(RandomBook, NeighbouringAddressesAreUncorrelated) {
  const RandomBook book(1, 0);
  const RandomBook next_replication(1, 1);
  const RandomBook next_seed(2, 0);
  constexpr int kDraws = 50'000;
  double entity = 0;
  double index = 0;
  double purpose = 0;
  double replication = 0;
  double seed = 0;
  const auto centred = [](double u) { return (u - 0.5) * std::sqrt(12.0); };
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const double u = centred(book.uniform(Purpose::kTalk, i, 1));
    entity += u * centred(book.uniform(Purpose::kTalk, i + 1, 1));
    index += u * centred(book.uniform(Purpose::kTalk, i, 2));
    purpose += u * centred(book.uniform(Purpose::kPatience, i, 1));
    replication += u * centred(next_replication.uniform(Purpose::kTalk, i, 1));
    seed += u * centred(next_seed.uniform(Purpose::kTalk, i, 1));
  }
  const double bound = 6 * std::sqrt(double{kDraws});
  for (const double sum : {entity, index, purpose, replication, seed}) {
    EXPECT_LT(std::abs(sum), bound);
  }
}

TEST(RandomBook, AChanceOfNothingNeverComesAndOfOneAlways) {
  const RandomBook book(1, 0);
  for (std::uint64_t i = 0; i < 1000; ++i) {
    EXPECT_FALSE(book.chance(0, Purpose::kRefuse, i));
    EXPECT_TRUE(book.chance(1, Purpose::kRefuse, i));
  }
}

TEST(RandomBookDeathTest, ReplicationsAndIndicesHaveABound) {
  EXPECT_DEATH(RandomBook(1, 1U << 24), "contract broken");
  EXPECT_DEATH((void)RandomBook(1, 0).bits(Purpose::kGap, 0, 1ULL << 28), "contract broken");
}

}  // namespace
}  // namespace hotline::sim
