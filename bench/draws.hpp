// bench/draws.hpp: exponential variates for both sides of a comparison.
//
// Two ways, same law. A yardstick with cheap variates is the harder one to keep up with; one that
// draws as the model does shows what the model adds to its draws.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "sim/random/arithmetic.hpp"
#include "sim/random/random.hpp"

namespace hotline::bench {

/// xoshiro256++ 1.0 (D. Blackman and S. Vigna, ACM TOMS 47 (2021) 36): passes BigCrush, and is
/// among the fastest that do. Seeded by SplitMix64, as its authors advise.
class Xoshiro {
 public:
  explicit Xoshiro(std::uint64_t seed) {
    for (std::uint64_t& word : state_) {
      std::uint64_t z = (seed += 0x9e3779b97f4a7c15ULL);
      z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
      z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
      word = z ^ (z >> 31);
    }
  }

  std::uint64_t operator()() {
    const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }

 private:
  std::array<std::uint64_t, 4> state_{};
};

/// Uniform on (0, 1) from 64 bits.
[[nodiscard]] inline double unit_uniform(std::uint64_t bits) {
  return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52;
}

/// Unit exponentials by the ziggurat method with 256 layers: 98.9 % of them cost one generator
/// step, one table look-up and one comparison.
///
/// Source: G. Marsaglia and W. W. Tsang, The ziggurat method for generating random variables,
/// J. Stat. Software 5 (2000) 8.
class CheapDraws {
 public:
  explicit CheapDraws(std::uint64_t seed) : next_(seed) {}

  double operator()() {
    double beyond = 0;
    while (true) {
      const std::uint64_t bits = next_();
      const std::size_t layer = bits & 0xffU;
      const double x =
          static_cast<double>(static_cast<std::int64_t>(bits >> 8)) * kLayers.width[layer];
      if ((bits >> 8) < kLayers.inner[layer]) [[likely]] {
        return beyond + x;
      }
      if (layer == 0) {
        beyond += kTail;  // the tail of an exponential is an exponential again
      } else if (kLayers.density[layer] +
                     unit_uniform(next_()) * (kLayers.density[layer + 1] - kLayers.density[layer]) <
                 std::exp(-x)) {
        return beyond + x;
      }
    }
  }

 private:
  static constexpr double kTail = 7.69711747013104972;       // where the tail begins
  static constexpr double kArea = 3.9496598225815571993e-3;  // of each layer

  struct Layers {
    std::array<double, 256> width{};         ///< of the layer, for one of 2^56 steps
    std::array<std::uint64_t, 256> inner{};  ///< steps that lie under the density for certain
    std::array<double, 257> density{};

    Layers() {
      std::array<double, 257> edge{};
      edge[0] = kArea / std::exp(-kTail);
      edge[1] = kTail;
      for (std::size_t i = 2; i < 256; ++i) {
        edge[i] = -std::log(std::exp(-edge[i - 1]) + kArea / edge[i - 1]);
      }
      for (std::size_t i = 0; i < 256; ++i) {
        width[i] = edge[i] * 0x1p-56;
        inner[i] = static_cast<std::uint64_t>(edge[i + 1] / edge[i] * 0x1p56);
      }
      for (std::size_t i = 0; i <= 256; ++i) {
        density[i] = std::exp(-edge[i]);
      }
    }
  };

  static inline const Layers kLayers{};

  Xoshiro next_;
};

/// Unit exponentials as the model draws them: addressed (Philox2x64-6, sim/random/random.hpp), by
/// inversion with the project's own logarithm.
class ModelDraws {
 public:
  explicit ModelDraws(std::uint64_t seed) : book_(seed, 0) {}

  double operator()() { return -sim::fixed_log(1 - book_.uniform(sim::Purpose::kTalk, number_++)); }

 private:
  sim::RandomBook book_;
  std::uint64_t number_ = 0;
};

}  // namespace hotline::bench
