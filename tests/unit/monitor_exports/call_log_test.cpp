// Calls of the bank's log become the facts that docs/REPLAY.md promises.
#include <gtest/gtest.h>

#include "tests/unit/monitor_exports/fixtures.hpp"

namespace hotline::monitor {
namespace {

std::string bank(std::string_view rows) {
  return std::string(kBankHeader) + std::string(rows);
}

TEST(CallLog, ACallThatWaitedIsQueuedAnsweredAndEnded) {
  Recorder recorder;
  const auto account = replay_text(
      bank(
          "AA0101\t1\t0\t2\tPS\t990104\t9:00:00\t9:00:06\t6\t9:00:06\t9:01:06\t60\tAGENT\t9:01:05\t"
          "9:03:05\t120\tDORA\r\n"),
      recorder);
  ASSERT_TRUE(account) << account.error().message;
  EXPECT_EQ(account->format, ExportFormat::kAnonbank);
  const auto arrived = recorder.of<ContactArrived>();
  ASSERT_EQ(arrived.size(), 1U);
  EXPECT_EQ(arrived[0].at, at("1999-01-04T09:00:00"));
  EXPECT_EQ(arrived[0].attempt, 1U);
  EXPECT_EQ(recorder.name(NameKind::kChannel, arrived[0].channel.value), "phone");
  EXPECT_EQ(recorder.name(NameKind::kCategory, arrived[0].category.value), "PS");
  EXPECT_EQ(recorder.name(NameKind::kDistrict, arrived[0].district.value), "unknown");
  const auto queued = recorder.of<ContactQueued>();
  ASSERT_EQ(queued.size(), 1U);
  EXPECT_EQ(queued[0].at, at("1999-01-04T09:00:06"));
  const auto answered = recorder.of<ContactAnswered>();
  ASSERT_EQ(answered.size(), 1U);
  EXPECT_EQ(answered[0].at, at("1999-01-04T09:01:06"));
  EXPECT_EQ(answered[0].arrived, arrived[0].at);
  EXPECT_EQ(answered[0].waited, 60 * kSecond);
  EXPECT_TRUE(answered[0].queued);
  EXPECT_EQ(recorder.name(NameKind::kGroup, answered[0].group.value), "agents");
  const auto ended = recorder.of<ContactEnded>();
  ASSERT_EQ(ended.size(), 1U);
  EXPECT_EQ(ended[0].at, at("1999-01-04T09:03:06"));
  EXPECT_EQ(ended[0].talk, 120 * kSecond);
  EXPECT_TRUE(ended[0].answered_by_agent);
  const auto released = recorder.of<AgentReleased>();
  ASSERT_EQ(released.size(), 1U);
  EXPECT_EQ(released[0].at, ended[0].at);
  EXPECT_EQ(released[0].talk, 120 * kSecond);
  EXPECT_EQ(released[0].after_call, Duration{0});
  EXPECT_TRUE(recorder.of<StaffingChanged>().empty());
  EXPECT_TRUE(has_note(*account, "no staffing and no after-call work"));
}

TEST(CallLog, ACallThatFoundAFreeAgentNeverQueued) {
  Recorder recorder;
  ASSERT_TRUE(
      replay_text(bank("AA0101\t1\t0\t0\tNW\t990104\t9:00:00\t9:00:10\t10\t0:00:00\t0:00:00\t"
                       "0\tAGENT\t9:00:09\t9:00:39\t30\tDORA\n"),
                  recorder));
  EXPECT_TRUE(recorder.of<ContactQueued>().empty());
  ASSERT_EQ(recorder.of<ContactAnswered>().size(), 1U);
  EXPECT_FALSE(recorder.of<ContactAnswered>()[0].queued);
  EXPECT_EQ(recorder.of<ContactAnswered>()[0].waited, Duration{0});
}

TEST(CallLog, WhoHangsUpInTheQueueAbandons) {
  Recorder recorder;
  const auto account = replay_text(
      bank("AA0101\t1\t0\t2\tPS\t990104\t9:00:00\t9:00:06\t6\t9:00:06\t9:00:26\t20\tHANG\t"
           "0:00:00\t0:00:00\t0\tNO_SERVER\n"
           "AA0101\t2\t0\t2\tPS\t990104\t9:00:00\t9:00:06\t6\t9:00:06\t9:00:06\t0\tHANG\t"
           "9:00:06\t9:00:08\t2\tNO_SERVER\n"),
      recorder);
  ASSERT_TRUE(account);
  EXPECT_EQ(recorder.of<ContactQueued>().size(), 2U);
  const auto abandoned = recorder.of<ContactAbandoned>();
  ASSERT_EQ(abandoned.size(), 2U);
  EXPECT_EQ(abandoned[0].at, at("1999-01-04T09:00:26"));
  EXPECT_EQ(abandoned[0].waited, 20 * kSecond);
  EXPECT_EQ(abandoned[1].waited, Duration{0});
  EXPECT_TRUE(recorder.of<ContactAnswered>().empty());
  EXPECT_TRUE(has_note(*account, "1 calls have a service time though nobody answered"));
}

TEST(CallLog, WhoHangsUpInTheVoiceMenuIsCountedOnItsOwnChannel) {
  Folder folder;
  const auto account = replay_text(
      bank("AA0101\t1\t0\t0\tPS\t990104\t9:00:00\t9:00:11\t11\t0:00:00\t0:00:00\t0\tHANG\t"
           "0:00:00\t0:00:00\t0\tNO_SERVER\n"),
      folder);
  ASSERT_TRUE(account);
  ASSERT_EQ(folder.card.names(NameKind::kChannel).at(0), "voice menu");
  const auto& menu = folder.card.channels().at(0);
  EXPECT_EQ(menu.arrived, 1U);
  EXPECT_EQ(menu.ended_direct, 1U);
  EXPECT_EQ(menu.abandoned, 0U);
  EXPECT_EQ(folder.card.measured_until(), at("1999-01-04T09:00:11"));
  EXPECT_TRUE(has_note(*account, "1 callers hung up in the voice menu"));
}

TEST(CallLog, MidnightIsPassedByCountingOn) {
  Recorder recorder;
  ASSERT_TRUE(
      replay_text(bank("AA0101\t1\t0\t2\tPS\t990131\t23:59:50\t23:59:55\t5\t23:59:55\t0:00:25\t"
                       "30\tAGENT\t0:00:25\t0:01:25\t60\tDORA\n"
                       "AA0101\t2\t0\t2\tPS\t990131\t23:59:55\t0:00:00\t5\t0:00:00\t0:00:07\t7\t"
                       "HANG\t0:00:00\t0:00:00\t0\tNO_SERVER\n"),
                  recorder));
  EXPECT_EQ(recorder.of<ContactAnswered>().at(0).at, at("1999-02-01T00:00:25"));
  EXPECT_EQ(recorder.of<ContactEnded>().at(0).at, at("1999-02-01T00:01:25"));
  ASSERT_EQ(recorder.of<ContactQueued>().size(), 2U) << "a queue that is joined at midnight";
  EXPECT_EQ(recorder.of<ContactAbandoned>().at(0).at, at("1999-02-01T00:00:07"));
}

TEST(CallLog, AMenuLeftBeforeItWasEnteredMovesTheArrival) {
  Recorder recorder;
  const auto account =
      replay_text(bank("AA0101\t1\t0\t2\tPS\t990104\t9:00:40\t9:00:00\t-40\t9:00:00\t9:01:00\t60\t"
                       "AGENT\t9:01:00\t9:02:00\t60\tDORA\n"),
                  recorder);
  ASSERT_TRUE(account);
  EXPECT_EQ(recorder.of<ContactArrived>().at(0).at, at("1999-01-04T09:00:00"));
  EXPECT_EQ(recorder.of<ContactQueued>().at(0).at, at("1999-01-04T09:00:00"));
  EXPECT_EQ(recorder.of<ContactAnswered>().at(0).waited, 60 * kSecond);
  EXPECT_TRUE(has_note(*account, "1 calls left the voice menu before they entered it"));
}

TEST(CallLog, QueuesAndAgentsAreEmptyAgainAtTheEnd) {
  Folder folder;
  ASSERT_TRUE(
      replay_text(bank("AA0101\t1\t0\t2\tPS\t990104\t9:00:00\t9:00:06\t6\t9:00:06\t9:01:06\t60\t"
                       "AGENT\t9:01:05\t9:03:05\t120\tDORA\n"
                       "AA0101\t2\t0\t2\tPS\t990104\t9:00:00\t9:00:06\t6\t9:00:06\t9:00:26\t20\t"
                       "HANG\t0:00:00\t0:00:00\t0\tNO_SERVER\n"
                       "AA0101\t3\t0\t0\tNW\t990104\t9:00:00\t9:00:10\t10\t0:00:00\t0:00:00\t0\t"
                       "AGENT\t9:00:09\t9:00:39\t30\tDORA\n"),
                  folder));
  const auto& phone = folder.card.channels().at(0);
  EXPECT_EQ(phone.queue.value(), 0);
  EXPECT_TRUE(phone.queue.area_us(folder.card.measured_until()) == (80 * kSecond).count());
  const auto& agents = folder.card.groups().at(0);
  EXPECT_EQ(agents.busy.value(), 0);
  EXPECT_TRUE(agents.busy.area_us(folder.card.measured_until()) == (150 * kSecond).count());
}

}  // namespace
}  // namespace hotline::monitor
