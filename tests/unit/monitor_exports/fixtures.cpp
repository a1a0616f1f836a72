#include "tests/unit/monitor_exports/fixtures.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <numeric>

#include <gtest/gtest.h>
#include <unistd.h>

namespace hotline::monitor {

std::string Recorder::name(NameKind kind, std::uint32_t id) const {
  for (const auto& fact : of<NameDefined>()) {
    if (fact.kind == kind && fact.id == id) {
      return fact.name;
    }
  }
  return "(never defined)";
}

TemporaryFile::TemporaryFile(std::string_view bytes) : path_(testing::TempDir() + "replayXXXXXX") {
  const int descriptor = ::mkstemp(path_.data());
  EXPECT_GE(descriptor, 0);
  (void)::close(descriptor);
  std::ofstream file(path_, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  EXPECT_TRUE(file.flush().good());
}

TemporaryFile::~TemporaryFile() {
  (void)::unlink(path_.c_str());
}

ReplayOptions small_options() {
  ReplayOptions options;
  options.remembered_ids = 64;
  return options;
}

Result<ReplayAccount> replay_text(std::string_view text, AnySink& sink,
                                  const ReplayOptions& options) {
  const TemporaryFile file(text);
  return replay(file.path(), options, sink);
}

Result<ReplayAccount> replay_text(std::string_view text, const ReplayOptions& options) {
  Recorder nobody_looks;
  return replay_text(text, nobody_looks, options);
}

SimTime at(std::string_view text) {
  const Result<SimTime> time = parse_time(text);
  EXPECT_TRUE(time) << text;
  return time.value_or(kNever);
}

std::uint64_t refused_rows(const ReplayAccount& account) {
  return std::accumulate(account.refused.begin(), account.refused.end(), std::uint64_t{0});
}

bool has_note(const ReplayAccount& account, std::string_view part) {
  return std::any_of(account.notes.begin(), account.notes.end(), [part](const std::string& note) {
    return note.find(part) != std::string::npos;
  });
}

}  // namespace hotline::monitor
