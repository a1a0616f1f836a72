#include "cli/city_runs.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <mutex>
#include <numeric>

#include "cli/city_outline.hpp"
#include "cli/files.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "core/base/archive.hpp"
#include "sim/experiment/parallel.hpp"
#include "sim/hotline/hotline.hpp"
#include "sim/run/replication.hpp"
#include "sim/run/sealed.hpp"

namespace hotline::cli {
namespace {

using measures::Scorecard;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
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

/// What a run costs, in contacts: a ticket lives through more than a call does.
double work_of(const CityRun& run) {
  constexpr double kContactsPerTicket = 4;
  const CityOutline outline = outline_of(*run.scenario);
  const double days = to_seconds(run.scenario->warm_up + run.scenario->length) / to_seconds(kDay);
  return days * (outline.contacts_per_day + kContactsPerTicket * outline.tickets_per_day);
}

std::vector<double> works_of(const std::vector<CityRun>& runs) {
  std::vector<double> works;
  works.reserve(runs.size());
  for (const CityRun& run : runs) {
    works.push_back(work_of(run));
  }
  return works;
}

/// Largest first, so that no thread is left with the greatest run at the end.
std::vector<std::size_t> order_of(const std::vector<double>& works) {
  std::vector<std::size_t> order(works.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&works](std::size_t a, std::size_t b) { return works[a] > works[b]; });
  return order;
}

std::optional<Scorecard> simulate(const CityRun& run, std::uint64_t seed, std::size_t index,
                                  Progress& progress) {
  Scorecard card;
  unsigned events = 0;
  const double all = to_seconds(run.scenario->warm_up + run.scenario->length);
  const auto pace = [&](SimTime next) {
    constexpr unsigned kEventsBetweenLooks = 4096;
    if (++events % kEventsBetweenLooks != 0) {
      return true;
    }
    progress.advance(index, to_seconds(next - run.scenario->start) / all);
    return !interrupted_flag().load(std::memory_order_relaxed);
  };
  const bool complete = sim::run_replication(*run.scenario, seed, run.replication, card, pace);
  return complete ? std::optional(std::move(card)) : std::nullopt;
}

/// The runs, one after the other on each thread.
class Runner {
 public:
  Runner(const std::vector<CityRun>& runs, const CityRunsPlan& plan)
      : runs_(&runs),
        seed_(plan.seed),
        keeper_(plan.kept, plan.seed),
        works_(works_of(runs)),
        order_(order_of(works_)),
        progress_(works_),
        cards_(runs.size()) {}

  /// The next run, on any thread. False: after an interrupt or trouble.
  bool work(std::size_t next) { return !interrupted_flag().load() && complete(order_[next]); }

  [[nodiscard]] Result<std::vector<std::optional<Scorecard>>> result() {
    progress_.end();
    if (trouble_) {
      return tl::unexpected(*trouble_);
    }
    return std::move(cards_);
  }

 private:
  /// @return false where it was interrupted, or could not be kept.
  [[nodiscard]] bool complete(std::size_t index) {
    const CityRun& run = (*runs_)[index];
    std::optional<Scorecard>& card = cards_[index];
    card = keeper_.find(run);
    if (card) {
      progress_.found(index);
      return true;
    }
    card = simulate(run, seed_, index, progress_);
    if (!card) {
      return false;
    }
    if (auto kept = keeper_.keep(run, *card); !kept) {
      const std::lock_guard lock(trouble_mutex_);
      trouble_ = kept.error();
      return false;
    }
    progress_.simulated(index);
    return true;
  }

  const std::vector<CityRun>* runs_;
  std::uint64_t seed_;
  Keeper keeper_;
  std::vector<double> works_;
  std::vector<std::size_t> order_;
  Progress progress_;
  std::vector<std::optional<Scorecard>> cards_;
  std::mutex trouble_mutex_;
  std::optional<Error> trouble_;
};

}  // namespace

Result<std::vector<std::optional<Scorecard>>> run_cities(const std::vector<CityRun>& runs,
                                                         const CityRunsPlan& plan) {
  Runner runner(runs, plan);
  sim::for_each_index(0, static_cast<std::uint32_t>(runs.size()), plan.threads,
                      [&runner](std::uint32_t next) { return runner.work(next); });
  return runner.result();
}

}  // namespace hotline::cli
