#include "monitor/exports/timestamp.hpp"

#include <gtest/gtest.h>

#include "tests/unit/monitor_exports/fixtures.hpp"

namespace hotline::monitor {
namespace {

SimTime parsed(std::string_view text) {
  const auto stamp = parse_timestamp(text);
  EXPECT_TRUE(stamp) << text;
  return stamp ? stamp->at : kNever;
}

TEST(Timestamp, ReadsIsoTimes) {
  EXPECT_EQ(parsed("2021-09-21T04:45:18"), at("2021-09-21T04:45:18"));
  EXPECT_EQ(parsed("2021-09-21 04:45:18"), at("2021-09-21T04:45:18"));
  EXPECT_EQ(parsed("2021-09-21T04:45:18.500"), at("2021-09-21T04:45:18") + kSecond / 2);
  EXPECT_EQ(parsed("2021-09-21"), at("2021-09-21"));
}

TEST(Timestamp, TakesTheHourBeforeZAsWrittenAndSaysSo) {
  const auto stamp = parse_timestamp("2021-09-21T04:45:18Z");
  ASSERT_TRUE(stamp);
  EXPECT_EQ(stamp->at, at("2021-09-21T04:45:18"));
  EXPECT_TRUE(stamp->marked_utc);
  EXPECT_FALSE(parse_timestamp("2021-09-21T04:45:18")->marked_utc);
}

TEST(Timestamp, ReadsThePortalsTimes) {
  EXPECT_EQ(parsed("09/21/2021 04:45:18 AM"), at("2021-09-21T04:45:18"));
  EXPECT_EQ(parsed("09/21/2021 04:45:18 PM"), at("2021-09-21T16:45:18"));
  EXPECT_EQ(parsed("9/1/2021 4:45 PM"), at("2021-09-01T16:45:00"));
  EXPECT_EQ(parsed("9/1/2021 16:45"), at("2021-09-01T16:45:00"));
  EXPECT_EQ(parsed("09/21/2021"), at("2021-09-21"));
}

TEST(Timestamp, TwelveAmIsMidnightAndTwelvePmIsNoon) {
  EXPECT_EQ(parsed("09/21/2021 12:00:00 AM"), at("2021-09-21T00:00:00"));
  EXPECT_EQ(parsed("09/21/2021 12:59:59 AM"), at("2021-09-21T00:59:59"));
  EXPECT_EQ(parsed("09/21/2021 12:00:00 PM"), at("2021-09-21T12:00:00"));
  EXPECT_EQ(parsed("09/21/2021 12:59:59 PM"), at("2021-09-21T12:59:59"));
}

TEST(Timestamp, RefusesWhatIsNoTime) {
  for (const std::string_view text : {"",
                                      "yesterday",
                                      "2021-02-30",
                                      "2021-13-01T00:00:00",
                                      "2021-09-21T24:00:00",
                                      "2021-09-21T",
                                      "2021-09-21T04:45:18+02:00",
                                      "2021-09-21Z",
                                      "13/01/2021 01:00:00 AM",
                                      "02/30/2021 01:00:00 AM",
                                      "09/21/2021 13:00:00 PM",
                                      "09/21/2021 00:10:00 AM",
                                      "09/21/2021 04:45:18 XM",
                                      "09/21/2021 04:45:18 AM ",
                                      "09/21/2021 04:60:18 AM",
                                      "09/21/2021 04:45:60 AM",
                                      "09/21/21 04:45:18 AM",
                                      "/",
                                      "//",
                                      "1/2/",
                                      "09/21/2021T04:45:18"}) {
    EXPECT_FALSE(parse_timestamp(text)) << text;
  }
}

TEST(Timestamp, BelievesACenturyFrom1970) {
  EXPECT_FALSE(believable(at("1969-12-31T23:59:59")));
  EXPECT_TRUE(believable(at("1970-01-01")));
  EXPECT_TRUE(believable(at("2069-12-31T23:59:59")));
  EXPECT_FALSE(believable(at("2070-01-01")));
}

TEST(Timestamp, TheYear1900IsAPlaceholder) {
  EXPECT_TRUE(is_placeholder(at("1900-01-01")));
  EXPECT_TRUE(is_placeholder(at("1900-01-01T05:00:00")));
  EXPECT_FALSE(is_placeholder(at("1901-01-01")));
  EXPECT_FALSE(is_placeholder(at("1899-12-31T23:59:59")));
}

TEST(Timestamp, ReadsClocksWithOneOrTwoDigitsOfTheHour) {
  EXPECT_EQ(parse_clock("0:00:00"), Duration{0});
  EXPECT_EQ(parse_clock("9:05:07"), 9 * kHour + 5 * kMinute + 7 * kSecond);
  EXPECT_EQ(parse_clock("23:59:59"), kDay - kSecond);
  for (const std::string_view text : {"", "9:05", "24:00:00", "9:5:07", "9:05:07 ", "123:05:07"}) {
    EXPECT_FALSE(parse_clock(text)) << text;
  }
}

TEST(Timestamp, TwoDigitYearsTurnAtSeventy) {
  EXPECT_EQ(parse_yymmdd("990131"), at("1999-01-31"));
  EXPECT_EQ(parse_yymmdd("700101"), at("1970-01-01"));
  EXPECT_EQ(parse_yymmdd("691231"), at("2069-12-31"));
  EXPECT_EQ(parse_yymmdd("000229"), at("2000-02-29"));
  for (const std::string_view text : {"", "99013", "9901311", "990132", "991301", "99o131"}) {
    EXPECT_FALSE(parse_yymmdd(text)) << text;
  }
}

}  // namespace
}  // namespace hotline::monitor
