#include "tests/support/recorder.hpp"

#include <algorithm>

#include "tests/support/fact_fields.hpp"

namespace hotline::test {

Recorder record(const sim::Scenario& scenario, std::uint64_t seed, std::uint32_t replication) {
  Recorder recorder;
  (void)sim::run_replication(scenario, seed, replication, recorder);
  return recorder;
}

std::string first_difference(const std::vector<Fact>& a, const std::vector<Fact>& b) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (!same(a[i], b[i])) {
      return "fact " + std::to_string(i) + ": kind " + std::to_string(a[i].index()) + " at " +
             to_string(time_of(a[i])) + ", and kind " + std::to_string(b[i].index()) + " at " +
             to_string(time_of(b[i]));
    }
  }
  return a.size() == b.size()
             ? ""
             : std::to_string(a.size()) + " facts, and " + std::to_string(b.size());
}

}  // namespace hotline::test
