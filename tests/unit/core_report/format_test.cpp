#include "core/report/format.hpp"

#include <gtest/gtest.h>

namespace hotline::report {
namespace {

TEST(Thousands, SeparatesByThreeDigits) {
  EXPECT_EQ(thousands(0, 0), "0");
  EXPECT_EQ(thousands(999, 0), "999");
  EXPECT_EQ(thousands(1000, 0), "1,000");
  EXPECT_EQ(thousands(1234567.25, 1), "1,234,567.2");
  EXPECT_EQ(thousands(-1000, 0), "-1,000");
  EXPECT_EQ(thousands(-999, 0), "-999");
}

TEST(Show, FollowsTheUnit) {
  EXPECT_EQ(show(0.8125, Unit::kRatio), "81.2 %");
  EXPECT_EQ(show(12345.0, Unit::kCount), "12,345");
  EXPECT_EQ(show(31.2, Unit::kCount), "31.2");
  EXPECT_EQ(show(125.0, Unit::kSeconds), "2 min 05 s");
  EXPECT_EQ(show(0.425, Unit::kContacts), "0.42");
  EXPECT_EQ(show(13.44, Unit::kErlangs), "13.4");
}

TEST(Show, SaysUnknownRatherThanZero) {
  EXPECT_EQ(show(std::nullopt, Unit::kRatio), "unknown");
  EXPECT_EQ(show(Estimate{std::nullopt, std::nullopt, Unit::kSeconds}), "unknown");
}

TEST(Show, AddsTheHalfWidthInTheSamePlaces) {
  EXPECT_EQ(show(Estimate{1234.6, stats::Interval{1234.6, 12.34, 0.95, 9}, Unit::kCount}),
            "1,235 ± 12");
  EXPECT_EQ(show(Estimate{0.5, stats::Interval{0.5, 0.0123, 0.95, 9}, Unit::kRatio}),
            "50.0 % ± 1.2 %");
}

TEST(Show, SurvivesADurationBeyondAllBounds) {
  EXPECT_EQ(show(1e18, Unit::kSeconds), show(1e12, Unit::kSeconds));
}

TEST(DisplayWidth, CountsColumnsNotBytes) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("± é"), 3U);
  EXPECT_EQ(display_width("市容"), 4U);
  EXPECT_EQ(display_width("e\xCC\x81"), 1U);  // e and a combining acute accent
  EXPECT_EQ(display_width("\xFF\xE5"), 2U);   // not UTF-8: a column a byte
}

TEST(Padded, FillsUpToColumnsAndCutsNothing) {
  EXPECT_EQ(padded_right("市容", 6), "市容  ");
  EXPECT_EQ(padded_left("±1", 4), "  ±1");
  EXPECT_EQ(padded_right("abc", 3), "abc");
  EXPECT_EQ(padded_left("abcd", 3), "abcd");
}

TEST(Shortened, CutsBetweenCharacters) {
  EXPECT_EQ(shortened("abcdef", 6), "abcdef");
  EXPECT_EQ(shortened("abcdefg", 6), "abcde…");
  EXPECT_EQ(shortened("市容环境", 6), "市容…");  // a third would need a seventh column
}

TEST(Printable, TakesAwayWhatCouldSteerATerminal) {
  EXPECT_EQ(printable("a\x1b[31mb\n\x7f"), "a?[31mb??");
  EXPECT_EQ(printable("\xC2\x9B"
                      "x"),
            "?x");  // the one-character form of ESC [
  EXPECT_EQ(printable("市 é"), "市 é");
  EXPECT_EQ(printable("\xE5\xB8"), "??");
}

}  // namespace
}  // namespace hotline::report
