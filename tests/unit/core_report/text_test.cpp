#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "core/report/format.hpp"
#include "core/report/report.hpp"
#include "tests/unit/core_measures/small_city.hpp"
#include "tests/unit/core_report/made_up_city.hpp"

namespace hotline::report {
namespace {

using measures::Scorecard;
using test::has;

/// The line that begins with `label` (after blanks); empty if there is none.
std::string line_of(const std::string& text, const std::string& label) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t begin = line.find_first_not_of(' ');
    if (begin != std::string::npos && line.compare(begin, label.size(), label) == 0) {
      return line;
    }
  }
  return {};
}

void expect_lines_to_fit(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(display_width(line), 100U) << line;
    EXPECT_FALSE(line.ends_with(' ')) << line;
  }
}

TEST(TextReport, TellsAManagerOfTheSmallCity) {
  const std::string text = to_text(std::vector{measures::test::small_city()}, {});
  EXPECT_TRUE(text.starts_with("Small City\nSimulated by scenario small-city, seed 7\n"));
  EXPECT_TRUE(has(line_of(text, "Service level"), "75.0 %  answered within 20 s"));
  EXPECT_TRUE(has(line_of(text, "of all offered"), "50.0 %"));
  EXPECT_TRUE(has(line_of(text, "Speed of answer"), "15 s"));
  EXPECT_TRUE(has(line_of(text, "Abandonment"), "33.3 %"));
  EXPECT_TRUE(has(line_of(text, "Occupancy"), "96.3 %"));
  EXPECT_TRUE(
      has(line_of(text, "phone"), "7         1         1         6          4           2"));
  EXPECT_TRUE(has(line_of(text, "web"), "-           -"));
  EXPECT_TRUE(has(line_of(text, "Overdue"), "1"));
  EXPECT_TRUE(has(line_of(text, "Closed on time"), "50.0 %"));
  EXPECT_TRUE(has(line_of(text, "Confirmed fixed on time"), "0.0 %"));
  expect_lines_to_fit(text);
}

TEST(TextReport, TellsOfFurtherWaysOnlyWhereThereWereAny) {
  Scorecard card = measures::test::small_city();
  EXPECT_FALSE(has(to_text(std::vector{card}, {}), "FURTHER WAYS"));
  card(ContactBalked{measures::test::at(20), {77}, {0}});
  card(TicketPaused{measures::test::at(90), {1}, {1}, PauseReason::kWeather});
  const std::string text = to_text(std::vector{card}, {});
  EXPECT_TRUE(has(text, "FURTHER WAYS OF CONTACTS"));
  EXPECT_TRUE(has(line_of(text, "Balked"), "1  all agents busy"));
  EXPECT_TRUE(has(line_of(text, "Lost"), "50.0 %"));  // (2 + 1) / 6
  EXPECT_TRUE(has(line_of(text, "Paused"), "1  times"));
  EXPECT_FALSE(has(text, "Voicemail"));
  expect_lines_to_fit(text);
}

TEST(TextReport, ShowsIntervalsOfReplications) {
  const std::string text = to_text(test::made_up_replications(3), {});
  EXPECT_TRUE(has(text, "3 replications (means, ± 95 % interval)"));
  EXPECT_TRUE(has(line_of(text, "Service level"), " % ± "));
  EXPECT_TRUE(has(line_of(text, "Streets &"), ","));  // thousands
  expect_lines_to_fit(text);
}

TEST(TextReport, LeavesThePhoneOutWhereThereAreNoCalls) {
  Context context;
  context.input =
      InputAccount{"export.csv", "nyc311", 4800, 4736, {{"no date", 64}}, {"line 17: no date"}};
  const std::string text = to_text(std::vector{test::made_up_export()}, context);
  EXPECT_TRUE(has(text, "Replayed from nyc311"));
  EXPECT_TRUE(has(text, "There are no calls in this data"));
  EXPECT_FALSE(has(text, "Service level"));
  EXPECT_TRUE(has(line_of(text, "Response, median"), "unknown"));
  EXPECT_TRUE(has(line_of(text, "Reopened"), "none seen"));
  EXPECT_TRUE(has(text, "nobody was surveyed"));
  EXPECT_TRUE(has(line_of(text, "Rows read"), "4,800"));
  EXPECT_TRUE(has(line_of(text, "Refused"), "64  no date"));
  EXPECT_TRUE(has(text, "line 17: no date"));
  expect_lines_to_fit(text);
}

TEST(TextReport, SaysIncompleteOnItsFirstLine) {
  const Scorecard card = measures::test::fold(measures::test::happenings(),
                                              measures::test::fold(measures::test::opening()));
  EXPECT_TRUE(to_text(std::vector{card}, {}).starts_with("INCOMPLETE"));
  EXPECT_TRUE(to_text({}, {}).starts_with("INCOMPLETE"));
}

TEST(TextReport, WritesNotesAndProvenanceWithinTheWidth) {
  Context context;
  context.provenance = {{10, 20, 30, 40}};
  std::string note = "A long note:";
  for (int i = 0; i < 60; ++i) {
    note += " word" + std::to_string(i);
  }
  context.notes = {note};
  const std::string text = to_text(std::vector{measures::test::small_city()}, context);
  EXPECT_TRUE(has(text, "10 are published, 20 derived, 30 assumed, 40 unsourced"));
  EXPECT_TRUE(has(text, "word59"));
  expect_lines_to_fit(text);
}

TEST(TextReport, DoesNotLetANameSteerTheTerminal) {
  Scorecard card = measures::test::small_city();
  card(NameDefined{measures::test::at(0), NameKind::kAgency, 0, "\x1b[2Jwater"});
  EXPECT_FALSE(has(to_text(std::vector{card}, {}), "\x1b"));
}

TEST(TextReport, MentionsHowManyRowsItLeavesOut) {
  Scorecard card = measures::test::fold(measures::test::opening());
  for (std::uint32_t agency = 0; agency < 15; ++agency) {
    card(TicketOpened{measures::test::at(1), {agency}, {0}, {0}, {0}, kNever, kNever});
    card(TicketDispatched{measures::test::at(1), {agency}, {agency}, measures::test::at(1), 1});
  }
  EXPECT_TRUE(has(to_text(std::vector{card}, {}), "... and 3 more"));
}

}  // namespace
}  // namespace hotline::report
