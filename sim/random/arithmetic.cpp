#include "sim/random/arithmetic.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "core/base/contract.hpp"

namespace hotline::sim {
namespace {

// ln 2 in two parts: the first has 32 trailing zero bits, so that k * kLn2High is exact for |k| <
// 2^32.
constexpr double kLn2High = 6.93147180369123816490e-01;
constexpr double kLn2Low = 1.90821492927058770002e-10;
constexpr double kInverseLn2 = 1.44269504088896338700e+00;

/// c[0] + c[1] x + ... by Horner's rule.
template <std::size_t N>
double polynomial(const std::array<double, N>& c, double x) {
  double sum = c[N - 1];
  for (std::size_t i = N - 1; i-- > 0;) {
    sum = sum * x + c[i];
  }
  return sum;
}

}  // namespace

double fixed_log(double x) {
  HOTLINE_REQUIRE(x > 0 && x <= 1.7976931348623157e308);
  int shift = 0;
  if (x < 2.2250738585072014e-308) {  // subnormal: scale up, exactly
    x *= 18014398509481984.0;         // 2^54
    shift = -54;
  }
  // x = m 2^e with m in [sqrt(1/2), sqrt(2)); ln m = 2 artanh(s), s = (m - 1) / (m + 1), |s| <
  // 0.1716.
  constexpr std::uint64_t kHalfRoot = 0x3fe6a09e667f3bcdULL;  // bits of sqrt(1/2)
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const auto exponent = static_cast<std::int64_t>(bits - kHalfRoot) >> 52;
  const auto m = std::bit_cast<double>(bits - (static_cast<std::uint64_t>(exponent) << 52));
  const double s = (m - 1) / (m + 1);
  const double z = s * s;
  // 1/3 + z/5 + z^2/7 + ...: the first term left out is below 2^-56 of the sum.
  static constexpr std::array<double, 11> kOdd = {1.0 / 3,  1.0 / 5,  1.0 / 7,  1.0 / 9,
                                                  1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17,
                                                  1.0 / 19, 1.0 / 21, 1.0 / 23};
  const double tail = 2 * s * z * polynomial(kOdd, z);
  const auto k = static_cast<double>(exponent + shift);
  return k * kLn2High + (2 * s + (tail + k * kLn2Low));
}

double fixed_exp(double x) {
  if (x > 700) {
    x = 700;
  } else if (x < -700) {
    x = -700;
  }
  const double k = std::floor(x * kInverseLn2 + 0.5);
  const double r = (x - k * kLn2High) - k * kLn2Low;  // |r| <= 0.347
  // 1 + r + r^2/2! + ... + r^14/14!: the next term is below 2^-60.
  static constexpr std::array<double, 15> kInverseFactorials = {1.0,
                                                                1.0,
                                                                1.0 / 2,
                                                                1.0 / 6,
                                                                1.0 / 24,
                                                                1.0 / 120,
                                                                1.0 / 720,
                                                                1.0 / 5040,
                                                                1.0 / 40320,
                                                                1.0 / 362880,
                                                                1.0 / 3628800,
                                                                1.0 / 39916800,
                                                                1.0 / 479001600,
                                                                1.0 / 6227020800,
                                                                1.0 / 87178291200};
  const double value = polynomial(kInverseFactorials, r);
  const auto scale =
      std::bit_cast<double>(static_cast<std::uint64_t>(static_cast<std::int64_t>(k) + 1023) << 52);
  return value * scale;
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
