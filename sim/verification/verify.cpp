#include "sim/verification/verify.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>
#include <string>

#include "core/base/contract.hpp"
#include "core/stats/interval.hpp"
#include "sim/experiment/parallel.hpp"
#include "sim/run/replication.hpp"
#include "sim/verification/reading.hpp"

namespace hotline::sim {
namespace {

using measures::Scorecard;

constexpr std::uint32_t kFirstLook = 20;      ///< replications before the first look
constexpr std::uint32_t kFirstExactLook = 2;  ///< where nothing is left to chance
constexpr std::uint32_t kSureLook = 300;      ///< before it nothing random is called wrong
constexpr std::uint32_t kMostReplications = 10'000'000;
constexpr std::size_t kGroups = 20;  ///< of replications that are pooled
constexpr double kExact = 1e-9;      ///< relative; decimals of the file and sums of doubles

/// One row of [[expect]] while it is looked at.
struct Row {
  const Expectation* stated = nullptr;
  Reading reading;
  std::optional<Reading> per;
  std::vector<double> values;     ///< by replication, NaN where unknown
  std::vector<Ratio> ratios;      ///< instead, where sums are compared
  std::vector<Scorecard> groups;  ///< instead, where scorecards are pooled
  Finding finding;
  bool decided = false;
  bool suspect = false;  ///< called wrong by the latest look, which was too early to be sure

  [[nodiscard]] bool pools_cards() const {
    return stated->statistic == Statistic::kPooled && reading.measure != nullptr;
  }

  [[nodiscard]] bool is_ratio() const {
    return !pools_cards() && (per || stated->statistic == Statistic::kPooled);
  }

  [[nodiscard]] bool is_exact() const { return stated->claim == Claim::kValue && tolerance() == 0; }

  [[nodiscard]] double tolerance() const {
    return stated->absolute ? stated->absolute->number
                            : stated->tolerance * std::abs(stated->low.number);
  }
};

/// Areas of several replications add up where all end at the same time.
Result<void> check_pool(const Scenario& scenario, const Expectation& stated, const Row& row) {
  const Duration end = scenario.warm_up + scenario.length;
  if (row.pools_cards() && row.reading.is_level && scenario.drain &&
      stated.until.value_or(kMaxSpan) > end) {
    return refused(stated, "found the statistic pooled of a level in a run that drains, expected " +
                               std::string("'until' of at most ") + human(end) +
                               ", or the mean: replications end at different times");
  }
  return {};
}

Result<void> check_units(const Expectation& stated, const Row& row) {
  const bool in_seconds =
      row.reading.unit() == measures::Unit::kSeconds && stated.statistic != Statistic::kVariance;
  const bool has_duration =
      stated.low.is_duration || (stated.absolute && stated.absolute->is_duration);
  if (has_duration && (!in_seconds || row.per)) {
    return refused(stated, "found a duration, expected a number: " + stated.measure + " is in " +
                               std::string(to_string(row.reading.unit())));
  }
  const bool pools = stated.statistic == Statistic::kPooled;
  if (pools && row.per) {
    return refused(stated, "found 'per' with the statistic pooled, allowed one of them");
  }
  if (row.per && stated.statistic != Statistic::kMean) {
    return refused(stated, "found 'per' with another statistic than the mean");
  }
  if (pools && row.reading.measure != nullptr && row.reading.unit() != measures::Unit::kRatio &&
      row.reading.unit() != measures::Unit::kSeconds) {
    return refused(stated, "found the statistic pooled of a measure that is no ratio or mean");
  }
  if (row.is_exact() && stated.statistic != Statistic::kMean) {
    return refused(stated, "found tolerance 0, expected it with the mean alone");
  }
  return {};
}

/// A key that nobody reads would look as if it counted.
Result<void> check_uses(const Expectation& stated, const Row& row) {
  const auto idle = [&](bool is_stated, bool Uses::*key) {
    return is_stated && !(row.reading.uses.*key) && !(row.per && row.per->uses.*key);
  };
  const std::string_view key = idle(stated.number.has_value(), &Uses::number)   ? "number"
                               : idle(stated.within.has_value(), &Uses::within) ? "within"
                               : idle(stated.hours.has_value(), &Uses::hours)   ? "hours"
                               : idle(stated.days.has_value(), &Uses::hours)    ? "days"
                                                                                : "";
  if (key.empty()) {
    return {};
  }
  return refused(stated, "found '" + std::string(key) + "', which " + stated.measure +
                             " does not take; see docs/VERIFY.md");
}

Result<void> check(const Scenario& scenario, const Expectation& stated, const Row& row) {
  auto good = check_units(stated, row);
  if (good) {
    good = check_uses(stated, row);
  }
  return good ? check_pool(scenario, stated, row) : good;
}

Result<Row> row_of(const Scenario& scenario, const Expectation& stated, Readings& readings) {
  Row row;
  row.stated = &stated;
  const Result<Reading> reading = readings.find(stated, stated.measure);
  if (!reading) {
    return tl::unexpected(reading.error());
  }
  row.reading = *reading;
  if (!stated.per.empty()) {
    const Result<Reading> per = readings.find(stated, stated.per);
    if (!per) {
      return tl::unexpected(per.error());
    }
    row.per = *per;
  }
  if (const auto good = check(scenario, stated, row); !good) {
    return tl::unexpected(good.error());
  }
  row.groups.resize(row.pools_cards() ? kGroups : 0);
  row.finding.unit = row.reading.unit();
  return row;
}

Result<std::vector<Row>> rows_of(const Scenario& scenario, Readings& readings) {
  std::vector<Row> rows;
  for (const Expectation& stated : scenario.verification.expectations) {
    Result<Row> row = row_of(scenario, stated, readings);
    if (!row) {
      return tl::unexpected(row.error());
    }
    rows.push_back(*std::move(row));
  }
  return rows;
}

/// What one replication showed.
struct Sample {
  std::vector<Ratio> shown;  ///< one for each row
  std::uint64_t facts = 0;
};

class Verifier {
 public:
  Verifier(const Scenario& scenario, const VerificationPlan& plan, std::vector<Row> rows,
           const Observation& blank)
      : scenario_(&scenario), plan_(&plan), rows_(std::move(rows)), blank_(&blank) {
    work_ = scenario.verification.work.value_or(plan.work);
  }

  VerificationResult run() {
    if (plan_->replications > 0) {
      run_once();
    } else {
      run_until_decided();
    }
    for (const Row& row : rows_) {
      result_.findings.push_back(row.finding);
    }
    return std::move(result_);
  }

 private:
  void run_once() {
    if (sample_until(plan_->replications)) {
      look();
    } else {
      result_.interrupted = true;
    }
  }

  void run_until_decided() {
    const bool exact =
        std::all_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.is_exact(); });
    std::uint32_t wanted = rows_.empty() ? 0 : exact ? kFirstExactLook : kFirstLook;
    while (wanted > result_.replications) {
      if (!sample_until(wanted)) {
        result_.interrupted = true;
        break;
      }
      look();
      wanted = next_look();
    }
    for (Row& row : rows_) {  // there is no surer look to come
      if (row.suspect && !result_.interrupted) {
        row.finding.verdict = Verdict::kFail;
      }
    }
  }

  bool sample_until(std::uint32_t end);
  void pool(const Observation& seen, std::uint32_t replication);
  void keep(const Sample& sample);
  void look();
  [[nodiscard]] std::uint32_t next_look() const;

  const Scenario* scenario_;
  const VerificationPlan* plan_;
  std::vector<Row> rows_;
  const Observation* blank_;
  double work_ = 0;
  VerificationResult result_;
};

Sample sample_of(const std::vector<Row>& rows, const Observation& seen) {
  Sample sample;
  sample.facts = seen.card.facts();
  for (const Row& row : rows) {
    Ratio shown;
    if (!row.decided && !row.pools_cards()) {
      shown = row.reading.read(seen);
      if (row.per) {
        shown = Ratio{shown.value(), row.per->read(seen).value()};
      }
    }
    sample.shown.push_back(shown);
  }
  return sample;
}

/// Merging is exact, so the order in which replications come does not matter.
void Verifier::pool(const Observation& seen, std::uint32_t replication) {
  for (Row& row : rows_) {
    if (row.decided || !row.pools_cards()) {
      continue;
    }
    Scorecard& group = row.groups[replication % kGroups];
    if (group.started()) {
      group.merge(row.reading.card(seen));
    } else {
      group = row.reading.card(seen);
    }
  }
}

bool Verifier::sample_until(std::uint32_t end) {
  const std::uint32_t first = result_.replications;
  std::vector<std::optional<Sample>> samples(end - first);
  std::mutex mutex;
  std::uint32_t done = first;
  for_each_index(first, end, plan_->threads, [&](std::uint32_t replication) {
    Observation seen = *blank_;
    Stoppable pace(plan_->stop);
    if ((plan_->stop != nullptr && plan_->stop->load()) ||
        !run_replication(*scenario_, plan_->seed, replication, seen, pace)) {
      return false;
    }
    samples[replication - first] = sample_of(rows_, seen);
    const std::lock_guard lock(mutex);
    pool(seen, replication);
    ++done;
    if (plan_->progress) {
      plan_->progress(done, end);
    }
    return true;
  });
  if (done < end) {
    return false;
  }
  for (const std::optional<Sample>& sample : samples) {
    keep(*sample);
  }
  result_.replications = end;
  return true;
}

void Verifier::keep(const Sample& sample) {
  result_.facts += sample.facts;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    Row& row = rows_[i];
    if (row.decided || row.pools_cards()) {
      continue;
    }
    if (row.is_ratio()) {
      row.ratios.push_back(sample.shown[i]);
    } else {
      row.values.push_back(sample.shown[i].value());
    }
  }
}

double value_of(const Row& row, const Scorecard& card) {
  return row.reading.measure->value(card, row.reading.row)
      .value_or(std::numeric_limits<double>::quiet_NaN());
}

/// Of all groups but `left_out`.
Scorecard merged(const std::vector<Scorecard>& groups, std::size_t left_out) {
  Scorecard sum;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (g == left_out || !groups[g].started()) {
      continue;
    }
    if (sum.started()) {
      sum.merge(groups[g]);
    } else {
      sum = groups[g];
    }
  }
  return sum;
}

std::optional<Estimate> pooled_estimate(const Row& row, double level) {
  std::vector<double> without;
  for (std::size_t g = 0; g < row.groups.size(); ++g) {
    if (row.groups[g].started()) {
      without.push_back(value_of(row, merged(row.groups, g)));
    }
  }
  return jackknife_of(value_of(row, merged(row.groups, row.groups.size())), without, level);
}

std::optional<Estimate> estimate(const Row& row, double level) {
  if (row.pools_cards()) {
    return pooled_estimate(row, level);
  }
  if (row.is_ratio()) {
    return ratio_of(row.ratios, level);
  }
  switch (row.stated->statistic) {
    case Statistic::kMean:
    case Statistic::kPooled:
      break;
    case Statistic::kVariance:
      return variance_of(row.values, false, level);
    case Statistic::kStandardDeviation:
      return variance_of(row.values, true, level);
  }
  return mean_of(row.values, level);
}

/// Half of a published interval, at another level.
double rescaled(const Expectation& stated, double level) {
  const double half = (stated.high.number - stated.low.number) / 2;
  return half * stats::normal_bound(level) / stats::normal_bound(stated.level);
}

std::optional<Verdict> verdict_of_value(const Row& row, const Estimate& seen) {
  const Expectation& stated = *row.stated;
  const double wanted = (stated.low.number + stated.high.number) / 2;
  const double distance = std::abs(seen.value - wanted);
  double half = seen.half_width;
  double strict = seen.strict_half_width;
  double tolerance = row.tolerance();
  if (stated.claim == Claim::kInterval) {
    tolerance = rescaled(stated, kLevel);
    half = std::hypot(half, tolerance);
    strict = std::hypot(strict, rescaled(stated, kStrictLevel));
  }
  if ((seen.half_width <= tolerance && distance <= half) ||
      (stated.claim == Claim::kValue && distance + half <= tolerance)) {
    return Verdict::kPass;
  }
  if (distance > strict && distance > tolerance) {
    return Verdict::kFail;
  }
  return std::nullopt;
}

std::optional<Verdict> verdict_of_bounds(const Expectation& stated, const Estimate& seen) {
  if (seen.value - seen.half_width >= stated.low.number &&
      seen.value + seen.half_width <= stated.high.number) {
    return Verdict::kPass;
  }
  if (seen.value + seen.strict_half_width < stated.low.number ||
      seen.value - seen.strict_half_width > stated.high.number) {
    return Verdict::kFail;
  }
  return std::nullopt;
}

Verdict verdict_beside_data(const Row& row, const Estimate& seen) {
  const double tolerance = row.stated->claim == Claim::kValue ? row.tolerance() : 0;
  const double lowest = row.stated->low.number - tolerance;
  const double highest = row.stated->high.number + tolerance;
  const double from = seen.value - seen.half_width;
  const double to = seen.value + seen.half_width;
  if (lowest <= from && to <= highest) {
    return Verdict::kPass;
  }
  return to < lowest || highest < from ? Verdict::kFail : Verdict::kUndecided;
}

/// Every replication shows the value.
Verdict exact_verdict(const Row& row) {
  const double wanted = row.stated->low.number;
  const auto is_off = [&](double value) {  // NaN is off, too
    return !(std::abs(value - wanted) <= kExact * std::max(1.0, std::abs(wanted)));
  };
  if (row.is_ratio()) {
    return std::any_of(row.ratios.begin(), row.ratios.end(),
                       [&](const Ratio& ratio) { return is_off(ratio.value()); })
               ? Verdict::kFail
               : Verdict::kPass;
  }
  return std::any_of(row.values.begin(), row.values.end(), is_off) ? Verdict::kFail
                                                                   : Verdict::kPass;
}

/// Of what is known so far; nothing where more must be known.
std::optional<Verdict> verdict_of(const Row& row, Rule rule) {
  const std::optional<Estimate>& seen = row.finding.simulated;
  if (rule == Rule::kTruth && row.is_exact()) {
    return exact_verdict(row);
  }
  if (!seen) {
    return std::nullopt;
  }
  if (rule == Rule::kData) {
    return verdict_beside_data(row, *seen);
  }
  return row.stated->claim == Claim::kBetween ? verdict_of_bounds(*row.stated, *seen)
                                              : verdict_of_value(row, *seen);
}

void Verifier::look() {
  const bool truth = plan_->rule == Rule::kTruth;
  for (Row& row : rows_) {
    if (row.decided) {
      continue;
    }
    row.finding.simulated = estimate(row, truth ? kLevel : kUsualLevel);
    row.finding.replications = result_.replications;
    const std::optional<Verdict> verdict = verdict_of(row, plan_->rule);
    // Of something skewed, Student's t knows little as long as there are few values.
    row.suspect =
        truth && verdict == Verdict::kFail && !row.is_exact() && result_.replications < kSureLook;
    if (verdict && !row.suspect) {
      row.finding.verdict = *verdict;
      row.decided = true;
      row.values = {};
      row.ratios = {};
      row.groups = {};
    }
  }
}

/// Whether it is known in no replication, or in one: then it stays undecided, for more of the same
/// tell nothing.
bool is_hopeless(const Row& row, std::uint32_t replications) {
  return !row.finding.simulated && replications >= kSureLook;
}

/// Half as many again, and more where the widest interval asks for more; at most four times as
/// many, for the first guesses are bad ones.
std::uint32_t Verifier::next_look() const {
  constexpr double kLeastGrowth = 1.5;
  constexpr double kMostGrowth = 4;
  constexpr double kReserve = 1.1;
  double growth = 0;
  for (const Row& row : rows_) {
    if (row.decided || is_hopeless(row, result_.replications)) {
      continue;
    }
    growth = std::max(growth, row.suspect ? kMostGrowth : kLeastGrowth);
    const double tolerance =
        row.stated->claim == Claim::kInterval ? rescaled(*row.stated, kLevel) : row.tolerance();
    if (row.finding.simulated && row.stated->claim != Claim::kBetween) {
      growth =
          std::max(growth, kReserve * std::pow(row.finding.simulated->half_width / tolerance, 2));
    }
  }
  const double so_far = result_.replications;
  const double affordable =
      result_.facts == 0 ? so_far : so_far * work_ / static_cast<double>(result_.facts);
  const double wanted = std::min(
      {so_far * std::min(growth, kMostGrowth), affordable, static_cast<double>(kMostReplications)});
  return static_cast<std::uint32_t>(wanted);
}

}  // namespace

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass:
      return "pass";
    case Verdict::kFail:
      return "FAIL";
    case Verdict::kUndecided:
      break;
  }
  return "undecided";
}

Result<void> check_expectations(const Scenario& scenario) {
  Readings readings(scenario);
  const Result<std::vector<Row>> rows = rows_of(scenario, readings);
  if (!rows) {
    return tl::unexpected(rows.error());
  }
  return {};
}

Result<VerificationResult> verify(const Scenario& scenario, const VerificationPlan& plan) {
  HOTLINE_REQUIRE(plan.rule == Rule::kTruth || plan.replications > 0);
  Readings readings(scenario);
  Result<std::vector<Row>> rows = rows_of(scenario, readings);
  if (!rows) {
    return tl::unexpected(rows.error());
  }
  return Verifier(scenario, plan, *std::move(rows), readings.blank()).run();
}

}  // namespace hotline::sim
