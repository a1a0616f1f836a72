#include "sim/experiment/replications.hpp"

#include <mutex>
#include <optional>

#include "core/base/contract.hpp"
#include "sim/experiment/parallel.hpp"
#include "sim/run/replication.hpp"

namespace hotline::sim {
namespace {

using measures::Scorecard;

/// Stops when the plan says so, or when a fact cannot be true.
class Pace {
 public:
  Pace(const std::atomic<bool>* stop, const audit::Auditor* auditor)
      : stoppable_(stop), auditor_(auditor) {}

  bool operator()(SimTime next) {
    return (auditor_ == nullptr || !auditor_->violation()) && stoppable_(next);
  }

 private:
  Stoppable stoppable_;
  const audit::Auditor* auditor_;
};

/// At the end of every run, audited or not: nobody has left where he never was. Costs nothing an
/// event.
void require_conserved(const Scorecard& scorecard) {
  for (const measures::ChannelCounts& channel : scorecard.channels()) {
    HOTLINE_REQUIRE(channel.queue.value() >= 0);
    HOTLINE_REQUIRE(channel.callback_queue.value() >= 0);
  }
  for (const measures::GroupCounts& group : scorecard.groups()) {
    HOTLINE_REQUIRE(group.busy.value() >= 0);
    HOTLINE_REQUIRE(group.beside.value() >= 0);
    HOTLINE_REQUIRE(group.on_duty.value() >= 0);
  }
  for (const measures::AgencyCounts& agency : scorecard.agencies()) {
    HOTLINE_REQUIRE(agency.crews_busy.value() >= 0);
  }
}

/// What became of one replication.
struct Outcome {
  std::optional<Scorecard> scorecard;  ///< if it is complete
  std::optional<audit::Violation> violation;
};

Outcome run_one(const Scenario& scenario, const ReplicationPlan& plan, std::uint32_t replication) {
  Scorecard scorecard;
  const std::unique_ptr<AnySink> facts = plan.facts ? plan.facts(replication) : nullptr;
  std::optional<audit::Auditor> auditor;
  if (plan.audit) {
    auditor.emplace(knowledge_of(scenario));
  }
  const auto run = [&](auto& sink) {
    Pace pace(plan.stop, auditor ? &*auditor : nullptr);
    return run_replication(scenario, plan.seed, replication, sink, pace);
  };
  bool complete = false;
  if (auditor && facts) {
    Tee<audit::Auditor, Scorecard, AnySink> all(*auditor, scorecard, *facts);
    complete = run(all);
  } else if (auditor) {
    Tee<audit::Auditor, Scorecard> both(*auditor, scorecard);
    complete = run(both);
  } else if (facts) {
    Tee<Scorecard, AnySink> both(scorecard, *facts);
    complete = run(both);
  } else {
    complete = run(scorecard);
  }
  Outcome outcome;
  if (auditor && auditor->violation()) {
    outcome.violation = auditor->violation();
  } else if (complete) {
    require_conserved(scorecard);
    outcome.scorecard = std::move(scorecard);
  }
  return outcome;
}

ReplicationResults completed(std::vector<Outcome>& outcomes) {
  ReplicationResults all;
  for (Outcome& outcome : outcomes) {
    if (outcome.scorecard) {
      all.scorecards.push_back(std::move(*outcome.scorecard));
    }
    if (outcome.violation && !all.violation) {
      all.violation = std::move(outcome.violation);
    }
  }
  all.interrupted = all.scorecards.size() < outcomes.size() && !all.violation;
  return all;
}

}  // namespace

audit::Knowledge knowledge_of(const Scenario& scenario) {
  audit::Knowledge knowledge;
  knowledge.drained = scenario.drain;
  for (const Trunks& trunks : scenario.trunks) {
    knowledge.limits.push_back(audit::LineLimit{trunks.channels, trunks.lines});
  }
  for (std::uint32_t c = 0; c < scenario.channels.size(); ++c) {
    if (scenario.channels[c].lines) {
      knowledge.limits.push_back(audit::LineLimit{{ChannelId{c}}, *scenario.channels[c].lines});
    }
  }
  return knowledge;
}

ReplicationResults run_replications(const Scenario& scenario, const ReplicationPlan& plan) {
  HOTLINE_REQUIRE(plan.replications >= 1);
  std::vector<Outcome> results(plan.replications);
  std::mutex progress_mutex;
  std::uint32_t done = 0;
  for_each_index(0, plan.replications, plan.threads, [&](std::uint32_t replication) {
    if (plan.stop != nullptr && plan.stop->load()) {
      return false;
    }
    Outcome& outcome = results[replication];
    outcome = run_one(scenario, plan, replication);
    if (!outcome.scorecard) {
      return false;
    }
    const std::lock_guard lock(progress_mutex);
    ++done;
    if (plan.progress) {
      plan.progress(done);
    }
    return true;
  });
  return completed(results);
}

}  // namespace hotline::sim
