// sim/scenario/expectation.hpp: what a run is expected to show, as the file states it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/time.hpp"

namespace hotline::sim {

/// A number of the file in its own unit, or a duration in seconds.
struct Quantity {
  double number = 0;
  bool is_duration = false;
};

/// Of what an expectation speaks.
enum class OfKind : std::uint8_t { kRun, kChannel, kGroup, kAgency, kCategory, kDistrict };

/// What is made of the values of many replications.
enum class Statistic : std::uint8_t {
  kMean,               ///< their mean
  kPooled,             ///< the value of all replications taken together: a ratio of sums
  kVariance,           ///< their variance
  kStandardDeviation,  ///< the root of it
};

/// How the truth is stated.
enum class Claim : std::uint8_t {
  kValue,     ///< known exactly: `low` == `high`
  kInterval,  ///< estimated by others: confidence interval `low` ... `high` at `level`
  kBetween,   ///< anywhere in `low` ... `high`
};

/// One row of [[expect]]. sim/verification looks its measure up.
struct Expectation {
  std::string measure;
  std::string per;  ///< a second measure: the ratio of both means is meant; or empty
  OfKind of = OfKind::kRun;
  std::size_t row = 0;  ///< of the table that `of` names
  std::string of_text;  ///< as written: "channel phone"; or empty
  Statistic statistic = Statistic::kMean;
  Claim claim = Claim::kValue;
  Quantity low;
  Quantity high;
  double level = 0.95;
  double tolerance = 0.01;             ///< of the value
  std::optional<Quantity> absolute;    ///< instead of it
  std::optional<Duration> from;        ///< who arrives from then on, since the start of the run
  std::optional<Duration> until;       ///< and before then
  bool at_instant = false;             ///< `from` is an instant, of which a level is asked
  std::optional<std::int64_t> number;  ///< n of measures that need one
  std::optional<Duration> within;      ///< t of measures that need one
  /// Hours of the day, [first, last), of measures that need them; none: all.
  std::optional<std::pair<int, int>> hours;
  std::optional<std::array<bool, 7>> days;  ///< from Monday; none: all
  std::string source;
  std::string reason;  ///< why a model that is right in its own terms may miss it; or empty
  std::string place;   ///< "file:line:column"
};

/// All that a file says about verifying it.
struct Verification {
  bool quick = false;              ///< belongs to the quick subset
  std::optional<double> work;      ///< most facts that may be looked at
  std::optional<Duration> length;  ///< measured time, instead of that of the run
  std::vector<Expectation> expectations;
};

}  // namespace hotline::sim
