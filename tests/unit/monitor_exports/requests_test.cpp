// Requests of every format become the facts that docs/REPLAY.md promises.
#include <gtest/gtest.h>

#include "tests/unit/monitor_exports/fixtures.hpp"

namespace hotline::monitor {
namespace {

constexpr std::string_view kOneRequest =
    "7,2024-03-01T10:00:00,2024-03-02T10:00:00,2024-03-03T10:00:00,Closed,Light,Out,Works,Phone,"
    "North\n";

std::string slim(std::string_view rows) {
  return std::string(kSlimHeader) + std::string(rows);
}

TEST(Requests, ARequestIsOpenedDispatchedAndResolved) {
  Recorder recorder;
  const auto account = replay_text(slim(kOneRequest), recorder);
  ASSERT_TRUE(account);
  EXPECT_EQ(account->format, ExportFormat::kSlim);
  EXPECT_EQ(account->used, 1U);

  const auto opened = recorder.of<TicketOpened>();
  ASSERT_EQ(opened.size(), 1U);
  EXPECT_EQ(opened[0].at, at("2024-03-01T10:00:00"));
  EXPECT_EQ(opened[0].resolution_due, at("2024-03-03T10:00:00"));
  EXPECT_EQ(opened[0].response_due, kNever);
  EXPECT_EQ(recorder.name(NameKind::kChannel, opened[0].channel.value), "Phone");
  EXPECT_EQ(recorder.name(NameKind::kCategory, opened[0].category.value), "Light");
  EXPECT_EQ(recorder.name(NameKind::kDistrict, opened[0].district.value), "North");

  const auto dispatched = recorder.of<TicketDispatched>();
  ASSERT_EQ(dispatched.size(), 1U);
  EXPECT_EQ(dispatched[0].at, opened[0].at);
  EXPECT_EQ(dispatched[0].ticket, opened[0].ticket);
  EXPECT_EQ(dispatched[0].round, 1U);
  EXPECT_EQ(recorder.name(NameKind::kAgency, dispatched[0].agency.value), "Works");

  const auto resolved = recorder.of<TicketResolved>();
  ASSERT_EQ(resolved.size(), 1U);
  EXPECT_EQ(resolved[0].at, at("2024-03-02T10:00:00"));
  EXPECT_EQ(resolved[0].opened, opened[0].at);
  EXPECT_EQ(resolved[0].agency, dispatched[0].agency);
  EXPECT_EQ(resolved[0].category, opened[0].category);
  EXPECT_EQ(resolved[0].district, opened[0].district);
  EXPECT_EQ(resolved[0].resolution_due, opened[0].resolution_due);
  EXPECT_TRUE(resolved[0].first);
  EXPECT_TRUE(recorder.of<TicketOverdue>().empty());
}

TEST(Requests, TheRunIsFramedByTheEarliestCreationAndTheLatestEvent) {
  Recorder recorder;
  ReplayOptions options = small_options();
  options.acceptable_wait = 33 * kSecond;
  options.short_abandon = 7 * kSecond;
  ASSERT_TRUE(replay_text(slim("2,2024-03-02,2024-03-09,,Closed,t,,a,c,d\n"
                               "1,2024-03-01,,,Open,t,,a,c,d\n"
                               "3,2024-03-05,2024-03-06,2024-12-31,Closed,t,,a,c,d\n"),
                          recorder, options));
  const auto* start = std::get_if<RunStarted>(&recorder.all().front());
  ASSERT_NE(start, nullptr);
  EXPECT_EQ(start->at, at("2024-03-01"));
  EXPECT_EQ(start->source, SourceKind::kReplayed);
  EXPECT_EQ(start->scenario, "slim");
  EXPECT_EQ(start->acceptable_wait, 33 * kSecond);
  EXPECT_EQ(start->short_abandon, 7 * kSecond);
  const auto* end = std::get_if<RunEnded>(&recorder.all().back());
  ASSERT_NE(end, nullptr);
  EXPECT_EQ(end->at, at("2024-03-09")) << "a due time is a plan, nothing that happened";
  EXPECT_EQ(recorder.of<RunStarted>().size(), 1U);
  for (const Fact& fact : recorder.all()) {
    EXPECT_LE(start->at, time_of(fact));
    EXPECT_LE(time_of(fact), end->at);
  }
}

TEST(Requests, TheRunIsNamedByTheFilesBytesAndFormat) {
  const auto run = [](std::string_view text) {
    Recorder recorder;
    EXPECT_TRUE(replay_text(text, recorder));
    return recorder.of<RunStarted>().at(0).run;
  };
  const std::string text = slim(kOneRequest);
  EXPECT_EQ(run(text), run(text));
  EXPECT_NE(run(text), run(text + "8,2024-03-01T11:00:00,,,Open,t,,a,c,d\n"));
}

TEST(Requests, OverdueIsSaidAtTheDueTimeIfTheClockWasStillRunning) {
  Recorder recorder;
  ASSERT_TRUE(replay_text(slim("1,2024-03-01,2024-03-05,2024-03-04,Closed,t,,late,c,d\n"
                               "2,2024-03-01,2024-03-04,2024-03-04,Closed,t,,on time,c,d\n"
                               "3,2024-03-01,,2024-03-05,Open,t,,open and due,c,d\n"
                               "4,2024-03-01,,2024-03-06,Open,t,,open and not yet due,c,d\n"),
                          recorder));
  const auto overdue = recorder.of<TicketOverdue>();
  ASSERT_EQ(overdue.size(), 2U);
  EXPECT_EQ(recorder.name(NameKind::kAgency, overdue[0].agency.value), "late");
  EXPECT_EQ(overdue[0].at, at("2024-03-04"));
  EXPECT_EQ(overdue[0].opened, at("2024-03-01"));
  EXPECT_EQ(overdue[0].clock, TicketClock::kResolution);
  EXPECT_EQ(recorder.name(NameKind::kAgency, overdue[1].agency.value), "open and due");
  EXPECT_EQ(overdue[1].at, at("2024-03-05"));
}

TEST(Requests, WhatWasDueBeforeItWasCreatedIsOverdueFromTheBeginning) {
  Recorder recorder;
  const auto account = replay_text(
      slim("1,2024-03-01T08:00:00,2024-03-01T09:00:00,2024-03-01,Closed,t,,a,c,d\n"), recorder);
  ASSERT_TRUE(account);
  ASSERT_EQ(recorder.of<TicketOverdue>().size(), 1U);
  EXPECT_EQ(recorder.of<TicketOverdue>()[0].at, at("2024-03-01T08:00:00"));
  EXPECT_TRUE(has_note(*account, "1 requests were due before they were created"));
}

TEST(Requests, ClosedWithoutATimeIsOpenedWithAnUnknownResolution) {
  Recorder recorder;
  const auto account = replay_text(slim("1,2024-03-01,,2024-03-02,Closed,t,,a,c,d\n"
                                        "2,2024-03-05,,,Open,t,,a,c,d\n"),
                                   recorder);
  ASSERT_TRUE(account);
  EXPECT_EQ(recorder.of<TicketOpened>().size(), 2U);
  EXPECT_TRUE(recorder.of<TicketResolved>().empty());
  EXPECT_TRUE(recorder.of<TicketOverdue>().empty()) << "it may have been closed in time";
  EXPECT_TRUE(has_note(*account, "1 requests are said to be closed, but not when"));
}

TEST(Requests, AClosingTimeDecidesWhateverTheStatusSays) {
  Recorder recorder;
  const auto account = replay_text(slim("1,2024-03-01,2024-03-02,,In Progress,t,,a,c,d\n"
                                        "2,2024-03-01,2024-03-03,,Cancelled,t,,a,c,d\n"
                                        "3,2024-03-01,2024-03-03,,CLOSED,t,,a,c,d\n"),
                                   recorder);
  ASSERT_TRUE(account);
  EXPECT_EQ(recorder.of<TicketResolved>().size(), 3U);
  EXPECT_TRUE(has_note(*account, "1 requests have a closing time though their status is not"));
  EXPECT_TRUE(has_note(*account, "1 requests were cancelled or referred out"));
}

TEST(Requests, MissingTextsAreUnknownAndOwnWordsAreKept) {
  Recorder recorder;
  ASSERT_TRUE(replay_text(slim("1,2024-03-01,,,Open,,,,, \n"
                               "2,2024-03-01,,,Open,NA,,UNKNOWN, Phone ,Unspecified\n"),
                          recorder));
  const auto opened = recorder.of<TicketOpened>();
  ASSERT_EQ(opened.size(), 2U);
  EXPECT_EQ(recorder.name(NameKind::kCategory, opened[0].category.value), "unknown");
  EXPECT_EQ(opened[1].category, opened[0].category);
  EXPECT_EQ(recorder.name(NameKind::kChannel, opened[0].channel.value), "unknown");
  EXPECT_EQ(recorder.name(NameKind::kChannel, opened[1].channel.value), "Phone");
  EXPECT_EQ(recorder.name(NameKind::kDistrict, opened[0].district.value), "unknown");
  EXPECT_EQ(recorder.name(NameKind::kDistrict, opened[1].district.value), "Unspecified");
  const auto dispatched = recorder.of<TicketDispatched>();
  EXPECT_EQ(recorder.name(NameKind::kAgency, dispatched[1].agency.value), "UNKNOWN");
}

TEST(Requests, AbsentColumnsAreNoted) {
  const auto account = replay_text("id,created,closed,type\n1,2024-03-01,2024-03-02,t\n");
  ASSERT_TRUE(account);
  for (const std::string_view column : {"due", "status", "agency", "channel", "district"}) {
    EXPECT_TRUE(has_note(*account, "no column '" + std::string(column) + "'")) << column;
  }
}

TEST(Requests, NamesAreDefinedOnceBeforeTheyAreUsed) {
  Recorder recorder;
  ASSERT_TRUE(replay_text(slim("1,2024-03-01,,,Open,t,,a,c,d\n2,2024-03-01,,,Open,t,,b,c,d\n"
                               "3,2024-03-01,,,Open,t,,a,c,d\n"),
                          recorder));
  std::size_t agencies = 0;
  for (const Fact& fact : recorder.all()) {
    if (const auto* name = std::get_if<NameDefined>(&fact)) {
      agencies += name->kind == NameKind::kAgency ? 1 : 0;
    }
    if (const auto* dispatched = std::get_if<TicketDispatched>(&fact)) {
      EXPECT_LT(dispatched->agency.index(), agencies);
    }
  }
  EXPECT_EQ(agencies, 2U);
}

/// One request of 1 March 2024 10:00, closed at 12:30, read from `text`.
void expect_one_request(std::string_view text, ExportFormat format, bool due) {
  Recorder recorder;
  const auto account = replay_text(text, recorder);
  ASSERT_TRUE(account) << account.error().message;
  EXPECT_EQ(account->format, format);
  EXPECT_EQ(account->used, 1U);
  const auto resolved = recorder.of<TicketResolved>();
  ASSERT_EQ(resolved.size(), 1U);
  EXPECT_EQ(resolved[0].opened, at("2024-03-01T10:00:00"));
  EXPECT_EQ(resolved[0].at, at("2024-03-01T12:30:00"));
  EXPECT_EQ(resolved[0].resolution_due, due ? at("2024-03-04T00:00:00") : kNever);
  EXPECT_EQ(recorder.name(NameKind::kChannel, 0), "Phone");
  EXPECT_EQ(recorder.name(NameKind::kCategory, 0), "Street Light");
  EXPECT_EQ(recorder.name(NameKind::kDistrict, 0), "North");
  EXPECT_EQ(recorder.name(NameKind::kAgency, 0), "Works");
}

TEST(Requests, ReadsNewYorkFromItsApi) {
  expect_one_request(
      "unique_key,created_date,closed_date,agency,agency_name,complaint_type,descriptor,status,"
      "borough,open_data_channel_type,due_date\r\n"
      "1,2024-03-01T10:00:00.000,2024-03-01T12:30:00.000,Works,Public Works,Street "
      "Light,Out,Closed,"
      "North,Phone,2024-03-04T00:00:00.000\r\n",
      ExportFormat::kNyc311, true);
}

TEST(Requests, ReadsNewYorkFromItsPortal) {
  for (const std::string_view type : {"Complaint Type", "Problem (formerly Complaint Type)"}) {
    expect_one_request(
        "\xEF\xBB\xBF\"Unique Key\",\"Created Date\",\"Closed Date\",\"Agency\",\"" +
            std::string(type) +
            "\",\"Status\",\"Borough\",\"Open Data Channel Type\",\"Due Date\"\n"
            "1,03/01/2024 10:00:00 AM,03/01/2024 12:30:00 PM,Works,Street Light,Closed,North,Phone,"
            "03/04/2024 12:00:00 AM\n",
        ExportFormat::kNyc311, true);
  }
}

TEST(Requests, ReadsBoston) {
  for (const std::string_view due : {"target_dt", "sla_target_dt"}) {
    expect_one_request("case_enquiry_id,open_dt," + std::string(due) +
                           ",closed_dt,case_status,subject,reason,type,department,neighborhood,"
                           "source\n"
                           "1,2024-03-01 10:00:00,2024-03-04 00:00:00,2024-03-01 12:30:00,Closed,"
                           "Works Department,Street Light,Outage,Works,North,Phone\n",
                       ExportFormat::kBoston311, true);
  }
}

TEST(Requests, ReadsLosAngeles) {
  expect_one_request(
      "SRNumber,CreatedDate,UpdatedDate,ActionTaken,Owner,RequestType,Status,RequestSource,"
      "ServiceDate,ClosedDate,NCName\n"
      "1-1,03/01/2024 10:00:00 AM,03/09/2024 10:00:00 AM,SR Created,Works,Street "
      "Light,Closed,Phone,"
      "03/02/2024 12:00:00 AM,03/01/2024 12:30:00 PM,North\n",
      ExportFormat::kLa311, false);
}

TEST(Requests, ThePlaceholderOf1900IsNoClosingTime) {
  Recorder recorder;
  const auto account = replay_text(
      "unique_key,created_date,closed_date,complaint_type,status\n"
      "1,2024-03-01T10:00:00Z,1900-01-01T05:00:00Z,x,Open\n",
      recorder);
  ASSERT_TRUE(account);
  EXPECT_EQ(account->used, 1U);
  EXPECT_TRUE(recorder.of<TicketResolved>().empty());
  EXPECT_TRUE(has_note(*account, "1 rows have a closing or due time in the year 1900"));
  EXPECT_TRUE(has_note(*account, "1 rows have times that end in Z"));
}

TEST(Requests, TheFoldedScorecardHasWhatTheRowsSay) {
  Folder folder;
  ASSERT_TRUE(replay_text(slim("2,2024-03-04T09:10:00,2024-03-04T10:10:00,2024-03-04T10:10:00,"
                               "Closed,t,,a,c,d\n"
                               "1,2024-03-04T09:00:00,,2024-03-04T09:30:00,Open,t,,a,c,d\n"),
                          folder));
  const auto& card = folder.card;
  EXPECT_TRUE(card.complete());
  EXPECT_EQ(card.open_tickets().value(), 1);
  // 70 minutes of the open one and 60 of the closed one.
  EXPECT_TRUE(card.open_tickets().area_us(card.measured_until()) == (130 * kMinute).count());
  const auto& agency = card.agencies().at(0);
  EXPECT_EQ(agency.tickets.opened, 2U);
  EXPECT_EQ(agency.tickets.resolved, 1U);
  EXPECT_EQ(agency.tickets.resolution_due_on_time, 1U);
  EXPECT_EQ(agency.tickets.resolution_overdue, 1U);
  EXPECT_EQ(agency.tickets.resolution.mean_seconds(), 3600.0);
  EXPECT_EQ(card.opened_by_hour().at(9), 2U) << "a Monday";
}

}  // namespace
}  // namespace hotline::monitor
