#include "monitor/exports/delimited_reader.hpp"

#include <gtest/gtest.h>

#include "tests/unit/monitor_exports/fixtures.hpp"

namespace hotline::monitor {
namespace {

struct KeptRow {
  std::uint64_t line = 0;
  std::uint64_t last_line = 0;
  DelimitedRow::State state = DelimitedRow::State::kWhole;
  bool newline = false;
  std::vector<std::string> fields;
};

struct Contents {
  std::vector<KeptRow> rows;
  std::string error;
  std::uint64_t fingerprint = 0;
};

Contents read_all(std::string_view bytes, std::optional<char> delimiter = std::nullopt) {
  const TemporaryFile file(bytes);
  Result<InputFile> input = InputFile::open(file.path());
  Contents contents;
  if (!input) {
    contents.error = input.error().message;
    return contents;
  }
  DelimitedReader reader(*input, delimiter);
  DelimitedRow row;
  for (;;) {
    const Result<bool> more = reader.next(row);
    if (!more) {
      contents.error = more.error().message;
      break;
    }
    if (!*more) {
      break;
    }
    contents.rows.push_back(KeptRow{row.line,
                                    row.last_line,
                                    row.state,
                                    row.ended_by_newline,
                                    {row.fields.begin(), row.fields.end()}});
  }
  contents.fingerprint = reader.fingerprint();
  return contents;
}

using Fields = std::vector<std::string>;

TEST(DelimitedReader, SplitsRowsAndFields) {
  const auto rows = read_all("a,b,c\n1,,3\n").rows;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].fields, (Fields{"a", "b", "c"}));
  EXPECT_EQ(rows[1].fields, (Fields{"1", "", "3"}));
  EXPECT_EQ(rows[1].line, 2U);
}

TEST(DelimitedReader, TakesEveryLineEndAndAMissingLastOne) {
  for (const std::string_view bytes : {"a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r1,2\r", "a,b\n1,2"}) {
    const auto rows = read_all(bytes).rows;
    ASSERT_EQ(rows.size(), 2U) << bytes;
    EXPECT_EQ(rows[1].fields, (Fields{"1", "2"})) << bytes;
    EXPECT_EQ(rows[1].line, 2U) << bytes;
  }
  EXPECT_TRUE(read_all("a\n1\n").rows[1].newline);
  EXPECT_FALSE(read_all("a\n1").rows[1].newline);
}

TEST(DelimitedReader, EmptyLinesAreNoRowsButCountAsLines) {
  const auto rows = read_all("a\n\n\r\n1\n\n").rows;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].line, 4U);
}

TEST(DelimitedReader, ARowOfOneEmptyQuotedFieldIsARow) {
  EXPECT_EQ(read_all("a\n\"\"\n").rows.size(), 2U);
}

TEST(DelimitedReader, QuotesHoldDelimitersQuotesAndLineEnds) {
  const auto rows = read_all("x,\"a,b\",\"say \"\"no\"\"\"\ny,\"two\r\nlines\",z\nw,,\n").rows;
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].fields, (Fields{"x", "a,b", "say \"no\""}));
  EXPECT_EQ(rows[1].fields, (Fields{"y", "two\r\nlines", "z"}));
  EXPECT_EQ(rows[1].line, 2U);
  EXPECT_EQ(rows[1].last_line, 3U);
  EXPECT_EQ(rows[2].line, 4U);
}

TEST(DelimitedReader, AQuoteWithinAFieldIsALetter) {
  const auto rows = read_all("5\" pipe,\"5\" pipe\"\n").rows;
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].fields, (Fields{"5\" pipe", "5 pipe\""}));
}

TEST(DelimitedReader, SkipsAByteOrderMark) {
  EXPECT_EQ(read_all("\xEF\xBB\xBF\"id\",b\n").rows[0].fields, (Fields{"id", "b"}));
}

TEST(DelimitedReader, ChoosesTabsByTheFirstLineUnlessTold) {
  EXPECT_EQ(read_all("a\tb,c\n").rows[0].fields, (Fields{"a", "b,c"}));
  EXPECT_EQ(read_all("a,b\n1\t2,3\n").rows[1].fields, (Fields{"1\t2", "3"}));
  EXPECT_EQ(read_all("a\tb,c\n", ',').rows[0].fields, (Fields{"a\tb", "c"}));
}

TEST(DelimitedReader, SaysThatAFileEndsWithinQuotes) {
  const auto rows = read_all("a,b\n1,\"two\nthree").rows;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].state, DelimitedRow::State::kOpenQuotes);
  EXPECT_EQ(rows[1].line, 2U);
  EXPECT_EQ(rows[1].last_line, 3U);
}

TEST(DelimitedReader, RefusesAByteZeroWithItsLine) {
  const Contents contents = read_all(std::string_view("a,b\n1,2\n3,\0\n", 12));
  EXPECT_NE(contents.error.find(":3: not a text file"), std::string::npos) << contents.error;
}

TEST(DelimitedReader, ReadsAlikeWhereverABlockEnds) {
  // Blocks have 65,536 bytes: the row that decides is moved over the border byte by byte.
  const std::string tail = "\"q\"\"q\",\"x\ny\"\r\n\"\",z\r\n";
  for (std::size_t before = 65536 - tail.size() - 2; before <= 65536 + 2; ++before) {
    std::string bytes = "a,b\n" + std::string(before - 6, 'p') + ",\n";
    bytes += tail;
    const auto rows = read_all(bytes).rows;
    ASSERT_EQ(rows.size(), 4U) << before;
    EXPECT_EQ(rows[2].fields, (Fields{"q\"q", "x\ny"})) << before;
    EXPECT_EQ(rows[3].fields, (Fields{"", "z"})) << before;
    EXPECT_EQ(rows[3].line, 5U) << before;
  }
}

TEST(DelimitedReader, GivesUpARowThatIsTooLongAndGoesOnAtTheNextLine) {
  const std::string lines(DelimitedReader::kMaxRowBytes + 10, 'x');
  for (const std::string& start : {std::string("1,"), std::string("1,\"")}) {
    const auto rows = read_all("a,b\n" + start + lines + "\n2,3\n").rows;
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[1].state, DelimitedRow::State::kTooLong);
    EXPECT_TRUE(rows[1].fields.empty());
    EXPECT_EQ(rows[1].line, 2U);
    EXPECT_EQ(rows[1].last_line, 2U);
    EXPECT_EQ(rows[2].fields, (Fields{"2", "3"}));
    EXPECT_EQ(rows[2].line, 3U);
  }
}

TEST(DelimitedReader, TakesARowOfJustTheGreatestLength) {
  const std::string longest(DelimitedReader::kMaxRowBytes, 'x');
  for (const std::string& quote : {std::string(), std::string("\"")}) {
    EXPECT_EQ(read_all(quote + longest + quote + "\n").rows.at(0).fields, Fields{longest});
    EXPECT_EQ(read_all(quote + longest + "x" + quote + "\n").rows.at(0).state,
              DelimitedRow::State::kTooLong);
  }
}

TEST(DelimitedReader, BoundsARowOfNothingButDelimiters) {
  const auto rows = read_all(std::string(DelimitedReader::kMaxRowBytes + 10, ',') + "\n1\n").rows;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].state, DelimitedRow::State::kTooLong);
}

TEST(DelimitedReader, AQuoteThatIsNeverClosedLosesABoundedPiece) {
  std::string bytes = "a,b\n1,\"oops\n";
  std::size_t lines = 2;
  while (bytes.size() < 3 * DelimitedReader::kMaxRowBytes) {
    bytes += "12345678,87654321\n";
    ++lines;
  }
  const auto rows = read_all(bytes).rows;
  ASSERT_GT(rows.size(), 2U);
  EXPECT_EQ(rows[1].state, DelimitedRow::State::kTooLong);
  EXPECT_EQ(rows[2].fields, (Fields{"12345678", "87654321"}));
  EXPECT_EQ(rows[2].line, rows[1].last_line + 1);
  EXPECT_EQ(rows.back().line, lines);
}

TEST(DelimitedReader, TheFingerprintTellsFilesApart) {
  const std::uint64_t base = read_all("a,b\n1,2\n").fingerprint;
  EXPECT_EQ(read_all("a,b\n1,2\n").fingerprint, base);
  EXPECT_NE(read_all("a,b\n1,3\n").fingerprint, base);
  EXPECT_NE(read_all("a,b\n2,1\n").fingerprint, base);
  EXPECT_NE(read_all("a,b\n1,2\n\n").fingerprint, base);
}

}  // namespace
}  // namespace hotline::monitor
