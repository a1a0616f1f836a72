#include "sim/experiment/replications.hpp"

#include <algorithm>
#include <mutex>
#include <optional>
#include <thread>

#include "core/base/contract.hpp"
#include "sim/run/replication.hpp"

namespace hotline::sim {
namespace {

using measures::Scorecard;

/// Looks at the stop flag once in a while: a look at each event would cost more than many events.
class Stoppable {
 public:
  explicit Stoppable(const std::atomic<bool>* stop) : stop_(stop) {}

  bool operator()(SimTime /*next*/) {
    if (++events_ % kEventsBetweenLooks != 0 || stop_ == nullptr) {
      return true;
    }
    return !stop_->load(std::memory_order_relaxed);
  }

 private:
  static constexpr unsigned kEventsBetweenLooks = 4096;
  const std::atomic<bool>* stop_;
  unsigned events_ = 0;
};

std::optional<Scorecard> run_one(const Scenario& scenario, const ReplicationPlan& plan,
                                 std::uint32_t replication) {
  Scorecard scorecard;
  const std::unique_ptr<AnySink> facts = plan.facts ? plan.facts(replication) : nullptr;
  Stoppable pace(plan.stop);
  bool complete = false;
  if (facts) {
    Tee<Scorecard, AnySink> both(scorecard, *facts);
    complete = run_replication(scenario, plan.seed, replication, both, pace);
  } else {
    complete = run_replication(scenario, plan.seed, replication, scorecard, pace);
  }
  return complete ? std::optional<Scorecard>(std::move(scorecard)) : std::nullopt;
}

ReplicationResults completed(std::vector<std::optional<Scorecard>>& results) {
  ReplicationResults all;
  for (std::optional<Scorecard>& result : results) {
    if (result) {
      all.scorecards.push_back(std::move(*result));
    }
  }
  all.interrupted = all.scorecards.size() < results.size();
  return all;
}

}  // namespace

ReplicationResults run_replications(const Scenario& scenario, const ReplicationPlan& plan) {
  HOTLINE_REQUIRE(plan.replications >= 1);
  std::vector<std::optional<Scorecard>> results(plan.replications);
  std::atomic<std::uint32_t> next{0};
  std::mutex progress_mutex;
  std::uint32_t done = 0;
  const auto work = [&] {
    for (std::uint32_t r = next++; r < plan.replications; r = next++) {
      if (plan.stop != nullptr && plan.stop->load()) {
        return;
      }
      results[r] = run_one(scenario, plan, r);
      if (!results[r]) {
        return;
      }
      const std::lock_guard lock(progress_mutex);
      ++done;
      if (plan.progress) {
        plan.progress(done);
      }
    }
  };
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  const unsigned wanted = plan.threads == 0 ? cores : plan.threads;
  {
    std::vector<std::jthread> others;
    for (unsigned t = 1; t < std::min<unsigned>(wanted, plan.replications); ++t) {
      others.emplace_back(work);
    }
    work();
  }
  return completed(results);
}

}  // namespace hotline::sim
