// bench/micro.cpp: single parts, by Google Benchmark.
#include <cstdint>

#include <benchmark/benchmark.h>

#include "bench/draws.hpp"
#include "bench/kernel_models.hpp"
#include "core/stats/duration_statistics.hpp"
#include "core/stats/level.hpp"
#include "sim/random/duration_law.hpp"

namespace hotline::bench {
namespace {

template <class Hold>
void hold(benchmark::State& state) {
  Hold model(static_cast<std::uint32_t>(state.range(0)), 1);
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(model.hold(1));
  }
}

BENCHMARK_TEMPLATE(hold, KernelHold<CheapDraws>)->RangeMultiplier(16)->Range(4, 1 << 18);
BENCHMARK_TEMPLATE(hold, HeapHold<CheapDraws>)->RangeMultiplier(16)->Range(4, 1 << 18);

template <class Draws>
void exponential(benchmark::State& state) {
  Draws draws(1);
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(draws());
  }
}

BENCHMARK_TEMPLATE(exponential, CheapDraws);
BENCHMARK_TEMPLATE(exponential, ModelDraws);

void bits(benchmark::State& state) {
  const sim::RandomBook book(1, 0);
  std::uint64_t entity = 0;
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(book.bits(sim::Purpose::kTalk, ++entity));
  }
}

BENCHMARK(bits);

/// A duration of a law: the draw and its inversion.
void duration(benchmark::State& state, const sim::DurationLaw& law) {
  const sim::RandomBook book(1, 0);
  std::uint64_t entity = 0;
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(sim::quantile(law, book.uniform(sim::Purpose::kTalk, ++entity)));
  }
}

using Family = sim::DurationLaw::Family;

BENCHMARK_CAPTURE(duration, exponential, sim::DurationLaw{Family::kExponential, 180, 0});
BENCHMARK_CAPTURE(duration, lognormal, sim::DurationLaw{Family::kLognormal, 180, 0.7});
BENCHMARK_CAPTURE(duration, weibull, sim::DurationLaw{Family::kWeibull, 180, 0.8});

void statistics(benchmark::State& state) {
  const sim::RandomBook book(1, 0);
  stats::DurationStatistics kept;
  std::uint64_t entity = 0;
  for ([[maybe_unused]] auto _ : state) {
    kept.add(Duration(static_cast<std::int64_t>(book.bits(sim::Purpose::kTalk, ++entity) >> 36)));
  }
  benchmark::DoNotOptimize(kept);
}

BENCHMARK(statistics);

void level(benchmark::State& state) {
  stats::Level kept;
  std::int64_t at = 0;
  for ([[maybe_unused]] auto _ : state) {
    ++at;
    kept.change(SimTime(Duration(at)), 1 - 2 * (at & 1));
    benchmark::DoNotOptimize(kept);
  }
}

BENCHMARK(level);

}  // namespace
}  // namespace hotline::bench

BENCHMARK_MAIN();
