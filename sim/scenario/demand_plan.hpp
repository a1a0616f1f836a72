// sim/scenario/demand_plan.hpp: who turns to the city, how often and from where, as the scenario
// states it.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "sim/random/count_law.hpp"
#include "sim/random/duration_law.hpp"

namespace hotline::sim {

/// From an instant after the start of the run on, so many contacts an hour.
struct RateStep {
  Duration from{0};
  double per_hour = 0;
};

/// mean + amplitude sin(2 pi (t + phase) / period) contacts an hour, t from the start of the run.
struct SinusoidRate {
  double mean_per_hour = 0;
  double amplitude_per_hour = 0;
  Duration period{kDay};
  Duration phase{0};
};

/// Gaps of a law of their own instead of a rate.
struct Renewal {
  DurationLaw gap;
  std::optional<Duration> first;  ///< of the first contact, after the start; none: a gap
};

/// An incident is reported by several: at once by the first, by each of the others after a delay of
/// an exponential law.
struct Reports {
  CountLaw number;  ///< of all of them
  Duration mean_delay{0};
};

/// What few rows of demand have.
struct DemandExtras {
  std::vector<double> week;              ///< factors of the 168 hours; empty: hour and weekday
  std::vector<RateStep> plan;            ///< instead of per_day and its profiles
  std::optional<SinusoidRate> sinusoid;  ///< the same
  std::optional<Renewal> renewal;        ///< the same
  Duration from{0};                      ///< nobody before, after the start of the run
  Duration until = kMaxSpan;             ///< nobody from then on
  double log_growth = 0;                 ///< a year of 365.25 days, from the start of the run
  std::optional<CountLaw> batch;         ///< contacts at once
  std::optional<Reports> reports;
  std::vector<double> district_edges;  ///< cumulative shares; empty: those of the districts
};

/// Contacts of one category on one channel: a Poisson process of rate
///   per_day / 24 * hour[h] * weekday[d] * month[m] * busyness(day),
/// constant within each hour. Each profile has mean 1.
struct Demand {
  ChannelId channel;
  CategoryId category;
  double per_day = 0;  ///< on a mean day; with a plan or another process, for weights only
  std::array<double, 24> hour{};
  std::array<double, 7> weekday{};
  std::array<double, 12> month{};
  std::optional<DemandExtras> extras = std::nullopt;
};

/// Day factor of mean 1 on all demand, z an AR(1) of N(0, 1): exp(s z_d - s^2/2) with s^2 = ln(1 +
/// cv^2), or the quantile of a gamma law at the probability of z_d.
struct Busyness {
  double cv = 0;
  double autocorrelation = 0;
  bool gamma = false;
};

/// One more day factor, on some categories.
struct BusynessGroup {
  Busyness law;
  std::vector<CategoryId> categories;
};

/// Days that are unlike the others of their weekday.
struct PublicHolidays {
  std::vector<std::int64_t> days;  ///< day numbers, sorted
  std::optional<int> weekday;      ///< whose profile they have; 0 = Monday
  double factor = 1;
};

/// How demand is multiplied by an event. From the onset: `suppression` for `suppressed`, then
/// `peak` for `hold`; then what is above or below 1 halves in each `half_life`, until a hundredth
/// is left.
struct SurgeShape {
  double suppression = 1;
  Duration suppressed{0};
  double peak = 1;
  Duration hold{0};
  Duration half_life{0};
};

/// A shape on some categories, after a delay.
struct SurgeWave {
  Duration delay{0};
  SurgeShape shape;
  std::vector<CategoryId> categories;  ///< none: all
};

/// An unusual wave of demand: snow, a storm, a bill to everybody.
struct Surge {
  std::string name;
  std::vector<SimTime> at;         ///< planned onsets, sorted
  double per_year = 0;             ///< random onsets
  std::array<double, 12> month{};  ///< of the random ones; mean 1
  std::vector<SurgeWave> waves;    ///< the surge itself, and aftershocks
};

/// One contact of a trace.
struct TraceArrival {
  static constexpr std::uint32_t kDrawn = std::numeric_limits<std::uint32_t>::max();

  SimTime at;
  ChannelId channel;
  CategoryId category;
  DistrictId district{kDrawn};  ///< kDrawn: by the shares of the districts
  Duration handle{-1};          ///< talk time; negative: drawn
};

/// Contacts as they came, in order of time.
struct Trace {
  std::string name;
  std::vector<TraceArrival> arrivals;
};

struct District {
  std::string name;
  double share = 0;                               ///< of all contacts; the shares sum to 1
  std::optional<AgencyId> agency = std::nullopt;  ///< takes what nobody is clearly responsible for
};

}  // namespace hotline::sim
