#include "cli/city_runs.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <mutex>
#include <thread>

#include <unistd.h>

#include "cli/files.hpp"
#include "cli/interrupt.hpp"
#include "core/base/archive.hpp"
#include "sim/hotline/hotline.hpp"
#include "sim/run/replication.hpp"
#include "sim/run/sealed.hpp"

namespace hotline::cli {
namespace {

using measures::Scorecard;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

/// Names this very program, so that another version does not take up what it does not understand.
std::uint64_t program_number() {
  std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a, 64 bits
  for (const char c : bytes_of("/proc/self/exe")) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  return hash;
}

class Keeper {
 public:
  Keeper(std::filesystem::path folder, std::uint64_t seed)
      : folder_(std::move(folder)), seed_(seed), program_(folder_.empty() ? 0 : program_number()) {}

  [[nodiscard]] std::optional<Scorecard> find(const CityRun& run) const {
    if (folder_.empty()) {
      return std::nullopt;
    }
    const std::filesystem::path path = path_of(run);
    const std::string bytes = bytes_of(path);
    const Result<std::string_view> body = sim::unsealed(bytes, path.string());
    if (!body) {
      return std::nullopt;
    }
    ArchiveReader reader(*body);
    std::uint64_t program = 0;
    std::uint64_t number = 0;
    reader(program);
    reader(number);
    if (program != program_ || number != number_of(run)) {
      return std::nullopt;
    }
    Scorecard card;
    reader(card);
    return reader.complete() ? std::optional(std::move(card)) : std::nullopt;
  }

  [[nodiscard]] Result<void> keep(const CityRun& run, const Scorecard& card) const {
    if (folder_.empty()) {
      return {};
    }
    ArchiveWriter writer;
    std::uint64_t program = program_;
    std::uint64_t number = number_of(run);
    Scorecard copy = card;
    writer(program);
    writer(number);
    writer(copy);
    return write_result(path_of(run).string(), sim::sealed(writer.take()));
  }

 private:
  [[nodiscard]] std::uint64_t number_of(const CityRun& run) const {
    return sim::run_number(*run.scenario, seed_, run.replication);
  }

  [[nodiscard]] std::filesystem::path path_of(const CityRun& run) const {
    std::array<char, 32> digits{};
    (void)std::snprintf(digits.data(), digits.size(), "%016llx",
                        static_cast<unsigned long long>(number_of(run)));
    return folder_ / (run.scenario->name + "-" + digits.data() + ".card");
  }

  std::filesystem::path folder_;
  std::uint64_t seed_;
  std::uint64_t program_;
};

/// One line that is written over, on a terminal only.
class Progress {
 public:
  explicit Progress(std::size_t all)
      : all_(all), shown_(::isatty(STDERR_FILENO) != 0), began_(std::chrono::steady_clock::now()) {}

  void done(bool simulated) {
    const std::lock_guard lock(mutex_);
    ++done_;
    simulated_ += simulated ? 1 : 0;
    if (!shown_) {
      return;
    }
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began_;
    const double left = simulated_ == 0 ? 0
                                        : passed.count() / static_cast<double>(simulated_) *
                                              static_cast<double>(all_ - done_);
    (void)std::fprintf(stderr, "\r%zu of %zu runs, %s left    %s", done_, all_,
                       human(from_seconds(std::round(left))).c_str(), done_ == all_ ? "\n" : "");
  }

 private:
  std::mutex mutex_;
  std::size_t all_;
  std::size_t done_ = 0;
  std::size_t simulated_ = 0;
  bool shown_;
  std::chrono::steady_clock::time_point began_;
};

std::optional<Scorecard> simulate(const CityRun& run, std::uint64_t seed) {
  Scorecard card;
  unsigned events = 0;
  const auto pace = [&events](SimTime /*next*/) {
    constexpr unsigned kEventsBetweenLooks = 4096;
    return ++events % kEventsBetweenLooks != 0 ||
           !interrupted_flag().load(std::memory_order_relaxed);
  };
  const bool complete = sim::run_replication(*run.scenario, seed, run.replication, card, pace);
  return complete ? std::optional(std::move(card)) : std::nullopt;
}

}  // namespace

Result<std::vector<std::optional<Scorecard>>> run_cities(const std::vector<CityRun>& runs,
                                                         const CityRunsPlan& plan) {
  const Keeper keeper(plan.kept, plan.seed);
  Progress progress(runs.size());
  std::vector<std::optional<Scorecard>> cards(runs.size());
  std::atomic<std::size_t> next{0};
  std::mutex trouble_mutex;
  std::optional<Error> trouble;
  const auto work = [&] {
    for (std::size_t i = next++; i < runs.size(); i = next++) {
      if (interrupted_flag().load()) {
        return;
      }
      cards[i] = keeper.find(runs[i]);
      const bool simulated = !cards[i];
      if (simulated) {
        cards[i] = simulate(runs[i], plan.seed);
        if (!cards[i]) {
          return;
        }
        if (auto kept = keeper.keep(runs[i], *cards[i]); !kept) {
          const std::lock_guard lock(trouble_mutex);
          trouble = kept.error();
          return;
        }
      }
      progress.done(simulated);
    }
  };
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t threads =
      std::min<std::size_t>(plan.threads == 0 ? cores : plan.threads, runs.size());
  {
    std::vector<std::jthread> others;
    for (std::size_t t = 1; t < threads; ++t) {
      others.emplace_back(work);
    }
    work();
  }
  if (trouble) {
    return tl::unexpected(*trouble);
  }
  return cards;
}

}  // namespace hotline::cli
