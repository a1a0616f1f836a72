#include "core/theory/size_based.hpp"

#include <cmath>
#include <vector>

#include <boost/math/special_functions/gamma.hpp>

#include "core/theory/domain.hpp"
#include "core/theory/quadrature.hpp"

namespace hotline::theory {

Result<SizeBased> size_based_mm1(double arrival_rate, double service_rate) {
  Domain domain;
  if (domain.stable({arrival_rate, service_rate, 1}).broken()) {
    return domain.error();
  }
  // In units of the mean size: the load is the arrival rate.
  const double load = arrival_rate / service_rate;
  const auto tail = [](double x) { return std::exp(-x); };  // also the density
  const auto left = [&](double x) { return (1 - load) + load * (1 + x) * tail(x); };
  const auto m2 = [](double x) { return boost::math::tgamma_lower(3.0, x); };
  // exp(-128) is beyond the digits, even over (1 - load)^2 of the greatest load below 1.
  const std::vector<double> knots = {0, 0.5, 1, 2, 4, 8, 16, 32, 64, 128};
  const auto mean = [&](const RealFunction& f) { return integral(f, knots) / service_rate; };
  SizeBased t;
  t.fifo = 1 / (service_rate * (1 - load));
  t.sjf = 1 / service_rate + mean([&](double x) { return tail(x) * load / (left(x) * left(x)); });
  t.psjf = mean(
      [&](double x) { return tail(x) * (x / left(x) + load / 2 * m2(x) / (left(x) * left(x))); });
  t.srpt = mean([&](double x) {
    return tail(x) * (load / 2 * (m2(x) + x * x * tail(x)) / (left(x) * left(x)) + 1 / left(x));
  });
  return t;
}

}  // namespace hotline::theory
