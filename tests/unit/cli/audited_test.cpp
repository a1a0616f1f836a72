#include "cli/audited.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cli/commands.hpp"
#include "proto/fact_log.hpp"
#include "tests/support/recorder.hpp"
#include "tests/support/scenarios.hpp"
#include "tests/unit/proto/temporary_folder.hpp"

namespace hotline::cli {
namespace {

/// What `hotline monitor --log ... --once --audit` says of these facts.
int audit_log(const std::vector<Fact>& facts, bool audit = true) {
  const samples::TemporaryFolder folder;
  const std::filesystem::path log = folder / "run.facts";
  proto::FactLogWriter writer(log);
  for (const Fact& fact : facts) {
    writer.take(fact);
  }
  EXPECT_TRUE(writer.finish());
  MonitorOptions options;
  options.log = log.string();
  options.once = true;
  options.audit = audit;
  options.output.quiet = true;
  const Result<int> status = execute(options);
  EXPECT_TRUE(status) << status.error().message;
  return status.value_or(-1);
}

TEST(AuditedSource, PassesALogThatCanBe) {
  EXPECT_EQ(audit_log(test::record(test::small_hotline()).facts), kDone);
}

TEST(AuditedSource, EndsWithStatusOneAndALineAtAFactThatCannotBe) {
  std::vector<Fact> facts = test::record(test::small_hotline()).facts;
  for (std::size_t i = facts.size() / 2; i < facts.size(); ++i) {
    if (auto* ended = std::get_if<ContactEnded>(&facts[i]); ended && ended->answered_by_agent) {
      ended->talk += kSecond;
      testing::internal::CaptureStderr();
      EXPECT_EQ(audit_log(facts), kAnswerIsNo);
      const std::string line = testing::internal::GetCapturedStderr();
      EXPECT_EQ(line.rfind("hotline: audit: fact " + std::to_string(i + 1) +
                               " of replication 0: found ContactEnded at ",
                           0),
                0U)
          << line;
      EXPECT_EQ(line.find('\n'), line.size() - 1);
      EXPECT_EQ(audit_log(facts, false), kDone) << "nobody looks";
      return;
    }
  }
  FAIL() << "nobody was answered";
}

}  // namespace
}  // namespace hotline::cli
