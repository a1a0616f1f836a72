#include "sim/random/arithmetic.hpp"

#include <array>
#include <cmath>

#include "core/base/contract.hpp"

namespace hotline::sim {
namespace {

/// c[0] + c[1] x + ... + c[7] x^7, in pairs (Estrin's scheme): half as long a chain as Horner's.
double polynomial(const std::array<double, 8>& c, double x) {
  const double x2 = x * x;
  const double low = (c[0] + c[1] * x) + (c[2] + c[3] * x) * x2;
  const double high = (c[4] + c[5] * x) + (c[6] + c[7] * x) * x2;
  return low + high * (x2 * x2);
}

}  // namespace

double fixed_cos_of_turn(double x) {
  HOTLINE_REQUIRE(x >= 0 && x <= 1);
  constexpr double kTwoPi = 6.28318530717958647693;
  const double mirrored = x > 0.5 ? 1 - x : x;  // cos(-a) = cos(a)
  const bool negative = mirrored > 0.25;        // cos(pi - a) = -cos(a)
  const double turn = negative ? 0.5 - mirrored : mirrored;
  double result = 0;
  if (turn <= 0.125) {  // 1 - a^2/2! + a^4/4! - ... + a^16/16!
    static constexpr std::array<double, 8> kByTwo = {
        1.0 / 2,       -1.0 / 24,        1.0 / 720,         -1.0 / 40320,
        1.0 / 3628800, -1.0 / 479001600, 1.0 / 87178291200, -1.0 / 20922789888000};
    const double a2 = kTwoPi * turn * (kTwoPi * turn);
    result = 1 - a2 * polynomial(kByTwo, a2);
  } else {  // the sine of what is left to a quarter: a - a^3/3! + a^5/5! - ... - a^15/15!
    static constexpr std::array<double, 8> kByOne = {
        1.0,          -1.0 / 6,        1.0 / 120,        -1.0 / 5040,
        1.0 / 362880, -1.0 / 39916800, 1.0 / 6227020800, -1.0 / 1307674368000};
    const double a = kTwoPi * (0.25 - turn);
    result = a * polynomial(kByOne, a * a);
  }
  return negative ? -result : result;
}

double normal_quantile(double p) {
  HOTLINE_REQUIRE(p > 0 && p < 1);
  static constexpr std::array<double, 8> kA = {3.3871328727963666080e0,  1.3314166789178437745e+2,
                                               1.9715909503065514427e+3, 1.3731693765509461125e+4,
                                               4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                               3.3430575583588128105e+4, 2.5090809287301226727e+3};
  static constexpr std::array<double, 8> kB = {1.0,
                                               4.2313330701600911252e+1,
                                               6.8718700749205790830e+2,
                                               5.3941960214247511077e+3,
                                               2.1213794301586595867e+4,
                                               3.9307895800092710610e+4,
                                               2.8729085735721942674e+4,
                                               5.2264952788528545610e+3};
  static constexpr std::array<double, 8> kC = {
      1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
      3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
      2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static constexpr std::array<double, 8> kD = {1.0,
                                               2.05319162663775882187e0,
                                               1.67638483018380384940e0,
                                               6.89767334985100004550e-1,
                                               1.48103976427480074590e-1,
                                               1.51986665636164571966e-2,
                                               5.47593808499534494600e-4,
                                               1.05075007164441684324e-9};
  static constexpr std::array<double, 8> kE = {
      6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
      2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
      2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static constexpr std::array<double, 8> kF = {1.0,
                                               5.99832206555887937690e-1,
                                               1.36929880922735805310e-1,
                                               1.48753612908506148525e-2,
                                               7.86869131145613259100e-4,
                                               1.84631831751005468180e-5,
                                               1.42151175831644588870e-7,
                                               2.04426310338993978564e-15};
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(kA, r) / polynomial(kB, r);
  }
  const double r = std::sqrt(-fixed_log(q < 0 ? p : 1 - p));
  const double z = r <= 5 ? polynomial(kC, r - 1.6) / polynomial(kD, r - 1.6)
                          : polynomial(kE, r - 5) / polynomial(kF, r - 5);
  return q < 0 ? -z : z;
}

}  // namespace hotline::sim
