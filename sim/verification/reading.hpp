// sim/verification/reading.hpp: from what the file names to the number that a replication shows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "core/base/result.hpp"
#include "core/measures/catalogue.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/verification/period.hpp"
#include "sim/verification/probes.hpp"
#include "sim/verification/share.hpp"

namespace hotline::sim {

/// A measure of the textbooks that the catalogue of a hotline does not have.
struct ProbeSpec {
  enum class Needs : std::uint8_t { kNothing, kNumber, kWithin };

  std::string_view name;
  measures::Unit unit = measures::Unit::kCount;
  Needs needs = Needs::kNothing;
  bool has_period = true;    ///< understands `from` and `until`
  bool of_tickets = false;   ///< of the run, and no channel
  bool is_level = false;     ///< understands `at`
  std::string_view meaning;  ///< in words
};

/// All of them; docs/VERIFY.md describes each.
[[nodiscard]] std::span<const ProbeSpec> probe_catalogue();

/// kBadInput at the place of a row of [[expect]].
[[nodiscard]] tl::unexpected<Error> refused(const Expectation& row, const std::string& message);

/// Everything that listens to one replication.
class Observation {
 public:
  template <class F>
  void operator()(const F& f) {
    for (Period& period : periods) {
      period(f, card);
    }
    card(f);
    std::apply([&](auto&... lists) { (tell(lists, f), ...); }, probes_);
  }

  template <class Probe>
  [[nodiscard]] std::vector<Probe>& all() {
    return std::get<std::vector<Probe>>(probes_);
  }

  template <class Probe>
  [[nodiscard]] const std::vector<Probe>& all() const {
    return std::get<std::vector<Probe>>(probes_);
  }

  measures::Scorecard card;     ///< of the whole run
  std::vector<Period> periods;  ///< parts of it

 private:
  template <class Probe, class F>
  static void tell(std::vector<Probe>& probes, const F& f) {
    if constexpr (requires(Probe & probe) { probe(f); }) {
      for (Probe& probe : probes) {
        probe(f);
      }
    }
  }

  std::tuple<std::vector<InSystem>, std::vector<Sojourn>, std::vector<TotalWait>,
             std::vector<AnsweredWithin>, std::vector<FirstWaits>, std::vector<Orbit>,
             std::vector<OpenTickets>, std::vector<WaitVariance>>
      probes_;
};

/// Keys of a row that some measures need and others do not take.
struct Uses {
  bool number = false;
  bool within = false;
  bool hours = false;  ///< and days
};

/// Where a number is read: a measure or a share of a scorecard, or one of the probes.
struct Reading {
  static constexpr std::size_t kWholeRun = ~std::size_t{0};

  const measures::MeasureSpec* measure = nullptr;  ///< null: a share or a probe
  std::optional<Share> share;                      ///< empty: a measure or a probe
  std::size_t row = 0;
  std::size_t period = kWholeRun;  ///< position among the periods
  bool is_level = false;           ///< a measure of what stands for a while
  Uses uses;
  const ProbeSpec* probe = nullptr;
  std::size_t at = 0;       ///< position among the probes of its kind
  std::uint64_t level = 0;  ///< of shares of time

  [[nodiscard]] measures::Unit unit() const {
    return share ? measures::Unit::kRatio : measure != nullptr ? measure->unit : probe->unit;
  }

  /// The scorecard that holds the measure. Requires a measure.
  [[nodiscard]] const measures::Scorecard& card(const Observation& seen) const;
  /// The number, over 1 for what is read off a scorecard. Unknown: NaN, or a denominator of 0.
  [[nodiscard]] Ratio read(const Observation& seen) const;
};

/// What one scenario needs, found once and copied for each replication.
class Readings {
 public:
  explicit Readings(const Scenario& scenario) : scenario_(&scenario) {}

  /// The reading of `name`, of whatever the row is of. kBadInput, with the place of the row: no
  /// such measure, or it needs what is not stated.
  [[nodiscard]] Result<Reading> find(const Expectation& row, const std::string& name);

  /// To copy for a replication.
  [[nodiscard]] const Observation& blank() const { return blank_; }

 private:
  [[nodiscard]] static Result<Reading> find_share(const Expectation& row, const std::string& name);
  [[nodiscard]] Result<Reading> find_measure(const Expectation& row, const std::string& name);
  [[nodiscard]] Result<Reading> find_probe(const Expectation& row, const ProbeSpec& spec);
  [[nodiscard]] std::size_t period_of(const Window& window, Follows follows);
  [[nodiscard]] Window window_of(const Expectation& row) const;

  const Scenario* scenario_;
  Observation blank_;
};

}  // namespace hotline::sim
