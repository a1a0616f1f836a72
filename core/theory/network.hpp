// core/theory/network.hpp: tickets that visit several offices, and offices that must all agree.
#pragma once

#include <vector>

#include "core/base/result.hpp"

namespace hotline::theory {

/// One office of an open Jackson network: M/M/c.
struct Station {
  double external_rate = 0;  ///< arrivals from outside
  double service_rate = 1;
  int agents = 1;
};

struct StationMeasures {
  double visits = 0;  ///< of one ticket, on average
  double arrival_rate = 0;
  double occupancy = 0;
  double mean_wait = 0;  ///< of one visit
  double mean_in_system = 0;
};

struct Network {
  std::vector<StationMeasures> stations;
  double mean_in_system = 0;
  double mean_sojourn = 0;  ///< from arrival to leaving, over all visits
};

/// `routing[i][j]`: probability that who leaves i goes on to j; the rest of a row leaves the
/// network. 1 ... 1000 stations, some external rate above 0; every ticket must be able to leave,
/// and every load be below its agents; else kBadInput. Source: J. R. Jackson, Networks of waiting
/// lines, 1957. Method: traffic equations by Gaussian elimination with pivoting, Erlang C at each
/// station. Relative error about 1e-13 for well-mixed routing. Cost: stations^3.
[[nodiscard]] Result<Network> jackson(const std::vector<Station>& stations,
                                      const std::vector<std::vector<double>>& routing);

/// Mean time until all of n equal agents, each with a queue, have done their part of a case: fork
/// and join, Poisson arrivals, exponential parts. Exact for n = 1 and n = 2, (12 - rho) / 8 / (mu -
/// lambda); for n = 3 ... 32 the interpolation (H_n/H_2 + (4/11) (1 - H_n/H_2) rho) T_2, within 5 %
/// by its authors. Source: R. Nelson and A. N. Tantawi, Approximate analysis of fork/join
/// synchronization in parallel queues, 1988. kBadInput unless rates are above 0 and rho < 1.
[[nodiscard]] Result<double> fork_join_sojourn(double arrival_rate, double service_rate, int n);

}  // namespace hotline::theory
