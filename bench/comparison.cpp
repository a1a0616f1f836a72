#include "bench/comparison.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/contract.hpp"

namespace hotline::bench {
namespace {

double nanoseconds(const Sample& sample) {
  return sample.seconds / sample.units * 1e9;
}

}  // namespace

Spread spread_of(std::vector<double> figures) {
  HOTLINE_REQUIRE(!figures.empty());
  std::sort(figures.begin(), figures.end());
  const std::size_t n = figures.size();
  return Spread{figures.front(), (figures[(n - 1) / 2] + figures[n / 2]) / 2, figures.back()};
}

Outcome compare(const Comparison& comparison, int rounds) {
  std::vector<double> ours;
  std::vector<double> yardstick;
  std::vector<double> ratio;
  std::vector<double> ratio_cheap;
  Outcome outcome;
  outcome.right = true;
  const bool cheap = static_cast<bool>(comparison.measure_cheap);
  if (comparison.rounds != 1) {
    (void)comparison.ours(0);
    (void)comparison.measure(0);
  }
  const int wanted = comparison.rounds > 0 ? comparison.rounds : rounds;
  for (int round = 1; round <= wanted; ++round) {
    const auto seed = static_cast<std::uint64_t>(round);
    const Sample a = comparison.ours(seed);
    const Sample b = comparison.measure(seed);
    ours.push_back(nanoseconds(a));
    yardstick.push_back(nanoseconds(b));
    ratio.push_back(ours.back() / yardstick.back());
    outcome.answer += a.answer / wanted;
    outcome.right = outcome.right && (!comparison.same_answer || a.answer == b.answer);
    if (cheap) {
      const Sample cheap_ours = comparison.ours_cheap ? comparison.ours_cheap(seed) : a;
      ratio_cheap.push_back(nanoseconds(cheap_ours) / nanoseconds(comparison.measure_cheap(seed)));
    }
  }
  outcome.ours_ns = spread_of(ours);
  outcome.yardstick_ns = spread_of(yardstick);
  outcome.ratio = spread_of(ratio);
  outcome.ratio_cheap = cheap ? spread_of(ratio_cheap) : Spread{};
  outcome.met = comparison.at_least ? outcome.ratio.median >= comparison.limit
                                    : outcome.ratio.median <= comparison.limit;
  outcome.right =
      outcome.right && (comparison.tolerance == 0 ||
                        std::abs(outcome.answer - comparison.expected) <= comparison.tolerance);
  return outcome;
}

}  // namespace hotline::bench
