#include "core/theory/differential.hpp"

#include <cmath>
#include <exception>
#include <string>

#include <boost/numeric/odeint/integrate/integrate_adaptive.hpp>
#include <boost/numeric/odeint/stepper/controlled_runge_kutta.hpp>
#include <boost/numeric/odeint/stepper/generation.hpp>
#include <boost/numeric/odeint/stepper/runge_kutta_dopri5.hpp>

#include "core/base/contract.hpp"

namespace hotline::theory {

Result<void> integrate(const Derivative& derivative, std::vector<double>& y, double from,
                       double until, double tolerance) {
  namespace odeint = boost::numeric::odeint;
  HOTLINE_REQUIRE(until >= from && tolerance > 0);
  if (until == from) {
    return {};
  }
  try {
    odeint::integrate_adaptive(
        odeint::make_controlled(tolerance, tolerance,
                                odeint::runge_kutta_dopri5<std::vector<double>>()),
        derivative, y, from, until, (until - from) * 1e-3);
  } catch (const std::exception& failure) {
    return bad_input(std::string("differential equation: ") + failure.what());
  }
  for (const double x : y) {
    if (!std::isfinite(x)) {
      return bad_input("differential equation: the solution does not stay finite");
    }
  }
  return {};
}

}  // namespace hotline::theory
