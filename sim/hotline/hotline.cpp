#include "sim/hotline/hotline.hpp"

#include <cstdint>

#include "sim/random/random.hpp"

namespace hotline::sim {

std::uint64_t run_number(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication) {
  const RandomBook book(seed, replication);
  // The text, and what may have been set beside it: each step mixes one more thing in.
  std::uint64_t number = book.bits(Purpose::kRunNumber, scenario.fingerprint);
  for (const std::int64_t setting :
       {std::int64_t{scenario.start.time_since_epoch().count()},
        std::int64_t{scenario.warm_up.count()}, std::int64_t{scenario.length.count()},
        static_cast<std::int64_t>(scenario.contact_policy),
        static_cast<std::int64_t>(scenario.ticket_policy)}) {
    number = book.bits(Purpose::kRunNumber, number ^ static_cast<std::uint64_t>(setting), 1);
  }
  return number;
}

}  // namespace hotline::sim
