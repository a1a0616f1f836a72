// Prints hashes of what must have the same bits on every x86-64 CPU.
#include <bit>
#include <cinttypes>
#include <cstdint>
#include <cstdio>

#include "sim/random/arithmetic.hpp"
#include "sim/random/duration_law.hpp"
#include "sim/random/law_table.hpp"
#include "sim/random/random.hpp"
#include "sim/run/replication.hpp"
#include "tests/support/fact_hash.hpp"
#include "tests/support/scenarios.hpp"

namespace {

using hotline::sim::Purpose;

void mix(std::uint64_t& hash, double x) {
  hash = (hash ^ std::bit_cast<std::uint64_t>(x)) * 0x100000001b3ULL;
}

std::uint64_t hash_of_arithmetic() {
  const hotline::sim::RandomBook book(1, 0);
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (std::uint64_t i = 0; i < 200'000; ++i) {
    const double u = book.uniform(Purpose::kTalk, i);
    mix(hash, hotline::sim::fixed_log(u));
    mix(hash, hotline::sim::fixed_exp(20 * (u - 0.5)));
    mix(hash, hotline::sim::normal_quantile(u));
  }
  return hash;
}

std::uint64_t hash_of_laws() {
  const hotline::sim::RandomBook book(1, 0);
  const hotline::sim::DurationLaw gamma = hotline::sim::gamma_law(100, 2.5);
  const hotline::sim::DurationLaw two = hotline::sim::hyperexponential_law(100, 4);
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    const double u = book.uniform(Purpose::kTalk, i);
    mix(hash, hotline::sim::quantile_seconds(gamma, u));
    mix(hash, hotline::sim::quantile_seconds(two, u));
  }
  return hash;
}

std::uint64_t hash_of_run() {
  hotline::sim::Scenario scenario = hotline::test::small_hotline();
  scenario.length = 7 * hotline::kDay;
  hotline::test::FactHash hash;
  (void)hotline::sim::run_replication(scenario, 1, 0, hash);
  return hash.value();
}

}  // namespace

int main() {
  (void)std::printf("arithmetic %016" PRIx64 "\nlaws %016" PRIx64 "\nrun %016" PRIx64 "\n",
                    hash_of_arithmetic(), hash_of_laws(), hash_of_run());
  return 0;
}
