#include "sim/random/special_functions.hpp"

#include <cmath>

#include "core/base/contract.hpp"
#include "sim/random/arithmetic.hpp"

namespace hotline::sim {
namespace {

constexpr int kMostTerms = 100'000;
constexpr double kEnough = 1e-16;

/// x^shape e^-x / Gamma(shape + 1).
double leading(double shape, double x) {
  return fixed_exp(shape * fixed_log(x) - x - fixed_log_gamma(shape + 1));
}

/// gamma(shape, x) / Gamma(shape), lower: the series 1 + x/(a+1) + x^2/((a+1)(a+2)) + ...
double lower_series(double shape, double x) {
  double term = 1;
  double sum = 1;
  for (int n = 1; n < kMostTerms && term > kEnough * sum; ++n) {
    term *= x / (shape + n);
    sum += term;
  }
  return leading(shape, x) * sum;
}

/// Upper, by the continued fraction 1/(x+1-a- 1(1-a)/(x+3-a- 2(2-a)/(x+5-a- ...))), from its front
/// (modified Lentz).
double upper_fraction(double shape, double x) {
  constexpr double kTiny = 1e-300;
  double b = x + 1 - shape;
  double c = 1 / kTiny;
  double d = 1 / b;
  double h = d;
  for (int n = 1; n < kMostTerms; ++n) {
    const double a = -n * (n - shape);
    b += 2;
    d = a * d + b;
    d = 1 / (std::fabs(d) < kTiny ? kTiny : d);
    c = b + a / c;
    c = std::fabs(c) < kTiny ? kTiny : c;
    const double factor = c * d;
    h *= factor;
    if (std::fabs(factor - 1) < kEnough * 4) {
      break;
    }
  }
  return leading(shape, x) * shape * h;
}

}  // namespace

double fixed_log_gamma(double x) {
  HOTLINE_REQUIRE(x > 0);
  double product = 1;  // x (x+1) ... up to 10: below 10^10
  double z = x;
  while (z < 10) {
    product *= z;
    z += 1;
  }
  constexpr double kHalfLogTwoPi = 0.918938533204672741780329736406;
  const double r = 1 / (z * z);
  const double series =
      (1.0 / 12 +
       r * (-1.0 / 360 +
            r * (1.0 / 1260 + r * (-1.0 / 1680 + r * (1.0 / 1188 + r * (-691.0 / 360360)))))) /
      z;
  return (z - 0.5) * fixed_log(z) - z + kHalfLogTwoPi + series - fixed_log(product);
}

double one_minus_exp(double x) {
  const double e = fixed_exp(-x);
  if (e == 1) {
    return x;
  }
  return x < 1 ? (1 - e) * (x / -fixed_log(e)) : 1 - e;
}

Tails gamma_tails(double shape, double x) {
  HOTLINE_REQUIRE(shape >= 0.01 && shape <= 10'000);
  if (!(x > 0)) {
    return {0, 1};
  }
  if (x < shape + 1) {
    const double below = std::fmin(lower_series(shape, x), 1);
    return {below, 1 - below};
  }
  const double above = std::fmin(upper_fraction(shape, x), 1);
  return {1 - above, above};
}

Tails normal_tails(double z) {
  const double size = std::fmin(std::fabs(z), 40);  // beyond, nothing is left
  const Tails square = gamma_tails(0.5, size * size / 2);
  const double beyond = square.above / 2;
  return z < 0 ? Tails{beyond, 1 - beyond} : Tails{1 - beyond, beyond};
}

}  // namespace hotline::sim
