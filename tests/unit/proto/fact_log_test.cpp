#include "proto/fact_log.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "tests/unit/proto/sample_facts.hpp"
#include "tests/unit/proto/temporary_folder.hpp"

namespace hotline::proto {
namespace {

using samples::at;
using samples::one_of_each;
using samples::read_file;
using samples::same;
using samples::TemporaryFolder;
using samples::write_file;

void write_log(const std::filesystem::path& path, const std::vector<Fact>& facts) {
  FactLogWriter writer(path);
  for (const Fact& fact : facts) {
    std::visit([&writer](const auto& f) { writer(f); }, fact);
  }
  const auto done = writer.finish();
  ASSERT_TRUE(done) << done.error().message;
}

struct Collector {
  std::vector<Fact> facts;

  template <class F>
  void operator()(const F& fact) {
    facts.emplace_back(fact);
  }
};

Result<std::vector<Fact>> read_log(const std::filesystem::path& path) {
  auto reader = FactLogReader::open(path);
  if (!reader) {
    return tl::unexpected(reader.error());
  }
  Collector collector;
  if (auto done = reader->for_each(collector); !done) {
    return tl::unexpected(done.error());
  }
  return std::move(collector.facts);
}

std::string read_error(const std::filesystem::path& path) {
  const auto facts = read_log(path);
  return facts ? "" : facts.error().message;
}

/// A run of more than one frame.
std::vector<Fact> long_run(std::uint32_t replication, std::size_t extra) {
  auto facts = one_of_each(replication);
  const Fact end = facts.back();
  facts.pop_back();
  for (std::size_t i = 0; i < extra; ++i) {
    facts.push_back(ContactQueued{at(30'000), ContactId{100 + i}, ChannelId{0}});
  }
  facts.push_back(end);
  return facts;
}

TEST(FactLog, WhatIsReadIsWhatWasWritten) {
  const TemporaryFolder folder;
  const auto facts = long_run(0, 1000);
  write_log(folder / "a.log", facts);
  const auto read = read_log(folder / "a.log");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(same(*read, facts));
  EXPECT_FALSE(std::filesystem::exists(folder / "a.log.part"));
}

TEST(FactLog, ARunThatExactlyFillsItsFramesIsRead) {
  const TemporaryFolder folder;
  const auto facts = long_run(0, 2 * kFactsPerFrame - one_of_each().size());
  ASSERT_EQ(facts.size(), 2 * kFactsPerFrame);
  write_log(folder / "a.log", facts);
  const auto read = read_log(folder / "a.log");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(same(*read, facts));
}

TEST(FactLog, SeveralRunsFollowEachOther) {
  const TemporaryFolder folder;
  auto facts = one_of_each(0);
  const auto second = one_of_each(1);
  facts.insert(facts.end(), second.begin(), second.end());
  write_log(folder / "a.log", facts);
  auto reader = FactLogReader::open(folder / "a.log");
  ASSERT_TRUE(reader);
  Collector collector;
  ASSERT_TRUE(reader->for_each(collector));
  EXPECT_TRUE(same(collector.facts, facts));
  EXPECT_EQ(reader->runs(), 2U);
}

TEST(FactLog, JoinedPartsAreTheSameBytesAsOneLog) {
  const TemporaryFolder folder;
  auto all = long_run(0, 300);
  const auto second = long_run(1, 7);
  write_log(folder / "0.log", all);
  write_log(folder / "1.log", second);
  all.insert(all.end(), second.begin(), second.end());
  write_log(folder / "all.log", all);
  const std::vector<std::filesystem::path> parts = {folder / "0.log", folder / "1.log"};
  const auto joined = concatenate_fact_logs(parts, folder / "joined.log");
  ASSERT_TRUE(joined) << joined.error().message;
  EXPECT_EQ(read_file(folder / "joined.log"), read_file(folder / "all.log"));
}

TEST(FactLog, JoiningADamagedPartFailsAndLeavesNothing) {
  const TemporaryFolder folder;
  write_log(folder / "0.log", one_of_each());
  std::string bytes = read_file(folder / "0.log");
  bytes.resize(bytes.size() - 1);
  write_file(folder / "1.log", bytes);
  const std::vector<std::filesystem::path> parts = {folder / "0.log", folder / "1.log"};
  const auto joined = concatenate_fact_logs(parts, folder / "joined.log");
  ASSERT_FALSE(joined);
  EXPECT_EQ(joined.error().code, ErrorCode::kBadInput);
  EXPECT_FALSE(std::filesystem::exists(folder / "joined.log"));
  EXPECT_FALSE(std::filesystem::exists(folder / "joined.log.part"));
}

TEST(FactLog, AnUnfinishedLogLeavesNothingBehind) {
  const TemporaryFolder folder;
  {
    FactLogWriter writer(folder / "a.log");
    writer(RunStarted{});
    EXPECT_TRUE(std::filesystem::exists(folder / "a.log.part"));
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "a.log.part"));
  EXPECT_FALSE(std::filesystem::exists(folder / "a.log"));
}

TEST(FactLog, ALogWithoutTheEndOfItsRunIsNotFinished) {
  const TemporaryFolder folder;
  FactLogWriter writer(folder / "a.log");
  writer(RunStarted{});
  const auto done = writer.finish();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().message, "fact log: its last run has not ended");
}

TEST(FactLog, AnOlderLogStaysUntilTheNewOneIsComplete) {
  const TemporaryFolder folder;
  write_log(folder / "a.log", one_of_each());
  {
    FactLogWriter writer(folder / "a.log");
    writer(RunStarted{});
  }
  EXPECT_TRUE(read_log(folder / "a.log"));
}

TEST(FactLog, AFaultyFactIsToldByFinish) {
  const TemporaryFolder folder;
  FactLogWriter writer(folder / "a.log");
  writer(RunStarted{});
  writer(ContactQueued{at(0), {}, ChannelId{3}});
  EXPECT_TRUE(writer.failed());
  writer(RunEnded{});
  const auto done = writer.finish();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kBadInput);
  EXPECT_EQ(done.error().message,
            "fact log: fact 2 of the run: channel 3 was not given a name before");
}

TEST(FactLog, AFullDiskIsASystemFailureInOneLine) {
  if (!std::filesystem::exists("/dev/full")) {
    GTEST_SKIP() << "/dev/full is needed to act as a full disk";
  }
  const TemporaryFolder folder;
  std::filesystem::create_symlink("/dev/full", folder / "a.log.part");
  FactLogWriter writer(folder / "a.log");
  for (const Fact& fact : long_run(0, 100'000)) {
    writer(fact);
  }
  EXPECT_TRUE(writer.failed());
  const auto done = writer.finish();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kSystem);
  EXPECT_NE(done.error().message.find("a.log.part: cannot be written: "), std::string::npos);
  EXPECT_EQ(done.error().message.find('\n'), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder / "a.log"));
}

TEST(FactLog, AFolderThatIsNotThereIsASystemFailure) {
  FactLogWriter writer("no/such/folder/a.log");
  EXPECT_TRUE(writer.failed());
  writer(RunStarted{});
  const auto done = writer.finish();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kSystem);
  const auto reader = FactLogReader::open("no/such/folder/a.log");
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::kSystem);
}

TEST(FactLog, AFileThatIsNoLogIsRefused) {
  const TemporaryFolder folder;
  for (const std::string& bytes :
       {std::string(), std::string("HLF"), std::string("HLFACT\n\n\1\0\0\0", 12),
        std::string(4096, '\x9c'), std::string("time,category\n1,2\n")}) {
    write_file(folder / "x", bytes);
    EXPECT_EQ(read_error(folder / "x"),
              (folder / "x").string() + ": byte 0: not a fact log (it does not begin as one)");
  }
}

TEST(FactLog, ALogOfAnotherVersionIsRefused) {
  const TemporaryFolder folder;
  write_file(folder / "x", std::string("HLFACT\r\n\2\0\0\0", 12));
  EXPECT_NE(read_error(folder / "x").find("a fact log of version 2, allowed is 1"),
            std::string::npos);
}

TEST(FactLog, AnAbsurdFrameLengthIsRefusedUnread) {
  const TemporaryFolder folder;
  write_file(folder / "x", std::string("HLFACT\r\n\1\0\0\0\xff\xff\xff\x7f\0\0\0\0", 20));
  EXPECT_NE(read_error(folder / "x").find("byte 12: a frame of 2147483647 bytes"),
            std::string::npos);
}

TEST(FactLog, EveryTruncationIsNoticed) {
  const TemporaryFolder folder;
  write_log(folder / "a.log", one_of_each());
  const std::string bytes = read_file(folder / "a.log");
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    write_file(folder / "cut.log", bytes.substr(0, size));
    const auto read = read_log(folder / "cut.log");
    ASSERT_FALSE(read) << "cut to " << size << " bytes";
    ASSERT_EQ(read.error().code, ErrorCode::kBadInput);
  }
}

TEST(FactLog, EveryFlippedByteIsNoticed) {
  const TemporaryFolder folder;
  write_log(folder / "a.log", one_of_each());
  const std::string bytes = read_file(folder / "a.log");
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string flipped = bytes;
    flipped[i] = static_cast<char>(flipped[i] ^ 0x10);
    write_file(folder / "flipped.log", flipped);
    ASSERT_FALSE(read_log(folder / "flipped.log")) << "byte " << i;
  }
}

TEST(FactLog, AMissingFrameIsNoticedByTheEndMark) {
  const TemporaryFolder folder;
  auto facts = one_of_each(0);
  const auto second = one_of_each(1);
  write_log(folder / "one.log", facts);
  facts.insert(facts.end(), second.begin(), second.end());
  write_log(folder / "two.log", facts);
  // The first run's only frame, then the end mark of both.
  const std::string two = read_file(folder / "two.log");
  const std::string one = read_file(folder / "one.log");
  constexpr std::size_t kEndMark = 8;
  write_file(folder / "x",
             one.substr(0, one.size() - kEndMark) + two.substr(two.size() - kEndMark));
  EXPECT_NE(read_error(folder / "x").find("the end mark does not fit"), std::string::npos);
}

TEST(FactLog, BytesAfterTheEndAreNoticed) {
  const TemporaryFolder folder;
  write_log(folder / "a.log", one_of_each());
  write_file(folder / "x", read_file(folder / "a.log") + "x");
  EXPECT_NE(read_error(folder / "x").find("bytes follow the end mark"), std::string::npos);
}

TEST(FactLog, FramesOutOfSequenceAreRefused) {
  const TemporaryFolder folder;
  FrameEncoder encoder;
  encoder.append(RunStarted{at(0), 5, SourceKind::kReplayed, "s", "t", 1, 0, {}, {}});
  const std::string first(encoder.finish({kSchema, 5, 0, 1}));
  encoder.append(RunEnded{at(0)});
  const std::string gap(encoder.finish({kSchema, 5, 0, 3}));
  encoder.append(RunEnded{at(0)});
  const std::string stranger(encoder.finish({kSchema, 6, 0, 2}));
  for (const auto& [bytes, said] :
       {std::pair{gap, "the frame begins with fact 3, expected is fact 2"},
        std::pair{stranger, "the frame holds facts of another run than it says"}}) {
    FrameFileWriter writer(folder / "x");
    writer.write(first);
    writer.write(bytes);
    ASSERT_TRUE(writer.finish());
    EXPECT_NE(read_error(folder / "x").find(said), std::string::npos);
  }
}

TEST(FactLog, ALogWhoseRunHasNoEndIsRefused) {
  const TemporaryFolder folder;
  FrameEncoder encoder;
  encoder.append(RunStarted{});
  FrameFileWriter writer(folder / "x");
  writer.write(encoder.finish({kSchema, 0, 0, 1}));
  ASSERT_TRUE(writer.finish());
  EXPECT_NE(read_error(folder / "x").find("the last run has not ended"), std::string::npos);
}

}  // namespace
}  // namespace hotline::proto
