#include "core/theory/single_server.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include "core/theory/domain.hpp"

namespace hotline::theory {
namespace {

SingleServer with_wait(double arrival_rate, double mean_handling, double mean_wait) {
  SingleServer s;
  s.occupancy = arrival_rate * mean_handling;
  s.mean_wait = mean_wait;
  s.mean_queue = arrival_rate * mean_wait;
  s.mean_sojourn = mean_wait + mean_handling;
  s.mean_in_system = arrival_rate * s.mean_sojourn;
  return s;
}

void check(Domain& domain, double arrival_rate, const TimeLaw& handling) {
  domain.positive("arrival rate", arrival_rate)
      .positive("mean handling time", handling.mean)
      .not_negative("cv of the handling time", handling.cv)
      .require(arrival_rate * handling.mean < 1,
               "offered load: found " + shown(arrival_rate * handling.mean) +
                   ", expected less than 1: else the queue grows for ever");
}

/// The root of z = w exp(rho (z - 1)) inside the unit circle; w of length 1, not 1 itself.
std::complex<double> root_inside(std::complex<double> w, double rho) {
  std::complex<double> z = w * std::exp(-rho);
  for (int i = 0; i < 20; ++i) {  // a contraction by rho or better: into Newton's reach
    z = w * std::exp(rho * (z - 1.0));
  }
  for (int i = 0; i < 50; ++i) {
    const std::complex<double> g = w * std::exp(rho * (z - 1.0));
    const std::complex<double> step = (z - g) / (1.0 - rho * g);
    z -= step;
    if (std::abs(step) < 1e-16) {
      break;
    }
  }
  return z;
}

}  // namespace

Result<SingleServer> mg1(double arrival_rate, const TimeLaw& handling) {
  Domain domain;
  check(domain, arrival_rate, handling);
  if (domain.broken()) {
    return domain.error();
  }
  const double rho = arrival_rate * handling.mean;
  return with_wait(arrival_rate, handling.mean,
                   arrival_rate * handling.second_moment() / (2 * (1 - rho)));
}

Result<SingleServer> mg1_vacations(double arrival_rate, const TimeLaw& handling,
                                   const TimeLaw& vacation) {
  Domain domain;
  domain.positive("mean vacation", vacation.mean).not_negative("cv of vacations", vacation.cv);
  if (domain.broken()) {
    return domain.error();
  }
  return mg1(arrival_rate, handling).map([&](const SingleServer& s) {
    return with_wait(arrival_rate, handling.mean,
                     s.mean_wait + vacation.second_moment() / (2 * vacation.mean));
  });
}

Result<SingleServer> batch_mm1(double batch_rate, const TimeLaw& batch, double service_rate) {
  Domain domain;
  domain.positive("service rate", service_rate)
      .require(batch.mean >= 1 && batch.mean <= 1e9,
               "batch: found " + shown(batch.mean) + ", expected a mean size from 1 to 1e9");
  check(domain, batch_rate, {batch.mean / service_rate, batch.cv});
  if (domain.broken()) {
    return domain.error();
  }
  const double rate = batch_rate * batch.mean;
  const double rho = rate / service_rate;
  const double in_system = rho * (1 + batch.second_moment() / batch.mean) / (2 * (1 - rho));
  return with_wait(rate, 1 / service_rate, in_system / rate - 1 / service_rate);
}

Result<GeneralArrivals> gim1(const RealFunction& transform_complement, double mean_between,
                             double service_rate) {
  Domain domain;
  domain.positive("time between arrivals", mean_between).positive("service rate", service_rate);
  check(domain, 1 / mean_between, {1 / service_rate, 1});
  if (domain.broken()) {
    return domain.error();
  }
  // y = 1 - sigma solves complement(mu y) = y: above the line up to the root, below beyond.
  double low = 0;
  double high = 1;
  for (int i = 0; i < 1100 && high - low > 1e-17 * high; ++i) {
    const double middle = low + (high - low) / 2;
    (transform_complement(service_rate * middle) > middle ? low : high) = middle;
  }
  const double y = high;
  return GeneralArrivals{
      1 - y, with_wait(1 / mean_between, 1 / service_rate, (1 - y) / (service_rate * y))};
}

Result<GeneralArrivals> dm1(double between, double service_rate) {
  return gim1([between](double s) { return -std::expm1(-s * between); }, between, service_rate);
}

Result<DeterministicHandling> mdc(double arrival_rate, double handling, int agents) {
  constexpr int kMostAgents = 10'000;
  Domain domain;
  domain.positive("handling time", handling)
      .stable({arrival_rate, 1 / handling, agents})
      .whole("agents", agents, 1, kMostAgents);
  if (domain.broken()) {
    return domain.error();
  }
  const double c = agents;
  const double a = arrival_rate * handling;
  double log_product = 0;
  double sum = 0;
  for (int k = 1; k <= agents / 2; ++k) {
    const std::complex<double> w = std::polar(1.0, 2 * std::numbers::pi * k / c);
    const std::complex<double> gap = 1.0 - root_inside(w, a / c);
    const int times = 2 * k == agents ? 1 : 2;  // the conjugate root
    log_product += times * std::log(std::abs(gap));
    sum += times * (1.0 / gap).real();
  }
  DeterministicHandling d;
  d.occupancy = a / c;
  d.wait_probability = std::max(0.0, 1 - (c - a) * std::exp(-log_product));
  d.mean_queue = std::max(0.0, sum - (c * (c - 1) - a * a) / (2 * (c - a)));
  d.mean_wait = d.mean_queue / arrival_rate;
  return d;
}

}  // namespace hotline::theory
