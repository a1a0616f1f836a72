// No row is dropped in silence: used + refused == read, with reason and line.
#include <gtest/gtest.h>

#include "tests/unit/monitor_exports/fixtures.hpp"

namespace hotline::monitor {
namespace {

constexpr std::string_view kGoodSlim = "good,2024-03-01,2024-03-02,,Closed,t,,a,c,d\n";
constexpr std::string_view kGoodCall =
    "AA0101\tgood\t0\t0\tNW\t990104\t9:00:00\t9:00:10\t10\t0:00:00\t0:00:00\t0\tAGENT\t9:00:09\t"
    "9:00:39\t30\tDORA\n";

/// Replays one good row and, in line 3, `row`; expects the latter to be refused for `reason`.
void expect_refused(std::string_view header, std::string_view good, std::string_view row,
                    RefusalReason reason, std::string_view detail) {
  Recorder recorder;
  const auto account =
      replay_text(std::string(header) + std::string(good) + std::string(row), recorder);
  ASSERT_TRUE(account) << account.error().message;
  EXPECT_EQ(account->read, 2U);
  EXPECT_EQ(account->used, 1U);
  EXPECT_EQ(account->refused_for(reason), 1U) << to_string(reason);
  ASSERT_EQ(account->listed.size(), 1U);
  EXPECT_EQ(account->listed[0].line, 3U);
  EXPECT_EQ(account->listed[0].reason, reason) << to_string(account->listed[0].reason);
  EXPECT_NE(account->listed[0].detail.find(detail), std::string::npos) << account->listed[0].detail;
  EXPECT_EQ(recorder.of<TicketOpened>().size() + recorder.of<ContactArrived>().size(), 1U);
}

void expect_refused_request(std::string_view row, RefusalReason reason, std::string_view detail) {
  expect_refused(kSlimHeader, kGoodSlim, row, reason, detail);
}

void expect_refused_call(std::string_view row, RefusalReason reason, std::string_view detail) {
  expect_refused(kBankHeader, kGoodCall, row, reason, detail);
}

TEST(Account, RowsOfAnotherWidthAreRefused) {
  expect_refused_request("1,2024-03-01,2024-03-02,,Closed,t,,a,c\n",
                         RefusalReason::kWrongFieldCount, "9 fields, expected 10");
  expect_refused_request("1,2024-03-01,2024-03-02,,Closed,t,,a,c,d,e\n",
                         RefusalReason::kWrongFieldCount, "11 fields, expected 10");
}

TEST(Account, UnreadableValuesAreRefused) {
  expect_refused_request(",2024-03-01,,,Open,t,,a,c,d\n", RefusalReason::kUnreadableValue,
                         "id '', expected an id");
  expect_refused_request("1,,,,Open,t,,a,c,d\n", RefusalReason::kUnreadableValue,
                         "created '', expected a time");
  expect_refused_request("1,2024-02-30,,,Open,t,,a,c,d\n", RefusalReason::kUnreadableValue,
                         "created '2024-02-30'");
  expect_refused_request("1,2024-03-01,soon,,Open,t,,a,c,d\n", RefusalReason::kUnreadableValue,
                         "closed 'soon'");
  expect_refused_request("1,2024-03-01,,x\x02y,Open,t,,a,c,d\n", RefusalReason::kUnreadableValue,
                         "due 'x?y'");
}

TEST(Account, YearsThatNobodyCanMeanAreRefused) {
  expect_refused_request("1,1900-01-01,,,Open,t,,a,c,d\n", RefusalReason::kUnreadableValue,
                         "expected a year from 1970 to 2069");
  expect_refused_request("1,2024-03-01,2109-03-01,,Closed,t,,a,c,d\n",
                         RefusalReason::kUnreadableValue, "closed '2109-03-01'");
  expect_refused_request("1,2024-03-01,,9999-12-31,Open,t,,a,c,d\n",
                         RefusalReason::kUnreadableValue, "due '9999-12-31'");
}

TEST(Account, RequestsThatCloseBeforeTheyBeginAreRefused) {
  expect_refused_request("1,2024-03-01T10:00:01,2024-03-01T10:00:00,,Closed,t,,a,c,d\n",
                         RefusalReason::kClosedBeforeCreated,
                         "created 2024-03-01T10:00:01, closed 2024-03-01T10:00:00");
}

TEST(Account, ARequestMayCloseInTheSecondInWhichItBegins) {
  const auto account = replay_text(std::string(kSlimHeader) +
                                   "1,2024-03-01T10:00:00,2024-03-01T10:00:00,,Closed,t,,a,c,d\n");
  ASSERT_TRUE(account);
  EXPECT_EQ(account->used, 1U);
}

TEST(Account, RepeatedIdsAreRefused) {
  expect_refused_request("good,2025-03-01,,,Open,other,,a,c,d\n", RefusalReason::kDuplicateId,
                         "an earlier row has the same id");
  expect_refused_call(kGoodCall, RefusalReason::kDuplicateId, "an earlier row has the same id");
}

TEST(Account, ARefusedRowDoesNotTakeItsIdAway) {
  const auto account = replay_text(std::string(kSlimHeader) +
                                   "1,never,,,Open,t,,a,c,d\n1,2024-03-01,,,Open,t,,a,c,d\n");
  ASSERT_TRUE(account);
  EXPECT_EQ(account->used, 1U);
  EXPECT_EQ(account->refused_for(RefusalReason::kUnreadableValue), 1U);
}

TEST(Account, CallsOfDifferentDaysOrLinesMayShareANumber) {
  std::string other_line(kGoodCall);
  other_line.replace(0, 6, "AA0102");
  std::string other_day(kGoodCall);
  other_day.replace(other_day.find("990104"), 6, "990105");
  const auto account =
      replay_text(std::string(kBankHeader) + std::string(kGoodCall) + other_line + other_day);
  ASSERT_TRUE(account);
  EXPECT_EQ(account->used, 3U);
}

TEST(Account, AFileThatEndsWithinARowSaysSo) {
  expect_refused_request("1,2024-03-01,2024-03-0", RefusalReason::kCutShort,
                         "3 fields, expected 10");
  expect_refused_request("1,2024-03-01,2024-03-02,,Closed,\"t\nt", RefusalReason::kCutShort,
                         "the file ends within quotes, in line 4");
}

TEST(Account, AFileMayEndWithoutALineEnd) {
  const auto account =
      replay_text(std::string(kSlimHeader) + "1,2024-03-01,2024-03-02,,Closed,t,,a,c,d");
  ASSERT_TRUE(account);
  EXPECT_EQ(account->used, 1U);
}

TEST(Account, RowsWithoutEndAreRefused) {
  expect_refused_request(
      "1,2024-03-01,,,Open," + std::string(DelimitedReader::kMaxRowBytes, 'x') + ",,a,c,d\n",
      RefusalReason::kTooLong, "lines 3 to 3: more than 131072 bytes");
}

TEST(Account, PhantomCallsAreRefused) {
  expect_refused_call(
      "AA0101\t1\t0\t2\tPS\t990104\t9:00:00\t9:00:06\t6\t9:00:06\t9:00:26\tlong\tPHANTOM\t0:00:00\t"
      "0:00:00\t0\tNO_SERVER\n",
      RefusalReason::kPhantom, "no such call");
}

TEST(Account, UnreadableCallsAreRefused) {
  const std::string_view good = kGoodCall;
  const auto with = [good](std::string_view from, std::string_view to) {
    std::string row(good);
    row.replace(row.find(from), from.size(), to);
    return row.replace(row.find("good"), 4, "bad");
  };
  const RefusalReason unreadable = RefusalReason::kUnreadableValue;
  expect_refused_call(with("990104", "990132"), unreadable, "date '990132'");
  expect_refused_call(with("9:00:00", "25:00:00"), unreadable, "vru_entry '25:00:00'");
  expect_refused_call(with("AGENT", "ROBOT"), unreadable, "outcome 'ROBOT', expected AGENT, HANG");
  expect_refused_call(with("\t30\t", "\t86401\t"), unreadable, "ser_time '86401'");
  expect_refused_call(with("\t30\t", "\t3o\t"), unreadable, "ser_time '3o'");
  expect_refused_call(with("\t10\t0:00:00", "\t10\tlater"), unreadable, "q_start 'later'");
  expect_refused_call(with("\t0\tAGENT", "\t-1\tAGENT"), RefusalReason::kNegativeDuration,
                      "q_time '-1'");
  expect_refused_call(with("\t30\t", "\t-30\t"), RefusalReason::kNegativeDuration,
                      "ser_time '-30'");
}

TEST(Account, OnlyTheFirstRefusedRowsOfEachReasonAreListed) {
  std::string text(kSlimHeader);
  for (int i = 0; i < 10; ++i) {
    text += "1,never,,,Open,t,,a,c,d\nshort\n";
  }
  text += kGoodSlim;
  ReplayOptions options = small_options();
  options.listed_rows = 2;
  const auto account = replay_text(text, options);
  ASSERT_TRUE(account);
  EXPECT_EQ(account->read, 21U);
  EXPECT_EQ(account->used, 1U);
  EXPECT_EQ(account->refused_for(RefusalReason::kUnreadableValue), 10U);
  EXPECT_EQ(account->refused_for(RefusalReason::kWrongFieldCount), 10U);
  ASSERT_EQ(account->listed.size(), 4U);
  EXPECT_EQ(account->listed[0].line, 2U);
  EXPECT_EQ(account->listed[1].line, 3U);
  EXPECT_EQ(account->listed[2].line, 4U);
  EXPECT_EQ(account->listed[3].line, 5U);
}

TEST(Account, LineNumbersCountTheLinesWithinQuotes) {
  const auto account =
      replay_text(std::string(kSlimHeader) +
                  "1,2024-03-01,,,Open,\"two\r\nlines\",,a,c,d\r\n2,never,,,,,,,,\r\n");
  ASSERT_TRUE(account);
  ASSERT_EQ(account->listed.size(), 1U);
  EXPECT_EQ(account->listed[0].line, 4U);
}

}  // namespace
}  // namespace hotline::monitor
