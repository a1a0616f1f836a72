// bench/comparison.hpp: two ways to the same answer, measured in turn.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace hotline::bench {

/// One measured run of one side.
struct Sample {
  double seconds = 0;  ///< of CPU time, unless the comparison says otherwise
  double units = 0;    ///< customers, contacts, holds: what the time is divided by
  double answer = 0;   ///< what the run found out
};

/// Runs one side once. Equal seeds give equal answers.
using Side = std::function<Sample(std::uint64_t seed)>;

struct Comparison {
  std::string name;
  std::string yardstick;
  double limit = 0;       ///< of time a unit, ours / yardstick
  bool at_least = false;  ///< the limit is the least that is wanted, not the most
  Side ours;
  Side measure;
  /// The same with cheap draws (CheapDraws) on the yardstick's side and, where the model is a small
  /// one of bench/, on ours; empty where the first comparison uses them already.
  Side ours_cheap;
  Side measure_cheap;
  /// What `ours` must find, as the mean of all rounds, and how far it may be off.
  double expected = 0;
  double tolerance = 0;
  /// The answer must be that of the yardstick, to the bit, instead.
  bool same_answer = false;
  std::string note;  ///< beside the figures
  int rounds = 0;    ///< 0: as many as asked for
};

/// Least, median and greatest of some figures.
struct Spread {
  double least = 0;
  double median = 0;
  double greatest = 0;
};

struct Outcome {
  Spread ours_ns;       ///< a unit
  Spread yardstick_ns;  ///< a unit
  Spread ratio;         ///< round by round
  Spread ratio_cheap;   ///< zeros: not compared
  bool met = false;     ///< the median ratio keeps the limit
  bool right = false;   ///< the answers are what they must be
  double answer = 0;    ///< mean of all rounds
};

/// Requires at least one figure.
[[nodiscard]] Spread spread_of(std::vector<double> figures);

/// Runs both sides in turn, once to warm up and then `rounds` times, so that both meet the same
/// neighbours on a shared machine; ratios are taken round by round.
[[nodiscard]] Outcome compare(const Comparison& comparison, int rounds);

}  // namespace hotline::bench
