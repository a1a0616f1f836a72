#include "evaluation/attribute_value.hpp"

#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace hotline::evaluation {
namespace {

void expect_number(std::string_view text, Unit unit, double expected) {
  const Result<double> value = parse_attribute(text, unit);
  ASSERT_TRUE(value.has_value()) << value.error().message;
  EXPECT_DOUBLE_EQ(*value, expected) << text;
}

TEST(AttributeValue, ReadsWhatTheUnitExpects) {
  expect_number("175", Unit::kCount, 175);
  expect_number(" 4.5 ", Unit::kCount, 4.5);
  expect_number("1 200 000", Unit::kCount, 1200000);
  expect_number("24 %", Unit::kShare, 0.24);
  expect_number("0.24", Unit::kShare, 0.24);
  expect_number("45 s", Unit::kSeconds, 45);
  expect_number("1 h 30 min", Unit::kSeconds, 5400);
  expect_number("168 h", Unit::kHours, 168);
  expect_number("60.5", Unit::kHours, 60.5);
  expect_number("24/7", Unit::kHours, 168);
  expect_number("yes", Unit::kYesNo, 1);
  expect_number("True", Unit::kYesNo, 1);
  expect_number("no", Unit::kYesNo, 0);
  expect_number("false", Unit::kYesNo, 0);
}

TEST(AttributeValue, RefusesWhatIsNotExactlyThat) {
  const std::vector<std::pair<std::string_view, Unit>> bad = {{"", Unit::kCount},
                                                              {"many", Unit::kCount},
                                                              {"> 90", Unit::kCount},
                                                              {"-3", Unit::kCount},
                                                              {"nan", Unit::kCount},
                                                              {"inf", Unit::kCount},
                                                              {"1 2", Unit::kCount},
                                                              {"1 20", Unit::kCount},
                                                              {"1 2000", Unit::kCount},
                                                              {"12 ", Unit::kYesNo},
                                                              {"24", Unit::kShare},
                                                              {"> 90 %", Unit::kShare},
                                                              {"120 %", Unit::kShare},
                                                              {"45", Unit::kSeconds},
                                                              {"25/8", Unit::kHours},
                                                              {"maybe", Unit::kYesNo},
                                                              {"", Unit::kYesNo},
                                                              {"1e13", Unit::kCount},
                                                              {"175 languages", Unit::kCount},
                                                              {"9999999999999", Unit::kCount}};
  for (const auto& [text, unit] : bad) {
    EXPECT_FALSE(parse_attribute(text, unit).has_value()) << text;
  }
}

TEST(AttributeValue, SaysWhatWasFoundAndWhatIsExpected) {
  const Result<double> value = parse_attribute("many", Unit::kCount);
  ASSERT_FALSE(value.has_value());
  EXPECT_EQ(value.error().code, ErrorCode::kBadInput);
  EXPECT_EQ(value.error().message, "found \"many\", expected a number such as \"175\"");
}

}  // namespace
}  // namespace hotline::evaluation
