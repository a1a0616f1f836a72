#include "sim/random/count_law.hpp"

#include <algorithm>

#include "core/base/contract.hpp"
#include "sim/random/arithmetic.hpp"

namespace hotline::sim {

std::uint32_t quantile(const CountLaw& law, double u) {
  HOTLINE_REQUIRE(u > 0 && u < 1);
  double number = law.number;
  if (law.family == CountLaw::Family::kGeometric) {
    number = law.number > 1 ? 1 + fixed_log(1 - u) / fixed_log(1 - 1 / law.number) : 1;
  } else if (law.family == CountLaw::Family::kWeights) {
    const auto at = std::lower_bound(law.cumulative.begin(), law.cumulative.end(), u);
    const auto last = static_cast<std::ptrdiff_t>(law.cumulative.size()) - 1;
    number = static_cast<double>(std::min(at - law.cumulative.begin(), last) + 1);
  }
  return static_cast<std::uint32_t>(std::min(number, double{kMostAtOnce}));
}

double mean(const CountLaw& law) {
  if (law.family != CountLaw::Family::kWeights) {
    return law.number;
  }
  double sum = 0;
  double before = 0;
  for (std::size_t i = 0; i < law.cumulative.size(); ++i) {
    sum += static_cast<double>(i + 1) * (law.cumulative[i] - before);
    before = law.cumulative[i];
  }
  return sum;
}

}  // namespace hotline::sim
