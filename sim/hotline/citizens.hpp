// sim/hotline/citizens.hpp: who turns to the hotline, when, and about what.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/id.hpp"
#include "sim/city/arrivals.hpp"
#include "sim/hotline/world.hpp"

namespace hotline::sim {

/// A wish to reach the city, as the front office first hears of it.
struct Call {
  ContactId contact;
  ChannelId channel;
  CategoryId category;
  DistrictId district;
};

/// Makes the contacts of all demand sources and hands each to the front office. A value.
class Citizens {
 public:
  explicit Citizens(const Scenario& scenario);

  void start(World& world);
  void handle(World& world, const Event& event);

  /// Nobody new turns up from now on.
  void stop() { stopped_ = true; }

  template <class A>
  void archive(A& a) {
    a(busyness_);
    a(sources_);
    a(stopped_);
  }

 private:
  void arrive(World& world, std::uint32_t source);
  void schedule_next(World& world, ArrivalProcess& process);
  [[nodiscard]] DistrictId district_at(double u) const;

  const Scenario* scenario_;
  BusynessFactors busyness_;
  std::vector<ArrivalProcess> sources_;
  std::vector<double> district_edges_;  ///< cumulative shares
  bool stopped_ = false;
};

}  // namespace hotline::sim
