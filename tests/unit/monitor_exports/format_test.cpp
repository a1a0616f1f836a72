#include <gtest/gtest.h>

#include "monitor/exports/export_format.hpp"
#include "tests/unit/monitor_exports/fixtures.hpp"

namespace hotline::monitor {
namespace {

std::string error_of(std::string_view text, const ReplayOptions& options = small_options()) {
  Recorder recorder;
  const auto account = replay_text(text, recorder, options);
  EXPECT_FALSE(account);
  EXPECT_TRUE(recorder.all().empty()) << "facts of a file that cannot be used";
  if (account) {
    return {};
  }
  EXPECT_EQ(account.error().code, ErrorCode::kBadInput);
  EXPECT_EQ(account.error().message.find('\n'), std::string::npos);
  return account.error().message;
}

ReplayOptions forced(ExportFormat format) {
  ReplayOptions options = small_options();
  options.format = format;
  return options;
}

#define EXPECT_HAS(text, part) EXPECT_NE((text).find(part), std::string::npos) << (text)

TEST(ExportFormat, NamesAreReadBack) {
  for (const ExportFormat format : kExportFormats) {
    const Result<ExportFormat> back = export_format_from(to_string(format));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, format);
    EXPECT_FALSE(title(format).empty());
  }
}

TEST(ExportFormat, AnUnknownNameIsAnsweredWithThoseThereAre) {
  const auto format = export_format_from("chicago");
  ASSERT_FALSE(format);
  EXPECT_EQ(format.error().message,
            "found the format 'chicago', expected one of nyc311, boston311, la311, slim, anonbank");
}

TEST(ExportFormat, AnUnknownHeaderIsAnsweredWithWhatWasFoundAndTheFormats) {
  const std::string error = error_of("when,what\n1,2\n");
  EXPECT_HAS(error, ":1: found the columns 'when', 'what', expected");
  for (const ExportFormat format : kExportFormats) {
    EXPECT_HAS(error, std::string(to_string(format)) + " (");
  }
}

TEST(ExportFormat, ALongOrUnprintableHeaderIsShownInShort) {
  const std::string error = error_of("\x01\xFF,b,c,d,e,f,g,h\n1,2,3,4,5,6,7,8\n");
  EXPECT_HAS(error, "'\?\?', 'b', 'c', 'd', 'e', 'f' and 2 more");
}

TEST(ExportFormat, AMissingColumnIsNamed) {
  const std::string error = error_of("unique_key,created_date,status\n1,2021-01-01,Open\n");
  EXPECT_HAS(error, "an export of the format nyc311 lacks 'closed_date', 'complaint_type'");
}

TEST(ExportFormat, AForcedFormatNamesWhatIsMissingForIt) {
  const std::string error =
      error_of("id,created,closed,type\n1,2021-01-01,,x\n", forced(ExportFormat::kBoston311));
  EXPECT_HAS(error, "boston311 lacks 'case_enquiry_id', 'open_dt', 'closed_dt', 'reason'");
}

TEST(ExportFormat, AForcedFormatIsUsedWhereTwoWouldDo) {
  const std::string text =
      "unique_key,created_date,closed_date,complaint_type,id,created,closed,type\n"
      "1,2021-01-01,,city,2,2022-01-01,,slim\n";
  EXPECT_EQ(replay_text(text)->format, ExportFormat::kNyc311);
  Recorder recorder;
  const auto account = replay_text(text, recorder, forced(ExportFormat::kSlim));
  ASSERT_TRUE(account);
  EXPECT_EQ(account->format, ExportFormat::kSlim);
  EXPECT_EQ(recorder.name(NameKind::kCategory, 0), "slim");
}

TEST(ExportFormat, AColumnThatIsThereTwiceIsRefused) {
  EXPECT_HAS(error_of("id,created,closed,type,Created\n1,2021-01-01,,x,2021-01-01\n"),
             "the column 'created' is there twice");
}

TEST(ExportFormat, FilesThatCannotBeUsedAreRefusedInOneLine) {
  EXPECT_HAS(error_of(""), ": is empty");
  EXPECT_HAS(error_of("\n\r\n\n"), ": is empty");
  EXPECT_HAS(error_of(std::string_view("\x1F\x8B\x08\x00\x00", 5)), ":1: not a text file");
  EXPECT_HAS(error_of(kSlimHeader), "has no row below the column names");
  EXPECT_HAS(
      error_of(std::string(kSlimHeader) + "1,never,,,,,,,,\n"),
      "none of its 1 rows can be used; the first, in line 2: unreadable_value: created 'never'");
  EXPECT_HAS(error_of("\"id,created\n"), "the first row does not end");
  EXPECT_HAS(error_of(std::string(DelimitedReader::kMaxRowBytes + 10, 'x')),
             "the first row does not end");
}

TEST(ExportFormat, ABinaryTailIsFoundBeforeTheFirstFact) {
  std::string text = std::string(kSlimHeader) + "1,2021-01-01,,,Open,t,s,a,c,d\n";
  text.push_back('\0');
  EXPECT_HAS(error_of(text), ":3: not a text file");
}

TEST(ExportFormat, FilesThatAreNotThereAreRefused) {
  Recorder recorder;
  const auto missing = replay(testing::TempDir() + "no such file.csv", small_options(), recorder);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kBadInput);
  EXPECT_HAS(missing.error().message, "no such file.csv: cannot be opened");
  const auto folder = replay(testing::TempDir(), small_options(), recorder);
  ASSERT_FALSE(folder);
  EXPECT_HAS(folder.error().message, "is a folder");
  EXPECT_TRUE(recorder.all().empty());
}

}  // namespace
}  // namespace hotline::monitor
