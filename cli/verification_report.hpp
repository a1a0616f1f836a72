// cli/verification_report.hpp: verdicts as a table and as JSON.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "sim/scenario/scenario.hpp"
#include "sim/verification/verify.hpp"

namespace hotline::cli {

/// A scenario and what came of its expectations.
struct VerifiedCase {
  std::string file;
  sim::Scenario scenario;
  sim::VerificationResult result;
};

struct VerdictCounts {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t undecided = 0;
};

[[nodiscard]] VerdictCounts count_verdicts(std::span<const VerifiedCase> cases);

/// One line a verdict, under the name of the scenario.
[[nodiscard]] std::string verdict_table(const VerifiedCase& one);

/// The last line.
[[nodiscard]] std::string verdict_summary(const VerdictCounts& counts);

/// hotline.verification/1 (docs/JSON.md).
[[nodiscard]] std::string verification_json(std::span<const VerifiedCase> cases,
                                            std::uint64_t seed);

}  // namespace hotline::cli
