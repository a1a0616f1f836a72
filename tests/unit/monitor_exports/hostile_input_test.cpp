// Whatever the bytes, a replay ends, and its account adds up.
#include <array>
#include <cstdint>

#include <gtest/gtest.h>

#include "tests/unit/monitor_exports/fixtures.hpp"

namespace hotline::monitor {
namespace {

/// SplitMix64 (Steele, Lea and Flood 2014): the same changes in every run.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t roll(std::uint64_t sides) {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return (z ^ (z >> 31)) % sides;
  }

 private:
  std::uint64_t state_;
};

std::vector<std::string> seeds() {
  std::string slim(kSlimHeader);
  std::string bank(kBankHeader);
  std::string nyc =
      "\"Unique Key\",\"Created Date\",\"Closed Date\",Agency,\"Complaint "
      "Type\",Status,Borough\r\n";
  for (int i = 0; i < 12; ++i) {
    const std::string id = std::to_string(i);
    slim += id + ",2024-03-01T10:00:0" + std::to_string(i % 10) +
            ",2024-03-02,2024-03-01,Closed,\"t,\"\"x\"\"\n\",,a" + id + ",c,d\n";
    nyc += id + ",03/01/2024 12:00:00 AM,01/01/1900 12:00:00 AM,NYPD,\"Noise\",Open,\r\n";
    bank +=
        "AA0101\t" + id +
        "\t0\t2\tPS\t990104\t9:00:00\t9:00:06\t6\t9:00:06\t9:01:06\t60\tAGENT\t9:01:05\t9:03:05\t"
        "120\tDORA\r\n";
  }
  return {slim, bank, nyc};
}

void mutate(std::string& text, Dice& dice) {
  constexpr std::string_view kSpecial = "\",\t\n\r/:-Z09 \xFF\xC3";
  const std::size_t where = dice.roll(text.size() + 1);
  switch (dice.roll(5)) {
    case 0:
      text.resize(where);
      break;
    case 1:
      text.insert(where, 1, kSpecial[dice.roll(kSpecial.size())]);
      break;
    case 2:
      text.erase(where, 1 + dice.roll(5));
      break;
    case 3:
      text.insert(where, text.substr(dice.roll(text.size() + 1), dice.roll(80)));
      break;
    default:
      if (where < text.size()) {
        text[where] = static_cast<char>(1 + dice.roll(255));
      }
  }
}

void expect_sound(const std::string& text, std::uint64_t number) {
  Folder folder;
  const auto account = replay_text(text, folder);
  if (!account) {
    EXPECT_EQ(account.error().code, ErrorCode::kBadInput) << number;
    EXPECT_EQ(account.error().message.find('\n'), std::string::npos) << number;
    EXPECT_FALSE(folder.card.started()) << number;
    return;
  }
  EXPECT_EQ(account->used + refused_rows(*account), account->read) << number;
  EXPECT_GT(account->used, 0U) << number;
  EXPECT_TRUE(folder.card.complete()) << number;
  EXPECT_LE(folder.card.measured_from(), folder.card.measured_until()) << number;
  EXPECT_GE(folder.card.open_tickets().value(), 0) << number;
}

TEST(HostileInput, ChangedExportsAreReadOrRefused) {
  const std::vector<std::string> originals = seeds();
  for (std::uint64_t number = 0; number < 3000; ++number) {
    Dice dice(number);
    std::string text = originals[number % originals.size()];
    const std::uint64_t changes = 1 + dice.roll(6);
    for (std::uint64_t i = 0; i < changes; ++i) {
      mutate(text, dice);
    }
    expect_sound(text, number);
  }
}

TEST(HostileInput, AnExportThatIsCutAnywhereIsReadOrRefused) {
  for (const std::string& original : seeds()) {
    for (std::size_t size = 0; size <= original.size(); size += 7) {
      expect_sound(original.substr(0, size), size);
    }
  }
}

TEST(HostileInput, NoiseIsRefused) {
  for (std::uint64_t number = 0; number < 200; ++number) {
    Dice dice(number);
    std::string text(dice.roll(4000), '\0');
    for (char& c : text) {
      c = static_cast<char>(dice.roll(256));
    }
    expect_sound(text, number);
  }
}

TEST(HostileInput, ExtremeNumbersAndDatesDoNotOverflow) {
  std::string bank(kBankHeader);
  bank +=
      "AA0101\t1\t0\t2\tPS\t691231\t23:59:59\t0\t86400\t23:59:59\t0\t86400\tAGENT\t0:00:00\t0:00:"
      "00\t"
      "86400\tX\n"
      "AA0101\t2\t0\t2\tPS\t700101\t0:00:00\t0\t-86400\t0:00:00\t0\t99999999999999999999\tAGENT\t"
      "0:00:00\t0:00:00\t0\tX\n"
      "AA0101\t3\t0\t2\tPS\t700101\t0:00:00\t0\t-86400\t0:00:00\t0\t0\tHANG\t0:00:00\t0:00:"
      "00\t0\tX\n";
  expect_sound(bank, 0);
  std::string slim(kSlimHeader);
  slim +=
      "1,1970-01-01,2069-12-31T23:59:59.999999,2069-12-31,Closed,t,,a,c,d\n"
      "2,0001-01-01,9999-12-31,9999-12-31,Closed,t,,a,c,d\n";
  expect_sound(slim, 1);
}

}  // namespace
}  // namespace hotline::monitor
