// The gamma and normal laws of our own arithmetic against Boost.Math.
#include "sim/random/special_functions.hpp"

#include <cmath>

#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/expm1.hpp>
#include <gtest/gtest.h>

namespace hotline::sim {
namespace {

TEST(SpecialFunctions, TheLogarithmOfGammaIsThatOfBoost) {
  for (double x = 0.01; x < 2e4; x *= 1.07) {
    const double wanted = boost::math::lgamma(x);
    EXPECT_NEAR(fixed_log_gamma(x), wanted, 1e-13 * std::fmax(1, std::fabs(wanted))) << x;
  }
}

TEST(SpecialFunctions, OneMinusExpIsAccurateWhereItIsSmall) {
  for (double x = 1e-18; x < 100; x *= 3) {
    const double wanted = -boost::math::expm1(-x);
    EXPECT_NEAR(one_minus_exp(x), wanted, 1e-15 * wanted) << x;
  }
  EXPECT_EQ(one_minus_exp(0), 0);
}

TEST(SpecialFunctions, GammaTailsAreThoseOfBoost) {
  for (const double shape : {0.01, 0.1, 0.5, 1.0, 2.5, 10.0, 28.7, 100.0, 1000.0, 10'000.0}) {
    const boost::math::gamma_distribution<double> law(shape, 1);
    for (const double p : {1e-15, 1e-6, 0.01, 0.3, 0.5, 0.7, 0.99}) {
      for (const bool above : {false, true}) {
        const double x = above ? quantile(complement(law, p)) : quantile(law, p);
        if (x < 1e-280) {
          continue;
        }
        const double below = cdf(law, x);
        const double beyond = cdf(complement(law, x));
        const Tails found = gamma_tails(shape, x);
        const double error = shape > 1000 ? 1e-10 : 1e-11;
        EXPECT_NEAR(found.below, below, error * below) << shape << ' ' << x;
        EXPECT_NEAR(found.above, beyond, error * beyond) << shape << ' ' << x;
        EXPECT_NEAR(found.below + found.above, 1, 1e-15);
      }
    }
  }
  EXPECT_EQ(gamma_tails(2, 0).above, 1);
  EXPECT_DEATH((void)gamma_tails(0.001, 1), "contract broken");
}

TEST(SpecialFunctions, NormalTailsAreThoseOfBoost) {
  const boost::math::normal_distribution<double> law;
  for (double z = -8; z <= 8; z += 0.25) {
    const Tails found = normal_tails(z);
    EXPECT_NEAR(found.below, cdf(law, z), 1e-11 * cdf(law, z)) << z;
    EXPECT_NEAR(found.above, cdf(complement(law, z)), 1e-11 * cdf(complement(law, z))) << z;
  }
  EXPECT_EQ(normal_tails(1e300).below, 1);
}

}  // namespace
}  // namespace hotline::sim
