// sim/hotline/citizens.hpp: who turns to the hotline, when, and about what.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/id.hpp"
#include "sim/city/arrivals.hpp"
#include "sim/city/conditions.hpp"
#include "sim/hotline/matter.hpp"
#include "sim/hotline/slab.hpp"
#include "sim/hotline/world.hpp"

namespace hotline::sim {

/// A wish to reach the city, as the front office first hears of it.
struct Call {
  ContactId contact;
  ChannelId channel;
  CategoryId category;
  DistrictId district;
  std::uint32_t incident = 0;  ///< that others report as well; 0: none
  Duration talk{-1};           ///< known already; negative: drawn
  Matter about = {};
};

/// Makes the contacts of all demand sources and traces, says when surges come and go, and hands
/// each contact to the front office. A value.
class Citizens {
 public:
  explicit Citizens(const Scenario& scenario);

  void start(World& world);
  void handle(World& world, const Event& event);

  /// Nobody new turns up from now on.
  void stop() { stopped_ = true; }

  template <class A>
  void archive(A& a) {
    a(conditions_);
    a(sources_);
    a(made_);
    a(trace_at_);
    a(incidents_);
    a(incident_count_);
    a(stopped_);
  }

 private:
  /// One that is still being reported.
  struct Incident {
    std::uint32_t number = 0;  ///< of the run, from 1
    std::uint32_t source = 0;
    std::uint32_t left = 0;  ///< reports still to come
    DistrictId district;
    std::uint64_t of_source = 0;  ///< number of the incident within its source

    template <class A>
    void archive(A& a) {
      a(number);
      a(source);
      a(left);
      a(district);
      a(of_source);
    }
  };

  void arrive(World& world, std::uint32_t source);
  void arrive_specially(World& world, const Demand& demand, std::uint32_t source,
                        std::uint64_t number);
  void replay(World& world, std::uint32_t trace);
  void begin_incident(World& world, const Call& call, std::uint32_t source, std::uint64_t number);
  void report(World& world, std::uint32_t row);
  void schedule_report(World& world, std::uint32_t row);
  void tell_surge(World& world, std::uint32_t index) const;
  void schedule_surge(World& world, std::uint32_t occurrence, bool end) const;
  void schedule_next(World& world, ArrivalProcess& process);
  void schedule_trace(World& world, std::uint32_t trace);
  [[nodiscard]] Call call_of(World& world, std::uint32_t source, std::uint64_t number) const;
  [[nodiscard]] static DistrictId district_of(World& world, ContactId contact,
                                              const std::vector<double>& edges);

  const Scenario* scenario_;
  Conditions conditions_;
  std::vector<ArrivalProcess> sources_;
  std::vector<std::uint64_t> made_;  ///< contacts of each source, if there are batches or incidents
  std::vector<std::uint64_t> trace_at_;  ///< next arrival of each trace
  Slab<Incident> incidents_;
  std::uint32_t incident_count_ = 0;
  std::vector<double> district_edges_;  ///< cumulative shares
  bool stopped_ = false;
};

}  // namespace hotline::sim
