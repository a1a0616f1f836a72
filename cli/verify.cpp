#include "sim/verification/verify.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/interrupt.hpp"
#include "cli/verification_report.hpp"
#include "core/report/format.hpp"
#include "sim/scenario/open.hpp"

namespace hotline::cli {
namespace {

namespace fs = std::filesystem;

/// The file itself, or all scenario files below a folder, by name.
Result<std::vector<std::string>> files_of(const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    return std::vector<std::string>{path};
  }
  std::vector<std::string> files;
  for (auto entry = fs::recursive_directory_iterator(path, error);
       !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (entry->path().extension() == ".toml") {
      files.push_back(entry->path().string());
    }
  }
  if (error) {
    return system_failure(path + ": cannot be read: " + error.message());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Adds what one file states, in all its variants.
Result<void> add_cases(const std::string& file, const VerifyOptions& options,
                       std::vector<VerifiedCase>& cases) {
  Result<std::vector<sim::Scenario>> scenarios = sim::open_variants(file);
  if (!scenarios) {
    return tl::unexpected(scenarios.error());
  }
  for (sim::Scenario& scenario : *scenarios) {
    if (auto good = sim::check_expectations(scenario); !good) {
      return good;
    }
    if (!scenario.verification.expectations.empty() &&
        (scenario.verification.quick || !options.quick)) {
      scenario.length = scenario.verification.length.value_or(scenario.length);
      cases.push_back(VerifiedCase{file, std::move(scenario), {}});
    }
  }
  return {};
}

/// Everything that is to be verified: read and checked before the first run.
Result<std::vector<VerifiedCase>> cases_of(const VerifyOptions& options) {
  std::vector<VerifiedCase> cases;
  for (const std::string& path : options.paths) {
    const Result<std::vector<std::string>> files = files_of(path);
    if (!files) {
      return tl::unexpected(files.error());
    }
    for (const std::string& file : *files) {
      if (auto added = add_cases(file, options, cases); !added) {
        return tl::unexpected(added.error());
      }
    }
  }
  if (cases.empty()) {
    return bad_input(
        options.quick ? "found no [[expect]] in a scenario with quick = true in [verify]"
                      : "found no [[expect]] in these files; docs/VERIFY.md says how to state it");
  }
  return cases;
}

/// A line that overwrites itself, on a terminal.
class CaseProgress {
 public:
  explicit CaseProgress(std::size_t cases) : cases_(cases), shown_(::isatty(STDERR_FILENO) != 0) {}

  void show(std::size_t number, const std::string& name, std::uint32_t done,
            std::uint32_t wanted) const {
    if (shown_) {
      (void)std::fprintf(stderr, "\r\033[K%zu of %zu: %s, %u of %u replications", number + 1,
                         cases_, name.c_str(), done, wanted);
    }
  }

  void clear() const {
    if (shown_) {
      (void)std::fprintf(stderr, "\r\033[K");
    }
  }

 private:
  std::size_t cases_;
  bool shown_;
};

/// Runs the case until its verdicts fall.
Result<void> decide(const VerifyOptions& options, const CaseProgress& progress, std::size_t number,
                    VerifiedCase& one) {
  const std::string name = report::printable(one.scenario.name);
  sim::VerificationPlan plan;
  plan.seed = options.seed;
  plan.threads = options.threads;
  plan.work = options.work;
  plan.stop = &interrupted_flag();
  plan.progress = [&](std::uint32_t done, std::uint32_t wanted) {
    progress.show(number, name, done, wanted);
  };
  Result<sim::VerificationResult> result = sim::verify(one.scenario, plan);
  progress.clear();
  if (!result) {
    return tl::unexpected(result.error());
  }
  if (result->interrupted) {
    return interrupted("stopped before all verdicts fell");
  }
  one.result = *std::move(result);
  return {};
}

/// Text goes to standard output, unless JSON has taken that.
Result<void> print(const VerifyOptions& options, const std::string& text) {
  return options.json == "-" ? Result<void>{} : write_result("-", text);
}

}  // namespace

Result<int> execute(const VerifyOptions& options) {
  catch_interrupts();
  Result<std::vector<VerifiedCase>> cases = cases_of(options);
  if (!cases) {
    return tl::unexpected(cases.error());
  }
  if (auto writable = require_writable(OutputOptions{options.json, "", false}); !writable) {
    return tl::unexpected(writable.error());
  }
  const CaseProgress progress(cases->size());
  for (std::size_t i = 0; i < cases->size(); ++i) {
    VerifiedCase& one = (*cases)[i];
    auto shown = decide(options, progress, i, one).and_then([&] {
      return print(options, verdict_table(one));
    });
    if (!shown) {
      return tl::unexpected(shown.error());
    }
  }
  if (!options.json.empty()) {
    if (auto written = write_result(options.json, verification_json(*cases, options.seed));
        !written) {
      return tl::unexpected(written.error());
    }
  }
  const VerdictCounts counts = count_verdicts(*cases);
  return print(options, verdict_summary(counts)).map([&counts] {
    return counts.failed + counts.undecided == 0 ? kDone : kAnswerIsNo;
  });
}

}  // namespace hotline::cli
