#include "core/theory/patience.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <boost/math/special_functions/gamma.hpp>

#include "core/theory/domain.hpp"

namespace hotline::theory {

Result<Patience> deterministic_patience(double t) {
  Domain domain;
  if (domain.positive("patience", t).broken()) {
    return domain.error();
  }
  return Patience{
      [t](double x) { return x < t ? 1.0 : 0.0; }, [t](double x) { return std::min(x, t); }, {t}};
}

Result<Patience> exponential_patience(double rate) {
  Domain domain;
  if (domain.not_negative("abandonment rate", rate).broken()) {
    return domain.error();
  }
  return Patience{[rate](double x) { return std::exp(-rate * x); },
                  [rate](double x) { return rate > 0 ? -std::expm1(-rate * x) / rate : x; },
                  {}};
}

Result<Patience> uniform_patience(double lowest, double highest) {
  Domain domain;
  domain.not_negative("lowest patience", lowest)
      .positive("highest patience", highest)
      .require(lowest < highest, "patience: found a lowest of " + shown(lowest) +
                                     ", expected less than the highest, " + shown(highest));
  if (domain.broken()) {
    return domain.error();
  }
  const double width = highest - lowest;
  const auto into = [lowest, width](double x) { return std::clamp(x - lowest, 0.0, width); };
  return Patience{[into, width](double x) { return 1 - into(x) / width; },
                  [into, width, highest](double x) {
                    return std::min(x, highest) - into(x) * into(x) / (2 * width);
                  },
                  {lowest, highest}};
}

Result<Patience> weibull_patience(double shape, double scale) {
  Domain domain;
  domain.positive("scale of patience", scale)
      .require(shape >= 0.05 && shape <= 100,
               "shape of patience: found " + shown(shape) + ", expected a number from 0.05 to 100");
  if (domain.broken()) {
    return domain.error();
  }
  return Patience{[shape, scale](double x) { return std::exp(-std::pow(x / scale, shape)); },
                  [shape, scale](double x) {
                    return x <= 0 ? 0
                                  : scale / shape *
                                        boost::math::tgamma_lower(1 / shape,
                                                                  std::pow(x / scale, shape));
                  },
                  {}};
}

Result<Patience> hyperexponential_patience(const std::vector<double>& shares,
                                           const std::vector<double>& rates) {
  Domain domain;
  domain.require(!shares.empty() && shares.size() == rates.size(),
                 "patience: found " + std::to_string(shares.size()) + " shares and " +
                     std::to_string(rates.size()) + " rates, expected as many, at least one");
  double sum = 0;
  for (const double share : shares) {
    domain.share("share of patience", share);
    sum += share;
  }
  for (const double rate : rates) {
    domain.positive("abandonment rate", rate);
  }
  domain.require(std::abs(sum - 1) <= 1e-9,
                 "shares of patience: found a sum of " + shown(sum) + ", expected 1");
  if (domain.broken()) {
    return domain.error();
  }
  return Patience{[shares, rates](double x) {
                    double s = 0;
                    for (std::size_t i = 0; i < rates.size(); ++i) {
                      s += shares[i] * std::exp(-rates[i] * x);
                    }
                    return s;
                  },
                  [shares, rates](double x) {
                    double s = 0;
                    for (std::size_t i = 0; i < rates.size(); ++i) {
                      s -= shares[i] * std::expm1(-rates[i] * x) / rates[i];
                    }
                    return s;
                  },
                  {}};
}

Result<Patience> general_patience(RealFunction survival, std::vector<double> kinks) {
  Domain domain;
  domain
      .require(survival(0) == 1,
               "survival of patience: found " + shown(survival(0)) + " at 0, expected 1")
      .require(std::is_sorted(kinks.begin(), kinks.end()),
               "kinks of patience: found them out of order, expected them ascending");
  if (domain.broken()) {
    return domain.error();
  }
  RealFunction integrated = [survival, kinks](double x) {
    std::vector<double> knots = {0};
    for (const double kink : kinks) {
      if (kink > 0 && kink < x) {
        knots.push_back(kink);
      }
    }
    knots.push_back(x);
    return integral(survival, knots);
  };
  return Patience{std::move(survival), std::move(integrated), std::move(kinks)};
}

}  // namespace hotline::theory
