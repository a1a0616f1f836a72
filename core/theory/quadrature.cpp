#include "core/theory/quadrature.hpp"

#include <boost/math/quadrature/gauss_kronrod.hpp>

namespace hotline::theory {

double integral(const RealFunction& f, const std::vector<double>& knots) {
  constexpr unsigned kDepth = 12;  // at most 2^12 parts a stretch
  constexpr double kTolerance = 1e-12;
  double sum = 0;
  for (std::size_t i = 1; i < knots.size(); ++i) {
    if (knots[i] > knots[i - 1]) {
      sum += boost::math::quadrature::gauss_kronrod<double, 31>::integrate(
          f, knots[i - 1], knots[i], kDepth, kTolerance);
    }
  }
  return sum;
}

}  // namespace hotline::theory
