#include "core/theory/sharing.hpp"

#include <cmath>

#include "core/base/contract.hpp"
#include "core/theory/birth_death.hpp"
#include "core/theory/domain.hpp"

namespace hotline::theory {
namespace {

constexpr int kMostSlots = 10'000;

}  // namespace

Result<ProcessorSharing> processor_sharing(double arrival_rate, double service_rate) {
  Domain domain;
  if (domain.stable({arrival_rate, service_rate, 1}).broken()) {
    return domain.error();
  }
  ProcessorSharing p;
  p.occupancy = arrival_rate / service_rate;
  p.slowdown = 1 / (1 - p.occupancy);
  p.mean_sojourn = 1 / (service_rate - arrival_rate);
  p.mean_in_system = arrival_rate * p.mean_sojourn;
  return p;
}

double SharedAgent::probability(int n) const {
  HOTLINE_REQUIRE(n >= 0 && !in_system.empty());
  const int last = static_cast<int>(in_system.size()) - 1;
  return n <= last ? in_system[static_cast<std::size_t>(n)]
                   : in_system.back() * std::pow(tail_ratio, n - last);
}

Result<SharedAgent> shared_agent(double arrival_rate, const std::vector<double>& total_rates) {
  Domain domain;
  domain.positive("arrival rate", arrival_rate)
      .require(!total_rates.empty() && total_rates.size() <= kMostSlots,
               "rates: found " + std::to_string(total_rates.size()) + ", expected 1 to 10000");
  for (const double rate : total_rates) {
    domain.positive("total rate", rate);
  }
  if (!domain.broken()) {
    domain.require(arrival_rate < total_rates.back(), "arrival rate: found " + shown(arrival_rate) +
                                                          ", expected less than " +
                                                          shown(total_rates.back()));
  }
  if (domain.broken()) {
    return domain.error();
  }
  const int last = static_cast<int>(total_rates.size());
  SharedAgent agent;
  agent.in_system = birth_death(
      last, [&](int) { return arrival_rate; },
      [&](int n) { return total_rates[static_cast<std::size_t>(n - 1)]; });
  const double r = arrival_rate / total_rates.back();
  const double beyond = agent.in_system.back() * r / (1 - r);  // all further states together
  agent.tail_ratio = r;
  double sum = beyond;
  double moment = beyond * (last + 1 / (1 - r));
  for (int n = 0; n <= last; ++n) {
    sum += agent.in_system[static_cast<std::size_t>(n)];
    moment += n * agent.in_system[static_cast<std::size_t>(n)];
  }
  for (double& p : agent.in_system) {
    p /= sum;
  }
  agent.busy_probability = 1 - agent.in_system.front();
  agent.mean_in_system = moment / sum;
  agent.mean_sojourn = agent.mean_in_system / arrival_rate;
  return agent;
}

Result<SharedAgent> full_speed_slots(double arrival_rate, double service_rate, int slots) {
  Domain domain;
  domain.positive("service rate", service_rate).whole("slots", slots, 1, kMostSlots);
  if (domain.broken()) {
    return domain.error();
  }
  std::vector<double> rates;
  for (int n = 1; n <= slots; ++n) {
    rates.push_back(n * service_rate);
  }
  return shared_agent(arrival_rate, rates);
}

}  // namespace hotline::theory
