#include "core/stats/interval.hpp"

#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "core/base/contract.hpp"

namespace hotline::stats {

std::optional<Interval> student_interval(const Tally& tally, double level) {
  HOTLINE_REQUIRE(level > 0 && level < 1);
  const std::optional<double> mean = tally.mean();
  const std::optional<double> variance = tally.variance();
  if (!mean || !variance) {
    return std::nullopt;
  }
  const auto n = static_cast<double>(tally.count());
  const boost::math::students_t law(n - 1);
  const double t = boost::math::quantile(boost::math::complement(law, (1 - level) / 2));
  return Interval{*mean, t * std::sqrt(*variance / n), level, tally.count()};
}

std::optional<Interval> student_interval(std::span<const double> values, double level) {
  Tally tally;
  for (const double x : values) {
    tally.add(x);
  }
  return student_interval(tally, level);
}

double normal_bound(double level) {
  HOTLINE_REQUIRE(level > 0 && level < 1);
  return boost::math::quantile(boost::math::complement(boost::math::normal(), (1 - level) / 2));
}

}  // namespace hotline::stats
