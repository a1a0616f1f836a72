// The surges that ship, upon their cities: how many more contacts come on a day of the surge than
// on the same day without it, as published.
#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include <gtest/gtest.h>

#include "core/facts/fact.hpp"
#include "sim/run/replication.hpp"
#include "sim/scenario/open.hpp"

namespace hotline::sim {
namespace {

/// First attempts by day, of one channel and some categories.
struct Arrivals {
  SimTime start;
  std::set<std::uint32_t> channels;
  std::set<std::uint32_t> categories;
  std::vector<double> days = std::vector<double>(200, 0);

  template <class F>
  void operator()(const F& fact) {
    if constexpr (std::is_same_v<F, ContactArrived>) {
      if (fact.attempt == 1 && !fact.chasing && channels.contains(fact.channel.value) &&
          categories.contains(fact.category.value)) {
        ++days.at(static_cast<std::size_t>((fact.at - start) / kDay));
      }
    }
  }
};

struct Claim {
  const char* file;
  const char* channel;   ///< empty: all
  const char* category;  ///< empty: all
  const char* from;      ///< first day of the comparison
  int days;              ///< how many
  double factor;         ///< of the same days without the surge
  double tolerance;      ///< at least five standard deviations of the ratio
};

template <class Things>
std::set<std::uint32_t> ids(const Things& things, const std::string& name) {
  std::set<std::uint32_t> out;
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (name.empty() || things[i].name == name) {
      out.insert(static_cast<std::uint32_t>(i));
    }
  }
  return out;
}

/// Contacts in the days of the claim, with or without surges; from a day before them on, because
/// what comes does not depend on what came.
double contacts(Scenario scenario, const Claim& claim, bool surges) {
  const SimTime from = parse_time(claim.from).value();
  scenario.warm_up = Duration{0};
  scenario.length = (from - scenario.start) + claim.days * kDay;
  if (!surges) {
    scenario.surges.clear();
  }
  for (Category& category : scenario.categories) {
    category.ticket_probability = 0;  // nobody asks about tickets here, and they take time
  }
  Arrivals arrivals{scenario.start, ids(scenario.channels, claim.channel),
                    ids(scenario.categories, claim.category)};
  run_replication(scenario, 1, 0, arrivals);
  double sum = 0;
  for (int day = 0; day < claim.days; ++day) {
    sum += arrivals.days.at(static_cast<std::size_t>((from - scenario.start) / kDay + day));
  }
  return sum;
}

class ShippedSurge : public testing::TestWithParam<Claim> {};

/// Both runs have the same random days, so the ratio varies as Poisson numbers do: the tolerances
/// are five standard deviations or more, and a right program fails less than once in a million
/// seeds.
TEST_P(ShippedSurge, BringsAsManyContactsAsPublished) {
  const Claim& claim = GetParam();
  const Result<Scenario> scenario =
      open_scenario(std::string(HOTLINE_SOURCE_DIR) + "/scenarios/surges/" + claim.file + ".toml");
  ASSERT_TRUE(scenario) << scenario.error().message;
  const double with = contacts(*scenario, claim, true);
  const double without = contacts(*scenario, claim, false);
  ASSERT_GT(without, 0);
  EXPECT_NEAR(with / without, claim.factor, claim.tolerance);
}

INSTANTIATE_TEST_SUITE_P(
    All, ShippedSurge,
    testing::Values(Claim{"new-york-snow", "phone", "", "2025-12-10", 1, 5.5, 0.15},
                    Claim{"new-york-blizzard", "", "", "2025-12-23", 3, 0.56, 0.02},
                    Claim{"new-york-blizzard", "", "", "2025-12-27", 1, 6.2, 0.15},
                    Claim{"hong-kong-typhoon", "phone", "", "2025-09-24", 1, 4.3, 0.3},
                    Claim{"beijing-heating", "", "utilities", "2025-11-15", 1, 1.73, 0.16},
                    Claim{"beijing-heating", "", "utilities", "2025-11-22", 1, 1.21, 0.12},
                    Claim{"madrid-tax-bills", "phone", "", "2025-10-01", 61, 1.344, 0.02},
                    Claim{"seoul-heat", "", "cooling-on-transit", "2025-07-01", 31, 4.9, 2.4}),
    [](const auto& claim) {
      std::string name = claim.param.file;
      std::replace(name.begin(), name.end(), '-', '_');
      return name + "_" + std::string(claim.param.from).substr(8);
    });

}  // namespace
}  // namespace hotline::sim
