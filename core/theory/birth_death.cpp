#include "core/theory/birth_death.hpp"

#include "core/base/contract.hpp"

namespace hotline::theory {

std::vector<double> birth_death(int highest, const std::function<double(int)>& birth,
                                const std::function<double(int)>& death) {
  HOTLINE_REQUIRE(highest >= 0);
  constexpr double kTooLarge = 1e280;
  std::vector<double> p = {1};
  p.reserve(static_cast<std::size_t>(highest) + 1);
  for (int n = 0; n < highest; ++n) {
    const double down = death(n + 1);
    HOTLINE_REQUIRE(down > 0);
    p.push_back(p.back() * (birth(n) / down));
    if (p.back() > kTooLarge) {
      for (double& x : p) {
        x /= kTooLarge;
      }
    }
  }
  double sum = 0;
  for (const double x : p) {
    sum += x;
  }
  for (double& x : p) {
    x /= sum;
  }
  return p;
}

}  // namespace hotline::theory
