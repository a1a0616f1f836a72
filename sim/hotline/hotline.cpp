#include "sim/hotline/hotline.hpp"

#include "sim/random/random.hpp"

namespace hotline::sim {

std::uint64_t run_number(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication) {
  return RandomBook(seed, replication).bits(Purpose::kRunNumber, scenario.fingerprint);
}

}  // namespace hotline::sim
