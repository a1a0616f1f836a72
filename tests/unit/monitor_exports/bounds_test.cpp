// What is remembered has a bound.
#include <gtest/gtest.h>

#include "monitor/exports/name_tables.hpp"
#include "monitor/exports/recent_ids.hpp"
#include "tests/unit/monitor_exports/fixtures.hpp"

namespace hotline::monitor {
namespace {

TEST(RecentIds, FindsWhatWasSeenWithinItsBound) {
  constexpr std::size_t kRemembered = 100;
  RecentIds ids(kRemembered);
  for (std::uint64_t id = 0; id < 1000; ++id) {
    EXPECT_TRUE(ids.insert(id * 0x9E3779B97F4A7C15ULL)) << id;
    for (std::uint64_t back = 0; back < std::min<std::uint64_t>(id, kRemembered); ++back) {
      ASSERT_FALSE(ids.insert((id - back) * 0x9E3779B97F4A7C15ULL)) << id << " - " << back;
    }
  }
}

TEST(RecentIds, ForgetsWhatLiesTwiceItsBoundBack) {
  RecentIds ids(10);
  for (std::uint64_t id = 1; id <= 21; ++id) {
    ids.insert(id);
  }
  EXPECT_TRUE(ids.insert(1));
}

TEST(RecentIds, KnowsIdsThatFallOnTheSameSlot) {
  RecentIds ids(4);
  for (std::uint64_t i = 1; i <= 4; ++i) {
    EXPECT_TRUE(ids.insert(i << 32));
  }
  for (std::uint64_t i = 1; i <= 4; ++i) {
    EXPECT_FALSE(ids.insert(i << 32));
  }
}

TEST(RecentIds, IsEmptyAfterClear) {
  RecentIds ids(4);
  EXPECT_TRUE(ids.insert(7));
  ids.clear();
  EXPECT_TRUE(ids.insert(7));
}

TEST(RecentIds, DuplicatesBeyondTheBoundAreUsedAgain) {
  std::string text(kSlimHeader);
  for (int id = 0; id <= 8; ++id) {
    text += std::to_string(id) + ",2024-03-01,,,Open,t,,a,c,d\n";
  }
  text += "8,2024-03-01,,,Open,t,,a,c,d\n0,2024-03-01,,,Open,t,,a,c,d\n";
  ReplayOptions options = small_options();
  options.remembered_ids = 4;
  const auto account = replay_text(text, options);
  ASSERT_TRUE(account);
  EXPECT_EQ(account->refused_for(RefusalReason::kDuplicateId), 1U);
  EXPECT_EQ(account->used, 10U);
}

TEST(NameTables, NumbersNamesPerTable) {
  Recorder recorder;
  NameTables names(SimTime(kDay), recorder);
  EXPECT_EQ(names.id(NameKind::kAgency, "a"), 0U);
  EXPECT_EQ(names.id(NameKind::kAgency, "b"), 1U);
  EXPECT_EQ(names.id(NameKind::kAgency, "a"), 0U);
  EXPECT_EQ(names.id(NameKind::kChannel, "b"), 0U);
  EXPECT_EQ(recorder.of<NameDefined>().size(), 3U);
  EXPECT_EQ(recorder.of<NameDefined>()[0].at, SimTime(kDay));
  EXPECT_FALSE(names.overflowed());
}

TEST(NameTables, FurtherNamesShareOneNameWhenATableIsFull) {
  Recorder recorder;
  NameTables names(SimTime(kDay), recorder);
  for (std::uint32_t i = 0; i < NameTables::kMaxNames; ++i) {
    ASSERT_EQ(names.id(NameKind::kCategory, std::to_string(i)), i);
  }
  EXPECT_FALSE(names.overflowed());
  EXPECT_EQ(names.id(NameKind::kCategory, "one more"), NameTables::kMaxNames);
  EXPECT_EQ(names.id(NameKind::kCategory, "and more"), NameTables::kMaxNames);
  EXPECT_TRUE(names.overflowed());
  EXPECT_EQ(names.id(NameKind::kCategory, "17"), 17U);
  EXPECT_EQ(names.id(NameKind::kAgency, "one more"), 0U);
  EXPECT_EQ(recorder.name(NameKind::kCategory, NameTables::kMaxNames),
            "other (more than 65536 names)");
}

TEST(NameTables, NamesAreCutAtACharacterAndMadePrintable) {
  EXPECT_EQ(printable("caf\xC3\xA9", 10), "caf\xC3\xA9");
  EXPECT_EQ(printable("caf\xC3\xA9", 4), "caf");
  EXPECT_EQ(printable("a\xFF\tb\x7F", 10), "a??b?");
  EXPECT_EQ(printable("\xE2\x82\xAC\xF0\x9F\x98\x80", 10), "\xE2\x82\xAC\xF0\x9F\x98\x80");
  EXPECT_EQ(printable("\xC0\xAF", 10), "??") << "overlong";
  EXPECT_EQ(printable("\xED\xA0\x80", 10), "???") << "a surrogate";
  EXPECT_EQ(printable("\xF4\x90\x80\x80", 10), "????") << "beyond U+10FFFF";
  EXPECT_EQ(printable("\xE2\x82", 10), "??") << "cut short";
  Recorder recorder;
  NameTables names(SimTime(kDay), recorder);
  const std::string longer(NameTables::kMaxNameBytes + 1, 'x');
  EXPECT_EQ(names.id(NameKind::kAgency, longer), 0U);
  EXPECT_EQ(names.id(NameKind::kAgency, longer + "y"), 0U);
  EXPECT_EQ(recorder.name(NameKind::kAgency, 0).size(), NameTables::kMaxNameBytes);
}

}  // namespace
}  // namespace hotline::monitor
