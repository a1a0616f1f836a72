#include "core/base/quantity.hpp"

#include <gtest/gtest.h>

namespace hotline {
namespace {

TEST(Quantity, DurationsCarryUnitsAndPartsAddUp) {
  EXPECT_EQ(parse_duration("240 s"), 240 * kSecond);
  EXPECT_EQ(parse_duration("0.9 h"), 54 * kMinute);
  EXPECT_EQ(parse_duration("1 h 30 min"), 90 * kMinute);
  EXPECT_EQ(parse_duration("500ms"), Duration(500'000));
  EXPECT_EQ(parse_duration("7 us"), Duration(7));
  EXPECT_EQ(parse_duration("2 w 1 d"), 15 * kDay);
  EXPECT_EQ(parse_duration("36525 d"), kMaxSpan);
}

TEST(Quantity, WhatIsNoDurationIsRefused) {
  for (const char* text : {"", " ", "240", "s", "-1 s", "1 parsec", "1 h 30", "nan s", "inf s",
                           "1e400 s", "36526 d", "1 s,", "0x10 s"}) {
    EXPECT_FALSE(parse_duration(text).has_value()) << text;
  }
}

TEST(Quantity, RatesAreContactsADay) {
  EXPECT_DOUBLE_EQ(parse_rate("64000 /day").value(), 64000);
  EXPECT_DOUBLE_EQ(parse_rate("4.2 /min").value(), 4.2 * 1440);
  EXPECT_DOUBLE_EQ(parse_rate("12 /h").value(), 288);
  EXPECT_DOUBLE_EQ(parse_rate("7 /week").value(), 1);
  for (const char* text : {"", "12", "/h", "-1 /h", "1e7 /h", "nan /day", "1 /fortnight"}) {
    EXPECT_FALSE(parse_rate(text).has_value()) << text;
  }
}

TEST(Quantity, SharesLieBetweenNothingAndAll) {
  EXPECT_DOUBLE_EQ(parse_share("24 %").value(), 0.24);
  EXPECT_DOUBLE_EQ(parse_share("0.24").value(), 0.24);
  EXPECT_DOUBLE_EQ(parse_share("100 %").value(), 1);
  for (const char* text : {"", "%", "101 %", "1.01", "-1 %", "nan", "24 percent"}) {
    EXPECT_FALSE(parse_share(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace hotline
