#include <array>
#include <sstream>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/evaluation/cards.hpp"

namespace hotline::evaluation::test {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

std::size_t characters(std::string_view line) {
  std::size_t count = 0;
  for (const char c : line) {
    count += (static_cast<unsigned char>(c) & 0xC0U) == 0x80U ? 0U : 1U;
  }
  return count;
}

/// The first line that begins with this, blanks before it aside.
std::string line_with(const std::string& text, std::string_view beginning) {
  for (const std::string& line : lines_of(text)) {
    const std::size_t first = line.find_first_not_of(' ');
    if (first != std::string::npos && line.compare(first, beginning.size(), beginning) == 0) {
      return line;
    }
  }
  return "no line with " + std::string(beginning);
}

std::vector<Scorecard> two_replications() {
  Scorecard card = empty_card(SourceKind::kSimulated);
  answered_call(card, kSecond);
  abandoned_call(card, kMinute);
  open_ticket(card, at(kDay));
  sign(card, 90 * kMinute);
  Scorecard other = card;
  answered_call(other, kSecond);
  answered_call(other, kSecond);
  return {card, other};
}

const std::vector<CityAttribute>& attributes() {
  static const std::vector<CityAttribute> made_up = {
      {"languages", "175", "published", "[X1] a page"},
      {"hours_per_week", "24/7", "published", ""},
      {"open_data", "yes", "published", "a\nnote\twith \x1b[31mcontrol characters"}};
  return made_up;
}

std::string text_of(std::size_t columns, const std::string& title = "simulated, 7 days, seed 1") {
  const std::vector<Scorecard> cards = two_replications();
  const std::vector<Column> list(columns, Column{title, cards, attributes()});
  return to_text(evaluate("Testville", list));
}

TEST(EvaluationText, FitsTheWidth) {
  const std::string endless(400, 'x');
  const std::string accents = [] {
    std::string text;
    for (int i = 0; i < 150; ++i) {
      text += "\xc3\xa3";
    }
    return text;
  }();
  for (const std::string& title : {std::string("short"), endless, accents}) {
    for (const std::size_t columns : {0U, 1U, 2U, 3U, 4U, 7U, 12U}) {
      for (const std::string& line : lines_of(text_of(columns, title))) {
        EXPECT_LE(characters(line), 110U) << line;
      }
    }
  }
}

TEST(EvaluationText, StaysWithinTheWidthWithTheWidestNumbers) {
  Evaluation evaluation = evaluate("Testville", std::vector<Column>(3));
  Value wide;
  wide.source = Source::kMeasured;
  wide.number = 1e12;
  wide.half_width = 1e12;
  for (std::vector<Row>* rows : {&evaluation.rows, &evaluation.companions}) {
    for (Row& row : *rows) {
      row.values.assign(3, wide);
    }
  }
  for (const std::string& line : lines_of(to_text(evaluation))) {
    EXPECT_LE(characters(line), 110U) << line;
  }
}

TEST(EvaluationText, PutsTheSourceBesideEachValue) {
  const std::string text = text_of(1);
  EXPECT_EQ(line_with(text, "Languages "), "    Languages                    + a 175");
  EXPECT_EQ(line_with(text, "Hours open a week "), "      Hours open a week          + a 168 h");
  EXPECT_EQ(line_with(text, "Open data "), "    Open data                    + a yes");
  EXPECT_EQ(line_with(text, "Legal base "), "    Legal base                   + ?");
  EXPECT_EQ(line_with(text, "Time to signature "),
            "    Time to signature            - m 90.0 min +-0.0");
}

TEST(EvaluationText, SetsColumnsSideBySide) {
  const std::vector<Scorecard> cards = two_replications();
  const std::vector<Scorecard> replayed = {empty_card(SourceKind::kReplayed)};
  const std::array<Column, 2> columns = {Column{"simulated", cards, attributes()},
                                         Column{"replayed", replayed, attributes()}};
  const std::string text = to_text(evaluate("Testville", columns));
  EXPECT_EQ(line_with(text, "Connect rate "),
            "    Connect rate                 + m 62.5 % +-158.8         ?");
  EXPECT_EQ(line_with(text, "[1] simulated"), "[1] simulated (2 replications)");
  EXPECT_EQ(line_with(text, "[2] replayed"), "[2] replayed (1 replication)");
  EXPECT_EQ(line_with(text, "[2] unknown"), "    [2] unknown: this export has no calls");
  EXPECT_EQ(line_with(text, "[all] attribute"), "    [all] attribute, published; [X1] a page");
}

TEST(EvaluationText, MarksTheReportsNames) {
  const std::string text = text_of(1);
  EXPECT_EQ(line_with(text, "Policy collaboration"), "  Policy collaboration (report)");
  EXPECT_EQ(line_with(text, "Function coordination"), "  Function coordination (report)");
  EXPECT_EQ(line_with(text, "Platform collaboration"), "  Platform collaboration (report)");
  EXPECT_EQ(line_with(text, "Smart governance"), "Smart governance (report)");
  EXPECT_EQ(line_with(text, "Accessibility"), "  Accessibility (ours)");
}

TEST(EvaluationText, ShowsConfirmedFixedBelowClosedOnTime) {
  const std::vector<std::string> lines = lines_of(text_of(1));
  std::size_t i = 0;
  while (i < lines.size() && lines[i].rfind("    Closed on time ", 0) != 0) {
    ++i;
  }
  ASSERT_LT(i + 2, lines.size());
  EXPECT_EQ(lines[i + 1].rfind("      Closed on time (surveyed) ", 0), 0U) << lines[i + 1];
  EXPECT_EQ(lines[i + 2].rfind("      Confirmed fixed on time ", 0), 0U) << lines[i + 2];
}

TEST(EvaluationText, LetsNoControlCharacterThrough) {
  for (const char c : text_of(1)) {
    EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20U);
  }
}

TEST(EvaluationText, CutsNoNameOfAnIndicator) {
  const std::string text = text_of(1);
  for (const auto table : {indicators(), evaluation::companions()}) {
    for (const Indicator& one : table) {
      EXPECT_EQ(line_with(text, std::string(one.name) + " ").find("no line"), std::string::npos)
          << one.name;
    }
  }
}

}  // namespace
}  // namespace hotline::evaluation::test
