// sim/scenario/demand_plan.hpp: who turns to the city, how often and from where, as the scenario
// states it.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "core/base/id.hpp"
#include "core/base/time.hpp"

namespace hotline::sim {

/// Contacts of one category on one channel: a Poisson process of rate
///   per_day / 24 * hour[h] * weekday[d] * month[m] * busyness(day),
/// constant within each hour. Each profile has mean 1.
struct Demand {
  ChannelId channel;
  CategoryId category;
  double per_day = 0;
  std::array<double, 24> hour{};
  std::array<double, 7> weekday{};
  std::array<double, 12> month{};
};

/// Day factor exp(s z_d - s^2/2) on all demand, with s^2 = ln(1 + cv^2) and z an AR(1) of N(0, 1).
struct Busyness {
  double cv = 0;
  double autocorrelation = 0;
};

struct District {
  std::string name;
  double share = 0;  ///< of all contacts; the shares sum to 1
};

}  // namespace hotline::sim
