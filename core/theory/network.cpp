#include "core/theory/network.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/theory/domain.hpp"
#include "core/theory/erlang.hpp"

namespace hotline::theory {
namespace {

using Matrix = std::vector<std::vector<double>>;

/// Swaps row k with one below whose entry of column k is the largest, and returns that.
double bring_up_pivot(Matrix& a, std::vector<double>& b, std::size_t k) {
  std::size_t pivot = k;
  for (std::size_t i = k + 1; i < b.size(); ++i) {
    pivot = std::abs(a[i][k]) > std::abs(a[pivot][k]) ? i : pivot;
  }
  std::swap(a[k], a[pivot]);
  std::swap(b[k], b[pivot]);
  return std::abs(a[k][k]);
}

/// x of a x = b, or nothing if a has no inverse.
std::optional<std::vector<double>> solve(Matrix a, std::vector<double> b) {
  constexpr double kSingular = 1e-13;
  const std::size_t n = b.size();
  for (std::size_t k = 0; k < n; ++k) {
    if (bring_up_pivot(a, b, k) < kSingular) {
      return std::nullopt;
    }
    for (std::size_t i = k + 1; i < n; ++i) {
      const double factor = a[i][k] / a[k][k];
      for (std::size_t j = k; j < n; ++j) {
        a[i][j] -= factor * a[k][j];
      }
      b[i] -= factor * b[k];
    }
  }
  for (std::size_t k = n; k-- > 0;) {
    for (std::size_t j = k + 1; j < n; ++j) {
      b[k] -= a[k][j] * b[j];
    }
    b[k] /= a[k][k];
  }
  return b;
}

Domain checked(const std::vector<Station>& stations, const Matrix& routing) {
  Domain domain;
  domain.require(!stations.empty() && stations.size() <= 1000,
                 "stations: found " + std::to_string(stations.size()) + ", expected 1 to 1000");
  double external = 0;
  for (const Station& s : stations) {
    domain.not_negative("external rate", s.external_rate).pool({1, s.service_rate, s.agents});
    external += s.external_rate;
  }
  domain.positive("external rates together", external)
      .require(
          routing.size() == stations.size(),
          "routing: found " + std::to_string(routing.size()) + " rows, expected one a station");
  for (const std::vector<double>& row : routing) {
    double sum = 0;
    for (const double p : row) {
      domain.share("routing", p);
      sum += p;
    }
    domain
        .require(row.size() == stations.size(), "routing: found a row of " +
                                                    std::to_string(row.size()) +
                                                    ", expected one number a station")
        .require(sum <= 1 + 1e-12,
                 "routing: found a row with the sum " + shown(sum) + ", expected at most 1");
  }
  return domain;
}

}  // namespace

Result<Network> jackson(const std::vector<Station>& stations,
                        const std::vector<std::vector<double>>& routing) {
  if (const Domain domain = checked(stations, routing); domain.broken()) {
    return domain.error();
  }
  const std::size_t n = stations.size();
  Matrix traffic(n, std::vector<double>(n));
  std::vector<double> external;
  double entering = 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      traffic[i][j] = (i == j ? 1 : 0) - routing[j][i];
    }
    external.push_back(stations[i].external_rate);
    entering += stations[i].external_rate;
  }
  const auto rates = solve(std::move(traffic), std::move(external));
  if (!rates) {
    return bad_input("routing: found a part of the network that nobody leaves");
  }
  Network network;
  for (std::size_t i = 0; i < n; ++i) {
    StationMeasures m;
    m.arrival_rate = std::max((*rates)[i], 0.0);
    m.visits = m.arrival_rate / entering;
    if (m.arrival_rate > 0) {
      const Result<ErlangC> c =
          erlang_c({m.arrival_rate, stations[i].service_rate, stations[i].agents});
      if (!c) {
        return bad_input("station " + std::to_string(i + 1) + ": " + c.error().message);
      }
      m.occupancy = c->occupancy;
      m.mean_wait = c->mean_wait;
      m.mean_in_system = c->mean_in_system;
    }
    network.mean_in_system += m.mean_in_system;
    network.stations.push_back(m);
  }
  network.mean_sojourn = network.mean_in_system / entering;
  return network;
}

Result<double> fork_join_sojourn(double arrival_rate, double service_rate, int n) {
  Domain domain;
  domain.stable({arrival_rate, service_rate, 1}).whole("parts", n, 1, 32);
  if (domain.broken()) {
    return domain.error();
  }
  const double rho = arrival_rate / service_rate;
  const double one = 1 / (service_rate - arrival_rate);
  if (n == 1) {
    return one;
  }
  double harmonic = 0;
  for (int k = 1; k <= n; ++k) {
    harmonic += 1.0 / k;
  }
  const double ratio = harmonic / 1.5;
  return (ratio + 4.0 / 11 * (1 - ratio) * rho) * (12 - rho) / 8 * one;
}

}  // namespace hotline::theory
