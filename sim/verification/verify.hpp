// sim/verification/verify.hpp: does a scenario show what it is expected to show?
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/measures/catalogue.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/verification/estimate.hpp"

namespace hotline::sim {

enum class Verdict : std::uint8_t {
  kPass,       ///< known well enough, and as expected
  kFail,       ///< known well enough, and not as expected
  kUndecided,  ///< the limit of the work came first, or the measure is unknown
};

[[nodiscard]] std::string_view to_string(Verdict verdict);

/// What came of one row of [[expect]].
struct Finding {
  std::optional<Estimate> simulated;  ///< when the verdict fell; empty: unknown
  Verdict verdict = Verdict::kUndecided;
  std::uint32_t replications = 0;  ///< looked at until then
  measures::Unit unit = measures::Unit::kCount;
};

/// What is expected, and so what a verdict means.
enum class Rule : std::uint8_t {
  kTruth,  ///< exact values and estimates: see verify()
  kData,   ///< figures that somebody published: see verify()
};

struct VerificationPlan {
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: one a core; changes no verdict
  /// Facts that may be looked at, unless the scenario states its own limit.
  double work = 2e9;
  Rule rule = Rule::kTruth;
  /// Exactly so many, looked at once; 0: as many as the verdicts need. Required with Rule::kData.
  std::uint32_t replications = 0;
  /// Told how many of how many replications are done; on any thread, one call at a time.
  std::function<void(std::uint32_t done, std::uint32_t wanted)> progress;
  const std::atomic<bool>* stop = nullptr;  ///< may be null
};

struct VerificationResult {
  std::vector<Finding> findings;  ///< one for each expectation, in their order
  std::uint32_t replications = 0;
  std::uint64_t facts = 0;
  bool interrupted = false;
};

/// Trouble with the rows of a scenario that only the measures know of: kBadInput with the place.
[[nodiscard]] Result<void> check_expectations(const Scenario& scenario);

/// Runs independent replications, looks at all of them together after each batch, and stops when
/// every row has its verdict or the limit is reached. Sizes of batches depend on the numbers seen
/// alone, so that the same seed gives the same verdicts on any number of threads.
///
/// With estimate m, half-width h (kLevel), H (kStrictLevel), value v and tolerance d:
///   pass  if h <= d and |m - v| <= h, or |m - v| + h <= d
///   fail  if |m - v| > H and |m - v| > d, after 300 replications or all that the work allows
///   else  more replications.
/// A published interval counts as an estimate of its own: h and H are those of the difference, d is
/// its half-width at kLevel. `between` passes when the interval of h lies within the bounds, fails
/// when that of H lies outside. Tolerance 0: every replication shows the value (to 1e-9 of it).
///
/// Rule::kData asks less: published figures are rounded, and of other years than the model. A row
/// passes if the interval of what is simulated, at kUsualLevel, lies within value +- tolerance, or
/// within the bounds, and fails if it lies outside; it is undecided in between, and where the
/// measure is unknown.
///
/// A row that has its verdict keeps it. A right value is called wrong at one look with probability
/// 1 - kStrictLevel = 1e-5; there are seldom more than ten looks.
[[nodiscard]] Result<VerificationResult> verify(const Scenario& scenario,
                                                const VerificationPlan& plan);

}  // namespace hotline::sim
